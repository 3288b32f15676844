import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { CatalogEntry, CatalogKind } from './rubric.ts';

@Entity('catalog_entries')
@Check(
  'catalog_entries_kind_known',
  `kind IN ('specialty', 'round', 'segment', 'region', 'level', 'language', 'company', 'option', 'practice')`,
)
export class CatalogEntryEntity implements CatalogEntry {
  @PrimaryColumn('text')
  kind!: CatalogKind;

  @PrimaryColumn('text')
  slug!: string;

  @Column('text')
  name!: string;

  @Column('text', { default: '' })
  description!: string;

  @Column('integer', { default: 0 })
  position!: number;

  @Column('jsonb', { default: {} })
  data!: object;

  @Column('integer', { default: 1 })
  version!: number;
}

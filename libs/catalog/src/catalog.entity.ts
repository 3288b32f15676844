import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { CatalogEntry, CatalogKind } from './rubric.ts';

@Entity('catalog_entries')
@Check(
  'catalog_entries_kind_known',
  `kind IN ('specialty', 'round', 'segment', 'region', 'level', 'language', 'company', 'option', 'practice', 'fact')`,
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

  /** Kept for what refers to it, offered no more. */
  @Column('boolean', { default: false })
  retired!: boolean;

  @Column('integer', { default: 1 })
  version!: number;
}

/** What the catalog held at each time: an intake remembers the version it was read with. */
@Entity('catalog_versions')
@Unique('catalog_versions_name_unique', ['name'])
export class CatalogVersionEntity {
  @PrimaryColumn('integer')
  number!: number;

  /** @example '2026-11.2' */
  @Column('text')
  name!: string;

  @Column('jsonb')
  entries!: CatalogEntry[];

  @Column('timestamptz')
  createdAt!: Date;
}

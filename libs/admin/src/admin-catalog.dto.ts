import { IsBoolean, IsIn, IsInt, IsObject, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { MayBeLeftOut } from '#libs/platform';
import { CATALOG_KINDS, type CatalogKind } from '#libs/catalog';
import { Reason } from './admin.dto.ts';

export class CatalogKindParam {
  @IsIn(CATALOG_KINDS)
  kind!: CatalogKind;
}

export class CatalogEntryParam extends CatalogKindParam {
  @IsString()
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  @MaxLength(80)
  slug!: string;
}

export class ChangeCatalogEntry extends Reason {
  @MayBeLeftOut()
  @IsString()
  @Length(1, 120)
  name?: string;

  @MayBeLeftOut()
  @IsString()
  @MaxLength(1000)
  description?: string;

  @MayBeLeftOut()
  @IsInt()
  @Min(0)
  @Max(100_000)
  position?: number;

  /** What this kind of entry carries: weights of a segment, segment and aliases of a company, gains and costs of an option. */
  @MayBeLeftOut()
  @IsObject()
  data?: object;

  /** Kept for what refers to it, offered no more. */
  @MayBeLeftOut()
  @IsBoolean()
  retired?: boolean;
}

export class AddCatalogEntry extends ChangeCatalogEntry {
  /** @example 'robotics' */
  @IsString()
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'slug must be lower-case words joined by hyphens' })
  @MaxLength(80)
  slug!: string;
}

export class CatalogEntryResponse {
  kind!: string;
  slug!: string;
  name!: string;
  description!: string;
  position!: number;
  data!: object;
  retired!: boolean;
  version!: number;
}

export class CatalogEntriesResponse {
  data!: CatalogEntryResponse[];
  /** The version of the rubric these belong to. */
  rubricVersion!: string;
}

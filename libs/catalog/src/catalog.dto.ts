/** One word of the taxonomy. */
export class CatalogItem {
  /** @example 'fintech' */
  slug!: string;
  /** @example 'Fintech' */
  name!: string;
  description!: string;
}

export class CatalogResponse {
  specialties!: CatalogItem[];
  rounds!: CatalogItem[];
  segments!: CatalogItem[];
  regions!: CatalogItem[];
  levels!: CatalogItem[];
  languages!: CatalogItem[];
}

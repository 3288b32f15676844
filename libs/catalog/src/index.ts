export { CATALOG, RUBRIC_VERSION } from './catalog.data.ts';
export { type CatalogEntryEntity } from './catalog.entity.ts';
export { CatalogModule } from './catalog.module.ts';
export { type CatalogChange, CatalogService } from './catalog.service.ts';
export { CATALOG_KINDS, type CatalogKind, type Practice, type Rubric, rubricOf } from './rubric.ts';

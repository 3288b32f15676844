export { CATALOG, RUBRIC_VERSION } from './catalog.data.ts';
export { CatalogModule } from './catalog.module.ts';
export { CatalogService } from './catalog.service.ts';
export { CATALOG_KINDS, type CatalogKind, inSentence, type Practice, type Rubric, rubricOf } from './rubric.ts';

export { CATALOG, RUBRIC_VERSION } from './catalog.data.ts';
export { CatalogModule } from './catalog.module.ts';
export { CatalogService } from './catalog.service.ts';
export { type Rubric, rubricOf } from './rubric.ts';

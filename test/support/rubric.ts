import { CATALOG, RUBRIC_VERSION, rubricOf } from '#libs/catalog';

/** The rubric as shipped. */
export const rubric = rubricOf(RUBRIC_VERSION, CATALOG);

import type { Rubric } from '#libs/catalog';
import type { Inference } from '../answers.ts';
import { readBudget } from './budget.ts';
import { companyInferences, nameWords, readCompanies, readSegments, readSpecialties } from './companies.ts';
import { readConfidence } from './confidence.ts';
import { readDate } from './dates.ts';
import { Passage } from './passage.ts';
import { readLanguages, readLevel, readRegion } from './person.ts';
import { type Place, placesIn, readPreferredHours, readTimeZone, readWeeklyHours } from './time.ts';

export interface ReadingContext {
  now: Date;
  /** The candidate's zone; relative dates are read in it. A zone the text names counts where this one is not given. */
  timeZone: string | undefined;
  rubric: Rubric;
}

/**
 * Reads goals in a candidate's own words. Local, deterministic, linear in the text's length; invents nothing: every
 * inference carries its words.
 */
export function readGoals(text: string, { now, timeZone, rubric }: ReadingContext): Inference[] {
  const passage = Passage.of(text, nameWords(rubric));
  const companies = readCompanies(passage, rubric);
  const places = placesIn(passage);
  const zone = readTimeZone(passage);
  const here = timeZone ?? (zone[0]?.value as string | undefined) ?? 'UTC';
  return [
    ...companyInferences(passage, companies),
    ...readSegments(passage, companies),
    ...readSpecialties(passage, companies),
    ...readLevel(passage),
    ...readRegion(passage, places),
    ...readConfidence(passage),
    ...readDate(passage, now, here, isDayFirst(timeZone ?? (zone[0]?.value as string | undefined), places)),
    ...readWeeklyHours(passage),
    ...readBudget(passage, (places.find(({ isHome }) => isHome) ?? places[0])?.currency ?? null),
    ...readLanguages(passage, rubric),
    ...readPreferredHours(passage),
    ...zone,
  ];
}

/** Whether the day comes before the month where somebody writes from; unknown: no. */
function isDayFirst(zone: string | undefined, places: readonly Place[]): boolean {
  const known = zone ?? places.find(({ zone: there }) => there !== null)?.zone ?? 'UTC';
  return known !== 'UTC' && !MONTH_FIRST.test(known);
}
const MONTH_FIRST = /^America\/(?!Sao_Paulo|Mexico|Bogota|Argentina|Santiago|Toronto|Vancouver)/;

/** What a plan can be made from; the rest alone says too little. */
const USABLE = /^(?:segments|targetCompanies|specialties|interviewDate|level|confidence\..+)$/;

/** Two concrete questions for a text that says nothing usable; none when something was read. */
export const followUps = (inferred: readonly Inference[]): string[] =>
  inferred.some(({ field }) => USABLE.test(field))
    ? []
    : [
        'Which companies or kind of company are you interviewing with, and when?',
        'Which interview rounds worry you most: system design, SQL, product sense, behavioral, or another?',
      ];

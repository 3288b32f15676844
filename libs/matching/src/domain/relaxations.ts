import type { Rubric } from '#libs/catalog';
import type { Answers } from '#libs/intake';
import { formatMoney } from '#libs/platform';
import type { Filter } from './ranking.ts';

/** A change to what a candidate told, and how it is said to them. */
export interface Relaxation {
  change: Partial<Answers>;
  text: string;
}

const FILTER_TEXTS: Readonly<Record<Filter, (count: string) => string>> = {
  capacity: (count) => `${count} take no new candidates at the moment`,
  language: (count) => `${count} speak none of your languages`,
  discretion: (count) =>
    `${count} are left out for discretion: they work where you do not want to be seen, or must not coach for your companies`,
  budget: (count) => `${count} have no session within your budget`,
  time: (count) => `${count} have no free time before your interview`,
};

/** "14 mentors have no session within your budget". */
export const filterText = (filter: Filter, count: number): string =>
  FILTER_TEXTS[filter](`${count} mentor${count === 1 ? '' : 's'}`).replace(
    /^1 mentor (?:are|have|speak|take)/,
    (words) => words.replace('are', 'is').replace('have', 'has').replace('speak', 'speaks').replace('take', 'takes'),
  );

/** The changes that take one filter away each, smallest first: more money up to the cheapest, another language, a later date. */
export function relaxationsOf(answers: Answers, cheapest: number | null, rubric: Rubric): Relaxation[] {
  const { budget, languages, interviewDate, avoidEmployers } = answers;
  const speaks = (slug: string): string => rubric.languages.find((one) => one.slug === slug)?.name ?? slug;
  return [
    ...(budget && cheapest !== null && cheapest > budget.amount
      ? [
          {
            change: { budget: { ...budget, amount: cheapest } },
            text: `Raise your budget to ${formatMoney({ ...budget, amount: cheapest })}`,
          },
        ]
      : []),
    ...(languages.length > 0 && !languages.includes('en')
      ? [{ change: { languages: [...languages, 'en'] }, text: `Take sessions in ${speaks('en')} too` }]
      : []),
    ...(languages.length > 0 ? [{ change: { languages: [] }, text: 'Take sessions in any language' }] : []),
    ...(interviewDate === undefined
      ? []
      : [{ change: { interviewDate: undefined }, text: 'Look beyond the date of your interview' }]),
    ...(budget && cheapest !== null
      ? [
          {
            change: {
              budget: { ...budget, amount: Math.max(budget.amount, cheapest) },
              interviewDate: undefined,
              languages: [],
            },
            text: `Raise your budget to ${formatMoney({ ...budget, amount: Math.max(budget.amount, cheapest) })} and take any language and date`,
          },
        ]
      : []),
    ...(avoidEmployers.length > 0
      ? [{ change: { avoidEmployers: [] }, text: `Allow mentors who work at ${avoidEmployers.join(' or ')}` }]
      : []),
  ];
}

const EVENINGS = { weekdays: [1, 2, 3, 4, 5], start: '18:00', end: '21:00' };
const WEEKENDS = { weekdays: [6, 7], start: '09:00', end: '18:00' };

/** What a candidate could give way on, to see whether the order changes: a fifth more money, evenings, weekends. */
export function concessionsOf({ budget, preferredHours, languages }: Answers): Relaxation[] {
  const raised = budget && { ...budget, amount: Math.ceil(budget.amount * 1.2) };
  const has = (hours: { weekdays: number[] }): boolean =>
    preferredHours.some((one) => hours.weekdays.some((day) => one.weekdays.includes(day)) && one.end > '18:00');
  return [
    ...(raised ? [{ change: { budget: raised }, text: `with a budget of ${formatMoney(raised)}` }] : []),
    ...(preferredHours.length > 0 && !has(EVENINGS)
      ? [{ change: { preferredHours: [...preferredHours, EVENINGS] }, text: 'with evenings too' }]
      : []),
    ...(preferredHours.length > 0 && !preferredHours.some(({ weekdays }) => weekdays.includes(6))
      ? [{ change: { preferredHours: [...preferredHours, WEEKENDS] }, text: 'with weekends too' }]
      : []),
    ...(languages.length > 0 && !languages.includes('en')
      ? [{ change: { languages: [...languages, 'en'] }, text: 'with sessions in English too' }]
      : []),
  ];
}

import { Problem } from '#libs/platform';
import type { Reason } from './domain/slots.ts';

const WORDS: Readonly<Record<Reason, string>> = {
  outside_hours: "lies outside the mentor's hours",
  off_grid: "is not one of the mentor's start times",
  too_soon: 'is too soon: the mentor needs more notice',
  too_far: 'is further ahead than the mentor takes bookings',
  day_full: 'is on a day on which the mentor takes no more sessions',
  week_full: 'is in a week in which the mentor takes no more sessions',
  time_off: 'falls into time the mentor has taken off',
  busy: "collides with something in the mentor's calendar",
  taken: 'was just taken by someone else',
};

/** The problem a client gets for a start that cannot be booked, with the nearest free ones when they are known. */
export function refusal(reason: Reason, alternatives?: Date[]): Problem {
  const code = reason === 'taken' ? 'slot_taken' : 'slot_unavailable';
  return new Problem(code, `This time ${WORDS[reason]}.`, {
    alternatives: alternatives?.map((start) => start.toISOString()),
  });
}

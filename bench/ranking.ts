import { seeded } from '../apps/seeded.ts';
import { computeSlots } from '#libs/availability';
import { type Answers, readinessOf } from '#libs/intake';
import {
  COUNTED_DAYS,
  countWithin,
  FULL_TIME_SLOTS,
  type LookAtTimes,
  type MatchWish,
  MentorIndex,
  preferredStretches,
  rank,
} from '#libs/matching';
import { answersAt, mentorAt, rubric, scheduleAt } from './people.ts';
import type { Row } from './table.ts';

export const NOW = Date.parse('2027-01-04T08:00:00Z');
const [MINUTE, DAY] = [60_000, 86_400_000];
const LIMIT = 20;

export const wishOf = (answers: Answers): MatchWish => ({
  answers,
  readiness: readinessOf(answers, rubric),
  rubric,
  budgetPerSession: answers.budget?.amount ?? null,
});

/** Free starts of mentor number `n` for 60 days around twenty sessions they have, minutes since the epoch. */
export function startsAt(n: number): Uint32Array {
  const random = seeded(n * 11 + 1);
  const occupied = Array.from({ length: 20 }, () => {
    const start = NOW + Math.floor(random() * 60 * 24) * 3_600_000;
    return { kind: 'session' as const, start, end: start + 70 * MINUTE, counts: true };
  });
  const starts = computeSlots({
    schedule: scheduleAt(n),
    overrides: new Map(),
    occupied,
    durationMinutes: 60,
    now: NOW,
    from: NOW,
    to: NOW + 60 * DAY,
  });
  return Uint32Array.from(starts, (start) => start / MINUTE);
}

/** Looks at calendars that are computed for each question anew, as for mentors nobody has asked for yet. */
export function lookFor(answers: Answers, startsOf: (row: number) => Uint32Array): LookAtTimes {
  const until = answers.interviewDate === undefined ? Infinity : Date.parse(answers.interviewDate) / MINUTE;
  const stretches = preferredStretches(answers, NOW, COUNTED_DAYS).map(
    ([from, to]) => [from, Math.min(to, until)] as const,
  );
  return (rows) =>
    Promise.resolve(
      new Map(
        rows.flatMap((row) => {
          const starts = startsOf(row);
          const [soonest] = starts;
          if (soonest === undefined || soonest >= until) return [];
          return [[row, { soonest, slots: countWithin(starts, stretches, FULL_TIME_SLOTS) }] as const];
        }),
      ),
    );
}

/** The 99th percentile of ranking for many different candidates, the next free times included, in this process. */
export async function benchRanking(mentors: number, bar: number, questions: number): Promise<Row> {
  const idle = memory();
  const index = new MentorIndex();
  for (let n = 0; n < mentors; n++) index.set(mentorAt(n));
  const held = memory() - idle;
  const took: number[] = [];
  let looked = 0;
  for (let i = -20; i < questions; i++) {
    const answers = answersAt(i + 20, NOW);
    const look = lookFor(answers, (row) => (looked++, startsAt(row)));
    const started = performance.now();
    await rank(index, wishOf(answers), look, LIMIT);
    if (i >= 0) took.push(performance.now() - started);
  }
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  const p99 = at(0.99);
  return {
    what: `Matches among ${mentors.toLocaleString('en')} mentors in process, ${questions} candidates, ${LIMIT} places, free times computed anew each time (${Math.round(looked / (questions + 20))} mentors looked at each)`,
    ours: `p50 ${at(0.5).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, index ${Math.round(held / 1_048_576)} MiB`,
    baseline: '-',
    ratio: null,
    bar: `p99 < ${bar} ms${mentors >= 1_000_000 ? ', index < 200 MiB' : ''}`,
    met: p99 < bar && held < 200 * 1_048_576,
  };
}

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

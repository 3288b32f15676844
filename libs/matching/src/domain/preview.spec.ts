import { rubric } from '../../../../test/support/rubric.ts';
import { emptyAnswers } from '../../../intake/src/domain/answers.ts';
import { readinessOf } from '../../../intake/src/domain/readiness.ts';
import { type PreviewFacts, previewOf } from './preview.ts';
import { preferredStretches } from './times.ts';

const NOW = Date.parse('2027-01-04T08:00:00Z') / 60_000; // a Monday
const DAY = 1_440;
/** Every day at 9, 13 and 19 o'clock UTC. */
const daily = Uint32Array.from({ length: 60 * 3 }, (_, i) => NOW + Math.floor(i / 3) * DAY + [60, 300, 660][i % 3]!);
const month = (more: object = {}, facts: Partial<PreviewFacts> = {}) => {
  const answers = {
    ...emptyAnswers(),
    segments: ['fintech'],
    confidence: { 'sql-data': 1, 'system-design': 2 },
    ...more,
  };
  return previewOf({
    ...{
      answers,
      readiness: readinessOf(answers, rubric),
      rubric,
      coached: ['system-design', 'sql-data', 'behavioral', 'execution'],
    },
    ...{ offering: { id: 'o', durationMinutes: 60, price: 15_000 }, starts: daily, now: NOW, daysLeft: null },
    preferred: preferredStretches(answers, NOW * 60_000, 28),
    ...facts,
  });
};
const sessionsOf = ({ weeks }: ReturnType<typeof month>) => weeks.flatMap(({ sessions }) => sessions);

describe('the first month', () => {
  it('is planned as by hand: eight hours a week, no limit of money, 27 days', () => {
    const { weeks, totalCost, totalHours } = month({ weeklyHours: 8 }, { daysLeft: 27 });
    // gaps: SQL 16, system design 15, domain depth 10, execution 8, then 6 6 6 (by name) 4; six of them in three weeks
    expect(weeks.map(({ focus }) => focus)).toEqual([
      ['sql-data', 'system-design'],
      ['domain-depth', 'execution'],
      ['product-sense', 'behavioral'],
      ['sql-data', 'system-design'],
    ]);
    // two sessions a week; 8 - 2 = 6 hours alone, 3 for each round; half of it in the final week
    expect(weeks.map(({ practice }) => practice.map(({ hours }) => hours))).toEqual([
      [3, 3],
      [3, 3],
      [3, 3],
      [1.5, 1.5],
    ]);
    expect([totalCost, totalHours]).toEqual([8 * 15_000, 3 * 8 + 5]);
    expect(weeks[3]?.milestone).toContain('rested');
    expect(weeks[3]?.practice[0]?.task).toContain('mock, then rest');
  });

  it.each([
    ['a week', { amount: 15_000, currency: 'USD', per: 'week' }, [1, 1, 1, 1]],
    ['less than a session a week', { amount: 10_000, currency: 'USD', per: 'week' }, [0, 1, 1, 0]],
    ['a month', { amount: 50_000, currency: 'USD', per: 'month' }, [1, 1, 1, 0]],
    ['all together', { amount: 30_000, currency: 'USD', per: 'total' }, [1, 1, 0, 0]],
    ['a session', { amount: 15_000, currency: 'USD', per: 'session' }, [2, 2, 2, 2]],
    ['too little', { amount: 9_000, currency: 'USD', per: 'total' }, [0, 0, 0, 0]],
  ])('stays within a budget for %s', (_, budget, counts) => {
    const preview = month({ weeklyHours: 8, budget });
    expect(preview.weeks.map(({ sessions }) => sessions.length)).toEqual(counts);
    expect(preview.totalCost).toBe(sessionsOf(preview).length * 15_000);
  });

  it('stays within the weekly hours, whatever they are, and its sums add up', () => {
    for (const weeklyHours of [0.5, 1, 1.5, 2, 3, 7.5, 40]) {
      const { weeks, totalHours } = month({ weeklyHours });
      const each = weeks.map(
        ({ sessions, practice }) => sessions.length + practice.reduce((sum, { hours }) => sum + hours, 0),
      );
      for (const hours of each) expect(hours).toBeLessThanOrEqual(weeklyHours);
      expect(totalHours).toBeCloseTo(
        each.reduce((sum, hours) => sum + hours, 0),
        5,
      );
    }
  });

  it('takes free times only, in preferred hours first, two days apart, none on the day before the interview', () => {
    const preferredHours = [{ weekdays: [2, 4], start: '19:00', end: '21:00' }];
    const preview = month({ weeklyHours: 8, preferredHours }, { daysLeft: 10 });
    const times = sessionsOf(preview).map(({ startsAt }) => new Date(startsAt * 60_000).toISOString());
    expect(times).toEqual(['2027-01-05T19:00:00.000Z', '2027-01-07T19:00:00.000Z', '2027-01-12T19:00:00.000Z']);
    expect(
      month({ weeklyHours: 8 }, { starts: daily.subarray(0, 3) }).weeks.map(({ sessions }) => sessions.length),
    ).toEqual([1, 0, 0, 0]);
  });

  it('ties every session to a round the mentor coaches, and each time goes further', () => {
    const purposes = sessionsOf(month({ weeklyHours: 8 }, { coached: ['sql-data'] })).map(({ round, purpose }) => [
      round,
      purpose,
    ]);
    expect(purposes.every(([round]) => round === 'sql-data')).toBe(true);
    expect(purposes[0]?.[1]).toMatch(/^Find where your SQL/);
    expect(purposes.at(-1)?.[1]).toMatch(/^A harder SQL/);
  });

  it('is one week where the interview is this week', () => {
    const { weeks } = month({ weeklyHours: 6 }, { daysLeft: 4 });
    expect(weeks).toHaveLength(1);
    expect(weeks[0]?.milestone).toContain('rested');
  });

  it('has nothing to practise for somebody at 5 everywhere', () => {
    const confidence = Object.fromEntries(rubric.rounds.map(({ slug }) => [slug, 5]));
    expect(month({ confidence }).weeks.map(({ focus, milestone }) => [focus, milestone])[0]).toEqual([
      [],
      'keeps every round warm',
    ]);
  });
});

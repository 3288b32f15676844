import fc from 'fast-check';
import { rubric } from '../../../../test/support/rubric.ts';
import { emptyAnswers } from '../../../intake/src/domain/answers.ts';
import { readinessOf } from '../../../intake/src/domain/readiness.ts';
import { type IndexedMentor, MentorIndex } from './mentor-index.ts';
import { type LookAtTimes, type Placed, rank, removedBy, withNewcomer } from './ranking.ts';
import { type MatchWish, scoreOf } from './score.ts';

const wish = (more: object = {}): MatchWish => {
  const answers = {
    ...emptyAnswers(),
    segments: ['fintech'],
    targetCompanies: ['Stripe'],
    confidence: { 'sql-data': 1 },
    ...more,
  };
  return { answers, readiness: readinessOf(answers, rubric), rubric, budgetPerSession: answers.budget?.amount ?? null };
};
const uuid = (n: number): string => `0197f0a1-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const mentor = (n: number, more: Partial<IndexedMentor> = {}): IndexedMentor => ({
  id: uuid(n),
  ...{ rounds: ['sql-data'], segments: ['fintech'], specialties: ['fintech'], languages: ['en'], region: 'europe' },
  ...{
    history: [],
    conflictCompanies: [],
    isFull: false,
    ratingCount: 20,
    ratingSum: 98,
    sessionsCompleted: 20,
    prices: [['USD', 10_000]],
  },
  ...more,
});
const indexOf = (mentors: readonly IndexedMentor[]): MentorIndex => {
  const index = new MentorIndex();
  for (const one of mentors) index.set(one);
  return index;
};
const free: LookAtTimes = async (rows) => new Map(rows.map((row) => [row, { soonest: 1, slots: 6 }]));
const idsOf = (placed: readonly Placed[]): string[] => placed.map(({ id }) => id);

const some = <T>(...words: T[]): fc.Arbitrary<T[]> => fc.subarray(words);
const anyMentor = fc.record({
  rounds: some('sql-data', 'system-design', 'behavioral', 'strategy', 'retired-round'),
  segments: some('fintech', 'big-tech', 'consumer'),
  specialties: some('fintech', 'growth', 'ai-pm'),
  languages: fc.subarray(['en', 'de', 'hi'], { minLength: 1 }),
  region: fc.constantFrom('europe', null),
  history: fc.array(
    fc.record({
      company: fc.constantFrom('Stripe', 'Plaid', 'Google', 'PayPal', 'Adyen', 'Meta'),
      segment: fc.constantFrom('fintech', 'big-tech'),
      to: fc.constantFrom(null, '2024'),
    }),
    { maxLength: 7 },
  ),
  conflictCompanies: some('Stripe', 'Wise'),
  isFull: fc.boolean(),
  ratingCount: fc.nat(30),
  ratingSum: fc.nat(150),
  sessionsCompleted: fc.nat(80),
  prices: fc.constantFrom<[string, number][][]>(
    [],
    [['USD', 9_000]],
    [['USD', 20_000]],
    [
      ['EUR', 5_000],
      ['USD', 12_000],
    ],
  ),
  slots: fc.nat(8),
  soonest: fc.nat(500),
});
const anyWish = fc.record({
  languages: some('de', 'hi', 'xx'),
  avoidEmployers: some('PayPal', 'Google', 'Nowhere'),
  targetCompanies: some('stripe', 'Wise', 'Unheard'),
  specialties: some('fintech', 'growth'),
  budget: fc.option(
    fc.record({
      amount: fc.constantFrom(8_000, 12_000, 20_000),
      currency: fc.constant('USD'),
      per: fc.constant('session'),
    }),
    { nil: undefined },
  ),
});

describe('ranking', () => {
  it('finds exactly the mentors, in the order and with the points, that looking at each one finds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyMentor, { maxLength: 40 }), anyWish, async (drawn, more) => {
        const asked = wish(more);
        const { answers } = asked;
        const mentors = drawn.map((one, n) => ({
          ...mentor(n),
          ...one,
          ratingSum: Math.min(one.ratingSum, 5 * one.ratingCount),
        }));
        const index = indexOf(mentors);
        const look: LookAtTimes = async (rows) =>
          new Map(
            rows.flatMap((row) => {
              const one = mentors.find(({ id }) => id === index.ids.idOf(row));
              return one && one.slots > 0 ? [[row, { soonest: one.soonest, slots: one.slots }]] : [];
            }),
          );
        const byHand = mentors.flatMap((one): Placed[] => {
          const price = one.prices.find(([currency]) => !answers.budget || currency === answers.budget.currency)?.[1];
          const fits =
            !one.isFull &&
            (answers.languages.length === 0 ||
              one.languages.some((language) => answers.languages.includes(language))) &&
            !one.history.some(({ company, to }) => to === null && answers.avoidEmployers.includes(company)) &&
            !one.conflictCompanies.some((company) =>
              answers.targetCompanies.some((target) => target.toLowerCase() === company.toLowerCase()),
            ) &&
            price !== undefined &&
            price <= (answers.budget?.amount ?? Infinity) &&
            one.slots > 0;
          if (!fits) return [];
          const { score } = scoreOf({ ...one, companies: one.history, price }, asked, one.slots);
          return [
            { row: 0, id: one.id, score: Math.round(score * 10), isNew: one.ratingCount < 5, soonest: one.soonest },
          ];
        });
        byHand.sort((a, b) => b.score - a.score || a.soonest - b.soonest || (a.id < b.id ? -1 : 1));
        const expected = withNewcomer(
          byHand,
          byHand.find(({ isNew }) => isNew),
        ).slice(0, 8);
        const placed = await rank(index, asked, look, 8);
        expect(placed.map(({ id, score }) => [id, score])).toEqual(expected.map(({ id, score }) => [id, score]));
        expect(index.size).toBe(mentors.length);
      }),
      { numRuns: 200 },
    );
  });

  it('puts the best first; ties go to the sooner start, then the id', async () => {
    const index = indexOf([mentor(3), mentor(1), mentor(2), mentor(4, { segments: [] })]);
    const look: LookAtTimes = async (rows) =>
      new Map(rows.map((row) => [row, { soonest: index.ids.idOf(row) === uuid(3) ? 1 : 2, slots: 6 }]));
    expect(idsOf(await rank(index, wish(), look, 9))).toEqual([uuid(3), uuid(1), uuid(2), uuid(4)]);
  });

  it('gives one of the first five places to the best new mentor within 15 points of the fifth', async () => {
    const known = [1, 2, 3, 4, 5, 6].map((n) => mentor(n, { sessionsCompleted: 10 - n }));
    const near = mentor(9, { ratingCount: 0, ratingSum: 0, sessionsCompleted: 0, segments: [] }); // 12 below for the segment
    const far = mentor(9, { ratingCount: 0, ratingSum: 0, sessionsCompleted: 0, segments: [], specialties: [] });
    expect(idsOf(await rank(indexOf([...known, near]), wish(), free, 20)).indexOf(uuid(9))).toBe(4);
    expect(idsOf(await rank(indexOf([...known, far]), wish(), free, 20)).indexOf(uuid(9))).toBe(6);
  });

  it('finds a new mentor among thousands without looking at all calendars', async () => {
    const mentors = Array.from({ length: 3_000 }, (_, n) =>
      mentor(n, {
        ratingCount: 5 + (n % 30),
        ratingSum: 25 + 5 * (n % 30),
        sessionsCompleted: n % 100,
        segments: n % 3 === 0 ? ['fintech'] : [],
        prices: [['USD', 5_000 + n]],
      }),
    );
    const newcomer = mentor(99_999, { ratingCount: 0, ratingSum: 0, sessionsCompleted: 0 });
    let looked = 0;
    const look: LookAtTimes = (rows) => ((looked += rows.length), free(rows));
    const placed = await rank(
      indexOf([...mentors, newcomer]),
      wish({ budget: { amount: 9_000, currency: 'USD', per: 'session' } }),
      look,
      20,
    );
    expect(placed.slice(0, 5).map(({ id }) => id)).not.toContain(newcomer.id); // 100 USD is over the budget
    const open = await rank(indexOf([...mentors, newcomer]), wish(), look, 20);
    expect(open[4]?.id).toBe(newcomer.id);
    expect(looked).toBeLessThan(3_000);
  });

  it('tells how many mentors each filter removed', async () => {
    const index = indexOf([
      mentor(1, { languages: ['de'] }),
      mentor(2, { history: [{ company: 'PayPal', segment: 'fintech', to: null }] }),
      mentor(3, { conflictCompanies: ['Stripe'] }),
      mentor(4, { prices: [['USD', 99_999]] }),
      mentor(5),
      mentor(6),
      mentor(7, { isFull: true }),
    ]);
    const busy: LookAtTimes = async () => new Map();
    const asked = wish({
      languages: ['en'],
      avoidEmployers: ['PayPal'],
      budget: { amount: 10_000, currency: 'USD', per: 'session' },
    });
    expect(await rank(index, asked, busy, 9)).toEqual([]);
    expect(removedBy(index, asked)).toEqual({ capacity: 1, language: 1, discretion: 2, budget: 1, time: 2 });
  });

  it('forgets mentors who left, and takes them back', async () => {
    const index = indexOf([mentor(1), mentor(2)]);
    index.delete(uuid(1));
    index.delete(uuid(7));
    expect([index.size, idsOf(await rank(index, wish(), free, 9))]).toEqual([1, [uuid(2)]]);
    index.set(mentor(1, { conflictCompanies: [] }));
    expect(idsOf(await rank(index, wish(), free, 9))).toEqual([uuid(1), uuid(2)]);
  });
});

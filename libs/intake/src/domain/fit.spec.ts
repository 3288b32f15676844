import { rubric } from '../../../../test/support/rubric.ts';
import { emptyAnswers } from './answers.ts';
import { fitOf, readinessAfter, sessionsWithin } from './fit.ts';
import { readinessOf } from './readiness.ts';

const fit = (
  more: object,
  daysLeft: number | null = null,
  prices: { low: number; typical: number; currency: string } | null = { low: 9000, typical: 14000, currency: 'USD' },
) => {
  const answers = { ...emptyAnswers(), segments: ['fintech'], ...more };
  return fitOf({ answers, readiness: readinessOf(answers, rubric), rubric, daysLeft, prices });
};
const ready = Object.fromEntries(rubric.rounds.map(({ slug }) => [slug, 5]));

describe('fit', () => {
  it('counts the sessions a budget buys, by what it is per', () => {
    expect(sessionsWithin({ amount: 30000, currency: 'USD', per: 'week' }, 10000, 4)).toBe(12);
    expect(sessionsWithin({ amount: 30000, currency: 'USD', per: 'total' }, 10000, 4)).toBe(3);
    expect(sessionsWithin({ amount: 30000, currency: 'USD', per: 'month' }, 10000, 365 / 12 / 7)).toBe(3);
    expect(sessionsWithin({ amount: 9999, currency: 'USD', per: 'session' }, 10000, 4)).toBe(0);
    expect(sessionsWithin(undefined, 10000, 4)).toBe(Infinity);
  });

  it('gains by rate, hours and attention', () => {
    const rounds = [{ round: 'sql-data', weight: 4, confidence: 1, assumed: false, gap: 16, why: '' }];
    expect(readinessAfter(rounds, { 'sql-data': 0.5 }, 10, 2)).toBeCloseTo(50); // 1 + 0.5 x 2 x 2 = 3 of 5
  });

  it('is not now for someone who is ready, and says what to do instead', () => {
    expect(fit({ confidence: ready })).toMatchObject({
      verdict: 'not_now',
      summary: expect.stringContaining('ready') as string,
    });
  });

  it('is not now when the budget buys no session', () => {
    expect(fit({ budget: { amount: 5000, currency: 'USD', per: 'total' } }).verdict).toBe('not_now');
  });

  it('is not now when the interview is far away and there is no time', () => {
    expect(fit({ weeklyHours: 1 }, 150).verdict).toBe('not_now');
  });

  it('is not now the evening before with everything open', () => {
    expect(fit({}, 2).verdict).toBe('not_now');
  });

  it('is strong when mentoring gets there in time and within budget', () => {
    expect(fit({ weeklyHours: 8, budget: { amount: 100000, currency: 'USD', per: 'month' } }, 56).verdict).toBe(
      'strong',
    );
  });

  it('is partial when the budget covers too few sessions, and says which rounds to buy', () => {
    const { verdict, summary } = fit({ weeklyHours: 8, budget: { amount: 10000, currency: 'USD', per: 'total' } }, 56);
    expect([verdict, summary]).toEqual([
      'partial',
      expect.stringMatching(/Buy sessions for .+ study .+ alone.+about 1 session/),
    ]);
  });

  it('takes the cost of mentoring from real prices', () => {
    const mentoring = fit({}).options.find(({ option }) => option === 'mentoring');
    expect(mentoring?.cost).toEqual({
      from: { amount: 9000, currency: 'USD' },
      to: { amount: 28000, currency: 'USD' },
      per: 'week',
    });
  });
});

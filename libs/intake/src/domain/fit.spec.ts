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

  it('gains by rate and hours', () => {
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

  it('scores each way to prepare as by hand: fintech, five hours a week, eight weeks', () => {
    const scores = Object.fromEntries(
      fit({}).options.map(({ option, score, weeksToReady }) => [option, [score, weeksToReady]]),
    );
    // Weights 3 4 3 3 5 4 2 5 = 29, all at 3 of 5: 58 of 116 points are open. A week of mentoring closes 0.6 x 18 + 0.4 x 11 =
    // 15.2: 63.1, 76.2 (ready after 2, the fastest), and everything after 8 weeks: 0.4 x 100 + 0.3 x 76.2 + 3 x 10 = 92.9.
    expect(scores.mentoring).toEqual([93, 2]);
    // A bootcamp closes 0.4 x 29 = 11.6 a week: 70 after two, 80 after three; 0.4 x 100 + 0.3 x 70 + 3 x 7 = 82.
    expect(scores.bootcamp).toEqual([82, 3]);
    // Alone 0.35 x 11 + 0.15 x 18 = 6.55 a week: 61.3 after two; in the eighth the three rounds have reached 5 (22 closed),
    // the others 0.15 x 8 x 18 = 21.6: 100 x (1 - 14.4 / 116) = 87.6; 0.4 x 87.6 + 0.3 x 61.3 + 3 x 2 = 59.4.
    expect(scores['self-study']).toEqual([59, 5]);
  });

  it('compares with the next way the budget pays for: a bootcamp is none at 400 USD a month', () => {
    const budget = { amount: 40000, currency: 'USD', per: 'month' };
    const { verdict, summary } = fit({ budget, confidence: { 'system-design': 1 } }, 60);
    expect([verdict, summary]).toEqual([
      'strong',
      expect.stringMatching(
        /^You stand at 41 of 100\. With a mentor, 3 sessions in about 3 weeks get you to 75, 5 weeks before your interview\. Begin with system design, then domain depth\.$/,
      ),
    ]);
  });

  it('is partial where the date is too near to get ready', () => {
    expect(fit({}, 7).verdict).toBe('partial');
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

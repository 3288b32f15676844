import { rubric } from '../../../../test/support/rubric.ts';
import { emptyAnswers } from '../../../intake/src/domain/answers.ts';
import { readinessOf } from '../../../intake/src/domain/readiness.ts';
import { previewOf } from './preview.ts';
import { type MatchWish, MAX_POINTS, rank, type ScoredMentor, scoreOf } from './score.ts';

const wish = (more: object = {}, budgetPerSession: number | null = null): MatchWish => {
  const answers = {
    ...emptyAnswers(),
    segments: ['fintech'],
    targetCompanies: ['Stripe'],
    confidence: { 'sql-data': 1, 'system-design': 2 },
    ...more,
  };
  return { answers, readiness: readinessOf(answers, rubric), rubric, budgetPerSession };
};
const mentor = (more: Partial<ScoredMentor> = {}): ScoredMentor => ({
  id: 'a',
  rounds: ['sql-data', 'system-design'],
  segments: ['fintech'],
  specialties: ['fintech'],
  companies: [{ company: 'Stripe', segment: 'fintech' }],
  ratingCount: 20,
  ratingSum: 98,
  sessionsCompleted: 20,
  price: 10000,
  ...more,
});
const points = (score: ReturnType<typeof scoreOf>, factor: string) =>
  score.reasons.find((reason) => reason.factor === factor)?.points;

describe('the match score', () => {
  it('has 100 points to give', () => {
    expect(Object.values(MAX_POINTS).reduce((sum, max) => sum + max, 0)).toBe(100);
  });

  it('is worked out as by hand', () => {
    const score = scoreOf(mentor(), wish({}, 20000), 3);
    // rounds: gaps 71, coached 16 + 15 = 31 -> 35 x 31/71 = 15.3; rating (5 x 4.6 + 98)/25 = 4.84 -> 7 x 1.34/1.5 + 3 x 20/40 = 7.8
    expect(score.reasons.map(({ factor, points: got }) => [factor, got])).toEqual([
      ['rounds', 15.3],
      ['segment', 20],
      ['specialty', 15],
      ['time', 7.5],
      ['reputation', 7.8],
      ['price', 2.5],
    ]);
    expect(score.score).toBe(68.1);
  });

  it('adds its reasons up to the score, always', () => {
    for (const slots of [0, 1, 5, 9]) {
      const { score, reasons } = scoreOf(mentor({ rounds: ['behavioral'] }), wish(), slots);
      expect(reasons.reduce((sum, reason) => sum + reason.points, 0)).toBeCloseTo(score, 5);
    }
  });

  it('gives half the company points for a company of the same segment', () => {
    expect(
      points(scoreOf(mentor({ companies: [{ company: 'Plaid', segment: 'fintech' }] }), wish(), 0), 'segment'),
    ).toBe(16);
    expect(points(scoreOf(mentor({ companies: [], segments: [] }), wish(), 0), 'segment')).toBe(0);
  });

  it('credits new mentors with the platform mean', () => {
    const newcomer = scoreOf(mentor({ ratingCount: 1, ratingSum: 1, sessionsCompleted: 0 }), wish(), 0);
    expect(points(newcomer, 'reputation')).toBe(5.1); // 7 x (4.6 - 3.5)/1.5
  });

  it('says what a mentor lacks', () => {
    expect(scoreOf(mentor({ rounds: [], companies: [] }), wish(), 0).missing).toEqual([
      'does not coach SQL and data',
      'does not coach System design',
      'does not coach Domain depth',
      'has not worked at Stripe',
    ]);
  });
});

describe('ranking', () => {
  const ranked = (...entries: [id: string, score: number, isNew?: boolean, soonest?: number][]) =>
    rank(entries.map(([id, score, isNew = false, soonest = 0]) => ({ id, score, isNew, soonest }))).map(({ id }) => id);

  it('puts the best first; ties go to the sooner start, then the id', () => {
    expect(ranked(['b', 50, false, 2], ['a', 50, false, 2], ['c', 50, false, 1], ['d', 60])).toEqual([
      'd',
      'c',
      'a',
      'b',
    ]);
  });

  it('gives one of the first five places to the best new mentor within 15 points of the fifth', () => {
    expect(ranked(['a', 90], ['b', 89], ['c', 88], ['d', 87], ['e', 80], ['f', 79], ['n', 65, true])).toEqual([
      'a',
      'b',
      'c',
      'd',
      'n',
      'e',
      'f',
    ]);
    expect(ranked(['a', 90], ['b', 89], ['c', 88], ['d', 87], ['e', 80], ['f', 79], ['n', 64, true])).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
      'f',
      'n',
    ]);
  });
});

describe('the first month', () => {
  const offering = { id: 'o', durationMinutes: 60, price: 15000, currency: 'USD' };
  const month = (more: object, daysLeft: number | null = null) => {
    const { answers, readiness } = wish(more);
    return previewOf(answers, readiness, rubric, offering, daysLeft);
  };

  it('stays within budget and weekly hours, and its sums add up', () => {
    const { weeks, totalCost, totalHours } = month({
      weeklyHours: 4,
      budget: { amount: 50000, currency: 'USD', per: 'total' },
    });
    const sessions = weeks.flatMap((week) => week.sessions);
    expect(totalCost).toBe(sessions.length * 15000);
    expect(totalCost).toBeLessThanOrEqual(50000);
    expect(totalHours).toBeLessThanOrEqual(16);
    for (const week of weeks)
      expect(week.sessions.length + week.practice.reduce((sum, { hours }) => sum + hours, 0)).toBeLessThanOrEqual(4);
  });

  it('begins with rounds that need a long time and ends with mocks and rest', () => {
    const { weeks } = month({ weeklyHours: 8 }, 27);
    expect(weeks[0]?.focus).toEqual(['sql-data', 'system-design']);
    expect(weeks.at(-1)?.milestone).toContain('rested');
    expect(weeks).toHaveLength(4);
  });
});

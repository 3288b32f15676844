import { rubric } from '../../../../test/support/rubric.ts';
import { emptyAnswers } from '../../../intake/src/domain/answers.ts';
import { readinessOf } from '../../../intake/src/domain/readiness.ts';
import { type MatchWish, MAX_POINTS, type ScoredMentor, scoreOf } from './score.ts';

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
      'does not coach system design',
      'does not coach domain depth',
      'has not worked at Stripe',
    ]);
  });
});

import { rubric } from '../../../../test/support/rubric.ts';
import { emptyAnswers } from './answers.ts';
import { readinessOf, segmentsOf, weightOf } from './readiness.ts';

const answers = (more: object) => ({ ...emptyAnswers(), ...more });

describe('weights', () => {
  it('are the largest of several segments', () => {
    expect(weightOf('system-design', ['consumer', 'fintech'], {}, rubric)).toBe(5);
    expect(weightOf('product-sense', ['consumer', 'fintech'], {}, rubric)).toBe(5);
  });

  it('grow and shrink by region, clamped to 5 with one decimal', () => {
    expect(weightOf('sql-data', ['fintech'], { region: 'us-sf' }, rubric)).toBe(4.8); // 4 x 1.2
    expect(weightOf('system-design', ['fintech'], { region: 'us-sf' }, rubric)).toBe(5); // 6 -> 5
    expect(weightOf('behavioral', ['fintech'], { region: 'europe' }, rubric)).toBe(3.5); // 3 x 1.15 = 3.45
    expect(weightOf('product-sense', ['fintech'], { region: 'europe' }, rubric)).toBe(3); // neither technical nor soft
  });

  it('add what a level adds', () => {
    expect(weightOf('strategy', ['fintech'], { level: 'senior' }, rubric)).toBe(4);
    expect(weightOf('strategy', ['fintech'], { level: 'apm' }, rubric)).toBe(2);
    expect(weightOf('system-design', ['enterprise-saas'], { level: 'director' }, rubric)).toBe(2);
    expect(weightOf('system-design', ['big-tech'], { level: 'director' }, rubric)).toBe(5);
  });
});

describe('segments', () => {
  it('come from companies, then specialties, then are assumed, and say so', () => {
    expect(segmentsOf(answers({ segments: ['consumer'], targetCompanies: ['Stripe'] }), rubric)).toEqual({
      segments: ['consumer'],
      basis: null,
    });
    expect(segmentsOf(answers({ targetCompanies: ['stripe'] }), rubric).segments).toEqual(['fintech']);
    expect(segmentsOf(answers({ specialties: ['ai-pm'] }), rubric).segments).toEqual(['ai-native']);
    expect(segmentsOf(answers({}), rubric)).toMatchObject({
      segments: ['big-tech'],
      basis: expect.stringContaining('assumed') as string,
    });
  });
});

describe('readiness', () => {
  it('is worked out as by hand: fintech, SQL at 1, system design at 2', () => {
    const { overall, rounds } = readinessOf(
      answers({ segments: ['fintech'], confidence: { 'sql-data': 1, 'system-design': 2 } }),
      rubric,
    );
    // weights 3 4 3 3 5 4 2 5 = 29, possible 116; gaps 6 8 6 6 15 16 4 10 = 71; 100 x (1 - 71/116) = 38.8
    expect(overall).toBe(39);
    expect(rounds.slice(0, 3).map(({ round, weight, confidence, gap }) => [round, weight, confidence, gap])).toEqual([
      ['sql-data', 4, 1, 16],
      ['system-design', 5, 2, 15],
      ['domain-depth', 5, 3, 10],
    ]);
    expect(rounds.find(({ round }) => round === 'behavioral')?.assumed).toBe(true);
  });

  it('is 100 when every round is at 5', () => {
    const confidence = Object.fromEntries(rubric.rounds.map(({ slug }) => [slug, 5]));
    expect(readinessOf(answers({ segments: ['big-tech'], confidence }), rubric).overall).toBe(100);
  });
});

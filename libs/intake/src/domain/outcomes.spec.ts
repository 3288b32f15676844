import { rubric } from '../../../../test/support/rubric.ts';
import { reportOf } from './outcomes.ts';

const told = (round: string, outcomes: number, failed: number, meanWeight: number) => ({
  ...{ round, outcomes, failed, meanWeight },
  ...{ confidenceWhenFailed: 2, confidenceWhenPassed: 4 },
});

describe('the report of outcomes', () => {
  it('holds shares of failures against shares of weight, as by hand', () => {
    const { outcomes, rounds } = reportOf(
      [
        told('sql-data', 20, 10, 4),
        told('behavioral', 20, 2, 4),
        told('strategy', 10, 3, 4),
        told('execution', 4, 1, 2),
      ],
      rubric,
    );
    // weights 80 + 80 + 40 + 8 = 208: 38.5, 38.5, 19.2, 3.8 %; failures of 16: 62.5, 12.5, 18.8, 6.3 %
    const of = (slug: string) => rounds.find(({ round }) => round === slug);
    expect(outcomes).toBe(54);
    expect(of('sql-data')).toMatchObject({ failureRate: 50, weightShare: 38.5, failureShare: 62.5, lean: 'more' });
    expect(of('behavioral')).toMatchObject({ failureRate: 10, failureShare: 12.5, lean: 'less' });
    expect(of('strategy')).toMatchObject({ weightShare: 19.2, failureShare: 18.8, lean: 'as is' });
    expect(of('execution')?.lean).toBeNull(); // four outcomes say too little
    expect(of('system-design')).toMatchObject({ outcomes: 0, failureRate: null, lean: null });
  });

  it('says nothing where nobody failed', () => {
    expect(reportOf([told('sql-data', 20, 0, 4)], rubric).rounds.every(({ lean }) => lean === null)).toBe(true);
  });
});

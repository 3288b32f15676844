import { consequenceOf, reliabilityOf } from './standing.ts';

describe('standing', () => {
  it('warns at the second incident and pauses from the fourth on', () => {
    expect([0, 1, 2, 3, 4, 5].map(consequenceOf)).toEqual([null, null, 'warned', null, 'paused', 'paused']);
  });
});

describe('reliability', () => {
  it('tells rates from five sessions on', () => {
    expect(reliabilityOf({ kept: 3, cancelled: 1, missed: 0, responseMinutes: [] })).toMatchObject({
      ...{ sessionsDue: 4, cancellationRate: null, noShowRate: null, medianResponseMinutes: null },
    });
    expect(reliabilityOf({ kept: 17, cancelled: 2, missed: 1, responseMinutes: [30] })).toEqual({
      ...{ sessionsDue: 20, cancellationRate: 0.1, noShowRate: 0.05, medianResponseMinutes: 30 },
    });
  });

  it('takes the middle answer, between two the mean', () => {
    const of = (responseMinutes: number[]) =>
      reliabilityOf({ kept: 0, cancelled: 0, missed: 0, responseMinutes }).medianResponseMinutes;
    expect(of([600, 5, 20])).toBe(20);
    expect(of([600, 5, 20, 40])).toBe(30);
  });
});

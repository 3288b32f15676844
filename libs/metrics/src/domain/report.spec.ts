import { intervalsOf, supplyOf } from './report.ts';

describe('intervals', () => {
  it('have every figure, and are there without any', () => {
    const figure = (metric: Parameters<typeof intervalsOf>[1][number]['metric'], key: string, value: number) => ({
      ...{ from: '2027-01-01', metric, key, value },
    });
    const [first, second] = intervalsOf(
      ['2027-01-01', '2027-01-02'],
      [
        ...[figure('state', 'confirmed', 3), figure('state', 'completed', 2), figure('gross', 'USD', 36_000)],
        ...[figure('gross', 'EUR', 9_000), figure('session_minutes', '', 120), figure('offered_minutes', '', 480)],
        ...[figure('first_sessions', '', 2), figure('first_session_hours', '', 75), figure('intakes', '', 9)],
      ],
    );
    expect(first).toMatchObject({
      ...{ bookings: { confirmed: 3, completed: 2 }, fillRate: 0.25, hoursToFirstSession: 37.5 },
      grossVolume: [
        { amount: 9_000, currency: 'EUR' },
        { amount: 36_000, currency: 'USD' },
      ],
      funnel: { intakes: 9, matched: 0, booked: 0, paid: 0, completed: 2 },
    });
    expect(second).toMatchObject({
      from: '2027-01-02',
      bookings: {},
      fillRate: null,
      take: [],
      hoursToFirstSession: null,
    });
  });
});

describe('supply and demand', () => {
  it('compares shares, the widest gap first', () => {
    const found = supplyOf(
      ['ai-pm', 'fintech', 'infra'],
      new Map([
        ['fintech', 6],
        ['infra', 2],
      ]),
      new Map([
        ['ai-pm', 3],
        ['fintech', 1],
      ]),
    );
    expect(found).toEqual([
      { slug: 'ai-pm', mentors: 0, wanted: 3, gap: 0.75 },
      { slug: 'infra', mentors: 2, wanted: 0, gap: -0.25 },
      { slug: 'fintech', mentors: 6, wanted: 1, gap: -0.5 },
    ]);
  });
});

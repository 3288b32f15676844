import { movedSessions, nextSessionValue, packageRefund } from './package-rules.ts';

const paidAt = new Date('2027-01-01T00:00:00Z');
const after = (days: number): Date => new Date(paidAt.getTime() + days * 86_400_000);
const bought = {
  priceAmount: 50_001,
  valueLeft: 50_001,
  sessions: 5,
  sessionsLeft: 5,
  singlePrice: 12_000,
  currency: 'USD',
  paidAt,
};

describe('a package', () => {
  it('is used up exactly, session by session', () => {
    let [valueLeft, sessionsLeft] = [50_001, 5];
    const values: number[] = [];
    for (; sessionsLeft > 0; sessionsLeft--) {
      const value = nextSessionValue({ valueLeft, sessionsLeft, currency: 'USD' });
      values.push(value);
      valueLeft -= value;
    }
    expect(valueLeft).toBe(0);
    expect(values).toEqual([10_000, 10_000, 10_000, 10_000, 10_001]);
  });

  it('gives back its price less the used sessions at the single price, for 30 days', () => {
    expect(packageRefund(bought, after(1))).toBe(50_001);
    expect(packageRefund({ ...bought, sessionsLeft: 3, valueLeft: 30_001 }, after(30))).toBe(26_001);
    expect(packageRefund({ ...bought, sessionsLeft: 1, valueLeft: 10_001 }, after(30))).toBe(2001);
    expect(packageRefund(bought, after(30.01))).toBeNull();
    expect(packageRefund({ ...bought, sessionsLeft: 0, valueLeft: 0 }, after(1))).toBeNull();
    expect(packageRefund({ ...bought, paidAt: null }, after(1))).toBeNull();
  });

  it('buys whole sessions of another mentor, the rest is credit', () => {
    expect(movedSessions(30_000, 9000)).toEqual({ sessions: 3, rest: 3000 });
    expect(movedSessions(8000, 9000)).toEqual({ sessions: 0, rest: 8000 });
  });
});

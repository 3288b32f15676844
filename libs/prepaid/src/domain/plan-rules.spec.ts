import { endOfMonth, mayRegret, planStateOf, sessionsThatFit } from './plan-rules.ts';

describe('a plan', () => {
  it('is what Stripe says of its subscription', () => {
    expect([planStateOf('trialing', false), planStateOf('active', false), planStateOf('active', true)]).toEqual([
      'trialing',
      'active',
      'paused',
    ]);
    expect([planStateOf('past_due', false), planStateOf('canceled', true), planStateOf('incomplete', false)]).toEqual([
      'past_due',
      'cancelled',
      'checkout',
    ]);
  });

  it('gives a month back within 48 hours while none of its sessions was used', () => {
    const paidAt = new Date('2027-01-01T00:00:00Z');
    const after = (hours: number) => new Date(paidAt.getTime() + hours * 3_600_000);
    expect(mayRegret({ paidAt, sessions: 4, sessionsLeft: 4 }, after(48))).toBe(true);
    expect(mayRegret({ paidAt, sessions: 4, sessionsLeft: 4 }, after(48.01))).toBe(false);
    expect(mayRegret({ paidAt, sessions: 4, sessionsLeft: 3 }, after(1))).toBe(false);
    expect(mayRegret({ paidAt: null, sessions: 1, sessionsLeft: 1 }, after(1))).toBe(false);
  });

  it('gives credit for what the mentor did not offer, under three quarters of the promise only', () => {
    const month = { sessions: 4, priceAmount: 40_000, valueLeft: 40_000, currency: 'USD' };
    expect(endOfMonth({ ...month, offered: 4 })).toEqual({ credit: 0, mentor: 40_000 });
    expect(endOfMonth({ ...month, offered: 3 })).toEqual({ credit: 0, mentor: 40_000 });
    expect(endOfMonth({ ...month, offered: 2 })).toEqual({ credit: 20_000, mentor: 20_000 });
    expect(endOfMonth({ ...month, offered: 1, valueLeft: 30_000 })).toEqual({ credit: 30_000, mentor: 0 });
  });

  it('counts offered sessions that do not touch each other', () => {
    const at = (minutes: number) => minutes * 60_000;
    expect(sessionsThatFit([at(0), at(30), at(60), at(90), at(200)], 60)).toBe(3);
    expect(sessionsThatFit([], 60)).toBe(0);
  });
});

import { policyText } from '#libs/mentors';
import { refundFor } from './cancellation-policy.ts';

const startsAt = new Date('2027-01-20T10:00:00Z');
const hoursBefore = (hours: number): Date => new Date(startsAt.getTime() - hours * 3_600_000);
const longAgo = hoursBefore(1000);
const refund = (policy: 'flexible' | 'standard' | 'strict', hours: number, more: object = {}) =>
  refundFor({
    policy,
    by: 'candidate',
    paid: 12001,
    currency: 'USD',
    startsAt,
    bookedAt: longAgo,
    now: hoursBefore(hours),
    ...more,
  });

describe('the refund for a cancellation', () => {
  it.each([
    ['flexible', 24, 12001],
    ['flexible', 23.99, 0],
    ['standard', 48, 12001],
    ['standard', 47.99, 6001],
    ['standard', 24, 6001],
    ['standard', 23.99, 0],
    ['strict', 168, 12001],
    ['strict', 167.99, 6001],
    ['strict', 48, 6001],
    ['strict', 47.99, 0],
  ] as const)('%s, %d hours before: %d of 12001 (halves in the candidate’s favour)', (policy, hours, expected) => {
    expect(refund(policy, hours)).toBe(expected);
  });

  it('is everything when mentor or admin cancels, however late', () => {
    expect(refund('strict', 0.1, { by: 'mentor' })).toBe(12001);
    expect(refund('strict', 0.1, { by: 'admin' })).toBe(12001);
  });

  it('is everything within 30 minutes after booking while the session is over 24 hours away', () => {
    expect(refund('strict', 25, { bookedAt: hoursBefore(25.5) })).toBe(12001);
    expect(refund('strict', 25, { bookedAt: hoursBefore(25.51) })).toBe(0);
    expect(refund('strict', 24, { bookedAt: hoursBefore(24.1) })).toBe(0);
  });

  it('is told in words made from the same table', () => {
    expect(policyText('standard')).toContain(
      'Full refund until 48 hours before the session. Half of the price until 24 hours before.',
    );
    expect(policyText('strict')).toContain('until 7 days before');
    expect(policyText('flexible')).not.toContain('Half');
  });
});

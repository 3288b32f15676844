import { POLICIES, type Policy } from '#libs/mentors';
import { stepOf } from '#libs/platform';

const HOUR = 3_600_000;
/** A booking may be undone for free this long after it was made … */
const REGRET_MINUTES = 30;
/** … while the session is still further away than this. */
const REGRET_HOURS_BEFORE = 24;

export interface CancellationFacts {
  policy: Policy;
  by: 'candidate' | 'mentor' | 'admin';
  /** What was paid, minor units. */
  paid: number;
  currency: string;
  startsAt: Date;
  bookedAt: Date;
  now: Date;
}

/** What a cancellation gives back, minor units. Halves round in the candidate's favour, to what can be moved. */
export function refundFor({ policy, by, paid, currency, startsAt, bookedAt, now }: CancellationFacts): number {
  if (by !== 'candidate') return paid;
  const hoursLeft = (startsAt.getTime() - now.getTime()) / HOUR;
  const regrets = now.getTime() - bookedAt.getTime() <= REGRET_MINUTES * 60_000 && hoursLeft > REGRET_HOURS_BEFORE;
  const { fullRefundHours, halfRefundHours } = POLICIES[policy];
  if (regrets || hoursLeft >= fullRefundHours) return paid;
  return halfRefundHours !== null && hoursLeft >= halfRefundHours
    ? Math.ceil(paid / 2 / stepOf(currency)) * stepOf(currency)
    : 0;
}

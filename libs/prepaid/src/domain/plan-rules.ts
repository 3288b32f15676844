import { shareOf, stepOf } from '#libs/platform';

export type PlanState =
  'applied' | 'declined' | 'checkout' | 'trialing' | 'active' | 'past_due' | 'paused' | 'cancelled';

const HOUR = 3_600_000;
export const TRIAL_DAYS = 7;
/** A trial session or two: a trial is for getting to know each other. */
export const TRIAL_SESSIONS = 1;
/** A month is given back in full this long after it was paid, while none of its sessions was used. */
const REGRET_HOURS = 48;
/** A plan is paused when the mentor has not answered for this long. */
export const UNANSWERED_DAYS = 7;
/** Under this part of the promised sessions, what could not be had is given as credit. */
const PROMISED_PART = 0.75;

/** What Stripe says of a subscription (object `subscription`, `status`), as ours. */
export function planStateOf(status: string, isPaused: boolean): PlanState {
  if (status === 'canceled' || status === 'incomplete_expired') return 'cancelled';
  if (isPaused) return 'paused';
  if (status === 'trialing') return 'trialing';
  if (status === 'past_due' || status === 'unpaid') return 'past_due';
  return status === 'active' ? 'active' : 'checkout';
}

export const mayRegret = (
  period: { paidAt: Date | null; sessions: number; sessionsLeft: number },
  now: Date,
): boolean =>
  period.paidAt !== null &&
  now.getTime() - period.paidAt.getTime() <= REGRET_HOURS * HOUR &&
  period.sessionsLeft === period.sessions;

/**
 * How what was not used of a month is shared at its end: credit for sessions the mentor did not offer when that was
 * under three quarters of what was promised, the rest is the mentor's.
 */
export function endOfMonth(period: {
  sessions: number;
  offered: number;
  priceAmount: number;
  valueLeft: number;
  currency: string;
}): { credit: number; mentor: number } {
  const { sessions, offered, priceAmount, valueLeft, currency } = period;
  const missing = Math.max(0, sessions - offered);
  const isShort = offered < sessions * PROMISED_PART;
  const credit = isShort ? Math.min(valueLeft, shareOf(priceAmount, missing, sessions, stepOf(currency))) : 0;
  return { credit, mentor: valueLeft - credit };
}

/** How many sessions of a length fit into free starts without touching each other; epoch ms, sorted. */
export function sessionsThatFit(starts: readonly number[], durationMinutes: number): number {
  let [count, freeFrom] = [0, -Infinity];
  for (const start of starts) {
    if (start < freeFrom) continue;
    count++;
    freeFrom = start + durationMinutes * 60_000;
  }
  return count;
}

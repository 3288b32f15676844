export type PaymentState = 'created' | 'pending' | 'authorized' | 'succeeded' | 'failed' | 'voided';
export type RefundState = 'requested' | 'pending' | 'succeeded' | 'failed';

/** Money that may still move by itself, so Stripe has to be asked again. */
export const isLive = (state: PaymentState): boolean =>
  state === 'created' || state === 'pending' || state === 'authorized';

/** The candidate has done their part: the money is there, or firmly promised by the bank. */
export const isPaid = (state: PaymentState): boolean => state === 'succeeded' || state === 'authorized';

/** Forward only: what Stripe says may move a payment along these, never back. */
const FORWARD: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  created: ['pending', 'authorized', 'succeeded', 'failed', 'voided'],
  pending: ['authorized', 'succeeded', 'failed', 'voided'],
  authorized: ['succeeded', 'failed', 'voided'],
  succeeded: [],
  failed: [],
  voided: [],
};

/** The state a payment has after Stripe was asked: an older snapshot changes nothing. */
export const advance = (present: PaymentState, said: PaymentState): PaymentState =>
  FORWARD[present].includes(said) ? said : present;

/** What Stripe said of a Checkout Session and its PaymentIntent, as plain data. */
export interface SessionFacts {
  /** open, complete or expired; Stripe may add words. */
  sessionStatus: string;
  /** paid, unpaid or no_payment_required; Stripe may add words. */
  paymentStatus: string;
  intentStatus: string | null;
}

/** The payment state that a session stands for. A complete but unpaid session waits for a delayed method. */
export function stateOf({ sessionStatus, paymentStatus, intentStatus }: SessionFacts): PaymentState {
  if (sessionStatus === 'expired') return 'voided';
  if (sessionStatus !== 'complete') return 'pending';
  if (intentStatus === 'requires_capture') return 'authorized';
  if (intentStatus === 'canceled') return 'voided';
  return paymentStatus === 'paid' || intentStatus === 'succeeded' ? 'succeeded' : 'pending';
}

/** Refund states of Stripe (documentation "Refunds", object `refund`) as ours. */
export function refundStateOf(status: string | null): RefundState {
  if (status === 'succeeded') return 'succeeded';
  return status === 'failed' || status === 'canceled' ? 'failed' : 'pending';
}

const POLL_MINUTES = [1, 5, 15, 60];

/** Minutes until an unfinished payment is looked at again after `polls` looks: 1, 5, 15, 60, then daily. */
export const nextPollMinutes = (polls: number): number => POLL_MINUTES[polls] ?? 24 * 60;

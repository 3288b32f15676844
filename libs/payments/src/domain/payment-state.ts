export type PaymentState = 'created' | 'pending' | 'authorized' | 'succeeded' | 'failed' | 'voided';
/** `failed`: at the bank, still owed; `abandoned`: Stripe refused, e.g. because it was refunded otherwise. */
export type RefundState = 'requested' | 'pending' | 'succeeded' | 'failed' | 'abandoned';
export type DisputeState = 'open' | 'won' | 'lost';

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
  if (intentStatus === 'requires_payment_method') return 'failed'; // a delayed method that failed in the end
  return paymentStatus === 'paid' || intentStatus === 'succeeded' ? 'succeeded' : 'pending';
}

/** Refund states of Stripe (documentation "Refunds", object `refund`) as ours. */
export function refundStateOf(status: string | null): RefundState {
  if (status === 'succeeded') return 'succeeded';
  return status === 'failed' || status === 'canceled' ? 'failed' : 'pending';
}

/** Why a refund is pending, in our words (`pending_reason` of the object `refund`). */
export const pendingReasonOf = (reason: string | undefined): string | null =>
  reason === 'insufficient_funds' ? 'needs_funds' : (reason ?? null);

/** Where a refund may go from its state: a success can still fail at the bank, a failure ends this attempt. */
const REFUND_FORWARD: Readonly<Record<RefundState, readonly RefundState[]>> = {
  requested: ['pending', 'succeeded', 'failed'],
  pending: ['pending', 'succeeded', 'failed'],
  succeeded: ['failed'],
  failed: [],
  abandoned: [],
};
export const mayBecome = (present: RefundState, said: RefundState): boolean => REFUND_FORWARD[present].includes(said);

/** Dispute states of Stripe (object `dispute`) as ours. Inquiries that end without one, and prevented ones, are won. */
export function disputeStateOf(status: string): DisputeState {
  if (status === 'lost') return 'lost';
  return ['won', 'warning_closed', 'prevented'].includes(status) ? 'won' : 'open';
}

const POLL_MINUTES = [1, 5, 15, 60];

/** Minutes until an unfinished payment is looked at again after `polls` looks: 1, 5, 15, 60, then daily. */
export const nextPollMinutes = (polls: number): number => POLL_MINUTES[polls] ?? 24 * 60;

import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { PaymentState, RefundState } from './domain/payment-state.ts';
import type { RefundDestination } from './domain/refund-split.ts';

export type PaymentMethod = 'checkout' | 'invoice' | 'balance';
@Entity('payments')
@Unique('payments_attempt_unique', ['subjectKind', 'subjectId', 'attempt'])
@Index('payments_one_live', ['subjectKind', 'subjectId'], {
  unique: true,
  where: `state IN ('created', 'pending', 'authorized')`,
})
@Index('payments_session', ['stripeSessionId'], { unique: true })
@Index('payments_intent', ['stripePaymentIntentId'], { unique: true })
@Index('payments_poll', ['nextPollAt'], { where: 'next_poll_at IS NOT NULL' })
@Index('payments_subject_id', ['subjectId'])
@Check('payments_state_known', `state IN ('created', 'pending', 'authorized', 'succeeded', 'failed', 'voided')`)
@Check('payments_capture_known', `capture IN ('automatic', 'manual') AND decision IN ('capture', 'void')`)
@Index('payments_charge', ['stripeChargeId'], { unique: true })
@Index('payments_invoice', ['stripeInvoiceId'], { unique: true })
@Index('payments_payer_id', ['payerId', 'createdAt'])
@Check('payments_method_known', `method IN ('checkout', 'invoice', 'balance')`)
@Check(
  'payments_amounts_sane',
  `(method = 'balance') = (amount = 0) AND amount >= 0 AND tax_amount >= 0 AND captured_amount BETWEEN 0 AND amount
   AND (state = 'succeeded') = (captured_amount IS NOT NULL)`,
)
export class PaymentEntity {
  @PrimaryColumn('uuid')
  id!: string;

  /** What is paid for; this module does not know more of it. */
  @Column('text')
  subjectKind!: string;

  @Column('uuid')
  subjectId!: string;

  @Column('integer')
  attempt!: number;

  @ForeignKey('AccountEntity', { name: 'payments_payer' })
  @Column('uuid')
  payerId!: string;

  /** The line on Stripe's page: neutral, it may end up on a statement. */
  @Column('text')
  description!: string;

  /** `checkout`: on Stripe's page; `invoice`: a month of a plan; `balance`: nothing but what the candidate has here already. */
  @Column('text', { default: 'checkout' })
  method!: PaymentMethod;

  /** What the card is asked for, without tax. */
  @Column('integer')
  amount!: number;

  /** What Stripe Tax added to it. */
  @Column('integer', { default: 0 })
  taxAmount!: number;

  @Column('text')
  currency!: string;

  /** `manual`: authorized first, captured or voided once it is decided. */
  @Column('text')
  capture!: 'automatic' | 'manual';

  /** What shall become of an authorization; done at Stripe by a job. */
  @Column('text', { nullable: true })
  decision!: 'capture' | 'void' | null;

  /** What was really taken: less than `amount` where only a part of the authorization was captured. */
  @Column('integer', { nullable: true })
  capturedAmount!: number | null;

  @Column('text')
  state!: PaymentState;

  @Column('text')
  successUrl!: string;

  @Column('text')
  cancelUrl!: string;

  @Column('timestamptz')
  sessionExpiresAt!: Date;

  @Column('text', { nullable: true })
  stripeSessionId!: string | null;

  @Column('text', { nullable: true })
  stripePaymentIntentId!: string | null;

  @Column('text', { nullable: true })
  stripeChargeId!: string | null;

  @Column('text', { nullable: true })
  stripeInvoiceId!: string | null;

  /** What Stripe kept for the charge, from its balance transaction; null until Stripe has said so. */
  @Column('integer', { nullable: true })
  stripeFeeAmount!: number | null;

  /** In which currency the charge reached our balance: only that one can be sent on. */
  @Column('text', { nullable: true })
  settledCurrency!: string | null;

  @Column('text', { nullable: true })
  checkoutUrl!: string | null;

  @Column('text', { nullable: true })
  receiptUrl!: string | null;

  @Column('integer', { default: 0 })
  polls!: number;

  @Column('timestamptz', { nullable: true })
  nextPollAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  succeededAt!: Date | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}

/**
 * Which session a part of a payment is for, and whose money it becomes: one part for an ordinary booking, one for each
 * session of a series. What is refunded, owed and moved is always a part's.
 */
@Entity('payment_allocations')
@Index('payment_allocations_payment_id', ['paymentId'])
@Index('payment_allocations_subject_id', ['subjectId'])
@Index('payment_allocations_mentor_id', ['mentorId'])
@Check(
  'payment_allocations_amounts_sane',
  `amount > 0 AND fee_amount <= amount AND refunded_amount BETWEEN 0 AND refund_requested_amount AND refund_requested_amount <= amount
   AND lost_amount >= 0 AND refunded_amount + lost_amount <= amount`,
)
@Check(
  'payment_allocations_funding_sane',
  `credit_amount >= 0 AND promo_amount >= 0 AND prepaid_amount >= 0 AND tax_amount >= 0
   AND credit_amount + promo_amount + prepaid_amount <= amount AND (prepaid_amount > 0) = (prepaid_id IS NOT NULL)`,
)
export class PaymentAllocationEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('PaymentEntity', { name: 'payment_allocations_payment' })
  @Column('uuid')
  paymentId!: string;

  @Column('text')
  subjectKind!: string;

  @Column('uuid')
  subjectId!: string;

  /** Whose it becomes; null: it is kept for the subject itself, to be used session by session. */
  @ForeignKey('MentorEntity', { name: 'payment_allocations_mentor' })
  @Column('uuid', { nullable: true })
  mentorId!: string | null;

  /** The price of the part, whoever pays it: the card, and the four below. */
  @Column('integer')
  amount!: number;

  /** Paid from the candidate's credit. */
  @Column('integer', { default: 0 })
  creditAmount!: number;

  /** Taken over by the platform: a promo code. */
  @Column('integer', { default: 0 })
  promoAmount!: number;

  /** Paid before, with a package or plan. */
  @Column('integer', { default: 0 })
  prepaidAmount!: number;

  @Column('uuid', { nullable: true })
  prepaidId!: string | null;

  /** Its share of the payment's tax, on top of the amount. */
  @Column('integer', { default: 0 })
  taxAmount!: number;

  /** The platform's share; negative where the platform pays a mentor more than the candidate paid. */
  @Column('integer')
  feeAmount!: number;

  @Column('integer', { default: 0 })
  refundRequestedAmount!: number;

  @Column('integer', { default: 0 })
  refundedAmount!: number;

  /** Given back by the bank after a lost dispute. */
  @Column('integer', { default: 0 })
  lostAmount!: number;

  @Column('timestamptz')
  createdAt!: Date;
}

@Entity('refunds')
@Index('refunds_stripe', ['stripeRefundId', 'allocationId'], { unique: true })
@Index('refunds_payment_id', ['paymentId'])
@Index('refunds_due', ['nextTryAt'], { where: 'next_try_at IS NOT NULL' })
@Index('refunds_allocation_id', ['allocationId'])
@Index('refunds_unfinished', ['id'], { where: `state IN ('pending', 'failed')` })
@Check('refunds_destination_known', `destination IN ('card', 'credit', 'prepaid', 'promo')`)
@Check('refunds_state_known', `state IN ('requested', 'pending', 'succeeded', 'failed', 'abandoned')`)
@Check('refunds_amount_positive', `amount > 0`)
export class RefundEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('PaymentEntity', { name: 'refunds_payment' })
  @Column('uuid')
  paymentId!: string;

  @ForeignKey('PaymentAllocationEntity', { name: 'refunds_allocation' })
  @Column('uuid')
  allocationId!: string;

  @Column('integer')
  amount!: number;

  @Column('text')
  currency!: string;

  /** The tax that goes back with it, on top of the amount. */
  @Column('integer', { default: 0 })
  taxAmount!: number;

  @Column('text', { default: 'card' })
  destination!: RefundDestination;

  @Column('text')
  reason!: string;

  @Column('text')
  state!: RefundState;

  /** Why it is pending: `needs_funds` when our balance at Stripe is short. */
  @Column('text', { nullable: true })
  pendingReason!: string | null;

  @Column('text', { nullable: true })
  failureReason!: string | null;

  @Column('text', { nullable: true })
  stripeRefundId!: string | null;

  /** Counts up when a refund that failed at the bank is tried again. */
  @Column('integer', { default: 1 })
  attempt!: number;

  @Column('integer', { default: 0 })
  tries!: number;

  @Column('timestamptz', { nullable: true })
  nextTryAt!: Date | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}

/** Every webhook Stripe sent, as received. */
@Entity('stripe_events')
@Index('stripe_events_open', ['receivedAt'], { where: 'processed_at IS NULL' })
@Index('stripe_events_done', ['processedAt'], { where: 'processed_at IS NOT NULL' })
export class StripeEventEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  type!: string;

  @Column('text', { nullable: true })
  objectId!: string | null;

  @Column('boolean')
  livemode!: boolean;

  @Column('jsonb')
  payload!: object;

  @Column('timestamptz')
  receivedAt!: Date;

  @Column('timestamptz', { nullable: true })
  processedAt!: Date | null;

  @Column('text', { nullable: true })
  outcome!: string | null;
}

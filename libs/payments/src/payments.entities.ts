import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { PaymentState, RefundState } from './domain/payment-state.ts';

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
@Check(
  'payments_amounts_sane',
  `amount > 0 AND captured_amount BETWEEN 1 AND amount AND (state = 'succeeded') = (captured_amount IS NOT NULL)`,
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

  @Column('integer')
  amount!: number;

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
  `amount > 0 AND fee_amount <= amount AND refunded_amount BETWEEN 0 AND refund_requested_amount AND refund_requested_amount <= amount`,
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

  @ForeignKey('MentorEntity', { name: 'payment_allocations_mentor' })
  @Column('uuid')
  mentorId!: string;

  @Column('integer')
  amount!: number;

  /** The platform's share; negative where the platform pays a mentor more than the candidate paid. */
  @Column('integer')
  feeAmount!: number;

  @Column('integer', { default: 0 })
  refundRequestedAmount!: number;

  @Column('integer', { default: 0 })
  refundedAmount!: number;

  @Column('timestamptz')
  createdAt!: Date;
}

@Entity('refunds')
@Index('refunds_stripe', ['stripeRefundId', 'allocationId'], { unique: true })
@Index('refunds_payment_id', ['paymentId'])
@Index('refunds_due', ['nextTryAt'], { where: 'next_try_at IS NOT NULL' })
@Check('refunds_state_known', `state IN ('requested', 'pending', 'succeeded', 'failed')`)
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

  @Column('text')
  reason!: string;

  @Column('text')
  state!: RefundState;

  @Column('text', { nullable: true })
  stripeRefundId!: string | null;

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

@Entity('ledger_entries')
@Unique('ledger_entries_effect_unique', ['effect'])
@Index('ledger_entries_subject', ['subjectKind', 'subjectId'])
@Index('ledger_entries_payment_id', ['paymentId'])
@Check('ledger_entries_kind_known', `kind IN ('payment', 'refund', 'refund_reversal', 'moved_out', 'moved_in')`)
export class LedgerEntryEntity {
  @PrimaryColumn('uuid')
  id!: string;

  /** The one money movement this entry stands for, so that none is booked twice. */
  @Column('text')
  effect!: string;

  @Column('text')
  kind!: 'payment' | 'refund' | 'refund_reversal' | 'moved_out' | 'moved_in';

  @ForeignKey('PaymentEntity', { name: 'ledger_entries_payment' })
  @Column('uuid')
  paymentId!: string;

  @Column('text')
  subjectKind!: string;

  @Column('uuid')
  subjectId!: string;

  @Column('timestamptz')
  at!: Date;
}

@Entity('ledger_lines')
@Index('ledger_lines_account', ['account'])
@Check(
  'ledger_lines_account_known',
  `account ~ '^(stripe_clearing|platform_revenue|stripe_fees|disputes|mentor_payable:.+|candidate_credit:.+)$'`,
)
@Check('ledger_lines_not_zero', `amount <> 0`)
export class LedgerLineEntity {
  @ForeignKey('LedgerEntryEntity', { name: 'ledger_lines_entry' })
  @PrimaryColumn('uuid')
  entryId!: string;

  @PrimaryColumn('integer')
  position!: number;

  @Column('text')
  account!: string;

  @Column('text')
  currency!: string;

  @Column('bigint')
  amount!: string;
}

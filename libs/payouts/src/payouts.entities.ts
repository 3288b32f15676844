import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { SettlementState, TransferState, WaitingFor } from './domain/settlement.ts';

/** A mentor's connected account at Stripe (Accounts v2), as Stripe last said it is. */
@Entity('payout_accounts')
@Index('payout_accounts_stripe', ['stripeAccountId'], { unique: true })
@Index('payout_accounts_poll', ['nextPollAt'], { where: 'next_poll_at IS NOT NULL' })
export class PayoutAccountEntity {
  @ForeignKey('MentorEntity', { name: 'payout_accounts_mentor' })
  @PrimaryColumn('uuid')
  mentorId!: string;

  /** Null until Stripe has answered; our row exists before theirs. */
  @Column('text', { nullable: true })
  stripeAccountId!: string | null;

  /** ISO 3166-1 alpha-2. */
  @Column('text')
  country!: string;

  /** Of the capability `stripe_balance.stripe_transfers`; only `active` receives. */
  @Column('text')
  transfersStatus!: string;

  /** What Stripe still wants, in its words. */
  @Column('jsonb', { default: [] })
  requirements!: string[];

  @Column('timestamptz', { nullable: true })
  nextPollAt!: Date | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}

/** When and why a mentor gets their share of one part of a payment. */
@Entity('settlements')
@Index('settlements_due', ['nextTryAt'], { where: 'next_try_at IS NOT NULL' })
@Index('settlements_mentor_id', ['mentorId', 'state'])
@Check('settlements_state_known', `state IN ('accrued', 'waiting', 'transferable', 'transferred', 'nothing_owed')`)
export class SettlementEntity {
  @ForeignKey('PaymentAllocationEntity', { name: 'settlements_allocation' })
  @PrimaryColumn('uuid')
  allocationId!: string;

  @ForeignKey('MentorEntity', { name: 'settlements_mentor' })
  @Column('uuid')
  mentorId!: string;

  @Column('text')
  currency!: string;

  @Column('text')
  state!: SettlementState;

  @Column('timestamptz')
  dueAt!: Date;

  /** What freezes it: `claim`, `case`, `dispute`, `rescue`. */
  @Column('text', { array: true, default: [] })
  holds!: string[];

  @Column('text', { nullable: true })
  waitingFor!: WaitingFor | null;

  @Column('timestamptz', { nullable: true })
  nextTryAt!: Date | null;

  /** How many transfers were begun; names the next one's key at Stripe. */
  @Column('integer', { default: 0 })
  transfers!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}

@Entity('transfers')
@Unique('transfers_attempt_unique', ['allocationId', 'attempt'])
@Index('transfers_one_open', ['allocationId'], { unique: true, where: `state = 'requested'` })
@Index('transfers_stripe', ['stripeTransferId'], { unique: true })
@Index('transfers_due', ['nextTryAt'], { where: 'next_try_at IS NOT NULL' })
@Index('transfers_mentor_id', ['mentorId', 'createdAt'])
@Check('transfers_state_known', `state IN ('requested', 'succeeded', 'failed')`)
@Check('transfers_amounts_sane', `amount > 0 AND reversed_amount BETWEEN 0 AND amount`)
export class TransferEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('PaymentAllocationEntity', { name: 'transfers_allocation' })
  @Column('uuid')
  allocationId!: string;

  @ForeignKey('MentorEntity', { name: 'transfers_mentor' })
  @Column('uuid')
  mentorId!: string;

  @Column('integer')
  attempt!: number;

  @Column('integer')
  amount!: number;

  @Column('text')
  currency!: string;

  @Column('text')
  destination!: string;

  /** The charge it is taken from, so that it need not wait for the charge's money to be available. */
  @Column('text', { nullable: true })
  sourceCharge!: string | null;

  @Column('text')
  transferGroup!: string;

  @Column('text')
  state!: TransferState;

  @Column('integer', { default: 0 })
  reversedAmount!: number;

  @Column('text', { nullable: true })
  stripeTransferId!: string | null;

  @Column('text', { nullable: true })
  failure!: string | null;

  @Column('integer', { default: 0 })
  tries!: number;

  @Column('timestamptz', { nullable: true })
  nextTryAt!: Date | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}

/** Money fetched back from a mentor's account; what cannot be fetched becomes their debt. */
@Entity('transfer_reversals')
@Index('transfer_reversals_allocation_id', ['allocationId'])
@Index('transfer_reversals_transfer_id', ['transferId'])
@Index('transfer_reversals_due', ['nextTryAt'], { where: 'next_try_at IS NOT NULL' })
@Check('transfer_reversals_state_known', `state IN ('requested', 'done')`)
@Check('transfer_reversals_amounts_sane', `amount > 0 AND reversed_amount BETWEEN 0 AND amount`)
export class TransferReversalEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('TransferEntity', { name: 'transfer_reversals_transfer' })
  @Column('uuid')
  transferId!: string;

  @ForeignKey('PaymentAllocationEntity', { name: 'transfer_reversals_allocation' })
  @Column('uuid')
  allocationId!: string;

  @Column('integer')
  amount!: number;

  /** What the account had of it. */
  @Column('integer', { default: 0 })
  reversedAmount!: number;

  @Column('text')
  state!: 'requested' | 'done';

  @Column('text', { nullable: true })
  stripeReversalId!: string | null;

  @Column('integer', { default: 0 })
  tries!: number;

  @Column('timestamptz', { nullable: true })
  nextTryAt!: Date | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}

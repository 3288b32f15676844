import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { LedgerDifference } from './domain/comparison.ts';
import type { EntryKind } from './domain/ledger.ts';

@Entity('ledger_entries')
@Unique('ledger_entries_effect_unique', ['effect'])
@Index('ledger_entries_subject', ['subjectKind', 'subjectId'])
@Index('ledger_entries_payment_id', ['paymentId'])
@Index('ledger_entries_allocation_id', ['allocationId'])
@Index('ledger_entries_stripe_object', ['stripeObject'], { where: 'stripe_object IS NOT NULL' })
@Index('ledger_entries_at', ['at'])
@Check(
  'ledger_entries_kind_known',
  `kind IN ('payment', 'refund', 'refund_reversal', 'moved_out', 'moved_in', 'stripe_fee', 'dispute_opened', 'dispute_won', 'dispute_lost',
   'dispute_lost_undone', 'dispute_waived', 'transfer', 'transfer_reversal', 'debt_incurred', 'debt_recovered', 'debt_waived', 'credit_granted',
   'prepaid_moved', 'prepaid_ended')`,
)
export class LedgerEntryEntity {
  @PrimaryColumn('uuid')
  id!: string;

  /** The one money movement this entry stands for, so that none is booked twice. */
  @Column('text')
  effect!: string;

  @Column('text')
  kind!: EntryKind;

  @ForeignKey('PaymentEntity', { name: 'ledger_entries_payment' })
  @Column('uuid', { nullable: true })
  paymentId!: string | null;

  @ForeignKey('PaymentAllocationEntity', { name: 'ledger_entries_allocation' })
  @Column('uuid', { nullable: true })
  allocationId!: string | null;

  /** Stripe's object whose balance transactions this entry stands for. */
  @Column('text', { nullable: true })
  stripeObject!: string | null;

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
  `account ~ '^(stripe_clearing|platform_revenue|platform_costs|stripe_fees|disputes|tax_payable|(mentor_payable|mentor_debt|candidate_credit|prepaid):.+)$'`,
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

/** One look at Stripe's balance transactions of a span of time beside our entries. */
@Entity('ledger_comparisons')
@Index('ledger_comparisons_until', ['until'])
export class LedgerComparisonEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('timestamptz')
  since!: Date;

  @Column('timestamptz')
  until!: Date;

  /** How many of Stripe's objects were compared. */
  @Column('integer')
  compared!: number;

  @Column('jsonb')
  differences!: LedgerDifference[];

  @Column('timestamptz')
  createdAt!: Date;
}

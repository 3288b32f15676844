import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export type EntitlementKind = 'package' | 'plan_period';
/** `moved`: to another mentor; `ended`: its month is over. */
export type EntitlementState = 'pending' | 'active' | 'refunded' | 'moved' | 'ended';

/** Sessions paid before they are booked: a package, or a month of a plan. Its money is `prepaid:<id>` in the ledger. */
@Entity('entitlements')
@Index('entitlements_invoice', ['stripeInvoiceId'], { unique: true })
@Index('entitlements_candidate_id', ['candidateId', 'id'])
@Index('entitlements_plan_id', ['planId'], { where: 'plan_id IS NOT NULL' })
@Index('entitlements_to_end', ['endsAt'], { where: `state = 'active' AND ends_at IS NOT NULL` })
@Check(
  'entitlements_kind_known',
  `(kind = 'package' AND plan_id IS NULL) OR (kind = 'plan_period' AND plan_id IS NOT NULL)`,
)
@Check('entitlements_state_known', `state IN ('pending', 'active', 'refunded', 'moved', 'ended')`)
@Check('entitlements_left_sane', `sessions_left BETWEEN 0 AND sessions AND value_left BETWEEN 0 AND price_amount`)
export class EntitlementEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  kind!: EntitlementKind;

  @ForeignKey('AccountEntity', { name: 'entitlements_candidate' })
  @Column('uuid')
  candidateId!: string;

  @ForeignKey('MentorEntity', { name: 'entitlements_mentor' })
  @Column('uuid')
  mentorId!: string;

  @Column('uuid')
  mentorAccountId!: string;

  @ForeignKey('OfferingEntity', { name: 'entitlements_offering' })
  @Column('uuid')
  offeringId!: string;

  @ForeignKey('PlanEntity', { name: 'entitlements_plan' })
  @Column('uuid', { nullable: true })
  planId!: string | null;

  @Column('text', { nullable: true })
  stripeInvoiceId!: string | null;

  @Column('text')
  state!: EntitlementState;

  @Column('integer')
  durationMinutes!: number;

  @Column('integer')
  sessions!: number;

  @Column('integer')
  sessionsLeft!: number;

  @Column('integer')
  priceAmount!: number;

  /** Not used yet; the next session takes its even share of it. */
  @Column('integer')
  valueLeft!: number;

  /** What one session cost alone when it was bought: used ones are priced so in a refund. */
  @Column('integer')
  singlePrice!: number;

  @Column('text')
  currency!: string;

  @Column('integer')
  feePercent!: number;

  /** Of a month: the most sessions that could have been had, used ones included. */
  @Column('integer', { default: 0 })
  offered!: number;

  /** The package of another mentor whose value it is. */
  @Column('uuid', { nullable: true })
  movedFrom!: string | null;

  @Column('timestamptz', { nullable: true })
  paidAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  startsAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  endsAt!: Date | null;

  @Column('timestamptz')
  createdAt!: Date;
}

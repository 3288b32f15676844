import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { PlanState } from './domain/plan-rules.ts';

/** A candidate's monthly sessions with one mentor: a subscription at Stripe. */
@Entity('plans')
@Index('plans_one_live', ['candidateId', 'mentorId'], {
  unique: true,
  where: `state NOT IN ('declined', 'cancelled')`,
})
@Index('plans_subscription', ['stripeSubscriptionId'], { unique: true })
@Index('plans_candidate_id', ['candidateId', 'id'])
@Index('plans_mentor_id', ['mentorAccountId', 'id'])
@Index('plans_poll', ['nextPollAt'], { where: 'next_poll_at IS NOT NULL' })
@Index('plans_offering_id', ['offeringId'])
@Check(
  'plans_state_known',
  `state IN ('applied', 'declined', 'checkout', 'trialing', 'active', 'past_due', 'paused', 'cancelled')`,
)
@Check('plans_paused_by_known', `paused_by IN ('candidate', 'unanswered')`)
export class PlanEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('AccountEntity', { name: 'plans_candidate' })
  @Column('uuid')
  candidateId!: string;

  @ForeignKey('MentorEntity', { name: 'plans_mentor' })
  @Column('uuid')
  mentorId!: string;

  @Column('uuid')
  mentorAccountId!: string;

  @ForeignKey('OfferingEntity', { name: 'plans_offering' })
  @Column('uuid')
  offeringId!: string;

  @Column('text')
  state!: PlanState;

  /** What the candidate wrote to apply; between the two of them. */
  @Column('text', { nullable: true })
  text!: string | null;

  @Column('integer')
  sessions!: number;

  @Column('integer')
  durationMinutes!: number;

  @Column('integer')
  priceAmount!: number;

  @Column('text')
  currency!: string;

  @Column('integer')
  feePercent!: number;

  /** Begins with a week free. */
  @Column('boolean')
  trial!: boolean;

  @Column('uuid', { nullable: true })
  promoCodeId!: string | null;

  /** What a promo code takes over of the first month. */
  @Column('integer', { default: 0 })
  discountAmount!: number;

  @Column('text', { nullable: true })
  stripeCouponId!: string | null;

  @Column('timestamptz', { nullable: true })
  trialEndsAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  periodEndsAt!: Date | null;

  @Column('boolean', { default: false })
  cancelAtPeriodEnd!: boolean;

  @Column('text', { nullable: true })
  pausedBy!: 'candidate' | 'unanswered' | null;

  /** What was decided and is to be done at Stripe. */
  @Column('text', { nullable: true })
  wanted!: PlanWish | null;

  @Column('text', { nullable: true })
  stripeSessionId!: string | null;

  @Column('text', { nullable: true })
  stripeSubscriptionId!: string | null;

  @Column('text', { nullable: true })
  checkoutUrl!: string | null;

  @Column('text')
  successUrl!: string;

  @Column('text')
  cancelUrl!: string;

  @Column('timestamptz', { nullable: true })
  sessionExpiresAt!: Date | null;

  /** Names the key of the next payment page. */
  @Column('integer', { default: 0 })
  attempt!: number;

  /** Since when a question of the candidate waits for an answer. */
  @Column('timestamptz', { nullable: true })
  questionAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  nextPollAt!: Date | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}

export type PlanWish = 'pause' | 'resume' | 'cancel_at_period_end' | 'cancel_now';

/** What the two write each other between sessions. */
@Entity('plan_check_ins')
@Index('plan_check_ins_plan_id', ['planId', 'id'])
@Check('plan_check_ins_by_known', `by IN ('candidate', 'mentor')`)
export class PlanCheckInEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('PlanEntity', { name: 'plan_check_ins_plan' })
  @Column('uuid')
  planId!: string;

  @Column('text')
  by!: 'candidate' | 'mentor';

  @Column('text')
  text!: string;

  @Column('timestamptz')
  at!: Date;
}

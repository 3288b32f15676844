import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { DisputeState } from './domain/payment-state.ts';

/** A card holder told their bank that a charge was not right; Stripe takes the money until the bank decides. */
@Entity('disputes')
@Unique('disputes_stripe_unique', ['stripeDisputeId'])
@Index('disputes_payment_id', ['paymentId'])
@Index('disputes_state', ['state', 'id'])
@Check('disputes_state_known', `state IN ('open', 'won', 'lost')`)
export class DisputeEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('PaymentEntity', { name: 'disputes_payment' })
  @Column('uuid')
  paymentId!: string;

  @Column('text')
  stripeDisputeId!: string;

  /** What is disputed, tax included. */
  @Column('integer')
  amount!: number;

  @Column('text')
  currency!: string;

  @Column('text')
  reason!: string;

  @Column('text')
  state!: DisputeState;

  @Column('text')
  stripeStatus!: string;

  /** An inquiry that a full refund would end. */
  @Column('boolean')
  refundable!: boolean;

  @Column('timestamptz', { nullable: true })
  evidenceDueBy!: Date | null;

  @Column('jsonb', { nullable: true })
  evidence!: Record<string, string> | null;

  @Column('timestamptz', { nullable: true })
  evidenceSentAt!: Date | null;

  /** The platform bears a loss: nothing is taken back from the mentor. */
  @Column('timestamptz', { nullable: true })
  waivedAt!: Date | null;

  @Column('timestamptz')
  openedAt!: Date;

  @Column('timestamptz', { nullable: true })
  closedAt!: Date | null;
}

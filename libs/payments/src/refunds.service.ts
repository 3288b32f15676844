import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Database, Jobs, newId, Problem } from '#libs/platform';
import { PaymentAllocationEntity, RefundEntity } from './payments.entities.ts';
import { PaymentsRepository } from './payments.repository.ts';
import { StripeGateway, StripeRefusal } from './stripe.gateway.ts';
import { SyncService } from './sync.service.ts';

export const REFUND_JOB = 'payments.refund';

/** Giving money back: decided in the caller's transaction, done at Stripe by a job. */
@Injectable()
export class RefundsService {
  constructor(
    private readonly database: Database,
    private readonly repository: PaymentsRepository,
    private readonly gateway: StripeGateway,
    private readonly sync: SyncService,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Reserves the amount of a payment's part and enqueues the refund. @throws Problem `policy_violation` when less than that is left */
  async request(tx: EntityManager, allocationId: string, amount: number, reason: string): Promise<string> {
    const reserved = await this.repository.reserveRefund(tx, allocationId, amount);
    if (!reserved) throw new Problem('policy_violation', 'That is more than is left of this payment.');
    const [id, now] = [newId(), this.clock.now()];
    await tx.insert(RefundEntity, {
      id,
      allocationId,
      ...reserved,
      amount,
      reason,
      state: 'requested',
      nextTryAt: new Date(now.getTime() + 60_000),
      createdAt: now,
      updatedAt: now,
    });
    await this.jobs.enqueue(tx, REFUND_JOB, { refundId: id });
    return id;
  }

  /** Asks Stripe for a requested refund and books what it says. Repeating it refunds nothing twice. */
  async perform(refundId: string): Promise<void> {
    const refund = await this.database.manager.findOneBy(RefundEntity, { id: refundId });
    if (!refund || refund.state !== 'requested') return;
    const payment = await this.repository.payment(this.database.manager, refund.paymentId);
    if (!payment?.stripePaymentIntentId) throw new Error(`refund ${refundId} of a payment without an intent`);
    try {
      await this.sync.refund(payment.id, await this.gateway.refund(refund, payment.stripePaymentIntentId));
    } catch (error) {
      if (!(error instanceof StripeRefusal)) throw error;
      await this.giveUp(refund, error); // e.g. refunded in the dashboard meanwhile: look at what there is
      await this.sync.payment(payment.id);
    }
  }

  private async giveUp(refund: RefundEntity, refusal: StripeRefusal): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.repository.lockPayment(tx, refund.paymentId);
      const { affected } = await tx.update(
        RefundEntity,
        { id: refund.id, state: 'requested' },
        {
          state: 'failed',
          nextTryAt: null,
          reason: `${refund.reason} (Stripe: ${refusal.code})`,
          updatedAt: this.clock.now(),
        },
      );
      if (affected)
        await tx.decrement(
          PaymentAllocationEntity,
          { id: refund.allocationId },
          'refundRequestedAmount',
          refund.amount,
        );
    });
  }
}

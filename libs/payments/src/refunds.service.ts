import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Database, Jobs, notFound, Problem } from '#libs/platform';
import { leftToRefund, splitRefund } from './domain/refund-split.ts';
import { PaymentAllocationEntity, RefundEntity } from './payments.entities.ts';
import { figuresOf, type Locked, PaymentsRepository } from './payments.repository.ts';
import { REFUND_JOB, RefundBook } from './refund-book.ts';
import { StripeRefusal } from './stripe.client.ts';
import { StripeGateway } from './stripe.gateway.ts';
import { SyncService } from './sync.service.ts';

/** Giving money back: decided in the caller's transaction, done at Stripe by a job. */
@Injectable()
export class RefundsService {
  constructor(
    private readonly database: Database,
    private readonly repository: PaymentsRepository,
    private readonly gateway: StripeGateway,
    private readonly sync: SyncService,
    private readonly book: RefundBook,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives an amount of a part back to what had paid it; where to is `splitRefund`'s.
   * @param amount what the candidate gets, without tax; `all`: everything that is left
   * @param share of the price, where a promo code had taken all of it over and so the candidate gets nothing
   * @returns the refunds' ids, the card's first
   * @throws Problem `policy_violation` when less than that is left
   */
  async request(
    tx: EntityManager,
    allocationId: string,
    amount: number | 'all',
    reason: string,
    share: { part: number; whole: number } = { part: 1, whole: 1 },
  ): Promise<string[]> {
    const locked = await this.lockPart(tx, allocationId);
    const part = locked.parts.find(({ id }) => id === allocationId);
    if (!part || locked.payment.state !== 'succeeded') throw new Problem('invalid_state', 'Nothing was paid for this.');
    const requested = await this.repository.requested(tx, part.id);
    const facts = { part: figuresOf(locked.payment, part), requested, lost: part.lostAmount };
    const left = leftToRefund(facts);
    const wanted = amount === 'all' ? left : amount;
    if (wanted > left) throw new Problem('policy_violation', 'That is more than is left of this payment.');
    return this.book.order(tx, locked, part, splitRefund(facts, wanted, share), reason);
  }

  /** Asks Stripe for a requested refund and books what it says. Repeating it refunds nothing twice. */
  async perform(refundId: string): Promise<void> {
    const refund = await this.database.manager.findOneBy(RefundEntity, { id: refundId });
    if (refund?.state !== 'requested' || refund.destination !== 'card') return;
    const payment = await this.repository.payment(this.database.manager, refund.paymentId);
    if (!payment?.stripePaymentIntentId) throw new Error(`refund ${refundId} of a payment without an intent`);
    if (await this.repository.isFrozen(this.database.manager, payment.id)) return; // the bank decides; never both paid
    try {
      await this.sync.refund(payment.id, await this.gateway.refund(refund, payment.stripePaymentIntentId));
    } catch (error) {
      if (!(error instanceof StripeRefusal)) throw error;
      await this.sync.payment(payment.id); // e.g. refunded in the dashboard, or disputed meanwhile
      if (!(await this.repository.isFrozen(this.database.manager, payment.id))) await this.giveUp(refund, error);
    }
  }

  /** Refunds that have not arrived: failed at a bank, or waiting for our balance; oldest first. */
  troubled(after: string | null, limit: number): Promise<RefundEntity[]> {
    const query = this.database.manager
      .createQueryBuilder(RefundEntity, 'r')
      .where(`r.state IN ('pending', 'failed')`)
      .orderBy('r.id')
      .limit(limit);
    if (after !== null) query.andWhere('r.id > :after', { after });
    return query.getMany();
  }

  /** Tries a failed refund again now, inside the admin's transaction. @throws Problem `not_found`, `invalid_state` */
  async retry(tx: EntityManager, refundId: string): Promise<RefundEntity> {
    if (!(await tx.existsBy(RefundEntity, { id: refundId }))) throw notFound('refund');
    if (!(await this.repository.restartRefund(tx, refundId, this.clock.now())))
      throw new Problem('invalid_state', 'Only a refund that has failed is tried again.');
    await this.jobs.enqueue(tx, REFUND_JOB, { refundId });
    return tx.findOneByOrFail(RefundEntity, { id: refundId });
  }

  private async lockPart(tx: EntityManager, allocationId: string): Promise<Locked> {
    const part = await tx.findOneBy(PaymentAllocationEntity, { id: allocationId });
    const locked = part && (await this.repository.lock(tx, part.paymentId));
    if (!locked) throw notFound('payment');
    return locked;
  }

  private async giveUp(refund: RefundEntity, refusal: StripeRefusal): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.sync.lock(tx, refund.paymentId);
      const abandoned = {
        state: 'abandoned' as const,
        nextTryAt: null,
        failureReason: refusal.code,
        updatedAt: this.clock.now(),
      };
      const { affected } = await tx.update(RefundEntity, { id: refund.id, state: 'requested' }, abandoned);
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

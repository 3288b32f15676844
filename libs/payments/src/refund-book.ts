import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { Clock, Events, Jobs, newId, shareOf, stepOf } from '#libs/platform';
import { cashOf, returnLines, reversed } from './domain/ledger.ts';
import { mayBecome, pendingReasonOf, refundStateOf } from './domain/payment-state.ts';
import { Ledger, ofPart } from './ledger.service.ts';
import { type PaymentAllocationEntity, type PaymentEntity, RefundEntity } from './payments.entities.ts';
import { RefundFailed, RefundSucceeded, ShareChanged } from './payments.events.ts';
import { figuresOf, type Locked, PaymentsRepository, subjectOf } from './payments.repository.ts';

export const REFUND_JOB = 'payments.refund';

/** A refund that failed at the bank is tried again after a day, then every three days, five times in all. */
const RETRY_HOURS = [24, 72, 72, 72];

/** What has become of refunds, written down: their rows, their parts, the ledger. */
@Injectable()
export class RefundBook {
  constructor(
    private readonly repository: PaymentsRepository,
    private readonly ledger: Ledger,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Orders refund rows of a part; what goes to a card is done at Stripe by a job, the rest is done now. @returns their ids */
  async order(
    tx: EntityManager,
    { payment, parts }: Locked,
    part: PaymentAllocationEntity,
    orders: { destination: RefundEntity['destination']; amount: number }[],
    reason: string,
  ): Promise<string[]> {
    const now = this.clock.now();
    const ids: string[] = [];
    for (const { destination, amount } of orders) {
      const taxAmount = destination === 'card' ? await this.taxBack(tx, part, amount, payment.currency) : 0;
      const refund = tx.create(RefundEntity, {
        ...{ id: newId(), paymentId: payment.id, allocationId: part.id, amount, taxAmount, destination, reason },
        ...{
          currency: payment.currency,
          state: 'requested' as const,
          attempt: 1,
          tries: 0,
          createdAt: now,
          updatedAt: now,
        },
        nextTryAt: destination === 'card' ? new Date(now.getTime() + 60_000) : null,
      });
      ids.push(refund.id);
      part.refundRequestedAmount += amount;
      await tx.insert(RefundEntity, refund);
      if (destination === 'card') await this.jobs.enqueue(tx, REFUND_JOB, { refundId: refund.id });
      else await this.succeed(tx, { payment, parts }, part, refund);
    }
    await tx.save(part);
    await this.events.publish(tx, new ShareChanged(part.id));
    return ids;
  }

  /** Applies a refund as Stripe says it is; one made in the dashboard gets its rows now. */
  async apply(tx: EntityManager, locked: Locked, said: Stripe.Refund): Promise<void> {
    for (const refund of await this.rowsOf(tx, locked, said)) {
      const part = locked.parts.find(({ id }) => id === refund.allocationId);
      if (part) await this.applyTo(tx, locked, part, refund, said);
    }
  }

  private async applyTo(
    tx: EntityManager,
    locked: Locked,
    part: PaymentAllocationEntity,
    refund: RefundEntity,
    said: Stripe.Refund,
  ): Promise<void> {
    const [before, state] = [refund.state, refundStateOf(said.status)];
    if (!mayBecome(before, state)) return;
    Object.assign(refund, {
      stripeRefundId: said.id,
      nextTryAt: null,
      pendingReason: null,
      updatedAt: this.clock.now(),
    });
    if (state === 'succeeded') return this.succeed(tx, locked, part, refund);
    if (state === 'failed') return this.fail(tx, locked, part, refund, said.failure_reason ?? said.status ?? 'unknown');
    Object.assign(refund, { state, pendingReason: pendingReasonOf(said.pending_reason) });
    await tx.save(refund);
  }

  private async succeed(
    tx: EntityManager,
    { payment }: Locked,
    part: PaymentAllocationEntity,
    refund: RefundEntity,
  ): Promise<void> {
    refund.state = 'succeeded';
    await tx.save(refund);
    await this.ledger.book(tx, {
      ...ofPart(part),
      kind: 'refund',
      effect: effectOf('refund', refund),
      stripeObject: refund.stripeRefundId,
      lines: this.linesOf(payment, part, refund),
    });
    part.refundedAmount += refund.amount;
    await tx.save(part);
    const { id, amount, taxAmount, currency, destination } = refund;
    const given = { id, amount: amount + taxAmount, currency, destination, prepaidId: part.prepaidId };
    await this.events.publish(tx, new RefundSucceeded(subjectOf(part), part.id, given));
    await this.events.publish(tx, new ShareChanged(part.id));
  }

  /** The money is with us again and still owed: it stays reserved, and is tried again or settled by a person. */
  private async fail(
    tx: EntityManager,
    { payment }: Locked,
    part: PaymentAllocationEntity,
    refund: RefundEntity,
    why: string,
  ): Promise<void> {
    const before = refund.state;
    const hours = RETRY_HOURS[refund.attempt - 1];
    const now = this.clock.now();
    Object.assign(refund, {
      state: 'failed',
      failureReason: why,
      nextTryAt: hours === undefined ? null : new Date(now.getTime() + hours * 3_600_000),
    });
    await tx.save(refund);
    if (before === 'succeeded') {
      part.refundedAmount -= refund.amount;
      await tx.save(part);
      await this.ledger.book(tx, {
        ...ofPart(part),
        kind: 'refund_reversal',
        effect: effectOf('refund_reversal', refund),
        stripeObject: refund.stripeRefundId,
        lines: reversed(this.linesOf(payment, part, refund)),
      });
      await this.events.publish(tx, new ShareChanged(part.id));
    }
    await this.events.publish(tx, new RefundFailed(subjectOf(part), part.id, refund.id, refund.attempt));
  }

  private linesOf(payment: PaymentEntity, part: PaymentAllocationEntity, refund: RefundEntity) {
    const returned = part.refundedAmount + part.lostAmount;
    return returnLines(figuresOf(payment, part), returned, refund.amount, refund.destination, refund.taxAmount);
  }

  /** The tax of the card's share, cumulative, so that a full refund returns all of it. */
  private async taxBack(
    tx: EntityManager,
    part: PaymentAllocationEntity,
    amount: number,
    currency: string,
  ): Promise<number> {
    if (part.taxAmount === 0) return 0;
    const before = (await this.repository.requested(tx, part.id)).card;
    const upTo = (returned: number): number => shareOf(part.taxAmount, returned, cashOf(part), stepOf(currency));
    return upTo(before + amount) - upTo(before);
  }

  /** Our rows of Stripe's refund; a foreign one is spread over the parts in order. */
  private async rowsOf(tx: EntityManager, { payment, parts }: Locked, said: Stripe.Refund): Promise<RefundEntity[]> {
    const all = await this.repository.refundsOf(tx, payment.id);
    const metadata = said.metadata ?? {};
    const ours = all.filter(
      ({ id, attempt, stripeRefundId }) =>
        stripeRefundId === said.id || (id === metadata.refund && String(attempt) === (metadata.attempt ?? '1')),
    );
    const isEarlierAttempt = all.some(({ id }) => id === metadata.refund);
    if (ours.length > 0 || isEarlierAttempt) return ours;
    const [rows, now]: [RefundEntity[], Date] = [[], this.clock.now()];
    const total = payment.amount + payment.taxAmount;
    let left = shareOf(said.amount, payment.amount, total, stepOf(payment.currency));
    let tax = said.amount - left;
    for (const part of parts) {
      const cashLeft = cashOf(part) - (await this.repository.requested(tx, part.id)).card;
      const amount = Math.min(left, cashLeft, part.amount - part.refundRequestedAmount);
      if (amount <= 0) continue;
      left -= amount;
      part.refundRequestedAmount += amount;
      const row = tx.create(RefundEntity, {
        ...{ id: newId(), paymentId: payment.id, allocationId: part.id, amount, taxAmount: tax, destination: 'card' },
        ...{ currency: payment.currency, reason: 'made at Stripe', state: 'requested', stripeRefundId: said.id },
        ...{ attempt: 1, tries: 0, nextTryAt: null, createdAt: now, updatedAt: now },
      });
      tax = 0;
      await tx.insert(RefundEntity, row);
      rows.push(row);
    }
    return rows;
  }
}

const effectOf = (kind: string, { id, attempt }: RefundEntity): string =>
  attempt === 1 ? `${kind}:${id}` : `${kind}:${id}:${attempt}`;

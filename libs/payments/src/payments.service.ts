import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Database, type Money, Problem } from '#libs/platform';
import { paymentLines, reversed } from './domain/ledger.ts';
import { checkLedger } from './ledger-check.ts';
import { PaymentAllocationEntity, PaymentEntity } from './payments.entities.ts';
import type { Subject } from './payments.events.ts';
import { type PaidFor, PaymentsRepository } from './payments.repository.ts';

/** A payment as its parties see it. */
export interface PaymentView {
  id: string;
  state: string;
  amount: Money;
  refundedAmount: Money;
  dispute: null;
  receiptUrl: string | null;
}

/** What other modules may ask of payments. */
@Injectable()
export class PaymentsService {
  constructor(
    private readonly database: Database,
    private readonly repository: PaymentsRepository,
    private readonly clock: Clock,
  ) {}

  /** The payment of each subject that counts: the one that succeeded, else the latest attempt. */
  async views(tx: EntityManager, subjectIds: string[]): Promise<Map<string, PaymentView>> {
    const found = subjectIds.length === 0 ? [] : await this.repository.paidFor(tx, subjectIds);
    const chosen = new Map<string, PaidFor>();
    for (const paid of found) if (chosen.get(paid.subjectId)?.state !== 'succeeded') chosen.set(paid.subjectId, paid);
    return new Map([...chosen].map(([id, paid]) => [id, toView(paid)]));
  }

  /** The part of a succeeded payment that is the subject's, and how much of it has not been asked back. */
  async captured(
    tx: EntityManager,
    subjectId: string,
  ): Promise<{ allocationId: string; amount: number; currency: string; left: number } | null> {
    const paid = (await this.repository.paidFor(tx, [subjectId])).find(({ state }) => state === 'succeeded');
    if (!paid?.allocationId) return null;
    const { allocationId, amount, currency, refundRequestedAmount } = paid;
    return { allocationId, amount, currency, left: amount - refundRequestedAmount };
  }

  /** The authorization that waits for a decision about a subject. */
  async authorized(tx: EntityManager, subjectId: string): Promise<string | null> {
    const paid = (await this.repository.paidFor(tx, [subjectId])).find(({ state }) => state === 'authorized');
    return paid?.paymentId ?? null;
  }

  /**
   * Gives a part of a payment to another subject and mentor: the candidate's money follows them to a replacement. Both
   * sides of the move are booked. @throws Problem `invalid_state` when some of it has been asked back
   */
  async move(
    tx: EntityManager,
    allocationId: string,
    to: { subject: Subject; mentorId: string; feeAmount: number },
  ): Promise<void> {
    const allocation = await tx.findOneByOrFail(PaymentAllocationEntity, { id: allocationId });
    const payment = await this.repository.lockPayment(tx, allocation.paymentId);
    if (!payment || allocation.refundRequestedAmount > 0)
      throw new Problem('invalid_state', 'This payment is being refunded already.');
    const [at, { currency }, from] = [this.clock.now(), payment, { ...allocation }];
    await this.repository.book(
      tx,
      from,
      'moved_out',
      `moved_out:${allocation.id}:${from.subjectId}`,
      reversed(paymentLines({ ...from, currency })),
      at,
    );
    Object.assign(allocation, {
      subjectKind: to.subject.kind,
      subjectId: to.subject.id,
      mentorId: to.mentorId,
      feeAmount: to.feeAmount,
    });
    await tx.save(allocation);
    await this.repository.book(
      tx,
      allocation,
      'moved_in',
      `moved_in:${allocation.id}:${allocation.subjectId}`,
      paymentLines({ ...allocation, currency }),
      at,
    );
    if (payment.subjectId === from.subjectId)
      await tx.update(PaymentEntity, { id: payment.id }, { subjectKind: to.subject.kind, subjectId: to.subject.id });
  }

  /** The ledger lines of a subject, oldest first. */
  async lines(subject: Subject): Promise<{ at: Date; kind: string; account: string; amount: Money }[]> {
    const found = await this.repository.linesOf(this.database.manager, subject);
    return found.map(({ at, kind, account, amount, currency }) => ({
      at,
      kind,
      account,
      amount: { amount: Number(amount), currency },
    }));
  }

  checkLedger() {
    return checkLedger(this.database.manager);
  }
}

const toView = (paid: PaidFor): PaymentView => ({
  id: paid.paymentId,
  state: paid.state,
  amount: { amount: paid.amount, currency: paid.currency },
  refundedAmount: { amount: paid.refundedAmount, currency: paid.currency },
  dispute: null,
  receiptUrl: paid.receiptUrl,
});

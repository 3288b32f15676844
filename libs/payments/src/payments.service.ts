import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, type Money, Problem, SignedLinks } from '#libs/platform';
import { ACCOUNTS, cashOf, feeBack, paymentLines, reversed } from './domain/ledger.ts';
import { checkLedger } from './ledger-check.ts';
import { Ledger, ofPart } from './ledger.service.ts';
import { type MoneySummary, type MoneyLine, summaryOf } from './domain/money-summary.ts';
import { PaymentAllocationEntity, PaymentEntity } from './payments.entities.ts';
import type { Subject } from './payments.events.ts';
import { figuresOf, type PaidFor, PaymentsRepository, subjectOf } from './payments.repository.ts';

/** A payment as its parties see it. */
export interface PaymentView {
  id: string;
  state: string;
  amount: Money;
  refundedAmount: Money;
  dispute: string | null;
  receiptUrl: string | null;
  /** `checkout`, `invoice` or `balance`: how it was paid. */
  method: string;
}

/** What a mentor has of one part of a payment; minor units. */
export interface PartShare {
  allocationId: string;
  paymentId: string;
  subject: Subject;
  mentorId: string;
  currency: string;
  /** Owed by the ledger; negative: they have been paid too much. */
  booked: number;
  /** The same without what is about to be refunded. */
  owed: number;
  /** What the card paid of the part. */
  cash: number;
  chargeId: string | null;
  settledCurrency: string | null;
}

/** What other modules may ask of payments. */
@Injectable()
export class PaymentsService {
  constructor(
    private readonly database: Database,
    private readonly repository: PaymentsRepository,
    private readonly ledger: Ledger,
    private readonly links: SignedLinks,
  ) {}

  /** The payment of each subject that counts: the one that succeeded, else the latest attempt. */
  async views(tx: EntityManager, subjectIds: string[]): Promise<Map<string, PaymentView>> {
    const found = subjectIds.length === 0 ? [] : await this.repository.paidFor(tx, subjectIds);
    const chosen = new Map<string, PaidFor>();
    for (const paid of found) if (chosen.get(paid.subjectId)?.state !== 'succeeded') chosen.set(paid.subjectId, paid);
    return new Map([...chosen].map(([id, paid]) => [id, this.toView(paid)]));
  }

  /**
   * The part of a succeeded payment that is the subject's: what its price was, how much of that the candidate paid, and
   * how much of what they paid has not been asked back, nor given back by a bank.
   */
  async captured(
    tx: EntityManager,
    subjectId: string,
  ): Promise<{
    allocationId: string;
    value: number;
    paid: number;
    currency: string;
    left: number;
    isFrozen: boolean;
  } | null> {
    const found = (await this.repository.paidFor(tx, [subjectId])).find(({ state }) => state === 'succeeded');
    if (!found?.allocationId) return null;
    const { allocationId, value, amount: paid, currency, goneAmount } = found;
    const isFrozen = await this.repository.isFrozen(tx, found.paymentId);
    return { allocationId, value, paid, currency, left: paid - goneAmount, isFrozen };
  }

  /** The authorization that waits for a decision about a subject. */
  async authorized(tx: EntityManager, subjectId: string): Promise<string | null> {
    const paid = (await this.repository.paidFor(tx, [subjectId])).find(({ state }) => state === 'authorized');
    return paid?.paymentId ?? null;
  }

  /** What a mentor has of a part, with its payment locked; null when nobody has anything of it. */
  async lockShare(tx: EntityManager, allocationId: string): Promise<PartShare | null> {
    const part = await tx.findOneBy(PaymentAllocationEntity, { id: allocationId });
    if (part) await this.repository.lockPayment(tx, part.paymentId);
    return this.share(tx, allocationId);
  }

  /** The same, where the payment is locked already. */
  async share(tx: EntityManager, allocationId: string): Promise<PartShare | null> {
    const part = await tx.findOneBy(PaymentAllocationEntity, { id: allocationId });
    const payment = part && (await this.repository.payment(tx, part.paymentId));
    if (!part?.mentorId || payment?.state !== 'succeeded') return null;
    const booked = -(await this.ledger.balanceOfPart(tx, part.id, ACCOUNTS.payable(part.mentorId)));
    const figures = figuresOf(payment, part);
    const leaving = part.refundRequestedAmount - part.refundedAmount;
    const returned = part.refundedAmount + part.lostAmount;
    return {
      allocationId,
      paymentId: payment.id,
      subject: subjectOf(part),
      mentorId: part.mentorId,
      currency: payment.currency,
      booked,
      owed: booked - (leaving - feeBack(figures, returned, leaving)),
      cash: cashOf(part),
      chargeId: payment.stripeChargeId,
      settledCurrency: payment.settledCurrency,
    };
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
    const from = { ...allocation };
    await this.ledger.book(tx, {
      ...ofPart(from),
      kind: 'moved_out',
      effect: `moved_out:${allocation.id}:${from.subjectId}`,
      lines: reversed(paymentLines(figuresOf(payment, allocation))),
    });
    Object.assign(allocation, {
      subjectKind: to.subject.kind,
      subjectId: to.subject.id,
      mentorId: to.mentorId,
      feeAmount: to.feeAmount,
    });
    await tx.save(allocation);
    await this.ledger.book(tx, {
      ...ofPart(allocation),
      kind: 'moved_in',
      effect: `moved_in:${allocation.id}:${allocation.subjectId}`,
      lines: paymentLines(figuresOf(payment, allocation)),
    });
    if (payment.subjectId === from.subjectId)
      await tx.update(PaymentEntity, { id: payment.id }, { subjectKind: to.subject.kind, subjectId: to.subject.id });
  }

  /** The ledger lines of a subject, oldest first, and what they come to: both sides of a session see the same. */
  async money(subject: Subject): Promise<{ lines: MoneyLine[]; summary: MoneySummary[] }> {
    const lines = await this.repository.linesOf(this.database.manager, subject);
    return { lines, summary: summaryOf(lines) };
  }

  checkLedger() {
    return checkLedger(this.database.manager);
  }

  private toView(paid: PaidFor): PaymentView {
    const of = (amount: number): Money => ({ amount, currency: paid.currency });
    return {
      id: paid.paymentId,
      state: paid.state,
      method: paid.method,
      amount: of(paid.amount + paid.taxAmount),
      refundedAmount: of(paid.refundedAmount),
      dispute: paid.dispute,
      receiptUrl: paid.state === 'succeeded' ? this.links.urlOf('receipts', [paid.paymentId]) : null,
    };
  }
}

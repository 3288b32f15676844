import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { changed, newId, row, rows } from '#libs/platform';
import type { PartFigures } from './domain/ledger.ts';
import type { RefundDestination } from './domain/refund-split.ts';
import type { MoneyLine } from './domain/money-summary.ts';
import type { DisputeState, PaymentState } from './domain/payment-state.ts';
import { PaymentAllocationEntity, PaymentEntity, type PaymentMethod, RefundEntity } from './payments.entities.ts';
import type { Subject } from './payments.events.ts';

/** Which subject and mentor a part of the money will be for. */
export interface Allocation {
  subject: Subject;
  /** Null: kept for the subject itself, to be used session by session. */
  mentorId: string | null;
  amount: number;
  feeAmount: number;
  promoAmount?: number;
  creditAmount?: number;
  prepaidAmount?: number;
  prepaidId?: string | null;
}

/** A payment with its parts, both locked. */
export interface Locked {
  payment: PaymentEntity;
  parts: PaymentAllocationEntity[];
}

export const subjectOf = ({ subjectKind, subjectId }: { subjectKind: string; subjectId: string }): Subject => ({
  kind: subjectKind,
  id: subjectId,
});

export const figuresOf = ({ currency, payerId }: PaymentEntity, part: PaymentAllocationEntity): PartFigures => ({
  ...part,
  currency,
  payerId,
});

/** What one subject has paid, or is asked for; amounts as the candidate sees them, without what a promo code took over. */
export interface PaidFor {
  subjectId: string;
  paymentId: string;
  /** Null while the payment has no part for the subject. */
  allocationId: string | null;
  method: PaymentMethod;
  state: PaymentState;
  amount: number;
  /** The same with the promo code's share: what the mentor's share is a part of. */
  value: number;
  taxAmount: number;
  currency: string;
  refundedAmount: number;
  /** Asked back, or given back by a bank. */
  goneAmount: number;
  dispute: DisputeState | null;
}

const PAID_FOR = `
  SELECT a.subject_id AS "subjectId", p.id AS "paymentId", a.id AS "allocationId", p.method, p.state, a.amount - a.promo_amount AS amount, a.amount AS value,
    a.tax_amount AS "taxAmount", p.currency, r.refunded AS "refundedAmount", r.requested + a.lost_amount AS "goneAmount",
    (SELECT d.state FROM disputes d WHERE d.payment_id = p.id ORDER BY d.opened_at DESC LIMIT 1) AS dispute, p.created_at
  FROM payment_allocations a JOIN payments p ON p.id = a.payment_id
  CROSS JOIN LATERAL (SELECT coalesce(sum(r.amount), 0)::int AS requested, coalesce(sum(r.amount + r.tax_amount) FILTER (WHERE r.state = 'succeeded'), 0)::int AS refunded
    FROM refunds r WHERE r.allocation_id = a.id AND r.destination <> 'promo' AND r.state <> 'abandoned') AS r
  WHERE a.subject_id = ANY ($1)
  UNION ALL
  SELECT p.subject_id, p.id, NULL, p.method, p.state, p.amount, p.amount, p.tax_amount, p.currency, 0, 0, NULL, p.created_at FROM payments p
  WHERE p.subject_id = ANY ($1) AND NOT EXISTS (SELECT 1 FROM payment_allocations a WHERE a.payment_id = p.id AND a.subject_id = p.subject_id)
  ORDER BY created_at`;

@Injectable()
export class PaymentsRepository {
  payment(tx: EntityManager, id: string): Promise<PaymentEntity | null> {
    return tx.findOneBy(PaymentEntity, { id });
  }

  lockPayment(tx: EntityManager, id: string): Promise<PaymentEntity | null> {
    return tx.findOne(PaymentEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /** Every payment of a subject, the latest attempt first. */
  ofSubject(tx: EntityManager, subject: Subject): Promise<PaymentEntity[]> {
    return tx.find(PaymentEntity, {
      where: { subjectKind: subject.kind, subjectId: subject.id },
      order: { attempt: 'DESC' },
    });
  }

  /** The parts of a payment, oldest first. */
  allocations(tx: EntityManager, paymentId: string): Promise<PaymentAllocationEntity[]> {
    return tx.find(PaymentAllocationEntity, { where: { paymentId }, order: { id: 'ASC' } });
  }

  async allocate(tx: EntityManager, paymentId: string, allocation: Allocation, createdAt: Date): Promise<void> {
    const { subject, ...part } = allocation;
    await tx.insert(PaymentAllocationEntity, {
      ...{ id: newId(), paymentId, subjectKind: subject.kind, subjectId: subject.id, createdAt },
      ...part,
    });
  }

  /** What each subject has paid or is asked for: its parts of payments, and payments that have no parts for it yet. */
  paidFor(tx: EntityManager, subjectIds: string[]): Promise<PaidFor[]> {
    return rows(tx, PAID_FOR, [subjectIds]);
  }

  /** The payment an object of Stripe belongs to: by our id in its metadata first, because our row exists before theirs. */
  async findByStripe(
    tx: EntityManager,
    ids: { payment?: string; session?: string; intent?: string; charge?: string },
  ): Promise<string | null> {
    const found = await row<{ id: string }>(
      tx,
      `SELECT id FROM payments WHERE id::text = $1 OR stripe_session_id = $2 OR stripe_payment_intent_id = $3 OR stripe_charge_id = $4
       ORDER BY id::text = $1 DESC NULLS LAST LIMIT 1`,
      [ids.payment ?? null, ids.session ?? null, ids.intent ?? null, ids.charge ?? null],
    );
    return found?.id ?? null;
  }

  /** A payment locked with its parts; the subjects have been locked before it. */
  async lock(tx: EntityManager, paymentId: string): Promise<Locked | null> {
    const payment = await this.lockPayment(tx, paymentId);
    return payment && { payment, parts: await this.allocations(tx, paymentId) };
  }

  /** How much of a part was asked back, by where it goes, whether it has arrived or not. */
  async requested(tx: EntityManager, allocationId: string): Promise<Record<RefundDestination, number>> {
    const sums = await rows<{ destination: RefundDestination; amount: number }>(
      tx,
      `SELECT destination, sum(amount)::int AS amount FROM refunds WHERE allocation_id = $1 AND state <> 'abandoned' GROUP BY destination`,
      [allocationId],
    );
    const requested = { card: 0, credit: 0, prepaid: 0, promo: 0 };
    for (const { destination, amount } of sums) requested[destination] = amount;
    return requested;
  }

  refundsOf(tx: EntityManager, paymentId: string): Promise<RefundEntity[]> {
    return tx.find(RefundEntity, { where: { paymentId }, order: { id: 'ASC' } });
  }

  /** Ids of unfinished payments whose next look is due; each is looked at by one process only. */
  async duePolls(tx: EntityManager, now: Date, retryAt: Date, limit: number): Promise<string[]> {
    const due = await changed<{ id: string }>(
      tx,
      `UPDATE payments SET next_poll_at = $2, polls = polls + 1 WHERE id IN (
         SELECT id FROM payments WHERE next_poll_at <= $1 ORDER BY next_poll_at LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id`,
      [now, retryAt, limit],
    );
    return due.map(({ id }) => id);
  }

  /** Refunds not heard of for too long, and failed ones whose next attempt is due: those start anew. */
  async dueRefunds(tx: EntityManager, now: Date, retryAt: Date, limit: number): Promise<string[]> {
    const due = await changed<{ id: string }>(
      tx,
      `UPDATE refunds SET next_try_at = $2, tries = tries + 1, attempt = attempt + (state = 'failed')::int,
         stripe_refund_id = CASE WHEN state <> 'failed' THEN stripe_refund_id END, state = 'requested' WHERE id IN (
         SELECT id FROM refunds WHERE next_try_at <= $1 ORDER BY next_try_at LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id`,
      [now, retryAt, limit],
    );
    return due.map(({ id }) => id);
  }

  /** Begins the next attempt of a failed refund. @returns false when it has not failed */
  async restartRefund(tx: EntityManager, id: string, now: Date): Promise<boolean> {
    const restarted = await changed(
      tx,
      `UPDATE refunds SET state = 'requested', attempt = attempt + 1, stripe_refund_id = NULL, next_try_at = $2::timestamptz + interval '5 minutes'
       WHERE id = $1 AND state = 'failed' RETURNING id`,
      [id, now],
    );
    return restarted.length > 0;
  }

  /** Whether a bank has a payment's money: then nothing of it is refunded. */
  async isFrozen(tx: EntityManager, paymentId: string): Promise<boolean> {
    const open = await row(tx, `SELECT id FROM disputes WHERE payment_id = $1 AND state = 'open' AND NOT refundable`, [
      paymentId,
    ]);
    return open !== undefined;
  }

  /** Whether a refund or dispute of a payment may still change by itself. */
  async isUnfinished(tx: EntityManager, paymentId: string): Promise<boolean> {
    const open = await row(
      tx,
      `SELECT id FROM refunds WHERE payment_id = $1 AND state = 'pending' UNION ALL SELECT id FROM disputes WHERE payment_id = $1 AND state = 'open' LIMIT 1`,
      [paymentId],
    );
    return open !== undefined;
  }

  /** The ledger lines of one subject in order, as both parties may see them. */
  async linesOf(tx: EntityManager, subject: Subject): Promise<MoneyLine[]> {
    const lines = await rows<Omit<MoneyLine, 'amount'> & { amount: string }>(
      tx,
      `SELECT e.at, e.kind, l.account, l.amount, l.currency FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id
       WHERE e.subject_kind = $1 AND e.subject_id = $2 AND e.kind <> 'stripe_fee' ORDER BY e.at, e.id, l.position`,
      [subject.kind, subject.id],
    );
    return lines.map((line) => ({ ...line, amount: Number(line.amount) }));
  }
}

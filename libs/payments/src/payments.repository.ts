import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { changed, newId, row, rows } from '#libs/platform';
import type { LedgerLine } from './domain/ledger.ts';
import type { PaymentState } from './domain/payment-state.ts';
import { LedgerEntryEntity, PaymentAllocationEntity, PaymentEntity, RefundEntity } from './payments.entities.ts';
import type { Subject } from './payments.events.ts';

/** What one subject has paid, or is asked for. */
export interface PaidFor {
  subjectId: string;
  paymentId: string;
  /** Null while the payment has no part for the subject. */
  allocationId: string | null;
  state: PaymentState;
  amount: number;
  currency: string;
  refundedAmount: number;
  refundRequestedAmount: number;
  receiptUrl: string | null;
}

const PAID_FOR = `
  SELECT a.subject_id AS "subjectId", p.id AS "paymentId", a.id AS "allocationId", p.state, a.amount, p.currency, a.refunded_amount AS "refundedAmount",
    a.refund_requested_amount AS "refundRequestedAmount", p.receipt_url AS "receiptUrl", p.created_at
  FROM payment_allocations a JOIN payments p ON p.id = a.payment_id WHERE a.subject_id = ANY ($1)
  UNION ALL
  SELECT p.subject_id, p.id, NULL, p.state, p.amount, p.currency, 0, 0, p.receipt_url, p.created_at FROM payments p
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

  async allocate(
    tx: EntityManager,
    paymentId: string,
    subject: Subject,
    part: { mentorId: string; amount: number; feeAmount: number },
    createdAt: Date,
  ): Promise<void> {
    const row = { id: newId(), paymentId, subjectKind: subject.kind, subjectId: subject.id, ...part, createdAt };
    await tx.insert(PaymentAllocationEntity, row);
  }

  /** What each subject has paid or is asked for: its parts of payments, and payments that have no parts for it yet. */
  paidFor(tx: EntityManager, subjectIds: string[]): Promise<PaidFor[]> {
    return rows(tx, PAID_FOR, [subjectIds]);
  }

  /** The payment an object of Stripe belongs to: by our id in its metadata first, because our row exists before theirs. */
  async findByStripe(
    tx: EntityManager,
    ids: { payment?: string; session?: string; intent?: string },
  ): Promise<string | null> {
    const found = await row<{ id: string }>(
      tx,
      `SELECT id FROM payments WHERE id::text = $1 OR stripe_session_id = $2 OR stripe_payment_intent_id = $3
       ORDER BY id::text = $1 DESC NULLS LAST LIMIT 1`,
      [ids.payment ?? null, ids.session ?? null, ids.intent ?? null],
    );
    return found?.id ?? null;
  }

  /** Reserves an amount of what is left of a part for a refund. @returns the part, or null when less is left */
  async reserveRefund(
    tx: EntityManager,
    allocationId: string,
    amount: number,
  ): Promise<{ paymentId: string; currency: string } | null> {
    const reserved = await changed<{ paymentId: string; currency: string }>(
      tx,
      `UPDATE payment_allocations a SET refund_requested_amount = a.refund_requested_amount + $2 FROM payments p
       WHERE a.id = $1 AND p.id = a.payment_id AND p.state = 'succeeded' AND a.refund_requested_amount + $2 <= a.amount
       RETURNING p.id AS "paymentId", p.currency`,
      [allocationId, amount],
    );
    return reserved[0] ?? null;
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

  async dueRefunds(tx: EntityManager, now: Date, retryAt: Date, limit: number): Promise<string[]> {
    const due = await changed<{ id: string }>(
      tx,
      `UPDATE refunds SET next_try_at = $2, tries = tries + 1 WHERE id IN (
         SELECT id FROM refunds WHERE next_try_at <= $1 ORDER BY next_try_at LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id`,
      [now, retryAt, limit],
    );
    return due.map(({ id }) => id);
  }

  /** Books one money movement. The unique effect makes a second booking of it fail, and roll back what led to it. */
  async book(
    tx: EntityManager,
    allocation: Pick<PaymentAllocationEntity, 'paymentId' | 'subjectKind' | 'subjectId'>,
    kind: LedgerEntryEntity['kind'],
    effect: string,
    lines: readonly LedgerLine[],
    at: Date,
  ): Promise<void> {
    const id = newId();
    await tx.insert(LedgerEntryEntity, {
      id,
      effect,
      kind,
      paymentId: allocation.paymentId,
      subjectKind: allocation.subjectKind,
      subjectId: allocation.subjectId,
      at,
    });
    await tx.query(
      `INSERT INTO ledger_lines (entry_id, position, account, currency, amount)
       SELECT $1, ordinality, account, currency, amount FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS (account text, currency text, amount bigint)) WITH ORDINALITY`,
      [id, JSON.stringify(lines)],
    );
  }

  /** The ledger lines of one subject in order, as both parties may see them. */
  linesOf(
    tx: EntityManager,
    subject: Subject,
  ): Promise<{ at: Date; kind: string; account: string; amount: string; currency: string }[]> {
    return rows(
      tx,
      `SELECT e.at, e.kind, l.account, l.amount, l.currency FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id
       WHERE e.subject_kind = $1 AND e.subject_id = $2 ORDER BY e.at, e.id, l.position`,
      [subject.kind, subject.id],
    );
  }
}

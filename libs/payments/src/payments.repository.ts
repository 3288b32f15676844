import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { changed, newId, row, rows } from '#libs/platform';
import type { LedgerLine } from './domain/ledger.ts';
import { LedgerEntryEntity, PaymentEntity, RefundEntity } from './payments.entities.ts';
import type { Subject } from './payments.events.ts';

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

  ofSubjects(tx: EntityManager, kind: string, ids: string[]): Promise<PaymentEntity[]> {
    return tx
      .createQueryBuilder(PaymentEntity, 'p')
      .where('p.subjectKind = :kind AND p.subjectId = ANY (:ids)', { kind, ids })
      .orderBy('p.attempt', 'ASC')
      .getMany();
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

  /** Reserves a part of what is left for a refund. @returns false when less is left */
  async reserveRefund(tx: EntityManager, paymentId: string, amount: number): Promise<boolean> {
    const reserved = await changed(
      tx,
      `UPDATE payments SET refund_requested_amount = refund_requested_amount + $2
       WHERE id = $1 AND state = 'succeeded' AND refund_requested_amount + $2 <= amount RETURNING id`,
      [paymentId, amount],
    );
    return reserved.length === 1;
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
    payment: PaymentEntity,
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
      paymentId: payment.id,
      subjectKind: payment.subjectKind,
      subjectId: payment.subjectId,
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

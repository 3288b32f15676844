import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, newId, row, rows } from '#libs/platform';
import { type EntryKind, type LedgerLine } from './domain/ledger.ts';
import type { PaymentAllocationEntity } from './payments.entities.ts';
import type { Subject } from './payments.events.ts';

/** One money movement to book. */
export interface LedgerEntry {
  kind: EntryKind;
  /** What it is the only entry of. */
  effect: string;
  subject: Subject;
  paymentId?: string | null;
  allocationId?: string | null;
  /** Stripe's object whose balance transactions it stands for. */
  stripeObject?: string | null;
  lines: readonly LedgerLine[];
}

/** Where an entry of a part belongs. */
export const ofPart = (
  part: Pick<PaymentAllocationEntity, 'id' | 'paymentId' | 'subjectKind' | 'subjectId'>,
): Pick<LedgerEntry, 'subject' | 'paymentId' | 'allocationId'> => ({
  subject: { kind: part.subjectKind, id: part.subjectId },
  paymentId: part.paymentId,
  allocationId: part.id,
});

/** The double-entry journal. Nothing in it is ever changed; balances are sums. */
@Injectable()
export class Ledger {
  constructor(private readonly clock: Clock) {}

  /**
   * Books one money movement in the caller's transaction. An effect that is booked already is left alone.
   * @returns whether it was booked now
   */
  async book(tx: EntityManager, entry: LedgerEntry): Promise<boolean> {
    const { kind, effect, subject, paymentId = null, allocationId = null, stripeObject = null, lines } = entry;
    const booked = await row<{ id: string }>(
      tx,
      `WITH entry AS (
         INSERT INTO ledger_entries (id, effect, kind, payment_id, allocation_id, stripe_object, subject_kind, subject_id, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (effect) DO NOTHING RETURNING id), lines AS (
         INSERT INTO ledger_lines (entry_id, position, account, currency, amount)
         SELECT entry.id, ordinality, account, currency, amount FROM entry
         CROSS JOIN ROWS FROM (jsonb_to_recordset($10::jsonb) AS (account text, currency text, amount bigint)) WITH ORDINALITY)
       SELECT id FROM entry`,
      [
        newId(),
        effect,
        kind,
        paymentId,
        allocationId,
        stripeObject,
        subject.kind,
        subject.id,
        this.clock.now(),
        JSON.stringify(lines),
      ],
    );
    return booked !== undefined;
  }

  /** The balance of an account in one currency; debits positive, minor units. */
  async balance(tx: EntityManager, account: string, currency: string): Promise<number> {
    const sum = await row<{ amount: string }>(
      tx,
      'SELECT coalesce(sum(amount), 0)::text AS amount FROM ledger_lines WHERE account = $1 AND currency = $2',
      [account, currency],
    );
    return Number(sum?.amount ?? 0);
  }

  /** The balance of an account in every currency it has. */
  async balances(tx: EntityManager, account: string): Promise<Map<string, number>> {
    const sums = await rows<{ currency: string; amount: string }>(
      tx,
      'SELECT currency, sum(amount)::text AS amount FROM ledger_lines WHERE account = $1 GROUP BY currency ORDER BY currency',
      [account],
    );
    return new Map(sums.map(({ currency, amount }) => [currency, Number(amount)]));
  }

  /** What one part of a payment has left on an account. */
  async balanceOfPart(tx: EntityManager, allocationId: string, account: string): Promise<number> {
    const sum = await row<{ amount: string }>(
      tx,
      `SELECT coalesce(sum(l.amount), 0)::text AS amount FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id
       WHERE e.allocation_id = $1 AND l.account = $2`,
      [allocationId, account],
    );
    return Number(sum?.amount ?? 0);
  }

  /** Every account with its balance; the debits and credits of each currency are equal. */
  trialBalance(tx: EntityManager): Promise<AccountBalance[]> {
    return rows(
      tx,
      `SELECT account, currency, sum(amount) FILTER (WHERE amount > 0)::bigint::float8 AS debits, -sum(amount) FILTER (WHERE amount < 0)::bigint::float8 AS credits, sum(amount)::bigint::float8 AS balance
       FROM ledger_lines GROUP BY account, currency ORDER BY currency, account`,
    ).then((found) =>
      (found as AccountBalance[]).map((one) => ({ ...one, debits: one.debits ?? 0, credits: one.credits ?? 0 })),
    );
  }

  /** Lines, of one account or of all, latest entry first. */
  async page(
    tx: EntityManager,
    account: string | null,
    after: [string, string, number] | null,
    limit: number,
  ): Promise<JournalLine[]> {
    const found = await rows<Omit<JournalLine, 'amount'> & { amount: string }>(
      tx,
      `SELECT e.id AS "entryId", l.position, e.at, e.kind, e.effect, e.subject_kind AS "subjectKind", e.subject_id AS "subjectId", e.stripe_object AS "stripeObject", l.account, l.amount, l.currency
       FROM ledger_lines l JOIN ledger_entries e ON e.id = l.entry_id
       WHERE ($1::text IS NULL OR l.account = $1) AND ($2::timestamptz IS NULL OR (e.at, e.id, l.position) < ($2, $3::uuid, $4::int))
       ORDER BY e.at DESC, e.id DESC, l.position DESC LIMIT $5`,
      [account, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
    );
    return found.map((line) => ({ ...line, amount: Number(line.amount) }));
  }
}

/** One account of the trial balance; minor units. */
export interface AccountBalance {
  account: string;
  currency: string;
  debits: number;
  credits: number;
  /** Debits less credits. */
  balance: number;
}

/** One line of the journal with its entry; debits positive, minor units. */
export interface JournalLine {
  entryId: string;
  position: number;
  at: Date;
  kind: EntryKind;
  effect: string;
  subjectKind: string;
  subjectId: string;
  stripeObject: string | null;
  account: string;
  amount: number;
  currency: string;
}

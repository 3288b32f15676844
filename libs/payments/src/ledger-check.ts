import type { EntityManager } from 'typeorm';
import { row, rows } from '#libs/platform';

export interface LedgerProblem {
  kind: string;
  subject: string;
  expected: string;
  actual: string;
}

export interface LedgerCounts {
  entries: number;
  payments: number;
  refunds: number;
  transfers: number;
}

/** Every invariant of the ledger as one query each; a row is a problem. */
const INVARIANTS: readonly string[] = [
  `SELECT 'entry_does_not_balance' AS kind, entry_id::text AS subject, '0 ' || currency AS expected, sum(amount)::text AS actual
   FROM ledger_lines GROUP BY entry_id, currency HAVING sum(amount) <> 0`,
  `SELECT 'entry_without_lines' AS kind, e.id::text AS subject, '2 lines or more' AS expected, count(l.entry_id)::text AS actual
   FROM ledger_entries e LEFT JOIN ledger_lines l ON l.entry_id = e.id GROUP BY e.id HAVING count(l.entry_id) < 2`,
  `SELECT 'payment_not_booked_once' AS kind, a.id::text AS subject, '1' AS expected, count(e.id)::text AS actual
   FROM payment_allocations a JOIN payments p ON p.id = a.payment_id AND p.state = 'succeeded'
   LEFT JOIN ledger_entries e ON e.effect = 'payment:' || a.id GROUP BY a.id HAVING count(e.id) <> 1`,
  `SELECT 'parts_differ_from_payment' AS kind, p.id::text AS subject, p.captured_amount::text AS expected, coalesce(sum(a.amount), 0)::text AS actual
   FROM payments p LEFT JOIN payment_allocations a ON a.payment_id = p.id
   WHERE p.state = 'succeeded' GROUP BY p.id HAVING coalesce(sum(a.amount), 0) <> p.captured_amount`,
  `SELECT 'entry_of_unpaid_payment' AS kind, e.id::text AS subject, 'succeeded' AS expected, p.state AS actual
   FROM ledger_entries e JOIN payments p ON p.id = e.payment_id WHERE p.state <> 'succeeded'`,
  `SELECT 'refund_not_booked_once' AS kind, r.id::text AS subject, '1' AS expected, count(e.id)::text AS actual
   FROM refunds r LEFT JOIN ledger_entries e ON e.effect = 'refund:' || r.id AND NOT EXISTS (SELECT 1 FROM ledger_entries x WHERE x.effect = 'refund_reversal:' || r.id)
   WHERE r.state = 'succeeded' GROUP BY r.id HAVING count(e.id) <> 1`,
  `SELECT 'clearing_differs_from_session' AS kind, a.subject_id::text AS subject, (a.amount - a.refunded_amount)::text AS expected, coalesce(sum(l.amount), 0)::text AS actual
   FROM payment_allocations a JOIN payments p ON p.id = a.payment_id AND p.state = 'succeeded'
   LEFT JOIN ledger_entries e ON e.payment_id = p.id AND e.subject_id = a.subject_id LEFT JOIN ledger_lines l ON l.entry_id = e.id AND l.account = 'stripe_clearing'
   GROUP BY a.id HAVING coalesce(sum(l.amount), 0) <> a.amount - a.refunded_amount`,
  `SELECT 'money_where_none_is_due' AS kind, e.subject_id::text AS subject, '0' AS expected, sum(l.amount)::text AS actual
   FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id AND l.account = 'stripe_clearing'
   WHERE NOT EXISTS (SELECT 1 FROM payment_allocations a WHERE a.payment_id = e.payment_id AND a.subject_id = e.subject_id)
   GROUP BY e.payment_id, e.subject_id HAVING sum(l.amount) <> 0`,
  `SELECT 'refunded_amount_differs' AS kind, a.id::text AS subject, coalesce(sum(r.amount), 0)::text AS expected, a.refunded_amount::text AS actual
   FROM payment_allocations a LEFT JOIN refunds r ON r.allocation_id = a.id AND r.state = 'succeeded'
   GROUP BY a.id HAVING coalesce(sum(r.amount), 0) <> a.refunded_amount`,
];

/** Looks for anything the ledger does not explain; an empty list means that it does. */
export async function checkLedger(tx: EntityManager): Promise<{ checked: LedgerCounts; problems: LedgerProblem[] }> {
  const problems: LedgerProblem[] = [];
  for (const invariant of INVARIANTS) problems.push(...(await rows<LedgerProblem>(tx, invariant)));
  const checked = await row<LedgerCounts>(
    tx,
    `SELECT (SELECT count(*)::int FROM ledger_entries) AS entries, (SELECT count(*)::int FROM payments WHERE state = 'succeeded') AS payments,
       (SELECT count(*)::int FROM refunds WHERE state = 'succeeded') AS refunds, 0 AS transfers`,
  );
  return { checked: checked ?? { entries: 0, payments: 0, refunds: 0, transfers: 0 }, problems };
}

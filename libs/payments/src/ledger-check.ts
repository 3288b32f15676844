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

/** How often an effect is booked, beside how often it should be. */
const bookedOnce = (kind: string, effect: string, from: string): string =>
  `SELECT '${kind}' AS kind, x.id::text AS subject, '1' AS expected, count(e.id)::text AS actual
   FROM ${from} LEFT JOIN ledger_entries e ON e.effect = ${effect} GROUP BY x.id HAVING count(e.id) <> 1`;

/** Every invariant of the ledger as one query each; a row is a problem. */
const INVARIANTS: readonly string[] = [
  `SELECT 'entry_does_not_balance' AS kind, entry_id::text AS subject, '0 ' || currency AS expected, sum(amount)::text AS actual
   FROM ledger_lines GROUP BY entry_id, currency HAVING sum(amount) <> 0`,
  `SELECT 'entry_without_lines' AS kind, e.id::text AS subject, '2 lines or more' AS expected, count(l.entry_id)::text AS actual
   FROM ledger_entries e LEFT JOIN ledger_lines l ON l.entry_id = e.id GROUP BY e.id HAVING count(l.entry_id) < 2`,
  bookedOnce(
    'payment_not_booked_once',
    `'payment:' || x.id`,
    `(SELECT a.id FROM payment_allocations a JOIN payments p ON p.id = a.payment_id WHERE p.state = 'succeeded') AS x`,
  ),
  bookedOnce(
    'transfer_not_booked_once',
    `'transfer:' || x.id`,
    `(SELECT id FROM transfers WHERE state = 'succeeded') AS x`,
  ),
  bookedOnce(
    'reversal_not_booked_once',
    `'transfer_reversal:' || x.id`,
    `(SELECT id FROM transfer_reversals WHERE state = 'done' AND reversed_amount > 0) AS x`,
  ),
  bookedOnce(
    'refund_not_booked_once',
    `'refund:' || x.id || CASE x.attempt WHEN 1 THEN '' ELSE ':' || x.attempt END`,
    `(SELECT id, attempt FROM refunds WHERE state = 'succeeded') AS x`,
  ).replace('GROUP BY x.id', 'GROUP BY x.id, x.attempt'),
  `SELECT 'stripe_fee_not_booked' AS kind, p.id::text AS subject, p.stripe_fee_amount::text AS expected, coalesce(sum(l.amount), 0)::text AS actual
   FROM payments p LEFT JOIN ledger_entries e ON e.payment_id = p.id AND e.kind = 'stripe_fee' AND e.stripe_object = p.stripe_charge_id
   LEFT JOIN ledger_lines l ON l.entry_id = e.id AND l.account = 'stripe_fees'
   WHERE p.stripe_fee_amount IS NOT NULL GROUP BY p.id HAVING coalesce(sum(l.amount), 0) <> p.stripe_fee_amount`,
  `SELECT 'parts_differ_from_payment' AS kind, p.id::text AS subject, p.captured_amount::text AS expected,
     coalesce(sum(a.amount - a.credit_amount - a.promo_amount - a.prepaid_amount), 0)::text AS actual
   FROM payments p LEFT JOIN payment_allocations a ON a.payment_id = p.id
   WHERE p.state = 'succeeded' GROUP BY p.id HAVING coalesce(sum(a.amount - a.credit_amount - a.promo_amount - a.prepaid_amount), 0) <> p.captured_amount`,
  `SELECT 'entry_of_unpaid_payment' AS kind, e.id::text AS subject, 'succeeded' AS expected, p.state AS actual
   FROM ledger_entries e JOIN payments p ON p.id = e.payment_id WHERE p.state <> 'succeeded'`,
  `SELECT 'refunded_amount_differs' AS kind, a.id::text AS subject, coalesce(sum(r.amount), 0)::text AS expected, a.refunded_amount::text AS actual
   FROM payment_allocations a LEFT JOIN refunds r ON r.allocation_id = a.id AND r.state = 'succeeded'
   GROUP BY a.id HAVING coalesce(sum(r.amount), 0) <> a.refunded_amount`,
  // amount - refunded - lost = fee + owed + transferred, the left side from the parts, the right one from the ledger
  `SELECT 'part_is_not_explained' AS kind, a.id::text AS subject, (a.amount - a.refunded_amount - a.lost_amount)::text AS expected, s.explained::text AS actual
   FROM payment_allocations a JOIN payments p ON p.id = a.payment_id AND p.state = 'succeeded'
   CROSS JOIN LATERAL (SELECT coalesce(-sum(l.amount) FILTER (WHERE l.account = 'platform_revenue' OR l.account LIKE 'mentor_payable:%' OR l.account LIKE 'mentor_debt:%'), 0)
       - coalesce(sum(l.amount) FILTER (WHERE l.account = 'stripe_clearing' AND e.kind IN ('transfer', 'transfer_reversal')), 0)
       - coalesce(sum(l.amount) FILTER (WHERE l.account = 'platform_costs' AND e.kind = 'dispute_waived'), 0) AS explained
     FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id WHERE e.allocation_id = a.id) AS s
   WHERE a.mentor_id IS NOT NULL AND s.explained <> a.amount - a.refunded_amount - a.lost_amount`,
  `SELECT 'transferred_differs' AS kind, a.id::text AS subject, t.sent::text AS expected, s.booked::text AS actual FROM payment_allocations a
   CROSS JOIN LATERAL (SELECT coalesce(sum(t.amount - t.reversed_amount), 0) AS sent FROM transfers t WHERE t.allocation_id = a.id AND t.state = 'succeeded') AS t
   CROSS JOIN LATERAL (SELECT coalesce(-sum(l.amount), 0) AS booked FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id AND l.account = 'stripe_clearing'
     WHERE e.allocation_id = a.id AND e.kind IN ('transfer', 'transfer_reversal')) AS s WHERE t.sent <> s.booked`,
  `SELECT 'transferred_more_than_owed' AS kind, t.allocation_id::text AS subject, 'at most ' || (a.amount - a.fee_amount) AS expected, sum(t.amount - t.reversed_amount)::text AS actual
   FROM transfers t JOIN payment_allocations a ON a.id = t.allocation_id WHERE t.state = 'succeeded'
   GROUP BY t.allocation_id, a.amount, a.fee_amount HAVING sum(t.amount - t.reversed_amount) > a.amount - a.fee_amount`,
  `SELECT 'credit_below_zero' AS kind, account AS subject, '0 or more' AS expected, (-sum(amount))::text AS actual
   FROM ledger_lines WHERE account LIKE 'candidate_credit:%' OR account LIKE 'prepaid:%' GROUP BY account, currency HAVING sum(amount) > 0`,
];

/** Looks for anything the ledger does not explain; an empty list means that it does. */
export async function checkLedger(tx: EntityManager): Promise<{ checked: LedgerCounts; problems: LedgerProblem[] }> {
  const problems: LedgerProblem[] = [];
  for (const invariant of INVARIANTS) problems.push(...(await rows<LedgerProblem>(tx, invariant)));
  const checked = await row<LedgerCounts>(
    tx,
    `SELECT (SELECT count(*)::int FROM ledger_entries) AS entries, (SELECT count(*)::int FROM payments WHERE state = 'succeeded') AS payments,
       (SELECT count(*)::int FROM refunds WHERE state = 'succeeded') AS refunds, (SELECT count(*)::int FROM transfers WHERE state = 'succeeded') AS transfers`,
  );
  return { checked: checked ?? { entries: 0, payments: 0, refunds: 0, transfers: 0 }, problems };
}

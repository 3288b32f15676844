import { Injectable } from '@nestjs/common';
import { MentorsService } from '#libs/mentors';
import { Database, decimalsOf, type Principal, rows } from '#libs/platform';
import type { EarningsResponse } from './payouts.dto.ts';

interface StatementLine {
  at: Date;
  kind: string;
  subject: string;
  currency: string;
  /** Positive: for the mentor. */
  amount: number;
}

/** What each kind of entry is called on a statement. */
const WORDS: Readonly<Record<string, string>> = {
  payment: 'earned',
  moved_in: 'earned (replacement)',
  moved_out: 'given to a replacement',
  refund: 'refunded to the candidate',
  refund_reversal: 'refund returned by the bank',
  dispute_lost: 'lost dispute',
  dispute_lost_undone: 'dispute won on appeal',
  dispute_waived: 'loss borne by the platform',
  transfer: 'paid out',
  transfer_reversal: 'fetched back',
  debt_incurred: 'became debt',
  debt_recovered: 'settled with debt',
  debt_waived: 'debt waived',
  prepaid_ended: 'earned (unused sessions)',
};

/** What a mentor has earned, waits for and was sent: from the ledger, months by the mentor's own calendar. */
@Injectable()
export class EarningsService {
  constructor(
    private readonly database: Database,
    private readonly mentors: MentorsService,
  ) {}

  async view(person: Principal): Promise<EarningsResponse> {
    const { id, timeZone } = await this.mentors.own(person.accountId);
    return { timeZone, balances: await this.balances(id), months: await this.months(id, timeZone) };
  }

  /**
   * Every movement of a month (`YYYY-MM`, by the mentor's calendar) as CSV, with what was there before and after: what is
   * owed to the mentor and what they owe, together.
   */
  async statement(person: Principal, month: string): Promise<string> {
    const { id, timeZone } = await this.mentors.own(person.accountId);
    const lines = await rows<Omit<StatementLine, 'amount'> & { amount: string; before: boolean }>(
      this.database.manager,
      `SELECT e.at, e.kind, e.subject_id::text AS subject, l.currency, (-l.amount)::text AS amount,
         to_char(e.at AT TIME ZONE $2, 'YYYY-MM') < $3 AS before
       FROM ledger_lines l JOIN ledger_entries e ON e.id = l.entry_id WHERE l.account IN ('mentor_payable:' || $1::text, 'mentor_debt:' || $1::text) AND to_char(e.at AT TIME ZONE $2, 'YYYY-MM') <= $3 ORDER BY l.currency, e.at, e.id, l.position`,
      [id, timeZone, month],
    );
    const all = lines.map((line) => ({ ...line, amount: Number(line.amount) }));
    return toCsv(all);
  }

  private balances(mentorId: string): Promise<EarningsResponse['balances']> {
    return rows(
      this.database.manager,
      `WITH parts AS (
         SELECT p.currency, s.state, s.holds, s.waiting_for, coalesce(-sum(l.amount), 0)::int AS owed
         FROM payment_allocations a JOIN payments p ON p.id = a.payment_id LEFT JOIN settlements s ON s.allocation_id = a.id
         JOIN ledger_entries e ON e.allocation_id = a.id JOIN ledger_lines l ON l.entry_id = e.id AND l.account = 'mentor_payable:' || $1::text
         WHERE a.mentor_id = $1::uuid GROUP BY a.id, p.currency, s.state, s.holds, s.waiting_for),
       owed AS (
         SELECT currency, sum(owed) FILTER (WHERE holds IS NULL OR holds = '{}')::int AS owed, sum(owed) FILTER (WHERE holds <> '{}')::int AS held,
           sum(owed) FILTER (WHERE waiting_for = 'account')::int AS waiting FROM parts GROUP BY currency),
       sent AS (SELECT currency, sum(amount - reversed_amount)::int AS sent FROM transfers WHERE mentor_id = $1::uuid AND state = 'succeeded' GROUP BY currency),
       debt AS (SELECT currency, sum(amount)::int AS debt FROM ledger_lines WHERE account = 'mentor_debt:' || $1::text GROUP BY currency),
       fees AS (SELECT l.currency, -sum(l.amount)::int AS fees FROM ledger_lines l JOIN ledger_entries e ON e.id = l.entry_id
         JOIN payment_allocations a ON a.id = e.allocation_id WHERE a.mentor_id = $1::uuid AND l.account = 'platform_revenue' GROUP BY l.currency)
       SELECT c.currency, coalesce(owed.owed, 0) AS owed, coalesce(owed.held, 0) AS "onHold", coalesce(owed.waiting, 0) AS "waitingForAccount",
         coalesce(sent.sent, 0) AS transferred, coalesce(fees.fees, 0) AS fees, coalesce(debt.debt, 0) AS debt,
         coalesce(owed.owed, 0) + coalesce(owed.held, 0) - coalesce(debt.debt, 0) AS balance
       FROM (SELECT currency FROM owed UNION SELECT currency FROM sent UNION SELECT currency FROM debt) AS c
       LEFT JOIN owed USING (currency) LEFT JOIN sent USING (currency) LEFT JOIN debt USING (currency) LEFT JOIN fees USING (currency) ORDER BY c.currency`,
      [mentorId],
    );
  }

  private months(mentorId: string, timeZone: string): Promise<EarningsResponse['months']> {
    return rows(
      this.database.manager,
      `WITH mine AS (
         SELECT to_char(e.at AT TIME ZONE $2, 'YYYY-MM') AS month, l.currency, e.kind, l.account, l.amount FROM ledger_lines l JOIN ledger_entries e ON e.id = l.entry_id
         WHERE l.account IN ('mentor_payable:' || $1::text, 'mentor_debt:' || $1::text)
           OR (l.account = 'platform_revenue' AND e.allocation_id IN (SELECT id FROM payment_allocations WHERE mentor_id = $1::uuid)))
       SELECT month, currency,
         coalesce(-sum(amount) FILTER (WHERE account <> 'platform_revenue' AND kind IN ('payment', 'moved_in', 'moved_out', 'prepaid_ended')), 0)::int AS earned,
         coalesce(sum(amount) FILTER (WHERE account <> 'platform_revenue'
           AND kind IN ('refund', 'refund_reversal', 'dispute_lost', 'dispute_lost_undone', 'dispute_waived')), 0)::int AS "takenBack",
         coalesce(sum(amount) FILTER (WHERE account <> 'platform_revenue' AND kind IN ('transfer', 'transfer_reversal')), 0)::int AS transferred,
         coalesce(-sum(amount) FILTER (WHERE account = 'platform_revenue'), 0)::int AS fees
       FROM mine GROUP BY month, currency ORDER BY month DESC, currency`,
      [mentorId, timeZone],
    );
  }
}

/** RFC 4180; amounts in major units with a point. Only words, ids and numbers of ours, so no cell can be a formula. */
function toCsv(lines: (StatementLine & { before: boolean })[]): string {
  const table = [['date', 'what', 'reference', 'currency', 'amount', 'balance']];
  for (const [currency, ofCurrency] of Map.groupBy(lines, (line) => line.currency)) {
    const show = (amount: number): string => (amount / 10 ** decimalsOf(currency)).toFixed(decimalsOf(currency));
    let balance = ofCurrency.filter(({ before }) => before).reduce((sum, { amount }) => sum + amount, 0);
    table.push(['', 'brought forward', '', currency, '', show(balance)]);
    for (const { at, kind, subject, amount } of ofCurrency.filter(({ before }) => !before)) {
      balance += amount;
      table.push([at.toISOString(), WORDS[kind] ?? kind, subject, currency, show(amount), show(balance)]);
    }
    table.push(['', 'carried forward', '', currency, '', show(balance)]);
  }
  return table.map((cells) => cells.join(',')).join('\r\n') + '\r\n';
}

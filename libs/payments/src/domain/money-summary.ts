import type { EntryKind } from './ledger.ts';

/** One line of the ledger as the parties of a session see it; debits positive, minor units. */
export interface MoneyLine {
  at: Date;
  kind: EntryKind;
  account: string;
  amount: number;
  currency: string;
}

/**
 * Where a session's money is, by currency; minor units. Summing to zero:
 * paid + platformPaid - refunded - lost - fee - tax - owed - transferred = 0.
 */
export interface MoneySummary {
  currency: string;
  /** By the candidate: card, credit, or a package; with tax. */
  paid: number;
  /** Taken over by the platform: a promo code, a waived loss. */
  platformPaid: number;
  /** Given back to the candidate. */
  refunded: number;
  /** Given back by the candidate's bank, after a lost dispute. */
  lost: number;
  /** The platform's share. */
  fee: number;
  tax: number;
  /** The mentor's, not sent yet; negative: the mentor has to give it back. */
  owed: number;
  /** The mentor's: sent, or settled with what they had to give back. */
  transferred: number;
}

/** Which figure each line belongs to, and on which side. */
function figureOf({ kind, account }: MoneyLine): [keyof Omit<MoneySummary, 'currency'>, 1 | -1] {
  if (account === 'platform_revenue') return ['fee', -1];
  if (account === 'tax_payable') return ['tax', -1];
  if (account === 'platform_costs') return ['platformPaid', 1];
  if (account.startsWith('mentor_payable:')) return ['owed', -1];
  if (account.startsWith('mentor_debt:')) return [kind === 'debt_recovered' ? 'transferred' : 'owed', -1];
  if (kind === 'transfer' || kind === 'transfer_reversal') return ['transferred', -1];
  if (kind === 'refund' || kind === 'refund_reversal') return ['refunded', -1];
  return kind.startsWith('dispute') ? ['lost', -1] : ['paid', 1];
}

/** Sums the lines of one session by what they mean to its people. Stripe's own fees are the platform's and not among them. */
export function summaryOf(lines: readonly MoneyLine[]): MoneySummary[] {
  return [...Map.groupBy(lines, ({ currency }) => currency)].map(([currency, ofCurrency]) => {
    const none = { paid: 0, platformPaid: 0, refunded: 0, lost: 0, fee: 0, tax: 0, owed: 0, transferred: 0 };
    const summary: MoneySummary = { currency, ...none };
    for (const line of ofCurrency) {
      const [figure, side] = figureOf(line);
      summary[figure] += side * line.amount;
    }
    return summary;
  });
}

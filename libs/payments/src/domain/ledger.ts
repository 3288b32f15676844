import { shareOf, stepOf } from '#libs/platform';

/** What an entry of the ledger stands for. */
export type EntryKind =
  | 'payment'
  | 'refund'
  | 'refund_reversal'
  | 'moved_out'
  | 'moved_in'
  | 'stripe_fee'
  | 'dispute_opened'
  | 'dispute_won'
  | 'dispute_lost'
  | 'dispute_lost_undone'
  | 'dispute_waived'
  | 'transfer'
  | 'transfer_reversal'
  | 'debt_incurred'
  | 'debt_recovered'
  | 'debt_waived'
  | 'credit_granted'
  | 'prepaid_moved'
  | 'prepaid_ended';

/** One side of a journal entry; positive is a debit, negative a credit, minor units. */
export interface LedgerLine {
  account: string;
  currency: string;
  amount: number;
}

/** The chart of accounts, per currency. What each of them means: docs/money.md. */
export const ACCOUNTS = {
  /** What Stripe has of ours. */
  clearing: 'stripe_clearing',
  /** The platform's share. */
  revenue: 'platform_revenue',
  /** What the platform takes upon itself: promo codes, goodwill, waived losses. */
  costs: 'platform_costs',
  /** What Stripe kept. Borne by the platform, also for payments that are refunded. */
  fees: 'stripe_fees',
  /** Taken by a bank until it has decided. */
  disputes: 'disputes',
  /** Collected for tax offices. */
  tax: 'tax_payable',
  /** Owed to a mentor. */
  payable: (mentorId: string) => `mentor_payable:${mentorId}`,
  /** Owed by a mentor, after something they had been paid for was given back. */
  debt: (mentorId: string) => `mentor_debt:${mentorId}`,
  /** A candidate's credit. */
  credit: (accountId: string) => `candidate_credit:${accountId}`,
  /** Paid for sessions that have not been booked yet: a package, or a month of a plan. */
  prepaid: (id: string) => `prepaid:${id}`,
} as const;

/** A part of a payment as far as its bookings need it; minor units. */
export interface PartFigures {
  amount: number;
  feeAmount: number;
  currency: string;
  /** Null: kept as prepaid for the subject. */
  mentorId: string | null;
  subjectId: string;
  payerId: string;
  creditAmount: number;
  promoAmount: number;
  prepaidAmount: number;
  prepaidId: string | null;
  taxAmount: number;
}

/** Whatever had paid, and so is paid back; `dispute`: taken by the bank already. */
export type Source = 'card' | 'credit' | 'prepaid' | 'promo' | 'dispute';

type Amounts = [account: string, amount: number][];

/** Lines of one entry: one a account, none of zero. */
function linesOf(currency: string, amounts: Amounts): LedgerLine[] {
  const sums = new Map<string, number>();
  for (const [account, amount] of amounts) sums.set(account, (sums.get(account) ?? 0) + amount);
  return [...sums].filter(([, amount]) => amount !== 0).map(([account, amount]) => ({ account, currency, amount }));
}

/** The platform's fee on a price: a percentage, rounded half to even, in the currency's smallest step. */
export const feeOf = (price: number, percent: number, currency = 'USD'): number =>
  shareOf(price, percent, 100, stepOf(currency));

/** What the card pays of a part, without tax. */
export const cashOf = (part: Pick<PartFigures, 'amount' | 'creditAmount' | 'promoAmount' | 'prepaidAmount'>): number =>
  part.amount - part.creditAmount - part.promoAmount - part.prepaidAmount;

const sourceAccount = (part: PartFigures, source: Source): string => {
  if (source === 'credit') return ACCOUNTS.credit(part.payerId);
  if (source === 'prepaid') return ACCOUNTS.prepaid(part.prepaidId ?? '');
  if (source === 'promo') return ACCOUNTS.costs;
  return source === 'dispute' ? ACCOUNTS.disputes : ACCOUNTS.clearing;
};

/** Whose it becomes: the mentor's all but our fee, or kept for later sessions. */
const ownersOf = (part: PartFigures, amount: number, fee: number): Amounts =>
  part.mentorId === null
    ? [[ACCOUNTS.prepaid(part.subjectId), amount]]
    : [
        [ACCOUNTS.payable(part.mentorId), amount - fee],
        [ACCOUNTS.revenue, fee],
      ];

const negative = (amounts: Amounts): Amounts => amounts.map(([account, amount]) => [account, -amount]);

/** Money in: what paid for the part on one side, whose it is on the other. */
export const paymentLines = (part: PartFigures): LedgerLine[] =>
  linesOf(part.currency, [
    [ACCOUNTS.clearing, cashOf(part) + part.taxAmount],
    [sourceAccount(part, 'credit'), part.creditAmount],
    [sourceAccount(part, 'prepaid'), part.prepaidAmount],
    [sourceAccount(part, 'promo'), part.promoAmount],
    ...negative(ownersOf(part, part.amount, part.feeAmount)),
    [ACCOUNTS.tax, -part.taxAmount],
  ]);

/** The fee that goes back with the next `amount`: cumulative, so that any number of parts adds up to the whole exactly. */
export const feeBack = (part: PartFigures, returnedBefore: number, amount: number): number => {
  const upTo = (returned: number): number => shareOf(part.feeAmount, returned, part.amount, stepOf(part.currency));
  return upTo(returnedBefore + amount) - upTo(returnedBefore);
};

/**
 * Money back: mentor and platform each return their share to what had paid.
 * @param returnedBefore refunded or lost to a dispute before, without tax
 * @param tax goes back on top of `amount`
 */
export function returnLines(
  part: PartFigures,
  returnedBefore: number,
  amount: number,
  to: Source,
  tax = 0,
): LedgerLine[] {
  return linesOf(part.currency, [
    [sourceAccount(part, to), -(amount + tax)],
    ...ownersOf(part, amount, feeBack(part, returnedBefore, amount)),
    [ACCOUNTS.tax, tax],
  ]);
}

/** A bank takes disputed money at once; nobody has lost it yet. */
export const disputeOpenedLines = (currency: string, taken: number): LedgerLine[] =>
  linesOf(currency, [
    [ACCOUNTS.disputes, taken],
    [ACCOUNTS.clearing, -taken],
  ]);

/** What Stripe kept. */
export const feeLines = (currency: string, fee: number): LedgerLine[] =>
  linesOf(currency, [
    [ACCOUNTS.fees, fee],
    [ACCOUNTS.clearing, -fee],
  ]);

/** Sent to a mentor's account. */
export const transferLines = (mentorId: string, currency: string, amount: number): LedgerLine[] =>
  linesOf(currency, [
    [ACCOUNTS.payable(mentorId), amount],
    [ACCOUNTS.clearing, -amount],
  ]);

/** A mentor was paid what they must give back, and it could not be fetched. */
export const debtLines = (mentorId: string, currency: string, amount: number): LedgerLine[] =>
  linesOf(currency, [
    [ACCOUNTS.debt(mentorId), amount],
    [ACCOUNTS.payable(mentorId), -amount],
  ]);

/** The platform pays: a mentor's debt or share of a lost dispute it waives, goodwill for a candidate. */
export const platformPays = (account: string, currency: string, amount: number): LedgerLine[] =>
  linesOf(currency, [
    [ACCOUNTS.costs, amount],
    [account, -amount],
  ]);

/** What was prepaid goes to other accounts: credit, another package. */
export const prepaidLines = (
  prepaidId: string,
  currency: string,
  to: [account: string, amount: number][],
): LedgerLine[] =>
  linesOf(currency, [[ACCOUNTS.prepaid(prepaidId), to.reduce((sum, [, amount]) => sum + amount, 0)], ...negative(to)]);

/** The same entry the other way round. */
export const reversed = (lines: readonly LedgerLine[]): LedgerLine[] =>
  lines.map((line) => ({ ...line, amount: -line.amount }));

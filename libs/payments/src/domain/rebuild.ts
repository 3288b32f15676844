import {
  ACCOUNTS,
  feeBack,
  type LedgerLine,
  type PartFigures,
  paymentLines,
  returnLines,
  type Source,
} from './ledger.ts';

/** A part with what Stripe's own objects say has become of it. */
export interface RebuiltPart {
  figures: PartFigures;
  /** Stripe has the charge, or none was needed. */
  isPaid: boolean;
  /** What went back, in any order: refunds that Stripe shows as succeeded, and what went back here alone. */
  returned: { amount: number; tax: number; to: Source }[];
  /** Sent to the mentor by Stripe's transfers, less their reversals. */
  sent: number;
  isWaived: boolean;
}

/** Accounts whose balances do not follow from Stripe's objects part by part. */
const OF_THE_PLATFORM_ALONE: readonly string[] = [ACCOUNTS.costs, ACCOUNTS.disputes];

/** What a mentor is owed and owes is one figure here: when it becomes debt is our own affair. */
export const balanceName = (account: string): string => account.replace(/^mentor_(payable|debt):/, 'mentor:');

/**
 * What the ledger should have for a part, by account, recomputed from nothing but Stripe's objects and what was bought.
 * Shares of fees are cumulative, so the order in which things came back does not matter.
 */
export function expectedBalances({ figures, isPaid, returned, sent, isWaived }: RebuiltPart): Map<string, number> {
  const lines: LedgerLine[] = isPaid ? paymentLines(figures) : [];
  let before = 0;
  for (const { amount, tax, to } of returned) {
    lines.push(...returnLines(figures, before, amount, to, tax));
    if (to === 'dispute' && isWaived && figures.mentorId !== null)
      lines.push({
        account: ACCOUNTS.payable(figures.mentorId),
        currency: figures.currency,
        amount: -(amount - feeBack(figures, before, amount)),
      });
    before += amount;
  }
  if (sent !== 0 && figures.mentorId !== null)
    lines.push(
      { account: ACCOUNTS.payable(figures.mentorId), currency: figures.currency, amount: sent },
      { account: ACCOUNTS.clearing, currency: figures.currency, amount: -sent },
    );
  const balances = new Map<string, number>();
  for (const { account, amount } of lines)
    if (!OF_THE_PLATFORM_ALONE.includes(account))
      balances.set(balanceName(account), (balances.get(balanceName(account)) ?? 0) + amount);
  return balances;
}

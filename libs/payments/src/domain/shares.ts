import { shareOf, stepOf } from '#libs/platform';
import { cashOf, type PartFigures } from './ledger.ts';

/** A part as far as sharing something among the parts of a payment needs it. */
export type SharedPart = Pick<PartFigures, 'amount' | 'creditAmount' | 'promoAmount' | 'prepaidAmount'> & {
  refundedAmount: number;
  lostAmount: number;
};

/**
 * Spreads what is disputed, tax included, over the parts of a payment in order: each up to what its card has left there.
 * The tax goes with the first.
 */
export function disputeShares<P extends SharedPart>(
  payment: { amount: number; taxAmount: number; currency: string },
  parts: readonly P[],
  disputed: number,
): { part: P; amount: number; tax: number }[] {
  let left = shareOf(disputed, payment.amount, payment.amount + payment.taxAmount, stepOf(payment.currency));
  let tax = disputed - left;
  const shares: { part: P; amount: number; tax: number }[] = [];
  for (const part of parts) {
    const amount = Math.min(left, cashOf(part), part.amount - part.refundedAmount - part.lostAmount);
    if (amount <= 0) continue;
    shares.push({ part, amount, tax });
    left -= amount;
    tax = 0;
  }
  return shares;
}

import { shareOf } from '#libs/platform';

/** One side of a journal entry; positive is a debit, negative a credit, minor units. */
export interface LedgerLine {
  account: string;
  currency: string;
  amount: number;
}

export interface PaymentFigures {
  amount: number;
  feeAmount: number;
  currency: string;
  mentorId: string;
}

const linesOf = (currency: string, amounts: Record<string, number>): LedgerLine[] =>
  Object.entries(amounts)
    .filter(([, amount]) => amount !== 0)
    .map(([account, amount]) => ({ account, currency, amount }));

/** The platform's fee on a price: a percentage, rounded half to even. */
export const feeOf = (price: number, percent: number): number => shareOf(price, percent, 100);

/** Money in: Stripe owes us the amount; we owe the mentor all but our fee. */
export const paymentLines = ({ amount, feeAmount, currency, mentorId }: PaymentFigures): LedgerLine[] =>
  linesOf(currency, {
    stripe_clearing: amount,
    [`mentor_payable:${mentorId}`]: -(amount - feeAmount),
    platform_revenue: -feeAmount,
  });

/**
 * Money back: mentor and platform each return their share. Shares are cumulative, so that any number of partial refunds
 * adds up to the whole exactly.
 */
export function refundLines(payment: PaymentFigures, refundedBefore: number, refund: number): LedgerLine[] {
  const feeBack =
    shareOf(payment.feeAmount, refundedBefore + refund, payment.amount) -
    shareOf(payment.feeAmount, refundedBefore, payment.amount);
  return linesOf(payment.currency, {
    stripe_clearing: -refund,
    [`mentor_payable:${payment.mentorId}`]: refund - feeBack,
    platform_revenue: feeBack,
  });
}

/** The same entry the other way round: a refund that failed after it had been booked. */
export const reversed = (lines: readonly LedgerLine[]): LedgerLine[] =>
  lines.map((line) => ({ ...line, amount: -line.amount }));

import { shareOf, stepOf } from '#libs/platform';
import { cashOf, type PartFigures } from './ledger.ts';

export type RefundDestination = 'card' | 'credit' | 'prepaid' | 'promo';

/** A part of a payment with what was asked back of it, by where it goes, and what a bank gave back; minor units. */
export interface RefundFacts {
  part: Pick<PartFigures, 'amount' | 'creditAmount' | 'promoAmount' | 'prepaidAmount' | 'currency'>;
  requested: Readonly<Record<RefundDestination, number>>;
  lost: number;
}

/** What the candidate can get back still: what they paid, less what was asked back and what their bank gave back. */
export const leftToRefund = ({ part, requested, lost }: RefundFacts): number =>
  part.amount - part.promoAmount - requested.card - requested.credit - requested.prepaid - lost;

/**
 * Where a refund goes: the card first, then credit; a prepaid session goes back whole, less of it as credit. What a promo
 * code had taken over goes back in proportion.
 * @param wanted what the candidate gets, at most `leftToRefund`
 * @param share of the price, where a promo code took all of it over and so the candidate gets nothing
 */
export function splitRefund(
  { part, requested, lost }: RefundFacts,
  wanted: number,
  share: { part: number; whole: number },
): { destination: RefundDestination; amount: number }[] {
  const paid = part.amount - part.promoAmount;
  const isAllThatIsLeft = paid > 0 && wanted === leftToRefund({ part, requested, lost });
  const toCard = Math.min(wanted, cashOf(part) - requested.card - lost);
  const isWholeSession = wanted === part.prepaidAmount && wanted === part.amount;
  const ratio = paid > 0 ? { part: wanted, whole: paid } : share;
  const promoLeft = part.promoAmount - requested.promo;
  const ofPromo = shareOf(part.promoAmount, ratio.part, ratio.whole, stepOf(part.currency));
  const orders: { destination: RefundDestination; amount: number }[] = [
    { destination: 'card', amount: toCard },
    { destination: isWholeSession ? 'prepaid' : 'credit', amount: wanted - toCard },
    { destination: 'promo', amount: isAllThatIsLeft ? promoLeft : Math.min(promoLeft, ofPromo) },
  ];
  return orders.filter(({ amount }) => amount > 0);
}

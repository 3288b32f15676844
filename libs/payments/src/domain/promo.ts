import { minimumCharge, shareOf, stepOf } from '#libs/platform';

/** A promo code as its rules need it; minor units. */
export interface PromoRules {
  kind: 'percent' | 'amount';
  value: number;
  currency: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
  minimumPrice: number;
  mentorId: string | null;
  offeringId: string | null;
  active: boolean;
}

export interface PromoWish {
  mentorId: string;
  offeringId: string;
  price: number;
  currency: string;
  now: Date;
}

/** Why a code cannot be used, as the candidate reads it; null when it can. Limits are kept by the counter. */
export function reasonAgainstPromo(code: PromoRules, wish: PromoWish): string | null {
  const isOpen = code.active && (code.startsAt === null || code.startsAt <= wish.now);
  if (!isOpen) return 'There is no such promo code.';
  if (code.endsAt !== null && code.endsAt <= wish.now) return 'This promo code has ended.';
  const isFor = (wanted: string | null, id: string): boolean => wanted === null || wanted === id;
  if (!isFor(code.mentorId, wish.mentorId) || !isFor(code.offeringId, wish.offeringId))
    return 'This promo code is for another mentor or offering.';
  if (code.currency !== null && code.currency !== wish.currency)
    return `This promo code is for prices in ${code.currency}.`;
  if (wish.price < code.minimumPrice) return 'The price is below what this promo code asks for.';
  const left = wish.price - discountOf(code, wish);
  return left > 0 && left < minimumCharge(wish.currency)
    ? 'What would be left to pay is less than a card can be charged.'
    : null;
}

/** What a code takes over of a price: never more than all of it. */
export const discountOf = ({ kind, value }: PromoRules, { price, currency }: PromoWish): number => {
  const step = stepOf(currency);
  return kind === 'percent' ? shareOf(price, value, 100, step) : Math.min(price, value - (value % step));
};

import { leftToRefund, splitRefund } from './refund-split.ts';

const none = { card: 0, credit: 0, prepaid: 0, promo: 0 };
const all = { part: 1, whole: 1 };
const part = { amount: 12_000, creditAmount: 0, promoAmount: 0, prepaidAmount: 0, currency: 'USD' };

describe('a refund', () => {
  it('goes to the card first, then back to credit', () => {
    const facts = { part: { ...part, creditAmount: 5000 }, requested: none, lost: 0 };
    expect(leftToRefund(facts)).toBe(12_000);
    expect(splitRefund(facts, 9000, all)).toEqual([
      { destination: 'card', amount: 7000 },
      { destination: 'credit', amount: 2000 },
    ]);
    expect(splitRefund({ ...facts, requested: { ...none, card: 7000 } }, 1000, all)).toEqual([
      { destination: 'credit', amount: 1000 },
    ]);
  });

  it('takes a promo code’s share back in proportion, all of it with the last of what was paid', () => {
    const facts = { part: { ...part, promoAmount: 3000 }, requested: none, lost: 0 };
    expect(splitRefund(facts, 4500, all)).toEqual([
      { destination: 'card', amount: 4500 },
      { destination: 'promo', amount: 1500 },
    ]);
    expect(splitRefund({ ...facts, requested: { ...none, card: 4500, promo: 1499 } }, 4500, all)).toEqual([
      { destination: 'card', amount: 4500 },
      { destination: 'promo', amount: 1501 },
    ]);
    const free = { part: { ...part, promoAmount: 12_000 }, requested: none, lost: 0 };
    expect(splitRefund(free, 0, { part: 6000, whole: 12_000 })).toEqual([{ destination: 'promo', amount: 6000 }]);
  });

  it('gives a prepaid session back whole, and half of one as credit', () => {
    const facts = { part: { ...part, prepaidAmount: 12_000 }, requested: none, lost: 0 };
    expect(splitRefund(facts, 12_000, all)).toEqual([{ destination: 'prepaid', amount: 12_000 }]);
    expect(splitRefund(facts, 6000, all)).toEqual([{ destination: 'credit', amount: 6000 }]);
  });

  it('is never of what a bank has given back', () => {
    expect(leftToRefund({ part, requested: { ...none, card: 2000 }, lost: 10_000 })).toBe(0);
  });
});

import { type ReceiptFacts, receiptRows } from './receipt.ts';

const facts: ReceiptFacts = {
  ...{ number: 'A1', paidAt: new Date('2027-01-10T23:30:00Z'), payer: 'Kim', payerMail: 'kim@test.example' },
  ...{ timeZone: 'Asia/Tokyo', locale: 'en', currency: 'JPY', method: 'checkout' },
  parts: [
    { description: 'Session, 60 minutes', price: 9000, fee: 1800, promo: 900, credit: 100, prepaid: 0, tax: 800 },
  ],
  refunds: [{ at: new Date('2027-01-12T00:00:00Z'), amount: 4400, to: 'card' }],
};

describe('a receipt', () => {
  it('goes from the price to what was paid and given back, in the payer’s currency and day', () => {
    expect(receiptRows(facts).map(({ words, amount }) => `${words}: ${amount}`)).toEqual([
      'Session, 60 minutes: ¥9,000',
      'of which platform fee: ¥1,800',
      'Promo code: -¥900',
      'Paid with credit: -¥100',
      'Tax: ¥800',
      'Paid by card on Jan 11, 2027: ¥8,800',
      'Refunded to the card on Jan 12, 2027: -¥4,400',
      'After refunds: ¥4,400',
    ]);
  });

  it('leaves out what was not', () => {
    const plain = {
      ...facts,
      parts: [
        { ...facts.parts[0], description: 'Session', price: 9000, fee: 0, promo: 0, credit: 0, prepaid: 0, tax: 0 },
      ],
      refunds: [],
    };
    expect(receiptRows(plain).map(({ words }) => words)).toEqual(['Session', 'Paid by card on Jan 11, 2027']);
  });
});

import fc from 'fast-check';
import { feeOf, type PartFigures, paymentLines, returnLines, reversed } from '../../libs/payments/src/domain/ledger.ts';
import { shareOf } from '../../libs/platform/src/money.ts';

const sum = (lines: { amount: number }[]): number => lines.reduce((total, { amount }) => total + amount, 0);

const part = (amount: number, feeAmount: number, currency = 'USD'): PartFigures => ({
  ...{ amount, feeAmount, currency, mentorId: 'm', subjectId: 's', payerId: 'p' },
  ...{ creditAmount: 0, promoAmount: 0, prepaidAmount: 0, prepaidId: null, taxAmount: 0 },
});

describe('money', () => {
  it('rounds halves to even', () => {
    expect([
      feeOf(125, 20),
      feeOf(12, 20),
      feeOf(13, 20),
      feeOf(50, 25),
      feeOf(150, 25),
      feeOf(10, 25),
      feeOf(30, 25),
    ]).toEqual([25, 2, 3, 12, 38, 2, 8]);
  });

  it('never loses a minor unit: any chain of partial refunds returns exactly what was booked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999_999 }),
        fc.integer({ min: 0, max: 100 }),
        fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { maxLength: 8 }),
        (amount, percent, parts) => {
          const payment = part(amount, feeOf(amount, percent));
          const lines = [...paymentLines(payment)];
          let refunded = 0;
          for (const share of [...parts, 1]) {
            const refund =
              share === 1 ? amount - refunded : Math.min(amount - refunded, Math.ceil((amount - refunded) * share));
            if (refund === 0) continue;
            const entry = returnLines(payment, refunded, refund, 'card');
            expect(sum(entry)).toBe(0);
            lines.push(...entry);
            refunded += refund;
          }
          const accounts = Map.groupBy(lines, ({ account }) => account);
          for (const [, ofAccount] of accounts) expect(sum(ofAccount)).toBe(0);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('books a failed refund back line by line', () => {
    const payment = part(12000, 2400);
    const entry = returnLines(payment, 0, 6000, 'card');
    expect(entry).toEqual([
      { account: 'stripe_clearing', currency: 'USD', amount: -6000 },
      { account: 'mentor_payable:m', currency: 'USD', amount: 4800 },
      { account: 'platform_revenue', currency: 'USD', amount: 1200 },
    ]);
    expect(sum([...entry, ...reversed(entry)])).toBe(0);
  });

  it('splits without floats at the largest amounts', () => {
    expect(shareOf(9_007_199_254_740_991, 1, 3)).toBe(3_002_399_751_580_330);
  });
});

import fc from 'fast-check';
import { feeOf, type PartFigures, paymentLines, returnLines } from '../../libs/payments/src/domain/ledger.ts';
import { summaryOf } from '../../libs/payments/src/domain/money-summary.ts';
import { decideTransfer, planReversals, type Reversible } from '../../libs/payouts/src/domain/settlement.ts';
import { Marketplace, type Person, type TestMentor } from '../support/marketplace.ts';
import {
  control,
  decide,
  dispute,
  expectEqualBooks,
  expectRebuildable,
  goPast,
  moneyOf,
  onboard,
  quiet,
} from '../support/money.ts';

const PAID = 12_000;

type Action =
  | { do: 'refund'; amount: number }
  | { do: 'settle' }
  | { do: 'empty' }
  | { do: 'dispute' }
  | { do: 'close'; status: 'won' | 'lost' };

const actions = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('refund' as const), amount: fc.integer({ min: 1, max: 15_000 }) }),
    },
    { weight: 2, arbitrary: fc.constant<Action>({ do: 'settle' }) },
    { weight: 1, arbitrary: fc.constant<Action>({ do: 'empty' }) },
    { weight: 1, arbitrary: fc.constant<Action>({ do: 'dispute' }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('close' as const),
        status: fc.constantFrom('won' as const, 'lost' as const),
      }),
    },
  ),
  { minLength: 3, maxLength: 9 },
);

/** What must come of it, in a few numbers: nothing else may. */
class Model {
  refunded = 0;
  dispute: 'none' | 'open' | 'won' | 'lost' = 'none';

  /** The status an admin's refund must be answered with. */
  refund(amount: number): number {
    const left = PAID - this.refunded;
    if (left === 0 || amount > left || this.dispute === 'open' || this.dispute === 'lost') return 422;
    this.refunded += amount;
    return 200;
  }
}

describe('refunds and transfers, over HTTP', () => {
  let market: Marketplace;
  let admin: Person;
  beforeAll(async () => {
    market = await Marketplace.start();
    admin = await market.admin();
  });
  afterAll(() => market.close());

  it('are never negative, never above what was paid, and always explained, whatever the order', async () => {
    let nth = 0;
    await fc.assert(
      fc.asyncProperty(actions, async (steps) => {
        const [person, mentor]: [Person, TestMentor] = [await market.signUp(), await market.mentor()];
        const account = await onboard(market, mentor);
        const booking = await market.bookAndPay(person, mentor, await market.startIn(2, 9 + (nth++ % 8)));
        const model = new Model();
        let stripeId = '';
        for (const step of steps) {
          if (step.do === 'refund') {
            const answer = await market.post(
              `/v1/admin/bookings/${booking.id}/refund`,
              { amount: step.amount, reason: 'model' },
              admin.token,
            );
            expect({ step, status: answer.status }).toEqual({ step, status: model.refund(step.amount) });
          } else if (step.do === 'settle') await goPast(market, booking.endsAt, 73 + nth);
          else if (step.do === 'empty') await control(market, `accounts/${account}/payout`);
          else if (step.do === 'dispute' && model.dispute === 'none' && model.refunded < PAID) {
            await quiet(market);
            ({ stripeId } = await dispute(market, person, booking.id));
            model.dispute = 'open';
          } else if (step.do === 'close' && model.dispute === 'open') {
            await decide(market, person, booking.id, stripeId, step.status);
            model.dispute = step.status;
          }
          await quiet(market);
          const money = await moneyOf(market, person, booking.id);
          const { paid, platformPaid, refunded, lost, fee, tax, owed, transferred } = money;
          expect(paid + platformPaid - refunded - lost - fee - tax - owed - transferred).toBe(0);
          expect(refunded).toBe(model.refunded);
          expect(lost).toBe(model.dispute === 'lost' ? PAID - model.refunded : 0);
          expect(refunded).toBeGreaterThanOrEqual(0);
          expect(refunded + lost).toBeLessThanOrEqual(PAID);
          expect(transferred).toBeGreaterThanOrEqual(0);
          expect(transferred).toBeLessThanOrEqual(9600);
          expect(fee).toBeGreaterThanOrEqual(0);
          expect(fee).toBe(2400 - feeOf(refunded + lost, 20));
        }
        await expectEqualBooks(market);
      }),
      { numRuns: Number(process.env.MODEL_RUNS ?? 6) },
    );
    await expectRebuildable(market);
  }, 240_000);
});

describe('refunds and transfers, as pure decisions', () => {
  const money = fc.integer({ min: 1, max: 9_999_999 });

  it('give back exactly what was booked, whatever had paid it and in whatever parts', () => {
    fc.assert(
      fc.property(
        money,
        fc.integer({ min: 0, max: 100 }),
        fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)),
        fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { maxLength: 6 }),
        (amount, percent, [credit, promo, tax], shares) => {
          const part: PartFigures = {
            ...{
              amount,
              feeAmount: feeOf(amount, percent),
              currency: 'USD',
              mentorId: 'm',
              subjectId: 's',
              payerId: 'p',
            },
            creditAmount: Math.floor((amount * credit) / 300),
            promoAmount: Math.floor((amount * promo) / 300),
            ...{ prepaidAmount: 0, prepaidId: null, taxAmount: tax },
          };
          const lines = [...paymentLines(part)];
          const left = {
            promo: part.promoAmount,
            credit: part.creditAmount,
            card: amount - part.promoAmount - part.creditAmount,
          };
          let returned = 0;
          for (const source of ['card', 'credit', 'promo'] as const) {
            for (const share of [...shares, 1]) {
              const back = share === 1 ? left[source] : Math.floor(left[source] * share);
              if (back === 0) continue;
              left[source] -= back;
              const taxBack = source === 'card' && left.card === 0 ? part.taxAmount : 0;
              lines.push(...returnLines(part, returned, back, source, taxBack));
              returned += back;
            }
          }
          const open = Map.groupBy(lines, ({ account }) => account);
          const balances = [...open].map(
            ([account, of]) => [account, of.reduce((sum, line) => sum + line.amount, 0)] as const,
          );
          const taxLeft = amount - part.promoAmount - part.creditAmount === 0 ? part.taxAmount : 0;
          for (const [account, balance] of balances)
            expect([account, balance]).toEqual([
              account,
              account === 'stripe_clearing' ? taxLeft : account === 'tax_payable' ? 0 - taxLeft : 0,
            ]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('send at most what is owed, and settle debt first', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 10_000 }), fc.nat(20_000), fc.boolean(), (owed, debt, canReceive) => {
        const decision = decideTransfer({ owed, debt, canReceive, currency: 'USD', settledCurrency: 'USD' });
        if (decision.kind !== 'pay') return;
        expect(decision.send + decision.recover).toBe(owed);
        expect(decision.recover).toBeLessThanOrEqual(debt);
        expect(Math.min(decision.send, decision.recover)).toBeGreaterThanOrEqual(0);
        if (decision.send > 0) expect([canReceive, decision.recover]).toEqual([true, debt]);
      }),
    );
  });

  it('fetch back exactly what is too much, never more than is left of a transfer', () => {
    const transfer = fc.tuple(money, fc.nat(100), fc.nat(100)).map(([amount, reversed, pending]): Reversible => {
      const reversedAmount = Math.floor((amount * reversed) / 200);
      return {
        id: `${amount}-${reversed}-${pending}`,
        amount,
        reversedAmount,
        pendingAmount: Math.floor(((amount - reversedAmount) * pending) / 200),
      };
    });
    fc.assert(
      fc.property(
        money,
        fc.uniqueArray(transfer, { maxLength: 4, selector: ({ id }) => id }),
        (overpaid, transfers) => {
          const { reversals, debt } = planReversals(overpaid, transfers);
          const pending = transfers.reduce((sum, { pendingAmount }) => sum + pendingAmount, 0);
          const planned = reversals.reduce((sum, { amount }) => sum + amount, 0);
          expect(planned + debt).toBe(Math.max(0, overpaid - pending));
          for (const { transferId, amount } of reversals) {
            const of = transfers.find(({ id }) => id === transferId);
            expect(amount).toBeLessThanOrEqual(
              (of?.amount ?? 0) - (of?.reversedAmount ?? 0) - (of?.pendingAmount ?? 0),
            );
          }
        },
      ),
    );
  });

  it('are summed up to zero from any lines', () => {
    const part: PartFigures = {
      ...{ amount: PAID, feeAmount: 2400, currency: 'USD', mentorId: 'm', subjectId: 's', payerId: 'p' },
      ...{ creditAmount: 0, promoAmount: 3000, prepaidAmount: 0, prepaidId: null, taxAmount: 900 },
    };
    const lines = paymentLines(part).map((line) => ({ ...line, at: new Date(0), kind: 'payment' as const }));
    expect(summaryOf(lines)).toEqual([
      {
        currency: 'USD',
        paid: 9900,
        platformPaid: 3000,
        refunded: 0,
        lost: 0,
        fee: 2400,
        tax: 900,
        owed: 9600,
        transferred: 0,
      },
    ]);
  });
});

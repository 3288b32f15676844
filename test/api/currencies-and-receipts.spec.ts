import { TaxCheck } from '../../libs/payments/src/tax-check.ts';
import { Marketplace, type Person, type TestMentor } from '../support/marketplace.ts';
import {
  control,
  expectEqualBooks,
  expectRebuildable,
  goPast,
  moneyOf,
  onboard,
  quiet,
  untilMoney,
} from '../support/money.ts';

/** Money in every kind of currency, with tax, and as a receipt says it. */

let market: Marketplace;
let admin: Person;
beforeAll(async () => {
  market = await Marketplace.start();
  admin = await market.admin();
});
afterAll(() => market.close());

const both = async (options: object = {}): Promise<[Person, TestMentor]> => [
  await market.signUp(),
  await market.mentor(options),
];
const grant = (person: Person, amount: number, currency = 'USD') =>
  market.post(`/v1/admin/accounts/${person.id}/credit`, { amount, currency, reason: 'goodwill' }, admin.token);

describe('currencies', () => {
  it.each([
    ['JPY', 9001, 4501, 'zero'],
    ['KWD', 12_350, 6180, 'three'],
    ['EUR', 12_001, 6001, 'two'],
  ])('%s end to end: paid, half refunded in the candidate’s favour, sent', async (currency, price, half) => {
    const [person, mentor] = await both({ price, currency });
    await onboard(market, mentor);
    const booking = await market.bookAndPay(person, mentor, await market.startIn(3, 16));
    await goPast(market, new Date(Date.parse(booking.startsAt) - 30 * 3_600_000));
    await market.post(`/v1/bookings/${booking.id}/cancel`, { reason: 'x' }, person.token);
    await market.untilBooking(person, booking.id, ({ payment }) => payment?.refundedAmount.amount === half);
    await goPast(market, booking.endsAt, 72);
    const end = await untilMoney(market, mentor, booking.id, ({ owed }) => owed === 0);
    expect(end.paid - end.refunded - end.fee - end.transferred).toBe(0);
    expect(end).toMatchObject({ currency, paid: price, refunded: half });
  });

  it('are refused where a card cannot be charged so: too little, or not a multiple of ten fils', async () => {
    const mentor = await market.mentor();
    const offer = (amount: number, currency: string) =>
      market.post<{ code: string; detail: string }>(
        '/v1/mentors/me/offerings',
        { kind: 'session', title: 'A session', durationMinutes: 60, price: { amount, currency } },
        mentor.token,
      );
    const refusal = async (amount: number, currency: string): Promise<string> => {
      const { body } = await offer(amount, currency);
      return `${body.code}: ${body.detail}`;
    };
    expect(await refusal(49, 'USD')).toContain('$0.50');
    expect(await refusal(49, 'JPY')).toContain('¥50');
    expect(await refusal(12_345, 'KWD')).toContain('multiple of 10');
    expect((await offer(50, 'USD')).status).toBe(201);
  });
});

describe('a receipt', () => {
  it('says what was paid, with refunds, as a page and as PDF, to whoever has the link and to nobody else', async () => {
    const [person, mentor] = await both();
    await grant(person, 1000);
    const held = await market.book(person, mentor, await market.startIn(4));
    await market.pay(await market.checkoutUrl(person, held.body.id));
    const paid = await market.untilBooking(person, held.body.id, ({ state }) => state === 'confirmed');
    await market.post(`/v1/admin/bookings/${paid.id}/refund`, { amount: 3000, reason: 'part' }, admin.token);
    await market.untilBooking(person, paid.id, ({ payment }) => payment?.refundedAmount.amount === 3000);
    const url = new URL(paid.payment?.receiptUrl ?? '');
    const html = await market.get<string>(url.pathname);
    expect(html.headers.get('content-type')).toMatch(/^text\/html/);
    for (const words of [
      '$120.00',
      'Paid with credit',
      '-$10.00',
      '$110.00',
      'of which platform fee',
      '$24.00',
      '-$30.00',
      '$80.00',
    ])
      expect(html.body).toContain(words);
    const pdf = await fetch(`${market.url}${url.pathname}/pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect((await market.get(`${url.pathname.slice(0, -2)}xx`)).status).toBe(404);
  });
});

it('all of it leaves the ledger equal to the sandbox, to the cent', async () => {
  await goPast(market, await market.now(), 2);
  await quiet(market);
  await expectEqualBooks(market);
  await expectRebuildable(market);
});

describe('taxes', () => {
  it('are added by Stripe where they are switched on, kept apart, refunded in proportion, and shown', async () => {
    const taxed = await Marketplace.start({ tax: true });
    try {
      const [person, mentor] = [await taxed.signUp(), await taxed.mentor()];
      const booking = await taxed.bookAndPay(person, mentor, await taxed.startIn(3, 16));
      expect(booking.payment?.amount.amount).toBe(13_200);
      expect(await moneyOf(taxed, person, booking.id)).toMatchObject({
        paid: 13_200,
        tax: 1200,
        fee: 2400,
        owed: 9600,
      });
      expect((await taxed.get<string>(new URL(booking.payment?.receiptUrl ?? '').pathname)).body).toMatch(
        /Tax<\/td><td>\$12\.00/,
      );
      await goPast(taxed, new Date(Date.parse(booking.startsAt) - 30 * 3_600_000));
      await taxed.post(`/v1/bookings/${booking.id}/cancel`, { reason: 'x' }, person.token);
      await taxed.untilBooking(person, booking.id, ({ payment }) => payment?.refundedAmount.amount === 6600);
      expect(await moneyOf(taxed, person, booking.id)).toMatchObject({
        refunded: 6600,
        tax: 600,
        fee: 1200,
        owed: 4800,
      });
      await quiet(taxed);
      await expectEqualBooks(taxed);
    } finally {
      await taxed.close();
    }
  });

  it('switched on without a registration keep the process from starting', async () => {
    const taxed = await Marketplace.start({ tax: true, worker: false });
    try {
      const check = taxed.api.get(TaxCheck, { strict: false });
      await expect(check.onApplicationBootstrap()).resolves.toBeUndefined();
      await control(taxed, 'tax', { percent: null });
      await expect(check.onApplicationBootstrap()).rejects.toThrow(/no active tax registration/);
    } finally {
      await taxed.close();
    }
  });
});

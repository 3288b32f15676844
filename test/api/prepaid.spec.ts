import { Marketplace, type Person, type TestMentor, until } from '../support/marketplace.ts';
import { expectEqualBooks, expectRebuildable, goPast, moneyOf, onboard, quiet, untilMoney } from '../support/money.ts';

/** Promo codes, credit and packages. */

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
interface Entitlement {
  id: string;
  state: string;
  sessionsLeft: number;
  valueLeft: { amount: number };
  refundable: { amount: number } | null;
  checkoutUrl: string | null;
}
let codes = 0;
async function promo(more: object): Promise<string> {
  const code = `CODE-${++codes}`;
  const made = await market.post('/v1/admin/promo-codes', { code, reason: 'A test campaign.', ...more }, admin.token);
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return code;
}
const credit = async (person: Person, currency = 'USD') =>
  (
    await market.get<{ balances: { amount: number; currency: string }[] }>('/v1/me/credit', person.token)
  ).body.balances.find((one) => one.currency === currency)?.amount ?? 0;
const grant = (person: Person, amount: number, currency = 'USD') =>
  market.post(`/v1/admin/accounts/${person.id}/credit`, { amount, currency, reason: 'goodwill' }, admin.token);
async function packageOf(mentor: TestMentor, sessions: number, amount: number): Promise<string> {
  const { body } = await market.post<{ id: string }>(
    '/v1/mentors/me/offerings',
    { kind: 'package', title: 'A package', durationMinutes: 60, sessions, price: { amount, currency: 'USD' } },
    mentor.token,
  );
  return body.id;
}
async function buy(person: Person, offeringId: string): Promise<Entitlement> {
  const { body } = await market.post<Entitlement>('/v1/packages', { offeringId }, person.token);
  await market.pay(body.checkoutUrl ?? '');
  return until(
    async () => (await market.get<Entitlement>(`/v1/packages/${body.id}`, person.token)).body,
    ({ state }) => state === 'active',
  );
}

describe('a promo code', () => {
  it('takes over a part of the price; the mentor’s share does not suffer, and both see who pays', async () => {
    const [person, mentor] = await both();
    const code = await promo({ kind: 'percent', value: 25 });
    const held = await market.book(person, mentor, await market.startIn(4), { promoCode: code.toLowerCase() });
    expect(held.body).toMatchObject({ state: 'held', price: { amount: 9000 }, discount: { amount: 3000 } });
    await market.pay(await market.checkoutUrl(person, held.body.id));
    await market.untilBooking(person, held.body.id, ({ state }) => state === 'confirmed');
    expect(await moneyOf(market, person, held.body.id)).toMatchObject({
      paid: 9000,
      platformPaid: 3000,
      fee: 2400,
      owed: 9600,
    });
    await market.post(`/v1/bookings/${held.body.id}/cancel`, { reason: 'x' }, person.token);
    const back = await market.untilBooking(
      person,
      held.body.id,
      ({ payment }) => payment?.refundedAmount.amount === 9000,
    );
    expect(back.cancellation?.refund.amount).toBe(9000);
    expect(await moneyOf(market, person, held.body.id)).toMatchObject({ platformPaid: 0, fee: 0, owed: 0 });
  });

  it('for all of the price needs no Stripe, and half of it is the mentor’s when cancelled late', async () => {
    const [person, mentor] = await both();
    const code = await promo({ kind: 'percent', value: 100 });
    const before = (await market.sandboxState()).charges.count;
    const booked = await market.book(person, mentor, await market.startIn(3, 12), { promoCode: code });
    expect(booked.body).toMatchObject({
      state: 'confirmed',
      price: { amount: 0 },
      payment: { method: 'balance', amount: { amount: 0 } },
    });
    await goPast(market, new Date(Date.parse(booked.body.startsAt) - 30 * 3_600_000));
    await market.post(`/v1/bookings/${booked.body.id}/cancel`, { reason: 'x' }, person.token);
    expect(await moneyOf(market, person, booked.body.id)).toMatchObject({
      paid: 0,
      platformPaid: 6000,
      fee: 1200,
      owed: 4800,
    });
    expect((await market.sandboxState()).charges.count).toBe(before);
  });

  it('with one use left and 50 people who want it: one discount, and it is free again when its hold lapses', async () => {
    const mentors = await Promise.all([1, 2, 3, 4, 5].map(() => market.mentor()));
    const people = await market.crowd(50);
    const code = await promo({ kind: 'amount', value: 1000, currency: 'USD', totalLimit: 1 });
    const startsAt = await market.startIn(5);
    const answers = await Promise.all(
      people.map((person, i) =>
        market.book(
          person,
          mentors[i % 5] as TestMentor,
          new Date(Date.parse(startsAt) + (Math.floor(i / 5) % 7) * 3_600_000).toISOString(),
          { promoCode: code },
        ),
      ),
    );
    const winners = answers.filter(({ status }) => status === 201);
    expect(winners).toHaveLength(1);
    expect(winners[0]?.body.price.amount).toBe(11000);
    for (const { status, body } of answers)
      if (status !== 201) expect(['promo_invalid', 'slot_taken', 'busy']).toContain(body.code);
    await market.advance(16 * 60);
    await until(
      () => market.sql<{ used_count: number }>('SELECT used_count FROM promo_codes WHERE code = $1', [code]),
      ([row]) => row?.used_count === 0,
    );
  });

  it('is refused with the reason: unknown, ended, not for this, too small, used already, less left than a card can be charged', async () => {
    const [person, mentor] = await both();
    const other = await market.mentor();
    const past = new Date((await market.now()).getTime() - 1000).toISOString();
    const refusal = async (promoCode: string) => {
      const { status, body } = await market.book<{ code: string; detail: string }>(
        person,
        mentor,
        await market.startIn(6),
        { promoCode },
      );
      return [status, body.code, body.detail];
    };
    expect(await refusal('NOTHING')).toEqual([422, 'promo_invalid', 'There is no such promo code.']);
    expect((await refusal(await promo({ kind: 'percent', value: 10, endsAt: past })))[2]).toMatch(/ended/);
    expect((await refusal(await promo({ kind: 'percent', value: 10, mentorId: other.mentorId })))[2]).toMatch(
      /another mentor/,
    );
    expect((await refusal(await promo({ kind: 'percent', value: 10, minimumPrice: 20000 })))[2]).toMatch(/below/);
    expect((await refusal(await promo({ kind: 'amount', value: 100, currency: 'EUR' })))[2]).toMatch(/EUR/);
    expect((await refusal(await promo({ kind: 'amount', value: 11970, currency: 'USD' })))[2]).toMatch(
      /less than a card/,
    );
    const once = await promo({ kind: 'percent', value: 10, perCandidateLimit: 1 });
    expect((await market.book(person, mentor, await market.startIn(7), { promoCode: once })).status).toBe(201);
    expect((await refusal(once))[2]).toMatch(/used this promo code already/);
    expect(
      (
        await market.post(
          '/v1/admin/promo-codes',
          { code: once, kind: 'percent', value: 5, reason: 'again' },
          admin.token,
        )
      ).status,
    ).toBe(409);
  });
});

describe('credit', () => {
  it('pays first, the card the rest; a refund goes to the card first, then back to credit', async () => {
    const [person, mentor] = await both();
    await grant(person, 5000);
    const held = await market.book(person, mentor, await market.startIn(4));
    await market.pay(await market.checkoutUrl(person, held.body.id));
    await market.untilBooking(person, held.body.id, ({ state }) => state === 'confirmed');
    expect((await market.sandboxState()).movements[held.body.id]).toMatchObject({ paid: 7000 });
    expect(await credit(person)).toBe(0);
    await market.post(`/v1/admin/bookings/${held.body.id}/refund`, { amount: 9000, reason: 'half' }, admin.token);
    await market.untilBooking(person, held.body.id, ({ payment }) => payment?.refundedAmount.amount === 9000);
    expect(await credit(person)).toBe(2000);
    expect((await market.sandboxState()).movements[held.body.id]).toMatchObject({ refunded: 7000 });
  });

  it('for all of it needs no card, and is not spent twice by two bookings at once', async () => {
    const [person, mentor] = await both();
    await grant(person, 12000);
    const [first, second] = [
      await market.book(person, mentor, await market.startIn(4)),
      await market.book(person, mentor, await market.startIn(5)),
    ];
    const pages = await Promise.all(
      [first, second].map(({ body }) =>
        market.post<{ checkoutUrl: string }>(`/v1/bookings/${body.id}/checkout`, {}, person.token),
      ),
    );
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    const states = await Promise.all(
      [first, second].map(async ({ body }) => (await market.booking(person, body.id)).state),
    );
    expect(states.sort()).toEqual(['confirmed', 'held']);
    expect(await credit(person)).toBe(0);
  });

  it('of 10 % is given when a mentor cancels late, on top of the refund', async () => {
    const [person, mentor] = await both();
    const booking = await market.bookAndPay(person, mentor, await market.startIn(1, 16));
    await market.post(`/v1/bookings/${booking.id}/cancel`, { reason: 'ill' }, mentor.token);
    expect(await credit(person)).toBe(1200);
  });
});

describe('a package', () => {
  it('is bought once, booked from without paying, and a session comes back when it is cancelled in time', async () => {
    const [person, mentor] = await both();
    const bought = await buy(person, await packageOf(mentor, 5, 50_001));
    expect(bought).toMatchObject({ sessionsLeft: 5, valueLeft: { amount: 50_001 }, refundable: { amount: 50_001 } });
    const first = await market.book(person, mentor, await market.startIn(6), { entitlementId: bought.id });
    expect(first.body).toMatchObject({
      state: 'confirmed',
      entitlementId: bought.id,
      price: { amount: 10_000 },
      payment: { method: 'balance' },
    });
    expect(await moneyOf(market, mentor, first.body.id)).toMatchObject({ paid: 10_000, fee: 2000, owed: 8000 });
    await market.post(`/v1/bookings/${first.body.id}/cancel`, { reason: 'x' }, person.token);
    const back = (await market.get<Entitlement>(`/v1/packages/${bought.id}`, person.token)).body;
    expect(back).toMatchObject({ sessionsLeft: 5, valueLeft: { amount: 50_001 } });
    const moved = await market.book(person, mentor, await market.startIn(7), { entitlementId: bought.id });
    const again = await market.post<{ state: string }>(
      `/v1/bookings/${moved.body.id}/reschedule`,
      { startsAt: await market.startIn(8) },
      person.token,
    );
    expect([again.status, again.body.state]).toEqual([200, 'confirmed']);
    expect((await market.get<Entitlement>(`/v1/packages/${bought.id}`, person.token)).body.sessionsLeft).toBe(4);
    expect((await market.get(`/v1/packages/${bought.id}`, mentor.token)).status).toBe(404);
    expect(
      (await market.book(await market.signUp(), mentor, await market.startIn(9), { entitlementId: bought.id })).status,
    ).toBe(404);
  });

  it('keeps a session missed by the candidate, gives half of one as credit when cancelled late, and pays the mentor for used ones', async () => {
    const [person, mentor] = await both();
    await onboard(market, mentor);
    const bought = await buy(person, await packageOf(mentor, 2, 20_000));
    const late = await market.book(person, mentor, await market.startIn(3, 16), { entitlementId: bought.id });
    await goPast(market, new Date(Date.parse(late.body.startsAt) - 30 * 3_600_000));
    await market.post(`/v1/bookings/${late.body.id}/cancel`, { reason: 'x' }, person.token);
    expect(await credit(person)).toBe(5000);
    expect((await market.get<Entitlement>(`/v1/packages/${bought.id}`, person.token)).body.sessionsLeft).toBe(1);
    const missed = await market.book(person, mentor, await market.startIn(3), { entitlementId: bought.id });
    await goPast(market, missed.body.endsAt, -0.5);
    const claim = await market.post<{ id: string }>(
      `/v1/bookings/${missed.body.id}/claims`,
      { absent: 'candidate' },
      mentor.token,
    );
    await market.post(`/v1/claims/${claim.body.id}/answer`, { admit: true }, person.token);
    expect((await market.get<Entitlement>(`/v1/packages/${bought.id}`, person.token)).body.sessionsLeft).toBe(0);
    await goPast(market, missed.body.endsAt, 72);
    await untilMoney(market, mentor, missed.body.id, ({ transferred }) => transferred === 8000);
  });

  it('gets a session back when the mentor was absent', async () => {
    const [person, mentor] = await both();
    const bought = await buy(person, await packageOf(mentor, 2, 20_000));
    const lost = await market.book(person, mentor, await market.startIn(3), { entitlementId: bought.id });
    await goPast(market, lost.body.endsAt, -0.5);
    const claim = await market.post<{ id: string }>(
      `/v1/bookings/${lost.body.id}/claims`,
      { absent: 'mentor' },
      person.token,
    );
    await market.post(`/v1/claims/${claim.body.id}/answer`, { admit: true }, mentor.token);
    await market.advance(12 * 3600 + 61);
    const left = await until(
      async () => (await market.get<Entitlement>(`/v1/packages/${bought.id}`, person.token)).body,
      ({ sessionsLeft }) => sessionsLeft === 2,
    );
    expect(left.valueLeft.amount).toBe(20_000);
    expect(await credit(person)).toBe(1000); // for the trouble
  });

  it('is given back within 30 days with the used sessions at the single price, which the mentor gets', async () => {
    const [person, mentor] = await both();
    await onboard(market, mentor);
    const bought = await buy(person, await packageOf(mentor, 5, 50_000));
    const used = await market.book(person, mentor, await market.startIn(2), { entitlementId: bought.id });
    await goPast(market, used.body.endsAt);
    const look = (await market.get<Entitlement>(`/v1/packages/${bought.id}`, person.token)).body;
    expect(look.refundable).toEqual({ amount: 38_000, currency: 'USD' });
    const returned = await market.post<Entitlement>(`/v1/packages/${bought.id}/refund`, {}, person.token);
    expect(returned.body).toMatchObject({ state: 'refunded', sessionsLeft: 0 });
    await until(
      async () => (await market.sandboxState()).movements[bought.id]?.refunded,
      (refunded) => refunded === 38_000,
    );
    await market.advance(31);
    await until(
      () =>
        market.sql<{ amount: number }>(
          `SELECT t.amount FROM transfers t WHERE t.transfer_group = $1 AND t.state = 'succeeded'`,
          [bought.id],
        ),
      ([transfer]) => transfer?.amount === 1600, // 80 % of the 2000 that a single session costs more
    );
    expect((await market.post(`/v1/packages/${bought.id}/refund`, {}, person.token)).status).toBe(422);
  });

  it('is not given back after 30 days, but stays usable and can be moved to another mentor', async () => {
    const [person, mentor] = await both();
    const other = await market.mentor({ price: 9000 });
    const bought = await buy(person, await packageOf(mentor, 3, 30_000));
    await market.advance(31 * 86_400);
    expect((await market.post<{ code: string }>(`/v1/packages/${bought.id}/refund`, {}, person.token)).body.code).toBe(
      'policy_violation',
    );
    const moved = await market.post<Entitlement>(
      `/v1/packages/${bought.id}/move`,
      { offeringId: other.offeringId },
      person.token,
    );
    expect(moved.body).toMatchObject({
      state: 'active',
      sessionsLeft: 3,
      valueLeft: { amount: 27_000 },
      refundable: null,
    });
    expect(await credit(person)).toBe(3000);
    const booked = await market.book(person, other, await market.startIn(4), { entitlementId: moved.body.id });
    expect(booked.body).toMatchObject({ state: 'confirmed', price: { amount: 9000 } });
  });

  it('needs to be bought before it is booked, and is used once by two clicks at once', async () => {
    const [person, mentor] = await both();
    const offeringId = await packageOf(mentor, 1, 10_000);
    const early = await market.book<{ code: string }>(person, { ...mentor, offeringId }, await market.startIn(4));
    expect([early.status, early.body.code]).toEqual([422, 'policy_violation']);
    const bought = await buy(person, offeringId);
    const two = await Promise.all(
      [await market.startIn(5), await market.startIn(6)].map((start) =>
        market.book(person, { ...mentor, offeringId }, start, { entitlementId: bought.id }),
      ),
    );
    expect(two.map(({ status }) => status).sort()).toEqual([201, 422]);
  });
});

it('all of it leaves the ledger equal to the sandbox, to the cent', async () => {
  await goPast(market, await market.now(), 2);
  await quiet(market);
  await expectEqualBooks(market);
  await expectRebuildable(market);
});

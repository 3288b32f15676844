import { Marketplace, type Person, type TestMentor, until } from '../support/marketplace.ts';
import {
  control,
  dashboard,
  expectEqualBooks,
  expectRebuildable,
  goPast,
  onboard,
  quiet,
  untilMoney,
} from '../support/money.ts';

/** Plans: subscriptions through Checkout, driven by the test clock, with the fair-plan rules. */

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start();
});
afterAll(() => market.close());
afterEach(() => market.faults({}));

const DAY = 86_400;
interface Period {
  id: string;
  state: string;
  sessions: number;
  sessionsLeft: number;
  price: { amount: number };
  startsAt: string;
  endsAt: string;
}
interface Plan {
  id: string;
  state: string;
  code?: string;
  trial: boolean;
  trialEndsAt: string | null;
  periodEndsAt: string | null;
  cancelAtPeriodEnd: boolean;
  pausedBy: string | null;
  checkoutUrl: string | null;
  price: { amount: number };
  periods: Period[];
  checkIns: { by: string; text: string }[];
}
const both = async (options: object = {}): Promise<[Person, TestMentor]> => [
  await market.signUp(),
  await market.mentor(options),
];
async function planOf(mentor: TestMentor, more: object = {}): Promise<string> {
  const { body } = await market.post<{ id: string }>(
    '/v1/mentors/me/offerings',
    {
      kind: 'plan',
      title: 'A plan',
      durationMinutes: 60,
      sessions: 4,
      price: { amount: 40_000, currency: 'USD' },
      ...more,
    },
    mentor.token,
  );
  return body.id;
}
const read = async (person: Person, id: string) => (await market.get<Plan>(`/v1/plans/${id}`, person.token)).body;
const untilPlan = (person: Person, id: string, done: (plan: Plan) => boolean) => until(() => read(person, id), done);
const act = (person: Person, id: string, what: string, body: object = {}) =>
  market.post<Plan>(`/v1/plans/${id}/${what}`, body, person.token);
async function subscribe(person: Person, offeringId: string, card = '4242424242424242'): Promise<Plan> {
  const started = await market.post<Plan>('/v1/plans', { offeringId }, person.token);
  if (started.status !== 201) throw new Error(JSON.stringify(started.body));
  await market.pay(started.body.checkoutUrl ?? '', card);
  return untilPlan(
    person,
    started.body.id,
    ({ state, periods }) => state !== 'checkout' && periods.some((one) => one.state === 'active'),
  );
}
const credit = async (person: Person) =>
  (await market.get<{ balances: { amount: number }[] }>('/v1/me/credit', person.token)).body.balances[0]?.amount ?? 0;
const subscriptionOf = async (planId: string) =>
  (await market.sql<{ id: string }>('SELECT stripe_subscription_id AS id FROM plans WHERE id = $1', [planId]))[0]?.id ??
  '';
/** How often the plan's card was charged, by the sandbox. */
const charged = async (planId: string): Promise<number> => {
  const list = await dashboard(market).invoices.list({ subscription: await subscriptionOf(planId), limit: 100 });
  return list.data.filter(({ status }) => status === 'paid').length;
};

describe('a plan', () => {
  it('is paid month by month; each month has its sessions, which need no payment, and the mentor’s share is theirs', async () => {
    const [person, mentor] = await both();
    await onboard(market, mentor);
    const offeringId = await planOf(mentor);
    const plan = await subscribe(person, offeringId);
    expect(plan).toMatchObject({
      state: 'active',
      trial: false,
      periods: [{ sessions: 4, sessionsLeft: 4, price: { amount: 40_000 } }],
    });
    const [month] = plan.periods;
    const booked = await market.book(person, { ...mentor, offeringId }, await market.startIn(3), {
      entitlementId: month?.id,
    });
    expect(booked.body).toMatchObject({ state: 'confirmed', price: { amount: 10_000 } });
    await goPast(market, booked.body.endsAt, 72);
    await untilMoney(market, mentor, booked.body.id, ({ transferred }) => transferred === 8000);
    const outside = await market.book<{ code: string }>(person, mentor, await market.startIn(40), {
      entitlementId: month?.id,
    });
    expect([outside.status, outside.body.code]).toEqual([422, 'policy_violation']);
    await goPast(market, month?.endsAt ?? '');
    const next = await untilPlan(
      person,
      plan.id,
      ({ periods }) => periods.filter(({ state }) => state === 'active').length === 1 && periods.length === 2,
    );
    expect(next.periods.map(({ state, sessionsLeft }) => [state, sessionsLeft])).toEqual([
      ['active', 4],
      ['ended', 0],
    ]);
    await market.advance(31);
    await until(
      () =>
        market.sql<{ amount: number }>(
          `SELECT amount FROM transfers WHERE transfer_group = $1 AND state = 'succeeded'`,
          [month?.id],
        ),
      ([transfer]) => transfer?.amount === 24_000, // three sessions were offered and not used
    );
  });

  it('is one per candidate and mentor, and someone else’s does not exist', async () => {
    const [person, mentor] = await both();
    const plan = await subscribe(person, await planOf(mentor));
    const again = await market.post<Plan>('/v1/plans', { offeringId: await planOf(mentor) }, person.token);
    expect([again.status, again.body.code]).toEqual([409, 'already_exists']);
    expect((await market.get(`/v1/plans/${plan.id}`, (await market.signUp()).token)).status).toBe(404);
    expect((await act(mentor, plan.id, 'cancel')).status).toBe(404);
  });

  it('waits for the mentor where they want an application first', async () => {
    const [person, mentor] = await both();
    const offeringId = await planOf(mentor, { requiresApproval: true });
    const applied = await market.post<Plan>('/v1/plans', { offeringId, text: 'Staff PM loop in May.' }, person.token);
    expect(applied.body).toMatchObject({ state: 'applied', checkoutUrl: null });
    expect((await act(person, applied.body.id, 'checkout')).status).toBe(409);
    expect((await act(mentor, applied.body.id, 'accept')).body.state).toBe('checkout');
    const { body: page } = await act(person, applied.body.id, 'checkout');
    expect((await act(person, applied.body.id, 'checkout')).body.checkoutUrl).toBe(page.checkoutUrl);
    await market.pay(page.checkoutUrl ?? '');
    await untilPlan(person, applied.body.id, ({ state }) => state === 'active');
    const mails = await market.untilMails(mentor.email, 1);
    expect(mails.map(({ text }) => text).join()).toMatch(/applies for your plan/);
  });

  it('has its trial once per mentor: a free week with a session, then it is paid', async () => {
    const [person, mentor] = await both();
    const offeringId = await planOf(mentor, { trial: true });
    const plan = await subscribe(person, offeringId);
    expect(plan).toMatchObject({ state: 'trialing', trial: true, periods: [{ sessions: 1, price: { amount: 0 } }] });
    expect(await charged(plan.id)).toBe(0);
    const booked = await market.book(person, mentor, await market.startIn(3), { entitlementId: plan.periods[0]?.id });
    expect(booked.body).toMatchObject({ state: 'confirmed', price: { amount: 0 } });
    await market.post(`/v1/bookings/${booked.body.id}/cancel`, { reason: 'x' }, person.token);
    expect((await read(person, plan.id)).periods[0]?.sessionsLeft).toBe(1);
    await goPast(market, plan.trialEndsAt ?? '');
    await untilPlan(
      person,
      plan.id,
      ({ state, periods }) => state === 'active' && periods[0]?.state === 'active' && periods.length === 2,
    );
    expect(await charged(plan.id)).toBe(1);
    await goPast(market, await market.now(), 49);
    await act(person, plan.id, 'cancel');
    await goPast(market, (await read(person, plan.id)).periodEndsAt ?? '');
    await untilPlan(person, plan.id, ({ state }) => state === 'cancelled');
    expect((await subscribe(person, offeringId)).trial).toBe(false);
  });

  it('has a trial that extends itself while the mentor has no usable time, and that the mentor may extend', async () => {
    const [person, mentor] = await both();
    const plan = await subscribe(person, await planOf(mentor, { trial: true }));
    const longer = await act(mentor, plan.id, 'extend-trial', { days: 2 });
    expect(Date.parse(longer.body.trialEndsAt ?? '') - Date.parse(plan.trialEndsAt ?? '')).toBe(2 * DAY * 1000);
    const [blocked, blockedMentor] = await both({
      schedule: { weeklyHours: { monday: [{ start: '09:00', end: '11:00' }] } },
    });
    const now = await market.now();
    const date = (days: number) => new Date(now.getTime() + days * DAY * 1000).toISOString().slice(0, 10);
    await market.post('/v1/mentors/me/time-off', { from: date(0), to: date(20) }, blockedMentor.token);
    const stuck = await subscribe(blocked, await planOf(blockedMentor, { trial: true }));
    await goPast(market, new Date(Date.parse(stuck.trialEndsAt ?? '') - 2 * 3_600_000));
    const extended = await untilPlan(
      blocked,
      stuck.id,
      ({ trialEndsAt }) => Date.parse(trialEndsAt ?? '') > Date.parse(stuck.trialEndsAt ?? ''),
    );
    expect(extended.state).toBe('trialing');
  });

  it('takes a promo code for its first month; the platform bears it, the month is worth its price', async () => {
    const [person, mentor, admin] = [...(await both()), await market.admin()];
    const offeringId = await planOf(mentor);
    await market.post(
      '/v1/admin/promo-codes',
      { code: 'FIRST-MONTH', kind: 'percent', value: 25, reason: 'A campaign.' },
      admin.token,
    );
    const started = await market.post<Plan & { discount: { amount: number } }>(
      '/v1/plans',
      { offeringId, promoCode: 'first-month' },
      person.token,
    );
    expect(started.body.discount.amount).toBe(10_000);
    await market.pay(started.body.checkoutUrl ?? '');
    const plan = await untilPlan(person, started.body.id, ({ periods }) => periods[0]?.state === 'active');
    expect(plan.periods[0]?.price.amount).toBe(40_000);
    expect(
      (
        await market.sql<{ amount: number }>('SELECT amount FROM payments WHERE subject_id = $1', [plan.periods[0]?.id])
      )[0]?.amount,
    ).toBe(30_000);
    await goPast(market, plan.periodEndsAt ?? '');
    const next = await untilPlan(
      person,
      plan.id,
      ({ periods }) => periods.length === 2 && periods[0]?.state === 'active',
    );
    expect(
      (
        await market.sql<{ amount: number }>('SELECT amount FROM payments WHERE subject_id = $1', [next.periods[0]?.id])
      )[0]?.amount,
    ).toBe(40_000);
  });

  it('is paused and resumed: no money is taken meanwhile', async () => {
    const [person, mentor] = await both();
    const plan = await subscribe(person, await planOf(mentor));
    const before = await charged(plan.id);
    expect((await act(person, plan.id, 'pause')).body).toMatchObject({ state: 'paused', pausedBy: 'candidate' });
    await goPast(market, plan.periodEndsAt ?? '');
    await quiet(market);
    expect(await charged(plan.id)).toBe(before);
    expect((await act(person, plan.id, 'resume')).body.state).toBe('active');
    await goPast(market, (await read(person, plan.id)).periodEndsAt ?? '');
    await untilPlan(person, plan.id, ({ periods }) => periods.some(({ state }) => state === 'active'));
    expect(await charged(plan.id)).toBe(before + 1);
  });

  it('is cancelled with its month, or within 48 hours of paying at once with the money back when nothing was used', async () => {
    const [person, mentor] = await both();
    const plan = await subscribe(person, await planOf(mentor));
    await market.advance(47 * 3600);
    expect((await act(person, plan.id, 'cancel')).body.state).toBe('cancelled');
    const [payment] = await market.sql<{ id: string }>(
      'SELECT stripe_payment_intent_id AS id FROM payments WHERE subject_id = $1',
      [plan.periods[0]?.id],
    );
    await until(
      () =>
        market.sql<{ amount: number }>(
          `SELECT r.amount FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.stripe_payment_intent_id = $1 AND r.state = 'succeeded'`,
          [payment?.id],
        ),
      ([refund]) => refund?.amount === 40_000,
    );
    const [second, other] = await both();
    const late = await subscribe(second, await planOf(other));
    await market.advance(49 * 3600);
    expect((await act(second, late.id, 'cancel')).body).toMatchObject({ state: 'active', cancelAtPeriodEnd: true });
    await goPast(market, late.periodEndsAt ?? '');
    await untilPlan(second, late.id, ({ state }) => state === 'cancelled');
  });

  it('whose card fails is past due, the candidate is told, and recovers when the card is good again', async () => {
    const [person, mentor] = await both();
    const plan = await subscribe(person, await planOf(mentor), '4000000000000341');
    await goPast(market, plan.periodEndsAt ?? '');
    await untilPlan(person, plan.id, ({ state }) => state === 'past_due');
    const mails = await until(
      () => market.mails(person.email),
      (all) => all.some(({ text }) => /could not be paid/.test(text)),
    );
    expect(mails.length).toBeGreaterThan(0);
    await control(market, `subscriptions/${await subscriptionOf(plan.id)}/card`, { card_number: '4242424242424242' });
    await market.advance(2 * DAY + 60);
    await untilPlan(
      person,
      plan.id,
      ({ state, periods }) => state === 'active' && periods[0]?.state === 'active' && periods.length === 2,
    );
  });

  it('gives credit by itself when the mentor offered under three quarters of what was promised', async () => {
    const now = await market.now();
    const date = (days: number) => new Date(now.getTime() + days * DAY * 1000).toISOString().slice(0, 10);
    const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' })
      .format(new Date(`${date(2)}T12:00:00Z`))
      .toLowerCase();
    const [person, mentor] = await both({
      schedule: { weeklyHours: { [weekday]: [{ start: '09:00', end: '11:00' }] } },
    });
    await market.post('/v1/mentors/me/time-off', { from: date(7), to: date(40) }, mentor.token); // two hours of the month are left
    const plan = await subscribe(person, await planOf(mentor));
    await market.advance(3700);
    await goPast(market, plan.periodEndsAt ?? '');
    await untilPlan(person, plan.id, ({ periods }) => periods.some(({ state }) => state === 'ended'));
    expect(await credit(person)).toBe(20_000); // two of four sessions could not be had
  });

  it('is paused when the mentor has not answered for seven days, and goes on when they do', async () => {
    const [person, mentor] = await both();
    const plan = await subscribe(person, await planOf(mentor));
    await act(person, plan.id, 'check-ins', { text: 'Which topic next?' });
    await market.advance(7 * DAY + 60);
    await untilPlan(person, plan.id, ({ state, pausedBy }) => state === 'paused' && pausedBy === 'unanswered');
    const answered = await act(mentor, plan.id, 'check-ins', { text: 'Metrics.' });
    expect(answered.body).toMatchObject({ state: 'active', pausedBy: null });
    expect(answered.body.checkIns.map(({ by }) => by)).toEqual(['mentor', 'candidate']);
  });

  it('whose price changes is paid at the new one from the next month on, without proration', async () => {
    const [person, mentor] = await both();
    const offeringId = await planOf(mentor);
    const plan = await subscribe(person, offeringId);
    const before = await charged(plan.id);
    await market.call('PATCH', `/v1/mentors/me/offerings/${offeringId}`, {
      token: mentor.token,
      body: { price: { amount: 50_000, currency: 'USD' } },
    });
    await market.advance(3700);
    await untilPlan(person, plan.id, ({ price }) => price.amount === 50_000);
    expect(await charged(plan.id)).toBe(before);
    await goPast(market, plan.periodEndsAt ?? '');
    const next = await untilPlan(
      person,
      plan.id,
      ({ periods }) => periods.length === 2 && periods[0]?.state === 'active',
    );
    expect(next.periods.map(({ price }) => price.amount)).toEqual([50_000, 40_000]);
  });

  it('survives lost webhooks and a Stripe in trouble: the sweep finds every month, once', async () => {
    await market.faults({ seed: 4, dropWebhooks: true, failRate: 0.2 });
    const [person, mentor] = await both();
    const offeringId = await planOf(mentor);
    const started = await until(
      () => market.post<Plan>('/v1/plans', { offeringId }, person.token),
      ({ status }) => status !== 502,
    );
    const id = started.body.id ?? (await market.get<{ data: Plan[] }>('/v1/plans', person.token)).body.data[0]?.id;
    const page = await until(
      () => act(person, id, 'checkout'),
      ({ status }) => status === 200,
    );
    await market.pay(page.body.checkoutUrl ?? '');
    for (let i = 0; i < 4; i++) await market.advance(400);
    const plan = await untilPlan(person, id, ({ state }) => state === 'active');
    await goPast(market, plan.periodEndsAt ?? '');
    for (let i = 0; i < 4; i++) await market.advance(400);
    await market.faults({});
    await market.advance(400);
    const end = await untilPlan(person, id, ({ periods }) => periods.length === 2 && periods[0]?.state === 'active');
    expect(end.periods).toHaveLength(2);
  }, 60_000);

  it('refund cases are opened about a month, too', async () => {
    const [person, mentor] = await both();
    const plan = await subscribe(person, await planOf(mentor));
    const opened = await market.post<{ id: string; periodId: string }>(
      '/v1/refund-cases',
      { periodId: plan.periods[0]?.id, reason: 'not_delivered', text: 'No time was offered.' },
      person.token,
    );
    expect([opened.status, opened.body.periodId]).toEqual([201, plan.periods[0]?.id]);
    const answered = await market.post<{ state: string; refund: { amount: number } }>(
      `/v1/refund-cases/${opened.body.id}/answer`,
      { agree: true, text: 'Sorry.' },
      mentor.token,
    );
    expect(answered.body).toMatchObject({ state: 'agreed', refund: { amount: 40_000 } });
    await untilPlan(person, plan.id, ({ periods }) => periods[0]?.state === 'refunded');
  });

  it('leaves the ledger equal to the sandbox, to the cent', async () => {
    await quiet(market);
    await expectEqualBooks(market);
    await expectRebuildable(market);
  });
});

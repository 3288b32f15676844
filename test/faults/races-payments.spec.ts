import { Marketplace, type Person, type TestMentor, until } from '../support/marketplace.ts';
import { control, dashboard, expectEqualBooks, expectRebuildable, goPast, moneyOf, quiet } from '../support/money.ts';

/** The races between paying people, our processes and Stripe: R2-R11 and R20-R24 of the list in docs/money.md. R1: payments.spec.ts. */

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start();
});
afterAll(() => market.close());
afterEach(() => market.faults({}));

const both = async (): Promise<[Person, TestMentor]> => [await market.signUp(), await market.mentor()];
const webhooksOff = () => market.faults({ dropWebhooks: true });
const one = async <T>(sql: string, values: unknown[]): Promise<T> =>
  (await market.sql<{ value: T }>(sql, values))[0]?.value as T;
const refundsOf = (bookingId: string) =>
  market.sql<{ id: string; amount: number; state: string }>(
    `SELECT r.id, r.amount, r.state FROM refunds r JOIN payment_allocations a ON a.id = r.allocation_id WHERE a.subject_id = $1 ORDER BY r.id`,
    [bookingId],
  );
async function held(days = 5) {
  const [person, mentor] = await both();
  const { body } = await market.book(person, mentor, await market.startIn(days));
  return { person, mentor, id: body.id, startsAt: body.startsAt, url: await market.checkoutUrl(person, body.id) };
}
const sameEventAgain = async (type: string, times: number): Promise<void> => {
  const [event] = await market.sql<{ payload: object }>(
    'SELECT payload FROM stripe_events WHERE type = $1 ORDER BY received_at DESC LIMIT 1',
    [type],
  );
  const payload = JSON.stringify(event?.payload);
  const signature = dashboard(market).webhooks.generateTestHeaderString({
    payload,
    secret: market.config.stripe.webhookSecret,
  });
  for (let i = 0; i < times; i++)
    expect(
      (await market.call('POST', '/v1/webhooks/stripe', { body: payload, headers: { 'stripe-signature': signature } }))
        .status,
    ).toBe(200);
};

describe('races of payments', () => {
  it('R2 a webhook before our own answer is stored finds the payment by our id, first, last and at once', async () => {
    for (let round = 0; round < 6; round++) {
      const { person, id, url } = await held(5 + round);
      if (round % 3 === 0)
        await market.sql('UPDATE payments SET stripe_session_id = NULL, checkout_url = NULL WHERE subject_id = $1', [
          id,
        ]);
      const again = round % 3 === 1 ? market.post(`/v1/bookings/${id}/checkout`, {}, person.token) : null;
      await market.pay(url);
      await again;
      await market.untilBooking(person, id, ({ state }) => state === 'confirmed');
      expect(await one('SELECT count(*)::int AS value FROM payments WHERE subject_id = $1', [id])).toBe(1);
    }
  });

  it('R3 the same event five times has the effect of one', async () => {
    const { person, id, url } = await held();
    await market.pay(url);
    await market.untilBooking(person, id, ({ state }) => state === 'confirmed');
    await sameEventAgain('checkout.session.completed', 5);
    await quiet(market);
    expect(
      await one(`SELECT count(*)::int AS value FROM ledger_entries WHERE subject_id = $1 AND kind = 'payment'`, [id]),
    ).toBe(1);
    expect(await market.untilMails(person.email, 1)).toHaveLength(1);
  });

  it('R4 events out of order change nothing: each only says "look again"', async () => {
    await market.faults({ seed: 3, shuffleWebhooks: true, delayWebhooksMs: 50 });
    const { person, id, url } = await held();
    await market.pay(url);
    await market.untilBooking(person, id, ({ state }) => state === 'confirmed');
    await market.post(`/v1/bookings/${id}/cancel`, { reason: 'x' }, person.token);
    await market.untilBooking(person, id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    await sameEventAgain('charge.succeeded', 1);
    await quiet(market);
    expect(await market.booking(person, id)).toMatchObject({
      state: 'cancelled',
      payment: { refundedAmount: { amount: 12000 } },
    });
  });

  it('R5 a lost webhook is found by polling, and counted', async () => {
    await webhooksOff();
    const { person, id, url } = await held();
    await market.pay(url);
    await market.advance(61);
    await market.untilBooking(person, id, ({ state }) => state === 'confirmed');
  });

  it('R5 a refund made in the dashboard whose webhook is lost is found by the daily comparison, and booked', async () => {
    const { person, id, url } = await held(8);
    await market.pay(url);
    await market.untilBooking(person, id, ({ state }) => state === 'confirmed');
    await quiet(market);
    await webhooksOff();
    const intent = await one<string>('SELECT stripe_payment_intent_id AS value FROM payments WHERE subject_id = $1', [
      id,
    ]);
    await dashboard(market).refunds.create({ payment_intent: intent, amount: 2500 });
    await market.advance(2 * 86_400);
    expect((await market.booking(person, id)).payment?.refundedAmount.amount).toBe(2500);
    const [latest] = await market.sql<{ differences: unknown[] }>(
      'SELECT differences FROM ledger_comparisons ORDER BY until DESC LIMIT 1',
    );
    expect(latest?.differences).toEqual([]);
  });

  it('R6 the handler dies after storing an event: Stripe sends it again, the work is done once', async () => {
    await market.stopWorker();
    const { person, id, url } = await held();
    await market.pay(url);
    await until(
      () =>
        market.sql(`SELECT id FROM stripe_events WHERE type = 'checkout.session.completed' AND processed_at IS NULL`),
      (events) => events.length > 0,
    );
    await sameEventAgain('checkout.session.completed', 2);
    await market.startWorker();
    await market.untilBooking(person, id, ({ state }) => state === 'confirmed');
    await quiet(market);
    expect(
      await one(`SELECT count(*)::int AS value FROM ledger_entries WHERE subject_id = $1 AND kind = 'payment'`, [id]),
    ).toBe(1);
  });

  it('R7 an answer cut, or a 500 kept under our key: one refund in the end', async () => {
    const { person, id, url } = await held();
    await market.pay(url);
    await market.untilBooking(person, id, ({ state }) => state === 'confirmed');
    await market.faults({ seed: 8, failRate: 0.6, kinds: ['dropAnswer', 'cutBody', 'error500'] });
    await market.post(`/v1/bookings/${id}/cancel`, { reason: 'x' }, person.token);
    await market.untilBooking(person, id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    await market.faults({});
    expect((await market.sandboxState()).movements[id]).toMatchObject({ refunded: 12000 });
    expect(await refundsOf(id)).toHaveLength(1);
  });

  it('R8 a key Stripe has forgotten: what was made is found before it is made again', async () => {
    const { person, id, url } = await held();
    await market.pay(url);
    await market.untilBooking(person, id, ({ state }) => state === 'confirmed');
    await market.faults({ failRate: 1, kinds: ['dropAnswer'], dropWebhooks: true });
    await market.post(`/v1/bookings/${id}/cancel`, { reason: 'x' }, person.token);
    await until(
      async () => (await market.sandboxState()).movements[id]?.refunded,
      (refunded) => refunded === 12000,
    );
    await market.stopWorker();
    await market.faults({ dropWebhooks: true });
    await control(market, 'forget-keys');
    await market.sql(`UPDATE refunds SET tries = 1 WHERE state = 'requested'`);
    await market.startWorker();
    await market.advance(600);
    await market.untilBooking(person, id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    expect((await market.sandboxState()).movements[id]?.refunded).toBe(12000);
  });

  it('R9 a key used with other parameters stops us, and alarms', async () => {
    const [{ person, id, url }, other] = [await held(), await held(6)];
    for (const paid of [{ person, id, url }, other]) {
      await market.pay(paid.url);
      await market.untilBooking(paid.person, paid.id, ({ state }) => state === 'confirmed');
    }
    await market.stopWorker();
    await market.post(`/v1/bookings/${id}/cancel`, { reason: 'x' }, person.token);
    const [refund] = await refundsOf(id);
    const foreign = await one<string>('SELECT stripe_payment_intent_id AS value FROM payments WHERE subject_id = $1', [
      other.id,
    ]);
    await dashboard(market).refunds.create(
      { payment_intent: foreign, amount: 1 },
      { idempotencyKey: `refund:${refund?.id}:1:12000` },
    );
    await market.startWorker();
    await until(
      () => one<number>(`SELECT max(retry_count)::int AS value FROM jobs.job WHERE name = 'payments.refund'`, []),
      (tries) => tries > 0,
    );
    expect((await market.sandboxState()).movements[id]?.refunded).toBe(0);
    await control(market, 'forget-keys'); // somebody has looked: the next try goes through
    await market.untilBooking(person, id, ({ payment }) => payment?.refundedAmount.amount === 12000);
  }, 40_000);

  it('R10 two tabs pay: one page, one charge', async () => {
    const [person, mentor] = await both();
    const { body } = await market.book(person, mentor, await market.startIn(5));
    const pages = await Promise.all([1, 2, 3].map(() => market.checkoutUrl(person, body.id)));
    expect(new Set(pages).size).toBe(1);
    await Promise.all(pages.map((page) => market.pay(page)));
    await market.untilBooking(person, body.id, ({ state }) => state === 'confirmed');
    expect((await market.sandboxState()).movements[body.id]).toMatchObject({ paid: 12000, refunded: 0 });
    expect((await market.post(`/v1/bookings/${body.id}/checkout`, {}, person.token)).status).toBe(409);
  });

  it('R11 cancelled while paying: by the policy of a paid booking, never cancelled with the money kept', async () => {
    await webhooksOff();
    const { person, id, url } = await held();
    await market.pay(url);
    const cancelled = await market.post<{ state: string }>(`/v1/bookings/${id}/cancel`, { reason: 'x' }, person.token);
    expect([cancelled.status, cancelled.body.state]).toEqual([200, 'cancelled']);
    await market.untilBooking(person, id, ({ payment }) => payment?.refundedAmount.amount === 12000);
  });

  it('R20 moved while webhooks arrive: booking and payment stay one, the mentor’s share follows the new end', async () => {
    const { person, id, url } = await held();
    await market.pay(url);
    await market.untilBooking(person, id, ({ state }) => state === 'confirmed');
    const [moved] = await Promise.all([
      market.post<{ endsAt: string }>(
        `/v1/bookings/${id}/reschedule`,
        { startsAt: await market.startIn(8, 14) },
        person.token,
      ),
      sameEventAgain('checkout.session.completed', 3),
    ]);
    expect(moved.status).toBe(200);
    await quiet(market);
    const due = await one<Date>(
      'SELECT s.due_at AS value FROM settlements s JOIN payment_allocations a ON a.id = s.allocation_id WHERE a.subject_id = $1',
      [id],
    );
    expect(due.getTime() - new Date(moved.body.endsAt).getTime()).toBe(72 * 3_600_000);
    expect(await moneyOf(market, person, id)).toMatchObject({ paid: 12000, owed: 9600 });
  });

  it('R21 an authorization that lapses before it could be captured: the request ends, both are told, nothing was taken', async () => {
    const person = await market.signUp();
    const mentor = await market.mentor();
    const { body: offering } = await market.post<{ id: string }>(
      '/v1/mentors/me/offerings',
      {
        kind: 'session',
        title: 'On request',
        durationMinutes: 60,
        price: { amount: 12000, currency: 'USD' },
        requiresApproval: true,
      },
      mentor.token,
    );
    const { body } = await market.book(person, { ...mentor, offeringId: offering.id }, await market.startIn(12));
    await market.pay(await market.checkoutUrl(person, body.id));
    await market.untilBooking(person, body.id, ({ state }) => state === 'awaiting_mentor');
    await market.faults({ failRate: 1, kinds: ['dropRequest'] });
    await market.post(`/v1/bookings/${body.id}/accept`, {}, mentor.token);
    await market.advance(7.5 * 86_400);
    await new Promise((done) => setTimeout(done, 700)); // the sandbox's own clock lets the authorization lapse
    await market.faults({});
    await market.advance(86_400);
    await market.untilBooking(person, body.id, ({ state }) => state === 'declined');
    const mails = await until(
      () => market.mails(mentor.email),
      (all) => all.length >= 2,
    );
    expect(mails.map(({ text }) => text).join()).toMatch(/authorization/);
    expect((await market.sandboxState()).movements[body.id]?.paid).toBe(0);
  });

  it.each([
    ['R22 a method that takes days: the time is kept until the money arrives', true],
    ['R22 a method that takes days and fails: the time is free again, the candidate is told', false],
  ])('%s', async (_, succeeds) => {
    const { person, id, url } = await held(10);
    await market.pay(url, '', { method: 'delayed' });
    await market.advance(2 * 3600);
    expect((await market.booking(person, id)).state).toBe('held');
    await control(market, `sessions/${url.split('/').at(-1)}/settle`, { succeeds });
    await market.untilBooking(person, id, ({ state }) => state === (succeeds ? 'confirmed' : 'expired'));
    const mails = await market.untilMails(person.email, 1);
    expect(mails[0]?.subject).toMatch(succeeds ? /^Confirmed/ : /^Not paid/);
  });

  it('R23 an event of another object, mode or account is stored, answered and never applied', async () => {
    const { id } = await held();
    const payload = (more: object) =>
      JSON.stringify({
        id: `evt_${Math.random()}`,
        object: 'event',
        type: 'checkout.session.completed',
        livemode: false,
        ...more,
      });
    const session = await one<string>('SELECT stripe_session_id AS value FROM payments WHERE subject_id = $1', [id]);
    for (const event of [
      payload({ data: { object: { id: 'cs_other', object: 'checkout.session', metadata: { payment: 'nonsense' } } } }),
      payload({
        livemode: true,
        data: { object: { id: session, object: 'checkout.session', payment_status: 'paid' } },
      }),
      payload({
        data: { object: { id: session, object: 'checkout.session', status: 'complete', payment_status: 'paid' } },
      }),
    ]) {
      const signature = dashboard(market).webhooks.generateTestHeaderString({
        payload: event,
        secret: market.config.stripe.webhookSecret,
      });
      expect(
        (await market.call('POST', '/v1/webhooks/stripe', { body: event, headers: { 'stripe-signature': signature } }))
          .status,
      ).toBe(200);
    }
    await until(
      () => one<number>('SELECT count(*)::int AS value FROM stripe_events WHERE processed_at IS NULL', []),
      (open) => open === 0,
    );
    expect(await one('SELECT state AS value FROM payments WHERE subject_id = $1', [id])).toBe('pending');
  }, 60_000);

  it('R24 a process whose clock is ten minutes ahead moves no deadline', async () => {
    const { person, mentor } = await held();
    const real = Date.now;
    try {
      Date.now = () => real() + 600_000;
      await new Promise((done) => setTimeout(done, 600)); // every process looks at the database's clock anew
      const { body } = await market.book(person, mentor, await market.startIn(9));
      const [row] = await market.sql<{ minutes: number }>(
        `SELECT extract(epoch FROM hold_expires_at - (clock_timestamp() + (SELECT offset_ms FROM test_clock WHERE id = 1) * interval '1 millisecond'))::float8 / 60 AS minutes FROM bookings WHERE id = $1`,
        [body.id],
      );
      expect(row?.minutes).toBeGreaterThan(14.5);
      expect(row?.minutes).toBeLessThan(15.5);
    } finally {
      Date.now = real;
    }
    await new Promise((done) => setTimeout(done, 600));
  });

  it('and after all of them the ledger equals the sandbox to the cent', async () => {
    await goPast(market, await market.now(), 2); // what nobody has paid for lapses
    await quiet(market);
    await expectEqualBooks(market);
    await expectRebuildable(market);
  }, 60_000);
});

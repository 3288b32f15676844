import Stripe from 'stripe';
import { type BookingBody, Marketplace, type Person, type TestMentor, until } from '../support/marketplace.ts';

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start();
});
afterEach(() => market.faults({}));
afterAll(() => market.close());

async function held(
  hour = 10,
): Promise<{ person: Person; mentor: TestMentor; id: string; url: string; startsAt: string }> {
  const [person, mentor, startsAt] = [await market.signUp(), await market.mentor(), await market.startIn(5, hour)];
  const { body } = await market.book(person, mentor, startsAt);
  return { person, mentor, id: body.id, url: await market.checkoutUrl(person, body.id), startsAt };
}

const count = async (sql: string, ...values: unknown[]): Promise<number> =>
  Number((await market.sql<{ count: number }>(sql, values))[0]?.count);

describe('webhooks', () => {
  it('five times each and shuffled have the effect of one', async () => {
    await market.faults({ seed: 3, duplicateWebhooks: 5, shuffleWebhooks: true });
    const { person, id, url } = await held();
    await market.pay(url);
    await market.untilBooking(person, id, ({ state }) => state === 'confirmed');
    await market.post(`/v1/bookings/${id}/cancel`, { reason: 'changed' }, person.token);
    await market.untilBooking(person, id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    await until(
      () =>
        count(
          `SELECT count(*) FROM stripe_events WHERE payload::text LIKE '%' || $1 || '%' AND processed_at IS NULL`,
          id,
        ),
      (open) => open === 0,
    );
    const effects = await market.sql(`SELECT kind FROM ledger_entries WHERE subject_id = $1 ORDER BY at, id`, [id]);
    expect(effects.map(({ kind }) => kind as string)).toEqual(['payment', 'stripe_fee', 'refund']);
    const mails = await market.untilMails(person.email, 3);
    expect(mails).toHaveLength(3);
    expect(await market.ledgerProblems()).toEqual([]);
  });

  it('that arrive after the hold ended find the booking confirmed: Stripe is asked before the time is freed', async () => {
    await market.faults({ delayWebhooksMs: 600_000 });
    const { person, id, url } = await held();
    await market.pay(url);
    expect((await market.booking(person, id)).state).toBe('held');
    await market.advance(15 * 60 + 1);
    expect((await market.booking(person, id)).state).toBe('confirmed');
  });

  it('that never arrive are made up for by polling, and by an admin who asks', async () => {
    await market.faults({ dropWebhooks: true });
    const [first, second] = [await held(), await held()];
    await market.pay(first.url);
    await market.advance(61);
    expect((await market.booking(first.person, first.id)).state).toBe('confirmed');
    await market.pay(second.url);
    const admin = await market.admin();
    const { body } = await market.post<{ moved: number }>('/v1/admin/reconcile', {}, admin.token);
    expect(body.moved).toBeGreaterThanOrEqual(1);
    expect((await market.booking(second.person, second.id)).state).toBe('confirmed');
  });

  it('are refused with a wrong signature or an old timestamp, and stored but not applied when not ours', async () => {
    const signer = new Stripe('sk_test_x').webhooks;
    const event = (more: object) =>
      JSON.stringify({
        id: `evt_${Math.random()}`,
        object: 'event',
        type: 'payment_intent.succeeded',
        livemode: false,
        data: { object: { id: 'pi_other', object: 'payment_intent', metadata: {} } },
        ...more,
      });
    const send = (payload: string, signature: string) =>
      market.call('POST', '/v1/webhooks/stripe', { body: payload, headers: { 'stripe-signature': signature } });
    const sign = (payload: string, more: object = {}) =>
      signer.generateTestHeaderString({ payload, secret: market.config.stripe.webhookSecret, ...more });
    const payload = event({});
    expect((await send(payload, sign(payload, { secret: 'whsec_wrong' }))).status).toBe(400);
    expect((await send(payload, sign(payload, { timestamp: Math.floor(Date.now() / 1000) - 4000 }))).status).toBe(400);
    expect((await send(payload, 'nonsense')).status).toBe(400);
    expect((await market.call('POST', '/v1/webhooks/stripe', { body: payload })).status).toBe(400);
    for (const one of [payload, event({ type: 'unheard.of', data: { object: {} } }), event({ livemode: true })])
      expect((await send(one, sign(one))).status).toBe(200);
    expect((await send(payload, sign(payload))).status).toBe(200);
    await until(
      () => count(`SELECT count(*) FROM stripe_events WHERE processed_at IS NULL`),
      (open) => open === 0,
    );
    const outcomes = await market.sql(
      `SELECT outcome FROM stripe_events WHERE object_id = 'pi_other' OR type = 'unheard.of' ORDER BY outcome`,
    );
    expect(outcomes.map(({ outcome }) => outcome as string)).toEqual(['not ours', 'not ours', 'other mode']);
  });

  it('before our own answer is stored find the payment by our id in its metadata', async () => {
    const { person, id, url } = await held();
    await market.sql('UPDATE payments SET stripe_session_id = NULL, checkout_url = NULL WHERE subject_id = $1', [id]);
    await market.pay(url);
    await market.untilBooking(person, id, ({ state }) => state === 'confirmed');
  });
});

describe('R1 paid, but the hold was gone', () => {
  /** Stripe is silent while the hold ends, so the time is freed after the grace of five minutes with its page still open. */
  async function freedWithOpenPage() {
    const one = await held();
    await market.faults({ failRate: 1, kinds: ['dropRequest'] });
    await market.advance(15 * 60 + 1);
    expect((await market.booking(one.person, one.id)).state).toBe('held');
    await market.advance(5 * 60 + 31);
    await market.untilBooking(one.person, one.id, ({ state }) => state === 'expired');
    await market.faults({});
    return one;
  }

  it('the time is taken again when it is still free', async () => {
    const { person, id, url } = await freedWithOpenPage();
    expect((await market.pay(url)).status).toBe(303);
    const confirmed = await market.untilBooking(person, id, ({ state }) => state === 'confirmed');
    expect(confirmed.history.map(({ to }) => to)).toEqual(['held', 'expired', 'confirmed']);
    expect(await market.ledgerProblems()).toEqual([]);
  });

  it('otherwise everything is refunded at once and the three nearest free times are offered', async () => {
    const { person, mentor, id, url, startsAt } = await freedWithOpenPage();
    expect((await market.book(await market.signUp(), mentor, startsAt)).status).toBe(201);
    await market.pay(url);
    const refunded = await market.untilBooking(person, id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    expect(refunded.state).toBe('expired');
    const mails = await market.untilMails(person.email, 2);
    expect(mails.map(({ text }) => text).join()).toMatch(
      /came after the hold had ended[^]*Free times near it:[^]*•[^]*•[^]*•/,
    );
    expect(await market.ledgerProblems()).toEqual([]);
    const state = await market.sandboxState();
    expect(state.movements[id]).toMatchObject({ paid: 12000, refunded: 12000, currency: 'USD' });
  });
});

describe('Stripe in trouble', () => {
  it('down at checkout: 502, the hold stays, a retry works', async () => {
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const booking = await market.book(person, mentor, await market.startIn(5));
    for (const kind of ['dropRequest', 'html502', 'jsonWithoutError']) {
      await market.faults({ failRate: 1, kinds: [kind] });
      const refused = await market.post<BookingBody>(`/v1/bookings/${booking.body.id}/checkout`, {}, person.token);
      expect([kind, refused.status, refused.body.code]).toEqual([kind, 502, 'payment_provider_error']);
    }
    await market.faults({});
    expect((await market.booking(person, booking.body.id)).state).toBe('held');
    await market.pay(await market.checkoutUrl(person, booking.body.id));
    await market.untilBooking(person, booking.body.id, ({ state }) => state === 'confirmed');
  });

  it('an answer lost between its effect and our commit makes no second payment page', async () => {
    const before = (await market.sandboxState()).sessions.open ?? 0;
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const booking = await market.book(person, mentor, await market.startIn(5));
    for (const kind of ['dropAnswer', 'cutBody']) {
      await market.faults({ failRate: 1, kinds: [kind] });
      expect((await market.post(`/v1/bookings/${booking.body.id}/checkout`, {}, person.token)).status).toBe(502);
    }
    await market.faults({});
    await market.checkoutUrl(person, booking.body.id);
    expect((await market.sandboxState()).sessions.open).toBe(before + 1);
  });

  it('a 500 that Stripe keeps under our key does not keep the candidate from paying, nor from their refund', async () => {
    const { person, id, url } = await held();
    await market.pay(url);
    await market.untilBooking(person, id, ({ state }) => state === 'confirmed');
    await market.faults({ seed: 5, failRate: 0.5, kinds: ['error500'] });
    await market.post(`/v1/bookings/${id}/cancel`, { reason: 'changed' }, person.token);
    await market.untilBooking(person, id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    expect((await market.sandboxState()).movements[id]?.refunded).toBe(12000);
  });

  it('failing a fifth of all calls in every way still ends every booking right', async () => {
    await market.faults({ seed: 11, failRate: 0.2, duplicateWebhooks: 0.5, shuffleWebhooks: true, dropWebhooks: 0.1 });
    const [mentor, people] = [await market.mentor(), await market.crowd(8)];
    const bookings = await Promise.all(
      people.map(async (person, i) => {
        const { body } = await market.book(
          person,
          mentor,
          await market.startIn(5 + Math.floor(i / 4), 9 + (i % 4) * 2),
        );
        const { body: page } = await until(
          () => market.post<{ checkoutUrl: string }>(`/v1/bookings/${body.id}/checkout`, {}, person.token),
          ({ status }) => status === 200,
          60,
        );
        await market.pay(page.checkoutUrl);
        return { person, id: body.id };
      }),
    );
    await market.faults({});
    await market.advance(90);
    await market.advance(400);
    for (const { person, id } of bookings) await market.untilBooking(person, id, ({ state }) => state === 'confirmed');
    const { movements } = await market.sandboxState();
    for (const { id } of bookings) expect(movements[id]).toMatchObject({ paid: 12000, refunded: 0, currency: 'USD' });
    expect(await market.ledgerProblems()).toEqual([]);
  }, 90_000);

  it('two clicks on pay make one page, two on cancel one refund', async () => {
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const booking = await market.book(person, mentor, await market.startIn(5));
    const pages = await Promise.all(
      [1, 2, 3].map(() =>
        market.post<{ checkoutUrl: string }>(`/v1/bookings/${booking.body.id}/checkout`, {}, person.token),
      ),
    );
    expect(new Set(pages.map(({ body }) => body.checkoutUrl)).size).toBe(1);
    await market.pay(pages[0]?.body.checkoutUrl ?? '');
    await market.untilBooking(person, booking.body.id, ({ state }) => state === 'confirmed');
    const cancels = await Promise.all(
      [1, 2, 3].map(() => market.post(`/v1/bookings/${booking.body.id}/cancel`, { reason: 'twice' }, person.token)),
    );
    expect(cancels.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    await market.untilBooking(person, booking.body.id, ({ payment }) => payment?.refundedAmount.amount === 12000);
  });

  it('a refund made in its dashboard is found and booked', async () => {
    const { person, id, url } = await held();
    await market.pay(url);
    await market.untilBooking(person, id, ({ state }) => state === 'confirmed');
    const [payment] = await market.sql<{ stripe_payment_intent_id: string }>(
      'SELECT stripe_payment_intent_id FROM payments WHERE subject_id = $1',
      [id],
    );
    const stripe = new Stripe('sk_test_dashboard', {
      host: '127.0.0.1',
      port: Number(new URL(market.sandbox.url).port),
      protocol: 'http',
    });
    await stripe.refunds.create({ payment_intent: payment?.stripe_payment_intent_id ?? '', amount: 2500 });
    await market.untilBooking(person, id, (booking) => booking.payment?.refundedAmount.amount === 2500);
    expect(await market.ledgerProblems()).toEqual([]);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import Stripe from 'stripe';
import { STRIPE_API_VERSION } from '#libs/payments';
import { Marketplace, until } from '../support/marketplace.ts';
import { control, dispute, onboard, paidOut, untilMoney } from '../support/money.ts';
import { schemaOf } from '../support/sdk-schemas.ts';

/**
 * The contract between our code, the sandbox and Stripe. With STRIPE_CONTRACT_KEY=sk_test_… the rules below run against
 * real Stripe instead of the sandbox (never with a live key): that proves the sandbox right.
 */
const realKey = process.env.STRIPE_CONTRACT_KEY;
if (realKey !== undefined && !realKey.startsWith('sk_test_')) throw new Error('STRIPE_CONTRACT_KEY must be a test key');

let market: Marketplace;
let stripe: Stripe;
beforeAll(async () => {
  market = await Marketplace.start();
  const local = { host: '127.0.0.1', port: Number(new URL(market.sandbox.url).port), protocol: 'http' as const };
  stripe = new Stripe(realKey ?? 'sk_test_contract', {
    apiVersion: STRIPE_API_VERSION,
    maxNetworkRetries: 0,
    ...(realKey === undefined && local),
  });
});
afterAll(() => market.close());

const ajv = new Ajv({ strict: false, allErrors: false, coerceTypes: true });
const compile = (name: string, closed: boolean): ValidateFunction => ajv.compile(schemaOf(name, closed));
/** How far the market's clock was moved ahead, in seconds; real Stripe's clock is not. */
let ahead = 0;
const soon = (minutes: number): number => Math.floor(Date.now() / 1000) + ahead + minutes * 60;
const params = (more: object = {}): Stripe.Checkout.SessionCreateParams => ({
  mode: 'payment',
  success_url: 'https://example.com/paid',
  expires_at: soon(40),
  line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 5000, product_data: { name: 'Session' } } }],
  ...more,
});
const refusal = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown as Stripe.errors.StripeError,
  );
  return error && { type: error.rawType, code: error.code, status: error.statusCode };
};

describe('the SDK', () => {
  it('is pinned to the API version the code asks for', () => {
    expect(Stripe.API_VERSION).toBe(STRIPE_API_VERSION);
  });
});

describe('requests and answers', () => {
  it('are as the SDK’s own types say, in a whole life of a booking', async () => {
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const booking = await market.bookAndPay(person, mentor, await market.startIn(5));
    await market.post(`/v1/bookings/${booking.id}/cancel`, { reason: 'contract' }, person.token);
    await market.untilBooking(person, booking.id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    const expired = await market.book(person, mentor, await market.startIn(6));
    await market.checkoutUrl(person, expired.body.id);
    await market.post(`/v1/bookings/${expired.body.id}/cancel`, { reason: 'contract' }, person.token);

    await onboard(market, mentor);
    const sent = await paidOut(market, person, mentor, 8);
    const admin = await market.admin();
    await market.post(`/v1/admin/bookings/${sent.id}/refund`, { reason: 'contract' }, admin.token);
    await untilMoney(market, person, sent.id, ({ transferred }) => transferred === 0);
    const disputed = await market.bookAndPay(person, mentor, await market.startIn(9));
    const { id: disputeId } = await dispute(market, person, disputed.id);
    const evidence = { evidence: { product_description: 'A session.' }, reason: 'contract' };
    expect((await market.post(`/v1/admin/disputes/${disputeId}/evidence`, evidence, admin.token)).status).toBe(200);
    await market.post(
      '/v1/admin/promo-codes',
      { code: 'CONTRACT', kind: 'percent', value: 10, reason: 'contract' },
      admin.token,
    );
    const offering = {
      kind: 'plan',
      title: 'A plan',
      durationMinutes: 60,
      sessions: 4,
      price: { amount: 40_000, currency: 'USD' },
    };
    const { body: monthly } = await market.post<{ id: string }>('/v1/mentors/me/offerings', offering, mentor.token);
    const { body: plan } = await market.post<{ id: string; checkoutUrl: string }>(
      '/v1/plans',
      { offeringId: monthly.id, promoCode: 'CONTRACT' },
      person.token,
    );
    await market.pay(plan.checkoutUrl);
    await until(
      () => market.get<{ state: string }>(`/v1/plans/${plan.id}`, person.token),
      ({ body: { state } }) => state === 'active',
    );
    await market.post(`/v1/plans/${plan.id}/pause`, {}, person.token);
    if (realKey === undefined) ahead = Math.round(((await market.now()).getTime() - Date.now()) / 1000);
    const requests: [path: RegExp, schema: ValidateFunction][] = [
      [/^\/v1\/checkout\/sessions$/, compile('SessionCreate', true)],
      [/^\/v1\/refunds$/, compile('RefundCreate', true)],
      [/^\/v1\/coupons$/, compile('CouponCreate', true)],
      [/^\/v1\/transfers$/, compile('TransferCreate', true)],
      [/^\/v1\/transfers\/\w+\/reversals$/, compile('ReversalCreate', true)],
      [/^\/v1\/disputes\/\w+$/, compile('DisputeUpdate', true)],
      [/^\/v1\/subscriptions\/\w+$/, compile('SubscriptionUpdate', true)],
      [/^\/v2\/core\/accounts$/, compile('AccountCreate', true)],
      [/^\/v2\/core\/account_links$/, compile('AccountLinkCreate', true)],
    ];
    const answers: Record<string, ValidateFunction> = {
      'checkout.session': compile('Session', false),
      refund: compile('Refund', false),
      payment_intent: compile('Intent', false),
      charge: compile('Charge', false),
      balance_transaction: compile('BalanceTransaction', false),
      transfer: compile('Transfer', false),
      transfer_reversal: compile('Reversal', false),
      dispute: compile('Dispute', false),
      coupon: compile('Coupon', false),
      subscription: compile('Subscription', false),
      invoice: compile('Invoice', false),
      'v2.core.account': compile('V2Account', false),
      'v2.core.account_link': compile('AccountLink', false),
    };
    const judged = { requests: new Set<string>(), answers: new Set<string>() };
    type Judged = Record<string, unknown> & { id?: string; object?: string; data?: unknown[] };
    const judge = (body: Judged): void => {
      const schema = answers[body.object ?? ''];
      if (Array.isArray(body.data)) body.data.forEach((one) => judge(one as Judged));
      if (!schema) return;
      const flat = { ...body };
      for (const field of ['payment_intent', 'latest_charge', 'balance_transaction']) {
        const nested = flat[field] as Judged | string | null | undefined;
        if (!nested || typeof nested !== 'object') continue;
        judge(nested); // expanded: judged by itself, its id stands here
        flat[field] = nested.id;
      }
      expect({ object: body.object, valid: schema(structuredClone(flat)), errors: schema.errors }).toEqual({
        object: body.object,
        valid: true,
        errors: null,
      });
      judged.answers.add(body.object ?? '');
    };
    for (const { method, path, params: sent, body } of market.sandbox.exchanges) {
      const [, schema] = (method === 'POST' && requests.find(([pattern]) => pattern.test(path))) || [];
      if (schema) {
        expect({ path, valid: schema(structuredClone(sent)), errors: schema.errors }).toEqual({
          path,
          valid: true,
          errors: null,
        });
        judged.requests.add(path.replaceAll(/_\w{24}/g, '_…'));
      }
      judge(body as Judged);
    }
    expect([...judged.answers].sort()).toEqual(Object.keys(answers).sort());
    expect(judged.requests.size).toBe(requests.length);
  }, 60_000);

  it('would notice a misspelt parameter', () => {
    const schema = compile('SessionCreate', true);
    expect(schema({ ...params(), succes_url: 'x' })).toBe(false);
    expect(schema({ ...params(), payment_method_types: ['card'] })).toBe(false);
  });

  it('hold at least the keys of the example objects, with the same types', async () => {
    const file = '../shared/stripe/fixtures.json';
    if (!existsSync(file)) return expect(existsSync(file)).toBe(false); // the examples are not part of this repository
    const fixtures = (JSON.parse(readFileSync(file, 'utf8')) as { resources: Record<string, Record<string, unknown>> })
      .resources;
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const booking = await market.bookAndPay(person, mentor, await market.startIn(7));
    const [{ stripe_session_id: id } = { stripe_session_id: '' }] = await market.sql<{ stripe_session_id: string }>(
      'SELECT stripe_session_id FROM payments WHERE subject_id = $1',
      [booking.id],
    );
    const session = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] });
    const intent = session.payment_intent as Stripe.PaymentIntent;
    const charge = intent.latest_charge as Stripe.Charge;
    const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 100 });
    const transaction = await stripe.balanceTransactions.retrieve(charge.balance_transaction as string);
    const [{ data: transfers }, { data: disputes }] = [await stripe.transfers.list(), await stripe.disputes.list()];
    const { data: invoices } = await stripe.invoices.list();
    const about = invoices[0]?.parent?.subscription_details?.subscription;
    const subscription = typeof about === 'string' ? await stripe.subscriptions.retrieve(about) : about;
    const transfer = transfers.find(({ reversed }) => reversed);
    for (const [name, object] of Object.entries({
      'checkout.session': session,
      payment_intent: intent,
      charge,
      refund,
      balance_transaction: transaction,
      transfer,
      transfer_reversal: transfer?.reversals.data[0],
      dispute: disputes[0],
      subscription,
      subscription_item: subscription?.items.data[0],
      invoice: invoices[0],
      balance: await stripe.balance.retrieve(),
    })) {
      const missing = Object.entries(fixtures[name] ?? {}).filter(([key, example]) => {
        const value = (object as unknown as Record<string, unknown>)[key];
        return (
          value === undefined ||
          (value !== null &&
            example !== null &&
            typeof example !== 'object' &&
            typeof value !== 'object' &&
            typeof value !== typeof example)
        );
      });
      expect({ name, missing: missing.map(([key]) => key) }).toEqual({ name, missing: [] });
    }
  });
});

describe('rules', () => {
  it('"Create a Checkout Session": expires_at lies 30 minutes to 24 hours ahead', async () => {
    expect(await refusal(stripe.checkout.sessions.create(params({ expires_at: soon(20) })))).toMatchObject({
      type: 'invalid_request_error',
      status: 400,
    });
    expect(await refusal(stripe.checkout.sessions.create(params({ expires_at: soon(25 * 60) })))).toMatchObject({
      type: 'invalid_request_error',
      status: 400,
    });
  });

  it('"Expire a Checkout Session": only while it is open', async () => {
    const session = await stripe.checkout.sessions.create(params());
    expect((await stripe.checkout.sessions.expire(session.id)).status).toBe('expired');
    expect(await refusal(stripe.checkout.sessions.expire(session.id))).toMatchObject({
      type: 'invalid_request_error',
      status: 400,
    });
  });

  it('Changelog: payment_method_types is refused, as is any unknown parameter', async () => {
    expect(await refusal(stripe.checkout.sessions.create(params({ payment_method_types: ['card'] })))).toMatchObject({
      status: 400,
    });
    expect(await refusal(stripe.checkout.sessions.create(params({ colour: 'red' })))).toMatchObject({
      code: 'parameter_unknown',
      status: 400,
    });
  });

  it('"Idempotent requests": the same key answers the same object, other parameters are an error, validation errors are not kept', async () => {
    const [key, same] = [`contract-${Date.now()}`, params()];
    const [first, second] = [
      await stripe.checkout.sessions.create(same, { idempotencyKey: key }),
      await stripe.checkout.sessions.create(same, { idempotencyKey: key }),
    ];
    expect(second.id).toBe(first.id);
    expect(
      await refusal(stripe.checkout.sessions.create(params({ client_reference_id: 'x' }), { idempotencyKey: key })),
    ).toMatchObject({ type: 'idempotency_error' });
    const retry = `contract-retry-${Date.now()}`;
    expect(
      await refusal(stripe.checkout.sessions.create(params({ expires_at: 1 }), { idempotencyKey: retry })),
    ).toMatchObject({ status: 400 });
    expect((await stripe.checkout.sessions.create(params(), { idempotencyKey: retry })).status).toBe('open');
  });

  it('"Currencies": a charge has a minimum', async () => {
    const tiny = params({
      line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 5, product_data: { name: 'Tiny' } } }],
    });
    expect(await refusal(stripe.checkout.sessions.create(tiny))).toMatchObject({ code: 'amount_too_small' });
  });

  it('an unknown object is 404 with an error the SDK understands', async () => {
    expect(await refusal(stripe.checkout.sessions.retrieve('cs_test_nothing'))).toMatchObject({
      type: 'invalid_request_error',
      code: 'resource_missing',
      status: 404,
    });
  });

  it('"Create an Account" (v2): a recipient needs a country, and losses borne by the application', async () => {
    const configuration = {
      recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
    };
    const defaults = {
      responsibilities: { fees_collector: 'application' as const, losses_collector: 'application' as const },
    };
    expect(await refusal(stripe.v2.core.accounts.create({ configuration, defaults }))).toMatchObject({ status: 400 });
    const account = await stripe.v2.core.accounts.create({
      configuration,
      defaults,
      identity: { country: 'US' },
      dashboard: 'express',
    });
    expect(account.id).toMatch(/^acct_/);
    const refused = await refusal(stripe.transfers.create({ amount: 100, currency: 'usd', destination: account.id }));
    expect(refused).toMatchObject({ status: 400, code: 'insufficient_capabilities_for_transfer' });
  });

  it('"Create a transfer", "Create a transfer reversal": at most the charge, and what the account has', async () => {
    if (realKey !== undefined) return expect(realKey).toMatch(/^sk_test_/); // needs an onboarded account
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const destination = await onboard(market, mentor);
    const booking = await market.bookAndPay(person, mentor, await market.startIn(9, 15));
    const [charge] = (await stripe.charges.list({ limit: 1 })).data;
    const transfer = { currency: 'usd', destination, source_transaction: charge?.id, transfer_group: booking.id };
    expect(await refusal(stripe.transfers.create({ ...transfer, amount: 12_001 }))).toMatchObject({ status: 400 });
    const { id } = await stripe.transfers.create({ ...transfer, amount: 100 });
    expect(await refusal(stripe.transfers.createReversal(id, { amount: 101 }))).toMatchObject({ status: 400 });
    await control(market, `accounts/${destination}/payout`);
    expect(await refusal(stripe.transfers.createReversal(id, { amount: 100 }))).toMatchObject({
      code: 'balance_insufficient',
    });
  });

  it('"Disputes": a disputed charge is not refunded', async () => {
    if (realKey !== undefined) return expect(realKey).toMatch(/^sk_test_/); // takes a card holder
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const booking = await market.bookAndPay(person, mentor, await market.startIn(9, 16));
    await dispute(market, person, booking.id);
    const [charge] = (await stripe.charges.list({ limit: 1 })).data;
    expect(await refusal(stripe.refunds.create({ charge: charge?.id }))).toMatchObject({ code: 'charge_disputed' });
  });

  it('"Create a coupon": an amount with its currency, or a percentage', async () => {
    expect(await refusal(stripe.coupons.create({ amount_off: 100 }))).toMatchObject({ status: 400 });
    expect(await refusal(stripe.coupons.create({ amount_off: 100, currency: 'usd', percent_off: 5 }))).toMatchObject({
      status: 400,
    });
    expect((await stripe.coupons.create({ percent_off: 5, duration: 'once' })).valid).toBe(true);
  });
});

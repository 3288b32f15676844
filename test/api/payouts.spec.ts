import { RebuildService } from '#libs/payments';
import { Marketplace, type Person, type TestMentor, until } from '../support/marketplace.ts';
import {
  control,
  expectEqualBooks,
  expectRebuildable,
  goPast,
  moneyOf,
  onboard,
  paidOut,
  quiet,
  untilMoney,
} from '../support/money.ts';

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start();
});
afterAll(() => market.close());

interface Account {
  status: string;
  canReceive: boolean;
  country: string | null;
  requirements: string[];
}
interface Earnings {
  balances: {
    currency: string;
    owed: number;
    onHold: number;
    waitingForAccount: number;
    transferred: number;
    fees: number;
    debt: number;
    balance: number;
  }[];
  months: { month: string; currency: string; earned: number; takenBack: number; transferred: number; fees: number }[];
}
const account = async (mentor: TestMentor) =>
  (await market.get<Account>('/v1/mentors/me/payout-account', mentor.token)).body;
const earnings = async (mentor: TestMentor) =>
  (await market.get<Earnings>('/v1/mentors/me/earnings', mentor.token)).body;
const both = async (): Promise<[Person, TestMentor]> => [await market.signUp(), await market.mentor()];

describe('a payout account', () => {
  it('is made once, led to Stripe’s pages, and says what Stripe still wants until it can receive', async () => {
    const mentor = await market.mentor({
      schedule: { timeZone: 'Europe/London' },
      profile: { timeZone: 'Europe/London' },
    });
    expect(await account(mentor)).toEqual({ status: 'none', canReceive: false, country: null, requirements: [] });
    const [first, second] = [
      await market.post<{ onboardingUrl: string }>('/v1/mentors/me/payout-account', {}, mentor.token),
      await market.post<{ onboardingUrl: string }>('/v1/mentors/me/payout-account', {}, mentor.token),
    ];
    expect(second.body.onboardingUrl).toBe(first.body.onboardingUrl);
    const wanted = await account(mentor);
    expect(wanted).toMatchObject({ status: 'restricted', canReceive: false, country: 'GB' });
    expect(wanted.requirements).toContain('identity.individual.given_name');
    await onboard(market, mentor);
    expect(await account(mentor)).toEqual({ status: 'active', canReceive: true, country: 'GB', requirements: [] });
  });

  it('hears of changes by signed thin events only, and ignores accounts that are not ours', async () => {
    const mentor = await market.mentor();
    const id = await onboard(market, mentor);
    await control(market, `accounts/${id}/restrict`, { status: 'restricted' });
    await until(
      () =>
        market.sql<{ transfers_status: string }>(
          'SELECT transfers_status FROM payout_accounts WHERE stripe_account_id = $1',
          [id],
        ),
      ([row]) => row?.transfers_status === 'restricted',
    );
    const unsigned = await market.call('POST', '/v1/webhooks/stripe/events', {
      body: JSON.stringify({ id: 'evt_x', object: 'v2.core.event', type: 'v2.core.account[requirements].updated' }),
      headers: { 'stripe-signature': 't=1,v1=nonsense' },
    });
    expect(unsigned.status).toBe(400);
  });

  it('wants a country that can be paid', async () => {
    const mentor = await market.mentor();
    const refused = await market.post('/v1/mentors/me/payout-account', { country: 'KP' }, mentor.token);
    expect([refused.status, refused.body.code]).toEqual([400, 'validation_failed']);
  });
});

describe('a mentor’s share', () => {
  it('is owed from confirmation and sent 72 hours after the end, in time and not before', async () => {
    const [person, mentor] = await both();
    await onboard(market, mentor);
    const booking = await market.bookAndPay(person, mentor, await market.startIn(3));
    expect(await moneyOf(market, person, booking.id)).toMatchObject({
      paid: 12000,
      fee: 2400,
      owed: 9600,
      transferred: 0,
    });
    await goPast(market, booking.endsAt, 71);
    expect(await moneyOf(market, mentor, booking.id)).toMatchObject({ owed: 9600, transferred: 0 });
    await goPast(market, booking.endsAt, 72);
    expect(await untilMoney(market, mentor, booking.id, ({ owed }) => owed === 0)).toMatchObject({
      fee: 2400,
      transferred: 9600,
    });
    expect((await market.sandboxState()).movements[booking.id]).toMatchObject({ paid: 12000, transferred: 9600 });
    const mails = await market.untilMails(mentor.email, 3);
    expect(mails.map(({ subject }) => subject)).toContain('Your earnings are on their way');
  });

  it('is sent at once when both sides confirm that the session took place', async () => {
    const [person, mentor] = await both();
    await onboard(market, mentor);
    const booking = await market.bookAndPay(person, mentor, await market.startIn(3));
    await goPast(market, booking.endsAt);
    await market.post(`/v1/bookings/${booking.id}/attended`, {}, person.token);
    expect(await moneyOf(market, person, booking.id)).toMatchObject({ owed: 9600 });
    await market.post(`/v1/bookings/${booking.id}/attended`, {}, mentor.token);
    await market.advance(31);
    await untilMoney(market, person, booking.id, ({ transferred }) => transferred === 9600);
  });

  it('waits for an account that can receive, the mentor is told once, and goes out as soon as it can', async () => {
    const [person, mentor] = await both();
    const booking = await market.bookAndPay(person, mentor, await market.startIn(3));
    await goPast(market, booking.endsAt, 72);
    await market.advance(3600);
    const told = await until(
      () => market.mails(mentor.email),
      (mails) => mails.some(({ subject }) => subject === 'Tell us where to pay you'),
    );
    expect(told.filter(({ subject }) => subject === 'Tell us where to pay you')).toHaveLength(1);
    expect((await earnings(mentor)).balances[0]).toMatchObject({ owed: 9600, waitingForAccount: 9600, transferred: 0 });
    await onboard(market, mentor);
    await market.advance(31);
    await untilMoney(market, mentor, booking.id, ({ transferred }) => transferred === 9600);
  });

  it('is frozen by a claim of absence and by a refund case, and moves on when they end', async () => {
    const [person, mentor] = await both();
    await onboard(market, mentor);
    const booking = await market.bookAndPay(person, mentor, await market.startIn(3));
    await goPast(market, booking.endsAt);
    const claim = await market.post<{ id: string }>(
      `/v1/bookings/${booking.id}/claims`,
      { absent: 'candidate' },
      mentor.token,
    );
    await market.post(`/v1/claims/${claim.body.id}/answer`, { admit: false, text: 'I was there.' }, person.token);
    await goPast(market, booking.endsAt, 73);
    expect((await earnings(mentor)).balances[0]).toMatchObject({ owed: 0, onHold: 9600 });
    const opened = await market.post<{ id: string }>(
      '/v1/refund-cases',
      { bookingId: booking.id, reason: 'quality', text: 'Ten minutes only.' },
      person.token,
    );
    expect(opened.status).toBe(201);
    const admin = await market.admin();
    await market.post(
      `/v1/admin/claims/${claim.body.id}/decide`,
      { outcome: 'none', reason: 'Both joined.' },
      admin.token,
    );
    await market.advance(31);
    expect((await earnings(mentor)).balances[0]).toMatchObject({ owed: 0, onHold: 9600 }); // the case holds it still
    await market.post(
      `/v1/admin/refund-cases/${opened.body.id}/decide`,
      { amount: 0, reason: 'It took place.' },
      admin.token,
    );
    await market.advance(31);
    await untilMoney(market, mentor, booking.id, ({ transferred }) => transferred === 9600);
  });

  it('follows a fee of the mentor’s own for bookings made after it was set', async () => {
    const [person, mentor] = await both();
    const before = await market.bookAndPay(person, mentor, await market.startIn(4));
    const admin = await market.admin();
    const set = await market.post(
      `/v1/admin/mentors/${mentor.mentorId}/fee`,
      { feePercent: 15, reason: 'Founding mentor.' },
      admin.token,
    );
    expect(set.body).toMatchObject({ before: null, after: 15 });
    const after = await market.bookAndPay(person, mentor, await market.startIn(5));
    expect((await moneyOf(market, person, before.id)).fee).toBe(2400);
    expect((await moneyOf(market, person, after.id)).fee).toBe(1800);
  });
});

describe('a transfer', () => {
  it('whose answer is lost is repeated with the same key: sent once', async () => {
    const [person, mentor] = await both();
    await onboard(market, mentor);
    const booking = await market.bookAndPay(person, mentor, await market.startIn(3));
    await market.faults({ seed: 2, failRate: 0.7, kinds: ['dropAnswer', 'cutBody', 'error500', 'rateLimit'] });
    await goPast(market, booking.endsAt, 72);
    for (let i = 0; i < 4; i++) await market.advance(301);
    await market.faults({});
    await market.advance(301);
    await untilMoney(market, mentor, booking.id, ({ transferred }) => transferred === 9600);
    expect((await market.sandboxState()).movements[booking.id]?.transferred).toBe(9600);
  });
});

describe('earnings', () => {
  it('say what is owed, on hold, sent and kept as fee, and the statement adds up', async () => {
    const [person, mentor] = await both();
    await onboard(market, mentor);
    await paidOut(market, person, mentor, 3);
    const ahead = await market.bookAndPay(person, mentor, await market.startIn(6));
    await market.post(`/v1/bookings/${ahead.id}/cancel`, { reason: 'no time' }, mentor.token);
    await market.untilBooking(person, ahead.id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    await market.bookAndPay(person, mentor, await market.startIn(7));
    const seen = await earnings(mentor);
    expect(seen.balances).toEqual([
      {
        currency: 'USD',
        owed: 9600,
        onHold: 0,
        waitingForAccount: 0,
        transferred: 9600,
        fees: 4800,
        debt: 0,
        balance: 9600,
      },
    ]);
    const months = seen.months.filter(({ currency }) => currency === 'USD');
    const sum = (field: 'earned' | 'takenBack' | 'transferred') =>
      months.reduce((total, month) => total + month[field], 0);
    expect([sum('earned'), sum('takenBack'), sum('transferred')]).toEqual([28800, 9600, 9600]);
    const csv = await market.get<string>(`/v1/mentors/me/earnings/statement?month=${months[0]?.month}`, mentor.token);
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
    const lines = String(csv.body).trim().split('\r\n');
    expect(lines[0]).toBe('date,what,reference,currency,amount,balance');
    expect(lines.at(-1)).toBe(',carried forward,,USD,,96.00');
    expect((await market.get('/v1/mentors/me/earnings/statement?month=2027-13', mentor.token)).status).toBe(400);
  });

  it('and the ledger equal Stripe’s books to the cent, by sum and by object; what is planted is found', async () => {
    await quiet(market);
    await expectEqualBooks(market);
    await expectRebuildable(market);
    const admin = await market.admin();
    const compared = await market.post<{ compared: number; differences: unknown[] }>(
      '/v1/admin/ledger/compare',
      {},
      admin.token,
    );
    expect(compared.body.differences).toEqual([]);
    expect(compared.body.compared).toBeGreaterThan(10);
    const [charge] = await market.sql<{ id: string; part: string }>(
      `SELECT stripe_object AS id, allocation_id AS part FROM ledger_entries WHERE kind = 'payment' AND stripe_object IS NOT NULL LIMIT 1`,
    );
    await market.sql(
      `WITH entry AS (INSERT INTO ledger_entries (id, effect, kind, allocation_id, stripe_object, subject_kind, subject_id, at)
         VALUES (gen_random_uuid(), 'planted', 'payment', $1, $2, 'booking', gen_random_uuid(), now()) RETURNING id)
       INSERT INTO ledger_lines (entry_id, position, account, currency, amount)
       SELECT id, n, CASE n WHEN 1 THEN 'stripe_clearing' ELSE 'platform_revenue' END, 'USD', CASE n WHEN 1 THEN 7 ELSE -7 END FROM entry, generate_series(1, 2) n`,
      [charge?.part, charge?.id],
    );
    const found = await market.post<{ differences: { object: string; atStripe: number; inLedger: number }[] }>(
      '/v1/admin/ledger/compare',
      {},
      admin.token,
    );
    expect(found.body.differences.map(({ object, atStripe, inLedger }) => [object, inLedger - atStripe])).toEqual([
      [charge?.id, 7],
    ]);
    const rebuilt = await market.api.get(RebuildService, { strict: false }).differences();
    expect(rebuilt.differences.map(({ subject, expected, actual }) => [subject, Math.abs(actual - expected)])).toEqual([
      [charge?.part, 7],
      [charge?.part, 7],
    ]);
    const trial = await market.get<{ ok: boolean; accounts: { balance: number }[] }>(
      '/v1/admin/ledger/trial-balance',
      admin.token,
    );
    expect(trial.body.ok).toBe(true);
    const daily = await market.get<{ data: { differences: unknown[] }[] }>('/v1/admin/ledger/comparisons', admin.token);
    expect(daily.body.data.length).toBeGreaterThan(2); // the days that went by were compared by themselves
  });
});

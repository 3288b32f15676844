import { Marketplace, type Person, type TestMentor, until } from '../support/marketplace.ts';
import {
  control,
  decide,
  dispute,
  expectEqualBooks,
  expectRebuildable,
  goPast,
  moneyOf,
  onboard,
  paidOut,
  quiet,
  untilMoney,
} from '../support/money.ts';
import { createWorker } from '../../apps/worker/worker.ts';

/** The races after the payment: refunds, disputes, transfers; R12-R19 and R25-R27 of the list in docs/money.md. */

let market: Marketplace;
let admin: Person;
beforeAll(async () => {
  market = await Marketplace.start();
  admin = await market.admin();
});
afterAll(() => market.close());
afterEach(() => market.faults({}));

const both = async (): Promise<[Person, TestMentor]> => [await market.signUp(), await market.mentor()];
const refundAsAdmin = (id: string, amount?: number) =>
  market.post<{ code?: string }>(
    `/v1/admin/bookings/${id}/refund`,
    { reason: 'goodwill', ...(amount && { amount }) },
    admin.token,
  );
const chargeOf = async (bookingId: string): Promise<string> =>
  (
    await market.sql<{ id: string }>('SELECT stripe_charge_id AS id FROM payments WHERE subject_id = $1', [bookingId])
  )[0]?.id ?? '';
const troubled = async () =>
  (
    await market.get<{ data: { id: string; state: string; pendingReason: string | null; attempt: number }[] }>(
      '/v1/admin/refunds',
      admin.token,
    )
  ).body.data;
async function confirmedWith(card: string): Promise<{ person: Person; mentor: TestMentor; id: string }> {
  const [person, mentor] = await both();
  const { body } = await market.book(person, mentor, await market.startIn(5));
  await market.pay(await market.checkoutUrl(person, body.id), card);
  await market.untilBooking(person, body.id, ({ state }) => state !== 'held');
  return { person, mentor, id: body.id };
}
const debtOf = async (mentor: TestMentor) =>
  (await market.get<{ balances: { debt: number; balance: number }[] }>('/v1/mentors/me/earnings', mentor.token)).body
    .balances[0];

describe('races of refunds, disputes and transfers', () => {
  it('R12 a refund fails at the bank later: booked back, still owed, the person told, tried again', async () => {
    const { person, id } = await confirmedWith('4000000000005126');
    await market.post(`/v1/bookings/${id}/cancel`, { reason: 'x' }, person.token);
    await market.untilBooking(person, id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    await market.advance(5);
    await market.untilBooking(person, id, ({ payment }) => payment?.refundedAmount.amount === 0);
    expect((await market.booking(person, id)).state).toBe('cancelled');
    expect(await moneyOf(market, person, id)).toMatchObject({ refunded: 0, owed: 9600 });
    const [failed] = await troubled();
    expect(failed).toMatchObject({ state: 'failed', attempt: 1 });
    const mails = await until(
      () => market.mails(person.email),
      (all) => all.length >= 4,
    );
    expect(mails.map(({ subject }) => subject)).toContain('Your refund did not arrive');
    await control(market, `charges/${await chargeOf(id)}/card`, { card: 'pays' });
    expect(
      (await market.post(`/v1/admin/refunds/${failed?.id}/retry`, { reason: 'new card' }, admin.token)).status,
    ).toBe(200);
    await market.untilBooking(person, id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    expect(await moneyOf(market, person, id)).toMatchObject({ paid: 12000, refunded: 12000, fee: 0, owed: 0 });
    expect(await troubled()).toEqual([]);
  });

  it('R12 without anybody’s help a failed refund is tried again after a day', async () => {
    const { person, id } = await confirmedWith('4000000000005126');
    await market.post(`/v1/bookings/${id}/cancel`, { reason: 'x' }, person.token);
    await market.untilBooking(person, id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    await market.advance(5);
    await market.untilBooking(person, id, ({ payment }) => payment?.refundedAmount.amount === 0);
    await control(market, `charges/${await chargeOf(id)}/card`, { card: 'pays' });
    await market.advance(24 * 3600 + 60);
    await market.untilBooking(person, id, ({ payment }) => payment?.refundedAmount.amount === 12000);
  });

  it('R13 a refund that waits for our balance counts as owed, not as done, and is shown as needs_funds', async () => {
    const [person, mentor] = await both();
    const booking = await market.bookAndPay(person, mentor, await market.startIn(5));
    await control(market, 'balance', { short: true });
    await market.post(`/v1/bookings/${booking.id}/cancel`, { reason: 'x' }, person.token);
    const waiting = await until(troubled, (all) => all.length > 0);
    expect(waiting[0]).toMatchObject({ state: 'pending', pendingReason: 'needs_funds' });
    expect((await market.booking(person, booking.id)).payment?.refundedAmount.amount).toBe(0);
    await control(market, 'balance', { short: false });
    await market.untilBooking(person, booking.id, ({ payment }) => payment?.refundedAmount.amount === 12000);
  });

  it('R14 refund and dispute together: nothing is refunded while the bank decides, and never both are paid', async () => {
    for (const status of ['lost', 'won'] as const) {
      const [person, mentor] = await both();
      const booking = await market.bookAndPay(person, mentor, await market.startIn(5));
      const { stripeId } = await dispute(market, person, booking.id);
      const refused = await refundAsAdmin(booking.id);
      expect([refused.status, refused.body.code]).toEqual([422, 'policy_violation']);
      expect((await market.post(`/v1/bookings/${booking.id}/cancel`, { reason: 'x' }, person.token)).status).toBe(200);
      await market.advance(600);
      expect((await market.booking(person, booking.id)).payment?.refundedAmount.amount).toBe(0);
      await decide(market, person, booking.id, stripeId, status);
      await market.advance(600);
      if (status === 'won')
        await market.untilBooking(person, booking.id, ({ payment }) => payment?.refundedAmount.amount === 12000);
      await quiet(market);
      const money = await moneyOf(market, person, booking.id);
      expect(money).toMatchObject({
        refunded: status === 'won' ? 12000 : 0,
        lost: status === 'won' ? 0 : 12000,
        fee: 0,
        owed: 0,
      });
    }
  });

  it('R15 a dispute before the transfer freezes it: won, the mentor is paid; lost, they are not', async () => {
    for (const status of ['won', 'lost'] as const) {
      const [person, mentor] = await both();
      await onboard(market, mentor);
      const booking = await market.bookAndPay(person, mentor, await market.startIn(3));
      const { stripeId } = await dispute(market, person, booking.id);
      await goPast(market, booking.endsAt, 80);
      expect(await moneyOf(market, mentor, booking.id)).toMatchObject({ owed: 9600, transferred: 0 });
      await decide(market, person, booking.id, stripeId, status);
      await market.advance(31);
      const end = await untilMoney(market, mentor, booking.id, ({ owed }) => owed === 0);
      expect(end).toMatchObject(status === 'won' ? { transferred: 9600, lost: 0 } : { transferred: 0, lost: 12000 });
    }
  });

  it('R16 a dispute lost after the payout: fetched back as far as there is money, the rest is debt; won on appeal: theirs again', async () => {
    const [person, mentor] = await both();
    const account = await onboard(market, mentor);
    const booking = await paidOut(market, person, mentor, 3);
    await control(market, `accounts/${account}/payout`);
    const { stripeId } = await dispute(market, person, booking.id);
    await decide(market, person, booking.id, stripeId, 'lost');
    await until(
      () => debtOf(mentor),
      (balance) => balance?.debt === 9600,
    );
    expect(await debtOf(mentor)).toMatchObject({ debt: 9600, balance: -9600 });
    expect(await moneyOf(market, mentor, booking.id)).toMatchObject({ lost: 12000, transferred: 9600, owed: -9600 });
    await decide(market, person, booking.id, stripeId, 'won');
    await market.advance(31);
    await until(
      () => debtOf(mentor),
      (balance) => balance?.debt === 0,
    );
    expect(await moneyOf(market, mentor, booking.id)).toMatchObject({ lost: 0 });
  });

  it('R16 a lost dispute that an admin waives is the platform’s', async () => {
    const [person, mentor] = await both();
    await onboard(market, mentor);
    const booking = await paidOut(market, person, mentor, 3);
    const { id, stripeId } = await dispute(market, person, booking.id);
    expect(
      (await market.post(`/v1/admin/disputes/${id}/waive`, { reason: 'Not their fault.' }, admin.token)).status,
    ).toBe(200);
    await decide(market, person, booking.id, stripeId, 'lost');
    await quiet(market);
    await market.advance(31);
    await quiet(market);
    expect(await moneyOf(market, mentor, booking.id)).toMatchObject({
      lost: 12000,
      platformPaid: 9600,
      owed: 0,
      transferred: 9600,
    });
    expect(await debtOf(mentor)).toMatchObject({ debt: 0 });
  });

  it('R16 a package whose payment is lost to a dispute ends; what was used of it is the platform’s loss, not the mentor’s', async () => {
    const [person, mentor] = await both();
    const { body: offering } = await market.post<{ id: string }>(
      '/v1/mentors/me/offerings',
      {
        kind: 'package',
        title: 'A package',
        durationMinutes: 60,
        sessions: 5,
        price: { amount: 50_000, currency: 'USD' },
      },
      mentor.token,
    );
    const { body: bought } = await market.post<{ id: string; checkoutUrl: string }>(
      '/v1/packages',
      { offeringId: offering.id },
      person.token,
    );
    await market.pay(bought.checkoutUrl);
    const read = async () =>
      (await market.get<{ state: string; sessionsLeft: number }>(`/v1/packages/${bought.id}`, person.token)).body;
    await until(read, ({ state }) => state === 'active');
    const used = await market.book(person, mentor, await market.startIn(3), { entitlementId: bought.id });
    expect(used.body.state).toBe('confirmed');
    const { id: stripeId } = await control<{ id: string }>(market, `charges/${await chargeOf(bought.id)}/dispute`);
    await until(
      () => market.sql('SELECT id FROM disputes WHERE stripe_dispute_id = $1', [stripeId]),
      (found) => found.length > 0,
    );
    await control(market, `disputes/${stripeId}/close`, { status: 'lost' });
    expect(await until(read, ({ state }) => state === 'refunded')).toMatchObject({ sessionsLeft: 0 });
    expect(await moneyOf(market, mentor, used.body.id)).toMatchObject({ owed: 8000 });
    expect(await market.ledgerProblems()).toEqual([]);
  });

  it('R17 a reversal fails because the mentor’s balance is empty: the candidate is refunded all the same, the debt is settled with what comes next', async () => {
    const [person, mentor] = await both();
    const account = await onboard(market, mentor);
    const booking = await paidOut(market, person, mentor, 3);
    await control(market, `accounts/${account}/payout`);
    expect((await refundAsAdmin(booking.id, 6000)).status).toBe(200);
    await market.untilBooking(person, booking.id, ({ payment }) => payment?.refundedAmount.amount === 6000);
    await until(
      () => debtOf(mentor),
      (balance) => balance?.debt === 4800,
    );
    const next = await market.bookAndPay(person, mentor, await market.startIn(3));
    await goPast(market, next.endsAt, 72);
    await untilMoney(market, mentor, next.id, ({ owed }) => owed === 0);
    expect((await market.sandboxState()).movements[next.id]?.transferred).toBe(4800);
    expect(await debtOf(mentor)).toMatchObject({ debt: 0 });
  });

  it('R18 the account loses its capability: the share stays owed, and goes out when it is back', async () => {
    const [person, mentor] = await both();
    const account = await onboard(market, mentor);
    const booking = await market.bookAndPay(person, mentor, await market.startIn(3));
    await market.faults({ dropWebhooks: true });
    await control(market, `accounts/${account}/restrict`, { status: 'restricted' }); // we do not hear of it
    await goPast(market, booking.endsAt, 72);
    await until(
      () => market.sql<{ state: string }>('SELECT t.state FROM transfers t WHERE t.transfer_group = $1', [booking.id]),
      ([transfer]) => transfer?.state === 'failed',
    );
    expect(await moneyOf(market, mentor, booking.id)).toMatchObject({ owed: 9600, transferred: 0 });
    await market.faults({});
    await control(market, `accounts/${account}/complete-onboarding`);
    await until(
      () =>
        market.sql('SELECT mentor_id FROM payout_accounts WHERE stripe_account_id = $1 AND transfers_status = $2', [
          account,
          'active',
        ]),
      (active) => active.length > 0,
    );
    await market.advance(31);
    await untilMoney(market, mentor, booking.id, ({ transferred }) => transferred === 9600);
  });

  it('R19 two workers settle the same sessions: each is sent once', async () => {
    const mentor = await market.mentor();
    await onboard(market, mentor);
    const people = await market.crowd(6);
    const bookings = await Promise.all(
      people.map(async (person, i) => market.bookAndPay(person, mentor, await market.startIn(3, 9 + i))),
    );
    const second = await createWorker(market.config);
    try {
      await goPast(market, bookings.at(-1)?.endsAt ?? '', 72);
      for (const [i, { id }] of bookings.entries())
        await untilMoney(market, people[i] as Person, id, ({ transferred }) => transferred === 9600);
    } finally {
      await second.close();
    }
    const { movements } = await market.sandboxState();
    expect(bookings.map(({ id }) => movements[id]?.transferred)).toEqual(bookings.map(() => 9600));
  }, 60_000);

  it('R25 an early fraud warning: refunded before the session happens, which avoids the dispute', async () => {
    const { person, id } = await confirmedWith('4000000000005423');
    const end = await market.untilBooking(person, id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    expect(end).toMatchObject({ state: 'cancelled', cancellation: { by: 'admin' } });
  });

  it('R26 Stripe’s fee on a refunded payment is the platform’s, not the mentor’s', async () => {
    const [person, mentor] = await both();
    const booking = await market.bookAndPay(person, mentor, await market.startIn(5));
    await market.post(`/v1/bookings/${booking.id}/cancel`, { reason: 'x' }, person.token);
    await market.untilBooking(person, booking.id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    expect(await moneyOf(market, mentor, booking.id)).toMatchObject({ owed: 0, fee: 0 });
    const [fee] = await market.sql<{ amount: string }>(
      `SELECT sum(l.amount) AS amount FROM ledger_lines l JOIN ledger_entries e ON e.id = l.entry_id WHERE e.subject_id = $1 AND l.account = 'stripe_fees'`,
      [booking.id],
    );
    expect(Number(fee?.amount)).toBe(378);
  });

  it('R27 a charge that reached our balance in another currency is never sent on as if it had not', async () => {
    const [person, mentor] = await both();
    await onboard(market, mentor);
    const booking = await market.bookAndPay(person, mentor, await market.startIn(3));
    await quiet(market);
    await market.sql(`UPDATE payments SET settled_currency = 'EUR' WHERE subject_id = $1`, [booking.id]);
    await goPast(market, booking.endsAt, 72);
    const [settlement] = await market.sql<{ state: string; waiting_for: string }>(
      'SELECT s.state, s.waiting_for FROM settlements s JOIN payment_allocations a ON a.id = s.allocation_id WHERE a.subject_id = $1',
      [booking.id],
    );
    expect(settlement).toEqual({ state: 'waiting', waiting_for: 'currency' });
    await market.sql(`UPDATE payments SET settled_currency = 'USD' WHERE subject_id = $1`, [booking.id]);
    await market.advance(86_401);
    await untilMoney(market, mentor, booking.id, ({ transferred }) => transferred === 9600);
  });

  it('and after all of them the ledger equals the sandbox to the cent', async () => {
    await quiet(market);
    await expectEqualBooks(market);
    await expectRebuildable(market);
  });
});

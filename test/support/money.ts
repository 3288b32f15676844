import Stripe from 'stripe';
import { RebuildService } from '#libs/payments';
import { type BookingBody, type Marketplace, type Person, type TestMentor, until } from './marketplace.ts';

/** What tests about money do and look at, over HTTP and from outside. */

export interface Summary {
  currency: string;
  paid: number;
  platformPaid: number;
  refunded: number;
  lost: number;
  fee: number;
  tax: number;
  owed: number;
  transferred: number;
}

/** Drives the sandbox's own controls. */
export async function control<T = Record<string, unknown>>(
  market: Marketplace,
  path: string,
  body: object = {},
): Promise<T> {
  const response = await fetch(`${market.sandbox.url}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`sandbox ${path} answered ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Somebody at Stripe's dashboard. */
export const dashboard = (market: Marketplace): Stripe =>
  new Stripe('sk_test_dashboard', {
    host: '127.0.0.1',
    port: Number(new URL(market.sandbox.url).port),
    protocol: 'http',
  });

/** Lets a mentor receive transfers. @returns their account's id */
export async function onboard(market: Marketplace, mentor: TestMentor): Promise<string> {
  const { status, body } = await market.post<{ onboardingUrl: string }>(
    '/v1/mentors/me/payout-account',
    {},
    mentor.token,
  );
  if (status !== 200) throw new Error(`payout account answered ${status} ${JSON.stringify(body)}`);
  const account = body.onboardingUrl.split('/').at(-1) ?? '';
  await control(market, `accounts/${account}/complete-onboarding`);
  await until(
    () => market.get<{ canReceive: boolean }>('/v1/mentors/me/payout-account', mentor.token),
    ({ body: { canReceive } }) => canReceive,
  );
  return account;
}

/** Moves the clock past an instant. */
export async function goPast(market: Marketplace, instant: string | Date, hours = 0): Promise<void> {
  const target = new Date(instant).getTime() + hours * 3_600_000 + 60_000;
  await market.advance(Math.max(1, (target - (await market.now()).getTime()) / 1000));
}

/** Where a session's money is. */
export async function moneyOf(market: Marketplace, person: Person, bookingId: string): Promise<Summary> {
  const { body } = await market.get<{ summary: Summary[] }>(`/v1/bookings/${bookingId}/money`, person.token);
  const [summary] = body.summary;
  if (!summary) throw new Error(`no money of ${bookingId}: ${JSON.stringify(body)}`);
  return summary;
}

export const untilMoney = (
  market: Marketplace,
  person: Person,
  bookingId: string,
  done: (summary: Summary) => boolean,
): Promise<Summary> => until(() => moneyOf(market, person, bookingId), done);

/** A session that took place, was settled and sent. */
export async function paidOut(
  market: Marketplace,
  person: Person,
  mentor: TestMentor,
  days: number,
): Promise<BookingBody> {
  const booking = await market.bookAndPay(person, mentor, await market.startIn(days));
  await goPast(market, booking.endsAt, 72);
  await untilMoney(market, person, booking.id, ({ owed, transferred }) => owed === 0 && transferred > 0);
  return booking;
}

/** A paid session whose card holder disputes it. @returns the booking and the ids of the dispute here and at Stripe */
export async function dispute(
  market: Marketplace,
  person: Person,
  bookingId: string,
): Promise<{ id: string; stripeId: string }> {
  const [charge] = await market.sql<{ id: string }>(
    'SELECT p.stripe_charge_id AS id FROM payments p JOIN payment_allocations a ON a.payment_id = p.id WHERE a.subject_id = $1',
    [bookingId],
  );
  const { id: stripeId } = await control<{ id: string }>(market, `charges/${charge?.id}/dispute`);
  await market.untilBooking(person, bookingId, ({ payment }) => payment?.dispute === 'open');
  const [row] = await market.sql<{ id: string }>('SELECT id FROM disputes WHERE stripe_dispute_id = $1', [stripeId]);
  return { id: row?.id ?? '', stripeId };
}

/** What the bank decides. */
export async function decide(
  market: Marketplace,
  person: Person,
  bookingId: string,
  stripeId: string,
  status: 'won' | 'lost',
): Promise<void> {
  await control(market, `disputes/${stripeId}/close`, { status });
  await market.untilBooking(person, bookingId, ({ payment }) => payment?.dispute === status);
}

const LEFT_TO_DO = `
  SELECT (SELECT array_agg(name || ' ' || state || ' ' || coalesce(output::text, '')) FROM jobs.job WHERE state IN ('created', 'retry', 'active') AND name LIKE 'pay%') AS jobs,
    (SELECT count(*)::int FROM payments WHERE state IN ('created', 'pending') OR (state = 'succeeded' AND stripe_fee_amount IS NULL)) AS payments,
    (SELECT count(*)::int FROM refunds WHERE state IN ('requested', 'pending')) AS refunds,
    (SELECT count(*)::int FROM transfers WHERE state = 'requested') AS transfers,
    (SELECT count(*)::int FROM transfer_reversals WHERE state = 'requested') AS reversals`;

/**
 * Waits until nothing is left to do. A job that waits for its next try takes it now, and one whose worker was killed is
 * given back, as the queue does by itself after two minutes.
 */
export const quiet = (market: Marketplace, seconds = 20): Promise<unknown> =>
  until(
    async () => {
      await market.sql(`UPDATE jobs.job SET start_after = now() WHERE state = 'retry' AND start_after > now()`);
      await market.sql(
        `UPDATE jobs.job SET state = 'retry', start_after = now(), retry_count = retry_count + 1 WHERE state = 'active' AND started_on < now() - interval '15 seconds'`,
      );
      return market.sql(LEFT_TO_DO);
    },
    ([row]) => Object.values(row ?? {}).every((left) => left === 0 || left === null),
    seconds,
  );

/** Our ledger beside what the sandbox says moved, in every currency and for every kind of object; equal to the cent. */
export async function expectEqualBooks(market: Marketplace): Promise<void> {
  const state = (await market.sandboxState()) as unknown as Record<
    string,
    { amount: Record<string, number> } & Record<string, number>
  >;
  const sums = async (sql: string): Promise<Record<string, number>> =>
    Object.fromEntries(
      (await market.sql<{ currency: string; amount: string }>(sql))
        .map(({ currency, amount }) => [currency, Number(amount)] as const)
        .filter(([, amount]) => amount !== 0),
    );
  const booked = (kinds: string, sign: string) =>
    sums(`SELECT l.currency, ${sign} sum(l.amount) AS amount FROM ledger_lines l JOIN ledger_entries e ON e.id = l.entry_id
          WHERE l.account = 'stripe_clearing' AND e.kind IN (${kinds}) GROUP BY l.currency`);
  const nonZero = (of: Record<string, number>) =>
    Object.fromEntries(Object.entries(of).filter(([, amount]) => amount !== 0));
  expect({
    balance: await sums(
      `SELECT currency, sum(amount) AS amount FROM ledger_lines WHERE account = 'stripe_clearing' GROUP BY currency`,
    ),
    charges: await booked(`'payment'`, ''),
    refunds: await booked(`'refund', 'refund_reversal'`, '-'),
    transfers: await booked(`'transfer'`, '-'),
    reversals: await booked(`'transfer_reversal'`, ''),
    fees: await sums(
      `SELECT currency, sum(amount) AS amount FROM ledger_lines WHERE account = 'stripe_fees' GROUP BY currency`,
    ),
  }).toEqual({
    balance: nonZero(state.balance ?? {}),
    charges: nonZero(state.charges?.amount ?? {}),
    refunds: nonZero(state.refunds?.amount ?? {}),
    transfers: nonZero(state.transfers?.amount ?? {}),
    reversals: nonZero(state.reversals?.amount ?? {}),
    fees: nonZero(state.fees ?? {}),
  });
  expect(await market.ledgerProblems()).toEqual([]);
}

/** The ledger is what it would be if it were written anew from Stripe's objects. */
export async function expectRebuildable(market: Marketplace): Promise<void> {
  const { parts, differences } = await market.api.get(RebuildService, { strict: false }).differences();
  expect(differences).toEqual([]);
  expect(parts).toBeGreaterThan(0);
}

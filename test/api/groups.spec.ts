import { type BookingBody, Marketplace, type Person, type TestMentor, until } from '../support/marketplace.ts';

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start();
});
afterEach(() => market.faults({}));
afterAll(() => market.close());

const HOUR = 3600;
const WEEK = 7 * 24 * HOUR * 1000;

interface Group {
  id: string;
  code?: string;
  price: { amount: number };
  holdExpiresAt: string | null;
  bookings: BookingBody[];
  conflicts?: { startsAt: string; reason: string }[];
}
interface Waiting {
  id: string;
  state: string;
  bookingId: string | null;
  code?: string;
  alternatives?: string[];
}

const act = <T = BookingBody>(person: Person, id: string, action: string, body: object = {}) =>
  market.post<T>(`/v1/bookings/${id}/${action}`, body, person.token);
const code = ({ status, body }: { status: number; body: { code?: string } }): unknown[] => [status, body.code];
const page = async (person: Person, path: string): Promise<string> =>
  (await market.post<{ checkoutUrl: string }>(`${path}/checkout`, {}, person.token)).body.checkoutUrl;
const untilSubject = (person: Person, subject: string) =>
  until(
    () => market.mails(person.email),
    (mails) => mails.some((mail) => mail.subject.startsWith(subject)),
  );

describe('a request to several mentors', () => {
  async function mentors(...prices: number[]): Promise<TestMentor[]> {
    const made = await Promise.all(prices.map((price) => market.mentor({ price })));
    for (const mentor of made)
      await market.call('PATCH', `/v1/mentors/me/offerings/${mentor.offeringId}`, {
        token: mentor.token,
        body: { requiresApproval: true },
      });
    return made;
  }
  const ask = async (person: Person, asked: TestMentor[], startsAt: string, headers?: Record<string, string>) =>
    market.post<Group>(
      '/v1/booking-requests',
      { options: asked.map(({ offeringId }) => ({ offeringId, startsAt })), timeZone: 'UTC' },
      person.token,
      headers,
    );
  const paid = async (person: Person, group: Group): Promise<BookingBody[]> => {
    await market.pay(await page(person, `/v1/booking-requests/${group.id}`));
    const read = () => market.get<Group>(`/v1/booking-requests/${group.id}`, person.token);
    const { body } = await until(read, ({ body }) => body.bookings.every(({ state }) => state === 'awaiting_mentor'));
    return body.bookings;
  };
  const of = (bookings: BookingBody[], mentor: TestMentor | undefined): string =>
    bookings.find((one) => one.mentor.id === mentor?.mentorId)?.id ?? '';

  it('authorizes the largest price; the first to accept gets the session and only their price is taken', async () => {
    const [person, asked] = [await market.signUp(), await mentors(9000, 15000, 12000)];
    const startsAt = await market.startIn(5);
    const group = await ask(person, asked, startsAt);
    expect(group.status).toBe(201);
    expect(group.body.price.amount).toBe(15000);
    const bookings = await paid(person, group.body);
    expect(bookings[0]?.payment).toMatchObject({ state: 'authorized', amount: { amount: 15000 } });
    const [first, second, third] = asked;
    const accepted = await act(first as TestMentor, of(bookings, first), 'accept');
    expect(accepted.body).toMatchObject({ state: 'confirmed', payment: { amount: { amount: 9000 } } });
    const { body } = await market.get<Group>(`/v1/booking-requests/${group.body.id}`, person.token);
    expect(body.bookings.map(({ state }) => state).sort()).toEqual(['confirmed', 'declined', 'declined']);
    expect(code(await act(second as TestMentor, of(bookings, second), 'accept'))).toEqual([409, 'invalid_state']);
    await untilSubject(third as TestMentor, 'Not accepted');
    expect((await market.book(await market.signUp(), second as TestMentor, startsAt)).status).toBe(201);
    const { charges } = await market.sandboxState();
    expect(charges.amount.USD).toBeGreaterThanOrEqual(9000);
    const money = await market.get<{ lines: { account: string; amount: { amount: number } }[] }>(
      `/v1/bookings/${of(bookings, first)}/money`,
      person.token,
    );
    expect(money.body.lines.find(({ account }) => account === 'stripe_clearing')?.amount.amount).toBe(9000);
    expect(await market.ledgerProblems()).toEqual([]);
    expect((await act(person, of(bookings, first), 'cancel', { reason: 'x' })).body.cancellation?.refund.amount).toBe(
      9000,
    );
  });

  it('of two mentors who accept at once exactly one gets it', async () => {
    const [person, asked] = [await market.signUp(), await mentors(9000, 12000)];
    const bookings = await paid(person, (await ask(person, asked, await market.startIn(5))).body);
    const answers = await Promise.all(asked.map((mentor) => act(mentor, of(bookings, mentor), 'accept')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const states = await Promise.all(bookings.map(async ({ id }) => (await market.booking(person, id)).state));
    expect(states.sort()).toEqual(['confirmed', 'declined']);
    expect(await market.ledgerProblems()).toEqual([]);
  });

  it('releases the card when everyone has declined or been withdrawn', async () => {
    const [person, asked] = [await market.signUp(), await mentors(9000, 12000)];
    const bookings = await paid(person, (await ask(person, asked, await market.startIn(6))).body);
    const [first, second] = asked as [TestMentor, TestMentor];
    await act(first, of(bookings, first), 'decline', { reason: 'full' });
    expect((await market.booking(person, of(bookings, second))).payment?.state).toBe('authorized');
    await act(person, of(bookings, second), 'cancel', { reason: 'found another' });
    await market.untilBooking(person, of(bookings, second), ({ payment }) => payment?.state === 'voided');
  });

  it('keeps the candidate’s time from other bookings while it waits', async () => {
    const [person, asked, other] = [await market.signUp(), await mentors(9000, 12000), await market.mentor()];
    const startsAt = await market.startIn(5, 11);
    await paid(person, (await ask(person, asked, startsAt)).body);
    expect(code(await market.book(person, other, startsAt))).toEqual([409, 'slot_taken']);
    const busy = await market.signUp();
    await market.book(busy, other, startsAt);
    expect(code(await ask(busy, await mentors(9000), startsAt))).toEqual([409, 'slot_taken']);
  });

  it('is all or nothing, repeatable by its key, and for paid offerings that need approval of different mentors', async () => {
    const [person, asked, plain] = [await market.signUp(), await mentors(9000, 12000), await market.mentor()];
    const startsAt = await market.startIn(7);
    expect(code(await ask(person, [...asked, plain], startsAt))).toEqual([400, 'validation_failed']);
    const [first] = asked as [TestMentor];
    expect(code(await ask(person, [first, first], startsAt))).toEqual([400, 'validation_failed']);
    await market.book(await market.signUp(), first, startsAt);
    expect(code(await ask(person, asked, startsAt))).toEqual([409, 'slot_taken']);
    expect((await market.get<{ data: unknown[] }>('/v1/bookings', person.token)).body.data).toEqual([]);
    const key = { 'idempotency-key': 'one-request' };
    const other = await market.startIn(8);
    const made = await ask(person, asked, other, key);
    await market.sql('DELETE FROM idempotency_keys'); // the process died before it could keep its answer
    expect((await ask(person, asked, other, key)).body.id).toBe(made.body.id);
    expect((await market.get(`/v1/booking-requests/${made.body.id}`, first.token)).status).toBe(404);
  });

  it('expires unpaid as one, and counts as one hold', async () => {
    const [person, asked, plain] = [await market.signUp(), await mentors(9000, 12000), await market.mentor()];
    const group = await ask(person, asked, await market.startIn(5, 12));
    for (const hour of [13, 14])
      expect((await market.book(person, plain, await market.startIn(5, hour))).status).toBe(201);
    expect(code(await market.book(person, plain, await market.startIn(5, 15)))).toEqual([422, 'too_many_holds']);
    await market.advance(16 * 60);
    const { body } = await market.get<Group>(`/v1/booking-requests/${group.body.id}`, person.token);
    expect(body.bookings.map(({ state }) => state)).toEqual(['expired', 'expired']);
  });
});

describe('a weekly series', () => {
  const book = (person: Person, mentor: TestMentor, startsAt: string, count: number, timeZone = 'UTC') =>
    market.post<Group>(
      '/v1/bookings/series',
      { offeringId: mentor.offeringId, startsAt, timeZone, count },
      person.token,
    );

  it('is held, paid on one page and confirmed as one; each session is cancelled and refunded by itself', async () => {
    const [person, mentor] = [await market.signUp(), await market.mentor({ schedule: { bookingHorizonDays: 365 } })];
    const startsAt = await market.startIn(10);
    const group = await book(person, mentor, startsAt, 4);
    expect(group.status).toBe(201);
    expect(group.body.price.amount).toBe(48000);
    expect(group.body.bookings.map((one) => Date.parse(one.startsAt) - Date.parse(startsAt))).toEqual(
      [0, 1, 2, 3].map((week) => week * WEEK),
    );
    const url = await page(person, `/v1/bookings/series/${group.body.id}`);
    expect(await market.checkoutUrl(person, group.body.bookings[2]?.id ?? '')).toBe(url);
    await market.pay(url);
    const ids = group.body.bookings.map(({ id }) => id);
    for (const id of ids) await market.untilBooking(person, id, ({ state }) => state === 'confirmed');
    expect((await market.booking(person, ids[0] ?? '')).payment).toMatchObject({ amount: { amount: 12000 } });
    await act(person, ids[1] ?? '', 'cancel', { reason: 'on holiday' });
    await market.untilBooking(person, ids[1] ?? '', ({ payment }) => payment?.refundedAmount.amount === 12000);
    expect((await market.booking(person, ids[0] ?? '')).payment?.refundedAmount.amount).toBe(0);
    expect((await market.sandboxState()).movements[group.body.id]).toMatchObject({ paid: 48000, refunded: 12000 });
    expect(await market.ledgerProblems()).toEqual([]);
  });

  it('keeps the wall-clock time of the candidate when clocks change', async () => {
    const mentor = await market.mentor({ schedule: { bookingHorizonDays: 365, slotIncrementMinutes: 60 } });
    const now = await market.now();
    const spring = Date.parse(
      `${now.getUTCMonth() > 2 ? now.getUTCFullYear() + 1 : now.getUTCFullYear()}-03-20T14:00:00Z`,
    );
    const { body } = await book(await market.signUp(), mentor, new Date(spring).toISOString(), 3, 'Europe/Berlin');
    const local = body.bookings.map(({ startsAt }) =>
      new Intl.DateTimeFormat('de', { timeStyle: 'short', timeZone: 'Europe/Berlin' }).format(new Date(startsAt)),
    );
    expect(new Set(local)).toEqual(new Set(['15:00']));
    expect(new Set(body.bookings.map(({ startsAt }) => startsAt.slice(11, 16)))).toEqual(new Set(['14:00', '13:00']));
  });

  it('is all or nothing, with every conflict listed', async () => {
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const startsAt = await market.startIn(10, 12);
    const [second, sixth] = [1, 5].map((week) => new Date(Date.parse(startsAt) + week * WEEK).toISOString());
    await market.book(await market.signUp(), mentor, second ?? '');
    await market.call('PUT', `/v1/mentors/me/overrides/${sixth?.slice(0, 10)}`, {
      token: mentor.token,
      body: { intervals: [] },
    });
    const refused = await book(person, mentor, startsAt, 7);
    expect(refused.status).toBe(409);
    expect(refused.body.conflicts).toEqual([
      { startsAt: second, reason: 'taken' },
      { startsAt: sixth, reason: 'outside_hours' },
    ]);
    expect((await market.get<{ data: unknown[] }>('/v1/bookings', person.token)).body.data).toEqual([]);
    for (const count of [1, 13]) expect((await book(person, mentor, startsAt, count)).status).toBe(400);
  });

  it('given up while it is held is given up as a whole', async () => {
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const { body } = await book(person, mentor, await market.startIn(12), 3);
    await page(person, `/v1/bookings/series/${body.id}`);
    await act(person, body.bookings[1]?.id ?? '', 'cancel', { reason: 'too expensive' });
    const after = await market.get<Group>(`/v1/bookings/series/${body.id}`, person.token);
    expect(after.body.bookings.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect((await market.get(`/v1/bookings/series/${body.id}`, mentor.token)).status).toBe(404);
  });
});

describe('when a mentor drops out', () => {
  async function dropped() {
    const [person, mentor] = [await market.signUp(), await market.mentor({ price: 12000 })];
    const booking = await market.bookAndPay(person, mentor, await market.startIn(1, 12));
    const cancelled = await act(mentor, booking.id, 'cancel', { reason: 'ill' });
    expect(cancelled.body.replacementUntil).not.toBeNull();
    return { person, mentor, id: booking.id, startsAt: booking.startsAt };
  }
  interface Options {
    data: { mentor: { id: string }; startsAt: string; price: { amount: number } }[];
    decideBy: string;
  }
  const options = (person: Person, id: string) => market.get<Options>(`/v1/bookings/${id}/replacements`, person.token);

  it('three replacements near the same time are offered within a minute, and one is booked in one call for what was paid', async () => {
    await Promise.all([
      market.mentor({ price: 20000 }),
      market.mentor({ price: 8000 }),
      market.mentor(),
      market.mentor(),
    ]);
    const { person, mentor, id, startsAt } = await dropped();
    await untilSubject(person, 'Someone can stand in');
    const { body } = await options(person, id);
    expect(body.data).toHaveLength(3);
    expect(body.data.every((one) => one.price.amount === 12000 && one.mentor.id !== mentor.mentorId)).toBe(true);
    expect(Math.abs(Date.parse(body.data[0]?.startsAt ?? '') - Date.parse(startsAt))).toBeLessThanOrEqual(HOUR * 1000);
    expect((await options(await market.signUp(), id)).status).toBe(404);
    const choice = { mentorId: body.data[0]?.mentor.id, startsAt: body.data[0]?.startsAt };
    const taken = await act<BookingBody & { replacementFor: string }>(person, id, 'replacements', choice);
    expect(taken.status).toBe(201);
    expect(taken.body).toMatchObject({
      state: 'confirmed',
      replacementFor: id,
      price: { amount: 12000 },
      payment: { state: 'succeeded', amount: { amount: 12000 } },
    });
    expect(code(await act(person, id, 'replacements', choice))).toEqual([409, 'invalid_state']);
    for (const one of [id, taken.body.id]) {
      const { body: money } = await market.get<{ lines: { amount: { amount: number } }[] }>(
        `/v1/bookings/${one}/money`,
        person.token,
      );
      expect(money.lines.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(0);
    }
    expect(await market.ledgerProblems()).toEqual([]);
    const refund = await act(person, taken.body.id, 'cancel', { reason: 'changed my mind' });
    expect(refund.status).toBe(200);
  });

  it('everything is refunded when the candidate says so, or does nothing', async () => {
    await market.mentor();
    const [one, other] = [await dropped(), await dropped()];
    expect((await act(one.person, one.id, 'replacements/decline')).status).toBe(200);
    await market.untilBooking(one.person, one.id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    expect((await market.booking(other.person, other.id)).payment?.refundedAmount.amount).toBe(0);
    await market.advance(12 * HOUR + 60);
    await market.untilBooking(other.person, other.id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    expect(code(await act(other.person, other.id, 'replacements/decline'))).toEqual([409, 'invalid_state']);
    expect(await market.ledgerProblems()).toEqual([]);
  });

  it('and nobody can stand in, everything is refunded at once', async () => {
    await market.sql(`UPDATE mentors SET state = 'paused'`);
    const { person, id } = await dropped();
    await market.untilBooking(person, id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    expect((await market.booking(person, id)).replacementUntil).toBeNull();
    await market.sql(`UPDATE mentors SET state = 'published'`);
  });

  it('more than 48 hours ahead, the money goes back without waiting', async () => {
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const booking = await market.bookAndPay(person, mentor, await market.startIn(4));
    expect((await act(mentor, booking.id, 'cancel', { reason: 'ill' })).body.replacementUntil).toBeNull();
    await market.untilBooking(person, booking.id, ({ payment }) => payment?.refundedAmount.amount === 12000);
  });
});

describe('the waiting list', () => {
  /** A mentor open for one hour on one day, which is taken. */
  async function full() {
    const date = (await market.startIn(6)).slice(0, 10);
    const mentor = await market.mentor({ schedule: { weeklyHours: { monday: [{ start: '09:00', end: '11:00' }] } } });
    await market.call('PUT', '/v1/mentors/me/schedule', {
      token: mentor.token,
      body: { timeZone: 'UTC', weeklyHours: {}, minimumNoticeMinutes: 0, bufferAfterMinutes: 0 },
    });
    const open = (date: string, hours: object[]) =>
      market.call('PUT', `/v1/mentors/me/overrides/${date}`, { token: mentor.token, body: { intervals: hours } });
    await open(date, [{ start: '10:00', end: '11:00' }]);
    const holder = await market.signUp();
    const booking = await market.bookAndPay(holder, mentor, `${date}T10:00:00.000Z`);
    return { mentor, date, holder, booking, open };
  }
  const wait = async (person: Person, mentor: TestMentor, more: object = {}) =>
    market.post<Waiting>(
      '/v1/waiting-list',
      {
        offeringId: mentor.offeringId,
        from: (await market.startIn(1)).slice(0, 10),
        to: (await market.startIn(20)).slice(0, 10),
        timeZone: 'UTC',
        ...more,
      },
      person.token,
    );
  const entries = async (person: Person): Promise<Waiting[]> =>
    (await market.get<{ data: Waiting[] }>('/v1/waiting-list', person.token)).body.data;
  const untilState = (person: Person, state: string) =>
    until(
      () => entries(person),
      ([entry]) => entry?.state === state,
    );

  it('tells people in order when a session is cancelled, each with the time held for 30 minutes', async () => {
    const { mentor, holder, booking } = await full();
    const [first, second] = [await market.signUp(), await market.signUp()];
    expect((await wait(first, mentor)).body.state).toBe('waiting');
    expect(code(await wait(first, mentor))).toEqual([409, 'already_exists']);
    await wait(second, mentor);
    await act(holder, booking.id, 'cancel', { reason: 'cannot come' });
    const [entry] = await untilState(first, 'offered');
    const held = await market.booking(first, entry?.bookingId ?? '');
    expect(held).toMatchObject({ state: 'held', startsAt: booking.startsAt });
    const minutes = (Date.parse(held.holdExpiresAt ?? '') - (await market.now()).getTime()) / 60_000;
    expect(minutes).toBeGreaterThan(29);
    expect(minutes).toBeLessThanOrEqual(30);
    await untilSubject(first, 'A time is free');
    expect((await entries(second))[0]?.state).toBe('waiting');
    expect(code(await market.book(second, mentor, booking.startsAt))).toEqual([409, 'slot_taken']);
    await market.advance(31 * 60);
    await untilState(second, 'offered');
    expect((await entries(first))[0]?.state).toBe('missed');
    const [mine] = await entries(second);
    const mails = await untilSubject(second, 'A time is free');
    const link = /https?:\/\/\S+\/v1\/offers\/\S+/.exec(mails.map(({ text }) => text).join('\n'))?.[0] ?? '';
    expect(await (await fetch(link)).text()).toContain('Take it for $120.00'); // without signing in
    const took = await fetch(link, { method: 'POST', redirect: 'manual' });
    expect([took.status, (await fetch(link.replace('candidate', 'mentor'))).status]).toEqual([303, 404]);
    await market.pay(took.headers.get('location') ?? '');
    await market.untilBooking(second, mine?.bookingId ?? '', ({ state }) => state === 'confirmed');
    expect((await entries(second))[0]?.state).toBe('booked');
    expect(await (await fetch(link)).text()).toContain('no longer held');
    expect((await fetch(link, { method: 'POST', redirect: 'manual' })).status).toBe(409);
  });

  it('tells as many as there are new hours for, and only where dates and hours fit', async () => {
    const { mentor, date, open } = await full();
    const people = await Promise.all([1, 2, 3].map(() => market.signUp()));
    const [early, late, any] = people as [Person, Person, Person];
    await wait(early, mentor, { hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], start: '06:00', end: '09:00' }] });
    await wait(late, mentor, { hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], start: '14:00', end: '20:00' }] });
    await wait(any, mentor);
    await open(date, [
      { start: '10:00', end: '11:00' },
      { start: '15:00', end: '17:00' },
    ]);
    await untilState(late, 'offered');
    await untilState(any, 'offered');
    expect((await entries(early))[0]?.state).toBe('waiting');
    expect(
      await Promise.all(
        [late, any].map(async (who) => (await market.booking(who, (await entries(who))[0]?.bookingId ?? '')).startsAt),
      ),
    ).toEqual([`${date}T15:00:00.000Z`, `${date}T16:00:00.000Z`]);
  });

  it('skips somebody who is busy then, and those who have left', async () => {
    const { mentor, holder, booking } = await full();
    const [busy, left, next, other] = [
      await market.signUp(),
      await market.signUp(),
      await market.signUp(),
      await market.mentor(),
    ];
    await market.bookAndPay(busy, other, booking.startsAt);
    for (const person of [busy, left, next]) await wait(person, mentor);
    const [leaving] = await entries(left);
    expect((await market.call('DELETE', `/v1/waiting-list/${leaving?.id}`, { token: busy.token })).status).toBe(404);
    expect((await market.call('DELETE', `/v1/waiting-list/${leaving?.id}`, { token: left.token })).status).toBe(204);
    await act(holder, booking.id, 'cancel', { reason: 'cannot come' });
    await untilState(next, 'offered');
    expect((await entries(busy))[0]?.state).toBe('waiting');
    expect((await entries(left))[0]?.state).toBe('left');
  });

  it('is not for times that are free already', async () => {
    const mentor = await market.mentor();
    const refused = await wait(await market.signUp(), mentor);
    expect(code(refused)).toEqual([422, 'policy_violation']);
    expect(refused.body.alternatives).toHaveLength(3);
    for (const wrong of [{ from: '2020-01-01', to: '2020-01-02' }, { to: '2020-01-01' }, { timeZone: 'Nowhere' }])
      expect((await wait(await market.signUp(), mentor, wrong)).status).toBe(400);
  });
});

import { randomUUID } from 'node:crypto';
import { type Answer, type BookingBody, Marketplace, type Person } from '../support/marketplace.ts';

let market: Marketplace;
let candidate: Person;
beforeAll(async () => {
  market = await Marketplace.start();
  candidate = await market.signUp('Kim Doe');
});
afterAll(() => market.close());

const code = (answer: Answer<BookingBody>): [number, string | undefined] => [answer.status, answer.body.code];
const cancel = (person: Person, id: string, more: object = {}) =>
  market.post<BookingBody>(`/v1/bookings/${id}/cancel`, { reason: 'plans changed', ...more }, person.token);

describe('holding a time', () => {
  it('refuses a time that is taken, with the three nearest free ones', async () => {
    const [mentor, startsAt] = [await market.mentor(), await market.startIn(5, 10)];
    expect((await market.book(candidate, mentor, startsAt)).status).toBe(201);
    const refused = await market.book(await market.signUp(), mentor, startsAt);
    expect(code(refused)).toEqual([409, 'slot_taken']);
    const near = [await market.startIn(5, 9), await market.startIn(5, 11), `${startsAt.slice(0, 11)}11:30:00.000Z`];
    expect(refused.body.alternatives).toEqual(near);
    for (const alternative of near.slice(1, 2))
      expect((await market.book(await market.signUp(), mentor, alternative)).status).toBe(201);
  });

  it.each([
    ['in the past', '2020-01-01T10:00:00Z'],
    ['outside the hours', null],
    ['far beyond the horizon', '2999-01-01T10:00:00Z'],
  ])('refuses a time %s with 422 slot_unavailable and alternatives', async (_, fixed) => {
    const refused = await market.book(candidate, await market.mentor(), fixed ?? (await market.startIn(5, 3)));
    expect(code(refused)).toEqual([422, 'slot_unavailable']);
    expect(refused.body.alternatives).toHaveLength(3);
  });

  it('knows only offerings on sale, and nobody books themselves', async () => {
    const mentor = await market.mentor();
    expect(
      code(await market.book(candidate, { ...mentor, offeringId: randomUUID() }, await market.startIn(5))),
    ).toEqual([404, 'not_found']);
    expect(code(await market.book(mentor, mentor, await market.startIn(5)))).toEqual([422, 'policy_violation']);
    expect(code(await market.book(candidate, mentor, await market.startIn(5), { promoCode: 'FREE' }))).toEqual([
      422,
      'promo_invalid',
    ]);
  });

  it('allows three holds at a time, and one session at a time for the candidate too', async () => {
    const [person, mentors] = [
      await market.signUp(),
      await Promise.all([market.mentor(), market.mentor(), market.mentor(), market.mentor()]),
    ];
    const same = await market.startIn(5, 10);
    expect((await market.book(person, mentors[0], same)).status).toBe(201);
    expect(code(await market.book(person, mentors[1], same))).toEqual([409, 'slot_taken']);
    expect((await market.book(person, mentors[1], await market.startIn(5, 12))).status).toBe(201);
    expect((await market.book(person, mentors[2], await market.startIn(5, 14))).status).toBe(201);
    expect(code(await market.book(person, mentors[3], await market.startIn(5, 16)))).toEqual([422, 'too_many_holds']);
  });

  it('keeps to the caps of the day, counted with the holds', async () => {
    const mentor = await market.mentor({ schedule: { maxSessionsPerDay: 1 } });
    await market.book(candidate, mentor, await market.startIn(8, 10));
    expect(code(await market.book(await market.signUp(), mentor, await market.startIn(8, 14)))).toEqual([
      422,
      'slot_unavailable',
    ]);
    expect((await market.book(await market.signUp(), mentor, await market.startIn(9, 14))).status).toBe(201);
  });

  it('ends after 15 minutes: expired, free again, the payment page closed', async () => {
    const [person, mentor, startsAt] = [await market.signUp(), await market.mentor(), await market.startIn(5, 10)];
    const held = await market.book(person, mentor, startsAt);
    const url = await market.checkoutUrl(person, held.body.id);
    await market.advance(14 * 60);
    expect((await market.booking(person, held.body.id)).state).toBe('held');
    await market.advance(61);
    expect((await market.booking(person, held.body.id)).state).toBe('expired');
    expect((await market.pay(url)).status).toBe(410);
    expect(code(await market.post<BookingBody>(`/v1/bookings/${held.body.id}/checkout`, {}, person.token))).toEqual([
      410,
      'hold_expired',
    ]);
    const again = await market.book(await market.signUp(), mentor, startsAt);
    expect(again.status).toBe(201);
    expect((await market.booking(person, held.body.id)).history.map(({ to, by }) => `${to} ${by}`)).toEqual([
      'held candidate',
      'expired clock',
    ]);
  });

  it('never blocks anyone with a stale hold, even before the sweep has run', async () => {
    const [person, mentor, startsAt] = [await market.signUp(), await market.mentor(), await market.startIn(7, 10)];
    const held = await market.book(person, mentor, startsAt);
    await market.sql(
      `UPDATE bookings SET hold_expires_at = now() - interval '1 hour', releasing_at = now() + interval '1 day' WHERE id = $1`,
      [held.body.id],
    );
    await market.sql(`UPDATE occupied_time SET expires_at = now() - interval '1 hour' WHERE subject_id = $1`, [
      held.body.id,
    ]);
    expect((await market.book(await market.signUp(), mentor, startsAt)).status).toBe(201);
    expect((await market.booking(person, held.body.id)).state).toBe('expired');
  });
});

describe('reading bookings', () => {
  it('is for the two parties and admins only', async () => {
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const held = await market.book(person, mentor, await market.startIn(5));
    const [stranger, admin] = [await market.signUp(), await market.admin()];
    const read = (token: string) => market.get(`/v1/bookings/${held.body.id}`, token);
    expect([
      (await read(person.token)).status,
      (await read(mentor.token)).status,
      (await read(admin.token)).status,
      (await read(stranger.token)).status,
    ]).toEqual([200, 200, 200, 404]);
    for (const path of ['checkout', 'cancel', 'cancellation-quotes']) {
      expect(
        (
          await market.post(
            `/v1/bookings/${held.body.id}/${path}`,
            path === 'cancel' ? { reason: 'x' } : {},
            stranger.token,
          )
        ).status,
      ).toBe(404);
    }
    expect((await market.post(`/v1/bookings/${held.body.id}/checkout`, {}, mentor.token)).status).toBe(404);
  });

  it('lists them by role and state, page by page', async () => {
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const made: string[] = [];
    for (const day of [3, 4, 5]) made.push((await market.book(person, mentor, await market.startIn(day))).body.id);
    await cancel(person, made[0] ?? '');
    const list = async (query: string, token = person.token) =>
      (await market.get<{ data: BookingBody[]; nextCursor: string | null }>(`/v1/bookings?${query}`, token)).body;
    expect((await list('')).data.map(({ id }) => id)).toEqual([...made].reverse());
    expect((await list('state=cancelled')).data.map(({ id }) => id)).toEqual([made[0]]);
    expect((await list('role=mentor')).data).toEqual([]);
    expect((await list('role=mentor', mentor.token)).data).toHaveLength(3);
    const first = await list('limit=2');
    expect((await list(`limit=2&cursor=${first.nextCursor}`)).data.map(({ id }) => id)).toEqual([made[0]]);
    const range = await market.get<{ data: BookingBody[] }>(
      `/v1/mentors/me/bookings?from=${await market.startIn(4, 0)}&to=${await market.startIn(5, 0)}`,
      mentor.token,
    );
    expect(range.body.data.map(({ id }) => id)).toEqual([made[1]]);
    expect((await market.get('/v1/bookings?state=imaginary', person.token)).status).toBe(400);
  });
});

describe('cancelling', () => {
  it.each([
    ['standard', 3, 12000],
    ['standard', 2, 6000],
    ['flexible', 2, 12000],
    ['strict', 3, 6000],
  ])('under %s, %d days ahead, refunds %d of 12000', async (policy, days, refund) => {
    const [person, mentor] = [await market.signUp(), await market.mentor({ policy })];
    const startsAt = new Date((await market.now()).getTime() + days * 86_400_000 - 3_600_000);
    startsAt.setUTCMinutes(0, 0, 0);
    const hour = startsAt.getUTCHours();
    if (hour < 9 || hour > 15) startsAt.setUTCHours(days === 3 ? 15 : 9, 0, 0, 0);
    await market.sql(`UPDATE schedules SET weekly_hours = $2, minimum_notice_minutes = 0 WHERE mentor_id = $1`, [
      mentor.mentorId,
      JSON.stringify(
        Object.fromEntries(
          ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
            day,
            [{ start: '00:00', end: '24:00' }],
          ]),
        ),
      ),
    ]);
    const wished = new Date((await market.now()).getTime() + days * 86_400_000 - (days === 2 ? 2 : -2) * 3_600_000);
    wished.setUTCMinutes(0, 0, 0);
    const booking = await market.bookAndPay(person, mentor, wished.toISOString());
    await market.advance(31 * 60);
    const quote = await market.get<{ id: null; refund: { amount: number }; penalty: { amount: number } }>(
      `/v1/bookings/${booking.id}/cancellation-quote`,
      person.token,
    );
    expect([quote.body.id, quote.body.refund.amount, quote.body.penalty.amount]).toEqual([
      null,
      refund,
      12000 - refund,
    ]);
    expect((await cancel(person, booking.id)).body).toMatchObject({
      state: 'cancelled',
      cancellation: { by: 'candidate', reason: 'plans changed', refund: { amount: refund } },
    });
    const refunded = await market.untilBooking(
      person,
      booking.id,
      ({ payment }) => payment?.refundedAmount.amount === refund,
    );
    expect(refunded.joinUrl).toBeNull();
    expect((await market.book(await market.signUp(), mentor, booking.startsAt)).status).toBe(201);
  });

  it('honours a quote although the tier has changed, and not a minute longer', async () => {
    const [person, mentor] = [
      await market.signUp(),
      await market.mentor({
        schedule: {
          weeklyHours: Object.fromEntries(
            ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
              day,
              [{ start: '00:00', end: '24:00' }],
            ]),
          ),
          slotIncrementMinutes: 5,
        },
      }),
    ];
    const soon = new Date(
      Math.ceil(((await market.now()).getTime() + 48 * 3_600_000 + 36 * 60_000) / 300_000) * 300_000,
    ).toISOString();
    const booking = await market.bookAndPay(person, mentor, soon);
    await market.advance(31 * 60); // the half hour of regret is over, 48 h and some minutes are left
    const quote = () =>
      market.post<{ id: string; refund: { amount: number } }>(
        `/v1/bookings/${booking.id}/cancellation-quotes`,
        {},
        person.token,
      );
    const full = await quote();
    expect(full.body.refund.amount).toBe(12000);
    await market.advance(11 * 60);
    expect((await quote()).body.refund.amount).toBe(6000);
    expect(code(await cancel(person, booking.id, { quoteId: full.body.id }))).toEqual([422, 'policy_violation']);
    expect(code(await cancel(mentor, booking.id, { quoteId: full.body.id }))).toEqual([404, 'not_found']);
    const half = await quote();
    expect((await cancel(person, booking.id, { quoteId: half.body.id })).body.cancellation?.refund.amount).toBe(6000);
  });

  it('by the mentor gives everything back and tells both', async () => {
    const [person, mentor] = [await market.signUp(), await market.mentor({ policy: 'strict' })];
    const booking = await market.bookAndPay(person, mentor, await market.startIn(4, 10));
    expect((await cancel(mentor, booking.id)).body.cancellation).toMatchObject({
      by: 'mentor',
      refund: { amount: 12000 },
    });
    await market.untilBooking(person, booking.id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    const mails = await market.untilMails(person.email, 3);
    expect(mails.map(({ subject }) => subject).sort()).toEqual([
      'Cancelled: Session with M.',
      'Confirmed: Session with M.',
      'Refund: Session with M.',
    ]);
    expect(
      mails
        .find(({ subject }) => subject.startsWith('Cancelled'))
        ?.attachments.map(({ content }) => content)
        .join(),
    ).toMatch(/METHOD:CANCEL[^]*SEQUENCE:1/);
    expect(await market.untilMails(mentor.email, 2)).toHaveLength(2);
  });

  it('a hold costs nothing, a second time is refused, and nobody cancels what has begun', async () => {
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const held = await market.book(person, mentor, await market.startIn(5));
    expect(code(await cancel(mentor, held.body.id))).toEqual([409, 'invalid_state']);
    expect((await cancel(person, held.body.id)).body).toMatchObject({ state: 'cancelled', payment: null });
    expect(code(await cancel(person, held.body.id))).toEqual([409, 'invalid_state']);
    const intro = await market.post<BookingBody>(
      '/v1/bookings',
      { offeringId: mentor.introId, startsAt: await market.startIn(3, 10), timeZone: 'UTC' },
      person.token,
    );
    await market.advance((Date.parse(intro.body.startsAt) - (await market.now()).getTime()) / 1000 + 60);
    expect(code(await cancel(person, intro.body.id))).toEqual([409, 'invalid_state']);
  });

  it('lets an admin cancel with a full refund and refund more, never above what is left', async () => {
    const [person, mentor, admin] = [await market.signUp(), await market.mentor(), await market.admin()];
    const booking = await market.bookAndPay(person, mentor, await market.startIn(6, 10));
    const refund = (amount?: number) =>
      market.post<{ code: string }>(
        `/v1/admin/bookings/${booking.id}/refund`,
        { ...(amount && { amount }), reason: 'power cut' },
        admin.token,
      );
    expect((await refund(5000)).status).toBe(200);
    expect((await refund(7001)).body.code).toBe('policy_violation');
    await market.untilBooking(person, booking.id, ({ payment }) => payment?.refundedAmount.amount === 5000);
    expect(
      (await market.post(`/v1/admin/bookings/${booking.id}/cancel`, { reason: 'mentor ill' }, admin.token)).status,
    ).toBe(200);
    await market.untilBooking(person, booking.id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    expect((await refund()).body.code).toBe('policy_violation');
    expect((await market.post(`/v1/admin/bookings/${booking.id}/cancel`, {}, admin.token)).status).toBe(400);
    const money = await market.get<{ lines: { account: string; amount: { amount: number } }[] }>(
      `/v1/bookings/${booking.id}/money`,
      mentor.token,
    );
    expect(money.body.lines.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(0);
    expect(await market.ledgerProblems()).toEqual([]);
  });
});

describe('completing', () => {
  it('happens 15 minutes after the end, counts for the mentor, and keeps the time', async () => {
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const booking = await market.bookAndPay(person, mentor, await market.startIn(2, 10));
    await market.advance((Date.parse(booking.endsAt) - (await market.now()).getTime()) / 1000 + 14 * 60);
    expect((await market.booking(person, booking.id)).state).toBe('confirmed');
    await market.advance(120);
    const completed = await market.booking(person, booking.id);
    expect(completed.state).toBe('completed');
    expect(completed.history.at(-1)).toMatchObject({ from: 'confirmed', to: 'completed', by: 'clock' });
    const card = await market.get<{ sessionsCompleted: number }>(`/v1/mentors/${mentor.mentorId}`);
    expect(card.body.sessionsCompleted).toBe(1);
    expect(await market.ledgerProblems()).toEqual([]);
  });
});

import { type BookingBody, Marketplace, type Person, type TestMentor, until } from '../support/marketplace.ts';

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start();
});
afterEach(() => market.faults({}));
afterAll(() => market.close());

const HOUR = 3600;
const code = ({ status, body }: { status: number; body: unknown }): unknown[] => [
  status,
  (body as { code?: string }).code,
];
const act = <T = BookingBody>(person: Person, id: string, action: string, body: object = {}) =>
  market.post<T>(`/v1/bookings/${id}/${action}`, body, person.token);
const advanceTo = async (at: string, seconds = 0): Promise<void> =>
  market.advance((Date.parse(at) - (await market.now()).getTime()) / 1000 + seconds);
const setOffering = (mentor: TestMentor, change: object) =>
  market.call('PATCH', `/v1/mentors/me/offerings/${mentor.offeringId}`, { token: mentor.token, body: change });
const subjects = async (person: Person): Promise<string[]> =>
  (await market.mails(person.email)).map(({ subject }) => subject.split(':')[0] ?? '');
const untilSubject = (person: Person, subject: string) =>
  until(
    () => subjects(person),
    (found) => found.includes(subject),
  );

/** A paid request to a mentor who accepts each first. */
async function requested(days = 5): Promise<{ person: Person; mentor: TestMentor; id: string; startsAt: string }> {
  const [person, mentor, startsAt] = [await market.signUp(), await market.mentor(), await market.startIn(days)];
  await setOffering(mentor, { requiresApproval: true });
  const { body } = await market.book(person, mentor, startsAt);
  await market.pay(await market.checkoutUrl(person, body.id));
  await market.untilBooking(person, body.id, ({ state }) => state === 'awaiting_mentor');
  return { person, mentor, id: body.id, startsAt };
}

async function confirmed(days = 5, more: Parameters<Marketplace['mentor']>[0] = {}) {
  const [person, mentor] = [await market.signUp(), await market.mentor(more)];
  return { person, mentor, booking: await market.bookAndPay(person, mentor, await market.startIn(days)) };
}

describe('an offering whose mentor accepts each request first', () => {
  it('authorizes the card, takes nothing, and is confirmed and captured when the mentor accepts', async () => {
    const { person, mentor, id } = await requested();
    const waiting = await market.booking(person, id);
    expect(waiting.payment).toMatchObject({ state: 'authorized', amount: { amount: 12000 } });
    expect(Date.parse(waiting.respondBy ?? '') - (await market.now()).getTime()).toBeGreaterThan(23.9 * HOUR * 1000);
    await untilSubject(mentor, 'Request');
    expect((await market.sandboxState()).movements[id]?.paid).toBe(0);
    expect(code(await act(person, id, 'accept'))).toEqual([404, 'not_found']);
    const accepted = await act(mentor, id, 'accept');
    expect(accepted.body).toMatchObject({ state: 'confirmed', payment: { state: 'succeeded' } });
    expect(accepted.body.history.map(({ to, by }) => `${to} by ${by}`)).toEqual([
      'held by candidate',
      'awaiting_mentor by stripe',
      'confirmed by mentor',
    ]);
    expect(code(await act(mentor, id, 'accept'))).toEqual([409, 'invalid_state']);
    expect((await market.sandboxState()).movements[id]?.paid).toBe(12000);
    await untilSubject(person, 'Confirmed');
    expect(await market.ledgerProblems()).toEqual([]);
  });

  it('releases the card and the time when the mentor declines', async () => {
    const { person, mentor, id, startsAt } = await requested();
    expect(code(await act(mentor, id, 'decline'))).toEqual([400, 'validation_failed']);
    expect((await act(mentor, id, 'decline', { reason: 'I am travelling.' })).body.state).toBe('declined');
    const declined = await market.untilBooking(person, id, ({ payment }) => payment?.state === 'voided');
    expect(declined.history.at(-1)).toMatchObject({ to: 'declined', by: 'mentor', reason: 'I am travelling.' });
    expect((await market.book(await market.signUp(), mentor, startsAt)).status).toBe(201);
    await untilSubject(person, 'Not accepted');
    expect((await market.sandboxState()).movements[id]).toMatchObject({ paid: 0, refunded: 0 });
  });

  it('ends by itself after 24 hours, and never later than two hours before the start', async () => {
    const [late, soon] = [await requested(5), await requested(1)];
    const answerBy = (await market.booking(soon.person, soon.id)).respondBy;
    expect(Date.parse(soon.startsAt) - Date.parse(answerBy ?? '')).toBe(2 * HOUR * 1000);
    await market.advance(24 * HOUR + 60);
    expect((await market.booking(soon.person, soon.id)).state).toBe('declined');
    const lapsed = await market.untilBooking(late.person, late.id, ({ payment }) => payment?.state === 'voided');
    expect(lapsed.history.at(-1)).toMatchObject({ to: 'declined', by: 'clock' });
    expect(code(await act(late.mentor, late.id, 'accept'))).toEqual([409, 'invalid_state']);
  });

  it('can be withdrawn by the candidate at no cost', async () => {
    const { person, mentor, id } = await requested();
    expect((await act(person, id, 'cancel', { reason: 'found another' })).body).toMatchObject({
      state: 'cancelled',
      cancellation: { refund: { amount: 0 } },
    });
    await market.untilBooking(person, id, ({ payment }) => payment?.state === 'voided');
    await untilSubject(mentor, 'Cancelled');
  });

  it('keeps the acceptance while Stripe is silent, and captures once later', async () => {
    const { person, mentor, id } = await requested();
    await market.faults({ failRate: 1, kinds: ['dropRequest'] });
    expect((await act(mentor, id, 'accept')).body.state).toBe('awaiting_mentor');
    expect(code(await act(mentor, id, 'decline', { reason: 'too late' }))).toEqual([409, 'invalid_state']);
    expect(code(await act(person, id, 'cancel', { reason: 'too late' }))).toEqual([409, 'invalid_state']);
    await market.advance(25 * HOUR);
    expect((await market.booking(person, id)).state).toBe('awaiting_mentor');
    await market.faults({});
    await market.untilBooking(person, id, ({ state }) => state === 'confirmed');
    expect((await market.sandboxState()).movements[id]?.paid).toBe(12000);
  });

  it('ends when the bank lets the authorization lapse', async () => {
    const { person, mentor, id } = await requested(20);
    await market.sql(`UPDATE bookings SET respond_by = respond_by + interval '10 days' WHERE id = $1`, [id]);
    await market.advance(7 * 24 * HOUR + 60);
    const over = await market.untilBooking(person, id, ({ state }) => state === 'declined');
    expect(over.history.at(-1)).toMatchObject({ by: 'stripe' });
    expect(code(await act(mentor, id, 'accept'))).toEqual([409, 'invalid_state']);
  });

  it('is not held so late that nobody could answer', async () => {
    const [person, mentor] = [
      await market.signUp(),
      await market.mentor({ schedule: { minimumNoticeMinutes: 0, slotIncrementMinutes: 5 } }),
    ];
    await setOffering(mentor, { requiresApproval: true });
    const startsAt = await market.startIn(1, 12);
    await advanceTo(startsAt, -2.2 * HOUR);
    expect(code(await market.book(person, mentor, startsAt))).toEqual([422, 'slot_unavailable']);
  });

  it('asks at once when it is free', async () => {
    const [person, mentor, startsAt] = [await market.signUp(), await market.mentor(), await market.startIn(5)];
    await market.call('PATCH', `/v1/mentors/me/offerings/${mentor.introId}`, {
      token: mentor.token,
      body: { requiresApproval: true },
    });
    const { body } = await market.book(person, { ...mentor, offeringId: mentor.introId }, startsAt);
    expect(body.state).toBe('awaiting_mentor');
    expect((await act(mentor, body.id, 'accept')).body.state).toBe('confirmed');
  });
});

describe('moving a session', () => {
  it('keeps booking and payment, frees the old time exactly when the new one is taken, and raises SEQUENCE', async () => {
    const { person, mentor, booking } = await confirmed();
    const startsAt = await market.startIn(6, 14);
    const moved = await act(person, booking.id, 'reschedule', { startsAt });
    expect(moved.body).toMatchObject({ id: booking.id, state: 'confirmed', startsAt, reschedules: 1 });
    expect(moved.body.payment).toMatchObject({ state: 'succeeded', amount: { amount: 12000 } });
    expect(moved.body.history.at(-1)).toMatchObject({ moved: { from: booking.startsAt, to: startsAt } });
    expect((await market.book(await market.signUp(), mentor, booking.startsAt)).status).toBe(201);
    expect((await market.book(await market.signUp(), mentor, startsAt)).body.code).toBe('slot_taken');
    const mails = await until(
      () => market.mails(person.email),
      (found) => found.some(({ subject }) => subject.startsWith('Moved')),
    );
    const invite = mails.find(({ subject }) => subject.startsWith('Moved'))?.attachments[0]?.content ?? '';
    expect(invite).toMatch(/METHOD:REQUEST[^]*SEQUENCE:1/);
    expect(invite).toContain(`UID:${booking.id}@mentor-sessions`);
    expect(await subjects(mentor)).toContain('Moved');
  });

  it('may overlap its own old time, and does not count against its own caps', async () => {
    const { person, booking } = await confirmed(5, { schedule: { maxSessionsPerDay: 1, maxSessionsPerWeek: 1 } });
    const startsAt = new Date(Date.parse(booking.startsAt) + 30 * 60_000).toISOString();
    expect((await act(person, booking.id, 'reschedule', { startsAt })).body).toMatchObject({ startsAt });
  });

  it('is refused a third time, within 24 hours of the start, to a taken or closed time, and to anyone else', async () => {
    const { person, mentor, booking } = await confirmed();
    const other = await market.bookAndPay(await market.signUp(), mentor, await market.startIn(6, 12));
    const taken = await act(person, booking.id, 'reschedule', { startsAt: other.startsAt });
    expect(code(taken)).toEqual([409, 'slot_taken']);
    expect(taken.body.alternatives).toHaveLength(3);
    const closed = await act(person, booking.id, 'reschedule', { startsAt: await market.startIn(6, 3) });
    expect(code(closed)).toEqual([422, 'slot_unavailable']);
    expect((await market.booking(person, booking.id)).startsAt).toBe(booking.startsAt);
    expect(code(await act(mentor, booking.id, 'reschedule', { startsAt: await market.startIn(7) }))).toEqual([
      404,
      'not_found',
    ]);
    for (const day of [6, 7])
      expect((await act(person, booking.id, 'reschedule', { startsAt: await market.startIn(day, 15) })).status).toBe(
        200,
      );
    expect(code(await act(person, booking.id, 'reschedule', { startsAt: await market.startIn(8) }))).toEqual([
      422,
      'policy_violation',
    ]);
    const soon = await confirmed(2);
    await advanceTo(soon.booking.startsAt, -23 * HOUR);
    expect(code(await act(soon.person, soon.booking.id, 'reschedule', { startsAt: await market.startIn(4) }))).toEqual([
      422,
      'policy_violation',
    ]);
  });

  it('of two at once into one time exactly one succeeds, the other keeps its own', async () => {
    const mentor = await market.mentor();
    const people = [await market.signUp(), await market.signUp()];
    const bookings = await Promise.all(
      people.map(async (person, i) => market.bookAndPay(person, mentor, await market.startIn(5, 10 + 2 * i))),
    );
    const startsAt = await market.startIn(6, 10);
    const answers = await Promise.all(
      people.map((person, i) => act(person, bookings[i]?.id ?? '', 'reschedule', { startsAt })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const now = await Promise.all(people.map((person, i) => market.booking(person, bookings[i]?.id ?? '')));
    expect(new Set(now.map((one) => one.startsAt)).size).toBe(2);
  });

  it('is proposed by the mentor with up to three starts, of which the candidate takes one or none', async () => {
    const { person, mentor, booking } = await confirmed();
    const starts = [await market.startIn(6, 3), await market.startIn(7, 20)];
    expect(code(await act(person, booking.id, 'reschedule-proposals', { startsAt: starts }))[0]).toBe(404);
    const proposed = await act(mentor, booking.id, 'reschedule-proposals', { startsAt: starts });
    expect(proposed.status).toBe(201);
    const id = proposed.body.rescheduleProposal?.id ?? '';
    expect(proposed.body.rescheduleProposal?.startsAt).toEqual(starts);
    await untilSubject(person, 'Another time? Session with M.');
    const accept = (proposal: string, startsAt: string | undefined) =>
      act(person, booking.id, `reschedule-proposals/${proposal}/accept`, { startsAt });
    expect(code(await accept(id, await market.startIn(8)))).toEqual([400, 'validation_failed']);
    const moved = await accept(id, starts[0]); // at 3 in the morning: hours do not bind the mentor
    expect(moved.body).toMatchObject({ startsAt: starts[0], reschedules: 0, rescheduleProposal: null });
    expect(code(await accept(id, starts[1]))).toEqual([409, 'invalid_state']);
    const again = await act(mentor, booking.id, 'reschedule-proposals', { startsAt: [starts[1]] });
    const second = again.body.rescheduleProposal?.id ?? '';
    const kept = await act(person, booking.id, `reschedule-proposals/${second}/decline`);
    expect(kept.body).toMatchObject({ startsAt: starts[0], rescheduleProposal: null });
    for (const wrong of [[], [starts[0]], ['2020-01-01T10:00:00Z'], Array(4).fill(starts[1]) as string[]])
      expect((await act(mentor, booking.id, 'reschedule-proposals', { startsAt: wrong })).status).toBe(400);
  });
});

describe('joining', () => {
  it('shows the way to the two parties only, from 24 hours before, and keeps when each opened the room', async () => {
    const { person, mentor, booking } = await confirmed(2);
    const admin = await market.admin();
    expect((await market.booking(person, booking.id)).joinUrl).toBeNull();
    expect(code(await act(person, booking.id, 'join'))).toEqual([409, 'invalid_state']);
    await advanceTo(booking.startsAt, -24 * HOUR + 60);
    const links = [await market.booking(person, booking.id), await market.booking(mentor, booking.id)].map(
      ({ joinUrl }) => joinUrl ?? '',
    );
    expect(new Set(links).size).toBe(2);
    expect((await market.booking(admin, booking.id)).joinUrl).toBeNull();
    expect((await act(admin, booking.id, 'join')).status).toBe(404);
    const page = await fetch(links[0] ?? '');
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Join the session')]);
    expect(await market.sql('SELECT * FROM session_joins WHERE booking_id = $1', [booking.id])).toEqual([]);
    const form = { 'content-type': 'application/x-www-form-urlencoded' }; // as a browser's button sends it
    const entered = await fetch(links[0] ?? '', { method: 'POST', redirect: 'manual', headers: form });
    expect([entered.status, entered.headers.get('location')]).toEqual([
      303,
      expect.stringMatching(/^https:\/\/meet\.example\.com\/session-[0-9a-f]{24}$/),
    ]);
    const room = (await act<{ joinUrl: string }>(mentor, booking.id, 'join')).body.joinUrl;
    expect(room).toBe(entered.headers.get('location'));
    expect(await market.sql('SELECT role FROM session_joins WHERE booking_id = $1', [booking.id])).toHaveLength(2);
    expect((await fetch((links[0] ?? '').replace('candidate', 'mentor'))).status).toBe(404);
  });

  it('leads to the mentor’s own room where they have one', async () => {
    const { person, booking } = await confirmed(1, { profile: { meetingUrl: 'https://zoom.example/j/morgan' } });
    await advanceTo(booking.startsAt, -HOUR);
    expect((await act(person, booking.id, 'join')).body.joinUrl).toBe('https://zoom.example/j/morgan');
    const profile = await market.get(`/v1/mentors/${(await market.booking(person, booking.id)).mentor.id}`);
    expect(JSON.stringify(profile.body)).not.toContain('zoom.example');
  });
});

interface Claim {
  id: string;
  state: string;
  outcome: string | null;
  evidence: { candidateJoinedAt: string | null; mentorJoinedAt: string | null };
  code?: string;
}

describe('a claim of absence', () => {
  const begun = async (seconds = 11 * 60) => {
    const one = await confirmed(1);
    await advanceTo(one.booking.startsAt, seconds);
    return one;
  };
  const claim = (person: Person, id: string, absent: string, text = '') =>
    act<Claim>(person, id, 'claims', { absent, text });
  const answer = (person: Person, id: string, body: object) =>
    market.post<Claim>(`/v1/claims/${id}/answer`, body, person.token);

  it('is made from 10 minutes into the session until a day after its end, with when each opened the room', async () => {
    const { person, mentor, booking } = await begun(9 * 60);
    await act(person, booking.id, 'join');
    expect(code(await claim(person, booking.id, 'mentor'))).toEqual([422, 'policy_violation']);
    await market.advance(120);
    expect(code(await claim(person, booking.id, 'candidate'))).toEqual([422, 'policy_violation']);
    expect(code(await claim(await market.signUp(), booking.id, 'mentor'))).toEqual([404, 'not_found']);
    const open = await claim(person, booking.id, 'mentor', 'Nobody came.');
    expect(open.body).toMatchObject({ state: 'open', by: 'candidate', absent: 'mentor' });
    expect([open.body.evidence.candidateJoinedAt === null, open.body.evidence.mentorJoinedAt]).toEqual([false, null]);
    expect(code(await claim(mentor, booking.id, 'candidate'))).toEqual([409, 'already_exists']);
    await untilSubject(mentor, 'Please answer');
    const late = await confirmed(1);
    await advanceTo(late.booking.endsAt, 24 * HOUR + 60);
    expect(code(await claim(late.person, late.booking.id, 'mentor'))).toEqual([422, 'policy_violation']);
  });

  it('keeps the session from completing, and admitted by the mentor gives everything back', async () => {
    const { person, mentor, booking } = await begun();
    const open = await claim(person, booking.id, 'mentor');
    await market.advance(2 * HOUR);
    expect((await market.booking(person, booking.id)).state).toBe('confirmed');
    expect(code(await answer(person, open.body.id, { admit: true }))).toEqual([404, 'not_found']);
    expect((await answer(mentor, open.body.id, { admit: true })).body).toMatchObject({ state: 'admitted' });
    expect(await market.booking(person, booking.id)).toMatchObject({ state: 'no_show', absent: 'mentor' });
    await act(person, booking.id, 'replacements/decline');
    await market.untilBooking(person, booking.id, ({ payment }) => payment?.refundedAmount.amount === 12000);
    expect(await market.ledgerProblems()).toEqual([]);
  });

  it('nobody answers for 48 hours counts as admitted: an absent candidate gets nothing back', async () => {
    const { person, mentor, booking } = await begun();
    await claim(mentor, booking.id, 'candidate');
    await market.advance(48 * HOUR + 61);
    const missed = await market.untilBooking(person, booking.id, ({ state }) => state === 'no_show');
    expect(missed).toMatchObject({ absent: 'candidate', payment: { refundedAmount: { amount: 0 } } });
    expect(missed.history.at(-1)).toMatchObject({ by: 'clock' });
  });

  it('that is contested is decided by an admin, with a reason that is audited', async () => {
    const { person, mentor, booking } = await begun();
    const open = await claim(person, booking.id, 'mentor', 'Nobody came.');
    expect(code(await answer(mentor, open.body.id, { admit: false }))).toEqual([400, 'validation_failed']);
    expect((await answer(mentor, open.body.id, { admit: false, text: 'I was there.' })).body.state).toBe('contested');
    const admin = await market.admin();
    const queue = await market.get<{ data: Claim[] }>('/v1/admin/claims', admin.token);
    expect(queue.body.data.map(({ id }) => id)).toContain(open.body.id);
    const decide = (outcome: string) =>
      market.post<Claim>(
        `/v1/admin/claims/${open.body.id}/decide`,
        { outcome, reason: 'both were seen in the room' },
        admin.token,
      );
    expect((await decide('none')).body).toMatchObject({ state: 'decided', outcome: 'none' });
    expect(code(await decide('mentor'))).toEqual([409, 'invalid_state']);
    await advanceTo(booking.endsAt, 16 * 60);
    expect((await market.booking(person, booking.id)).state).toBe('completed');
    expect((await market.get('/v1/admin/audit-log', admin.token)).body).toMatchObject({
      data: [{ action: 'claim.decide', subjectId: open.body.id }],
    });
    await untilSubject(person, 'Decided');
  });

  it('against a completed session takes it out of the mentor’s figures', async () => {
    const { person, mentor, booking } = await begun();
    await advanceTo(booking.endsAt, 16 * 60);
    const completed = async () =>
      (await market.get<{ sessionsCompleted: number }>(`/v1/mentors/${mentor.mentorId}`)).body.sessionsCompleted;
    expect(await completed()).toBe(1);
    const open = await claim(person, booking.id, 'mentor');
    await answer(mentor, open.body.id, { admit: true });
    expect(await completed()).toBe(0);
    expect((await market.booking(person, booking.id)).state).toBe('no_show');
  });
});

describe('after the session', () => {
  it('both saying that it took place completes it at once', async () => {
    const { person, mentor, booking } = await confirmed(1);
    expect(code(await act(person, booking.id, 'attended'))).toEqual([409, 'invalid_state']);
    await advanceTo(booking.endsAt, 30);
    expect((await act(person, booking.id, 'attended')).body).toMatchObject({
      state: 'confirmed',
      attended: { candidate: true, mentor: false },
    });
    expect(code(await act(person, booking.id, 'claims', { absent: 'mentor' }))).toEqual([422, 'policy_violation']);
    expect((await act(mentor, booking.id, 'attended')).body).toMatchObject({ state: 'completed' });
    expect((await act(mentor, booking.id, 'attended')).status).toBe(200);
  });

  it('there are notes both write and notes of each side that nobody else reads', async () => {
    const { person, mentor, booking } = await confirmed();
    interface Notes {
      shared: string;
      private: string;
      version: number;
      code?: string;
    }
    const path = `/v1/bookings/${booking.id}/notes`;
    const put = (who: Person, body: object, version?: number) =>
      market.call<Notes>('PUT', path, {
        token: who.token,
        body,
        headers: version === undefined ? {} : { 'if-match': `"${version}"` },
      });
    expect((await put(person, { shared: 'Agenda: caching', private: 'ask about pay' }, 0)).body.version).toBe(1);
    expect((await market.get<Notes>(path, mentor.token)).body).toEqual({
      shared: 'Agenda: caching',
      private: '',
      version: 1,
    });
    expect((await put(mentor, { shared: 'Agenda: queues' }, 0)).body.code).toBe('version_conflict');
    expect((await put(mentor, { shared: 'Agenda: queues', private: 'prefers diagrams' }, 1)).body).toEqual({
      shared: 'Agenda: queues',
      private: 'prefers diagrams',
      version: 2,
    });
    expect((await market.get<Notes>(path, person.token)).body.private).toBe('ask about pay');
    for (const stranger of [await market.signUp(), await market.admin()])
      expect((await market.get(path, stranger.token)).status).toBe(404);
  });
});

import { Marketplace, type Person, type TestMentor } from '../support/marketplace.ts';

let market: Marketplace;
let admin: Person;
beforeAll(async () => {
  market = await Marketplace.start();
  admin = await market.admin();
});
afterAll(() => market.close());

interface Review {
  id: string;
  code?: string;
  author: string;
  rating: number;
  text: string;
  state: string;
  reply: string | null;
}
const write = (person: Person, bookingId: string, rating: number, more: object = {}) =>
  market.post<Review>(
    `/v1/bookings/${bookingId}/review`,
    { rating, text: 'Found the gap in ten minutes.', tags: ['clear-feedback'], ...more },
    person.token,
  );
const bothOf = async (person: Person, bookingId: string) =>
  (await market.get<{ mine: Review | null; theirs: Review | null }>(`/v1/bookings/${bookingId}/reviews`, person.token))
    .body;
const publicOf = async (mentor: TestMentor) =>
  (await market.get<{ data: Review[]; nextCursor: string | null }>(`/v1/mentors/${mentor.mentorId}/reviews`)).body.data;
const ratingOf = async (mentor: TestMentor) =>
  (await market.get<{ rating: { average: number; count: number } }>(`/v1/mentors/${mentor.mentorId}`)).body.rating;
const checked = async () =>
  (await market.get<{ ok: boolean; problems: object[] }>('/v1/admin/reviews/check', admin.token)).body;

/** A session that took place. */
async function session(mentor: TestMentor, candidate: Person): Promise<string> {
  const booking = await market.bookAndPay(
    candidate,
    mentor,
    await market.startIn(3, 9 + Math.floor(Math.random() * 7)),
  );
  await market.sql(`UPDATE bookings SET state = 'completed' WHERE id = $1`, [booking.id]);
  return booking.id;
}

describe('a review', () => {
  it('is blind until both sides wrote; then both appear, and the rating counts it', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp('Émile Candidate')];
    const id = await session(mentor, candidate);
    const mine = await write(candidate, id, 2, { privateRating: 1 });
    expect([mine.status, mine.body.state]).toEqual([201, 'blind']);
    expect(mine.body).not.toHaveProperty('privateRating');
    expect(await bothOf(mentor, id)).toEqual({ mine: null, theirs: null });
    expect([await publicOf(mentor), await ratingOf(mentor)]).toEqual([[], { average: 4.6, count: 0 }]);
    const theirs = await write(mentor, id, 4);
    expect(theirs.body.state).toBe('published');
    expect((await bothOf(mentor, id)).theirs?.rating).toBe(2);
    const [shown] = await publicOf(mentor);
    expect(shown).toEqual(expect.objectContaining({ author: 'É.', rating: 2 }));
    expect(JSON.stringify(shown)).not.toMatch(/Émile|bookingId|private/);
    expect(await ratingOf(mentor)).toEqual({ average: 4.17, count: 1 }); // (5 x 4.6 + 2) / 6
    expect(await checked()).toMatchObject({ ok: true, problems: [] });
  });

  it('appears alone after 14 days, also while two processes look', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    const id = await session(mentor, candidate);
    const { body } = await write(candidate, id, 5);
    await market.sql(`UPDATE reviews SET created_at = created_at - interval '14 days' WHERE id = $1`, [body.id]);
    await Promise.all([market.advance(61), market.advance(61)]);
    expect((await publicOf(mentor)).map(({ rating }) => rating)).toEqual([5]);
    expect((await ratingOf(mentor)).count).toBe(1);
    expect((await bothOf(mentor, id)).theirs?.state).toBe('published');
  });

  it('is written once by each side of a completed session, within 30 days, by nobody else', async () => {
    const [mentor, candidate, other] = [await market.mentor(), await market.signUp(), await market.signUp()];
    const booking = await market.bookAndPay(candidate, mentor, await market.startIn(4));
    expect((await write(candidate, booking.id, 5)).body.code).toBe('invalid_state');
    await market.sql(`UPDATE bookings SET state = 'completed' WHERE id = $1`, [booking.id]);
    expect((await write(other, booking.id, 1)).status).toBe(404);
    expect((await write(candidate, booking.id, 6)).status).toBe(400);
    const twice = await Promise.all([write(candidate, booking.id, 5), write(candidate, booking.id, 1)]);
    expect(twice.map(({ status }) => status).sort()).toEqual([201, 409]);
    await market.advance(36 * 86_400); // the session was in four days
    expect((await write(mentor, booking.id, 5)).body.code).toBe('policy_violation');
  });

  it('is answered once by its mentor', async () => {
    const [mentor, other, candidate] = [await market.mentor(), await market.mentor(), await market.signUp()];
    const id = await session(mentor, candidate);
    const { body } = await write(candidate, id, 4);
    const reply = (person: Person) =>
      market.post<Review>(`/v1/reviews/${body.id}/reply`, { text: 'Good luck!' }, person.token);
    expect((await reply(mentor)).status).toBe(404); // still blind
    await write(mentor, id, 5);
    expect((await reply(other)).status).toBe(404);
    expect((await reply(mentor)).body.reply).toBe('Good luck!');
    expect((await reply(mentor)).body.code).toBe('already_exists');
    expect((await publicOf(mentor))[0]?.reply).toBe('Good luck!');
  });

  it('is reported, hidden with a reason and shown again; the rating follows, the log remembers', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    const id = await session(mentor, candidate);
    const { body } = await write(candidate, id, 1, { privateRating: 2 });
    await write(mentor, id, 5);
    expect(
      (await market.post(`/v1/reviews/${body.id}/report`, { reason: 'It names my employer.' }, mentor.token)).status,
    ).toBe(204);
    const queue = await market.get<{ data: { id: string; reportReason: string; privateRating: number }[] }>(
      '/v1/admin/reviews?state=reported',
      admin.token,
    );
    expect(queue.body.data[0]).toMatchObject({ id: body.id, reportReason: 'It names my employer.', privateRating: 2 });
    const moderate = (what: string) =>
      market.post<{ code?: string }>(
        `/v1/admin/reviews/${body.id}/${what}`,
        { reason: 'Names an employer.' },
        admin.token,
      );
    expect((await moderate('hide')).body).toEqual({ id: body.id, before: 'published', after: 'hidden' });
    expect((await moderate('hide')).body.code).toBe('invalid_state');
    expect([await publicOf(mentor), (await ratingOf(mentor)).count]).toEqual([[], 0]);
    await moderate('unhide');
    expect((await ratingOf(mentor)).count).toBe(1);
    const log = await market.get<{ data: { action: string; reason: string }[] }>('/v1/admin/audit-log', admin.token);
    expect(log.body.data.slice(0, 2).map(({ action }) => action)).toEqual(['review.unhide', 'review.hide']);
    expect((await checked()).ok).toBe(true);
  });

  it('never drifts from the rating: a planted difference is found', async () => {
    const mentor = await market.mentor();
    await market.sql('UPDATE mentors SET rating_count = rating_count + 1, rating_sum = rating_sum + 5 WHERE id = $1', [
      mentor.mentorId,
    ]);
    expect(await checked()).toMatchObject({
      ok: false,
      problems: [{ mentorId: mentor.mentorId, expected: { count: 0, sum: 0 }, actual: { count: 1, sum: 5 } }],
    });
    await market.sql('UPDATE mentors SET rating_count = 0, rating_sum = 0 WHERE id = $1', [mentor.mentorId]);
    expect((await checked()).ok).toBe(true);
  });
});

describe('mails around a session', () => {
  const subjectsOf = async (to: Person): Promise<string[]> =>
    (await market.mails(to.email)).map(({ subject }) => subject);

  it('remind a day and an hour before, again after a move, and ask for a review afterwards; who wants none gets none', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    await market.call('PATCH', '/v1/me', { token: mentor.token, body: { preferences: { reminders: false } } });
    const booking = await market.bookAndPay(candidate, mentor, await market.startIn(5, 10));
    const startsAt = Date.parse(booking.startsAt);
    const until = async (hoursBefore: number, start = startsAt): Promise<void> =>
      market.advance(Math.ceil((start - hoursBefore * 3_600_000 - (await market.now()).getTime()) / 1_000));
    const reminders = async (person: Person, count: number): Promise<void> => {
      await market.untilMails(person.email, 1 + count);
      expect((await subjectsOf(person)).filter((subject) => subject.startsWith('Soon: ')).length).toBe(count);
    };
    await until(49);
    const moved = await market.post(
      `/v1/bookings/${booking.id}/reschedule`,
      { startsAt: await market.startIn(4, 10) },
      candidate.token,
    );
    expect(moved.status).toBe(200);
    const { startsAt: later } = await market.booking(candidate, booking.id);
    await until(23.9, Date.parse(later));
    await market.untilMails(candidate.email, 3); // confirmed, moved, soon
    expect((await subjectsOf(candidate)).filter((subject) => subject.startsWith('Soon: '))).toHaveLength(1);
    await until(0.9, Date.parse(later));
    await market.untilMails(candidate.email, 4);
    expect((await subjectsOf(mentor)).some((subject) => subject.startsWith('Soon: '))).toBe(false);
    await until(-2, Date.parse(later));
    await market.untilMails(candidate.email, 5);
    await market.untilMails(mentor.email, 3);
    for (const person of [candidate, mentor])
      expect((await subjectsOf(person)).filter((subject) => subject.startsWith('How was it? '))).toHaveLength(1);
    await reminders(candidate, 2);
  });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Marketplace, type Person, type TestMentor, until } from '../support/marketplace.ts';

const DAY = 86_400;
const pictures = createServer((request, response) => {
  const isPicture = request.url === '/me.png';
  response.writeHead(request.url === '/gone.png' ? 404 : 200, {
    'content-type': isPicture ? 'image/png' : 'text/html',
  });
  response.end('bytes');
});
let market: Marketplace;
let admin: Person;
let pictureUrl: string;
beforeAll(async () => {
  await new Promise<void>((done) => pictures.listen(0, '127.0.0.1', done));
  pictureUrl = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}`;
  market = await Marketplace.start({ outgoingAllowed: [pictureUrl] });
  admin = await market.admin();
});
afterAll(async () => {
  await market.close();
  pictures.close();
});

const code = ({ status, body }: { status: number; body: unknown }): unknown[] => [
  status,
  (body as { code?: string }).code,
];
const own = async (mentor: Person) => (await market.get<Record<string, unknown>>('/v1/mentors/me', mentor.token)).body;
const edit = (mentor: Person, body: object) => market.call('PATCH', '/v1/mentors/me', { token: mentor.token, body });
const decide = (path: string, more: object = {}) =>
  market.post<Record<string, unknown>>(`/v1/admin/${path}`, { reason: 'Looked at both sides.', ...more }, admin.token);
const publicProfile = async (mentor: TestMentor) =>
  (await market.get<Record<string, unknown>>(`/v1/mentors/${mentor.mentorId}`)).body;
const standing = async (mentor: Person) =>
  (
    await market.get<{
      incidents: { kind: string; bookingId: string }[];
      pausedUntil: string | null;
      appeal: object | null;
    }>('/v1/mentors/me/standing', mentor.token)
  ).body;
const kindsOf = async (person: Person): Promise<string[]> =>
  (await market.get<{ data: { kind: string; title: string }[] }>('/v1/notifications?limit=100', person.token)).body.data
    .filter(({ kind }) => kind !== 'digest') // comes on Mondays, whenever the clock gets there
    .map(({ kind, title }) => `${kind}: ${title}`);

/** A mentor whose session costs nothing. */
async function freeMentor(profile: object = {}): Promise<TestMentor> {
  const mentor = await market.mentor({ profile });
  const price = { amount: 0, currency: 'USD' };
  await market.call('PATCH', `/v1/mentors/me/offerings/${mentor.offeringId}`, { token: mentor.token, body: { price } });
  return mentor;
}

/** A free session of another candidate that the mentor cancels less than a day before. */
async function cancelLate(mentor: TestMentor, hour: number): Promise<string> {
  const candidate = await market.signUp();
  const booked = await market.book(candidate, { ...mentor, offeringId: mentor.introId }, await market.startIn(1, hour));
  expect(booked.status).toBe(201);
  await market.advance(Math.ceil((Date.parse(booked.body.startsAt) - (await market.now()).getTime()) / 1000) - 3_600);
  const cancelled = await market.post(`/v1/bookings/${booked.body.id}/cancel`, { reason: 'Ill.' }, mentor.token);
  expect(cancelled.status).toBe(200);
  return booked.body.id;
}

describe('capacity', () => {
  it('lets no further candidate book while as many as the mentor wants have something ahead', async () => {
    const mentor = await freeMentor({ capacity: 2 });
    const [first, second, third] = [await market.signUp(), await market.signUp(), await market.signUp()];
    const book = async (person: Person, day: number, hour: number) =>
      market.book(person, mentor, await market.startIn(day, hour));
    expect((await publicProfile(mentor)).accepting).toBe(true);
    const one = await book(first, 2, 10);
    expect([one.status, (await book(second, 2, 12)).status]).toEqual([201, 201]);
    expect(code(await book(third, 2, 14))).toEqual([422, 'policy_violation']);
    expect((await book(first, 3, 10)).status).toBe(201); // no further candidate
    expect((await publicProfile(mentor)).accepting).toBe(false);
    expect(await own(mentor)).toMatchObject({ capacity: 2, activeCandidates: 2 });

    const intake = await market.post<{ id: string }>('/v1/intakes', { segments: ['fintech'] }, third.token);
    const why = await market.get<{ excludedBy: { filter: string } }>(
      `/v1/intakes/${intake.body.id}/matches/${mentor.mentorId}`,
      third.token,
    );
    expect(why.body.excludedBy.filter).toBe('capacity');

    await market.advance(2 * DAY + 12 * 3_600); // both first sessions are over, one candidate has another ahead
    expect((await publicProfile(mentor)).accepting).toBe(true);
    expect((await book(third, 2, 14)).status).toBe(201);
    expect((await edit(mentor, { capacity: null })).status).toBe(200);
    expect((await book(second, 2, 16)).status).toBe(201);
  });

  it('is never exceeded by a crowd', async () => {
    const mentor = await freeMentor({ capacity: 3 });
    const crowd = await market.crowd(12);
    const starts = await Promise.all(crowd.map((_, i) => market.startIn(2 + Math.floor(i / 6), 9 + (i % 6))));
    const answers = await Promise.all(crowd.map((person, i) => market.book(person, mentor, starts[i] ?? '')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.filter(({ body }) => body.code === 'policy_violation').length).toBeGreaterThanOrEqual(1);
  });
});

describe('standing', () => {
  it('warns at the second incident, pauses for 14 days at the fourth, and comes back by itself', async () => {
    const mentor = await market.mentor();
    const ids: string[] = [];
    for (const hour of [10, 12]) ids.push(await cancelLate(mentor, hour));
    expect(await kindsOf(mentor)).toContain('standing: Please keep your sessions');
    ids.push(await cancelLate(mentor, 11));
    const ahead = await market.bookAndPay(await market.signUp(), mentor, await market.startIn(5, 10));
    expect((await own(mentor)).state).toBe('published');
    ids.push(await cancelLate(mentor, 14));

    expect(await own(mentor)).toMatchObject({ state: 'paused', stateReason: 'Paused after four incidents.' });
    const { incidents, pausedUntil } = await standing(mentor);
    expect(incidents.map(({ bookingId }) => bookingId).sort()).toEqual(ids.sort());
    expect(incidents.every(({ kind }) => kind === 'late_cancellation')).toBe(true);
    expect(Date.parse(pausedUntil ?? '') - (await market.now()).getTime()).toBeGreaterThan(13.9 * DAY * 1000);
    expect(code(await market.post('/v1/mentors/me/resume', {}, mentor.token))).toEqual([422, 'policy_violation']);
    expect((await market.book(await market.signUp(), mentor, await market.startIn(2, 10))).status).toBe(404);
    expect((await market.booking(mentor, ahead.id)).state).toBe('confirmed'); // what is booked stays

    await market.advance(14 * DAY + 60);
    expect(await own(mentor)).toMatchObject({ state: 'published', stateReason: null });
    expect((await standing(mentor)).incidents).toEqual([]);
    expect(await kindsOf(mentor)).toContain('standing: Your profile is back');
  });

  it('can be appealed; an admin lifts it, with a reason in the log', async () => {
    const mentor = await market.mentor();
    expect(
      code(await market.post('/v1/mentors/me/standing/appeals', { text: 'Nothing to see.' }, mentor.token)),
    ).toEqual([...[409, 'invalid_state']]);
    for (const hour of [10, 11, 12, 13]) await cancelLate(mentor, hour);
    expect((await own(mentor)).state).toBe('paused');
    const appeal = { text: 'I was in hospital that week.' };
    expect((await market.post('/v1/mentors/me/standing/appeals', appeal, mentor.token)).status).toBe(201);
    expect(code(await market.post('/v1/mentors/me/standing/appeals', appeal, mentor.token))).toEqual([
      409,
      'already_exists',
    ]);
    const queue = await market.get<{ data: { mentorId: string; text: string }[] }>(
      '/v1/admin/standing-appeals',
      admin.token,
    );
    expect(queue.body.data).toContainEqual(expect.objectContaining({ mentorId: mentor.mentorId, ...appeal }));
    expect((await decide(`mentors/${mentor.mentorId}/lift-standing`)).body).toEqual({
      id: mentor.mentorId,
      settled: 4,
    });
    expect((await own(mentor)).state).toBe('published');
    expect(await standing(mentor)).toMatchObject({ incidents: [], pausedUntil: null, appeal: { state: 'granted' } });
    expect(code(await decide(`mentors/${mentor.mentorId}/lift-standing`))).toEqual([409, 'invalid_state']);

    await cancelLate(mentor, 15);
    await market.post('/v1/mentors/me/standing/appeals', appeal, mentor.token);
    expect((await decide(`mentors/${mentor.mentorId}/decline-appeal`)).status).toBe(200);
    expect(await standing(mentor)).toMatchObject({ incidents: [{}], appeal: { state: 'declined' } });
    expect((await kindsOf(mentor))[0]).toBe('standing: Your appeal was declined');
  });

  it('counts missed sessions and lapsed requests, and how fast requests are answered', async () => {
    const mentor = await freeMentor();
    const [candidate, other] = [await market.signUp(), await market.signUp()];
    const missed = await market.book(candidate, mentor, await market.startIn(2, 10));
    await market.advance(3 * DAY);
    const marked = await decide(`bookings/${missed.body.id}/mark`, { as: 'mentor_absent' });
    expect(marked.body).toMatchObject({ state: 'no_show' });
    await market.call('PATCH', `/v1/mentors/me/offerings/${mentor.offeringId}`, {
      token: mentor.token,
      body: { requiresApproval: true },
    });
    const lapsing = await market.book(candidate, mentor, await market.startIn(4, 10));
    await market.advance(DAY + 60);
    expect((await market.booking(candidate, lapsing.body.id)).state).toBe('declined');
    const asked = await market.book(other, mentor, await market.startIn(4, 12));
    await market.advance(90 * 60);
    expect((await market.post(`/v1/bookings/${asked.body.id}/accept`, {}, mentor.token)).status).toBe(200);
    const { incidents } = await standing(mentor);
    expect(incidents.map(({ kind }) => kind)).toEqual(['no_show', 'lapsed_request']);
    expect((await publicProfile(mentor)).reliability).toEqual({
      ...{ sessionsDue: 1, cancellationRate: null, noShowRate: null },
      medianResponseMinutes: 90,
    });
    expect((await publicProfile(mentor)).sessionsCompleted).toBe(0); // taken back when it was marked
  });

  it('of a candidate who missed three sessions in 90 days leaves paid requests only', async () => {
    const mentor = await freeMentor();
    const [careful, candidate] = [await market.mentor(), await market.signUp()];
    for (const hour of [10, 12, 14]) {
      const { body } = await market.book(candidate, mentor, await market.startIn(1, hour));
      await market.advance(2 * DAY);
      expect((await decide(`bookings/${body.id}/mark`, { as: 'candidate_absent' })).status).toBe(200);
    }
    expect(await standing(mentor)).toMatchObject({ incidents: [] });
    expect((await kindsOf(candidate)).filter((kind) => kind.startsWith('standing'))).toEqual([
      'standing: You missed 3 sessions',
    ]);
    const start = await market.startIn(2, 16);
    expect(code(await market.book(candidate, mentor, start))).toEqual([422, 'policy_violation']);
    expect(code(await market.book(candidate, careful, start))).toEqual([422, 'policy_violation']);
    await market.call('PATCH', `/v1/mentors/me/offerings/${careful.offeringId}`, {
      token: careful.token,
      body: { requiresApproval: true },
    });
    expect((await market.book(candidate, careful, start)).status).toBe(201);
    await market.advance(91 * DAY);
    expect((await market.book(candidate, mentor, await market.startIn(2, 16))).status).toBe(201);
  });
});

describe('a published profile', () => {
  it('shows changes at once and keeps what was approved until an admin has looked: approved or taken back', async () => {
    const mentor = await market.mentor();
    await edit(mentor, { yearsOfExperience: 12 });
    expect((await own(mentor)).changedSince).toBeNull(); // not one of the essentials
    await edit(mentor, { headline: 'Call me at 555-0100' });
    await edit(mentor, { headline: 'Call me at 555-0199' });
    expect(await publicProfile(mentor)).toMatchObject({ headline: 'Call me at 555-0199' });
    const queue = await market.get<{ data: { id: string; approved: { headline: string } }[] }>(
      '/v1/admin/mentors?changed=true&limit=100',
      admin.token,
    );
    expect(queue.body.data.find(({ id }) => id === mentor.mentorId)?.approved.headline).toBe('Fintech PM, ex-Stripe');
    const reverted = await decide(`mentors/${mentor.mentorId}/revert-changes`);
    expect(reverted.body).toMatchObject({
      before: { headline: 'Call me at 555-0199' },
      after: { headline: 'Fintech PM, ex-Stripe' },
    });
    expect(await publicProfile(mentor)).toMatchObject({ headline: 'Fintech PM, ex-Stripe' });
    expect(await kindsOf(mentor)).toContain('mentor_application: Your last changes were taken back');
    expect(code(await decide(`mentors/${mentor.mentorId}/revert-changes`))).toEqual([409, 'invalid_state']);
    await edit(mentor, { headline: 'Payments PM' });
    expect((await decide(`mentors/${mentor.mentorId}/approve-changes`)).status).toBe(200);
    expect(await own(mentor)).toMatchObject({ headline: 'Payments PM', changedSince: null, state: 'published' });
  });

  it('tells the mentor of each decision, with its reason', async () => {
    const mentor = await market.mentor();
    await market.sql(`UPDATE mentors SET state = 'submitted' WHERE id = $1`, [mentor.mentorId]);
    await decide(`mentors/${mentor.mentorId}/reject`, { reason: 'The bio names no product.' });
    await market.post('/v1/mentors/me/submit', {}, mentor.token);
    await decide(`mentors/${mentor.mentorId}/publish`);
    await decide(`mentors/${mentor.mentorId}/suspend`);
    await decide(`mentors/${mentor.mentorId}/reinstate`);
    expect((await kindsOf(mentor)).filter((kind) => kind.startsWith('mentor_application')).toReversed()).toEqual([
      'mentor_application: Your profile is not published yet',
      'mentor_application: Your profile is published',
      'mentor_application: Your profile is suspended',
      'mentor_application: Your profile is back',
    ]);
    const mails = await until(
      () => market.mails(mentor.email),
      (found) => found.length >= 4,
    );
    expect(mails.some(({ text }) => text.includes('The reason: The bio names no product.'))).toBe(true);
  });

  it('shows a photo only where its address leads to a picture', async () => {
    const mentor = await market.mentor();
    expect(code(await edit(mentor, { photoUrl: 'http://example.com/me.png' }))).toEqual([400, 'validation_failed']);
    expect(code(await edit(mentor, { photoUrl: 'https://127.0.0.1/me.png' }))).toEqual([400, 'validation_failed']);
    expect((await edit(mentor, { photoUrl: null })).status).toBe(200);
    // The server of pictures here is no https one, so the address is written past the form's check.
    for (const [path, problem] of [
      ['/me.png', null],
      ['/page.html', 'is not a picture (JPEG, PNG, WebP, GIF or AVIF)'],
      ['/gone.png', 'answers with 404 instead of a picture'],
    ] as const) {
      await market.sql('UPDATE mentors SET photo_url = $2, photo_problem = $3 WHERE id = $1', [
        ...[mentor.mentorId, pictureUrl + path, 'not looked at yet'],
      ]);
      await market.sql(
        `INSERT INTO jobs.job (name, data) VALUES ('mentors.photo', jsonb_build_object('mentorId', $1::text, 'url', $2::text))`,
        [mentor.mentorId, pictureUrl + path],
      );
      await until(
        () => own(mentor),
        ({ photoProblem }) => photoProblem === problem,
      );
      const { data } = (await market.get<{ data: { id: string; photoUrl: string | null }[] }>('/v1/mentors?limit=100'))
        .body;
      expect(data.find(({ id }) => id === mentor.mentorId)?.photoUrl ?? null).toBe(
        problem === null ? pictureUrl + path : null,
      );
    }
  }, 60_000);
});

describe('reported messages', () => {
  it('wait for an admin, who sees what was reported and nothing else of the thread', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    const begin = (text: string) =>
      market.post<{ id: string; threadId: string }>(
        '/v1/threads',
        { mentorId: mentor.mentorId, text },
        candidate.token,
      );
    const first = await begin('Quite private.');
    const rude = await begin('You are a fool.');
    await market.post(`/v1/messages/${rude.body.id}/report`, { reason: 'Insulting.' }, mentor.token);
    const queue = await market.get<{ data: { id: string }[] }>('/v1/admin/messages', admin.token);
    expect(queue.body.data).toContainEqual(
      expect.objectContaining({
        id: rude.body.id,
        text: 'You are a fool.',
        authorId: candidate.id,
        reportReason: 'Insulting.',
      }),
    );
    expect(JSON.stringify(queue.body)).not.toContain('Quite private.');
    expect(code(await decide(`messages/${first.body.id}/hide`))).toEqual([404, 'not_found']);
    expect((await decide(`messages/${rude.body.id}/hide`)).body).toEqual({ id: rude.body.id, hidden: true });
    const thread = await market.get<{ data: { id: string; text: string; hidden: boolean }[] }>(
      `/v1/threads/${first.body.threadId}/messages`,
      mentor.token,
    );
    expect(thread.body.data.find(({ id }) => id === rude.body.id)).toMatchObject({ text: '', hidden: true });
    expect(code(await decide(`messages/${rude.body.id}/keep`))).toEqual([404, 'not_found']);
  });
});

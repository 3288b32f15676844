import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { type Answer, Marketplace, type Person, type TestMentor } from '../support/marketplace.ts';

let market: Marketplace;
let candidate: Person;
let mentor: TestMentor;
beforeAll(async () => {
  market = await Marketplace.start({ worker: false });
  [candidate, mentor] = [await market.signUp(), await market.mentor()];
});
afterAll(() => market.close());

interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  instance: string;
  requestId: string;
  errors?: { field: string; message: string }[];
}

const problem = (answer: Answer): [number, string] => [answer.status, (answer.body as unknown as ProblemBody).code];

describe('errors', () => {
  it('are RFC 9457 problems with a request id', async () => {
    const answer = await market.call<ProblemBody>('GET', `/v1/mentors/${randomUUID()}?secret=1`, {
      headers: { 'x-request-id': 'abc-123' },
    });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('x-request-id')).toBe('abc-123');
    expect(answer.body).toMatchObject({
      type: '/problems/not_found',
      status: 404,
      code: 'not_found',
      requestId: 'abc-123',
    });
    expect(answer.body.instance).not.toContain('secret');
  });

  it('name each wrong field by its path', async () => {
    const body = { timeZone: 'Mars/Olympus', weeklyHours: { monday: [{ start: '09:03', end: '12:00' }], tuesday: [] } };
    const answer = await market.call<ProblemBody>('PUT', '/v1/mentors/me/schedule', { token: mentor.token, body });
    expect(answer.body.errors?.map(({ field }) => field).sort()).toEqual(['timeZone', 'weeklyHours.monday[0].start']);
  });

  it.each([
    ['malformed JSON', '{"offeringId":', 400, 'validation_failed'],
    [
      'an unknown field',
      { offeringId: randomUUID(), startsAt: '2027-01-20T09:00:00Z', timeZone: 'UTC', price: 1 },
      400,
      'validation_failed',
    ],
    ['a wrong type', { offeringId: 5, startsAt: {}, timeZone: [] }, 400, 'validation_failed'],
    [
      'an unknown zone',
      { offeringId: randomUUID(), startsAt: '2027-01-20T09:00:00Z', timeZone: 'Europe/Atlantis' },
      400,
      'validation_failed',
    ],
    [
      'a date that does not exist',
      { offeringId: randomUUID(), startsAt: '2027-02-30T09:00:00Z', timeZone: 'UTC' },
      400,
      'validation_failed',
    ],
    ['an array', [1, 2], 400, 'validation_failed'],
    ['prototype pollution', '{"__proto__": {"admin": true}, "offeringId": "x"}', 400, 'validation_failed'],
    [
      'a NUL character',
      { offeringId: randomUUID(), startsAt: '2027-01-20T09:00:00Z', timeZone: 'UTC', goals: 'a\u0000b' },
      404,
      'not_found',
    ],
    ['something huge', JSON.stringify({ goals: 'x'.repeat(200_000) }), 413, 'payload_too_large'],
  ])('%s is answered with %d %s', async (_, body, status, code) => {
    expect(problem(await market.post('/v1/bookings', body, candidate.token))).toEqual([status, code]);
  });

  it('a NUL character in a stored text is the client’s mistake, not ours', async () => {
    expect(problem(await market.post('/v1/intakes', { goals: 'a\u0000b', segments: ['fintech'] }))).toEqual([
      400,
      'validation_failed',
    ]);
  });

  it('another media type is 415', async () => {
    expect(
      problem(
        await market.call('POST', '/v1/intakes', {
          body: 'goals=x',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
      ),
    ).toEqual([415, 'unsupported_media_type']);
  });

  it('an empty JSON body counts as no fields', async () => {
    const answer = await market.call('POST', '/v1/mentors/me/pause', { token: mentor.token, body: '' });
    expect(answer.status).toBe(200);
    await market.post('/v1/mentors/me/resume', {}, mentor.token);
  });

  it('nobody signed in is 401, a wrong role 403, another’s thing 404', async () => {
    expect(problem(await market.get('/v1/me'))).toEqual([401, 'unauthenticated']);
    expect(problem(await market.get('/v1/me', 'not-a-token'))).toEqual([401, 'unauthenticated']);
    expect(problem(await market.get('/v1/admin/mentors', candidate.token))).toEqual([403, 'forbidden']);
    expect(problem(await market.get(`/v1/bookings/${randomUUID()}`, candidate.token))).toEqual([404, 'not_found']);
    expect(problem(await market.get('/v1/bookings/not-an-id', candidate.token))).toEqual([404, 'not_found']);
  });

  it('unusual spellings of a path never open more than the plain one', async () => {
    const raw = (path: string): Promise<number> =>
      new Promise((done, fail) => {
        const call = request({ host: '127.0.0.1', port: market.config.port, path, method: 'GET' }, (response) => {
          response.resume();
          done(response.statusCode ?? 0);
        });
        call.on('error', fail);
        call.end();
      });
    for (const path of [
      '/v1/%61dmin/mentors',
      '//v1/admin/mentors',
      '/v1/admin/mentors/',
      '/V1/ADMIN/mentors',
      '/v1/admin;x/mentors',
      '/v1/./admin/mentors',
      '/v1/x/../admin/mentors',
      '/v1/admin%2fmentors',
    ]) {
      expect([401, 403, 404]).toContain(await raw(path));
    }
  });
});

describe('Idempotency-Key', () => {
  const offering = (title: string) => ({
    kind: 'session',
    title,
    durationMinutes: 60,
    price: { amount: 5000, currency: 'USD' },
  });
  const post = (body: object, key: string, token = mentor.token) =>
    market.post('/v1/mentors/me/offerings', body, token, { 'idempotency-key': key });

  it('replays the first answer for the same key and body', async () => {
    const key = randomUUID();
    const [first, second] = [await post(offering('Replay me'), key), await post(offering('Replay me'), key)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(first.headers.get('idempotency-replayed')).toBeNull();
  });

  it('refuses the same key with another body', async () => {
    const key = randomUUID();
    await post(offering('One'), key);
    expect(problem(await post(offering('Two'), key))).toEqual([409, 'idempotency_key_reused']);
  });

  it('replays a final validation error', async () => {
    const key = randomUUID();
    const [first, second] = [await post({ kind: 'nonsense' }, key), await post({ kind: 'nonsense' }, key)];
    expect([problem(first), problem(second)]).toEqual([
      [400, 'validation_failed'],
      [400, 'validation_failed'],
    ]);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
  });

  it('does not keep a refusal that time can change', async () => {
    const [key, startsAt] = [randomUUID(), await market.startIn(9)];
    const other = await market.signUp();
    const taken = await market.book(other, mentor, startsAt);
    const wanted = () =>
      market.post('/v1/bookings', { offeringId: mentor.offeringId, startsAt, timeZone: 'UTC' }, candidate.token, {
        'idempotency-key': key,
      });
    expect(problem(await wanted())).toEqual([409, 'slot_taken']);
    await market.post(`/v1/bookings/${taken.body.id}/cancel`, { reason: 'mine no more' }, other.token);
    expect((await wanted()).status).toBe(201);
  });

  it('is scoped to the account', async () => {
    const key = randomUUID();
    const second = await market.mentor();
    expect((await post(offering('Mine'), key)).status).toBe(201);
    const theirs = await post(offering('Theirs'), key, second.token);
    expect([theirs.status, theirs.headers.get('idempotency-replayed')]).toEqual([201, null]);
  });

  it('lets only one of many simultaneous requests through', async () => {
    const [key, startsAt] = [randomUUID(), await market.startIn(11)];
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        market.post<{ id?: string; code?: string }>(
          '/v1/bookings',
          { offeringId: mentor.offeringId, startsAt, timeZone: 'UTC' },
          candidate.token,
          { 'idempotency-key': key },
        ),
      ),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
    expect(
      answers.filter(({ status }) => status !== 201).every(({ body }) => body.code === 'request_in_progress'),
    ).toBe(true);
    expect(await market.sql('SELECT id FROM bookings WHERE starts_at = $1', [startsAt])).toHaveLength(1);
  });

  it('makes no second booking when the process died before it could keep its answer', async () => {
    const [key, startsAt] = [randomUUID(), await market.startIn(12)];
    const post = () =>
      market.post<{ id: string }>(
        '/v1/bookings',
        { offeringId: mentor.offeringId, startsAt, timeZone: 'UTC' },
        candidate.token,
        { 'idempotency-key': key },
      );
    const first = await post();
    await market.sql('DELETE FROM idempotency_keys WHERE key = $1', [key]); // as if the crash had come before
    const again = await post();
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
  });
});

describe('versions', () => {
  it('refuse an edit based on an older one', async () => {
    const edit = (headline: string, version: string) =>
      market.call<{ version: number }>('PATCH', '/v1/mentors/me', {
        token: mentor.token,
        body: { headline },
        headers: { 'if-match': `"${version}"` },
      });
    const { body } = await market.get<{ version: number }>('/v1/mentors/me', mentor.token);
    expect((await edit('Newer', String(body.version))).body.version).toBe(body.version + 1);
    expect(problem(await edit('Stale', String(body.version)))).toEqual([409, 'version_conflict']);
    expect(problem(await edit('Nonsense', 'x'))).toEqual([400, 'validation_failed']);
  });
});

describe('lists', () => {
  it('walk every row once, page by page', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await market.get<{ data: { id: string }[]; nextCursor: string | null }>(
        `/v1/mentors?limit=1${cursor}`,
      );
      seen.push(...body.data.map(({ id }) => id));
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
    } while (cursor);
    const [{ count } = { count: 0 }] = await market.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM mentors WHERE state = 'published'`,
    );
    expect([seen.length, new Set(seen).size]).toEqual([count, count]);
  });

  it('refuse a cursor or limit that is none', async () => {
    expect(problem(await market.get('/v1/mentors?cursor=abc'))).toEqual([400, 'validation_failed']);
    expect(problem(await market.get('/v1/mentors?limit=0'))).toEqual([400, 'validation_failed']);
    expect(problem(await market.get('/v1/mentors?limit=101'))).toEqual([400, 'validation_failed']);
    expect(problem(await market.get('/v1/mentors?colour=red'))).toEqual([400, 'validation_failed']);
  });
});

describe('rate limits', () => {
  it('slow down guessing of passwords and say how long to wait', async () => {
    const limited = await Marketplace.start({ worker: false, rateLimits: true });
    try {
      const person = await limited.signUp();
      const guess = () => limited.post('/v1/auth/sign-in/email', { email: person.email, password: 'wrong-password' });
      const answers = [];
      for (let i = 0; i < 12; i++) answers.push(await guess());
      expect(problem(answers[0] as Answer)).toEqual([401, 'unauthenticated']);
      const last = answers.at(-1) as Answer;
      expect(problem(last)).toEqual([429, 'rate_limited']);
      expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(last.headers.get('ratelimit-policy')).toContain('w=60');
    } finally {
      await limited.close();
    }
  });
});

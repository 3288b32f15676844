import { Marketplace, type Person, until } from '../support/marketplace.ts';

const DAY = 86_400;
let market: Marketplace;
let admin: Person;
beforeAll(async () => {
  market = await Marketplace.start();
  admin = await market.admin();
});
afterAll(() => market.close());

interface Key {
  id: string;
  key: string;
  shown: string;
  lastUsedAt: string | null;
}
const makeKey = async (scopes: string[], more: object = {}): Promise<Key> => {
  const made = await market.post<Key>(
    '/v1/admin/api-keys',
    { name: 'Nightly export', scopes, reason: 'For the warehouse.', ...more },
    admin.token,
  );
  expect(made.status).toBe(201);
  return made.body;
};
const withKey = (key: string, method: string, path: string, body?: object) =>
  market.call<{ code?: string; data?: unknown[] }>(method, path, { body, headers: { 'x-api-key': key } });

describe('API keys', () => {
  it('let a program do what their scopes say and nothing else, in the name of who made them', async () => {
    const [reading, writing, mentor] = [
      await makeKey(['admin:read']),
      await makeKey(['mentors:write']),
      await market.mentor(),
    ];
    expect((await withKey(reading.key, 'GET', '/v1/admin/mentors')).status).toBe(200);
    const suspend = `/v1/admin/mentors/${mentor.mentorId}/suspend`;
    const reason = { reason: 'By the nightly check.' };
    expect((await withKey(reading.key, 'POST', suspend, reason)).status).toBe(403);
    expect((await withKey(writing.key, 'GET', '/v1/admin/mentors')).status).toBe(403);
    expect((await withKey(writing.key, 'POST', suspend, reason)).status).toBe(200);
    const log = await market.get<{ data: { action: string; adminId: string; subjectId: string }[] }>(
      '/v1/admin/audit-log',
      admin.token,
    );
    expect(log.body.data[0]).toMatchObject({ action: 'mentor.suspend', adminId: admin.id, subjectId: mentor.mentorId });
    for (const [method, path] of [
      ['GET', '/v1/me'],
      ['GET', '/v1/bookings'],
      ['GET', '/v1/admin/api-keys'],
      ['POST', '/v1/admin/api-keys'],
    ] as const)
      expect((await withKey(reading.key, method, path, method === 'POST' ? {} : undefined)).status).toBe(403);
  });

  it('are kept as a hash, shown once, and end when revoked, expired, or their maker is no admin any more', async () => {
    const [key, expiring] = [
      await makeKey(['admin:read']),
      await makeKey(['admin:read'], { expiresAt: new Date((await market.now()).getTime() + DAY * 1000).toISOString() }),
    ];
    const stored = await market.sql<{ row: string }>('SELECT k::text AS row FROM api_keys k');
    expect(stored.some(({ row }) => row.includes(key.key))).toBe(false);
    const log = await market.sql<{ row: string }>('SELECT a::text AS row FROM audit_log a');
    expect(log.some(({ row }) => row.includes(key.key))).toBe(false);
    await withKey(key.key, 'GET', '/v1/admin/mentors');
    const list = await market.get<{ data: Key[] }>('/v1/admin/api-keys', admin.token);
    expect(list.body.data.find(({ id }) => id === key.id)).toMatchObject({ shown: key.key.slice(0, 11) });
    expect(list.body.data.find(({ id }) => id === key.id)?.lastUsedAt).not.toBeNull();
    expect(JSON.stringify(list.body)).not.toContain(key.key);

    expect((await withKey(expiring.key, 'GET', '/v1/admin/mentors')).status).toBe(200);
    await market.advance(DAY + 60);
    expect((await withKey(expiring.key, 'GET', '/v1/admin/mentors')).status).toBe(401);
    expect((await market.call('DELETE', `/v1/admin/api-keys/${key.id}`, { token: admin.token })).status).toBe(200);
    expect((await withKey(key.key, 'GET', '/v1/admin/mentors')).status).toBe(401);
    expect((await market.call('DELETE', `/v1/admin/api-keys/${key.id}`, { token: admin.token })).status).toBe(404);

    const other = await market.admin();
    const made = await market.post<Key>(
      '/v1/admin/api-keys',
      { name: 'Theirs', scopes: ['admin:read'], reason: 'For a while.' },
      other.token,
    );
    await market.sql(`UPDATE accounts SET roles = '{candidate}' WHERE id = $1`, [other.id]);
    expect((await withKey(made.body.key, 'GET', '/v1/admin/mentors')).status).toBe(401);
  });
});

interface Metrics {
  data: {
    from: string;
    bookings: Record<string, number>;
    grossVolume: { amount: number; currency: string }[];
    take: { amount: number; currency: string }[];
    refunds: { amount: number; currency: string }[];
    fillRate: number | null;
    funnel: { intakes: number; matched: number; booked: number; paid: number; completed: number };
    hoursToFirstSession: number | null;
  }[];
  specialties: { slug: string; mentors: number; wanted: number; gap: number }[];
  rounds: { slug: string; mentors: number; wanted: number }[];
}

describe('metrics', () => {
  const read = async (query: string): Promise<Metrics> => {
    const { status, body } = await market.get<Metrics>(`/v1/admin/metrics?${query}`, admin.token);
    expect(status).toBe(200);
    return body;
  };
  const today = async (): Promise<string> => (await market.now()).toISOString().slice(0, 10);

  it('count a day the same before and after it has passed, by days, weeks and months', async () => {
    // Early on a day, so that none of what follows falls on the next one.
    const untilMidnight = DAY - (((await market.now()).getTime() / 1000) % DAY);
    await market.advance(Math.ceil(untilMidnight) + 60);
    const day = await today();
    const [mentor, candidate] = [await market.mentor({ price: 10_000 }), await market.signUp()];
    const intake = await market.post<{ id: string }>(
      '/v1/intakes',
      { segments: ['fintech'], specialties: ['ai-pm'], confidence: { 'sql-data': 1 } },
      candidate.token,
    );
    await market.post('/v1/intakes', { segments: ['fintech'] });
    expect((await market.get(`/v1/intakes/${intake.body.id}/matches`, candidate.token)).status).toBe(200);
    const session = await market.bookAndPay(candidate, mentor, await market.startIn(0, 10));
    const off = await market.bookAndPay(candidate, mentor, await market.startIn(4, 10));
    await market.post(`/v1/bookings/${off.id}/cancel`, { reason: 'Changed my mind.' }, candidate.token);
    await market.untilBooking(candidate, off.id, ({ payment }) => payment?.refundedAmount.amount === 10_000);
    await market.advance(Math.ceil((Date.parse(session.endsAt) - (await market.now()).getTime()) / 1000) + 20 * 60);
    await until(
      () => market.booking(candidate, session.id),
      ({ state }) => state === 'completed',
    );

    const live = await read(`from=${day}&to=${nextDay(day)}`);
    expect(live.data).toHaveLength(1);
    expect(live.data[0]).toMatchObject({
      bookings: { held: 2, confirmed: 2, cancelled: 1, completed: 1 },
      grossVolume: [{ amount: 20_000, currency: 'USD' }],
      refunds: [{ amount: 10_000, currency: 'USD' }],
      take: [{ amount: 2_000, currency: 'USD' }],
      funnel: { intakes: 2, matched: 1, booked: 2, paid: 2, completed: 1 },
    });
    expect(live.data[0]?.fillRate).toBeGreaterThan(0);
    expect(live.data[0]?.hoursToFirstSession).not.toBeNull();
    const aiPm = live.specialties.find(({ slug }) => slug === 'ai-pm');
    expect(aiPm).toMatchObject({ mentors: 0, wanted: 1 });
    expect(live.specialties.indexOf(aiPm as never)).toBeLessThanOrEqual(1); // among the widest gaps
    expect(live.rounds.find(({ slug }) => slug === 'sql-data')?.wanted).toBeGreaterThanOrEqual(1);

    await market.advance(2 * DAY);
    const [{ count } = { count: 0 }] = await market.sql<{ count: number }>(
      'SELECT count(*)::int AS count FROM metric_days WHERE day = $1',
      [day],
    );
    expect(count).toBeGreaterThan(5); // counted for good meanwhile
    const kept = await read(`from=${day}&to=${nextDay(day)}`);
    expect(kept.data).toEqual(live.data);
    const month = await read(`from=${day}&to=${nextDay(await today())}&interval=month`);
    const days = await read(`from=${day}&to=${nextDay(await today())}`);
    const sum = (metrics: Metrics, of: (one: Metrics['data'][number]) => number) =>
      metrics.data.reduce((total, one) => total + of(one), 0);
    for (const of of [
      (one: Metrics['data'][number]) => one.funnel.booked,
      (one: Metrics['data'][number]) => one.grossVolume[0]?.amount ?? 0,
    ])
      expect(sum(month, of)).toBe(sum(days, of));
    expect(days.data.length).toBeGreaterThanOrEqual(3);
  }, 60_000);

  it('refuse spans that make no sense', async () => {
    for (const query of [
      'from=2027-02-01&to=2027-01-01',
      'from=2000-01-01&to=2027-01-01',
      'from=yesterday',
      'interval=hour',
    ])
      expect((await market.get(`/v1/admin/metrics?${query}`, admin.token)).status).toBe(400);
    expect((await market.get('/v1/admin/metrics', (await market.signUp()).token)).status).toBe(403);
  });
});

const nextDay = (day: string): string => new Date(Date.parse(day) + DAY * 1000).toISOString().slice(0, 10);

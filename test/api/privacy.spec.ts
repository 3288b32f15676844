import { KEPT, SECTIONS } from '../../libs/privacy/src/personal-data.ts';
import { Marketplace, type Person, until } from '../support/marketplace.ts';

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start();
});
afterAll(() => market.close());

/** Words that are found nowhere else. */
const [NAME, GOALS, NOTE, REVIEW] = [
  "Zephyrine Quillfeather-O'Dell & Söhne (née *)",
  'xylophonist pivoting to fintech',
  'my-very-private-note',
  'what-a-splendid-session',
];

/** Tables that hold a text, with how many rows do. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await market.sql<{ name: string }>(
    `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema IN ('public', 'jobs') AND table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await market.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${name} t WHERE t::text ILIKE $1`,
      [`%${text}%`],
    );
    if ((row?.count ?? 0) > 0) found.push(name);
  }
  return found;
}
const forget = (person: Person) => market.call<{ code?: string }>('DELETE', '/v1/me', { token: person.token });

describe('a person’s data', () => {
  it('is exported whole, and to nobody else', async () => {
    const [candidate, mentor] = [await market.signUp(NAME), await market.mentor()];
    await market.post('/v1/intakes', { goals: GOALS, segments: ['fintech'] }, candidate.token);
    const booking = await market.bookAndPay(candidate, mentor, await market.startIn(3));
    await market.call('PUT', `/v1/bookings/${booking.id}/notes`, { token: candidate.token, body: { private: NOTE } });
    const { body } = await market.get<Record<string, object[]>>('/v1/me/export', candidate.token);
    expect(Object.keys(body).sort()).toEqual(['exportedAt', ...SECTIONS.map(({ name }) => name)].sort());
    expect(JSON.stringify(body.intakes)).toContain(GOALS);
    expect(JSON.stringify(body.bookings)).toContain(NOTE);
    expect(body.payments).toHaveLength(1);
    expect(JSON.stringify((await market.get('/v1/me/export', mentor.token)).body)).not.toContain(NOTE);
    expect((await market.get('/v1/me/export')).status).toBe(401);
  });

  it('is gone after deletion, in every table; the books stay and still add up', async () => {
    const [candidate, mentor] = [await market.signUp(`${NAME} II`), await market.mentor()];
    const intake = await market.post<{ id: string }>(
      '/v1/intakes',
      { goals: `${GOALS} II`, segments: ['fintech'] },
      candidate.token,
    );
    const held = await market.book(candidate, mentor, await market.startIn(4), {
      intakeId: intake.body.id,
      goals: `${GOALS} II`,
    });
    await market.pay(await market.checkoutUrl(candidate, held.body.id));
    await market.untilBooking(candidate, held.body.id, ({ state }) => state === 'confirmed');
    await market.call('PUT', `/v1/bookings/${held.body.id}/notes`, {
      token: candidate.token,
      body: { private: `${NOTE} II` },
    });
    const past = await market.bookAndPay(candidate, mentor, await market.startIn(5));
    await market.sql(`UPDATE bookings SET state = 'completed' WHERE id = $1`, [past.id]);
    await market.post(`/v1/bookings/${past.id}/review`, { rating: 5, text: `${REVIEW} II` }, candidate.token);
    await market.untilMails(candidate.email, 2);
    expect((await tablesWith(`${NAME} II`)).length).toBeGreaterThan(1);

    expect((await forget(candidate)).status).toBe(204);
    const toMentor = await until(
      () => market.mails(mentor.email),
      (mails) => mails.some(({ subject }) => subject.startsWith('Cancelled')),
    );
    const off = toMentor.find(({ subject }) => subject.startsWith('Cancelled'));
    expect(off?.text).toContain('The session is cancelled'); // whole, although who cancelled it is gone
    expect(off?.html).toContain('The session is cancelled');
    expect(off?.attachments).toHaveLength(2);
    const told = await market.get<{ data: { kind: string; text: string }[] }>('/v1/notifications', mentor.token);
    expect(told.body.data.find(({ kind }) => kind === 'booking_cancelled')?.text).toContain('With Deleted person,');
    await market.advance(601); // what was being written meanwhile is swept up
    for (const text of [`${NAME} II`, candidate.email, `${GOALS} II`, `${NOTE} II`, `${REVIEW} II`])
      expect([text, await tablesWith(text)]).toEqual([text, []]);
    expect((await market.get('/v1/me', candidate.token)).status).toBe(401);
    const again = await market.post('/v1/auth/sign-in/email', {
      email: candidate.email,
      password: 'correct-horse-battery',
    });
    expect(again.status).toBe(401);
    const seen = await market.get<{ state: string; candidate: { name: string } }>(
      `/v1/bookings/${held.body.id}`,
      mentor.token,
    );
    expect(seen.body).toMatchObject({ state: 'cancelled', candidate: { name: 'Deleted person' } });
    expect(await market.ledgerProblems()).toEqual([]);
    expect((await market.sql(`SELECT 1 FROM payments WHERE payer_id = $1`, [candidate.id])).length).toBe(2);
  });

  it('of a mentor goes from directory and profile; their candidates get everything back', async () => {
    const [mentor, candidate] = [
      await market.mentor({ profile: { displayName: `${NAME} III`, languages: ['nl'] } }),
      await market.signUp(),
    ];
    const booking = await market.bookAndPay(candidate, mentor, await market.startIn(4));
    expect((await forget(mentor)).status).toBe(204);
    await market.advance(601);
    expect(await tablesWith(`${NAME} III`)).toEqual([]);
    expect((await market.get(`/v1/mentors/${mentor.mentorId}`)).status).toBe(404);
    expect((await market.get<{ data: object[] }>('/v1/mentors?language=nl')).body.data).toEqual([]);
    const cancelled = await market.untilBooking(candidate, booking.id, ({ state }) => state === 'cancelled');
    expect(cancelled.state).toBe('cancelled');
    expect(await market.ledgerProblems()).toEqual([]);
  });

  it('leaves no session behind that was booked at the same moment', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    const hours = [9, 10, 11, 12, 13, 14];
    const starts = await Promise.all(hours.map((hour) => market.startIn(6, hour)));
    const [forgotten, ...booked] = await Promise.all([
      forget(candidate),
      ...starts.map((startsAt) => market.book(candidate, mentor, startsAt)),
    ]);
    expect([204, 409]).toContain(forgotten.status); // busy: asked again below
    for (const { status } of booked) expect([201, 401, 404, 409, 422]).toContain(status);
    if (forgotten.status === 409) expect((await forget(candidate)).status).toBe(204);
    expect(
      await market.sql(`SELECT state FROM bookings WHERE candidate_id = $1 AND state IN ('held', 'confirmed')`, [
        candidate.id,
      ]),
    ).toEqual([]);
  });

  it('stays while a session is going on', async () => {
    const [candidate, mentor] = [await market.signUp(), await market.mentor()];
    const booking = await market.bookAndPay(candidate, mentor, await market.startIn(3));
    await market.advance(Math.ceil((Date.parse(booking.startsAt) + 60_000 - (await market.now()).getTime()) / 1_000));
    expect((await forget(candidate)).body.code).toBe('invalid_state');
    expect((await forget(mentor)).body.code).toBe('invalid_state');
  });

  it('of somebody who never signed up goes after 30 days; a claimed intake stays', async () => {
    const tell = async () =>
      (await market.post<{ id: string; accessToken: string }>('/v1/intakes', { segments: ['fintech'] })).body;
    const [left, claimed, owner] = [await tell(), await tell(), await market.signUp()];
    await market.post(`/v1/intakes/${claimed.id}/claim`, { token: claimed.accessToken }, owner.token);
    await market.advance(31 * 86_400);
    expect((await market.get(`/v1/intakes/${left.id}?token=${left.accessToken}`)).status).toBe(404);
    expect((await market.get(`/v1/intakes/${claimed.id}?token=${claimed.accessToken}`)).status).toBe(200);
  });

  it('has a rule for every table that knows people', async () => {
    const columns = await market.sql<{ table_name: string }>(
      `SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'public'
         AND column_name IN ('account_id', 'user_id', 'person_id', 'candidate_id', 'mentor_account_id', 'author_id', 'payer_id', 'recipient', 'email', 'admin_id', 'scope')`,
    );
    const ruled = new Set([...SECTIONS.flatMap(({ tables }) => tables), ...Object.keys(KEPT)]);
    expect(columns.map(({ table_name }) => table_name).filter((name) => !ruled.has(name))).toEqual([]);
  });

  it('goes by age: answers kept for repeats, mails, Stripe’s events, what pages were told', async () => {
    const [candidate, mentor] = [await market.signUp(), await market.mentor()];
    await market.bookAndPay(candidate, mentor, await market.startIn(3, 9));
    await market.post('/v1/me/consents', { purpose: 'terms', given: true }, candidate.token, {
      'idempotency-key': 'once',
    });
    const count = async (table: string): Promise<number> =>
      (await market.sql<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`))[0]?.count ?? 0;
    expect(await count('idempotency_keys')).toBeGreaterThan(0);
    await market.advance(26 * 3_600);
    expect(await count('idempotency_keys')).toBe(0);
    await until(
      () => market.sql('SELECT id FROM stripe_events WHERE processed_at IS NULL'),
      (open) => open.length === 0,
    );
    await market.sql(`UPDATE live_events SET at = at - interval '25 hours'`);
    await market.advance(100 * 86_400);
    await market.advance(60);
    const longAgo = new Date((await market.now()).getTime() - 91 * 86_400_000);
    const kept = await market.sql<{ mails: number; events: number }>(
      `SELECT (SELECT count(*)::int FROM mails WHERE sent_at < $1) AS mails, (SELECT count(*)::int FROM stripe_events WHERE processed_at < $1) AS events`,
      [longAgo],
    );
    expect(kept[0]).toEqual({ mails: 0, events: 0 });
    const live = await market.sql(`SELECT 1 FROM live_events WHERE at < now() - interval '24 hours'`);
    expect(live).toEqual([]);
    const told = await market.get<{ data: { kind: string }[] }>('/v1/notifications?limit=100', candidate.token);
    expect(told.body.data.some(({ kind }) => kind === 'booking_confirmed')).toBe(true); // a year
  });
});

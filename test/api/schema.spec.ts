import pg from 'pg';
import { getMigrations } from 'better-auth/db/migration';
import { DataSource } from 'typeorm';
import { authOptions } from '../../libs/accounts/src/auth.ts';
import { dataSourceOptions } from '#libs/platform';
import { migrations } from '../../migrations/index.ts';
import { cloneDatabase, Marketplace } from '../support/marketplace.ts';

describe('the schema', () => {
  it('is what the entities say: no drift', async () => {
    const market = await Marketplace.start({ worker: false });
    try {
      const { upQueries } = await market.api.get(DataSource).driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    } finally {
      await market.close();
    }
  });

  it('is what the auth library needs: its own migration finds nothing to do', async () => {
    const pool = new pg.Pool({ connectionString: await cloneDatabase() });
    const { compileMigrations } = await getMigrations(
      authOptions({
        pool,
        secret: 'x'.repeat(32),
        publicUrl: 'http://localhost',
        trustedOrigins: [],
        secureCookies: false,
        onMail: () => Promise.resolve(),
      }),
    );
    expect((await compileMigrations()).trim()).toBe(';');
    await pool.end();
  });

  it('goes down and up again', async () => {
    const dataSource = await new DataSource({
      ...dataSourceOptions(await cloneDatabase(), 2),
      migrations,
    }).initialize();
    const tables = async () =>
      (
        await dataSource.query<{ count: number }[]>(
          `SELECT count(*)::int AS count FROM information_schema.tables WHERE table_schema IN ('public', 'jobs')`,
        )
      )[0]?.count;
    const before = await tables();
    for (let i = 0; i < migrations.length; i++) await dataSource.undoLastMigration({ transaction: 'each' });
    expect(await tables()).toBeLessThanOrEqual(2);
    await dataSource.runMigrations({ transaction: 'each' });
    expect(await tables()).toBe(before);
    await dataSource.destroy();
  });

  it('takes money that was booked before along: entries learn their part and Stripe’s object', async () => {
    const url = await cloneDatabase();
    const dataSource = await new DataSource({ ...dataSourceOptions(url, 2), migrations }).initialize();
    const since = migrations.findIndex(({ name }) => name.startsWith('Settlement'));
    for (let i = since; i < migrations.length; i++) await dataSource.undoLastMigration({ transaction: 'each' });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`SET session_replication_role = replica;
      INSERT INTO payments (id, subject_kind, subject_id, attempt, payer_id, description, amount, currency, capture, captured_amount, state, success_url, cancel_url, session_expires_at, stripe_charge_id, created_at, updated_at)
        VALUES ('01a00000-0000-7000-8000-000000000001', 'booking', '01a00000-0000-7000-8000-000000000002', 1, '01a00000-0000-7000-8000-000000000003', 'S', 9000, 'USD', 'automatic', 9000, 'succeeded', 'x', 'x', now(), 'ch_1', now(), now());
      INSERT INTO payment_allocations (id, payment_id, subject_kind, subject_id, mentor_id, amount, fee_amount, refund_requested_amount, refunded_amount, created_at)
        VALUES ('01a00000-0000-7000-8000-000000000004', '01a00000-0000-7000-8000-000000000001', 'booking', '01a00000-0000-7000-8000-000000000002', '01a00000-0000-7000-8000-000000000005', 9000, 1800, 9000, 9000, now());
      INSERT INTO refunds (id, payment_id, allocation_id, amount, currency, reason, state, stripe_refund_id, created_at, updated_at)
        VALUES ('01a00000-0000-7000-8000-000000000006', '01a00000-0000-7000-8000-000000000001', '01a00000-0000-7000-8000-000000000004', 9000, 'USD', 'x', 'succeeded', 're_1', now(), now());
      INSERT INTO ledger_entries (id, effect, kind, payment_id, subject_kind, subject_id, at) VALUES
        (gen_random_uuid(), 'payment:01a00000-0000-7000-8000-000000000004', 'payment', '01a00000-0000-7000-8000-000000000001', 'booking', '01a00000-0000-7000-8000-000000000002', now()),
        (gen_random_uuid(), 'refund:01a00000-0000-7000-8000-000000000006', 'refund', '01a00000-0000-7000-8000-000000000001', 'booking', '01a00000-0000-7000-8000-000000000002', now());`);
    await dataSource.runMigrations({ transaction: 'each' });
    const { rows } = await client.query('SELECT kind, allocation_id, stripe_object FROM ledger_entries ORDER BY kind');
    const part = '01a00000-0000-7000-8000-000000000004';
    expect(rows).toEqual([
      { kind: 'payment', allocation_id: part, stripe_object: 'ch_1' },
      { kind: 'refund', allocation_id: part, stripe_object: 're_1' },
    ]);
    await client.end();
    await dataSource.destroy();
  });

  it('refuses to change the ledger and the audit log, and entries that do not balance', async () => {
    const market = await Marketplace.start();
    try {
      const [person, mentor] = [await market.signUp(), await market.mentor()];
      const booking = await market.bookAndPay(person, mentor, await market.startIn(5));
      for (const sql of [
        'UPDATE ledger_lines SET amount = 1',
        'DELETE FROM ledger_entries',
        'TRUNCATE ledger_lines',
        'DELETE FROM audit_log',
      ])
        await expect(market.sql(sql)).rejects.toThrow('append-only');
      const lopsided = market.sql(
        `WITH entry AS (INSERT INTO ledger_entries (id, effect, kind, payment_id, subject_kind, subject_id, at)
           SELECT gen_random_uuid(), 'lopsided', 'refund', id, subject_kind, subject_id, now() FROM payments WHERE subject_id = $1 RETURNING id)
         INSERT INTO ledger_lines (entry_id, position, account, currency, amount) SELECT id, 1, 'stripe_clearing', 'USD', 5 FROM entry`,
        [booking.id],
      );
      await expect(lopsided).rejects.toThrow('does not balance');
    } finally {
      await market.close();
    }
  });
});

/** 30,000 bookings of 300 mentors and 3,000 candidates, most of them over, some in every other state. */
const SEED = `
  CREATE TEMP TABLE m AS SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS account_id, gen_random_uuid() AS offering_id FROM generate_series(0, 299) n;
  CREATE TEMP TABLE c AS SELECT n, gen_random_uuid() AS id FROM generate_series(0, 2999) n;
  INSERT INTO accounts (id, name, email) SELECT account_id, 'M', account_id::text FROM m UNION ALL SELECT id, 'C', id::text FROM c;
  INSERT INTO mentors (id, account_id, state, slug, display_name, time_zone, search_text, created_at, updated_at)
    SELECT id, account_id, 'published', id::text, 'M', 'UTC', CASE WHEN n % 50 = 0 THEN 'fintech risk' ELSE 'growth loops and onboarding ' || n END, now(), now() FROM m;
  INSERT INTO offerings (id, mentor_id, kind, title, duration_minutes, price_amount, currency, created_at) SELECT offering_id, id, 'session', 'S', 60, 9000, 'USD', now() FROM m;
  INSERT INTO schedules (id, mentor_id, time_zone, weekly_hours, updated_at) SELECT gen_random_uuid(), id, 'UTC', '{}', now() FROM m;
  INSERT INTO bookings (id, mentor_id, mentor_account_id, candidate_id, offering_id, offering_kind, offering, join_room, duration_minutes, state, starts_at, ends_at,
      time_zone, gap_minutes, price_amount, currency, fee_percent, policy, created_at, updated_at, hold_expires_at, respond_by, series_id, rescue_until)
    SELECT gen_random_uuid(), m.id, m.account_id, c.id, m.offering_id, 'session', '{}', 'x', 60, state, at, at + interval '1 hour', 'UTC', 0, 9000, 'USD', 20, 'standard', at, at,
      CASE WHEN state = 'held' THEN at END, CASE WHEN state = 'awaiting_mentor' THEN at END, CASE WHEN k % 20 = 0 THEN gen_random_uuid() END, CASE WHEN k = 7 THEN at END
    FROM m CROSS JOIN generate_series(0, 99) AS k JOIN c ON c.n = (m.n + k * 31) % 3000
    CROSS JOIN LATERAL (SELECT date_trunc('hour', now()) - (k - 5) * interval '1 day' - (m.n % 24) * interval '1 hour' AS at,
      CASE k WHEN 1 THEN 'held' WHEN 2 THEN 'awaiting_mentor' WHEN 3 THEN 'confirmed' WHEN 4 THEN 'cancelled' ELSE 'completed' END AS state) AS t;
  INSERT INTO occupied_time (id, person_id, role, kind, during, session_end, subject_id)
    SELECT gen_random_uuid(), person, role, 'session', tstzrange(starts_at, ends_at), ends_at, id FROM bookings
    CROSS JOIN LATERAL (VALUES (mentor_account_id, 'mentor'), (candidate_id, 'candidate')) AS two (person, role) WHERE state <> 'cancelled';
  INSERT INTO booking_history (id, booking_id, at, to_state, event, by) SELECT gen_random_uuid(), id, created_at, state, 'create', 'candidate' FROM bookings;
  INSERT INTO absence_claims (id, booking_id, by, absent, text, evidence, state, answer_by, decide_by, created_at)
    SELECT gen_random_uuid(), id, 'candidate', 'mentor', '', '{}', CASE WHEN random() < 0.02 THEN 'open' WHEN random() < 0.02 THEN 'contested' ELSE 'decided' END, now(), now(), now()
    FROM bookings WHERE state = 'completed' LIMIT 20000;
  INSERT INTO waiting_list (id, mentor_id, mentor_account_id, offering_id, candidate_id, from_date, to_date, hours, time_zone, state, created_at)
    SELECT gen_random_uuid(), m.id, m.account_id, m.offering_id, c.id, current_date, current_date, '[]', 'UTC', CASE WHEN c.n % 10 = 0 THEN 'waiting' ELSE 'missed' END, now() - c.n * interval '1 minute'
    FROM m JOIN c ON c.n % 30 = m.n % 30;
  INSERT INTO payments (id, subject_kind, subject_id, attempt, payer_id, description, amount, currency, capture, captured_amount, state, success_url, cancel_url, session_expires_at, next_poll_at, created_at, updated_at)
    SELECT gen_random_uuid(), 'booking', id, 1, candidate_id, 'Session', 9000, 'USD', 'automatic', CASE WHEN state = 'completed' THEN 9000 END, CASE WHEN state = 'completed' THEN 'succeeded' ELSE 'voided' END,
      'x', 'x', now(), CASE WHEN random() < 0.01 THEN now() END, now(), now() FROM bookings;
  INSERT INTO payment_allocations (id, payment_id, subject_kind, subject_id, mentor_id, amount, fee_amount, created_at)
    SELECT gen_random_uuid(), p.id, 'booking', b.id, b.mentor_id, 9000, 1800, now() FROM payments p JOIN bookings b ON b.id = p.subject_id;
  INSERT INTO busy_calendars (id, mentor_id, account_id, url, next_sync_at, created_at)
    SELECT gen_random_uuid(), id, account_id, 'https://example.com/' || k, now() + k * interval '1 minute', now() FROM m CROSS JOIN generate_series(0, 9) k;
  ANALYZE;`;
const SOMEBODY = `(SELECT candidate_id FROM bookings LIMIT 1)`;

describe('query plans', () => {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client({ connectionString: await cloneDatabase() });
    await client.connect();
    await client.query('BEGIN; SET CONSTRAINTS ALL DEFERRED; SET session_replication_role = replica');
    await client.query(SEED);
    await client.query('COMMIT');
  }, 60_000);
  afterAll(() => client.end());

  it.each([
    [
      'my bookings',
      `SELECT * FROM bookings WHERE candidate_id = ${SOMEBODY} ORDER BY starts_at DESC, id DESC LIMIT 20`,
      'bookings_by_candidate',
    ],
    [
      'sessions with me',
      `SELECT * FROM bookings WHERE mentor_account_id = (SELECT mentor_account_id FROM bookings LIMIT 1) ORDER BY starts_at DESC, id DESC LIMIT 20`,
      'bookings_by_mentor',
    ],
    [
      'occupied time',
      `SELECT * FROM occupied_time WHERE person_id = ${SOMEBODY} AND during && tstzrange(now(), now() + interval '30 days')`,
      'occupied_time_',
    ],
    [
      'the time of a session',
      `DELETE FROM occupied_time WHERE subject_id = (SELECT id FROM bookings LIMIT 1)`,
      'occupied_time_subject',
    ],
    [
      'history',
      `SELECT * FROM booking_history WHERE booking_id = ANY (ARRAY (SELECT id FROM bookings LIMIT 20)) ORDER BY at, id`,
      'booking_history_booking_id',
    ],
    [
      'the bookings of a group',
      `SELECT * FROM bookings WHERE id = ANY (ARRAY ['01a19467-e874-7000-8000-023b136b4da1'::uuid]) OR series_id = ANY (ARRAY ['01a19467-e874-7000-8000-023b136b4da1'::uuid])
       OR request_id = ANY (ARRAY ['01a19467-e874-7000-8000-023b136b4da1'::uuid]) ORDER BY id`,
      'bookings_series',
    ],
    [
      'open holds',
      `SELECT count(DISTINCT coalesce(series_id, request_id, id)) FROM bookings WHERE candidate_id = ${SOMEBODY} AND state = 'held' AND hold_expires_at > now() AND NOT priority`,
      'bookings_open_holds',
    ],
    [
      'holds to end',
      `SELECT id FROM bookings WHERE state = 'held' AND hold_expires_at <= now() ORDER BY hold_expires_at LIMIT 50`,
      'bookings_holds',
    ],
    [
      'requests to end',
      `SELECT id FROM bookings WHERE state = 'awaiting_mentor' AND accepted_at IS NULL AND respond_by <= now() ORDER BY respond_by LIMIT 50`,
      'bookings_to_answer',
    ],
    [
      'sessions to complete',
      `SELECT id FROM bookings b WHERE state = 'confirmed' AND ends_at <= now() AND NOT EXISTS
       (SELECT 1 FROM absence_claims c WHERE c.booking_id = b.id AND c.state IN ('open', 'contested')) ORDER BY ends_at LIMIT 50`,
      'bookings_to_complete',
    ],
    [
      'replacements to end',
      `SELECT id FROM bookings WHERE rescue_until <= now() ORDER BY rescue_until LIMIT 50`,
      'bookings_to_rescue',
    ],
    [
      'claims of bookings',
      `SELECT * FROM absence_claims WHERE booking_id = ANY (ARRAY (SELECT id FROM bookings LIMIT 20)) ORDER BY id`,
      'absence_claims_booking_id',
    ],
    [
      'claims to end',
      `SELECT id FROM absence_claims WHERE state = 'open' AND answer_by <= now() ORDER BY answer_by LIMIT 50`,
      'absence_claims_to_answer',
    ],
    [
      'who waits for a mentor',
      `SELECT * FROM waiting_list WHERE mentor_account_id = (SELECT account_id FROM mentors LIMIT 1) AND state = 'waiting' ORDER BY created_at, id LIMIT 100`,
      'waiting_list_queue',
    ],
    [
      'where I wait',
      `SELECT * FROM waiting_list WHERE candidate_id = ${SOMEBODY} ORDER BY created_at DESC, id DESC LIMIT 100`,
      'waiting_list_candidate_id',
    ],
    [
      'calendars to read',
      `SELECT id FROM busy_calendars WHERE next_sync_at <= now() ORDER BY next_sync_at LIMIT 50`,
      'busy_calendars_due',
    ],
    [
      'payments to look at',
      `SELECT id FROM payments WHERE next_poll_at <= now() ORDER BY next_poll_at LIMIT 50`,
      'payments_poll',
    ],
    [
      'what a booking has paid',
      `SELECT * FROM payment_allocations WHERE subject_id = ANY (ARRAY (SELECT id FROM bookings LIMIT 20))`,
      'payment_allocations_subject_id',
    ],
    [
      'text search',
      `SELECT id FROM mentors WHERE state = 'published' AND search_vector @@ websearch_to_tsquery('english', 'fintech')`,
      'mentors_search',
    ],
  ])('%s use an index on seeded data', async (_, sql, index) => {
    await client.query('SET enable_seqscan = off'); // does the index fit the query; sixty rows are not worth one
    const { rows } = await client.query<{ 'QUERY PLAN': string }>('EXPLAIN ' + sql);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
  });
});

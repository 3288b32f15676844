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

describe('query plans', () => {
  it.each([
    [
      'my bookings',
      `SELECT * FROM bookings WHERE candidate_id = '01a19467-e874-7000-8000-023b136b4da1' ORDER BY starts_at DESC, id DESC LIMIT 20`,
      'bookings_by_candidate',
    ],
    [
      'sessions with me',
      `SELECT * FROM bookings WHERE mentor_account_id = '01a19467-e874-7000-8000-023b136b4da1' ORDER BY starts_at DESC, id DESC LIMIT 20`,
      'bookings_by_mentor',
    ],
    [
      'occupied time',
      `SELECT * FROM occupied_time WHERE person_id = '01a19467-e874-7000-8000-023b136b4da1' AND during && tstzrange(now(), now() + interval '30 days')`,
      'occupied_time_',
    ],
    [
      'holds to end',
      `SELECT id FROM bookings WHERE state = 'held' AND hold_expires_at <= now() ORDER BY hold_expires_at LIMIT 50`,
      'bookings_holds',
    ],
    [
      'sessions to complete',
      `SELECT id FROM bookings WHERE state = 'confirmed' AND ends_at <= now() ORDER BY ends_at LIMIT 50`,
      'bookings_to_complete',
    ],
    [
      'payments to look at',
      `SELECT id FROM payments WHERE next_poll_at <= now() ORDER BY next_poll_at LIMIT 50`,
      'payments_poll',
    ],
    [
      'text search',
      `SELECT id FROM mentors WHERE to_tsvector('english', search_text) @@ websearch_to_tsquery('english', 'fintech')`,
      'mentors_search',
    ],
  ])('%s use an index', async (_, sql, index) => {
    const client = new pg.Client({ connectionString: await cloneDatabase() });
    await client.connect();
    await client.query('SET enable_seqscan = off; SET enable_sort = off');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>('EXPLAIN ' + sql);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
    await client.end();
  });
});

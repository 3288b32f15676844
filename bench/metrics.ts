import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { v7 } from 'uuid';
import { startPostgres } from '../apps/start/embedded-postgres.ts';
import { migrate } from '../apps/start/migrations.ts';
import { grow } from './growth.ts';
import { ended, launch, load } from './http.ts';
import type { Row } from './table.ts';

const BOOKINGS = Number(process.env.BENCH_METRICS ?? 1_000_000);
const PORT = 34_203;
const BAR_MS = 300;

/** What a year of bookings leaves behind: history, ledger, intakes; some of it today, which is counted when asked. */
const TRACES = [
  `INSERT INTO booking_history (id, booking_id, at, from_state, to_state, event, by)
   SELECT gen_random_uuid(), b.id, b.starts_at + m.after, m.before, m.state, m.event, 'clock' FROM bookings b
   CROSS JOIN (VALUES ('held', 'create', NULL, interval '0'), ('confirmed', 'pay', 'held', interval '1 minute'), ('completed', 'complete', 'confirmed', interval '75 minutes')) AS m (state, event, before, after)
   ORDER BY b.starts_at`,
  `INSERT INTO booking_history (id, booking_id, at, from_state, to_state, event, by)
   SELECT gen_random_uuid(), id, now(), 'confirmed', 'completed', 'complete', 'clock' FROM bookings ORDER BY starts_at DESC LIMIT 5000`,
  `INSERT INTO ledger_entries (id, effect, kind, subject_kind, subject_id, at) SELECT id, 'payment:' || id, 'payment', 'booking', id, starts_at FROM bookings ORDER BY starts_at`,
  `INSERT INTO ledger_lines (entry_id, position, account, currency, amount)
   SELECT b.id, l.position, replace(l.account, ':', ':' || b.mentor_id), 'USD', l.amount FROM bookings b
   CROSS JOIN (VALUES (0, 'stripe_clearing', 9000), (1, 'platform_revenue', -1800), (2, 'mentor_payable:', -7200)) AS l (position, account, amount)`,
  `INSERT INTO intakes (id, access_token_hash, given, answers, inferred, rubric_version, created_at, updated_at, matched_at, wanted_specialties, wanted_rounds)
   SELECT gen_random_uuid(), n::text, '{}', '{}', '[]', 'x', now() - n * interval '90 seconds', now(), now() - n * interval '90 seconds', '{fintech,growth}', '{sql-data,execution}' FROM generate_series(0, 199999) n`,
  'VACUUM ANALYZE booking_history, ledger_entries, ledger_lines, intakes',
];

/** The metrics page over a million bookings: a month by days, a year by weeks, a year by months. */
export async function benchMetrics(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mentors-bench-'));
  const postgres = await startPostgres(folder);
  await migrate(postgres.url);
  const pool = new pg.Pool({ connectionString: postgres.url });
  const env = {
    ...{ DATABASE_URL: postgres.url, DATA_DIR: folder, NODE_ENV: 'test', LOG_LEVEL: 'fatal', TEST_CLOCK: 'true' },
    ...{ RATE_LIMITS: 'off', SEED_DEMO: 'false', PORT: String(PORT) },
  };
  try {
    await grow(pool, 0, BOOKINGS);
    const client = await pool.connect();
    await client.query('SET session_replication_role = replica');
    for (const trace of TRACES) await client.query(trace);
    client.release(true);
    const token = await signInAdmin(pool);
    const api = await launch('../apps/api/main.js', env);
    try {
      const started = performance.now();
      await fetch(`http://127.0.0.1:${PORT}/v1/testing/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ advanceSeconds: 1 }), // runs the sweep that counts past days
      });
      console.log(`counted all past days in ${Math.round((performance.now() - started) / 1000)} s`);
      const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
      const queries = ['', `from=${day(360)}&interval=week`, `from=${day(360)}&interval=month`];
      let next = 0;
      const seen = await load(
        {
          port: PORT,
          clients: 2,
          request: () => ({
            method: 'GET',
            path: `/v1/admin/metrics?${queries[next++ % queries.length]}`,
            headers: { authorization: `Bearer ${token}` },
          }),
        },
        10,
      );
      return [
        {
          what: `GET /v1/admin/metrics, ${BOOKINGS.toLocaleString('en')} bookings, 2 clients: 30 days, 52 weeks, 12 months`,
          ours: `${Math.round(seen.rate)}/s, p99 ${seen.p99} ms`,
          ...{ baseline: '-', ratio: null, bar: `p99 < ${BAR_MS} ms`, met: seen.p99 < BAR_MS },
        },
      ];
    } finally {
      await ended(api);
    }
  } finally {
    await pool.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function signInAdmin(pool: pg.Pool): Promise<string> {
  const [id, token] = [v7(), randomBytes(24).toString('hex')];
  await pool.query(
    `INSERT INTO accounts (id, name, email, roles) VALUES ($1, 'Bench', 'bench@bench.test', '{candidate,admin}')`,
    [id],
  );
  await pool.query(
    `INSERT INTO auth_sessions (id, account_id, token, expires_at, created_at, updated_at) VALUES ($1, $2, $3, now() + interval '1 day', now(), now())`,
    [v7(), id, token],
  );
  return token;
}

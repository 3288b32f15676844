import type pg from 'pg';

/** How many bookings the grown database holds; the small one has 10,000. */
export const GROWN = Number(process.env.BENCH_GROWN ?? 10_000_000);
export const SMALL = 10_000;

const MENTORS = 10_000;
const CANDIDATES = 100_000;
const ROUNDS_AT_ONCE = 50;

/**
 * Brings the database from `present` to `total` past bookings of 10,000 mentors, each with its two rows of time, one every second day for
 * each mentor. Written with SQL and without indexes, triggers and constraints, which are built again at the end.
 */
export async function grow(pool: pg.Pool, present: number, total: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SET maintenance_work_mem = '1GB'; SET session_replication_role = replica");
    if (present === 0) await client.query(PEOPLE);
    const rebuild = await indexesOf(client);
    for (const { drop } of rebuild) await client.query(drop);
    for (let round = present / MENTORS; round < total / MENTORS; round += ROUNDS_AT_ONCE)
      await client.query(ROUNDS, [round, Math.min(round + ROUNDS_AT_ONCE, total / MENTORS) - 1]);
    for (const { create } of rebuild) await client.query(create);
    await client.query('VACUUM ANALYZE bookings, occupied_time');
    await client.query('CHECKPOINT'); // what was just written must not be written out under the load
  } finally {
    client.release(true);
  }
}

const PEOPLE = `
    CREATE UNLOGGED TABLE grown_mentors AS SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS account_id, gen_random_uuid() AS offering_id FROM generate_series(0, ${MENTORS - 1}) n;
    CREATE UNLOGGED TABLE grown_candidates AS SELECT n, gen_random_uuid() AS id FROM generate_series(0, ${CANDIDATES - 1}) n;
    CREATE INDEX ON grown_mentors (n); CREATE INDEX ON grown_candidates (n); ANALYZE grown_mentors, grown_candidates;
    INSERT INTO accounts (id, name, email) SELECT account_id, 'Grown', account_id::text FROM grown_mentors UNION ALL SELECT id, 'Grown', id::text FROM grown_candidates;
    INSERT INTO mentors (id, account_id, state, slug, display_name, time_zone, created_at, updated_at) SELECT id, account_id, 'published', id::text, 'Grown', 'UTC', now(), now() FROM grown_mentors;
    INSERT INTO offerings (id, mentor_id, kind, title, duration_minutes, price_amount, currency, created_at) SELECT offering_id, id, 'session', 'Grown', 60, 9000, 'USD', now() FROM grown_mentors;
    INSERT INTO schedules (id, mentor_id, time_zone, weekly_hours, updated_at) SELECT gen_random_uuid(), id, 'UTC', '{}', now() FROM grown_mentors;
    ANALYZE accounts, mentors, offerings, schedules;`;

/** An id that grows with `counter` like a UUIDv7 does with time, so that its index grows at one end as ours does. */
const ordered = (counter: string): string =>
  `(lpad(to_hex((${counter})::bigint), 12, '0') || '70008000' || substr(md5(random()::text), 1, 12))::uuid`;

/** One booking of each mentor for every round $1 to $2, each round two days before the last; no candidate twice in a round. */
const ROUNDS = `
  WITH made AS (
    INSERT INTO bookings (id, mentor_id, mentor_account_id, candidate_id, offering_id, offering_kind, offering, join_room, duration_minutes, state, starts_at, ends_at,
      time_zone, gap_minutes, price_amount, currency, fee_percent, policy, created_at, updated_at)
    SELECT ${ordered('round * 10000 + m.n')}, m.id, m.account_id, c.id, m.offering_id, 'session', '{}', 'x', 60, 'completed', at, at + interval '1 hour', 'UTC', 0, 9000, 'USD', 20, 'standard', at, at
    FROM generate_series($1::int, $2::int) AS round CROSS JOIN grown_mentors m
    JOIN grown_candidates c ON c.n = (m.n + round * 37) % ${CANDIDATES}
    CROSS JOIN LATERAL (SELECT date_trunc('hour', now()) - (round + 1) * interval '2 days' - (m.n % 24) * interval '1 hour' AS at) AS times
    RETURNING id, mentor_account_id, candidate_id, starts_at, ends_at)
  INSERT INTO occupied_time (id, person_id, role, kind, during, session_end, subject_id)
  SELECT ${ordered('2 * (row_number() OVER () + 20000000 * $1::bigint) + k')}, person, role, 'session', tstzrange(starts_at, ends_at), ends_at, id
  FROM made CROSS JOIN LATERAL (VALUES (mentor_account_id, 'mentor', 0), (candidate_id, 'candidate', 1)) AS two (person, role, k)`;

/** How to drop and build again whatever slows down writing rows. */
async function indexesOf(client: pg.PoolClient): Promise<{ drop: string; create: string }[]> {
  const { rows } = await client.query<{ drop: string; create: string }>(`
    SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || conname AS drop,
      'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid) AS create
    FROM pg_constraint WHERE conrelid IN ('bookings'::regclass, 'occupied_time'::regclass) AND contype = 'x'
    UNION ALL
    SELECT 'DROP INDEX ' || indexname, indexdef FROM pg_indexes
    WHERE tablename IN ('bookings', 'occupied_time') AND indexname NOT LIKE '%PK%' AND indexname NOT LIKE '%pkey' AND indexname NOT IN (SELECT conname FROM pg_constraint)`);
  return rows;
}

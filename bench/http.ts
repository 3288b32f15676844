import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import pg from 'pg';
import { v7 } from 'uuid';
import { startPostgres } from '../apps/start/embedded-postgres.ts';
import { migrate } from '../apps/start/migrations.ts';
import { grow, GROWN, SMALL } from './growth.ts';
import type { Row } from './table.ts';

const MENTORS = 64;
const CLIENTS = 16;
const SECONDS = 8;
const HOUR = 3_600_000;
const [OURS, BARE] = [34_200, 34_201];

interface World {
  pool: pg.Pool;
  mentors: { id: string; offeringId: string }[];
  tokens: string[];
}

/** Mentors open around the clock with 60 bookings each, and many signed-in candidates. */
async function fill(url: string): Promise<World> {
  const pool = new pg.Pool({ connectionString: url });
  const always = Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
      day,
      [{ start: '00:00', end: '24:00' }],
    ]),
  );
  const mentors = Array.from({ length: MENTORS }, () => ({ id: v7(), accountId: v7(), offeringId: v7() }));
  const tokens = Array.from({ length: 60_000 }, () => randomBytes(24).toString('hex'));
  const accounts = tokens.map(() => v7());
  await pool.query(
    `INSERT INTO accounts (id, name, email) SELECT id, 'Bench', id::text FROM unnest($1::uuid[]) AS a (id)`,
    [[...accounts, ...mentors.map(({ accountId }) => accountId)]],
  );
  await pool.query(
    `INSERT INTO auth_sessions (id, account_id, token, expires_at, created_at, updated_at)
     SELECT gen_random_uuid(), id, token, now() + interval '1 day', now(), now() FROM unnest($1::uuid[], $2::text[]) AS s (id, token)`,
    [accounts, tokens],
  );
  for (const { id, accountId, offeringId } of mentors) {
    await pool.query(
      `INSERT INTO mentors (id, account_id, state, slug, display_name, time_zone, created_at, updated_at) VALUES ($1, $2, 'published', $1::uuid::text, 'Bench', 'UTC', now(), now())`,
      [id, accountId],
    );
    await pool.query(
      `INSERT INTO offerings (id, mentor_id, kind, title, duration_minutes, price_amount, currency, created_at) VALUES ($1, $2, 'session', 'Bench', 60, 9000, 'USD', now())`,
      [offeringId, id],
    );
    await pool.query(
      `INSERT INTO schedules (id, mentor_id, time_zone, weekly_hours, slot_increment_minutes, minimum_notice_minutes, buffer_after_minutes, booking_horizon_days, updated_at) VALUES (gen_random_uuid(), $1, 'Europe/Berlin', $2, 60, 0, 0, 365, now())`,
      [id, JSON.stringify(always)],
    );
    await pool.query(
      `INSERT INTO occupied_time (id, person_id, role, kind, during, session_end, subject_id)
       SELECT gen_random_uuid(), $1, 'mentor', 'session', tstzrange(at, at + interval '1 hour'), at + interval '1 hour', gen_random_uuid()
       FROM (SELECT date_trunc('hour', now()) + n * interval '12 hours' AS at FROM generate_series(1, 60) AS n) AS times`,
      [accountId],
    );
  }
  await pool.query('ANALYZE');
  return { pool, mentors, tokens };
}

export function launch(file: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, file), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child));
    child.once('exit', () => reject(new Error(`${file} ended`)));
  });
}

export const ended = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    child.once('exit', () => done());
    child.disconnect();
  });

interface Load {
  port: number;
  request: () => autocannon.Request;
  clients?: number;
}

/** Requests a second and the latency's 99th percentile; every answer must have the wanted status. */
export async function load(
  { port, request, clients = CLIENTS }: Load,
  seconds = SECONDS,
): Promise<{ rate: number; p99: number }> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections: clients,
    duration: seconds,
    requests: [{ setupRequest: (base) => ({ ...base, ...request() }) }],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers were refused, ${result.errors} failed`);
  return { rate: result.requests.average, p99: result.latency.p99 };
}

/** Ours and the bare one in turn, three times each; the medians. */
async function compare(what: string, bar: number, request: () => autocannon.Request): Promise<Row> {
  const rates: Record<number, { rate: number; p99: number }[]> = { [OURS]: [], [BARE]: [] };
  for (let round = 0; round < 4; round++)
    for (const port of [OURS, BARE]) rates[port]?.push(await load({ port, request }, round === 0 ? 3 : SECONDS));
  const median = (port: number) =>
    (rates[port] ?? []).slice(1).sort((a, b) => a.rate - b.rate)[1] ?? { rate: 0, p99: 0 };
  const [ours, bare] = [median(OURS), median(BARE)];
  const ratio = ours.rate / bare.rate;
  return {
    what,
    ours: `${Math.round(ours.rate)}/s, p99 ${ours.p99} ms`,
    baseline: `${Math.round(bare.rate)}/s, p99 ${bare.p99} ms`,
    ratio,
    bar: `>= ${bar}`,
    met: ratio >= bar,
  };
}

/** The HTTP rows of the quality table, against bare Fastify and pg on the same data. */
export async function benchHttp(part: 'all' | 'growth'): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mentors-bench-'));
  const postgres = await startPostgres(folder);
  await migrate(postgres.url);
  const world = await fill(postgres.url);
  const env = {
    DATABASE_URL: postgres.url,
    DATA_DIR: folder,
    NODE_ENV: 'test',
    LOG_LEVEL: 'warn',
    RATE_LIMITS: 'off',
    SEED_DEMO: 'false',
  };
  const api = await launch('../apps/api/main.js', { ...env, PORT: String(OURS) });
  const [first] = world.mentors;
  const from = new Date(Math.ceil(Date.now() / HOUR) * HOUR).toISOString();
  const to = new Date(Date.parse(from) + 30 * 24 * HOUR).toISOString();
  const slotsPath = (mentor: { id: string; offeringId: string }) =>
    `/v1/mentors/${mentor.id}/slots?offeringId=${mentor.offeringId}&from=${from}&to=${to}&timeZone=Asia/Tokyo`;
  const answer = await (await fetch(`http://127.0.0.1:${OURS}${first ? slotsPath(first) : ''}`)).text();
  const bare = await launch('bare-server.js', {
    ...env,
    PORT: String(BARE),
    BENCH_SLOTS_ANSWER: Buffer.from(answer).toString('base64'),
  });
  try {
    let next = 0;
    const mentorAt = (i: number) => world.mentors[i % MENTORS] as World['mentors'][number];
    const slotsRequest = (): autocannon.Request => ({ method: 'GET', path: slotsPath(mentorAt(next++)) });
    const slots = () => compare('GET /slots, 30 days, 16 clients', 0.6, slotsRequest);
    let count = 0;
    const bookingRequest = (): autocannon.Request => {
      const i = count++;
      const startsAt = new Date(Date.parse(from) + (31 * 24 + Math.floor(i / MENTORS)) * HOUR).toISOString();
      const body = JSON.stringify({ offeringId: mentorAt(i).offeringId, startsAt, timeZone: 'Asia/Tokyo' });
      return {
        method: 'POST',
        path: '/v1/bookings',
        body,
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${world.tokens[i % world.tokens.length]}`,
        },
      };
    };
    const bookings = () => compare('POST /bookings, 16 clients, different mentors', 0.6, bookingRequest);
    const growing = { 'GET /slots': slotsRequest, 'POST /bookings': bookingRequest };
    if (part === 'growth') return await growth(world.pool, growing);
    return [
      await slots(),
      await bookings(),
      await oneSlot(world, from, 'all commit'),
      await oneSlot(world, from, 'half of the winners roll back'),
      ...(await growth(world.pool, growing)),
    ];
  } finally {
    await Promise.all([api, bare].map(ended));
    await world.pool.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What earlier loads have booked, so that each begins alike. */
const FORGET_THE_LOAD = `
  DELETE FROM booking_history;
  DELETE FROM occupied_time WHERE subject_id IN (SELECT id FROM bookings WHERE state = 'held');
  DELETE FROM bookings WHERE state = 'held'`;

/** The same load on 10,000 bookings and on many: the rates should hardly differ. */
async function growth(pool: pg.Pool, requests: Record<string, () => autocannon.Request>): Promise<Row[]> {
  const measure = async (): Promise<Record<string, { rate: number; p99: number }>> => {
    await pool.query(FORGET_THE_LOAD);
    const rates: Record<string, { rate: number; p99: number }> = {};
    for (const [name, request] of Object.entries(requests)) {
      await load({ port: OURS, request }, 3);
      const rounds = [
        await load({ port: OURS, request }),
        await load({ port: OURS, request }),
        await load({ port: OURS, request }),
      ];
      rates[name] = rounds.sort((a, b) => a.rate - b.rate)[1] ?? { rate: 0, p99: 0 };
    }
    return rates;
  };
  await grow(pool, 0, SMALL);
  const small = await measure();
  const started = performance.now();
  await grow(pool, SMALL, GROWN);
  console.log(`grew to ${GROWN} bookings in ${Math.round((performance.now() - started) / 1000)} s`);
  const grown = await measure();
  return Object.keys(requests).map((name) => {
    const [before, after] = [small[name] ?? { rate: 0, p99: 0 }, grown[name] ?? { rate: 0, p99: 0 }];
    const ratio = before.rate / after.rate;
    return {
      what: `${name} with ${GROWN.toLocaleString('en')} bookings, baseline: with ${SMALL.toLocaleString('en')}`,
      ours: `${Math.round(after.rate)}/s, p99 ${after.p99} ms`,
      baseline: `${Math.round(before.rate)}/s, p99 ${before.p99} ms`,
      ratio,
      bar: '<= 1.3 x slower',
      met: ratio <= 1.3,
    };
  });
}

const ROLL_BACK_HALF = `
  CREATE SEQUENCE bench_winners;
  CREATE FUNCTION bench_roll_back_half() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF nextval('bench_winners') % 2 = 1 THEN RAISE EXCEPTION 'made to fail' USING ERRCODE = '55P03'; END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER bench_roll_back_half BEFORE INSERT ON bookings FOR EACH ROW EXECUTE FUNCTION bench_roll_back_half()`;
const NO_ROLL_BACK = `DROP TRIGGER bench_roll_back_half ON bookings; DROP FUNCTION bench_roll_back_half; DROP SEQUENCE bench_winners`;
const DEADLOCKS = 'SELECT deadlocks::int AS deadlocks FROM pg_stat_database WHERE datname = current_database()';

/** 500 clients at once on one slot: one 201, no deadlock; the slowest of a hundred answers counts. */
async function oneSlot(
  { pool, mentors, tokens }: World,
  from: string,
  mode: 'all commit' | 'half of the winners roll back',
): Promise<Row> {
  const deadlocks = async (): Promise<number> =>
    (await pool.query<{ deadlocks: number }>(DEADLOCKS)).rows[0]?.deadlocks ?? 0;
  const [rollsBack, before] = [mode !== 'all commit', await deadlocks()];
  if (rollsBack) await pool.query(ROLL_BACK_HALF);
  const worst: number[] = [];
  for (let round = 0; round < 5; round++) {
    const startsAt = new Date(Date.parse(from) + ((rollsBack ? 310 : 300) * 24 + round) * HOUR).toISOString();
    const answers = await Promise.all(
      tokens.slice(round * 500, (round + 1) * 500).map(async (token) => {
        const started = performance.now();
        const response = await fetch(`http://127.0.0.1:${OURS}/v1/bookings`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ offeringId: mentors[0]?.offeringId, startsAt, timeZone: 'UTC' }),
        });
        await response.text();
        return { status: response.status, took: performance.now() - started };
      }),
    );
    const sold = answers.filter(({ status }) => status === 201).length;
    if (sold !== 1 || answers.some(({ status }) => status >= 500))
      throw new Error(`${sold} sold, statuses ${[...new Set(answers.map(({ status }) => status))].join()}`);
    worst.push(answers.map(({ took }) => took).sort((a, b) => a - b)[494] ?? 0);
  }
  if (rollsBack) await pool.query(NO_ROLL_BACK);
  const [p99, dead] = [worst.sort((a, b) => a - b)[2] ?? 0, (await deadlocks()) - before];
  return {
    what: `POST /bookings, 500 clients at once on one slot, ${mode} (median of 5 rounds)`,
    ours: `one 201, ${dead} deadlocks, p99 ${Math.round(p99)} ms`,
    baseline: '-',
    ratio: null,
    bar: 'one 201, no deadlock, p99 < 250 ms',
    met: p99 < 250 && dead === 0,
  };
}

import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';

/**
 * The baseline of the HTTP rows: bare Fastify and pg that run the statements our API runs and answer bytes of the same
 * kind. No validation, no guards, no mapping: what the database and HTTP alone cost.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const app = Fastify();
const slotsAnswer = Buffer.from(process.env.BENCH_SLOTS_ANSWER ?? '', 'base64').toString();

const TIME_COLUMNS = `m.id, s.id AS schedule_id, s.time_zone, s.weekly_hours, s.slot_increment_minutes, s.slot_placement, s.travel, s.minimum_notice_minutes, s.booking_horizon_days,
    s.buffer_before_minutes, s.buffer_after_minutes, s.max_sessions_per_day, s.max_sessions_per_week,
    (SELECT json_object_agg(o.date, o.intervals) FROM schedule_overrides o WHERE o.mentor_id = m.id AND o.date BETWEEN ($1::timestamptz)::date AND ($2::timestamptz)::date) AS overrides,
    (SELECT json_agg(json_build_array(t.kind, extract(epoch FROM lower(t.during)) * 1000, extract(epoch FROM upper(t.during)) * 1000, t.role))
      FROM occupied_time t WHERE t.person_id = m.account_id AND t.during && tstzrange($1, $2) AND (t.expires_at IS NULL OR t.expires_at > $3) AND ($4::uuid IS NULL OR t.subject_id <> $4)) AS occupied`;
const SCHEDULE_JOIN = `JOIN schedules s ON s.mentor_id = m.id AND CASE WHEN wanted.schedule_id IS NULL THEN s.is_default ELSE s.id = wanted.schedule_id END`;
const TIME_OF_OFFERING = `SELECT wanted.duration_minutes, ${TIME_COLUMNS} FROM offerings wanted JOIN mentors m ON m.id = wanted.mentor_id LEFT ${SCHEDULE_JOIN}
  WHERE wanted.id = $5 AND (m.id::text = $6 OR m.slug = $6) AND m.state = 'published' AND wanted.active AND wanted.archived_at IS NULL`;
const TIME_OF_MENTOR = `SELECT ${TIME_COLUMNS} FROM (SELECT $5::uuid AS mentor_id, $6::uuid AS schedule_id) AS wanted JOIN mentors m ON m.id = wanted.mentor_id ${SCHEDULE_JOIN}`;
const SESSION = `SELECT a.id AS "accountId", a.name, a.email, a.roles FROM auth_sessions s JOIN accounts a ON a.id = s.account_id
  WHERE s.token = $1 AND s.expires_at > clock_timestamp() AND a.banned_at IS NULL`;
const BOOKABLE = `SELECT o.id, o.kind, o.title, o.description, o.duration_minutes, o.price_amount, o.currency, o.requires_approval, o.schedule_id, (o.active AND o.archived_at IS NULL) AS offered,
    m.id AS mentor_id, m.account_id, m.state, m.display_name, m.policy, m.fee_percent FROM offerings o JOIN mentors m ON m.id = o.mentor_id WHERE o.id = $1`;

const LIMITS = `SELECT (SELECT count(DISTINCT coalesce(series_id, request_id, id))::int FROM bookings
    WHERE candidate_id = $1 AND state = 'held' AND hold_expires_at > $3 AND NOT priority AND coalesce(series_id, request_id, id) <> $4) AS holds,
  (SELECT count(*)::int FROM bookings WHERE candidate_id = $1 AND starts_at > $3::timestamptz - interval '90 days' AND starts_at <= $3
    AND state = 'no_show' AND absent IN ('candidate', 'both')) AS missed,
  (SELECT m.capacity IS NOT NULL AND NOT EXISTS (SELECT FROM bookings WHERE mentor_id = m.id AND candidate_id = $1 AND state IN ('held', 'awaiting_mentor', 'confirmed'))
      AND (SELECT count(DISTINCT candidate_id) FROM bookings WHERE mentor_id = m.id AND state IN ('held', 'awaiting_mentor', 'confirmed')) >= m.capacity
    FROM mentors m WHERE m.id = $2) AS is_full`;
const LISTENERS = `SELECT e.id FROM bookings b JOIN webhook_endpoints e ON e.active AND 'booking.held' = ANY (e.events) JOIN accounts a ON a.id = e.account_id
  WHERE b.id = $1 AND (e.account_id IN (b.candidate_id, b.mentor_account_id) OR 'admin' = ANY (a.roles))`;

const DAY = 86_400_000;
const range = (from: number, days = 0): [Date, Date] => [new Date(from - 16 * DAY), new Date(from + (days + 8) * DAY)];

app.get<{ Params: { id: string }; Querystring: { offeringId: string; from: string } }>(
  '/v1/mentors/:id/slots',
  async ({ params, query }, reply) => {
    const parameters = [...range(Date.parse(query.from), 30), new Date(), null, query.offeringId, params.id];
    await pool.query(TIME_OF_OFFERING, parameters);
    return reply.type('application/json; charset=utf-8').send(slotsAnswer);
  },
);

interface Bookable {
  mentor_id: string;
  account_id: string;
  duration_minutes: number;
  price_amount: number;
}

app.post<{ Body: { offeringId: string; startsAt: string } }>('/v1/bookings', async ({ headers, body }, reply) => {
  const token = (headers.authorization ?? '').slice(7);
  const candidateId = (await pool.query<{ accountId: string }>(SESSION, [token])).rows[0]?.accountId;
  const offering = (await pool.query<Bookable>(BOOKABLE, [body.offeringId])).rows[0];
  if (!candidateId || !offering) return reply.status(404).send();
  const [id, now, start] = [randomUUID(), new Date(), new Date(body.startsAt)];
  const end = new Date(start.getTime() + offering.duration_minutes * 60_000);
  const people = [offering.account_id, candidateId];
  const time = (subject: string | null) => [...range(start.getTime()), now, subject, offering.mentor_id, null];
  await pool.query(TIME_OF_MENTOR, time(null));
  const tx = await pool.connect();
  try {
    await tx.query('START TRANSACTION');
    await tx.query("SELECT set_config('lock_timeout', $1, true)", ['2s']);
    await tx.query('SELECT id FROM accounts WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [people]);
    await tx.query(
      `DELETE FROM occupied_time WHERE subject_id IN (SELECT subject_id FROM occupied_time WHERE person_id = ANY ($1) AND during && tstzrange($2, $3) AND expires_at <= $4) RETURNING subject_id`,
      [people, start, end, now],
    );
    await tx.query(TIME_OF_MENTOR, time(id));
    await tx.query(
      `INSERT INTO occupied_time (id, person_id, role, kind, during, session_end, subject_id, schedule_id, expires_at)
       SELECT new.* FROM (VALUES ($1::uuid, $3::uuid, 'mentor', 'session', tstzrange($5, $7), $6::timestamptz, $8::uuid, NULL::uuid, $9::timestamptz),
         ($2, $4::uuid, 'candidate', 'session', tstzrange($5, $6), $6, $8, NULL, $9)) AS new
       WHERE NOT EXISTS (SELECT 1 FROM occupied_time t WHERE t.person_id = $4 AND t.during && tstzrange($5, $6) AND t.kind = 'tentative' AND (t.expires_at IS NULL OR t.expires_at > $10)) RETURNING id`,
      [randomUUID(), randomUUID(), ...people, start, end, end, id, end, now],
    );
    await tx.query(LIMITS, [candidateId, offering.mentor_id, now, id]);
    await tx.query(
      `INSERT INTO bookings (id, mentor_id, mentor_account_id, candidate_id, offering_id, offering_kind, offering, join_room, duration_minutes, state, starts_at, ends_at, time_zone, gap_minutes,
         hold_expires_at, price_amount, currency, fee_percent, policy, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, 'session', '{}', 'x', $6, 'held', $7, $8, 'UTC', 0, $8, $9, 'USD', 20, 'standard', $10, $10)`,
      [
        id,
        offering.mentor_id,
        ...people,
        body.offeringId,
        offering.duration_minutes,
        start,
        end,
        offering.price_amount,
        now,
      ],
    );
    await tx.query(
      `INSERT INTO booking_history (id, booking_id, at, to_state, event, by) VALUES ($1, $2, $3, 'held', 'create', 'candidate')`,
      [randomUUID(), id, now],
    );
    await tx.query(LISTENERS, [id]);
    await tx.query('COMMIT');
  } finally {
    tx.release();
  }
  return reply
    .status(201)
    .send({ id, state: 'held', startsAt: start, endsAt: end, history: [{ at: now, to: 'held' }], payment: null });
});

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.send?.({ ready: true });
process.on('disconnect', () => process.exit(0));

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

const OFFERING = `SELECT m.id AS "mentorId", o.duration_minutes AS "durationMinutes" FROM offerings o JOIN mentors m ON m.id = o.mentor_id
  WHERE o.id = $1 AND (m.id::text = $2 OR m.slug = $2) AND m.state = 'published' AND o.active AND o.archived_at IS NULL`;
const MENTOR_TIME = `SELECT s.mentor_id, s.time_zone, s.weekly_hours, s.slot_increment_minutes, s.slot_placement, s.travel, s.minimum_notice_minutes, s.booking_horizon_days,
    s.buffer_before_minutes, s.buffer_after_minutes, s.max_sessions_per_day, s.max_sessions_per_week,
    (SELECT json_object_agg(o.date, o.intervals) FROM schedule_overrides o WHERE o.mentor_id = s.mentor_id AND o.date BETWEEN ($2::timestamptz)::date AND ($3::timestamptz)::date) AS overrides,
    (SELECT json_agg(json_build_array(t.kind, extract(epoch FROM lower(t.during)) * 1000, extract(epoch FROM upper(t.during)) * 1000, t.role))
      FROM occupied_time t WHERE t.person_id = m.account_id AND t.during && tstzrange($2, $3) AND (t.expires_at IS NULL OR t.expires_at > $4) AND ($5::uuid IS NULL OR t.subject_id <> $5)) AS occupied
  FROM schedules s JOIN mentors m ON m.id = s.mentor_id WHERE s.mentor_id = ANY ($1)`;
const SESSION = `SELECT a.id AS "accountId", a.name, a.email, a.roles FROM auth_sessions s JOIN accounts a ON a.id = s.account_id
  WHERE s.token = $1 AND s.expires_at > clock_timestamp() AND a.banned_at IS NULL`;
const BOOKABLE = `SELECT o.id, o.kind, o.title, o.description, o.duration_minutes, o.price_amount, o.currency, o.requires_approval, (o.active AND o.archived_at IS NULL) AS offered,
    m.id AS mentor_id, m.account_id, m.state, m.display_name, m.policy, m.fee_percent FROM offerings o JOIN mentors m ON m.id = o.mentor_id WHERE o.id = $1`;

const DAY = 86_400_000;
const range = (from: number, days = 0): [Date, Date] => [new Date(from - 16 * DAY), new Date(from + (days + 2) * DAY)];

app.get<{ Params: { id: string }; Querystring: { offeringId: string; from: string } }>(
  '/v1/mentors/:id/slots',
  async ({ params, query }, reply) => {
    await pool.query(OFFERING, [query.offeringId, params.id]);
    await pool.query(MENTOR_TIME, [[params.id], ...range(Date.parse(query.from), 30), new Date(), null]);
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
  await pool.query(MENTOR_TIME, [[offering.mentor_id], ...range(start.getTime()), now, null]);
  const tx = await pool.connect();
  try {
    await tx.query('START TRANSACTION');
    await tx.query("SELECT set_config('lock_timeout', $1, true)", ['2s']);
    await tx.query('SELECT id FROM accounts WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [people]);
    await tx.query(
      `DELETE FROM occupied_time WHERE subject_id IN (SELECT subject_id FROM occupied_time WHERE person_id = ANY ($1) AND during && tstzrange($2, $3) AND expires_at <= $4) RETURNING subject_id`,
      [people, start, end, now],
    );
    await tx.query(MENTOR_TIME, [[offering.mentor_id], ...range(start.getTime()), now, null]);
    await tx.query(
      `INSERT INTO occupied_time (id, person_id, role, kind, during, session_end, subject_id, expires_at) VALUES
         ($1, $3, 'mentor', 'session', tstzrange($5, $7), $6, $8, $9), ($2, $4, 'candidate', 'session', tstzrange($5, $6), $6, $8, $9)`,
      [randomUUID(), randomUUID(), ...people, start, end, end, id, end],
    );
    await tx.query(
      `SELECT count(*)::int AS count FROM bookings WHERE candidate_id = $1 AND state = 'held' AND hold_expires_at > $2`,
      [candidateId, now],
    );
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

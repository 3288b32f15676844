/**
 * The figures of days: one SELECT for each metric, giving day, key and value. All but the last two are read from what is only
 * ever added (history, ledger) or from moments that never change, so that a past day's figures are final.
 * $1, $2: from (inclusive) and until (exclusive), UTC midnights.
 */
const DAY = (at: string): string => `(${at} AT TIME ZONE 'UTC')::date`;
const IN_SPAN = (at: string): string => `${at} >= $1 AND ${at} < $2`;

const counted = (table: string, at: string, where: string, key = `''`, value = 'count(*)'): string =>
  `SELECT ${DAY(at)} AS day, ${key} AS key, ${value} AS value FROM ${table} WHERE ${IN_SPAN(at)} AND ${where} GROUP BY 1, 2`;
const moved = (where: string, value: string): string =>
  counted('ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id', 'e.at', where, 'l.currency', value);
const wanted = (column: string): string =>
  `SELECT ${DAY('i.created_at')} AS day, w.word AS key, count(*) AS value FROM intakes i, unnest(i.${column}) AS w (word) WHERE ${IN_SPAN('i.created_at')} GROUP BY 1, 2`;

const SESSIONS = 'booking_history h JOIN bookings b ON b.id = h.booking_id';
const IS_FIRST = `h.to_state = 'completed' AND NOT EXISTS (SELECT FROM bookings e WHERE e.candidate_id = b.candidate_id AND e.starts_at < b.starts_at AND e.state = 'completed')`;

const FACTS = {
  /** Bookings that came into a state. */
  state: counted('booking_history', 'at', 'from_state IS DISTINCT FROM to_state', 'to_state'),
  rescheduled: counted('booking_history', 'at', `event = 'reschedule'`),
  /** Paid by candidates, refunded to cards, kept as our share (given back with refunds). */
  gross: moved(`e.kind = 'payment' AND l.account = 'stripe_clearing'`, 'sum(l.amount)'),
  refunds: moved(`e.kind IN ('refund', 'refund_reversal') AND l.account = 'stripe_clearing'`, '-sum(l.amount)'),
  take: moved(`l.account = 'platform_revenue'`, '-sum(l.amount)'),
  intakes: counted('intakes', 'created_at', 'true'),
  matched: counted('intakes', 'matched_at', 'true'),
  booked: counted('booking_history', 'at', `event = 'create'`),
  paid: counted(
    'booking_history',
    'at',
    `to_state = 'confirmed' AND from_state IN ('held', 'awaiting_mentor', 'expired')`,
  ),
  /** Minutes of sessions that were due. */
  session_minutes: counted(
    ...([SESSIONS, 'h.at', `h.from_state = 'confirmed' AND h.to_state IN ('completed', 'no_show')`] as const),
    ...[`''`, 'sum(b.duration_minutes)'],
  ),
  first_sessions: counted(SESSIONS, 'h.at', IS_FIRST),
  /** Hours from signing up to the first session, added up. */
  first_session_hours: counted(
    ...([`${SESSIONS} JOIN accounts a ON a.id = b.candidate_id`, 'h.at', IS_FIRST] as const),
    ...[`''`, 'sum(greatest(0, extract(epoch FROM b.starts_at - a.created_at) / 3600))::bigint'],
  ),
  wanted_specialty: wanted('wanted_specialties'),
  wanted_round: wanted('wanted_rounds'),
  /** Minutes that mentors offer on a day by their weekly hours, as they are when the day is counted. */
  offered_minutes: `SELECT d::date AS day, '' AS key, (SELECT coalesce(sum(weekly_minutes), 0) / 7 FROM mentors WHERE state = 'published') AS value
    FROM generate_series($1::timestamptz AT TIME ZONE 'UTC', $2::timestamptz AT TIME ZONE 'UTC' - interval '1 day', '1 day') AS d`,
} as const;

export type Metric = keyof typeof FACTS;

/** All of them together. */
export const ALL_FACTS = Object.entries(FACTS)
  .map(
    ([metric, select]) =>
      `SELECT day::text, '${metric}' AS metric, key, value::bigint::text FROM (${select}) ${metric}`,
  )
  .join(' UNION ALL ');

/** The same, kept. */
export const KEEP_FACTS = `INSERT INTO metric_days (day, metric, key, value) SELECT day::date, metric, key, value::bigint FROM (${ALL_FACTS}) facts ON CONFLICT DO NOTHING`;

/**
 * What we know of a person, section by section: how it is exported and how it is erased. The one place that looks into the
 * tables of every module, so that nobody has to search for what was forgotten; a test holds it against the schema.
 * Parameters: $1 the account's id, $2 its mail address.
 */
export interface Section {
  name: string;
  /** Tables the section speaks for. */
  tables: readonly string[];
  /** One JSON value per row. */
  collect: string;
  erase: readonly string[];
}

const MENTOR = '(SELECT id FROM mentors WHERE account_id = $1)';
/** Bookings of a person with the side they were on. */
const MINE = `(SELECT id, CASE WHEN candidate_id = $1 THEN 'candidate' ELSE 'mentor' END AS side FROM bookings WHERE candidate_id = $1 OR mentor_account_id = $1) AS mine`;

/** What a person is called: as an account, and as a mentor. */
const NAMES = ['SELECT name FROM accounts WHERE id = $1', 'SELECT display_name FROM mentors WHERE account_id = $1'];
/** Whom the person has met or written to: their mails and notifications may name them. */
const OTHERS = `(SELECT unnest(ARRAY[candidate_id, mentor_account_id]) FROM bookings WHERE candidate_id = $1 OR mentor_account_id = $1
  UNION SELECT unnest(ARRAY[candidate_id, mentor_account_id]) FROM threads WHERE candidate_id = $1 OR mentor_account_id = $1)`;
/** A name as our mails write it in HTML. */
const IN_HTML = `replace(replace(replace(called.name, '&', '&#38;'), '"', '&#34;'), '''', '&#39;')`;
/** A text that speaks of "Deleted person" instead: still readable, and still worth sending where it is not sent yet. */
const unnamed = (column: string, name: string): string =>
  `regexp_replace(${column}, '(?<![[:alnum:]])' || regexp_replace(${name}, '([^[:alnum:][:space:]])', '\\\\\\1', 'g') || '(?![[:alnum:]])', 'Deleted person', 'g')`;

export const SECTIONS: readonly Section[] = [
  {
    name: 'account',
    tables: ['accounts', 'auth_sessions', 'auth_identities', 'auth_verifications'],
    collect: `SELECT jsonb_build_object('id', id, 'name', name, 'email', email, 'roles', roles, 'timeZone', time_zone, 'locale', locale, 'preferences', preferences, 'createdAt', created_at,
        'consents', (SELECT coalesce(jsonb_agg(jsonb_build_object('purpose', purpose, 'version', version, 'given', given, 'at', at) ORDER BY id), '[]') FROM consents WHERE account_id = $1),
        'sessions', (SELECT coalesce(jsonb_agg(jsonb_build_object('createdAt', created_at, 'ipAddress', ip_address, 'userAgent', user_agent)), '[]') FROM auth_sessions WHERE account_id = $1)) AS value
      FROM accounts WHERE id = $1`,
    erase: [
      'DELETE FROM auth_sessions WHERE account_id = $1',
      'DELETE FROM auth_identities WHERE user_id = $1',
      'DELETE FROM auth_verifications WHERE identifier = $2 OR value = $1::text',
      `UPDATE accounts SET name = 'Deleted person', email = 'deleted-' || id || '@deleted.invalid', email_verified = false, image = NULL, roles = '{candidate}', time_zone = 'UTC', locale = 'en',
         preferences = '{}', banned_at = now(), version = version + 1, updated_at = now() WHERE id = $1`,
    ],
  },
  {
    name: 'intakes',
    tables: ['intakes', 'outcomes'],
    collect: `SELECT jsonb_build_object('given', given, 'answers', answers, 'createdAt', created_at,
        'outcomes', (SELECT coalesce(jsonb_agg(jsonb_build_object('round', round, 'result', result)), '[]') FROM outcomes o WHERE o.intake_id = i.id)) AS value
      FROM intakes i WHERE account_id = $1 ORDER BY id`,
    erase: [
      'UPDATE bookings SET intake_id = NULL WHERE candidate_id = $1 AND intake_id IS NOT NULL',
      'DELETE FROM intakes WHERE account_id = $1',
    ],
  },
  {
    name: 'bookings',
    tables: ['bookings', 'booking_history', 'booking_notes', 'absence_claims', 'waiting_list', 'cancellation_quotes'],
    collect: `SELECT jsonb_build_object('id', b.id, 'as', mine.side, 'state', b.state, 'startsAt', b.starts_at, 'price', jsonb_build_object('amount', b.price_amount, 'currency', b.currency),
        'goals', CASE WHEN mine.side = 'candidate' THEN b.goals END, 'createdAt', b.created_at,
        'notes', (SELECT coalesce(jsonb_agg(text), '[]') FROM booking_notes n WHERE n.booking_id = b.id AND n.owner IN ('shared', mine.side))) AS value
      FROM bookings b JOIN ${MINE} ON mine.id = b.id ORDER BY b.id`,
    erase: [
      'UPDATE bookings SET goals = NULL WHERE candidate_id = $1 AND goals IS NOT NULL',
      `UPDATE bookings b SET cancel_reason = NULL FROM ${MINE} WHERE mine.id = b.id AND b.cancelled_by = mine.side`,
      `UPDATE booking_history h SET reason = NULL FROM ${MINE} WHERE mine.id = h.booking_id AND h.by = mine.side`,
      `DELETE FROM booking_notes n USING ${MINE} WHERE mine.id = n.booking_id AND n.owner IN ('shared', mine.side)`,
      `UPDATE absence_claims c SET text = '' FROM ${MINE} WHERE mine.id = c.booking_id AND c.by = mine.side`,
      `UPDATE absence_claims c SET answer_text = NULL FROM ${MINE} WHERE mine.id = c.booking_id AND c.by <> mine.side`,
      'DELETE FROM waiting_list WHERE candidate_id = $1 OR mentor_account_id = $1',
    ],
  },
  {
    name: 'refundCases',
    tables: ['refund_cases', 'refund_case_steps'],
    collect: `SELECT jsonb_build_object('id', c.id, 'reason', c.reason, 'state', c.state, 'said', (SELECT coalesce(jsonb_agg(s.text ORDER BY s.id), '[]') FROM refund_case_steps s
        WHERE s.case_id = c.id AND s.by = CASE WHEN c.candidate_id = $1 THEN 'candidate' ELSE 'mentor' END)) AS value
      FROM refund_cases c WHERE candidate_id = $1 OR mentor_account_id = $1 ORDER BY c.id`,
    erase: [
      `UPDATE refund_case_steps s SET text = '' FROM refund_cases c WHERE c.id = s.case_id AND (c.candidate_id = $1 AND s.by = 'candidate' OR c.mentor_account_id = $1 AND s.by = 'mentor')`,
    ],
  },
  {
    name: 'prepaid',
    tables: ['plans', 'plan_check_ins', 'entitlements', 'promo_uses'],
    collect: `SELECT jsonb_build_object('kind', kind, 'state', state, 'sessions', sessions, 'paid', jsonb_build_object('amount', price_amount, 'currency', currency)) AS value
      FROM entitlements WHERE candidate_id = $1 ORDER BY id`,
    erase: [
      'UPDATE plans SET text = NULL WHERE candidate_id = $1',
      `UPDATE plan_check_ins i SET text = '' FROM plans p WHERE p.id = i.plan_id AND (p.candidate_id = $1 AND i.by = 'candidate' OR p.mentor_account_id = $1 AND i.by = 'mentor')`,
    ],
  },
  {
    name: 'payments',
    tables: ['payments', 'payout_accounts'],
    collect: `SELECT jsonb_build_object('id', id, 'description', description, 'amount', amount, 'currency', currency, 'state', state, 'createdAt', created_at) AS value
      FROM payments WHERE payer_id = $1 ORDER BY id`,
    erase: [`UPDATE payout_accounts SET requirements = '[]' WHERE mentor_id IN ${MENTOR}`],
  },
  {
    name: 'reviews',
    tables: ['reviews'],
    collect: `SELECT jsonb_build_object('bookingId', booking_id, 'by', by, 'rating', rating, 'text', text, 'tags', tags, 'privateRating', private_rating, 'state', state) AS value
      FROM reviews WHERE author_id = $1 ORDER BY id`,
    erase: [
      `UPDATE reviews SET text = '', tags = '{}', private_rating = NULL WHERE author_id = $1`,
      `UPDATE reviews SET reply = NULL, replied_at = NULL WHERE mentor_id IN ${MENTOR} AND reply IS NOT NULL`,
    ],
  },
  {
    name: 'messages',
    tables: ['threads', 'messages'],
    collect: `SELECT jsonb_build_object('at', m.created_at, 'text', m.text, 'links', m.links) AS value FROM messages m JOIN threads t ON t.id = m.thread_id
      WHERE t.candidate_id = $1 AND m.by = 'candidate' OR t.mentor_account_id = $1 AND m.by = 'mentor' ORDER BY m.id`,
    erase: [
      `UPDATE messages m SET text = '', links = '{}' FROM threads t WHERE t.id = m.thread_id AND (t.candidate_id = $1 AND m.by = 'candidate' OR t.mentor_account_id = $1 AND m.by = 'mentor')`,
    ],
  },
  {
    name: 'mentorProfile',
    tables: [
      'mentors',
      'mentor_slugs',
      'standing_appeals',
      'offerings',
      'schedules',
      'time_off',
      'busy_calendars',
      'calendar_feeds',
      'webhook_endpoints',
    ],
    collect: `SELECT to_jsonb(m) - 'search_vector' - 'search_text' || jsonb_build_object('offerings', (SELECT coalesce(jsonb_agg(jsonb_build_object('title', title, 'description', description, 'price', price_amount, 'currency', currency)), '[]')
        FROM offerings o WHERE o.mentor_id = m.id)) AS value FROM mentors m WHERE account_id = $1`,
    erase: [
      `UPDATE mentors SET display_name = 'Deleted mentor', slug = 'deleted-' || id, headline = '', bio = '', photo_url = NULL, links = '{}', history = '[]', meeting_url = NULL, search_text = '',
         conflict_companies = '{}', approved = NULL, changed_since = NULL, photo_problem = NULL, time_zone = 'UTC', region = NULL, years_of_experience = 0, state = 'suspended', state_reason = 'The account was deleted.', version = version + 1, updated_at = now()
       WHERE account_id = $1`,
      `DELETE FROM mentor_slugs WHERE mentor_id IN ${MENTOR}`,
      `UPDATE offerings SET active = false, archived_at = coalesce(archived_at, now()) WHERE mentor_id IN ${MENTOR}`,
      `UPDATE standing_appeals SET text = '' WHERE mentor_id IN ${MENTOR}`,
      `UPDATE time_off SET reason = NULL WHERE mentor_id IN ${MENTOR}`,
      'DELETE FROM busy_calendars WHERE account_id = $1',
      'DELETE FROM calendar_feeds WHERE account_id = $1',
      'DELETE FROM webhook_endpoints WHERE account_id = $1',
    ],
  },
  {
    name: 'notifications',
    tables: ['notifications', 'live_events'],
    collect: `SELECT jsonb_build_object('kind', kind, 'title', title, 'text', text, 'at', created_at, 'readAt', read_at) AS value FROM notifications WHERE account_id = $1 ORDER BY id`,
    erase: [
      'DELETE FROM notifications WHERE account_id = $1',
      'DELETE FROM live_events WHERE account_id = $1',
      // what others were told names the person
      ...NAMES.map(
        (names) =>
          `UPDATE notifications n SET text = ${unnamed('n.text', 'called.name')} FROM (${names}) AS called (name) WHERE n.account_id IN ${OTHERS} AND position(called.name IN n.text) > 0`,
      ),
      `DELETE FROM live_events e USING ${MINE} WHERE e.type = 'notification' AND e.data -> 'about' ->> 'id' = mine.id::text`,
      `DELETE FROM live_events e USING threads t WHERE e.type = 'notification' AND e.data -> 'about' ->> 'id' = t.id::text AND (t.candidate_id = $1 OR t.mentor_account_id = $1)`,
    ],
  },
  {
    name: 'mails',
    tables: ['mails', 'idempotency_keys', 'stripe_events'],
    collect: `SELECT jsonb_build_object('kind', kind, 'subject', subject, 'sentAt', sent_at) AS value FROM mails WHERE recipient = $2 ORDER BY id`,
    erase: [
      'DELETE FROM mails WHERE recipient = $2',
      // likewise; the last ones, that a session is off, may not have been sent yet
      ...NAMES.map(
        (names) =>
          `UPDATE mails m SET text = ${unnamed('m.text', 'called.name')}, html = ${unnamed('m.html', IN_HTML)} FROM (${names}) AS called (name)
         WHERE m.recipient IN (SELECT email FROM accounts WHERE id IN ${OTHERS}) AND position(called.name IN m.text) > 0`,
      ),
      'DELETE FROM idempotency_keys WHERE scope = $1::text',
      `UPDATE stripe_events SET payload = '{}' WHERE payload::text LIKE '%' || $2 || '%'`,
    ],
  },
];

/** Tables that name a person and are kept as they are, and why. */
export const KEPT: Readonly<Record<string, string>> = {
  mentor_incidents: 'what happened to sessions that are kept; no words',
  mentor_statistics: 'numbers only',
  consents: 'what was agreed to and when must be shown if asked; no words of the person',
  api_keys: 'who made them; what they did stands in the audit log',
  audit_log: 'who decided what, and why, must stay; it names admins',
  occupied_time: 'times without words: what was taken from whom, for the sessions that are kept',
  settlements: 'bookkeeping: what a mentor was owed and paid',
  disputes: 'bookkeeping',
  transfers: 'bookkeeping',
};

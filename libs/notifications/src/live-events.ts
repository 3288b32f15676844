import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { BookingMoved } from '#libs/bookings';
import { Database, execute, row, rows } from '#libs/platform';

/** What open pages are told: a new notification, notifications read elsewhere, a booking that changed, a message. */
export type LiveType = 'notification' | 'notifications_read' | 'booking' | 'message';

/** A place in the log: seconds since the epoch, the transaction, the number in it. Also the `id` of each event. */
export interface LivePlace {
  at: number;
  xact: string;
  id: string;
}

export interface LiveEvent {
  /** Which of the readers asked for it: its number in the list. */
  reader: number;
  type: string;
  data: object;
  place: LivePlace;
}

/** How long one can come back to a place. */
const KEPT_HOURS = 24;
const AT_ONCE = 500;

/** The log of what open pages should know, written in the transaction of each change. */
@Injectable()
export class LiveEvents {
  constructor(private readonly database: Database) {}

  async publish(tx: EntityManager, accountIds: readonly string[], type: LiveType, data: object): Promise<void> {
    await tx.query('INSERT INTO live_events (account_id, type, data) SELECT unnest($1::uuid[]), $2, $3::jsonb', [
      [...new Set(accountIds)],
      type,
      JSON.stringify(data),
    ]);
  }

  /** A booking moved: its candidate's pages know, and the mentor's unless it was no more than a hold. */
  async onBookingMoved(tx: EntityManager, { bookingId, from, to }: BookingMoved): Promise<void> {
    if (from === null) return; // who made it has the answer; whom it concerns gets a notification
    const isHold = from === 'held' && (to === 'expired' || to === 'cancelled');
    await tx.query(
      `INSERT INTO live_events (account_id, type, data)
       SELECT side.account_id, 'booking', jsonb_build_object('id', b.id, 'state', b.state, 'version', b.version, 'startsAt', to_char(b.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
       FROM bookings b, unnest(CASE WHEN $2 THEN ARRAY[b.candidate_id] ELSE ARRAY[b.candidate_id, b.mentor_account_id] END) AS side (account_id) WHERE b.id = $1`,
      [bookingId, isHold],
    );
  }

  /** The log's end: what is written from now on comes after it. */
  async end(): Promise<LivePlace> {
    const found = await row<LivePlace>(
      this.database.manager,
      `SELECT extract(epoch FROM now())::bigint::int AS at, pg_snapshot_xmin(pg_current_snapshot())::text AS xact, '0' AS id`,
    );
    return found ?? { at: 0, xact: '0', id: '0' };
  }

  /** Whether everything since a place is still kept. */
  async isKept(place: LivePlace): Promise<boolean> {
    const end = await this.end();
    const isPast = BigInt(place.xact) <= BigInt(end.xact);
    return isPast && place.at <= end.at && end.at - place.at < KEPT_HOURS * 3_600;
  }

  /** What happened to each reader since their place, in order. Events of transactions that are still open come later. */
  since(readers: readonly { accountId: string; place: LivePlace }[]): Promise<LiveEvent[]> {
    return rows(
      this.database.manager,
      `SELECT r.number::int - 1 AS reader, e.type, e.data,
         json_build_object('at', extract(epoch FROM e.at)::bigint, 'xact', e.happened_in::text, 'id', e.id::text) AS place
       FROM unnest($1::uuid[], $2::xid8[], $3::bigint[]) WITH ORDINALITY AS r (account_id, xact, id, number)
       CROSS JOIN LATERAL (SELECT * FROM live_events l WHERE l.account_id = r.account_id AND (l.happened_in, l.id) > (r.xact, r.id)
         AND l.happened_in < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY l.happened_in, l.id LIMIT ${AT_ONCE}) e
       ORDER BY r.number, e.happened_in, e.id`,
      [
        readers.map(({ accountId }) => accountId),
        readers.map(({ place }) => place.xact),
        readers.map(({ place }) => place.id),
      ],
    );
  }

  /** Forgets what nobody can come back to. */
  async prune(): Promise<number> {
    return execute(
      this.database.manager,
      `DELETE FROM live_events WHERE id IN (SELECT id FROM live_events WHERE at < now() - make_interval(hours => $1) ORDER BY at LIMIT 5000)`,
      [KEPT_HOURS],
    );
  }
}

/** A place as the `id` of an event, and back; null for what is none of ours. */
export const placeText = ({ at, xact, id }: LivePlace): string => `${at}-${xact}-${id}`;

export function placeOf(text: string): LivePlace | null {
  const [, at, xact, id] = /^(\d{1,12})-(\d{1,19})-(\d{1,18})$/.exec(text) ?? [];
  return at !== undefined && xact !== undefined && id !== undefined ? { at: Number(at), xact, id } : null;
}

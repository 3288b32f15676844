import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { row, rows } from '#libs/platform';
import type { Interval, Occupied, Schedule, SlotInput } from './domain/slots.ts';
import { LOOKAHEAD, LOOKBACK } from './domain/slots.ts';

/** What the slot computation needs to know of one mentor. */
export type MentorTime = Pick<SlotInput, 'schedule' | 'overrides' | 'occupied'> & { scheduleId: string };

/** Whose time is wanted, by which of their schedules (null: the default one). */
export interface Wanted {
  mentorId: string;
  scheduleId: string | null;
}

export interface OfferingTime {
  mentorId: string;
  durationMinutes: number;
  /** Null while the mentor has no schedule. */
  time: MentorTime | null;
}

interface TimeRow extends Schedule {
  mentorId: string;
  scheduleId: string | null;
  durationMinutes: number;
  overrides: Record<string, Interval[]> | null;
  occupied: [kind: Occupied['kind'] | 'tentative', start: number, end: number, role: string][] | null;
}

/**
 * Schedule, overrides and occupied time of mentors `m` by the schedule `wanted.schedule_id`, in one round trip; $1 to $2 is
 * the range, $3 is now: holds past their deadline are free time, $4 a session to leave out.
 */
const TIME_COLUMNS = `
    m.id AS "mentorId", s.id AS "scheduleId", s.time_zone AS "timeZone", s.weekly_hours AS "weeklyHours", s.slot_increment_minutes AS "slotIncrementMinutes",
    s.slot_placement AS "slotPlacement", s.travel, s.minimum_notice_minutes AS "minimumNoticeMinutes", s.booking_horizon_days AS "bookingHorizonDays",
    s.buffer_before_minutes AS "bufferBeforeMinutes", s.buffer_after_minutes AS "bufferAfterMinutes",
    s.max_sessions_per_day AS "maxSessionsPerDay", s.max_sessions_per_week AS "maxSessionsPerWeek",
    (SELECT json_object_agg(o.date, o.intervals) FROM schedule_overrides o
      WHERE o.mentor_id = m.id AND o.date BETWEEN ($1::timestamptz)::date AND ($2::timestamptz)::date) AS overrides,
    (SELECT json_agg(json_build_array(t.kind, extract(epoch FROM lower(t.during)) * 1000, extract(epoch FROM upper(t.during)) * 1000, t.role))
      FROM occupied_time t
      WHERE t.person_id = m.account_id AND t.during && tstzrange($1, $2) AND (t.expires_at IS NULL OR t.expires_at > $3)
        AND ($4::uuid IS NULL OR t.subject_id <> $4)) AS occupied`;
const SCHEDULE_JOIN = ` JOIN schedules s ON s.mentor_id = m.id
    AND CASE WHEN wanted.schedule_id IS NULL THEN s.is_default ELSE s.id = wanted.schedule_id END`;

const TIMES_OF_MENTORS =
  'SELECT' +
  TIME_COLUMNS +
  ' FROM unnest($5::uuid[], $6::uuid[]) AS wanted (mentor_id, schedule_id) JOIN mentors m ON m.id = wanted.mentor_id' +
  SCHEDULE_JOIN;

const TIME_OF_MENTOR =
  'SELECT' +
  TIME_COLUMNS +
  ' FROM (SELECT $5::uuid AS mentor_id, $6::uuid AS schedule_id) AS wanted JOIN mentors m ON m.id = wanted.mentor_id' +
  SCHEDULE_JOIN;

const TIME_OF_OFFERING =
  'SELECT wanted.duration_minutes AS "durationMinutes",' +
  TIME_COLUMNS +
  ' FROM offerings wanted JOIN mentors m ON m.id = wanted.mentor_id LEFT' +
  SCHEDULE_JOIN +
  ` WHERE wanted.id = $5 AND (m.id::text = $6 OR m.slug = $6) AND m.state = 'published' AND wanted.active AND wanted.archived_at IS NULL`;

@Injectable()
export class AvailabilityRepository {
  /**
   * Everything about a mentor's time that may bear on starts in `[from, to)`; `except` leaves one session out. Undefined:
   * the mentor has no such schedule.
   */
  async mentorTime(
    tx: EntityManager,
    { mentorId, scheduleId }: Wanted,
    from: number,
    to: number,
    now: Date,
    except?: string,
  ): Promise<MentorTime | undefined> {
    const parameters = [...rangeOf(from, to), now, except ?? null, mentorId, scheduleId];
    const found = await row<TimeRow>(tx, TIME_OF_MENTOR, parameters);
    return found && toTime(found);
  }

  /** The same for many mentors in one round trip, by the mentor's id. */
  async mentorTimes(
    tx: EntityManager,
    wanted: readonly Wanted[],
    from: number,
    to: number,
    now: Date,
  ): Promise<Map<string, MentorTime>> {
    const found = await rows<TimeRow>(tx, TIMES_OF_MENTORS, [
      ...rangeOf(from, to),
      now,
      null,
      wanted.map(({ mentorId }) => mentorId),
      wanted.map(({ scheduleId }) => scheduleId),
    ]);
    return new Map(found.map((time) => [time.mentorId, toTime(time)]));
  }

  /** The same for one offering on sale, with its length; undefined when this mentor sells no such thing. */
  async offeringTime(
    tx: EntityManager,
    idOrSlug: string,
    offeringId: string,
    from: number,
    to: number,
    now: Date,
  ): Promise<OfferingTime | undefined> {
    const found = await row<TimeRow>(tx, TIME_OF_OFFERING, [...rangeOf(from, to), now, null, offeringId, idOrSlug]);
    return (
      found && {
        mentorId: found.mentorId,
        durationMinutes: found.durationMinutes,
        time: found.scheduleId === null ? null : toTime(found),
      }
    );
  }
}

const rangeOf = (from: number, to: number): [Date, Date] => [new Date(from - LOOKBACK), new Date(to + LOOKAHEAD)];

const toTime = ({
  mentorId: _,
  scheduleId,
  durationMinutes: __,
  overrides,
  occupied,
  ...schedule
}: TimeRow): MentorTime => ({
  scheduleId: scheduleId ?? '',
  schedule,
  overrides: new Map(Object.entries(overrides ?? {})),
  occupied: (occupied ?? []).map(([kind, start, end, role]) => ({
    kind: kind === 'tentative' ? 'session' : kind,
    start,
    end,
    counts: role === 'mentor',
  })),
});

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '#libs/platform';
import type { Interval, Occupied, Schedule, SlotInput } from './domain/slots.ts';
import { LOOKBACK } from './domain/slots.ts';
import { DAY } from './domain/zone.ts';

/** What the slot computation needs to know of one mentor. */
export type MentorTime = Pick<SlotInput, 'schedule' | 'overrides' | 'occupied'>;

interface MentorTimeRow extends Schedule {
  mentorId: string;
  overrides: Record<string, Interval[]> | null;
  occupied: [kind: Occupied['kind'], start: number, end: number, role: string][] | null;
}

/** Schedule, overrides and occupied time of mentors in one round trip. Holds past their deadline are free time. */
const MENTOR_TIME = `
  SELECT s.mentor_id AS "mentorId", s.time_zone AS "timeZone", s.weekly_hours AS "weeklyHours", s.slot_increment_minutes AS "slotIncrementMinutes",
    s.slot_placement AS "slotPlacement", s.travel, s.minimum_notice_minutes AS "minimumNoticeMinutes", s.booking_horizon_days AS "bookingHorizonDays",
    s.buffer_before_minutes AS "bufferBeforeMinutes", s.buffer_after_minutes AS "bufferAfterMinutes",
    s.max_sessions_per_day AS "maxSessionsPerDay", s.max_sessions_per_week AS "maxSessionsPerWeek",
    (SELECT json_object_agg(o.date, o.intervals) FROM schedule_overrides o
      WHERE o.mentor_id = s.mentor_id AND o.date BETWEEN ($2::timestamptz)::date AND ($3::timestamptz)::date) AS overrides,
    (SELECT json_agg(json_build_array(t.kind, extract(epoch FROM lower(t.during)) * 1000, extract(epoch FROM upper(t.during)) * 1000, t.role))
      FROM occupied_time t
      WHERE t.person_id = m.account_id AND t.during && tstzrange($2, $3) AND (t.expires_at IS NULL OR t.expires_at > $4)
        AND ($5::uuid IS NULL OR t.subject_id <> $5)) AS occupied
  FROM schedules s JOIN mentors m ON m.id = s.mentor_id WHERE s.mentor_id = ANY ($1)`;

@Injectable()
export class AvailabilityRepository {
  /** Everything about the mentors' time that may bear on starts in `[from, to)`; `except` leaves one session out. */
  async mentorTimes(
    tx: EntityManager,
    mentorIds: string[],
    from: number,
    to: number,
    now: Date,
    except?: string,
  ): Promise<Map<string, MentorTime>> {
    const found = await rows<MentorTimeRow>(tx, MENTOR_TIME, [
      mentorIds,
      new Date(from - LOOKBACK),
      new Date(to + 2 * DAY),
      now,
      except ?? null,
    ]);
    return new Map(
      found.map(({ mentorId, overrides, occupied, ...schedule }) => [
        mentorId,
        { schedule, overrides: new Map(Object.entries(overrides ?? {})), occupied: (occupied ?? []).map(toOccupied) },
      ]),
    );
  }
}

const toOccupied = ([kind, start, end, role]: [Occupied['kind'], number, number, string]): Occupied => ({
  kind,
  start,
  end,
  counts: role === 'mentor',
});

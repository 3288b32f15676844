import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MentorsService } from '#libs/mentors';
import { Clock, Database, Events, execute, invalidField, newId, notFound, rows } from '#libs/platform';
import { ScheduleEntity, ScheduleOverrideEntity, TimeOffEntity } from './availability.entities.ts';
import type {
  CollidingSession,
  CreateTimeOff,
  IntervalDto,
  OverrideResponse,
  TimeOffResponse,
} from './availability.dto.ts';
import { TimeFreed } from './availability.events.ts';
import { minutesOf, rangeOfDates } from './domain/slots.ts';

/** Days that differ from the weekly hours: dates with hours of their own, days off. They hold for every schedule. */
@Injectable()
export class DaysService {
  constructor(
    private readonly database: Database,
    private readonly mentors: MentorsService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async overrides(accountId: string): Promise<OverrideResponse[]> {
    const mentor = await this.mentors.own(accountId);
    const found = await this.database.manager.find(ScheduleOverrideEntity, {
      where: { mentorId: mentor.id },
      order: { date: 'ASC' },
      take: 1000,
    });
    return found.map(({ date, intervals }) => ({ date, intervals }));
  }

  async putOverride(accountId: string, date: string, intervals: IntervalDto[]): Promise<OverrideResponse> {
    checkIntervals('intervals', intervals);
    const mentor = await this.mentors.own(accountId);
    const override = { mentorId: mentor.id, date, intervals: sortedIntervals(intervals) };
    await this.database.transaction(async (tx) => {
      await tx.upsert(ScheduleOverrideEntity, override, ['mentorId', 'date']);
      await this.events.publish(tx, new TimeFreed(accountId));
    });
    return { date, intervals: override.intervals };
  }

  async removeOverride(accountId: string, date: string): Promise<void> {
    const mentor = await this.mentors.own(accountId);
    await this.database.transaction(async (tx) => {
      const { affected } = await tx.delete(ScheduleOverrideEntity, { mentorId: mentor.id, date });
      if (!affected) throw notFound('override');
      await this.events.publish(tx, new TimeFreed(accountId));
    });
  }

  async timeOff(accountId: string): Promise<TimeOffResponse[]> {
    const mentor = await this.mentors.own(accountId);
    const found = await this.database.manager.find(TimeOffEntity, {
      where: { mentorId: mentor.id },
      order: { fromDate: 'ASC', id: 'ASC' },
      take: 500,
    });
    const collisions = await this.collisions(this.database.manager, accountId, found);
    return found.map((one) => toTimeOff(one, collisions.get(one.id)));
  }

  /** Takes days off. Sessions already booked in them stay; the answer lists them. */
  async addTimeOff(accountId: string, wanted: CreateTimeOff): Promise<TimeOffResponse> {
    if (wanted.to < wanted.from) throw invalidField('to', 'must not be before from');
    const mentor = await this.mentors.own(accountId);
    const timeOff = {
      id: newId(),
      mentorId: mentor.id,
      fromDate: wanted.from,
      toDate: wanted.to,
      reason: wanted.reason ?? null,
      createdAt: this.clock.now(),
    };
    return this.database.transaction(async (tx) => {
      const schedule = await tx.findOneBy(ScheduleEntity, { mentorId: mentor.id, isDefault: true });
      await tx.insert(TimeOffEntity, timeOff);
      await occupyDaysOff(tx, accountId, timeOff, schedule?.timeZone ?? mentor.timeZone);
      return toTimeOff(timeOff, (await this.collisions(tx, accountId, [timeOff])).get(timeOff.id));
    });
  }

  async removeTimeOff(accountId: string, id: string): Promise<void> {
    const mentor = await this.mentors.own(accountId);
    await this.database.transaction(async (tx) => {
      const { affected } = await tx.delete(TimeOffEntity, { id, mentorId: mentor.id });
      if (!affected) throw notFound('time off');
      await execute(tx, 'DELETE FROM occupied_time WHERE subject_id = $1', [id]);
      await this.events.publish(tx, new TimeFreed(accountId));
    });
  }

  /** Days off keep their local dates when the mentor's zone changes. */
  async reanchor(tx: EntityManager, mentorId: string, accountId: string, timeZone: string): Promise<void> {
    for (const timeOff of await tx.findBy(TimeOffEntity, { mentorId })) {
      await execute(tx, 'DELETE FROM occupied_time WHERE subject_id = $1', [timeOff.id]);
      await occupyDaysOff(tx, accountId, timeOff, timeZone);
    }
  }

  private async collisions(
    tx: EntityManager,
    accountId: string,
    timeOffs: Pick<TimeOffEntity, 'id'>[],
  ): Promise<Map<string, CollidingSession[]>> {
    const found = await rows<CollidingSession & { timeOffId: string }>(
      tx,
      `SELECT off.subject_id AS "timeOffId", s.subject_id AS "bookingId", lower(s.during) AS "startsAt", s.session_end AS "endsAt"
       FROM occupied_time off JOIN occupied_time s ON s.person_id = off.person_id AND s.kind = 'session' AND s.role = 'mentor'
         AND tstzrange(lower(s.during), s.session_end) && off.during AND s.during && off.during
       WHERE off.subject_id = ANY ($2) AND off.person_id = $1 ORDER BY lower(s.during)`,
      [accountId, timeOffs.map(({ id }) => id)],
    );
    return new Map(
      [...Map.groupBy(found, ({ timeOffId }) => timeOffId)].map(([id, sessions]) => [
        id,
        sessions.map(({ timeOffId: _, ...session }) => session),
      ]),
    );
  }
}

async function occupyDaysOff(
  tx: EntityManager,
  personId: string,
  timeOff: Pick<TimeOffEntity, 'id' | 'fromDate' | 'toDate'>,
  timeZone: string,
): Promise<void> {
  const { start, end } = rangeOfDates(timeOff.fromDate, timeOff.toDate, timeZone);
  await tx.query(
    `INSERT INTO occupied_time (id, person_id, role, kind, during, subject_id) VALUES ($1, $2, 'mentor', 'time_off', tstzrange($3, $4), $5)`,
    [newId(), personId, new Date(start), new Date(end), timeOff.id],
  );
}

/** Intervals of one day: each forwards, none over another. @throws Problem `validation_failed` naming the first wrong one */
export function checkIntervals(field: string, intervals: IntervalDto[]): void {
  intervals.forEach(({ start, end }, i) => {
    if (minutesOf(end) <= minutesOf(start)) throw invalidField(`${field}[${i}].end`, 'must be after start');
    const clash = intervals.some(
      (other, j) => j !== i && minutesOf(start) < minutesOf(other.end) && minutesOf(other.start) < minutesOf(end),
    );
    if (clash) throw invalidField(`${field}[${i}]`, 'must not overlap another interval of that day');
  });
}

export const sortedIntervals = (intervals: IntervalDto[]): IntervalDto[] =>
  [...intervals].sort((a, b) => a.start.localeCompare(b.start)).map(({ start, end }) => ({ start, end }));

const toTimeOff = (timeOff: TimeOffEntity, collisions: CollidingSession[] = []): TimeOffResponse => ({
  id: timeOff.id,
  from: timeOff.fromDate,
  to: timeOff.toDate,
  reason: timeOff.reason,
  collisions,
});

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MentorsService } from '#libs/mentors';
import { checkVersion, Clock, Database, execute, invalidField, newId, notFound, rows } from '#libs/platform';
import { ScheduleEntity, ScheduleOverrideEntity, TimeOffEntity } from './availability.entities.ts';
import type {
  CollidingSession,
  CreateTimeOff,
  IntervalDto,
  PutSchedule,
  ScheduleResponse,
  TimeOffResponse,
} from './availability.dto.ts';
import { minutesOf, rangeOfDates, WEEKDAYS, weeklyMinutes } from './domain/slots.ts';

/** When a mentor works: weekly hours and settings, single dates, days off. */
@Injectable()
export class ScheduleService {
  constructor(
    private readonly database: Database,
    private readonly mentors: MentorsService,
    private readonly clock: Clock,
  ) {}

  async read(accountId: string): Promise<ScheduleResponse> {
    const mentor = await this.mentors.own(accountId);
    const schedule = await this.database.manager.findOneBy(ScheduleEntity, { mentorId: mentor.id });
    return toSchedule(schedule ?? defaultSchedule(mentor.id, mentor.timeZone, this.clock.now()));
  }

  /** Replaces the schedule. Days off keep their local dates when the zone changes. @throws Problem `version_conflict` */
  async replace(accountId: string, wanted: PutSchedule, expected: number | null): Promise<ScheduleResponse> {
    checkSchedule(wanted);
    const mentor = await this.mentors.own(accountId);
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const present = await tx.findOne(ScheduleEntity, {
        where: { mentorId: mentor.id },
        lock: { mode: 'pessimistic_write' },
      });
      checkVersion(expected, present?.version ?? 0);
      const schedule = {
        ...(present ?? defaultSchedule(mentor.id, wanted.timeZone, now)),
        ...wanted,
        updatedAt: now,
        version: (present?.version ?? 0) + 1,
      };
      await tx.save(ScheduleEntity, schedule);
      await this.mentors.noteWeeklyMinutes(tx, mentor.id, weeklyMinutes(wanted.weeklyHours));
      if (present && present.timeZone !== wanted.timeZone)
        await this.reanchorTimeOff(tx, mentor.id, accountId, wanted.timeZone);
      return toSchedule(schedule);
    });
  }

  async overrides(accountId: string): Promise<ScheduleOverrideEntity[]> {
    const mentor = await this.mentors.own(accountId);
    return this.database.manager.find(ScheduleOverrideEntity, {
      where: { mentorId: mentor.id },
      order: { date: 'ASC' },
      take: 1000,
    });
  }

  async putOverride(
    accountId: string,
    date: string,
    intervals: IntervalDto[],
  ): Promise<{ date: string; intervals: IntervalDto[] }> {
    checkIntervals('intervals', intervals);
    const mentor = await this.mentors.own(accountId);
    const override = { mentorId: mentor.id, date, intervals: sorted(intervals) };
    await this.database.manager.upsert(ScheduleOverrideEntity, override, ['mentorId', 'date']);
    return { date, intervals: override.intervals };
  }

  async removeOverride(accountId: string, date: string): Promise<void> {
    const mentor = await this.mentors.own(accountId);
    const { affected } = await this.database.manager.delete(ScheduleOverrideEntity, { mentorId: mentor.id, date });
    if (!affected) throw notFound('override');
  }

  async timeOff(accountId: string): Promise<TimeOffResponse[]> {
    const mentor = await this.mentors.own(accountId);
    const found = await this.database.manager.find(TimeOffEntity, {
      where: { mentorId: mentor.id },
      order: { fromDate: 'ASC', id: 'ASC' },
      take: 500,
    });
    return Promise.all(
      found.map(async (one) => toTimeOff(one, await this.collisions(this.database.manager, accountId, one.id))),
    );
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
      const schedule = await tx.findOneBy(ScheduleEntity, { mentorId: mentor.id });
      await tx.insert(TimeOffEntity, timeOff);
      await occupyDaysOff(tx, accountId, timeOff, schedule?.timeZone ?? mentor.timeZone);
      return toTimeOff(timeOff, await this.collisions(tx, accountId, timeOff.id));
    });
  }

  async removeTimeOff(accountId: string, id: string): Promise<void> {
    const mentor = await this.mentors.own(accountId);
    await this.database.transaction(async (tx) => {
      const { affected } = await tx.delete(TimeOffEntity, { id, mentorId: mentor.id });
      if (!affected) throw notFound('time off');
      await execute(tx, 'DELETE FROM occupied_time WHERE subject_id = $1', [id]);
    });
  }

  private async reanchorTimeOff(
    tx: EntityManager,
    mentorId: string,
    accountId: string,
    timeZone: string,
  ): Promise<void> {
    for (const timeOff of await tx.findBy(TimeOffEntity, { mentorId })) {
      await execute(tx, 'DELETE FROM occupied_time WHERE subject_id = $1', [timeOff.id]);
      await occupyDaysOff(tx, accountId, timeOff, timeZone);
    }
  }

  private collisions(tx: EntityManager, accountId: string, timeOffId: string): Promise<CollidingSession[]> {
    return rows(
      tx,
      `SELECT s.subject_id AS "bookingId", lower(s.during) AS "startsAt", s.session_end AS "endsAt"
       FROM occupied_time off JOIN occupied_time s ON s.person_id = off.person_id AND s.kind = 'session' AND s.role = 'mentor'
         AND tstzrange(lower(s.during), s.session_end) && off.during
       WHERE off.subject_id = $2 AND off.person_id = $1 ORDER BY lower(s.during)`,
      [accountId, timeOffId],
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

function checkSchedule(schedule: PutSchedule): void {
  for (const day of WEEKDAYS) {
    checkIntervals(`weeklyHours.${day}`, schedule.weeklyHours[day]);
    schedule.weeklyHours[day] = sorted(schedule.weeklyHours[day]);
  }
  schedule.travel.forEach(({ from, to }, i) => {
    if (to < from) throw invalidField(`travel[${i}].to`, 'must not be before from');
  });
}

function checkIntervals(field: string, intervals: IntervalDto[]): void {
  intervals.forEach(({ start, end }, i) => {
    if (minutesOf(end) <= minutesOf(start)) throw invalidField(`${field}[${i}].end`, 'must be after start');
    const clash = intervals.some(
      (other, j) => j !== i && minutesOf(start) < minutesOf(other.end) && minutesOf(other.start) < minutesOf(end),
    );
    if (clash) throw invalidField(`${field}[${i}]`, 'must not overlap another interval of that day');
  });
}

const sorted = (intervals: IntervalDto[]): IntervalDto[] =>
  [...intervals].sort((a, b) => a.start.localeCompare(b.start)).map(({ start, end }) => ({ start, end }));

const defaultSchedule = (mentorId: string, timeZone: string, now: Date): ScheduleEntity => ({
  id: newId(),
  mentorId,
  timeZone,
  weeklyHours: Object.fromEntries(WEEKDAYS.map((day) => [day, []])),
  slotIncrementMinutes: 30,
  slotPlacement: 'grid',
  travel: [],
  minimumNoticeMinutes: 1440,
  bookingHorizonDays: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 10,
  maxSessionsPerDay: null,
  maxSessionsPerWeek: null,
  version: 0,
  updatedAt: now,
});

const toSchedule = ({ id: _, mentorId: __, updatedAt: ___, ...schedule }: ScheduleEntity): ScheduleResponse =>
  schedule as ScheduleResponse;

const toTimeOff = (timeOff: TimeOffEntity, collisions: CollidingSession[]): TimeOffResponse => ({
  id: timeOff.id,
  from: timeOff.fromDate,
  to: timeOff.toDate,
  reason: timeOff.reason,
  collisions,
});

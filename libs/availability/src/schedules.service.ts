import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MentorsService } from '#libs/mentors';
import {
  checkVersion,
  Clock,
  Database,
  Events,
  execute,
  invalidField,
  newId,
  notFound,
  Problem,
  rows,
} from '#libs/platform';
import { ScheduleEntity, ScheduleOverrideEntity } from './availability.entities.ts';
import type {
  CollidingSession,
  NamedScheduleResponse,
  PutNamedSchedule,
  PutSchedule,
  ScheduleResponse,
} from './availability.dto.ts';
import { TimeFreed } from './availability.events.ts';
import { checkIntervals, sortedIntervals } from './days.service.ts';
import { DaysService } from './days.service.ts';
import { outsideHours, WEEKDAYS, weeklyMinutes } from './domain/slots.ts';

const MOST_SCHEDULES = 10;

/** When a mentor works: weekly hours and settings, one schedule by default, others for offerings that name them. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly database: Database,
    private readonly mentors: MentorsService,
    private readonly days: DaysService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** The default schedule; an empty one with version 0 before there is any. */
  async read(accountId: string): Promise<ScheduleResponse> {
    const mentor = await this.mentors.own(accountId);
    const found = await this.database.manager.findOneBy(ScheduleEntity, { mentorId: mentor.id, isDefault: true });
    return toSchedule(found ?? emptySchedule(mentor.id, mentor.timeZone, this.clock.now()));
  }

  /**
   * Replaces the default schedule. Wall-clock hours and days off keep their local times when the zone changes; the
   * answer lists the sessions that now lie outside the hours: they stay. @throws Problem `version_conflict`
   */
  async replace(accountId: string, wanted: PutSchedule, expected: number | null): Promise<ScheduleResponse> {
    const mentor = await this.mentors.own(accountId);
    return this.database.transaction(async (tx) => {
      const present = await this.lock(tx, { mentorId: mentor.id, isDefault: true });
      const schedule = present ?? emptySchedule(mentor.id, wanted.timeZone, this.clock.now());
      return toSchedule(schedule, await this.store(tx, accountId, schedule, wanted, expected));
    });
  }

  async list(accountId: string): Promise<NamedScheduleResponse[]> {
    const mentor = await this.mentors.own(accountId);
    const found = await this.database.manager.find(ScheduleEntity, {
      where: { mentorId: mentor.id },
      order: { isDefault: 'DESC', id: 'ASC' },
    });
    return found.map((schedule) => toNamed(schedule));
  }

  async readOne(accountId: string, id: string): Promise<NamedScheduleResponse> {
    const mentor = await this.mentors.own(accountId);
    const found = await this.database.manager.findOneBy(ScheduleEntity, { mentorId: mentor.id, id });
    if (!found) throw notFound('schedule');
    return toNamed(found);
  }

  /** Adds a schedule; the first one is the default. @throws Problem `policy_violation` beyond ten */
  async add(accountId: string, wanted: PutNamedSchedule): Promise<NamedScheduleResponse> {
    const mentor = await this.mentors.own(accountId);
    return this.database.transaction(async (tx) => {
      await this.mentors.lockOwn(tx, accountId);
      const count = await tx.countBy(ScheduleEntity, { mentorId: mentor.id });
      if (count >= MOST_SCHEDULES)
        throw new Problem('policy_violation', `A mentor can have ${MOST_SCHEDULES} schedules. Remove one first.`);
      const schedule = {
        ...emptySchedule(mentor.id, wanted.timeZone, this.clock.now()),
        isDefault: count === 0,
      };
      return toNamed(schedule, await this.store(tx, accountId, schedule, wanted, null));
    });
  }

  async replaceOne(
    accountId: string,
    id: string,
    wanted: PutNamedSchedule,
    expected: number | null,
  ): Promise<NamedScheduleResponse> {
    const mentor = await this.mentors.own(accountId);
    return this.database.transaction(async (tx) => {
      const schedule = await this.lock(tx, { mentorId: mentor.id, id });
      if (!schedule) throw notFound('schedule');
      return toNamed(schedule, await this.store(tx, accountId, schedule, wanted, expected));
    });
  }

  /** Makes one schedule the one that offerings follow by default. */
  async makeDefault(accountId: string, id: string): Promise<NamedScheduleResponse> {
    return this.database.transaction(async (tx) => {
      const mentor = await this.mentors.lockOwn(tx, accountId);
      const schedule = await this.lock(tx, { mentorId: mentor.id, id });
      if (!schedule) throw notFound('schedule');
      await execute(tx, 'UPDATE schedules SET is_default = false WHERE mentor_id = $1 AND is_default AND id <> $2', [
        mentor.id,
        id,
      ]);
      Object.assign(schedule, { isDefault: true, version: schedule.version + 1, updatedAt: this.clock.now() });
      await tx.save(ScheduleEntity, schedule);
      await this.afterChange(tx, accountId, schedule, null);
      return toNamed(schedule);
    });
  }

  /** @throws Problem `invalid_state` for the default one and for one that offerings follow */
  async remove(accountId: string, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const mentor = await this.mentors.lockOwn(tx, accountId);
      const schedule = await this.lock(tx, { mentorId: mentor.id, id });
      if (!schedule) throw notFound('schedule');
      if (schedule.isDefault)
        throw new Problem('invalid_state', 'This is the default schedule. Make another one the default first.');
      const following = await this.mentors.titlesFollowing(tx, id);
      if (following.length > 0)
        throw new Problem(
          'invalid_state',
          `Offerings follow this schedule: ${following.join(', ')}. Change them first.`,
        );
      await tx.delete(ScheduleEntity, { id });
    });
  }

  private lock(
    tx: EntityManager,
    where: { mentorId: string; id?: string; isDefault?: boolean },
  ): Promise<ScheduleEntity | null> {
    return tx.findOne(ScheduleEntity, { where, lock: { mode: 'pessimistic_write' } });
  }

  /** Writes the wish into the locked schedule. @returns the sessions that now lie outside its hours */
  private async store(
    tx: EntityManager,
    accountId: string,
    schedule: ScheduleEntity,
    wanted: PutSchedule,
    expected: number | null,
  ): Promise<CollidingSession[]> {
    checkSchedule(wanted);
    checkVersion(expected, schedule.version);
    const zoneBefore = schedule.version === 0 ? null : schedule.timeZone;
    const { version: _, outside: __, id: ___, isDefault: ____, ...told } = wanted as Partial<PutNamedSchedule>;
    Object.assign(schedule, told, { version: schedule.version + 1, updatedAt: this.clock.now() });
    await tx.save(ScheduleEntity, schedule);
    await this.afterChange(tx, accountId, schedule, zoneBefore);
    return this.outside(tx, accountId, schedule);
  }

  private async afterChange(
    tx: EntityManager,
    accountId: string,
    schedule: ScheduleEntity,
    zoneBefore: string | null,
  ): Promise<void> {
    if (schedule.isDefault) {
      await this.mentors.noteWeeklyMinutes(tx, schedule.mentorId, weeklyMinutes(schedule.weeklyHours));
      if (zoneBefore !== schedule.timeZone)
        await this.days.reanchor(tx, schedule.mentorId, accountId, schedule.timeZone);
    }
    await this.events.publish(tx, new TimeFreed(accountId));
  }

  /** Coming sessions booked under this schedule that its hours no longer hold. */
  private async outside(tx: EntityManager, accountId: string, schedule: ScheduleEntity): Promise<CollidingSession[]> {
    const sessions = await rows<{ bookingId: string; startsAt: Date; endsAt: Date }>(
      tx,
      `SELECT subject_id AS "bookingId", lower(during) AS "startsAt", session_end AS "endsAt" FROM occupied_time
       WHERE person_id = $1 AND role = 'mentor' AND kind = 'session' AND during && tstzrange($2, NULL) AND (schedule_id = $3 OR ($4 AND schedule_id IS NULL))
       ORDER BY lower(during)`,
      [accountId, this.clock.now(), schedule.id, schedule.isDefault],
    );
    const overrides = await tx.findBy(ScheduleOverrideEntity, { mentorId: schedule.mentorId });
    return outsideHours(
      { schedule, overrides: new Map(overrides.map(({ date, intervals }) => [date, intervals])) },
      sessions.map((session) => ({ ...session, start: session.startsAt.getTime(), end: session.endsAt.getTime() })),
    ).map(({ bookingId, startsAt, endsAt }) => ({
      bookingId,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    }));
  }
}

function checkSchedule(schedule: PutSchedule): void {
  for (const day of WEEKDAYS) {
    checkIntervals(`weeklyHours.${day}`, schedule.weeklyHours[day]);
    schedule.weeklyHours[day] = sortedIntervals(schedule.weeklyHours[day]);
  }
  schedule.travel.forEach(({ from, to }, i) => {
    if (to < from) throw invalidField(`travel[${i}].to`, 'must not be before from');
  });
}

const emptySchedule = (mentorId: string, timeZone: string, now: Date): ScheduleEntity => ({
  id: newId(),
  mentorId,
  name: 'Working hours',
  isDefault: true,
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

function toSchedule(schedule: ScheduleEntity, outside: CollidingSession[] = []): ScheduleResponse {
  const { id: _, name: __, isDefault: ___, ...rest } = toNamed(schedule, outside);
  return rest;
}

function toNamed(schedule: ScheduleEntity, outside: CollidingSession[] = []): NamedScheduleResponse {
  const { mentorId: _, updatedAt: __, ...rest } = schedule;
  return { ...rest, outside } as NamedScheduleResponse;
}

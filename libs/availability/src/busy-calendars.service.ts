import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import type { EntityManager } from 'typeorm';
import { MentorsService } from '#libs/mentors';
import {
  changed,
  Clock,
  Database,
  Events,
  execute,
  invalidField,
  Jobs,
  newId,
  notFound,
  OutgoingHttp,
  OutgoingRefused,
  Problem,
  SWEEP_BATCH,
} from '#libs/platform';
import { BusyCalendarEntity, ScheduleEntity } from './availability.entities.ts';
import type { BusyCalendarResponse } from './availability.dto.ts';
import { TimeFreed } from './availability.events.ts';
import { type BusyRange, busyRanges, UnreadableCalendar } from './domain/busy.ts';
import { DAY } from './domain/zone.ts';

export const SYNC_JOB = 'availability.busy-calendar';

const MOST_CALENDARS = 10;
const EVERY_MINUTES = 15;
/** A mentor's own large calendar of some years is about 2 MB. */
const MOST_BYTES = 4 * 1024 * 1024;
const FETCH_MS = 15_000;
const READ_MS = 3_000;
/** The farthest a session may be booked ahead, and its length. */
const AHEAD = 367 * DAY;

/** Calendars of other services whose events block a mentor's time: fetched every 15 minutes, the last good data kept. */
@Injectable()
export class BusyCalendarsService {
  constructor(
    private readonly database: Database,
    private readonly mentors: MentorsService,
    private readonly outgoing: OutgoingHttp,
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {}

  async list(accountId: string): Promise<BusyCalendarResponse[]> {
    const mentor = await this.mentors.own(accountId);
    const found = await this.database.manager.find(BusyCalendarEntity, {
      where: { mentorId: mentor.id },
      order: { id: 'ASC' },
    });
    return found.map(toCalendar);
  }

  /** Imports a calendar; its first reading follows at once. @throws Problem `validation_failed`, `already_exists`, `policy_violation` */
  async add(accountId: string, url: string): Promise<BusyCalendarResponse> {
    const address = url.replace(/^webcal:/i, 'https:');
    try {
      this.outgoing.check(address);
    } catch (error) {
      throw error instanceof OutgoingRefused ? invalidField('url', error.message) : error;
    }
    return this.database.transaction(async (tx) => {
      const mentor = await this.mentors.lockOwn(tx, accountId);
      if ((await tx.countBy(BusyCalendarEntity, { mentorId: mentor.id })) >= MOST_CALENDARS)
        throw new Problem('policy_violation', `A mentor can import ${MOST_CALENDARS} calendars. Remove one first.`);
      const now = this.clock.now();
      const calendar = tx.create(BusyCalendarEntity, {
        id: newId(),
        mentorId: mentor.id,
        accountId,
        url: address,
        content: null,
        etag: null,
        lastModified: null,
        lastSyncedAt: null,
        lastError: null,
        nextSyncAt: minutesAfter(now, EVERY_MINUTES),
        createdAt: now,
      });
      await tx.insert(BusyCalendarEntity, calendar);
      await this.jobs.enqueue(tx, SYNC_JOB, { calendarId: calendar.id });
      return toCalendar(calendar);
    });
  }

  async remove(accountId: string, id: string): Promise<void> {
    const mentor = await this.mentors.own(accountId);
    await this.database.transaction(async (tx) => {
      const { affected } = await tx.delete(BusyCalendarEntity, { id, mentorId: mentor.id });
      if (!affected) throw notFound('calendar');
      await execute(tx, 'DELETE FROM occupied_time WHERE subject_id = $1', [id]);
      await this.events.publish(tx, new TimeFreed(accountId));
    });
  }

  /** Reads one batch of calendars whose time has come; each by one process only. */
  async syncDue(): Promise<number> {
    const now = this.clock.now();
    const due = await changed<{ id: string }>(
      this.database.manager,
      `UPDATE busy_calendars SET next_sync_at = $2 WHERE id IN (
         SELECT id FROM busy_calendars WHERE next_sync_at <= $1 ORDER BY next_sync_at LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id`,
      [now, minutesAfter(now, EVERY_MINUTES), SWEEP_BATCH],
    );
    await Promise.all(due.map(({ id }) => this.sync(id)));
    return due.length;
  }

  /** Fetches and reads one calendar. Whatever goes wrong is shown to its owner; the last good data stays. */
  async sync(id: string): Promise<void> {
    const calendar = await this.database.manager.findOneBy(BusyCalendarEntity, { id });
    if (!calendar) return;
    try {
      const fetched = await this.fetch(calendar);
      const ranges = await this.read(calendar.mentorId, fetched.content);
      await this.database.transaction((tx) => this.store(tx, calendar, fetched, ranges));
    } catch (error) {
      if (!(error instanceof OutgoingRefused) && !(error instanceof UnreadableCalendar)) throw error;
      this.logger.info({ calendarId: id, why: error.message }, 'a calendar could not be read');
      await this.database.manager.update(BusyCalendarEntity, { id }, { lastError: `The calendar ${error.message}.` });
    }
  }

  /** Conditional GET (RFC 9110 section 13.1): an unchanged calendar is not sent again. */
  private async fetch(calendar: BusyCalendarEntity): Promise<FetchedCalendar> {
    const { content, etag, lastModified } = calendar;
    const answer = await this.outgoing.get(calendar.url, {
      maxBytes: MOST_BYTES,
      timeoutMs: FETCH_MS,
      headers: {
        accept: 'text/calendar',
        ...(content !== null && etag !== null && { 'if-none-match': etag }),
        ...(content !== null && lastModified !== null && { 'if-modified-since': lastModified }),
      },
    });
    if (answer.status === 304 && content !== null) return { content, etag, lastModified };
    if (answer.status !== 200) throw new OutgoingRefused(`answered with status ${answer.status}`);
    return {
      content: answer.body.replaceAll('\0', ''),
      etag: answer.headers.etag ?? null,
      lastModified: answer.headers['last-modified'] ?? null,
    };
  }

  private async read(mentorId: string, content: string): Promise<BusyRange[]> {
    const schedule = await this.database.manager.findOneBy(ScheduleEntity, { mentorId, isDefault: true });
    const now = this.clock.now().getTime();
    const deadline = performance.now() + READ_MS;
    return busyRanges(content, {
      from: now - DAY,
      to: now + AHEAD,
      timeZone: schedule?.timeZone ?? 'UTC',
      isOutOfTime: () => performance.now() > deadline,
    });
  }

  /** Replaces what the calendar occupied. A calendar removed meanwhile occupies nothing. */
  private async store(
    tx: EntityManager,
    { id, accountId }: BusyCalendarEntity,
    fetched: FetchedCalendar,
    ranges: BusyRange[],
  ): Promise<void> {
    const synced = { ...fetched, lastSyncedAt: this.clock.now(), lastError: null };
    const { affected } = await tx.update(BusyCalendarEntity, { id }, synced);
    if (!affected) return;
    const gone = await execute(tx, 'DELETE FROM occupied_time WHERE subject_id = $1', [id]);
    await tx.query(
      `INSERT INTO occupied_time (id, person_id, role, kind, during, subject_id)
       SELECT gen_random_uuid(), $1, 'mentor', 'busy', tstzrange(starts, ends), $2
       FROM unnest($3::timestamptz[], $4::timestamptz[]) AS range (starts, ends)`,
      [accountId, id, ranges.map(({ start }) => new Date(start)), ranges.map(({ end }) => new Date(end))],
    );
    if (gone > 0) await this.events.publish(tx, new TimeFreed(accountId));
  }
}

type FetchedCalendar = { content: string } & Pick<BusyCalendarEntity, 'etag' | 'lastModified'>;

const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

const toCalendar = (calendar: BusyCalendarEntity): BusyCalendarResponse => ({
  id: calendar.id,
  url: calendar.url,
  lastSyncedAt: calendar.lastSyncedAt?.toISOString() ?? null,
  lastError: calendar.lastError,
});

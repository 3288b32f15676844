import { Injectable } from '@nestjs/common';
import { AvailabilityService, type Calendar } from '#libs/availability';
import { FEED_HORIZON_MS, MentorFeed, MentorsRepository, type OfferingEntity } from '#libs/mentors';
import { Clock } from '#libs/platform';
import { MentorIndex } from './domain/mentor-index.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** How far ahead free times are looked for. */
export const AHEAD_DAYS = 60;
/** How long computed free times serve, as long as nothing of the mentor changed. */
const CALENDAR_LIFE = 30 * MINUTE;
/** Mentors whose free times are kept; the ones not asked for longest go first. */
const CALENDARS_KEPT = 20_000;
/** How many changed mentors are read at once. */
const READ_AT_ONCE = 1_000;

/** A session with its free starts. */
export interface Offer {
  row: number;
  offering: OfferingEntity;
  /** Free starts, minutes since the epoch, sorted; those before `earliest` have passed meanwhile. */
  starts: Uint32Array;
  earliest: number;
}

/** What was computed for one mentor; thrown away as a whole when anything of theirs changes. */
interface Kept {
  computedAt: number;
  offerings: OfferingEntity[] | null;
  /** By offering. */
  calendars: Map<string, { starts: Uint32Array; noticeMinutes: number }>;
}

/**
 * All published mentors as of now, in memory: an index for filters and scores, and free times as far as they were asked
 * for. It follows the mentors' feed of changes; each question first reads what changed, so that one's own change is seen.
 */
@Injectable()
export class Market {
  private readonly index = new MentorIndex();
  /** By row of the index; the one asked for longest ago first. */
  private kept = new Map<number, Kept>();
  private place: string | null = null;
  private seen = new Set<string>();
  private lookedAt = 0;
  private look: Promise<void> | undefined;
  private nextLook: Promise<void> | undefined;

  constructor(
    private readonly feed: MentorFeed,
    private readonly mentors: MentorsRepository,
    private readonly availability: AvailabilityService,
    private readonly clock: Clock,
  ) {}

  /** The index with everything that was committed before the call. */
  async mentorsNow(): Promise<MentorIndex> {
    await this.catchUp();
    return this.index;
  }

  /** For each row its active sessions, cheapest first. */
  async sessionsOf(rows: readonly number[]): Promise<ReadonlyMap<number, readonly OfferingEntity[]>> {
    const entries = await this.withSessions(rows);
    return new Map(entries.map(({ row, kept }) => [row, kept.offerings ?? []]));
  }

  /** For each row the cheapest session that suits, with its free starts from now for 60 days; nothing for who has none. */
  async offersOf(rows: readonly number[], suits: (offering: OfferingEntity) => boolean): Promise<Offer[]> {
    const now = this.clock.now().getTime();
    const chosen: { row: number; kept: Kept; offering: OfferingEntity }[] = [];
    for (const { row, kept } of await this.withSessions(rows)) {
      const offering = kept.offerings?.find(suits);
      if (offering) chosen.push({ row, kept, offering });
    }
    const missing = chosen.filter(({ kept, offering }) => !kept.calendars.has(offering.id));
    if (missing.length > 0) {
      const wishes = missing.map(({ offering }) => offering);
      const computed = await this.availability.calendarsOf(wishes, now, now + AHEAD_DAYS * DAY);
      for (const { kept, offering } of missing)
        kept.calendars.set(offering.id, calendarOf(computed.get(offering.mentorId)));
    }
    const minute = Math.ceil(now / MINUTE);
    return chosen.map(({ row, kept, offering }) => {
      const { starts, noticeMinutes } = kept.calendars.get(offering.id) ?? calendarOf(undefined);
      return { row, offering, starts, earliest: minute + noticeMinutes };
    });
  }

  private async withSessions(rows: readonly number[]): Promise<{ row: number; kept: Kept }[]> {
    const now = this.clock.now().getTime();
    const entries = rows.map((row) => ({ row, kept: this.keptOf(row, now) }));
    const missing = entries.filter(({ kept }) => kept.offerings === null);
    if (missing.length > 0) {
      const ids = missing.map(({ row }) => this.index.ids.idOf(row));
      const read = Map.groupBy(await this.mentors.activeSessions(ids), ({ mentorId }) => mentorId);
      for (const [i, { kept }] of missing.entries()) kept.offerings = read.get(ids[i] as string) ?? [];
    }
    return entries;
  }

  /** One look at a time; who comes while one is under way shares the next, which sees what they saw. */
  private catchUp(): Promise<void> {
    if (!this.look) {
      this.look = this.readChanges().finally(() => (this.look = undefined));
      return this.look;
    }
    const again = (): Promise<void> => {
      this.nextLook = undefined;
      return this.catchUp();
    };
    this.nextLook ??= this.look.then(again, again);
    return this.nextLook;
  }

  private async readChanges(): Promise<void> {
    if (this.place === null || Date.now() - this.lookedAt > FEED_HORIZON_MS) return this.readAll();
    const { changes, next } = await this.feed.since(this.place);
    const keys = changes.map(({ mentorId, changedIn }) => `${changedIn} ${mentorId}`);
    const fresh = changes.filter((_, i) => !this.seen.has(keys[i] as string)).map(({ mentorId }) => mentorId);
    await this.refresh([...new Set(fresh)]);
    this.seen = new Set(keys);
    this.place = next;
    this.lookedAt = Date.now();
  }

  /** Everything anew, into the same rows: questions under way go on. */
  private async readAll(): Promise<void> {
    const [lookedAt, place, before] = [Date.now(), await this.feed.place(), this.index.rows];
    const gone = new Set(Array.from({ length: before }, (_, row) => row));
    for await (const page of this.feed.all()) for (const mentor of page) gone.delete(this.index.set(mentor));
    for (const row of gone) this.index.delete(this.index.ids.idOf(row));
    Object.assign(this, { lookedAt, place, kept: new Map(), seen: new Set() });
  }

  private async refresh(ids: readonly string[]): Promise<void> {
    for (let i = 0; i < ids.length; i += READ_AT_ONCE) {
      const some = ids.slice(i, i + READ_AT_ONCE);
      const published = new Map((await this.feed.of(some)).map((mentor) => [mentor.id, mentor]));
      for (const id of some) {
        this.kept.delete(this.index.ids.find(id));
        const mentor = published.get(id);
        if (mentor) this.index.set(mentor);
        else this.index.delete(id);
      }
    }
  }

  /** The entry of a row, a new one where there was none or it is too old. What is put into it later counts only while it is kept. */
  private keptOf(row: number, now: number): Kept {
    const known = this.kept.get(row);
    const isGood = known && now >= known.computedAt && now < known.computedAt + CALENDAR_LIFE;
    const entry = isGood ? known : { computedAt: now, offerings: null, calendars: new Map() };
    if (isGood && this.kept.size < CALENDARS_KEPT / 2) return entry; // nothing has to go soon, so the order does not matter
    this.kept.delete(row);
    this.kept.set(row, entry);
    if (this.kept.size > CALENDARS_KEPT) this.kept.delete(this.kept.keys().next().value as number);
    return entry;
  }
}

const calendarOf = (calendar: Calendar | undefined): { starts: Uint32Array; noticeMinutes: number } => ({
  starts: Uint32Array.from(calendar?.starts ?? [], (start) => start / MINUTE),
  noticeMinutes: calendar?.noticeMinutes ?? 0,
});

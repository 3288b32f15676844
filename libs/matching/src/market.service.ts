import { Injectable } from '@nestjs/common';
import { AvailabilityService, type Calendar, type SessionWish } from '#libs/availability';
import { FEED_HORIZON_MS, MentorFeed, MentorsRepository, type OfferingEntity } from '#libs/mentors';
import { Clock } from '#libs/platform';
import { MentorIndex } from './domain/mentor-index.ts';
import { firstAtOrAfter } from './domain/times.ts';

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

interface Starts {
  /** Free starts, minutes since the epoch, sorted. */
  starts: Uint32Array;
  noticeMinutes: number;
}

/** What was computed for one mentor; thrown away as a whole when anything of theirs changes. */
interface Kept {
  computedAt: number;
  offerings: OfferingEntity[] | null;
  starts: Map<string, Starts>;
}

/**
 * All published mentors as of now, in memory: an index for filters and scores, and free times as far as they were asked
 * for. It follows the mentors' feed of changes; each question first reads what changed, so that one's own change is seen.
 */
@Injectable()
export class Market {
  private index = new MentorIndex();
  private kept = new Map<string, Kept>();
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

  /** Active sessions of mentors, cheapest first. */
  async sessionsOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly OfferingEntity[]>> {
    const entries = ids.map((id) => [id, this.keptOf(id)] as const);
    const missing = entries.filter(([, { offerings }]) => offerings === null);
    if (missing.length > 0) {
      const read = Map.groupBy(
        await this.mentors.activeSessions(missing.map(([id]) => id)),
        ({ mentorId }) => mentorId,
      );
      for (const [id, entry] of missing) entry.offerings = read.get(id) ?? [];
    }
    return new Map(entries.map(([id, { offerings }]) => [id, offerings ?? []]));
  }

  /** Free starts of sessions from now for 60 days, minutes since the epoch, by mentor; one session for each. */
  async startsOf(wishes: readonly SessionWish[]): Promise<ReadonlyMap<string, Uint32Array>> {
    const now = this.clock.now().getTime();
    const entries = wishes.map((wish) => [wish, this.keptOf(wish.mentorId)] as const);
    const missing = entries.filter(([wish, { starts }]) => !starts.has(keyOf(wish)));
    if (missing.length > 0) {
      const computed = await this.availability.calendarsOf(
        missing.map(([wish]) => wish),
        now,
        now + AHEAD_DAYS * DAY,
      );
      for (const [wish, entry] of missing) entry.starts.set(keyOf(wish), startsOf(computed.get(wish.mentorId)));
    }
    return new Map(
      entries.map(([wish, entry]) => {
        const { starts, noticeMinutes } = entry.starts.get(keyOf(wish)) ?? startsOf(undefined);
        return [wish.mentorId, starts.subarray(firstAtOrAfter(starts, Math.ceil(now / MINUTE) + noticeMinutes))];
      }),
    );
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

  private async readAll(): Promise<void> {
    const [index, lookedAt, place] = [new MentorIndex(), Date.now(), await this.feed.place()];
    for await (const page of this.feed.all()) for (const mentor of page) index.set(mentor);
    Object.assign(this, { index, lookedAt, place, kept: new Map(), seen: new Set() });
  }

  private async refresh(ids: readonly string[]): Promise<void> {
    for (let i = 0; i < ids.length; i += READ_AT_ONCE) {
      const some = ids.slice(i, i + READ_AT_ONCE);
      const published = new Map((await this.feed.of(some)).map((mentor) => [mentor.id, mentor]));
      for (const id of some) {
        this.kept.delete(id);
        const mentor = published.get(id);
        if (mentor) this.index.set(mentor);
        else this.index.delete(id);
      }
    }
  }

  /** The entry of a mentor, a new one where there was none or it is too old. What is put into it later counts only while it is kept. */
  private keptOf(id: string): Kept {
    const now = this.clock.now().getTime();
    const known = this.kept.get(id);
    this.kept.delete(id);
    const isGood = known && now >= known.computedAt && now < known.computedAt + CALENDAR_LIFE;
    const entry = isGood ? known : { computedAt: now, offerings: null, starts: new Map<string, Starts>() };
    this.kept.set(id, entry);
    if (this.kept.size > CALENDARS_KEPT) this.kept.delete(this.kept.keys().next().value as string);
    return entry;
  }
}

const keyOf = ({ scheduleId, durationMinutes }: SessionWish): string => `${durationMinutes} ${scheduleId ?? ''}`;

const startsOf = (calendar: Calendar | undefined): Starts => ({
  starts: Uint32Array.from(calendar?.starts ?? [], (start) => start / MINUTE),
  noticeMinutes: calendar?.noticeMinutes ?? 0,
});

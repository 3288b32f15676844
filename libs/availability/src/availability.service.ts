import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Database, invalidField, notFound, type Problem, SharedLook } from '#libs/platform';
import { AvailabilityRepository, type MentorTime, type Wanted } from './availability.repository.ts';
import { computeSlots, groupByDay, nearest, type Reason, reasonAgainst } from './domain/slots.ts';
import { DAY, dayNumber, ZoneSpan } from './domain/zone.ts';
import { refusal } from './refusal.ts';

/** The longest range one may ask slots for, in days. */
const LONGEST_RANGE_DAYS = 62;

export interface SlotDays {
  timeZone: string;
  days: { date: string; slots: { startsAt: string; endsAt: string }[] }[];
}

/** A session someone wishes for: with whom, by which schedule, how long. */
export interface SessionWish extends Wanted {
  durationMinutes: number;
}

/** Free starts (epoch ms, sorted) and how long before them one has to book. */
export interface Calendar {
  starts: number[];
  noticeMinutes: number;
}

/** Free times, computed from schedules and occupied time; nothing here is stored. */
@Injectable()
export class AvailabilityService {
  private readonly looks = new SharedLook<Problem | null>();

  constructor(
    private readonly database: Database,
    private readonly repository: AvailabilityRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The free starts of one offering, grouped by the viewer's local date. `from` and `to` are instants, or dates that
   * mean local midnight in `timeZone`. @throws Problem `not_found`, `validation_failed`
   */
  async slots(
    idOrSlug: string,
    query: { offeringId: string; from: string; to: string; timeZone: string },
  ): Promise<SlotDays> {
    const from = instantOf(query.from, query.timeZone);
    const to = instantOf(query.to, query.timeZone);
    if (!(from < to)) throw invalidField('to', 'must be after from');
    if (to - from > LONGEST_RANGE_DAYS * DAY + DAY / 12)
      throw invalidField('to', `must be at most ${LONGEST_RANGE_DAYS} days after from`);
    const now = this.clock.now();
    const found = await this.repository.offeringTime(this.database.manager, idOrSlug, query.offeringId, from, to, now);
    if (!found) throw notFound('offering of this mentor');
    const { durationMinutes, time } = found;
    const starts = time ? computeSlots({ ...time, durationMinutes, now: now.getTime(), from, to }) : [];
    return { timeZone: query.timeZone, days: groupByDay(starts, query.timeZone, durationMinutes) };
  }

  /** Free starts (epoch ms) for a session in `[from, to)`. */
  async starts(
    wish: SessionWish,
    from: number,
    to: number,
    tx: EntityManager = this.database.manager,
    except?: string,
  ): Promise<number[]> {
    const now = this.clock.now();
    const time = await this.repository.mentorTime(tx, wish, from, to, now, except);
    return time ? computeSlots({ ...time, durationMinutes: wish.durationMinutes, now: now.getTime(), from, to }) : [];
  }

  /**
   * Why a start cannot be booked, with the nearest free ones; null when nothing speaks against it. A look without locks:
   * it turns most of a crowd away before anyone waits, and the crowd shares one look. Booking itself decides again.
   */
  refusal(wish: SessionWish, start: Date): Promise<Problem | null> {
    const key = `${wish.mentorId} ${wish.scheduleId} ${wish.durationMinutes} ${start.getTime()}`;
    return this.looks.ask(key, () => this.look(wish, start));
  }

  /** What stands against each of several starts; null where nothing does. */
  async reasons(wish: SessionWish, starts: readonly Date[], except?: string): Promise<(Reason | null)[]> {
    const times = starts.map((start) => start.getTime());
    const time = await this.timeOf(wish, Math.min(...times), Math.max(...times) + 1, except);
    return times.map((start) => this.reason(time, wish, start));
  }

  /** The three free starts nearest to a wish that could not be met. */
  async alternatives(
    wish: SessionWish,
    at: Date,
    tx: EntityManager = this.database.manager,
    except?: string,
  ): Promise<Date[]> {
    const [now, wished] = [this.clock.now().getTime(), at.getTime()];
    for (const days of [2, 14]) {
      if (wished > now + LONGEST_RANGE_DAYS * DAY) break;
      const [from, to] = [Math.max(now, wished - days * DAY), Math.max(now, wished) + days * DAY];
      const starts = await this.starts(wish, from, to, tx, except);
      if (starts.length >= 3) return nearest(starts, wished).map((start) => new Date(start));
    }
    const far = await this.starts(wish, now, now + LONGEST_RANGE_DAYS * DAY, tx, except);
    return nearest(far, wished).map((start) => new Date(start));
  }

  /**
   * Free starts of many mentors in `[from, to)`, each for its own session, with one query; and the notice each mentor wants:
   * starts nearer than that fall away as time passes.
   */
  async calendarsOf(wishes: readonly SessionWish[], from: number, to: number): Promise<Map<string, Calendar>> {
    const now = this.clock.now();
    const times = await this.repository.mentorTimes(this.database.manager, wishes, from, to, now);
    return new Map(
      wishes.flatMap(({ mentorId, durationMinutes }) => {
        const time = times.get(mentorId);
        if (!time) return [];
        const starts = computeSlots({ ...time, durationMinutes, now: now.getTime(), from, to });
        return [[mentorId, { starts, noticeMinutes: time.schedule.minimumNoticeMinutes }] as const];
      }),
    );
  }

  private async look(wish: SessionWish, start: Date): Promise<Problem | null> {
    const at = start.getTime();
    const reason = this.reason(await this.timeOf(wish, at, at + 1), wish, at);
    return reason && refusal(reason, await this.alternatives(wish, start));
  }

  private timeOf(wish: Wanted, from: number, to: number, except?: string): Promise<MentorTime | undefined> {
    return this.repository.mentorTime(this.database.manager, wish, from, to, this.clock.now(), except);
  }

  private reason(time: MentorTime | undefined, { durationMinutes }: SessionWish, start: number): Reason | null {
    return time ? reasonAgainst({ ...time, durationMinutes, now: this.clock.now().getTime() }, start) : 'outside_hours';
  }
}

/** Epoch ms of an instant, or of local midnight of a date. */
function instantOf(text: string, timeZone: string): number {
  if (text.length !== 10) return Date.parse(text);
  const local = dayNumber(text) * DAY;
  return ZoneSpan.of(timeZone, local, local).toInstant(local);
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Database, invalidField, notFound, type Problem, rows, SharedLook } from '#libs/platform';
import { AvailabilityRepository } from './availability.repository.ts';
import { computeSlots, groupByDay, nearest, reasonAgainst } from './domain/slots.ts';
import { DAY, dayNumber, ZoneSpan } from './domain/zone.ts';
import { refusal } from './refusal.ts';

/** The longest range one may ask slots for, in days. */
const LONGEST_RANGE_DAYS = 62;

export interface SlotDays {
  timeZone: string;
  days: { date: string; slots: { startsAt: string; endsAt: string }[] }[];
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
    const offering = await this.offeringOnSale(idOrSlug, query.offeringId);
    const starts = await this.starts(offering.mentorId, offering.durationMinutes, from, to);
    return { timeZone: query.timeZone, days: groupByDay(starts, query.timeZone, offering.durationMinutes) };
  }

  /** Free starts (epoch ms) of a mentor for a session length in `[from, to)`. */
  async starts(
    mentorId: string,
    durationMinutes: number,
    from: number,
    to: number,
    tx: EntityManager = this.database.manager,
  ): Promise<number[]> {
    const now = this.clock.now();
    const time = (await this.repository.mentorTimes(tx, [mentorId], from, to, now)).get(mentorId);
    return time ? computeSlots({ ...time, durationMinutes, now: now.getTime(), from, to }) : [];
  }

  /**
   * Why a start cannot be booked, with the nearest free ones; null when nothing speaks against it. A look without locks:
   * it turns most of a crowd away before anyone waits, and the crowd shares one look. Booking itself decides again.
   */
  refusal(mentorId: string, durationMinutes: number, start: Date): Promise<Problem | null> {
    return this.looks.ask(`${mentorId} ${durationMinutes} ${start.getTime()}`, () =>
      this.look(mentorId, durationMinutes, start),
    );
  }

  /** The three free starts nearest to a wish that could not be met. */
  async alternatives(
    mentorId: string,
    durationMinutes: number,
    wish: Date,
    tx: EntityManager = this.database.manager,
  ): Promise<Date[]> {
    const [now, at] = [this.clock.now().getTime(), wish.getTime()];
    for (const days of [2, 14]) {
      if (at > now + LONGEST_RANGE_DAYS * DAY) break;
      const starts = await this.starts(
        mentorId,
        durationMinutes,
        Math.max(now, at - days * DAY),
        Math.max(now, at) + days * DAY,
        tx,
      );
      if (starts.length >= 3) return nearest(starts, at).map((start) => new Date(start));
    }
    const far = await this.starts(mentorId, durationMinutes, now, now + LONGEST_RANGE_DAYS * DAY, tx);
    return nearest(far, at).map((start) => new Date(start));
  }

  /** Free starts of many mentors in `[from, to)`, each for its own session length, with one query. */
  async startsOfMany(wanted: ReadonlyMap<string, number>, from: number, to: number): Promise<Map<string, number[]>> {
    const now = this.clock.now();
    const times = await this.repository.mentorTimes(this.database.manager, [...wanted.keys()], from, to, now);
    return new Map(
      [...times].map(([mentorId, time]) => [
        mentorId,
        computeSlots({ ...time, durationMinutes: wanted.get(mentorId) ?? 60, now: now.getTime(), from, to }),
      ]),
    );
  }

  private async look(mentorId: string, durationMinutes: number, start: Date): Promise<Problem | null> {
    const [now, at] = [this.clock.now(), start.getTime()];
    const time = (await this.repository.mentorTimes(this.database.manager, [mentorId], at, at + 1, now)).get(mentorId);
    const reason = time ? reasonAgainst({ ...time, durationMinutes, now: now.getTime() }, at) : 'outside_hours';
    return reason && refusal(reason, await this.alternatives(mentorId, durationMinutes, start));
  }

  private async offeringOnSale(
    idOrSlug: string,
    offeringId: string,
  ): Promise<{ mentorId: string; durationMinutes: number }> {
    const [found] = await rows<{ mentorId: string; durationMinutes: number }>(
      this.database.manager,
      `SELECT m.id AS "mentorId", o.duration_minutes AS "durationMinutes" FROM offerings o JOIN mentors m ON m.id = o.mentor_id
       WHERE o.id = $1 AND (m.id::text = $2 OR m.slug = $2) AND m.state = 'published' AND o.active AND o.archived_at IS NULL`,
      [offeringId, idOrSlug],
    );
    if (!found) throw notFound('offering of this mentor');
    return found;
  }
}

/** Epoch ms of an instant, or of local midnight of a date. */
function instantOf(text: string, timeZone: string): number {
  if (text.length !== 10) return Date.parse(text);
  const local = dayNumber(text) * DAY;
  return ZoneSpan.of(timeZone, local, local).toInstant(local);
}

import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import type { EntityManager } from 'typeorm';
import { AvailabilityService, type TimeFreed } from '#libs/availability';
import { MentorsService } from '#libs/mentors';
import {
  Clock,
  Database,
  Events,
  invalidField,
  Jobs,
  newId,
  notFound,
  type Principal,
  Problem,
  row,
  rows,
  toProblem,
} from '#libs/platform';
import { BookingStore } from './booking-store.ts';
import type { BookingEntity } from './bookings.entities.ts';
import { PlaceOffered } from './bookings.events.ts';
import { BookingsService } from './bookings.service.ts';
import { minutesAfter, PRIORITY_HOLD_MINUTES } from './domain/deadlines.ts';
import { fits, spanOf } from './domain/waiting.ts';
import type { JoinWaitingList, WaitingResponse } from './sessions.dto.ts';
import { WaitingEntity } from './session.entities.ts';

export const WAITING_JOB = 'bookings.waiting-list';

const MOST_ENTRIES = 10;
const LONGEST_DAYS = 62;
/** How many starts are tried for one person, who may be busy at the first ones. */
const TRIES = 5;
const ROUND = 100;
const DAY = 86_400_000;

/** A start given away in this round, epoch ms. */
interface Given {
  start: number;
  minutes: number;
}

const isClear = ({ start, minutes }: Given, other: number, otherMinutes: number): boolean =>
  other + otherMinutes * 60_000 <= start || start + minutes * 60_000 <= other;

type Offering = Awaited<ReturnType<BookingsService['bookable']>>;

/** Candidates who wait for a mentor: told in order when a time opens, each with the time held for them for 30 minutes. */
@Injectable()
export class WaitingListService {
  constructor(
    private readonly database: Database,
    private readonly bookings: BookingsService,
    private readonly store: BookingStore,
    private readonly mentors: MentorsService,
    private readonly availability: AvailabilityService,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {}

  /** Waits for an offering. @throws Problem `already_exists`, `policy_violation` (with `alternatives` when there are free times) */
  async join(candidate: Principal, wanted: JoinWaitingList): Promise<WaitingResponse> {
    const offering = await this.bookings.bookable(candidate, wanted.offeringId);
    if (offering.priceAmount === 0) throw new Problem('policy_violation', 'One waits for paid sessions only.');
    const entry = this.entryOf(candidate, wanted, offering);
    const free = await this.freeStarts(entry, offering);
    if (free.length > 0)
      throw new Problem('policy_violation', 'There are free times in these dates: book one of them.', {
        alternatives: free.slice(0, 3).map((start) => new Date(start).toISOString()),
      });
    await this.database.transaction(async (tx) => {
      await rows(tx, 'SELECT id FROM accounts WHERE id = $1 FOR NO KEY UPDATE', [candidate.accountId]);
      const count = await tx.countBy(WaitingEntity, { candidateId: candidate.accountId, state: 'waiting' });
      if (count >= MOST_ENTRIES)
        throw new Problem('policy_violation', `You wait in ${MOST_ENTRIES} places already. Leave one first.`);
      await tx.insert(WaitingEntity, entry);
      await this.jobs.enqueue(tx, WAITING_JOB, { mentorAccountId: entry.mentorAccountId }); // a time may have opened just now
    });
    return toWaiting(entry);
  }

  async list(candidate: Principal): Promise<WaitingResponse[]> {
    const found = await this.database.manager.find(WaitingEntity, {
      where: { candidateId: candidate.accountId },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: 100,
    });
    return found.map(toWaiting);
  }

  /** Stops waiting; a time held just now is not touched. @throws Problem `not_found` */
  async leave(candidate: Principal, id: string): Promise<void> {
    const { affected } = await this.database.manager.update(
      WaitingEntity,
      { id, candidateId: candidate.accountId, state: 'waiting' },
      { state: 'left' },
    );
    if (!affected) throw notFound('place on the waiting list');
  }

  /** A mentor may have become free: whoever waits is looked after once that is committed. */
  async onFreed(tx: EntityManager, { mentorAccountId }: TimeFreed): Promise<void> {
    const waits = await row(
      tx,
      `SELECT 1 FROM waiting_list WHERE mentor_account_id = $1 AND state = 'waiting' LIMIT 1`,
      [mentorAccountId],
    );
    if (waits) await this.jobs.enqueue(tx, WAITING_JOB, { mentorAccountId });
  }

  /** What became of a held place: taken, or missed when the hold ended unpaid. */
  async onBookingEnded(tx: EntityManager, bookingId: string, state: 'booked' | 'missed'): Promise<void> {
    await tx.update(WaitingEntity, { bookingId, state: 'offered' }, { state });
  }

  /**
   * Offers what is free to those who wait, first come first served. What is free is looked at once, for everybody at one
   * moment: what opens later is for the next round, which begins with the first again.
   */
  async offerPlaces(mentorAccountId: string): Promise<void> {
    const round = await this.database.dataSource.transaction('REPEATABLE READ', async (tx) => {
      const waiting = await tx.find(WaitingEntity, {
        where: { mentorAccountId, state: 'waiting' },
        order: { createdAt: 'ASC', id: 'ASC' },
        take: ROUND,
      });
      const looks: { entry: WaitingEntity; offering: Offering; free: number[] }[] = [];
      for (const entry of waiting) {
        const offering = await this.mentors.bookable(entry.offeringId).catch(() => null);
        if (offering) looks.push({ entry, offering, free: await this.freeStarts(entry, offering, tx) });
      }
      return looks;
    });
    const given: Given[] = [];
    for (const { entry, offering, free } of round) {
      const left = free.filter((start) => given.every((one) => isClear(one, start, offering.durationMinutes)));
      const start = await this.offer(entry, offering, left.slice(0, TRIES));
      if (start !== null) given.push({ start, minutes: offering.durationMinutes });
    }
  }

  /** @returns the start that is held now, or was meanwhile given to this entry by somebody else; null: none */
  private async offer(entry: WaitingEntity, offering: Offering, starts: number[]): Promise<number | null> {
    const { candidateId, timeZone } = entry;
    for (const start of starts) {
      const draft = this.store.draft(
        { candidateId, offering, startsAt: new Date(start), timeZone },
        { priority: true, holdExpiresAt: minutesAfter(this.clock.now(), PRIORITY_HOLD_MINUTES) },
      );
      if (await this.hold(entry, draft)) return start;
    }
    return null;
  }

  /** Waits for whoever serves the same entry just now, so that nobody is served before those ahead. @returns whether it is served */
  private async hold(entry: WaitingEntity, booking: BookingEntity): Promise<boolean> {
    try {
      return await this.database.transaction(async (tx) => {
        const mine = await row(tx, `SELECT 1 FROM waiting_list WHERE id = $1 AND state = 'waiting' FOR UPDATE`, [
          entry.id,
        ]);
        if (!mine) return true;
        await this.store.insert(tx, booking);
        const offered = { state: 'offered' as const, bookingId: booking.id, offeredAt: this.clock.now() };
        await tx.update(WaitingEntity, { id: entry.id }, offered);
        await this.events.publish(tx, new PlaceOffered(booking.id));
        return true;
      });
    } catch (error) {
      const { code } = toProblem(error); // the constraint says only on writing that the candidate is busy then
      if (code !== 'slot_taken' && code !== 'slot_unavailable') throw error;
      this.logger.debug({ waitingId: entry.id, startsAt: booking.startsAt }, 'taken, or the candidate is busy then');
      return false;
    }
  }

  private async freeStarts(entry: WaitingEntity, offering: Offering, tx?: EntityManager): Promise<number[]> {
    const { from, to } = spanOf(entry);
    const now = this.clock.now().getTime();
    if (to <= now) return [];
    const starts = await this.availability.starts(offering, Math.max(from, now), to, tx);
    return starts.filter((start) => fits(entry, start));
  }

  private entryOf(candidate: Principal, wanted: JoinWaitingList, offering: Offering): WaitingEntity {
    const days = (Date.parse(wanted.to) - Date.parse(wanted.from)) / DAY;
    if (days < 0) throw invalidField('to', 'must not be before from');
    if (days > LONGEST_DAYS) throw invalidField('to', `must be at most ${LONGEST_DAYS} days after from`);
    (wanted.hours ?? []).forEach(({ start, end }, i) => {
      if (end <= start) throw invalidField(`hours[${i}].end`, 'must be after start');
    });
    const entry: WaitingEntity = {
      id: newId(),
      mentorId: offering.mentorId,
      mentorAccountId: offering.mentorAccountId,
      offeringId: wanted.offeringId,
      candidateId: candidate.accountId,
      fromDate: wanted.from,
      toDate: wanted.to,
      hours: (wanted.hours ?? []).map(({ weekdays, start, end }) => ({ weekdays, start, end })),
      timeZone: wanted.timeZone,
      state: 'waiting',
      bookingId: null,
      offeredAt: null,
      createdAt: this.clock.now(),
    };
    if (spanOf(entry).to <= this.clock.now().getTime()) throw invalidField('to', 'must not be in the past');
    return entry;
  }
}

const toWaiting = (entry: WaitingEntity): WaitingResponse => ({
  id: entry.id,
  mentorId: entry.mentorId,
  offeringId: entry.offeringId,
  from: entry.fromDate,
  to: entry.toDate,
  hours: entry.hours,
  timeZone: entry.timeZone,
  state: entry.state,
  bookingId: entry.bookingId,
  createdAt: entry.createdAt.toISOString(),
});

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AvailabilityService, refusal } from '#libs/availability';
import { type BookingEntity, type BookingResponse, type MentorDroppedOut, RescueService } from '#libs/bookings';
import { bayesianRating, type MentorRow, MentorsRepository, toCard, toOffering } from '#libs/mentors';
import { Clock, Database, Jobs, type Principal } from '#libs/platform';
import { EARLIER, LATER, rankStandIns, type StandIn } from './domain/stand-in.ts';
import type { ReplacementOption, ReplacementsResponse } from './matching.dto.ts';

export const REPLACEMENTS_JOB = 'matching.replacements';

const OFFERED = 3;
/** How many of the best rated mentors are looked at. */
const LOOKED_AT = 500;
/** The platform pays the difference, so a stand-in may cost at most this many times what was paid. */
const MOST_TIMES_PRICE = 2;

interface Candidate extends StandIn {
  row: MentorRow;
  offering: Awaited<ReturnType<MentorsRepository['activeSessions']>>[number];
}

/** When a mentor drops out: who could stand in near the same time, for the money already paid. */
@Injectable()
export class ReplacementsService {
  constructor(
    private readonly database: Database,
    private readonly rescue: RescueService,
    private readonly mentors: MentorsRepository,
    private readonly availability: AvailabilityService,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Looking for stand-ins follows the transaction in which the mentor dropped out. */
  async onDroppedOut(tx: EntityManager, { bookingId }: MentorDroppedOut): Promise<void> {
    await this.jobs.enqueue(tx, REPLACEMENTS_JOB, { bookingId });
  }

  /** Finds stand-ins and has the candidate told; a repeat tells nothing twice. */
  async search(bookingId: string): Promise<void> {
    const booking = await this.rescue.stillWaiting(bookingId);
    if (!booking) return;
    const ranked = rankStandIns(await this.candidates(booking), await this.lostOf(booking)).slice(0, OFFERED);
    await this.rescue.offer(
      bookingId,
      ranked.map(({ mentorId, row, start }) => ({
        mentorId,
        mentorName: row.displayName,
        startsAt: new Date(start),
      })),
    );
  }

  /** The three best stand-ins as of now. @throws Problem `not_found`, `invalid_state` */
  async list(candidate: Principal, id: string): Promise<ReplacementsResponse> {
    const booking = await this.rescue.waiting(this.database.manager, candidate, id);
    const ranked = rankStandIns(await this.candidates(booking), await this.lostOf(booking)).slice(0, OFFERED);
    const price = { amount: booking.priceAmount, currency: booking.currency };
    return {
      data: ranked.map(({ row, offering, start, starts }): ReplacementOption => ({
        mentor: toCard(row, new Date(start)),
        offering: toOffering(offering),
        startsAt: new Date(start).toISOString(),
        nextSlots: starts.slice(0, 10).map((one) => new Date(one).toISOString()),
        price,
      })),
      decideBy: booking.rescueUntil?.toISOString() ?? '',
    };
  }

  /** Books a stand-in for the money already paid. @throws Problem `not_found`, `invalid_state`, `slot_taken`, `slot_unavailable` */
  async choose(candidate: Principal, id: string, mentorId: string, startsAt: Date): Promise<BookingResponse> {
    const booking = await this.rescue.waiting(this.database.manager, candidate, id);
    const chosen = (await this.candidates(booking)).find((one) => one.mentorId === mentorId);
    if (!chosen?.starts.includes(startsAt.getTime()))
      throw refusal(
        'taken',
        chosen?.starts.slice(0, 3).map((start) => new Date(start)),
      );
    return this.rescue.replace(candidate, id, chosen.offering.id, startsAt);
  }

  /** Everybody else whose session is as long, priced in the same currency, needs no approval and is free near that time. */
  private async candidates(booking: BookingEntity): Promise<Candidate[]> {
    const rows = (await this.mentors.bestRated(booking.currency, LOOKED_AT)).filter(
      ({ id, accountId }) => id !== booking.mentorId && accountId !== booking.candidateId,
    );
    const offerings = await this.mentors.activeSessions(rows.map(({ id }) => id));
    const fitting = new Map(
      offerings
        .filter(
          (one) =>
            one.durationMinutes === booking.durationMinutes &&
            one.currency === booking.currency &&
            !one.requiresApproval &&
            one.priceAmount > 0 &&
            one.priceAmount <= booking.priceAmount * MOST_TIMES_PRICE,
        )
        .reverse() // cheapest first in the list, so the cheapest wins
        .map((one) => [one.mentorId, one]),
    );
    const now = this.clock.now().getTime();
    const start = booking.startsAt.getTime();
    const [from, to] = [Math.max(now, start - EARLIER), Math.max(now, start) + LATER];
    const times = await this.availability.calendarsOf([...fitting.values()], from, to);
    return rows.flatMap((row) => {
      const offering = fitting.get(row.id);
      const rating = bayesianRating(row.ratingCount, row.ratingSum);
      return offering
        ? [{ ...row, mentorId: row.id, rating, row, offering, starts: times.get(row.id)?.starts ?? [] }]
        : [];
    });
  }

  private async lostOf(booking: BookingEntity) {
    const mentor = await this.mentors.find(this.database.manager, booking.mentorId);
    return {
      startsAt: booking.startsAt.getTime(),
      rounds: mentor?.rounds ?? [],
      specialties: mentor?.specialties ?? [],
      segments: mentor?.segments ?? [],
    };
  }
}

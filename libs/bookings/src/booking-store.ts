import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TimeService } from '#libs/availability';
import type { BookableOffering } from '#libs/mentors';
import { Clock, Events, newId, Problem } from '#libs/platform';
import { claimOf, payerOf } from './booking-subject.ts';
import { BookingEntity, type BookingHistoryEntity } from './bookings.entities.ts';
import { BookingConfirmed, BookingMoved, BookingRequested } from './bookings.events.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { MISSED } from './domain/missed.ts';
import { HOLD_MINUTES, minutesAfter, respondBy } from './domain/deadlines.ts';

const MAX_HOLDS = 3;

export interface Draft {
  candidateId: string;
  offering: BookableOffering & { feePercent: number };
  startsAt: Date;
  timeZone: string;
  intakeId?: string | null;
  goals?: string | null;
  requestKey?: string | null;
}

/** Makes bookings: takes the time, keeps the limits, writes the first line of history, all in the caller's transaction. */
@Injectable()
export class BookingStore {
  constructor(
    private readonly repository: BookingsRepository,
    private readonly time: TimeService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /**
   * A booking that is not stored yet: held, or at once confirmed (or asked of the mentor) when it costs nothing. Made
   * outside the transaction, so that a repeat of it has the same id.
   */
  draft(wanted: Draft, more: Partial<BookingEntity> = {}): BookingEntity {
    const { offering, startsAt } = wanted;
    const now = this.clock.now();
    const state = offering.priceAmount > 0 ? 'held' : offering.requiresApproval ? 'awaiting_mentor' : 'confirmed';
    return Object.assign(new BookingEntity(), {
      id: newId(),
      mentorId: offering.mentorId,
      mentorAccountId: offering.mentorAccountId,
      candidateId: wanted.candidateId,
      offeringId: offering.offeringId,
      offeringKind: offering.kind,
      offering: {
        title: offering.title,
        description: offering.description,
        requiresApproval: offering.requiresApproval,
      },
      scheduleId: offering.scheduleId,
      seriesId: null,
      requestId: null,
      priority: false,
      joinRoom: randomBytes(12).toString('hex'),
      durationMinutes: offering.durationMinutes,
      state,
      startsAt,
      endsAt: minutesAfter(startsAt, offering.durationMinutes),
      timeZone: wanted.timeZone,
      holdExpiresAt: state === 'held' ? minutesAfter(now, HOLD_MINUTES) : null,
      releasingAt: null,
      respondBy: state === 'awaiting_mentor' ? respondBy({ startsAt }, now) : null,
      acceptedAt: null,
      reschedules: 0,
      absent: null,
      rescueUntil: null,
      replacementFor: null,
      candidateAttendedAt: null,
      mentorAttendedAt: null,
      priceAmount: offering.priceAmount,
      discountAmount: 0,
      promoCodeId: null,
      entitlementId: null,
      currency: offering.currency,
      feePercent: offering.feePercent,
      policy: offering.policy,
      intakeId: wanted.intakeId ?? null,
      goals: wanted.goals ?? null,
      requestKey: wanted.requestKey ?? null,
      sequence: 0,
      cancelledBy: null,
      cancelReason: null,
      cancelRefundAmount: null,
      confirmedAt: state === 'confirmed' ? now : null,
      version: 1,
      createdAt: now,
      updatedAt: now,
      ...more,
    });
  }

  /** A draft that costs nothing after all: confirmed, or asked of the mentor, at once. */
  makeFree(booking: BookingEntity): void {
    const now = this.clock.now();
    const state = booking.offering.requiresApproval ? 'awaiting_mentor' : 'confirmed';
    Object.assign(booking, {
      state,
      holdExpiresAt: null,
      confirmedAt: state === 'confirmed' ? now : null,
      respondBy: state === 'awaiting_mentor' ? respondBy(booking, now) : null,
    });
  }

  /**
   * Stores a draft with its time. @param rivals the bookings of the same request, of which one mentor's will be taken
   * @throws Problem `slot_taken`, `slot_unavailable`, `too_many_holds`, `policy_violation`, `busy`
   */
  async insert(tx: EntityManager, booking: BookingEntity, rivals?: readonly string[]): Promise<BookingHistoryEntity> {
    booking.gapMinutes = await this.time.take(tx, { ...claimOf(booking), rivals });
    await this.checkLimits(tx, booking);
    await tx.insert(BookingEntity, booking);
    const created = await this.repository.addHistory(tx, {
      bookingId: booking.id,
      at: booking.createdAt,
      toState: booking.state,
      event: 'create',
      by: booking.priority ? 'clock' : 'candidate',
    });
    await this.events.publish(tx, new BookingMoved(booking.id, null, booking.state));
    if (booking.state === 'confirmed') await this.events.publish(tx, new BookingConfirmed(booking.id));
    if (booking.state === 'awaiting_mentor') await this.events.publish(tx, new BookingRequested(booking.id));
    return created;
  }

  /** Asked while both people's rows are locked. What the waiting list or a replacement gives was promised before. */
  private async checkLimits(tx: EntityManager, booking: BookingEntity): Promise<void> {
    if (booking.priority || booking.replacementFor !== null) return;
    const { candidateId, mentorId, createdAt } = booking;
    const { holds, missed, isFull } = await this.repository.limits(
      ...([tx, candidateId, mentorId, payerOf(booking).id, createdAt] as const),
    );
    if (booking.state === 'held' && holds >= MAX_HOLDS)
      throw new Problem('too_many_holds', `You hold ${MAX_HOLDS} times already. Pay for one or cancel one first.`);
    if (isFull) throw new Problem('policy_violation', 'This mentor takes no new candidates at the moment.');
    const isPaidRequest =
      booking.offering.requiresApproval && (booking.priceAmount > 0 || booking.entitlementId !== null);
    if (missed >= MISSED.most && !isPaidRequest)
      throw new Problem(
        'policy_violation',
        `You missed ${MISSED.most} sessions in ${MISSED.days} days. Until that is past, book paid sessions with mentors who accept each request first.`,
      );
  }
}

import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import type { EntityManager } from 'typeorm';
import { type HoldsLapsed, TimeService } from '#libs/availability';
import { MentorsService } from '#libs/mentors';
import {
  CheckoutService,
  type PaymentFailed,
  type PaymentSucceeded,
  RefundsService,
  type Subject,
} from '#libs/payments';
import { Clock, Database, Events, SWEEP_BATCH } from '#libs/platform';
import { ApprovalService } from './approval.service.ts';
import { BookingMoves } from './booking-moves.ts';
import type { BookingEntity } from './bookings.entities.ts';
import { BookingConfirmed, BookingUnpaid, PaidTooLate } from './bookings.events.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { claimOf } from './booking-subject.ts';
import {
  COMPLETE_AFTER_MINUTES,
  minutesAfter,
  PROCESSING_GRACE_HOURS,
  RELEASE_GRACE_MINUTES,
} from './domain/deadlines.ts';
import { WaitingListService } from './waiting-list.service.ts';

const RELEASE_AGAIN_MS = 30_000;
/** How long a hold outlives its deadline, by what Stripe says of its payment page. */
const GRACE_MINUTES = { closed: 0, unknown: RELEASE_GRACE_MINUTES, processing: PROCESSING_GRACE_HOURS * 60 };

/** What happens to bookings without anyone asking: time passes, money arrives. */
@Injectable()
export class BookingClockwork {
  constructor(
    private readonly database: Database,
    private readonly repository: BookingsRepository,
    private readonly moves: BookingMoves,
    private readonly mentors: MentorsService,
    private readonly time: TimeService,
    private readonly checkouts: CheckoutService,
    private readonly refunds: RefundsService,
    private readonly approval: ApprovalService,
    private readonly waitingList: WaitingListService,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {}

  /**
   * Ends holds whose time is over, a series or request as one. The payment page is closed at Stripe before the time is
   * freed, so that nobody pays for a time that is gone; when Stripe is silent for five minutes the time is freed anyway.
   */
  async expireHolds(): Promise<number> {
    const now = this.clock.now();
    const due = await this.repository.dueHolds(
      this.database.manager,
      now,
      new Date(now.getTime() - RELEASE_AGAIN_MS),
      SWEEP_BATCH,
    );
    for (const payer of new Map(due.map((subject) => [subject.id, subject])).values()) await this.expireHold(payer);
    return due.length;
  }

  /** Completes sessions that ended 15 minutes ago. */
  async completeEnded(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const endedBefore = minutesAfter(this.clock.now(), -COMPLETE_AFTER_MINUTES);
      const ended = await this.repository.ended(tx, endedBefore, SWEEP_BATCH);
      // Mentors' figures are locked in one order, as every other batch does at the same moment.
      for (const booking of ended.toSorted((a, b) => a.mentorId.localeCompare(b.mentorId))) {
        await this.moves.move(tx, booking, 'complete', 'clock');
        await this.mentors.countCompleted(tx, booking.mentorId);
      }
      return ended.length;
    });
  }

  /** Money arrived. Runs in the payment's transaction, with the booking locked already. */
  async onPaid(tx: EntityManager, { subject, allocationId }: PaymentSucceeded): Promise<void> {
    const booking = await this.repository.lock(tx, subject.id);
    if (!booking) throw new Error(`money for an unknown booking ${subject.id}`);
    if (booking.state === 'awaiting_mentor') return this.approval.onCaptured(tx, booking);
    const canConfirm = booking.state === 'held' || booking.state === 'expired';
    if (canConfirm && ((await this.time.keep(tx, booking.id)) || (await this.retake(tx, booking)))) {
      await this.moves.move(tx, booking, 'pay', 'stripe', null, { confirmedAt: this.clock.now(), releasingAt: null });
      await this.waitingList.onBookingEnded(tx, booking.id, 'booked');
      await this.events.publish(tx, new BookingConfirmed(booking.id));
      return;
    }
    if (booking.state === 'held') await this.moves.move(tx, booking, 'expire', 'clock');
    const why = booking.state === 'expired' ? 'paid after the hold was gone' : `paid while ${booking.state}`;
    await this.refunds.request(tx, allocationId, 'all', why);
    await this.repository.addHistory(tx, {
      bookingId: booking.id,
      at: this.clock.now(),
      fromState: booking.state,
      toState: booking.state,
      event: 'refund_late_payment',
      by: 'stripe',
      reason: 'The time was gone when the payment arrived; it is refunded in full.',
    });
    await this.events.publish(tx, new PaidTooLate(booking.id));
  }

  /** A payment that took days has failed: what it held is free again. Runs with the bookings locked. */
  async onPaymentFailed(tx: EntityManager, { subjects }: PaymentFailed): Promise<void> {
    for (const booking of await this.repository.lockGroup(
      tx,
      subjects.map(({ id }) => id),
    )) {
      if (booking.state !== 'held') continue;
      await this.expire(tx, booking);
      await this.time.release(tx, booking.id);
      await this.events.publish(tx, new BookingUnpaid(booking.id));
    }
  }

  /** Holds past their deadline lost their time to a newer one; those someone is moving just now end there. */
  async onLapsed(tx: EntityManager, { subjectIds }: HoldsLapsed): Promise<void> {
    for (const booking of await this.repository.heldAmong(tx, subjectIds)) await this.expire(tx, booking);
  }

  private async expireHold(payer: Subject): Promise<void> {
    const outcome = await this.checkouts.close(payer).catch((error: unknown) => {
      this.logger.warn({ err: error, payer }, 'could not close a payment page yet');
      return 'unknown' as const;
    });
    if (outcome === 'paid') return; // confirmed, or asked of the mentor, by that very look
    await this.database.transaction(async (tx) => {
      for (const booking of await this.repository.lockGroup(tx, [payer.id])) {
        if (booking.state !== 'held' || !booking.holdExpiresAt) continue;
        const over = minutesAfter(booking.holdExpiresAt, GRACE_MINUTES[outcome]);
        if (this.clock.now() < over) continue;
        await this.expire(tx, booking);
        await this.time.release(tx, booking.id);
      }
    });
  }

  private async expire(tx: EntityManager, booking: BookingEntity): Promise<void> {
    await this.moves.move(tx, booking, 'expire', 'clock');
    if (booking.priority) await this.waitingList.onBookingEnded(tx, booking.id, 'missed');
  }

  private async retake(tx: EntityManager, booking: BookingEntity): Promise<boolean> {
    if (booking.startsAt <= this.clock.now()) return false;
    return this.time.retake(tx, { ...claimOf(booking), expiresAt: null }, booking.gapMinutes);
  }
}

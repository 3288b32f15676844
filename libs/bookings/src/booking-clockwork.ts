import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import type { EntityManager } from 'typeorm';
import { HoldsLapsed, TimeService } from '#libs/availability';
import { MentorsService } from '#libs/mentors';
import { CheckoutService, PaymentSucceeded, RefundsService } from '#libs/payments';
import { Clock, Database, Events, SWEEP_BATCH } from '#libs/platform';
import { BookingMoves } from './booking-moves.ts';
import type { BookingEntity } from './bookings.entities.ts';
import { BookingConfirmed, PaidTooLate } from './bookings.events.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { BOOKING, RELEASE_GRACE_MINUTES } from './bookings.service.ts';

const MINUTE = 60_000;
const COMPLETE_AFTER_MINUTES = 15;
const RELEASE_AGAIN_MS = 30_000;

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
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {}

  /**
   * Ends holds whose 15 minutes are over. The payment page is closed at Stripe before the time is freed, so that
   * nobody pays for a time that is gone; when Stripe is silent for five minutes the time is freed anyway.
   */
  async expireHolds(): Promise<number> {
    const now = this.clock.now();
    const due = await this.repository.dueHolds(
      this.database.manager,
      now,
      new Date(now.getTime() - RELEASE_AGAIN_MS),
      SWEEP_BATCH,
    );
    for (const id of due) await this.expireHold(id);
    return due.length;
  }

  /** Completes sessions that ended 15 minutes ago. */
  async completeEnded(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const ended = await this.repository.ended(
        tx,
        new Date(this.clock.now().getTime() - COMPLETE_AFTER_MINUTES * MINUTE),
        SWEEP_BATCH,
      );
      for (const booking of ended) {
        await this.moves.move(tx, booking, 'complete', 'clock');
        await this.mentors.countCompleted(tx, booking.mentorId);
      }
      return ended.length;
    });
  }

  /** Money arrived. Runs in the payment's transaction, with the booking locked already. */
  async onPaid(tx: EntityManager, { subject, paymentId, amount }: PaymentSucceeded): Promise<void> {
    const booking = await this.repository.lock(tx, subject.id);
    if (!booking) throw new Error(`payment ${paymentId} for an unknown booking`);
    const canConfirm = booking.state === 'held' || booking.state === 'expired';
    if (canConfirm && ((await this.time.keep(tx, booking.id)) || (await this.retake(tx, booking)))) {
      await this.moves.move(tx, booking, 'pay', 'stripe', null, { confirmedAt: this.clock.now(), releasingAt: null });
      await this.events.publish(tx, new BookingConfirmed(booking.id));
      return;
    }
    if (booking.state === 'held') await this.moves.move(tx, booking, 'expire', 'clock');
    await this.refunds.request(
      tx,
      paymentId,
      amount,
      booking.state === 'expired' ? 'paid after the hold was gone' : `paid while ${booking.state}`,
    );
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

  /** Holds past their deadline lost their time to a newer one; those someone is moving just now end there. */
  async onLapsed(tx: EntityManager, { subjectIds }: HoldsLapsed): Promise<void> {
    for (const booking of await this.repository.heldAmong(tx, subjectIds))
      await this.moves.move(tx, booking, 'expire', 'clock');
  }

  private async expireHold(id: string): Promise<void> {
    const outcome = await this.checkouts.close({ kind: BOOKING, id }).catch((error: unknown) => {
      this.logger.warn({ err: error, bookingId: id }, 'could not close a payment page yet');
      return 'unknown' as const;
    });
    if (outcome === 'paid') return; // confirmed by that very look
    await this.database.transaction(async (tx) => {
      const booking = await this.repository.lock(tx, id);
      if (!booking || booking.state !== 'held' || !booking.holdExpiresAt) return;
      const graceEnd = booking.holdExpiresAt.getTime() + RELEASE_GRACE_MINUTES * MINUTE;
      if (outcome !== 'closed' && this.clock.now().getTime() < graceEnd) return;
      await this.moves.move(tx, booking, 'expire', 'clock');
      await this.time.release(tx, id);
    });
  }

  private retake(tx: EntityManager, booking: BookingEntity): Promise<boolean> {
    if (booking.startsAt <= this.clock.now()) return Promise.resolve(false);
    return this.time.retake(tx, { subjectId: booking.id, ...booking, expiresAt: null }, booking.gapMinutes);
  }
}

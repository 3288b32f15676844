import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MentorsService } from '#libs/mentors';
import { CreditService, feeOf, PaymentsService, RefundsService } from '#libs/payments';
import { SettlementsService } from '#libs/payouts';
import {
  Clock,
  Database,
  Events,
  notFound,
  type Principal,
  Problem,
  shareOf,
  stepOf,
  SWEEP_BATCH,
} from '#libs/platform';
import { BookingMoves } from './booking-moves.ts';
import { BookingStore } from './booking-store.ts';
import { BookingViews } from './booking-views.ts';
import type { BookingResponse } from './bookings.dto.ts';
import type { BookingEntity } from './bookings.entities.ts';
import { MentorDroppedOut, type Replacement, ReplacementsFound } from './bookings.events.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { BOOKING } from './booking-subject.ts';
import { rescueUntil, settleAt } from './domain/deadlines.ts';

/** What a candidate gets on top when a mentor drops out of a paid session, of its price. */
const RESCUE_CREDIT_PERCENT = 10;

/**
 * When a mentor drops out of a paid session: the money waits a while for a replacement at the price paid, and goes back
 * in full when none is chosen. Who could stand in is found by the matching module.
 */
@Injectable()
export class RescueService {
  constructor(
    private readonly database: Database,
    private readonly repository: BookingsRepository,
    private readonly store: BookingStore,
    private readonly moves: BookingMoves,
    private readonly views: BookingViews,
    private readonly mentors: MentorsService,
    private readonly payments: PaymentsService,
    private readonly refunds: RefundsService,
    private readonly settlements: SettlementsService,
    private readonly credit: CreditService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** Keeps the money of a session whose mentor dropped out for a replacement; free sessions have none to keep. */
  async begin(tx: EntityManager, booking: BookingEntity): Promise<void> {
    const payment = await this.payments.captured(tx, booking.id);
    if (!payment || payment.left < payment.paid) return this.refund(tx, booking, 'the mentor dropped out');
    await this.moves.note(tx, booking, { rescueUntil: rescueUntil(booking, this.clock.now()) });
    await this.settlements.hold(tx, { kind: BOOKING, id: booking.id }, 'rescue');
    const { id, candidateId } = booking;
    const sorry = {
      amount: shareOf(payment.paid, RESCUE_CREDIT_PERCENT, 100, stepOf(payment.currency)),
      currency: payment.currency,
    };
    if (sorry.amount > 0) await this.credit.grant(tx, candidateId, sorry, `rescue:${id}`, { kind: BOOKING, id });
    await this.events.publish(tx, new MentorDroppedOut(booking.id));
  }

  /** Gives everything that is left of a session's payment back. */
  async refund(tx: EntityManager, booking: BookingEntity, reason: string): Promise<void> {
    if (booking.rescueUntil !== null) await this.moves.note(tx, booking, { rescueUntil: null });
    const payment = await this.payments.captured(tx, booking.id);
    if (payment) await this.refunds.request(tx, payment.allocationId, 'all', reason);
    await this.settlements.release(tx, { kind: BOOKING, id: booking.id }, 'rescue');
  }

  /** A booking that waits for a replacement, for its candidate. @throws Problem `not_found`, `invalid_state` */
  async waiting(tx: EntityManager, candidate: Principal, id: string): Promise<BookingEntity> {
    const booking = await this.repository.find(tx, id);
    if (booking?.candidateId !== candidate.accountId) throw notFound('booking');
    this.checkWaiting(booking);
    return booking;
  }

  /** The booking of a dropped-out mentor while it waits; null when that is over. */
  async stillWaiting(id: string): Promise<BookingEntity | null> {
    const booking = await this.repository.find(this.database.manager, id);
    return booking?.rescueUntil && booking.rescueUntil > this.clock.now() ? booking : null;
  }

  /** Tells the candidate who could stand in; nobody: everything is refunded at once. */
  async offer(id: string, options: Replacement[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      const booking = await this.repository.lock(tx, id);
      if (!booking?.rescueUntil) return;
      if (options.length === 0) return this.refund(tx, booking, 'the mentor dropped out, nobody could stand in');
      await this.events.publish(tx, new ReplacementsFound(id, booking.rescueUntil, options));
    });
  }

  /**
   * Books the replacement for the money already paid; the difference of the prices is the platform's.
   * @throws Problem `not_found`, `invalid_state`, `slot_taken`, `slot_unavailable`
   */
  async replace(candidate: Principal, id: string, offeringId: string, startsAt: Date): Promise<BookingResponse> {
    const lost = await this.waiting(this.database.manager, candidate, id);
    const offering = await this.mentors.bookable(offeringId);
    const { timeZone, intakeId, goals, priceAmount, currency, discountAmount, promoCodeId, entitlementId } = lost;
    const booking = this.store.draft(
      { candidateId: candidate.accountId, offering, startsAt, timeZone, intakeId, goals },
      {
        state: 'confirmed',
        holdExpiresAt: null,
        confirmedAt: this.clock.now(),
        ...{ priceAmount, currency, discountAmount, promoCodeId, entitlementId }, // paid as the lost one was
        replacementFor: id,
      },
    );
    const mentorShare = offering.priceAmount - feeOf(offering.priceAmount, offering.feePercent, offering.currency);
    await this.database.transaction(async (tx) => {
      const locked = await this.repository.lock(tx, id);
      if (!locked) throw notFound('booking');
      this.checkWaiting(locked);
      await this.store.insert(tx, booking);
      const payment = await this.payments.captured(tx, id);
      if (!payment) throw new Problem('invalid_state', 'Nothing is left of the payment.');
      const to = { subject: { kind: BOOKING, id: booking.id }, mentorId: offering.mentorId };
      await this.payments.move(tx, payment.allocationId, { ...to, feeAmount: payment.value - mentorShare });
      await this.settlements.schedule(tx, to.subject, settleAt(booking));
      await this.settlements.release(tx, to.subject, 'rescue');
      await this.moves.note(tx, locked, { rescueUntil: null, ...(locked.cancelledBy && { cancelRefundAmount: 0 }) });
      await this.repository.addHistory(tx, {
        bookingId: id,
        at: this.clock.now(),
        fromState: locked.state,
        toState: locked.state,
        event: 'replace',
        by: 'candidate',
        reason: `Replaced by booking ${booking.id}; the payment moved there.`,
      });
    });
    return this.views.one(booking, candidate.accountId);
  }

  /** The candidate takes the money instead. @throws Problem `not_found`, `invalid_state` */
  async decline(candidate: Principal, id: string): Promise<BookingResponse> {
    const booking = await this.database.transaction(async (tx) => {
      const locked = await this.repository.lock(tx, id);
      if (locked?.candidateId !== candidate.accountId) throw notFound('booking');
      this.checkWaiting(locked);
      await this.refund(tx, locked, 'the candidate took no replacement');
      return locked;
    });
    return this.views.one(booking, candidate.accountId);
  }

  /** Refunds sessions whose time to choose a replacement is over. */
  async refundUnrescued(): Promise<number> {
    const due = await this.repository.unrescued(this.database.manager, this.clock.now(), SWEEP_BATCH);
    for (const id of due)
      await this.database.transaction(async (tx) => {
        const booking = await this.repository.lock(tx, id);
        if (booking?.rescueUntil && booking.rescueUntil <= this.clock.now())
          await this.refund(tx, booking, 'no replacement was chosen');
      });
    return due.length;
  }

  private checkWaiting(booking: BookingEntity): void {
    if (booking.rescueUntil === null || booking.rescueUntil <= this.clock.now())
      throw new Problem(
        'invalid_state',
        'This booking has no replacement to choose: its money is, or will be, refunded.',
      );
  }
}

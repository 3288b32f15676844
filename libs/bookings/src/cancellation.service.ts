import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TimeService } from '#libs/availability';
import { policyText } from '#libs/mentors';
import { CheckoutService, type FraudSuspected, PaymentsService, RefundsService } from '#libs/payments';
import { Clock, Database, Events, newId, notFound, type Principal, Problem } from '#libs/platform';
import { BookingMoves } from './booking-moves.ts';
import { BookingViews } from './booking-views.ts';
import type { BookingResponse, QuoteResponse } from './bookings.dto.ts';
import { type BookingEntity, CancellationQuoteEntity } from './bookings.entities.ts';
import { BookingCancelled } from './bookings.events.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { payerOf, SERIES } from './booking-subject.ts';
import { EntitlementsService } from '#libs/prepaid';
import { ApprovalService } from './approval.service.ts';
import { nextState } from './domain/booking-state.ts';
import { refundFor } from './domain/cancellation-policy.ts';
import { isDropOut } from './domain/deadlines.ts';
import { RescueService } from './rescue.service.ts';
import { WaitingListService } from './waiting-list.service.ts';

type Canceller = 'candidate' | 'mentor' | 'admin';

const QUOTE_MINUTES = 10;

/** Cancelling: what it would give back, said before by the same function that later decides. */
@Injectable()
export class CancellationService {
  constructor(
    private readonly database: Database,
    private readonly repository: BookingsRepository,
    private readonly moves: BookingMoves,
    private readonly views: BookingViews,
    private readonly time: TimeService,
    private readonly checkouts: CheckoutService,
    private readonly payments: PaymentsService,
    private readonly refunds: RefundsService,
    private readonly entitlements: EntitlementsService,
    private readonly approval: ApprovalService,
    private readonly rescue: RescueService,
    private readonly waitingList: WaitingListService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** What cancelling now would give back; changes nothing. */
  async look(person: Principal, id: string): Promise<QuoteResponse> {
    const { booking, by } = await this.ofParty(this.database.manager, person, id);
    return this.toQuote(booking, await this.refund(this.database.manager, booking, by), null, this.clock.now());
  }

  /** The same, kept and honoured for ten minutes. */
  async quote(person: Principal, id: string): Promise<QuoteResponse> {
    const { booking, by } = await this.ofParty(this.database.manager, person, id);
    const refundAmount = await this.refund(this.database.manager, booking, by);
    const now = this.clock.now();
    const quote = {
      id: newId(),
      bookingId: id,
      accountId: person.accountId,
      refundAmount,
      penaltyAmount: booking.priceAmount - refundAmount,
      validUntil: new Date(now.getTime() + QUOTE_MINUTES * 60_000),
      createdAt: now,
    };
    await this.database.manager.insert(CancellationQuoteEntity, quote);
    return this.toQuote(booking, refundAmount, quote.id, quote.validUntil);
  }

  /**
   * Cancels as candidate or mentor. An open payment page is closed at Stripe first, so that no money can arrive later;
   * when it turns out paid, the booking is confirmed and the policy decides.
   * @throws Problem `invalid_state`, `policy_violation` (quote), `payment_provider_error`
   */
  async cancel(person: Principal, id: string, reason: string, quoteId?: string): Promise<BookingResponse> {
    const { booking, by } = await this.ofParty(this.database.manager, person, id);
    if (booking.state === 'held') await this.closeCheckout(booking);
    const { cancelled, released } = await this.database.transaction((tx) =>
      this.cancelLocked(tx, id, by, reason, { accountId: person.accountId, quoteId }),
    );
    if (released !== null) await this.approval.performNow(released);
    return this.views.one(cancelled, person.accountId);
  }

  /** Cancels for an admin, inside the admin's audited transaction; always a full refund. */
  async cancelAsAdmin(tx: EntityManager, id: string, reason: string): Promise<BookingEntity> {
    return (await this.cancelLocked(tx, id, 'admin', reason, {})).cancelled;
  }

  /** A card's issuer suspects fraud: what has not begun is cancelled and refunded, which spares everybody a dispute. */
  async onFraudSuspected(tx: EntityManager, { subjects }: FraudSuspected): Promise<void> {
    for (const { id } of await this.repository.lockGroup(
      tx,
      subjects.map((subject) => subject.id),
    )) {
      const booking = await this.repository.find(tx, id);
      const isAhead =
        booking && ['awaiting_mentor', 'confirmed'].includes(booking.state) && booking.startsAt > this.clock.now();
      if (isAhead) await this.cancelLocked(tx, id, 'admin', 'The card issuer suspects fraud.', {});
    }
  }

  /** Closes an open payment page before a cancellation. No transaction may be open. */
  async closeCheckout(booking: BookingEntity): Promise<void> {
    if ((await this.checkouts.close(payerOf(booking))) === 'processing') {
      throw new Problem('invalid_state', 'A payment for this booking is under way. Try again when it has ended.', {
        retryAfterSeconds: 60,
      });
    }
  }

  /** @returns the booking, and the authorization that was released with it */
  private async cancelLocked(
    tx: EntityManager,
    id: string,
    by: Canceller,
    reason: string,
    quoted: { accountId?: string; quoteId?: string },
  ): Promise<{ cancelled: BookingEntity; released: string | null }> {
    const { booking, group } = await this.lock(tx, id);
    this.checkCancellable(booking, by);
    const refund =
      quoted.quoteId === undefined
        ? await this.refund(tx, booking, by)
        : await this.honoured(tx, booking, quoted.quoteId, quoted.accountId ?? '');
    const before = booking.state;
    const payment = await this.payments.captured(tx, id);
    const share = payment && { part: this.byPolicy(booking, by, payment.value), whole: payment.value };
    await this.end(tx, booking, by, reason, refund);
    const droppedOut = by === 'mentor' && before === 'confirmed' && isDropOut(booking, this.clock.now());
    if (payment && droppedOut) await this.rescue.begin(tx, booking);
    else if (booking.entitlementId !== null && booking.priceAmount === 0 && this.byPolicy(booking, by, 100) === 100)
      await this.entitlements.restore(tx, booking.entitlementId, 0); // a session of a trial
    else if (payment && share)
      await this.refunds.request(tx, payment.allocationId, Math.min(refund, payment.left), `cancelled by ${by}`, share);
    await this.events.publish(tx, new BookingCancelled(id, by, before));
    // A series is held and paid as one, so it is given up as one.
    if (before === 'held' && payerOf(booking).kind === SERIES)
      for (const other of group)
        if (other.id !== id && other.state === 'held') await this.end(tx, other, by, reason, 0);
    const released =
      before === 'awaiting_mentor' && this.approval.rivalsOf(booking, group).length === 0
        ? await this.approval.release(tx, booking)
        : null;
    return { cancelled: booking, released };
  }

  private async end(
    tx: EntityManager,
    booking: BookingEntity,
    by: Canceller,
    reason: string,
    refund: number,
  ): Promise<void> {
    await this.moves.move(tx, booking, 'cancel', by, reason, {
      cancelledBy: by,
      cancelReason: reason,
      cancelRefundAmount: refund,
      sequence: booking.sequence + 1,
    });
    await this.time.release(tx, booking.id);
    if (booking.priority) await this.waitingList.onBookingEnded(tx, booking.id, 'missed');
  }

  /** The booking with everything that is held or asked together with it, locked. */
  private async lock(tx: EntityManager, id: string): Promise<{ booking: BookingEntity; group: BookingEntity[] }> {
    const named = await this.repository.find(tx, id);
    const group = named ? await this.repository.lockGroup(tx, [payerOf(named).id]) : [];
    const booking = group.find((one) => one.id === id);
    if (!booking) throw notFound('booking');
    return { booking, group };
  }

  private checkCancellable(booking: BookingEntity, by: Canceller): void {
    if (nextState(booking.state, 'cancel', by) === null)
      throw new Problem('invalid_state', `A booking that is ${booking.state} cannot be cancelled by the ${by}.`);
    if (booking.state === 'awaiting_mentor' && booking.acceptedAt !== null)
      throw new Problem('invalid_state', 'The mentor has just accepted. Cancel again in a moment.', {
        retryAfterSeconds: 5,
      });
    if (by !== 'admin' && booking.state === 'confirmed' && booking.startsAt <= this.clock.now()) {
      throw new Problem('invalid_state', 'The session has begun. If the other side is absent, say so instead.');
    }
  }

  private async refund(tx: EntityManager, booking: BookingEntity, by: Canceller): Promise<number> {
    this.checkCancellable(booking, by);
    const payment = booking.state === 'held' ? null : await this.payments.captured(tx, booking.id);
    return payment ? Math.min(this.byPolicy(booking, by, payment.paid), payment.left) : 0;
  }

  private byPolicy(booking: BookingEntity, by: Canceller, paid: number): number {
    const { policy, currency, startsAt } = booking;
    const bookedAt = booking.confirmedAt ?? booking.createdAt;
    return refundFor({ policy, by, paid, currency, startsAt, bookedAt, now: this.clock.now() });
  }

  private async honoured(
    tx: EntityManager,
    booking: BookingEntity,
    quoteId: string,
    accountId: string,
  ): Promise<number> {
    const quote = await this.repository.quote(tx, quoteId, booking.id, accountId);
    if (!quote) throw notFound('quote of this booking');
    if (quote.validUntil < this.clock.now())
      throw new Problem('policy_violation', 'This quote is no longer valid. Ask for a new one.');
    return quote.refundAmount;
  }

  private async ofParty(
    tx: EntityManager,
    person: Principal,
    id: string,
  ): Promise<{ booking: BookingEntity; by: 'candidate' | 'mentor' }> {
    const booking = await this.repository.find(tx, id);
    if (booking?.candidateId === person.accountId) return { booking, by: 'candidate' };
    if (booking?.mentorAccountId === person.accountId) return { booking, by: 'mentor' };
    throw notFound('booking');
  }

  private toQuote(booking: BookingEntity, refund: number, id: string | null, validUntil: Date): QuoteResponse {
    const { currency, policy } = booking;
    const penalty = booking.state === 'held' || booking.state === 'awaiting_mentor' ? 0 : booking.priceAmount - refund;
    return {
      id,
      refund: { amount: refund, currency },
      penalty: { amount: penalty, currency },
      policy,
      policyText: policyText(policy),
      validUntil: validUntil.toISOString(),
    };
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TimeService } from '#libs/availability';
import { CheckoutService, StripeOutcomeUnknown } from '#libs/payments';
import { Clock, Database, notFound, Problem } from '#libs/platform';
import type { CheckoutResponse, OpenCheckout } from './bookings.dto.ts';
import type { BookingEntity } from './bookings.entities.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { allocationOf, payerOf, REQUEST } from './booking-subject.ts';
import { minutesAfter, RELEASE_GRACE_MINUTES } from './domain/deadlines.ts';

/** The payment page of what is held: one session, a series of them, or a request to several mentors. */
@Injectable()
export class BookingCheckout {
  constructor(
    private readonly database: Database,
    private readonly repository: BookingsRepository,
    private readonly time: TimeService,
    private readonly checkouts: CheckoutService,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens the payment page of a booking or group; the same one while it is open.
   * @throws Problem `hold_expired`, `invalid_state`; StripeOutcomeUnknown (502): the hold stays and a retry works
   */
  async open(candidateId: string, id: string, wanted: OpenCheckout): Promise<CheckoutResponse> {
    const paymentId = await this.database.transaction((tx) => this.prepare(tx, candidateId, id, wanted));
    const { checkoutUrl, expiresAt } = await this.checkouts.open(paymentId).catch((error: unknown) => {
      throw error instanceof Problem ? error : new StripeOutcomeUnknown(error);
    });
    return { checkoutUrl, expiresAt: expiresAt.toISOString() };
  }

  /** Pays a held booking with what is not a card: a package or plan, a promo code for all of it. */
  async payAtOnce(tx: EntityManager, booking: BookingEntity): Promise<void> {
    await this.checkouts.prepare(tx, {
      subject: payerOf(booking),
      payerId: booking.candidateId,
      amount: booking.priceAmount,
      currency: booking.currency,
      allocations: [allocationOf(booking)],
      capture: booking.offering.requiresApproval ? 'manual' : 'automatic',
      heldUntil: holdDeadline(booking),
      description: describe([booking]),
    });
  }

  private async prepare(tx: EntityManager, candidateId: string, id: string, wanted: OpenCheckout): Promise<string> {
    const [named] = await this.repository.lockGroup(tx, [id]);
    if (!named || named.candidateId !== candidateId) throw notFound('booking');
    const payer = payerOf(named);
    const all = await this.repository.lockGroup(tx, [payer.id]);
    for (const booking of all) this.checkPayable(booking);
    const heldUntil = new Date(Math.min(...all.map((booking) => holdDeadline(booking).getTime())));
    for (const booking of all) await this.time.extend(tx, booking.id, minutesAfter(heldUntil, RELEASE_GRACE_MINUTES));
    const isRequest = payer.kind === REQUEST;
    return this.checkouts.prepare(tx, {
      subject: payer,
      payerId: candidateId,
      amount: isRequest ? largest(all) : all.reduce((sum, { priceAmount }) => sum + priceAmount, 0),
      currency: named.currency,
      allocations: isRequest ? [] : all.map(allocationOf),
      capture: named.offering.requiresApproval ? 'manual' : 'automatic',
      heldUntil,
      description: describe(all),
      ...wanted,
    });
  }

  private checkPayable(booking: BookingEntity): void {
    const isOver =
      booking.state === 'expired' || (booking.state === 'held' && holdDeadline(booking) <= this.clock.now());
    if (isOver) throw new Problem('hold_expired', 'The hold has ended. Choose a time again.');
    if (booking.state !== 'held')
      throw new Problem('invalid_state', `A booking that is ${booking.state} cannot be paid.`);
  }
}

const holdDeadline = (booking: BookingEntity): Date => booking.holdExpiresAt ?? booking.createdAt;
const largest = (bookings: BookingEntity[]): number => Math.max(...bookings.map(({ priceAmount }) => priceAmount));

/** The line on the payment page: neutral, it may end up on a statement. */
function describe(bookings: BookingEntity[]): string {
  const minutes = [...new Set(bookings.map(({ durationMinutes }) => durationMinutes))].join(' or ');
  const isSeries = bookings.length > 1 && bookings[0]?.seriesId !== null;
  return isSeries ? `${bookings.length} sessions, ${minutes} minutes each` : `Session, ${minutes} minutes`;
}

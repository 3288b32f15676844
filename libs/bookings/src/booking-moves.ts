import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PromoCodesService } from '#libs/payments';
import { Clock, Events, Metrics, Problem } from '#libs/platform';
import { BookingCompleted, BookingMoved } from './bookings.events.ts';
import { type BookingEntity, BookingEntity as Booking } from './bookings.entities.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { MentorRecord } from './mentor-record.ts';
import { type Actor, type BookingEvent, type BookingState, nextState } from './domain/booking-state.ts';

const WORDS: Readonly<Record<BookingEvent, string>> = {
  pay: 'be paid',
  authorize: 'be paid',
  accept: 'be accepted',
  decline: 'be declined',
  expire: 'expire',
  cancel: 'be cancelled',
  reschedule: 'be moved',
  complete: 'be completed',
  no_show: 'count as missed',
};

/** The only way a booking changes its state: by the table, with its history row, in one transaction. */
@Injectable()
export class BookingMoves {
  constructor(
    private readonly repository: BookingsRepository,
    private readonly promos: PromoCodesService,
    private readonly record: MentorRecord,
    private readonly events: Events,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
  ) {}

  /** Moves a locked booking. @throws Problem `invalid_state` when the table has no such row */
  async move(
    tx: EntityManager,
    booking: BookingEntity,
    event: BookingEvent,
    by: Actor,
    reason: string | null = null,
    changes: Partial<BookingEntity> = {},
    moved: { movedFrom?: Date; movedTo?: Date } = {},
  ): Promise<void> {
    const to = nextState(booking.state, event, by);
    if (!to) throw new Problem('invalid_state', `A booking that is ${booking.state} cannot ${WORDS[event]}.`);
    const [from, at] = [booking.state, this.clock.now()];
    Object.assign(booking, changes, { state: to, version: booking.version + 1, updatedAt: at });
    await tx.update(Booking, { id: booking.id }, { ...changes, state: to, version: booking.version, updatedAt: at });
    await this.repository.addHistory(tx, {
      bookingId: booking.id,
      at,
      fromState: from,
      toState: to,
      event,
      by,
      reason,
      ...moved,
    });
    await this.record.note(tx, booking, from, event, by);
    if (booking.promoCodeId !== null) await this.settlePromo(tx, booking, from, by);
    await this.events.publish(tx, new BookingMoved(booking.id, from, to));
    if (event === 'complete') await this.events.publish(tx, new BookingCompleted(booking.id));
    this.metrics.domain.inc({ kind: `booking_${from === to ? event : to}` });
  }

  /** A promo code is free again when its booking came to nothing, or was called off by the other side. */
  private async settlePromo(tx: EntityManager, booking: BookingEntity, from: BookingState, by: Actor): Promise<void> {
    const isOff = booking.state === 'cancelled' && (from !== 'confirmed' || by !== 'candidate');
    if (booking.state === 'expired' || booking.state === 'declined' || isOff) await this.promos.release(tx, booking.id);
    else if (from === 'expired') await this.promos.keep(tx, booking.id);
  }

  /** Changes a locked booking without moving its state. */
  async note(tx: EntityManager, booking: BookingEntity, changes: Partial<BookingEntity>): Promise<void> {
    Object.assign(booking, changes, { version: booking.version + 1, updatedAt: this.clock.now() });
    const { version, updatedAt } = booking;
    await tx.update(Booking, { id: booking.id }, { ...changes, version, updatedAt });
  }
}

import { Injectable } from '@nestjs/common';
import { Clock, Database, type Money, notFound } from '#libs/platform';
import type { BookingEntity } from './bookings.entities.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { BookingCheckout } from './checkout.service.ts';
import { PersonalLinks } from './personal-links.ts';

/** A time held for somebody from the waiting list, as the link in their mail shows it. */
export interface HeldPlace {
  startsAt: Date;
  durationMinutes: number;
  timeZone: string;
  price: Money;
  /** Null: it is no longer held. */
  heldUntil: Date | null;
}

/** The link in a waiting candidate's mail: it shows the held time and leads to its payment page, without signing in. */
@Injectable()
export class OffersService {
  constructor(
    private readonly database: Database,
    private readonly repository: BookingsRepository,
    private readonly checkouts: BookingCheckout,
    private readonly links: PersonalLinks,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `not_found` */
  async look(token: string): Promise<HeldPlace> {
    const booking = await this.behind(token);
    const { startsAt, durationMinutes, timeZone, state, holdExpiresAt } = booking;
    const isHeld = state === 'held' && holdExpiresAt !== null && holdExpiresAt > this.clock.now();
    const price = { amount: booking.priceAmount, currency: booking.currency };
    return { startsAt, durationMinutes, timeZone, price, heldUntil: isHeld ? holdExpiresAt : null };
  }

  /** The payment page of the held time. @throws Problem `not_found`, `hold_expired`, `invalid_state`, `payment_provider_error` */
  async take(token: string): Promise<string> {
    const { id, candidateId } = await this.behind(token);
    return (await this.checkouts.open(candidateId, id, {})).checkoutUrl;
  }

  private async behind(token: string): Promise<BookingEntity> {
    const read = this.links.read('offers', token);
    const booking = read && (await this.repository.find(this.database.manager, read.bookingId));
    if (!booking?.priority) throw notFound('offer');
    return booking;
  }
}

import type { Actor } from './domain/booking-state.ts';

export class BookingConfirmed {
  constructor(readonly bookingId: string) {}
}

export class BookingCancelled {
  constructor(
    readonly bookingId: string,
    readonly by: Actor,
    /** Whether it had been confirmed, so that both people know of it. */
    readonly wasConfirmed: boolean,
  ) {}
}

/** Money came for a hold that was gone, and the time too: it is refunded in full. */
export class PaidTooLate {
  constructor(readonly bookingId: string) {}
}

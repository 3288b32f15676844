export { joinUrlOf } from './booking-views.ts';
export type { BookingEntity } from './bookings.entities.ts';
export { BookingCancelled, BookingConfirmed, PaidTooLate } from './bookings.events.ts';
export { BookingsModule } from './bookings.module.ts';
export { BookingsRepository } from './bookings.repository.ts';
export { BOOKING, BookingsService } from './bookings.service.ts';
export { CancellationService } from './cancellation.service.ts';

import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AvailabilityModule, HoldsLapsed } from '#libs/availability';
import { MentorsModule } from '#libs/mentors';
import { PaymentChanging, PaymentsModule, PaymentSucceeded } from '#libs/payments';
import { Events, Sweeps } from '#libs/platform';
import { BookingClockwork } from './booking-clockwork.ts';
import { BookingMoves } from './booking-moves.ts';
import { BookingViews } from './booking-views.ts';
import { BookingsController } from './bookings.controller.ts';
import { BookingEntity, BookingHistoryEntity, CancellationQuoteEntity } from './bookings.entities.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { BOOKING, BookingsService } from './bookings.service.ts';
import { CancellationService } from './cancellation.service.ts';

@Module({
  imports: [
    AvailabilityModule,
    MentorsModule,
    PaymentsModule,
    TypeOrmModule.forFeature([BookingEntity, BookingHistoryEntity, CancellationQuoteEntity]),
  ],
  controllers: [BookingsController],
  providers: [BookingsService, BookingsRepository, BookingMoves, BookingViews, BookingClockwork, CancellationService],
  exports: [BookingsService, BookingsRepository, CancellationService],
})
export class BookingsModule implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly sweeps: Sweeps,
    private readonly repository: BookingsRepository,
    private readonly clockwork: BookingClockwork,
  ) {}

  onModuleInit(): void {
    this.events.on(PaymentChanging, async (tx, { subject }) => {
      if (subject.kind === BOOKING) await this.repository.lock(tx, subject.id);
    });
    this.events.on(PaymentSucceeded, async (tx, event) => {
      if (event.subject.kind === BOOKING) await this.clockwork.onPaid(tx, event);
    });
    this.events.on(HoldsLapsed, (tx, event) => this.clockwork.onLapsed(tx, event));
    this.sweeps.register('holds to end', 5, () => this.clockwork.expireHolds());
    this.sweeps.register('sessions to complete', 30, () => this.clockwork.completeEnded());
  }
}

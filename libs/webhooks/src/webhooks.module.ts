import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BookingMoved, BookingsModule } from '#libs/bookings';
import { MentorPublished, MentorsModule } from '#libs/mentors';
import { DisputeChanged, PaymentSucceeded, RefundSucceeded } from '#libs/payments';
import { Events, Sweeps } from '#libs/platform';
import { ReviewPublished } from '#libs/reviews';
import { Dispatcher } from './dispatcher.ts';
import type { EventType } from './domain/standard-webhook.ts';
import { WebhookDeliveryEntity, WebhookEndpointEntity } from './webhook.entities.ts';
import { WebhooksController } from './webhooks.controller.ts';
import { WebhooksService } from './webhooks.service.ts';

/** What a booking's new state is called outside; a move within a state is a reschedule. */
const BOOKING_EVENTS: Readonly<Record<string, EventType>> = {
  ...{
    held: 'booking.held',
    confirmed: 'booking.confirmed',
    cancelled: 'booking.cancelled',
    declined: 'booking.declined',
  },
  ...{ expired: 'booking.expired', completed: 'booking.completed', no_show: 'booking.no_show' },
};

@Module({
  imports: [BookingsModule, MentorsModule, TypeOrmModule.forFeature([WebhookEndpointEntity, WebhookDeliveryEntity])],
  controllers: [WebhooksController],
  providers: [Dispatcher, WebhooksService],
})
export class WebhooksModule implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly sweeps: Sweeps,
    private readonly dispatcher: Dispatcher,
  ) {}

  onModuleInit(): void {
    this.events.on(BookingMoved, async (tx, { bookingId, from, to }) => {
      const type = from === to ? 'booking.rescheduled' : BOOKING_EVENTS[to];
      if (type) await this.dispatcher.onBooking(tx, bookingId, type);
    });
    this.events.on(PaymentSucceeded, (tx, { subject }) =>
      this.dispatcher.onMoney(tx, subject, 'payment.succeeded', {}),
    );
    this.events.on(RefundSucceeded, (tx, { subject, refund: { id, amount, currency } }) =>
      this.dispatcher.onMoney(tx, subject, 'payment.refunded', { refund: { id, amount, currency } }),
    );
    this.events.on(DisputeChanged, (tx, { allocationIds, state }) =>
      this.dispatcher.onDispute(tx, allocationIds, { dispute: state }),
    );
    this.events.on(ReviewPublished, (tx, { reviewId, bookingId, by }) =>
      this.dispatcher.onBooking(tx, bookingId, 'review.created', { reviewId, by }),
    );
    this.events.on(MentorPublished, (tx, { mentorId, accountId }) => this.dispatcher.onMentor(tx, mentorId, accountId));
    this.sweeps.register('old webhook deliveries', 3600, () => this.dispatcher.prune());
    this.sweeps.register('webhooks to send', 2, () => this.dispatcher.sendDue());
  }
}

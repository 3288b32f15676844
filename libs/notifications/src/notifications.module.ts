import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthMailWanted } from '#libs/accounts';
import { AvailabilityModule } from '#libs/availability';
import {
  AbsenceClaimed,
  AbsenceDecided,
  BookingCancelled,
  BookingCompleted,
  BookingConfirmed,
  BookingDeclined,
  BookingMoved,
  BookingRequested,
  BookingRescheduled,
  BookingsModule,
  BookingUnpaid,
  CandidateRestricted,
  PaidTooLate,
  PlaceOffered,
  RefundCaseChanged,
  ReplacementsFound,
  RescheduleProposed,
} from '#libs/bookings';
import { MessageSent, MessageWaiting } from '#libs/messages';
import { ChangesReviewed, MentorDecided, MentorsModule, StandingChanged } from '#libs/mentors';
import { PaymentSucceeded, RefundFailed, RefundSucceeded } from '#libs/payments';
import { PayoutSent, PayoutWaiting } from '#libs/payouts';
import { PlanChanged, PlanPaymentFailed } from '#libs/prepaid';
import { Events, Jobs, Sweeps } from '#libs/platform';
import { ReviewPublished } from '#libs/reviews';
import { EndpointSwitchedOff } from '#libs/webhooks';
import { BookingMails } from './booking-mails.ts';
import { CalendarFeedEntity } from './calendar-feed.entity.ts';
import { CalendarsController } from './calendars.controller.ts';
import { CalendarsService } from './calendars.service.ts';
import { LiveEvents } from './live-events.ts';
import { LiveStreams } from './live-streams.ts';
import { MailEntity } from './mail.entity.ts';
import { MAIL_JOB, Mailer } from './mailer.ts';
import { MoneyMails } from './money-mails.ts';
import { NotificationEntity } from './notification.entity.ts';
import { NotificationsController } from './notifications.controller.ts';
import { NotificationsService } from './notifications.service.ts';
import { Notifier } from './notifier.ts';
import { PeopleMails } from './people-mails.ts';

@Module({
  imports: [
    AvailabilityModule,
    BookingsModule,
    MentorsModule,
    TypeOrmModule.forFeature([MailEntity, CalendarFeedEntity, NotificationEntity]),
  ],
  controllers: [CalendarsController, NotificationsController],
  providers: [
    BookingMails,
    CalendarsService,
    LiveEvents,
    LiveStreams,
    Mailer,
    MoneyMails,
    NotificationsService,
    Notifier,
    PeopleMails,
  ],
})
export class NotificationsModule implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly sweeps: Sweeps,
    private readonly mails: BookingMails,
    private readonly moneyMails: MoneyMails,
    private readonly peopleMails: PeopleMails,
    private readonly mailer: Mailer,
    private readonly live: LiveEvents,
    private readonly notifications: NotificationsService,
  ) {}

  onModuleInit(): void {
    this.events.on(BookingConfirmed, (tx, event) => this.mails.onConfirmed(tx, event));
    this.events.on(BookingRequested, (tx, event) => this.mails.onRequested(tx, event));
    this.events.on(BookingDeclined, (tx, event) => this.mails.onDeclined(tx, event));
    this.events.on(BookingRescheduled, (tx, event) => this.mails.onRescheduled(tx, event));
    this.events.on(BookingCompleted, (tx, event) => this.mails.onCompleted(tx, event));
    this.events.on(MessageWaiting, (tx, event) => this.mails.onMessage(tx, event));
    this.events.on(ReviewPublished, (tx, event) => this.mails.onReviewed(tx, event));
    this.events.on(RescheduleProposed, (tx, event) => this.mails.onProposed(tx, event));
    this.events.on(AbsenceClaimed, (tx, event) => this.mails.onClaimed(tx, event));
    this.events.on(AbsenceDecided, (tx, event) => this.mails.onClaimEnded(tx, event));
    this.events.on(ReplacementsFound, (tx, event) => this.mails.onReplacements(tx, event));
    this.events.on(PlaceOffered, (tx, event) => this.mails.onPlaceOffered(tx, event));
    this.events.on(BookingCancelled, (tx, event) => this.mails.onCancelled(tx, event));
    this.events.on(RefundSucceeded, (tx, event) => this.mails.onRefunded(tx, event));
    this.events.on(RefundFailed, (tx, event) => this.mails.onRefundFailed(tx, event));
    this.events.on(BookingUnpaid, (tx, event) => this.mails.onUnpaid(tx, event));
    this.events.on(PayoutSent, (tx, event) => this.moneyMails.onPayoutSent(tx, event));
    this.events.on(PayoutWaiting, (tx, event) => this.moneyMails.onPayoutWaiting(tx, event));
    this.events.on(PlanChanged, (tx, event) => this.moneyMails.onPlanChanged(tx, event));
    this.events.on(PlanPaymentFailed, (tx, event) => this.moneyMails.onPlanPaymentFailed(tx, event));
    this.events.on(RefundCaseChanged, (tx, event) => this.moneyMails.onRefundCase(tx, event));
    this.events.on(PaidTooLate, (tx, event) => this.mails.onPaidTooLate(tx, event));
    this.events.on(PaymentSucceeded, (tx, event) => this.moneyMails.onPaid(tx, event));
    this.events.on(AuthMailWanted, (tx, event) => this.peopleMails.onAuthMail(tx, event));
    this.events.on(MentorDecided, (tx, event) => this.peopleMails.onMentorDecided(tx, event));
    this.events.on(ChangesReviewed, (tx, event) => this.peopleMails.onChangesReviewed(tx, event));
    this.events.on(StandingChanged, (tx, event) => this.peopleMails.onStanding(tx, event));
    this.events.on(CandidateRestricted, (tx, event) => this.peopleMails.onRestricted(tx, event));
    this.events.on(EndpointSwitchedOff, (tx, event) => this.peopleMails.onEndpointOff(tx, event));
    this.events.on(BookingMoved, (tx, event) => this.live.onBookingMoved(tx, event));
    this.events.on(MessageSent, (tx, { accountIds, threadId, messageId }) =>
      this.live.publish(tx, accountIds, 'message', { threadId, messageId }),
    );
    this.jobs.handle<{ mailId: string }>(MAIL_JOB, ({ mailId }) => this.mailer.send(mailId));
    this.sweeps.register('reminders a day before', 60, () => this.mails.remind(24, 1));
    this.sweeps.register('reminders an hour before', 60, () => this.mails.remind(1, 0));
    this.sweeps.register('welcomes', 5, () => this.peopleMails.welcome());
    this.sweeps.register('questions for outcomes', 3600, () => this.peopleMails.askForOutcomes());
    this.sweeps.register('weekly digests', 900, () => this.peopleMails.sendDigests());
    this.sweeps.register('old notifications', 3600, () => this.notifications.prune());
    this.sweeps.register('old mails', 3600, () => this.mailer.prune());
    this.sweeps.register('old live events', 3600, () => this.live.prune());
    this.sweeps.register('mails left unsent', 60, () => this.mailer.remindUnsent());
  }
}

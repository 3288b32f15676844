import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AvailabilityModule, HoldsLapsed, TimeFreed } from '#libs/availability';
import { MentorsModule } from '#libs/mentors';
import {
  FraudSuspected,
  PaymentAuthorized,
  PaymentChanging,
  PaymentFailed,
  PaymentsModule,
  PaymentSucceeded,
  PaymentVoided,
} from '#libs/payments';
import { PayoutsModule, SettlementsService } from '#libs/payouts';
import { Events, Jobs, Sweeps } from '#libs/platform';
import { PrepaidModule } from '#libs/prepaid';
import type { EntityManager } from 'typeorm';
import { ApprovalService } from './approval.service.ts';
import { AttendanceService } from './attendance.service.ts';
import { BookingClockwork } from './booking-clockwork.ts';
import { BookingMoves } from './booking-moves.ts';
import { BookingStore } from './booking-store.ts';
import { BookingViews } from './booking-views.ts';
import { BookingsController } from './bookings.controller.ts';
import { BookingEntity, BookingHistoryEntity, CancellationQuoteEntity } from './bookings.entities.ts';
import { AbsenceClaimed, AbsenceDecided, BookingConfirmed, BookingRescheduled } from './bookings.events.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { BookingsService } from './bookings.service.ts';
import { BOOKING, REQUEST, SERIES } from './booking-subject.ts';
import { CancellationService } from './cancellation.service.ts';
import { BookingCheckout } from './checkout.service.ts';
import { ClaimsService } from './claims.service.ts';
import { RefundCaseEntity, RefundCaseStepEntity } from './refund-case.entities.ts';
import { RefundCasesController } from './refund-cases.controller.ts';
import { RefundCasesService } from './refund-cases.service.ts';
import { settleAt } from './domain/deadlines.ts';
import { GroupsController } from './groups.controller.ts';
import { GroupsService } from './groups.service.ts';
import { Meetings } from './meeting.ts';
import { NotesService } from './notes.service.ts';
import { OffersService } from './offers.service.ts';
import { PagesController } from './pages.controller.ts';
import { MentorRecord } from './mentor-record.ts';
import { PersonalLinks } from './personal-links.ts';
import { RescheduleService } from './reschedule.service.ts';
import { RescueService } from './rescue.service.ts';
import {
  AbsenceClaimEntity,
  BookingNoteEntity,
  RescheduleProposalEntity,
  SessionJoinEntity,
  WaitingEntity,
} from './session.entities.ts';
import { SessionsController } from './sessions.controller.ts';
import { SessionsRepository } from './sessions.repository.ts';
import { WAITING_JOB, WaitingListService } from './waiting-list.service.ts';

const ENTITIES = [
  BookingEntity,
  BookingHistoryEntity,
  CancellationQuoteEntity,
  RescheduleProposalEntity,
  AbsenceClaimEntity,
  SessionJoinEntity,
  BookingNoteEntity,
  WaitingEntity,
  RefundCaseEntity,
  RefundCaseStepEntity,
];
/** The kinds of subjects that payments know and this module owns. */
const OURS: readonly string[] = [BOOKING, SERIES, REQUEST];

@Module({
  imports: [
    AvailabilityModule,
    MentorsModule,
    PaymentsModule,
    PayoutsModule,
    PrepaidModule,
    TypeOrmModule.forFeature(ENTITIES),
  ],
  controllers: [BookingsController, SessionsController, GroupsController, RefundCasesController, PagesController],
  providers: [
    ApprovalService,
    AttendanceService,
    BookingCheckout,
    BookingClockwork,
    BookingMoves,
    BookingsRepository,
    BookingsService,
    BookingStore,
    BookingViews,
    CancellationService,
    ClaimsService,
    GroupsService,
    Meetings,
    NotesService,
    OffersService,
    MentorRecord,
    PersonalLinks,
    RefundCasesService,
    RescheduleService,
    RescueService,
    SessionsRepository,
    WaitingListService,
  ],
  exports: [
    BookingsService,
    BookingsRepository,
    CancellationService,
    ClaimsService,
    PersonalLinks,
    RefundCasesService,
    RescueService,
  ],
})
export class BookingsModule implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly sweeps: Sweeps,
    private readonly repository: BookingsRepository,
    private readonly clockwork: BookingClockwork,
    private readonly approval: ApprovalService,
    private readonly claims: ClaimsService,
    private readonly rescue: RescueService,
    private readonly waitingList: WaitingListService,
    private readonly cancellation: CancellationService,
    private readonly cases: RefundCasesService,
    private readonly settlements: SettlementsService,
  ) {}

  onModuleInit(): void {
    this.listen();
    this.settle();
    this.jobs.handle<{ mentorAccountId: string }>(WAITING_JOB, ({ mentorAccountId }) =>
      this.waitingList.offerPlaces(mentorAccountId),
    );
    this.sweeps.register('holds to end', 5, () => this.clockwork.expireHolds());
    this.sweeps.register('requests without an answer', 30, () => this.approval.lapseUnanswered());
    this.sweeps.register('sessions to complete', 30, () => this.clockwork.completeEnded());
    this.sweeps.register('claims without an answer', 60, () => this.claims.admitUnanswered());
    this.sweeps.register('refund cases without an answer', 60, () => this.cases.escalateUnanswered());
    this.sweeps.register('replacements not chosen', 30, () => this.rescue.refundUnrescued());
  }

  private listen(): void {
    this.events.on(PaymentChanging, async (tx, { subjects }) => {
      const ours = subjects.filter(({ kind }) => OURS.includes(kind)).map(({ id }) => id);
      if (ours.length > 0) await this.repository.lockGroup(tx, ours);
    });
    this.events.on(PaymentSucceeded, async (tx, event) => {
      if (event.subject.kind === BOOKING) await this.clockwork.onPaid(tx, event);
    });
    this.events.on(PaymentAuthorized, async (tx, event) => {
      if (OURS.includes(event.subject.kind)) await this.approval.onAuthorized(tx, event);
    });
    this.events.on(PaymentFailed, (tx, event) => this.clockwork.onPaymentFailed(tx, event));
    this.events.on(FraudSuspected, (tx, event) => this.cancellation.onFraudSuspected(tx, event));
    this.events.on(PaymentVoided, (tx, event) => this.approval.onVoided(tx, event));
    this.events.on(HoldsLapsed, (tx, event) => this.clockwork.onLapsed(tx, event));
    this.events.on(TimeFreed, (tx, event) => this.waitingList.onFreed(tx, event));
  }

  /** When a session's mentor is paid hangs on its end, and on nobody saying that it did not take place. */
  private settle(): void {
    const due = async (tx: EntityManager, { bookingId }: { bookingId: string }): Promise<void> => {
      const booking = await this.repository.find(tx, bookingId);
      if (booking) await this.settlements.schedule(tx, { kind: BOOKING, id: bookingId }, settleAt(booking));
    };
    this.events.on(BookingConfirmed, due);
    this.events.on(BookingRescheduled, due);
    this.events.on(AbsenceClaimed, (tx, { bookingId }) =>
      this.settlements.hold(tx, { kind: BOOKING, id: bookingId }, 'claim'),
    );
    this.events.on(AbsenceDecided, (tx, { bookingId }) =>
      this.settlements.release(tx, { kind: BOOKING, id: bookingId }, 'claim'),
    );
  }
}

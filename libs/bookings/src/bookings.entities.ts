import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { OfferingKind, Policy } from '#libs/mentors';
import type { Absence, Actor, BookingEvent, BookingState } from './domain/booking-state.ts';

/** An offering as it was when it was booked. */
export interface OfferingSnapshot {
  title: string;
  description: string;
  requiresApproval: boolean;
}

@Entity('bookings')
@Index('bookings_request', ['candidateId', 'requestKey'], { unique: true, where: 'request_key IS NOT NULL' })
@Index('bookings_one_intro', ['candidateId', 'mentorId'], {
  unique: true,
  where: `offering_kind = 'intro' AND state IN ('held', 'awaiting_mentor', 'confirmed', 'completed', 'no_show')`,
})
@Index('bookings_by_candidate', { synchronize: false })
@Index('bookings_by_mentor', { synchronize: false })
@Index('bookings_holds', ['holdExpiresAt'], { where: `state = 'held'` })
@Index('bookings_active', ['mentorId', 'candidateId'], {
  where: `state IN ('held', 'awaiting_mentor', 'confirmed')`,
})
@Index('bookings_open_holds', ['candidateId'], { where: `state = 'held'` })
@Index('bookings_to_complete', ['endsAt'], { where: `state = 'confirmed'` })
@Index('bookings_schedule_id', ['scheduleId'], { where: 'schedule_id IS NOT NULL' })
@Index('bookings_intake_id', ['intakeId'], { where: 'intake_id IS NOT NULL' })
@Index('bookings_series', ['seriesId'], { where: 'series_id IS NOT NULL' })
@Index('bookings_request_group', ['requestId'], { where: 'request_id IS NOT NULL' })
@Index('bookings_to_answer', ['respondBy'], { where: `state = 'awaiting_mentor'` })
@Index('bookings_to_rescue', ['rescueUntil'], { where: 'rescue_until IS NOT NULL' })
@Index('bookings_entitlement_id', ['entitlementId'], { where: 'entitlement_id IS NOT NULL' })
@Index('bookings_one_replacement', ['replacementFor'], { unique: true, where: 'replacement_for IS NOT NULL' })
@Check('bookings_absent_known', `absent IS NULL OR (absent IN ('candidate', 'mentor', 'both') AND state = 'no_show')`)
@Check('bookings_request_has_deadline', `state <> 'awaiting_mentor' OR respond_by IS NOT NULL`)
@Check('bookings_in_one_group', `series_id IS NULL OR request_id IS NULL`)
@Check(
  'bookings_state_known',
  `state IN ('held', 'awaiting_mentor', 'confirmed', 'completed', 'no_show', 'cancelled', 'declined', 'expired')`,
)
@Check('bookings_forwards', `starts_at < ends_at`)
@Check('bookings_hold_has_deadline', `state <> 'held' OR hold_expires_at IS NOT NULL`)
@Check('bookings_not_with_oneself', `mentor_account_id <> candidate_id`)
@Check('bookings_policy_known', `policy IN ('flexible', 'standard', 'strict')`)
export class BookingEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('MentorEntity', { name: 'bookings_mentor' })
  @Column('uuid')
  mentorId!: string;

  @Column('uuid')
  mentorAccountId!: string;

  @ForeignKey('AccountEntity', { name: 'bookings_candidate' })
  @Column('uuid')
  candidateId!: string;

  @ForeignKey('OfferingEntity', { name: 'bookings_offering' })
  @Column('uuid')
  offeringId!: string;

  /** By which of the mentor's schedules it was booked; null: the default one. */
  @ForeignKey('ScheduleEntity', { name: 'bookings_schedule', onDelete: 'SET NULL' })
  @Column('uuid', { nullable: true })
  scheduleId!: string | null;

  /** Weekly sessions booked and paid together. */
  @Column('uuid', { nullable: true })
  seriesId!: string | null;

  /** Asked of several mentors at once; the first to accept gets it. */
  @Column('uuid', { nullable: true })
  requestId!: string | null;

  /** Held for someone from the waiting list; does not count against their holds. */
  @Column('boolean', { default: false })
  priority!: boolean;

  @Column('text')
  offeringKind!: OfferingKind;

  @Column('jsonb')
  offering!: OfferingSnapshot;

  /** Unguessable name of the room the session takes place in. */
  @Column('text')
  joinRoom!: string;

  @Column('integer')
  durationMinutes!: number;

  @Column('text')
  state!: BookingState;

  @Column('timestamptz')
  startsAt!: Date;

  @Column('timestamptz')
  endsAt!: Date;

  /** The candidate's zone when booking: mails speak it. */
  @Column('text')
  timeZone!: string;

  /** Minutes kept free after the session, by the buffers it was booked under. */
  @Column('integer')
  gapMinutes!: number;

  @Column('timestamptz', { nullable: true })
  holdExpiresAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  releasingAt!: Date | null;

  /** Until when the mentor may answer a request. */
  @Column('timestamptz', { nullable: true })
  respondBy!: Date | null;

  /** When the mentor accepted; the money is being captured until the booking is confirmed. */
  @Column('timestamptz', { nullable: true })
  acceptedAt!: Date | null;

  /** How often the candidate has moved it. */
  @Column('integer', { default: 0 })
  reschedules!: number;

  /** Who was not there; only of a `no_show`. */
  @Column('text', { nullable: true })
  absent!: Absence | null;

  /** Until when the candidate may take a replacement for the money paid; then it is refunded. */
  @Column('timestamptz', { nullable: true })
  rescueUntil!: Date | null;

  /** The booking whose mentor dropped out, for which this one was taken. */
  @Column('uuid', { nullable: true })
  replacementFor!: string | null;

  @Column('timestamptz', { nullable: true })
  candidateAttendedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  mentorAttendedAt!: Date | null;

  /** What the candidate pays, or has paid with a package or plan. */
  @Column('integer')
  priceAmount!: number;

  /** What a promo code took over: the offering's price is both together. */
  @Column('integer', { default: 0 })
  discountAmount!: number;

  @Column('uuid', { nullable: true })
  promoCodeId!: string | null;

  /** The package or month of a plan it is paid with. */
  @Column('uuid', { nullable: true })
  entitlementId!: string | null;

  @Column('text')
  currency!: string;

  @Column('integer')
  feePercent!: number;

  @Column('text')
  policy!: Policy;

  @Column('uuid', { nullable: true })
  intakeId!: string | null;

  /** What the candidate wrote for the mentor; never in lists, mails or logs. */
  @Column('text', { nullable: true })
  goals!: string | null;

  /** The Idempotency-Key it was made with: the same request never makes a second booking, even after a crash. */
  @Column('text', { nullable: true })
  requestKey!: string | null;

  /** iCalendar SEQUENCE (RFC 5545 section 3.8.7.4). */
  @Column('integer', { default: 0 })
  sequence!: number;

  @Column('text', { nullable: true })
  cancelledBy!: Actor | null;

  @Column('text', { nullable: true })
  cancelReason!: string | null;

  @Column('integer', { nullable: true })
  cancelRefundAmount!: number | null;

  @Column('timestamptz', { nullable: true })
  confirmedAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}

@Entity('booking_history')
@Index('booking_history_at', { synchronize: false })
@Index('booking_history_booking_id', ['bookingId', 'at', 'id'])
export class BookingHistoryEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('BookingEntity', { name: 'booking_history_booking' })
  @Column('uuid')
  bookingId!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('text', { nullable: true })
  fromState!: BookingState | null;

  @Column('text')
  toState!: BookingState;

  @Column('text')
  event!: BookingEvent | 'create' | 'refund_late_payment' | 'replace';

  @Column('text')
  by!: Actor;

  @Column('text', { nullable: true })
  reason!: string | null;

  /** Starts before and after a move. */
  @Column('timestamptz', { nullable: true })
  movedFrom!: Date | null;

  @Column('timestamptz', { nullable: true })
  movedTo!: Date | null;
}

@Entity('cancellation_quotes')
@Index('cancellation_quotes_booking_id', ['bookingId'])
export class CancellationQuoteEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('BookingEntity', { name: 'cancellation_quotes_booking' })
  @Column('uuid')
  bookingId!: string;

  @Column('uuid')
  accountId!: string;

  @Column('integer')
  refundAmount!: number;

  @Column('integer')
  penaltyAmount!: number;

  @Column('timestamptz')
  validUntil!: Date;

  @Column('timestamptz')
  createdAt!: Date;
}

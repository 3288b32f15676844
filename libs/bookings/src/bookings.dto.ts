import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsString, IsUUID, IsUrl, Length, MaxLength } from 'class-validator';
import { IsInstant, IsTimeZoneName, PageQuery, MayBeLeftOut, IsNested } from '#libs/platform';
import { MoneyDto, type OfferingKind, type Policy } from '#libs/mentors';
import { ClaimResponse } from './claim.dto.ts';
import type { Absence, BookingState } from './domain/booking-state.ts';

const STATES: BookingState[] = [
  'held',
  'awaiting_mentor',
  'confirmed',
  'completed',
  'no_show',
  'cancelled',
  'declined',
  'expired',
];
const toList = ({ value }: { value: unknown }): unknown =>
  value === undefined || Array.isArray(value) ? value : [value];

/** What every wish for a session says beside the time. */
export class SessionContext {
  /** The candidate's zone: mails and calendar speak it. @example 'Asia/Tokyo' */
  @IsTimeZoneName()
  timeZone!: string;

  @MayBeLeftOut()
  @IsUUID()
  intakeId?: string;

  /** For the mentor's eyes only. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(4000)
  goals?: string;
}

export class CreateBooking extends SessionContext {
  @IsUUID()
  offeringId!: string;

  /** A free start, as `GET …/slots` says. @example '2027-01-20T09:00:00Z' */
  @IsInstant()
  startsAt!: string;

  @MayBeLeftOut()
  @IsString()
  @Length(1, 60)
  promoCode?: string;

  /** A package, or a month of a plan, that pays for it. */
  @MayBeLeftOut()
  @IsUUID()
  entitlementId?: string;
}

export class OpenCheckout {
  /** Where the payment page leads after paying. */
  @MayBeLeftOut()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  @MaxLength(1000)
  successUrl?: string;

  @MayBeLeftOut()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  @MaxLength(1000)
  cancelUrl?: string;

  /** My credit is used first, unless I say no. */
  @MayBeLeftOut()
  @IsBoolean()
  useCredit?: boolean;
}

export class CheckoutResponse {
  checkoutUrl!: string;
  expiresAt!: string;
}

export class CancelBooking {
  @IsString()
  @Length(1, 500)
  reason!: string;

  /** A quote of this booking; its refund is honoured until `validUntil`. */
  @MayBeLeftOut()
  @IsUUID()
  quoteId?: string;
}

export class BookingsQuery extends PageQuery {
  @MayBeLeftOut()
  @Transform(toList)
  @IsArray()
  @ArrayMaxSize(8)
  @IsIn(STATES, { each: true })
  state?: BookingState[];

  /** As whom; both when left out. */
  @MayBeLeftOut()
  @IsIn(['candidate', 'mentor'])
  role?: 'candidate' | 'mentor';
}

export class MentorBookingsQuery extends PageQuery {
  @MayBeLeftOut()
  @Transform(toList)
  @IsArray()
  @ArrayMaxSize(8)
  @IsIn(STATES, { each: true })
  state?: BookingState[];

  /** Only sessions that start at or after this. */
  @MayBeLeftOut()
  @IsInstant()
  from?: string;

  /** … and before this. */
  @MayBeLeftOut()
  @IsInstant()
  to?: string;
}

export class BookingMentor {
  id!: string;
  slug!: string;
  displayName!: string;
  timeZone!: string;
}

export class BookingCandidate {
  id!: string;
  name!: string;
}

export class BookingOffering {
  id!: string;
  kind!: OfferingKind;
  title!: string;
  description!: string;
  durationMinutes!: number;
  price!: MoneyDto;
  sessions!: number | null;
  requiresApproval!: boolean;
  active!: boolean;
}

export class BookingPayment {
  id!: string;
  state!: string;
  amount!: MoneyDto;
  refundedAmount!: MoneyDto;
  dispute!: string | null;
  receiptUrl!: string | null;
}

export class Moved {
  from!: string;
  to!: string;
}

export class HistoryItem {
  at!: string;
  from!: BookingState | null;
  to!: BookingState;
  by!: string;
  reason!: string | null;
  /** Starts before and after a move. */
  moved!: Moved | null;
}

export class Cancellation {
  by!: string;
  reason!: string;
  refund!: MoneyDto;
}

export class CalendarLinks {
  google!: string;
  outlook!: string;
  /** With the bearer token. */
  ics!: string;
}

export class Attended {
  candidate!: boolean;
  mentor!: boolean;
}

export class RescheduleProposal {
  id!: string;
  startsAt!: string[];
  createdAt!: string;
}

export class BookingResponse {
  id!: string;
  state!: BookingState;
  mentor!: BookingMentor;
  @IsNested(() => BookingCandidate)
  candidate!: BookingCandidate;
  offering!: BookingOffering;
  startsAt!: string;
  endsAt!: string;
  timeZone!: string;
  holdExpiresAt!: string | null;
  /** Until when the mentor may answer a request. */
  respondBy!: string | null;
  /** What the candidate pays, or paid with a package or plan. */
  price!: MoneyDto;
  /** What a promo code has taken over; the offering's price is both together. */
  discount!: MoneyDto | null;
  /** The package or month of a plan it is paid with. */
  entitlementId!: string | null;
  policy!: Policy;
  /** The policy in words. */
  policyText!: string;
  payment!: BookingPayment | null;
  /** The latest claim of absence. */
  claim!: ClaimResponse | null;
  history!: HistoryItem[];
  /** For the two parties, from 24 hours before. */
  joinUrl!: string | null;
  /** Ways to add a confirmed session to a calendar. */
  calendarLinks!: CalendarLinks | null;
  cancellation!: Cancellation | null;
  /** Who was not there, of a `no_show`. */
  absent!: Absence | null;
  /** Who has said that the session took place. */
  attended!: Attended;
  /** Starts the mentor proposes instead; nothing moves unless the candidate takes one. */
  rescheduleProposal!: RescheduleProposal | null;
  /** How often the candidate has moved it. */
  reschedules!: number;
  /** The mentor dropped out: until when a replacement may be chosen before everything is refunded. */
  replacementUntil!: string | null;
  /** The booking this one was taken for. */
  replacementFor!: string | null;
  seriesId!: string | null;
  requestId!: string | null;
  /** What the candidate wrote for this session; on the single booking only. */
  goals!: string | null;
  version!: number;
}

export class BookingPage {
  data!: BookingResponse[];
  nextCursor!: string | null;
}

export class QuoteResponse {
  id!: string | null;
  refund!: MoneyDto;
  penalty!: MoneyDto;
  policy!: Policy;
  policyText!: string;
  validUntil!: string;
}

export class MoneyLine {
  at!: string;
  kind!: string;
  account!: string;
  amount!: MoneyDto;
}

/** Minor units; paid + platformPaid - refunded - lost - fee - tax - owed - transferred = 0. */
export class MoneySummaryDto {
  currency!: string;
  /** By the candidate: card, credit or package, with tax. */
  paid!: number;
  /** Taken over by the platform: a promo code, a waived loss. */
  platformPaid!: number;
  refunded!: number;
  /** Given back by the candidate's bank after a lost dispute. */
  lost!: number;
  /** The platform's share. */
  fee!: number;
  tax!: number;
  /** The mentor's, not sent yet; negative: to be given back. */
  owed!: number;
  transferred!: number;
}

export class BookingMoney {
  summary!: MoneySummaryDto[];
  /** Both sides see the same lines; they sum to zero. */
  lines!: MoneyLine[];
}

import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  IsUrl,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { IsInstant, IsTimeZoneName, PageQuery } from '#libs/platform';
import { MoneyDto, type OfferingKind, type Policy } from '#libs/mentors';
import type { BookingState } from './domain/booking-state.ts';

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

export class CreateBooking {
  @IsUUID()
  offeringId!: string;

  /** A free start, as `GET …/slots` says. @example '2027-01-20T09:00:00Z' */
  @IsInstant()
  startsAt!: string;

  /** The candidate's zone: mails and calendar speak it. @example 'Asia/Tokyo' */
  @IsTimeZoneName()
  timeZone!: string;

  @IsOptional()
  @IsUUID()
  intakeId?: string;

  /** For the mentor's eyes only. */
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  goals?: string;

  @IsOptional()
  @IsString()
  @Length(1, 60)
  promoCode?: string;
}

export class OpenCheckout {
  /** Where the payment page leads after paying. */
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  @MaxLength(1000)
  successUrl?: string;

  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  @MaxLength(1000)
  cancelUrl?: string;
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
  @IsOptional()
  @IsUUID()
  quoteId?: string;
}

export class BookingsQuery extends PageQuery {
  @IsOptional()
  @Transform(toList)
  @IsArray()
  @ArrayMaxSize(8)
  @IsIn(STATES, { each: true })
  state?: BookingState[];

  /** As whom; both when left out. */
  @IsOptional()
  @IsIn(['candidate', 'mentor'])
  role?: 'candidate' | 'mentor';
}

export class MentorBookingsQuery extends PageQuery {
  @IsOptional()
  @Transform(toList)
  @IsArray()
  @ArrayMaxSize(8)
  @IsIn(STATES, { each: true })
  state?: BookingState[];

  /** Only sessions that start at or after this. */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** … and before this. */
  @IsOptional()
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

export class HistoryItem {
  at!: string;
  from!: BookingState | null;
  to!: BookingState;
  by!: string;
  reason!: string | null;
}

export class Cancellation {
  by!: string;
  reason!: string;
  refund!: MoneyDto;
}

export class BookingResponse {
  id!: string;
  state!: BookingState;
  mentor!: BookingMentor;
  @ValidateNested()
  @Type(() => BookingCandidate)
  candidate!: BookingCandidate;
  offering!: BookingOffering;
  startsAt!: string;
  endsAt!: string;
  timeZone!: string;
  holdExpiresAt!: string | null;
  price!: MoneyDto;
  policy!: Policy;
  /** The policy in words. */
  policyText!: string;
  payment!: BookingPayment | null;
  /** An open claim of absence. */
  claim!: object | null;
  history!: HistoryItem[];
  joinUrl!: string | null;
  cancellation!: Cancellation | null;
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

export class BookingMoney {
  /** Both sides see the same lines; they sum to zero. */
  lines!: MoneyLine[];
}

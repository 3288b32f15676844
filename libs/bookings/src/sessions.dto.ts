import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsDateOnly, IsInstant, IsTimeZoneName, MayBeLeftOut, IsNested } from '#libs/platform';
import type { Party } from './domain/booking-state.ts';

const TIME = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

export class MoveSession {
  /** @example '2027-01-21T09:00:00Z' */
  @IsInstant()
  startsAt!: string;
}

export class ProposeStarts {
  /** One to three other starts. @example ['2027-01-21T09:00:00Z'] */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(3)
  @IsInstant({ each: true })
  startsAt!: string[];
}

export class DeclineRequest {
  @IsString()
  @Length(1, 500)
  reason!: string;
}

export class ClaimAbsence {
  /** Who was not there. */
  @IsIn(['candidate', 'mentor'])
  absent!: Party;

  @MayBeLeftOut()
  @IsString()
  @MaxLength(2000)
  text?: string;
}

export class AnswerClaim {
  /** true: I was absent; false: I was there, and an admin decides. */
  @IsBoolean()
  admit!: boolean;

  /** Needed when contesting. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(2000)
  text?: string;
}

export class JoinResponse {
  /** The room. */
  joinUrl!: string;
}

export class PutNotes {
  /** Both parties read and write it. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(20_000)
  shared?: string;

  /** Mine alone. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(20_000)
  private?: string;

  /** As read; ignored in favour of If-Match. */
  @MayBeLeftOut()
  @IsInt()
  version?: number;
}

export class NotesResponse {
  shared!: string;
  private!: string;
  /** Of the shared notes. */
  version!: number;
}

export class WaitingHoursDto {
  /** ISO weekdays, 1 is Monday. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  weekdays!: number[];

  /** @example '18:00' */
  @Matches(TIME, { message: 'start must be HH:MM' })
  start!: string;

  /** @example '21:00' */
  @Matches(TIME, { message: 'end must be HH:MM' })
  end!: string;
}

export class JoinWaitingList {
  @IsUUID()
  offeringId!: string;

  /** First date that would do. @example '2027-01-18' */
  @IsDateOnly()
  from!: string;

  /** Last date that would do. @example '2027-01-31' */
  @IsDateOnly()
  to!: string;

  /** Hours that would do; left out: any. */
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(7)
  @IsNested(() => WaitingHoursDto, { each: true })
  hours?: WaitingHoursDto[];

  /** @example 'Asia/Tokyo' */
  @IsTimeZoneName()
  timeZone!: string;
}

export class WaitingResponse {
  id!: string;
  mentorId!: string;
  offeringId!: string;
  from!: string;
  to!: string;
  hours!: WaitingHoursDto[];
  timeZone!: string;
  /** `offered`: a time is held for me for 30 minutes; `missed`: that ended unpaid. */
  state!: 'waiting' | 'offered' | 'booked' | 'missed' | 'left';
  /** The booking that is held for me. */
  bookingId!: string | null;
  createdAt!: string;
}

export class WaitingList {
  data!: WaitingResponse[];
  nextCursor!: string | null;
}

import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsDateOnly, IsDateOrInstant, IsTimeZoneName, MayBeLeftOut, IsNested } from '#libs/platform';

const FIVE_MINUTE_GRID = /^([01]\d|2[0-3]):[0-5][05]$/;

export class IntervalDto {
  /** `HH:MM`, on a 5-minute grid. @example '09:00' */
  @IsString()
  @Matches(FIVE_MINUTE_GRID, { message: 'start must be HH:MM on a 5-minute grid' })
  start!: string;

  /** `HH:MM`, `24:00` is allowed. @example '12:00' */
  @IsString()
  @Matches(/^(([01]\d|2[0-3]):[0-5][05]|24:00)$/, { message: 'end must be HH:MM on a 5-minute grid, 24:00 at most' })
  end!: string;
}

export class WeeklyHoursDto {
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(24)
  @IsNested(() => IntervalDto, { each: true })
  @ApiProperty({ default: [], type: [IntervalDto] })
  monday: IntervalDto[] = [];

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(24)
  @IsNested(() => IntervalDto, { each: true })
  @ApiProperty({ default: [], type: [IntervalDto] })
  tuesday: IntervalDto[] = [];

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(24)
  @IsNested(() => IntervalDto, { each: true })
  @ApiProperty({ default: [], type: [IntervalDto] })
  wednesday: IntervalDto[] = [];

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(24)
  @IsNested(() => IntervalDto, { each: true })
  @ApiProperty({ default: [], type: [IntervalDto] })
  thursday: IntervalDto[] = [];

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(24)
  @IsNested(() => IntervalDto, { each: true })
  @ApiProperty({ default: [], type: [IntervalDto] })
  friday: IntervalDto[] = [];

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(24)
  @IsNested(() => IntervalDto, { each: true })
  @ApiProperty({ default: [], type: [IntervalDto] })
  saturday: IntervalDto[] = [];

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(24)
  @IsNested(() => IntervalDto, { each: true })
  @ApiProperty({ default: [], type: [IntervalDto] })
  sunday: IntervalDto[] = [];
}

export class TravelDto {
  /** First date away. */
  @IsDateOnly()
  from!: string;

  /** Last date away. */
  @IsDateOnly()
  to!: string;

  @IsTimeZoneName()
  timeZone!: string;
}

export class CollidingSession {
  bookingId!: string;
  startsAt!: string;
  endsAt!: string;
}

export class PutSchedule {
  /** @example 'Europe/London' */
  @IsTimeZoneName()
  timeZone!: string;

  @IsNested(() => WeeklyHoursDto)
  weeklyHours!: WeeklyHoursDto;

  @MayBeLeftOut()
  @IsIn([5, 10, 15, 20, 30, 60])
  slotIncrementMinutes: number = 30;

  /** `grid`: starts keep their grid; `pack`: the grid restarts after each session. */
  @MayBeLeftOut()
  @IsIn(['grid', 'pack'])
  slotPlacement: 'grid' | 'pack' = 'grid';

  /** Dates whose hours are read in another zone. */
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(50)
  @IsNested(() => TravelDto, { each: true })
  @ApiProperty({ default: [], type: [TravelDto] })
  travel: TravelDto[] = [];

  @MayBeLeftOut()
  @IsInt()
  @Min(0)
  @Max(43_200)
  minimumNoticeMinutes: number = 1440;

  @MayBeLeftOut()
  @IsInt()
  @Min(1)
  @Max(365)
  bookingHorizonDays: number = 60;

  @MayBeLeftOut()
  @IsInt()
  @Min(0)
  @Max(120)
  bufferBeforeMinutes: number = 0;

  @MayBeLeftOut()
  @IsInt()
  @Min(0)
  @Max(120)
  bufferAfterMinutes: number = 10;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(50)
  maxSessionsPerDay: number | null = null;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(50)
  maxSessionsPerWeek: number | null = null;

  /** As read; ignored in favour of If-Match. */
  @MayBeLeftOut()
  @IsInt()
  version?: number;

  /** As answered; ignored, so that what was read may be sent back. */
  @MayBeLeftOut()
  @IsArray()
  outside?: CollidingSession[];
}

export class ScheduleResponse extends PutSchedule {
  declare version: number;
  /** After a change: coming sessions that now lie outside the hours. They stay booked. */
  declare outside: CollidingSession[];
}

export class PutNamedSchedule extends PutSchedule {
  /** @example 'Evenings for mock interviews' */
  @IsString()
  @Length(1, 80)
  name!: string;

  /** As read; ignored. */
  @MayBeLeftOut()
  @IsUUID()
  id?: string;

  /** As read; ignored: see `make-default`. */
  @MayBeLeftOut()
  @IsBoolean()
  isDefault?: boolean;
}

export class NamedScheduleResponse extends ScheduleResponse {
  id!: string;
  name!: string;
  /** Offerings that name no schedule follow this one. */
  isDefault!: boolean;
}

export class ScheduleList {
  data!: NamedScheduleResponse[];
  nextCursor!: string | null;
}

export class AddBusyCalendar {
  /** An iCalendar feed by https (or webcal). @example 'https://calendar.example.com/private-3f9a/basic.ics' */
  @IsString()
  @Length(8, 2000)
  url!: string;
}

export class BusyCalendarResponse {
  id!: string;
  url!: string;
  /** When it was last read without trouble; null: not yet. */
  lastSyncedAt!: string | null;
  /** What went wrong the last time; the last good data stays. */
  lastError!: string | null;
}

export class BusyCalendarList {
  data!: BusyCalendarResponse[];
  nextCursor!: string | null;
}

export class PutOverride {
  /** Hours of that date; an empty list closes it. */
  @IsArray()
  @ArrayMaxSize(24)
  @IsNested(() => IntervalDto, { each: true })
  intervals!: IntervalDto[];
}

export class OverrideResponse {
  /** @example '2027-01-20' */
  date!: string;
  intervals!: IntervalDto[];
}

export class OverrideList {
  data!: OverrideResponse[];
  nextCursor!: string | null;
}

export class CreateTimeOff {
  /** First day off. */
  @IsDateOnly()
  from!: string;

  /** Last day off. */
  @IsDateOnly()
  to!: string;

  @MayBeLeftOut()
  @IsString()
  @MaxLength(200)
  reason?: string;
}

export class TimeOffResponse {
  id!: string;
  from!: string;
  to!: string;
  reason!: string | null;
  /** Sessions in that time: they stay booked. */
  collisions!: CollidingSession[];
}

export class TimeOffList {
  data!: TimeOffResponse[];
  nextCursor!: string | null;
}

export class SlotsQuery {
  @IsUUID()
  offeringId!: string;

  /** Inclusive: an instant, or a date that means local midnight in `timeZone`. @example '2027-01-18' */
  @IsDateOrInstant()
  from!: string;

  /** Exclusive; at most 62 days after `from`. @example '2027-01-25' */
  @IsDateOrInstant()
  to!: string;

  /** The viewer's zone. @example 'Asia/Tokyo' */
  @IsTimeZoneName()
  timeZone!: string;
}

export class SlotDto {
  startsAt!: string;
  endsAt!: string;
}

export class SlotDay {
  date!: string;
  slots!: SlotDto[];
}

export class SlotsResponse {
  timeZone!: string;
  days!: SlotDay[];
}

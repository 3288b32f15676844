import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { TokenQuery } from '#libs/intake';
import { MentorCard, MoneyDto, OfferingDto } from '#libs/mentors';
import { IsInstant } from '#libs/platform';

export class MatchesQuery extends TokenQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 20;
}

export class PreviewQuery {
  @IsUUID()
  mentorId!: string;

  @IsOptional()
  @IsString()
  @MaxLength(100)
  token?: string;
}

export class MatchReasonDto {
  factor!: string;
  points!: number;
  max!: number;
  text!: string;
}

export class MatchDto {
  mentor!: MentorCard;
  /** 0 to 100; the reasons' points add up to it. */
  score!: number;
  reasons!: MatchReasonDto[];
  missing!: string[];
  /** The next free starts of the offering, up to three. */
  nextSlots!: string[];
  /** The cheapest suitable offering. */
  offering!: OfferingDto;
}

export class MatchesResponse {
  data!: MatchDto[];
  /** How many mentors were looked at. */
  considered!: number;
}

export class PreviewSession {
  offeringId!: string;
  minutes!: number;
  purpose!: string;
}

export class PreviewPractice {
  task!: string;
  hours!: number;
  round!: string;
}

export class PreviewWeekDto {
  week!: number;
  focus!: string[];
  sessions!: PreviewSession[];
  practice!: PreviewPractice[];
  milestone!: string;
}

export class PreviewResponse {
  weeks!: PreviewWeekDto[];
  totalCost!: MoneyDto;
  totalHours!: number;
}

export class ReplacementOption {
  mentor!: MentorCard;
  offering!: OfferingDto;
  /** The free start nearest to the lost one. */
  startsAt!: string;
  /** Other free starts near it. */
  nextSlots!: string[];
  /** What was paid already: nothing comes on top. */
  price!: MoneyDto;
}

export class ReplacementsResponse {
  data!: ReplacementOption[];
  /** Without a choice until then everything is refunded. */
  decideBy!: string;
}

export class ChooseReplacement {
  @IsUUID()
  mentorId!: string;

  /** @example '2027-01-20T10:00:00Z' */
  @IsInstant()
  startsAt!: string;
}

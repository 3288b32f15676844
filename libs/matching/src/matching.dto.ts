import { Type } from 'class-transformer';
import { IsInt, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { TokenQuery } from '#libs/intake';
import { MentorCard, MoneyDto, OfferingDto } from '#libs/mentors';
import { IsInstant, MayBeLeftOut } from '#libs/platform';

export class MatchesQuery extends TokenQuery {
  @MayBeLeftOut()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 20;
}

export class PreviewQuery {
  @IsUUID()
  mentorId!: string;

  @MayBeLeftOut()
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

export class FilterCount {
  /** @example 'budget' */
  filter!: 'capacity' | 'language' | 'discretion' | 'budget' | 'time';
  /** How many mentors it removed. */
  count!: number;
  text!: string;
}

export class Suggestion {
  /** @example 'Raise your budget to USD 60.00' */
  text!: string;
  /** The fields to change in the intake. */
  change!: object;
  /** How many mentors would be found then, 100 at most. */
  wouldFind!: number;
}

/** Why nobody was found, and the smallest change that finds somebody. */
export class NoMatches {
  filters!: FilterCount[];
  suggestion!: Suggestion | null;
}

export class MatchesResponse {
  data!: MatchDto[];
  /** How many mentors were looked at. */
  considered!: number;
  /** Only where nobody fits. */
  empty?: NoMatches;
}

export class Exclusion {
  filter!: 'paused' | 'capacity' | 'language' | 'discretion' | 'budget' | 'time';
  text!: string;
}

export class PlaceChange {
  /** The fields to change in the intake. */
  change!: object;
  /** The place the mentor would have then. */
  place!: number;
  text!: string;
}

export class WhyResponse extends MatchDto {
  /** From 1; null below the hundredth place, or where the mentor is left out. */
  place!: number | null;
  /** What keeps the mentor out. */
  excludedBy!: Exclusion | null;
  /** What would bring the mentor further up, each on its own. */
  changes!: PlaceChange[];
}

export class PreviewSession {
  offeringId!: string;
  minutes!: number;
  round!: string;
  purpose!: string;
  /** A free time of the mentor that would suit; nothing is held. */
  startsAt!: string;
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

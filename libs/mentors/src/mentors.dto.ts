import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import {
  CURRENCIES,
  IsDateOrInstant,
  IsTimeZoneName,
  type Money,
  PageQuery,
  MayBeLeftOut,
  IsNested,
} from '#libs/platform';
import type { IncidentKind } from './domain/standing.ts';
import type { OfferingKind } from './offering.entity.ts';
import type { Policy } from './mentor.entity.ts';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const toList = ({ value }: { value: unknown }): unknown =>
  value === undefined || Array.isArray(value) ? value : [value];
export class MoneyDto implements Money {
  /** Integer minor units (cents, yen). @example 12000 */
  @IsInt()
  @Min(0)
  @Max(99_999_999)
  amount!: number;

  /** @example 'USD' */
  @IsIn(CURRENCIES)
  currency!: string;
}

export class RatingDto {
  /** Bayesian: (5 x platform mean + sum) / (5 + count). @example 4.82 */
  average!: number;
  count!: number;
}

export class MentorCard {
  id!: string;
  /** @example 'ada-okafor' */
  slug!: string;
  displayName!: string;
  headline!: string;
  photoUrl!: string | null;
  /** Takes new candidates at the moment. */
  accepting!: boolean;
  region!: string | null;
  timeZone!: string;
  languages!: string[];
  specialties!: string[];
  rounds!: string[];
  segments!: string[];
  companies!: string[];
  rating!: RatingDto;
  sessionsCompleted!: number;
  priceFrom!: MoneyDto | null;
  /** The soonest free start of the cheapest priced offering, RFC 3339 UTC. */
  nextSlot!: string | null;
}

export class OfferingDto {
  id!: string;
  kind!: OfferingKind;
  title!: string;
  description!: string;
  durationMinutes!: number;
  price!: MoneyDto;
  sessions!: number | null;
  /** A plan that begins with seven days free. */
  trial!: boolean;
  /** The mentor accepts each request first; the card is authorized until then. */
  requiresApproval!: boolean;
  active!: boolean;
  /** The schedule it follows; null: the mentor's default one. */
  scheduleId!: string | null;
  version!: number;
}

export class PositionDto {
  @IsString()
  @Length(1, 80)
  company!: string;

  @IsString()
  @Length(1, 120)
  title!: string;

  /** A segment's slug. */
  @IsString()
  @Matches(SLUG)
  segment!: string;

  @IsInt()
  @Min(1950)
  @Max(2100)
  from!: number;

  @IsOptional()
  @IsInt()
  @Min(1950)
  @Max(2100)
  to: number | null = null;
}

export class MentorOutcomes {
  /** Rounds that candidates told the result of. @example 14 */
  told!: number;
  /** Of those, passed. @example 11 */
  passed!: number;
}

export class MentorProfile extends MentorCard {
  bio!: string;
  history!: PositionDto[];
  yearsOfExperience!: number;
  links!: string[];
  policy!: Policy;
  /** The cancellation policy in words. */
  policyText!: string;
  offerings!: OfferingDto[];
}

export class Reliability {
  /** Sessions that were booked and due. */
  sessionsDue!: number;
  /** Share the mentor cancelled, 0 to 1; null below five sessions. */
  cancellationRate!: number | null;
  noShowRate!: number | null;
  /** Of the latest hundred requests. */
  medianResponseMinutes!: number | null;
}

export class PublicMentorProfile extends MentorProfile {
  reliability!: Reliability;
  /** How interviews of candidates they coached went, in rounds they coach; null below five. */
  outcomes!: MentorOutcomes | null;
}

export class OwnMentorProfile extends MentorProfile {
  state!: string;
  stateReason!: string | null;
  /** Active candidates at a time; null: as many as the calendar has room for. */
  capacity!: number | null;
  /** Candidates with something booked ahead. */
  activeCandidates!: number;
  /** What is wrong with my photo; others do not see it meanwhile. */
  photoProblem!: string | null;
  /** Since when changes wait for an admin to look at them; they show already. */
  changedSince!: string | null;
  /** My own meeting room; sessions otherwise get a room each. */
  meetingUrl!: string | null;
  /** Companies whose candidates I must not coach; only I see them. */
  conflictCompanies!: string[];
  /** What is still missing before it may be submitted. */
  missing!: string[];
  version!: number;
}

export class EditMentor {
  @MayBeLeftOut()
  @IsString()
  @Length(2, 80)
  @Matches(/^[^\p{Cc}<>]*$/u, { message: 'displayName must not contain control characters, < or >' })
  displayName?: string;

  @MayBeLeftOut()
  @IsString()
  @Length(3, 60)
  @Matches(SLUG, { message: 'slug must be lower-case words joined by hyphens' })
  slug?: string;

  @MayBeLeftOut()
  @IsString()
  @MaxLength(160)
  headline?: string;

  /** Markdown; shown sanitized. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(8000)
  bio?: string;

  /** An https address of a picture (JPEG, PNG, WebP, GIF or AVIF, 5 MB at most); null: none. */
  @IsOptional()
  @IsUrl({ protocols: ['https'], require_protocol: true })
  @MaxLength(500)
  photoUrl?: string | null;

  @MayBeLeftOut()
  @IsTimeZoneName()
  timeZone?: string;

  @MayBeLeftOut()
  @IsString()
  @Matches(SLUG)
  region?: string;

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(10)
  @ArrayUnique()
  @IsString({ each: true })
  languages?: string[];

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(10)
  @ArrayUnique()
  @IsString({ each: true })
  specialties?: string[];

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  rounds?: string[];

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  segments?: string[];

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(30)
  @IsNested(() => PositionDto, { each: true })
  history?: PositionDto[];

  @MayBeLeftOut()
  @IsInt()
  @Min(0)
  @Max(60)
  yearsOfExperience?: number;

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(10)
  @IsUrl({ protocols: ['https'], require_protocol: true }, { each: true })
  links?: string[];

  @MayBeLeftOut()
  @IsIn(['flexible', 'standard', 'strict'])
  policy?: Policy;

  /** My own meeting room (https), shown to the two parties only; null: a room is made for each session. */
  @IsOptional()
  @IsUrl({ protocols: ['https'], require_protocol: true })
  @MaxLength(500)
  meetingUrl?: string | null;

  /** Companies whose candidates I must not coach: they do not find me. @example ['Stripe'] */
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 80, { each: true })
  conflictCompanies?: string[];

  /** Active candidates at a time; null: as many as the calendar has room for. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(200)
  capacity?: number | null;
}

export class ApplyAsMentor extends EditMentor {}

export class CreateOffering {
  @IsIn(['intro', 'session', 'package', 'plan'])
  kind!: 'intro' | 'session' | 'package' | 'plan';

  /** How many sessions a package has, or a plan each month. */
  @MayBeLeftOut()
  @IsInt()
  @Min(1)
  @Max(50)
  sessions?: number;

  /** A plan that begins with seven days free, once per candidate. */
  @MayBeLeftOut()
  @IsBoolean()
  trial?: boolean;

  @IsString()
  @Length(3, 120)
  title!: string;

  @MayBeLeftOut()
  @IsString()
  @MaxLength(2000)
  description?: string;

  /** 15 to 240, in steps of 5. */
  @IsInt()
  @Min(15)
  @Max(240)
  durationMinutes!: number;

  @IsNested(() => MoneyDto)
  price!: MoneyDto;

  /** One of my schedules; left out or null: the default one. */
  @IsOptional()
  @IsUUID()
  scheduleId?: string | null;

  /** I accept each request first; the card is authorized until then. */
  @MayBeLeftOut()
  @IsBoolean()
  requiresApproval?: boolean;

  @MayBeLeftOut()
  @IsBoolean()
  active?: boolean;
}

export class EditOffering {
  @MayBeLeftOut()
  @IsString()
  @Length(3, 120)
  title?: string;

  @MayBeLeftOut()
  @IsString()
  @MaxLength(2000)
  description?: string;

  @MayBeLeftOut()
  @IsInt()
  @Min(15)
  @Max(240)
  durationMinutes?: number;

  @MayBeLeftOut()
  @IsNested(() => MoneyDto)
  price?: MoneyDto;

  /** One of my schedules; left out or null: the default one. */
  @IsOptional()
  @IsUUID()
  scheduleId?: string | null;

  /** I accept each request first; the card is authorized until then. */
  @MayBeLeftOut()
  @IsBoolean()
  requiresApproval?: boolean;

  @MayBeLeftOut()
  @IsBoolean()
  active?: boolean;
}

export class DirectoryQuery extends PageQuery {
  /** Words in name, headline, bio or companies. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(200)
  q?: string;

  @MayBeLeftOut()
  @Transform(toList)
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(SLUG, { each: true })
  specialty?: string[];

  @MayBeLeftOut()
  @Transform(toList)
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(SLUG, { each: true })
  round?: string[];

  @MayBeLeftOut()
  @Transform(toList)
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(SLUG, { each: true })
  segment?: string[];

  @MayBeLeftOut()
  @Transform(toList)
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(SLUG, { each: true })
  language?: string[];

  @MayBeLeftOut()
  @Transform(toList)
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(SLUG, { each: true })
  region?: string[];

  /** In minor units of `currency`. */
  @MayBeLeftOut()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(99_999_999)
  maxPrice?: number;

  @MayBeLeftOut()
  @IsIn(CURRENCIES)
  currency?: string;

  @MayBeLeftOut()
  @Type(() => Number)
  @Min(1)
  @Max(5)
  minRating?: number;

  /** Only mentors with a free start at or after this. */
  @MayBeLeftOut()
  @IsDateOrInstant()
  availableFrom?: string;

  /** … and before this. */
  @MayBeLeftOut()
  @IsDateOrInstant()
  availableTo?: string;

  @MayBeLeftOut()
  @IsIn(['relevance', 'rating', 'price', 'soonest'])
  sort?: 'relevance' | 'rating' | 'price' | 'soonest';
}

export class FacetCount {
  /** @example 'fintech' */
  value!: string;
  /** Mentors with it among those that fit the other filters. */
  count!: number;
}

/** For each filter its values with how many mentors they would leave, most first. */
export class MentorFacets {
  specialty!: FacetCount[];
  round!: FacetCount[];
  segment!: FacetCount[];
  language!: FacetCount[];
  region!: FacetCount[];
}

export class MentorPage {
  facets!: MentorFacets;
  /** How many mentors fit. */
  total!: number;
  /** The text that was searched for, where typing errors in `q` were put right. @example 'fintech' */
  readAs?: string;

  data!: MentorCard[];
  nextCursor!: string | null;
}

export class OfferingList {
  data!: OfferingDto[];
  nextCursor!: string | null;
}

export class IncidentDto {
  bookingId!: string;
  kind!: IncidentKind;
  at!: string;
}

export class StandingRules {
  windowDays!: number;
  warnedAt!: number;
  pausedAt!: number;
  pauseDays!: number;
}

export class AppealResponse {
  text!: string;
  state!: 'open' | 'granted' | 'declined';
  /** The admin's reason. */
  decision!: string | null;
  createdAt!: string;
}

export class StandingResponse {
  /** What counts at present. */
  incidents!: IncidentDto[];
  rules!: StandingRules;
  pausedUntil!: string | null;
  appeal!: AppealResponse | null;
}

export class Appeal {
  @IsString()
  @Length(10, 2000)
  text!: string;
}

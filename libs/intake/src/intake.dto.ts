import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  registerDecorator,
} from 'class-validator';
import { CURRENCIES, IsDateOnly, IsTimeZoneName, MayBeLeftOut, IsNested } from '#libs/platform';
import { MoneyDto } from '#libs/mentors';
import type { Budget } from './domain/answers.ts';
import { type Result, RESULTS } from './domain/outcomes.ts';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const IsConfidence = (): PropertyDecorator => (target, property) =>
  registerDecorator({
    name: 'isConfidence',
    target: target.constructor,
    propertyName: property as string,
    options: { message: '$property must give rounds a number from 1 to 5' },
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        Object.entries(value).length <= 20 &&
        Object.entries(value).every(
          ([round, level]) => SLUG.test(round) && typeof level === 'number' && level >= 1 && level <= 5,
        ),
    },
  });

export class BudgetDto implements Budget {
  /** Integer minor units. @example 60000 */
  @IsInt()
  @Min(1)
  @Max(99_999_999)
  amount!: number;

  /** @example 'USD' */
  @IsIn(CURRENCIES)
  currency!: string;

  @MayBeLeftOut()
  @IsIn(['week', 'month', 'session', 'total'])
  per: Budget['per'] = 'month';
}

export class PreferredHoursDto {
  /** 1 Monday to 7 Sunday. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(7)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  weekdays!: number[];

  /** @example '18:00' */
  @IsString()
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'start must be HH:MM' })
  start!: string;

  /** @example '21:00' */
  @IsString()
  @Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { message: 'end must be HH:MM, 24:00 at most' })
  end!: string;
}

/** What a candidate tells; `goals` or `segments` is needed, the rest may be read from the words. */
export class TellGoals {
  @MayBeLeftOut()
  @IsString()
  @Length(1, 4000)
  goals?: string;

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(9)
  @ArrayUnique()
  @Matches(SLUG, { each: true })
  segments?: string[];

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 80, { each: true })
  targetCompanies?: string[];

  /** Employers whose people must not see the candidate. @example ['PayPal'] */
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 80, { each: true })
  avoidEmployers?: string[];

  @MayBeLeftOut()
  @IsString()
  @Matches(SLUG)
  region?: string;

  @MayBeLeftOut()
  @IsString()
  @Matches(SLUG)
  level?: string;

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(10)
  @ArrayUnique()
  @Matches(SLUG, { each: true })
  specialties?: string[];

  /** @example '2027-01-20' */
  @MayBeLeftOut()
  @IsDateOnly()
  interviewDate?: string;

  /** Hours a week for preparation, sessions included. */
  @MayBeLeftOut()
  @IsNumber()
  @Min(0.5)
  @Max(80)
  weeklyHours?: number;

  /** Round to 1 (none) … 5 (ready). */
  @MayBeLeftOut()
  @IsObject()
  @IsConfidence()
  confidence?: Record<string, number>;

  @MayBeLeftOut()
  @IsNested(() => BudgetDto)
  budget?: BudgetDto;

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(10)
  @ArrayUnique()
  @Matches(SLUG, { each: true })
  languages?: string[];

  @MayBeLeftOut()
  @IsTimeZoneName()
  timeZone?: string;

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(14)
  @IsNested(() => PreferredHoursDto, { each: true })
  preferredHours?: PreferredHoursDto[];
}

export class InterpretText {
  @IsString()
  @Length(1, 4000)
  text!: string;

  @MayBeLeftOut()
  @IsTimeZoneName()
  timeZone?: string;
}

export class TellOutcome {
  /** A round's slug. @example 'system-design' */
  @IsString()
  @Matches(SLUG)
  round!: string;

  @IsIn(RESULTS)
  result!: Result;
}

export class OutcomeResponse {
  round!: string;
  result!: Result;
  /** RFC 3339 UTC. */
  toldAt!: Date;
}

export class ClaimIntake {
  @IsString()
  @MaxLength(100)
  token!: string;
}

export class TokenQuery {
  /** The intake's access token, for anonymous reading. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(100)
  token?: string;
}

export class InferenceDto {
  /** @example 'interviewDate' */
  field!: string;
  /** As the field has it. */
  @ApiProperty({
    oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'array', items: {} }, { type: 'object' }],
  })
  value!: unknown;
  /** The words it rests on. @example 'loop in three weeks' */
  evidence!: string;
  /** 0 to 1. */
  certainty!: number;
  /** What was decided where the text leaves a choice: a contradiction, an assumption. */
  note?: string;
}

export class RoundReadinessDto {
  round!: string;
  weight!: number;
  confidence!: number;
  assumed!: boolean;
  gap!: number;
  why!: string;
}

export class ReadinessDto {
  overall!: number;
  rounds!: RoundReadinessDto[];
  basis!: string | null;
}

export class OptionCost {
  from!: MoneyDto;
  to!: MoneyDto;
  per!: string;
}

export class FitOptionDto {
  option!: string;
  score!: number;
  cost!: OptionCost;
  weeksToReady!: number | null;
  feedback!: number;
  accountability!: number;
  why!: string;
}

export class FitDto {
  verdict!: 'strong' | 'partial' | 'not_now';
  summary!: string;
  options!: FitOptionDto[];
  /** What the market looks like, each with its year. */
  market!: string[];
}

export class IntakeResponse {
  id!: string;
  /** Only on creation. */
  accessToken?: string;
  answers!: object;
  inferred!: InferenceDto[];
  readiness!: ReadinessDto;
  fit!: FitDto;
  /** Questions back, where the text said nothing usable. */
  followUps!: string[];
  rubricVersion!: string;
  version!: number;
}

export class InterpretResponse {
  answers!: object;
  inferred!: InferenceDto[];
  followUps!: string[];
}

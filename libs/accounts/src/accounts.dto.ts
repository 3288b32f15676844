import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsObject,
  IsString,
  Length,
  Matches,
  MaxLength,
  registerDecorator,
} from 'class-validator';
import { IsTimeZoneName, type Role, MayBeLeftOut } from '#libs/platform';
import { ALL_PURPOSES, type Purpose } from './consent.entity.ts';

/** Mails a person may switch off; security and money mails are not among them. */
export const PREFERENCES = ['reminders', 'reviewRequests', 'reviews', 'outcomeRequests', 'messages', 'digest'] as const;
export type Preference = (typeof PREFERENCES)[number];

export const isPreference = (name: string): name is Preference => (PREFERENCES as readonly string[]).includes(name);

const IsPreferences = (): PropertyDecorator => (target, property) =>
  registerDecorator({
    name: 'isPreferences',
    target: target.constructor,
    propertyName: property as string,
    options: { message: `$property may hold ${PREFERENCES.join(', ')}, each true or false` },
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        Object.entries(value).every(([key, on]) => isPreference(key) && typeof on === 'boolean'),
    },
  });

export class SignUpRequest {
  /** @example 'Kim Doe' */
  @IsString()
  @Length(1, 100)
  @Matches(/^[^\p{Cc}<>]*$/u, { message: 'name must not contain control characters, < or >' })
  name!: string;

  /** @example 'kim@example.com' */
  @IsEmail()
  @MaxLength(254)
  email!: string;

  @IsString()
  @Length(8, 128)
  password!: string;

  /** Where the sign-in page leads afterwards. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(500)
  callbackURL?: string;
}

export class SignInRequest {
  /** @example 'candidate@demo.test' */
  @IsEmail()
  @MaxLength(254)
  email!: string;

  @IsString()
  @MaxLength(128)
  password!: string;

  @MayBeLeftOut()
  @IsBoolean()
  rememberMe?: boolean;

  @MayBeLeftOut()
  @IsString()
  @MaxLength(500)
  callbackURL?: string;
}

export class SignedInUser {
  id!: string;
  name!: string;
  email!: string;
}

export class SignedIn {
  /** Send it as `Authorization: Bearer …`. */
  token!: string;
  user!: SignedInUser;
}

export class UpdateMe {
  @MayBeLeftOut()
  @IsString()
  @Length(1, 100)
  @Matches(/^[^\p{Cc}<>]*$/u, { message: 'name must not contain control characters, < or >' })
  name?: string;

  /** @example 'Asia/Tokyo' */
  @MayBeLeftOut()
  @IsTimeZoneName()
  timeZone?: string;

  /** @example 'en' */
  @MayBeLeftOut()
  @IsIn(['en', 'en-GB', 'en-US', 'de', 'fr', 'es', 'pt', 'ja'])
  locale?: string;

  @MayBeLeftOut()
  @IsObject()
  @IsPreferences()
  preferences?: Record<string, boolean>;
}

export class MeResponse {
  id!: string;
  name!: string;
  email!: string;
  roles!: Role[];
  timeZone!: string;
  locale!: string;
  preferences!: Record<string, boolean>;
  version!: number;
}

export class GiveConsent {
  @IsIn(ALL_PURPOSES)
  purpose!: Purpose;

  /** False takes it back. */
  @IsBoolean()
  given!: boolean;
}

export class ConsentResponse {
  purpose!: Purpose;
  /** Of the text that was agreed to. @example '2026-11-01' */
  version!: string;
  given!: boolean;
  at!: string;
}

export class ConsentsResponse {
  data!: ConsentResponse[];
  nextCursor!: string | null;
  /** Texts in force that using the product rests on, and that are not agreed to yet. */
  missing!: string[];
}

import { IsIn, Matches } from 'class-validator';
import { MayBeLeftOut } from '#libs/platform';
import { PAYOUT_COUNTRIES } from './domain/country.ts';

export class OnboardMentor {
  /** Where the mentor is paid, ISO 3166-1 alpha-2; from their time zone when left out. */
  @MayBeLeftOut()
  @IsIn(PAYOUT_COUNTRIES)
  country?: string;
}

export class OnboardingResponse {
  /** A page of Stripe's; it works for some minutes, once. */
  onboardingUrl!: string;
}

export class PayoutAccountResponse {
  /** `none`, or Stripe's word: `pending`, `restricted`, `active`, `rejected`, `unsupported`, `closed`. */
  status!: string;
  canReceive!: boolean;
  country!: string | null;
  /** What Stripe still wants, in its words. */
  requirements!: string[];
}

/** Minor units of the currency. */
export class EarningsBalance {
  currency!: string;
  /** Earned and not sent yet, without what is on hold. */
  owed!: number;
  /** Frozen by a claim, a refund case, a dispute or a search for a replacement. */
  onHold!: number;
  /** The part of `owed` that is due and waits for the payout account. */
  waitingForAccount!: number;
  transferred!: number;
  /** The platform's share of what was earned. */
  fees!: number;
  /** To be settled with the next earnings. */
  debt!: number;
  /** `owed + onHold - debt`; may be negative. */
  balance!: number;
}

/** Minor units of the currency; months by the mentor's calendar. */
export class EarningsMonth {
  month!: string;
  currency!: string;
  earned!: number;
  /** By refunds and lost disputes. */
  takenBack!: number;
  transferred!: number;
  fees!: number;
}

export class EarningsResponse {
  timeZone!: string;
  balances!: EarningsBalance[];
  months!: EarningsMonth[];
}

export class StatementQuery {
  /** `YYYY-MM`, by the mentor's calendar. */
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: '$property must be YYYY-MM' })
  month!: string;
}

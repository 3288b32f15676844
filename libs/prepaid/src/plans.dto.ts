import { IsInt, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { MayBeLeftOut } from '#libs/platform';
import { MoneyDto } from '#libs/mentors';
import type { PlanState } from './domain/plan-rules.ts';
import { BuyPrepaid, EntitlementResponse } from './prepaid.dto.ts';

export class StartPlan extends BuyPrepaid {
  /** For the mentor, where they want an application first. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(4000)
  text?: string;

  /** For the first month, where the plan begins without a trial. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(60)
  promoCode?: string;
}

export class CheckInText {
  @IsString()
  @MinLength(1)
  @MaxLength(4000)
  text!: string;
}

export class ExtendTrial {
  @IsInt()
  @Min(1)
  @Max(14)
  days!: number;
}

export class CheckIn {
  at!: string;
  by!: 'candidate' | 'mentor';
  text!: string;
}

export class PlanResponse {
  id!: string;
  state!: PlanState;
  mentorId!: string;
  candidateId!: string;
  offeringId!: string;
  text!: string | null;
  /** A month. */
  sessions!: number;
  durationMinutes!: number;
  /** A month. */
  price!: MoneyDto;
  /** What a promo code takes over of the first month. */
  discount!: MoneyDto | null;
  /** Whether it begins with seven days free. */
  trial!: boolean;
  trialEndsAt!: string | null;
  periodEndsAt!: string | null;
  cancelAtPeriodEnd!: boolean;
  /** `unanswered`: by itself, because the mentor has not answered for seven days. */
  pausedBy!: 'candidate' | 'unanswered' | null;
  /** The payment page, while it is to be paid. */
  checkoutUrl!: string | null;
  /** Its months, latest first; bookings pass the `id` of one as `entitlementId`. */
  periods!: EntitlementResponse[];
  checkIns!: CheckIn[];
  createdAt!: string;
}

export class PlanPage {
  data!: PlanResponse[];
  nextCursor!: string | null;
}

import { IsBoolean, IsString, IsUrl, IsUUID, MaxLength } from 'class-validator';
import { MayBeLeftOut } from '#libs/platform';
import { MoneyDto } from '#libs/mentors';
import type { EntitlementKind, EntitlementState } from './prepaid.entities.ts';

export class BuyPrepaid {
  @IsUUID()
  offeringId!: string;

  /** Where the payment page leads after paying. */
  @MayBeLeftOut()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  @MaxLength(1000)
  successUrl?: string;

  @MayBeLeftOut()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  @MaxLength(1000)
  cancelUrl?: string;
}

export class BuyPackage extends BuyPrepaid {
  /** My credit is used first, unless I say no. */
  @MayBeLeftOut()
  @IsBoolean()
  useCredit?: boolean;
}

export class MovePackage {
  /** A session of another mentor, in the same currency. */
  @IsUUID()
  offeringId!: string;
}

export class EntitlementResponse {
  /** Bookings pass it as `entitlementId`. */
  id!: string;
  kind!: EntitlementKind;
  state!: EntitlementState;
  mentorId!: string;
  offeringId!: string;
  planId!: string | null;
  durationMinutes!: number;
  sessions!: number;
  sessionsLeft!: number;
  price!: MoneyDto;
  /** What is not used yet. */
  valueLeft!: MoneyDto;
  /** What giving it back would return now; null when it is too late. */
  refundable!: MoneyDto | null;
  startsAt!: string | null;
  endsAt!: string | null;
  /** The payment page, while it is not paid. */
  checkoutUrl!: string | null;
  createdAt!: string;
}

export class EntitlementPage {
  data!: EntitlementResponse[];
  nextCursor!: string | null;
}

export class PlanText {
  @IsString()
  @MaxLength(4000)
  text!: string;
}

import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import { type Evidence } from '#libs/payments';
import { CURRENCIES, IsInstant, PageQuery, MayBeLeftOut } from '#libs/platform';
import { Reason } from './admin.dto.ts';

export class TroubledRefund {
  id!: string;
  paymentId!: string;
  amount!: number;
  currency!: string;
  /** `pending` or `failed`. */
  state!: string;
  /** `needs_funds`: our balance at Stripe is short. */
  pendingReason!: string | null;
  failureReason!: string | null;
  attempt!: number;
  reason!: string;
  nextTryAt!: string | null;
}

export class TroubledRefundPage {
  data!: TroubledRefund[];
  nextCursor!: string | null;
}

export class DisputesQuery extends PageQuery {
  @MayBeLeftOut()
  @IsIn(['open', 'won', 'lost'])
  state?: 'open' | 'won' | 'lost';
}

export class DisputeResponse {
  id!: string;
  paymentId!: string;
  stripeDisputeId!: string;
  amount!: number;
  currency!: string;
  reason!: string;
  state!: 'open' | 'won' | 'lost';
  /** Stripe's own word. */
  stripeStatus!: string;
  evidenceDueBy!: string | null;
  evidenceSentAt!: string | null;
  waivedAt!: string | null;
  openedAt!: string;
  closedAt!: string | null;
}

export class DisputePage {
  data!: DisputeResponse[];
  nextCursor!: string | null;
}

export class DisputeEvidence extends Reason {
  /** By Stripe's names, e.g. `product_description`, `access_activity_log`, `uncategorized_text`. */
  @IsObject()
  evidence!: Evidence;
}

export class CasesQuery extends PageQuery {
  @MayBeLeftOut()
  @IsIn(['open', 'escalated', 'agreed', 'decided', 'withdrawn'])
  state: 'open' | 'escalated' | 'agreed' | 'decided' | 'withdrawn' = 'escalated';
}

export class DecideCase extends Reason {
  /** What the candidate gets back, minor units; 0: nothing. */
  @IsInt()
  @Min(0)
  @Max(99_999_999)
  amount!: number;
}

export class SetFee extends Reason {
  /** Percent for new bookings; null: the usual one. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100)
  feePercent: number | null = null;
}

export class FeeResponse {
  mentorId!: string;
  before!: number | null;
  after!: number | null;
}

export class WaiveDebt extends Reason {
  @IsIn(CURRENCIES)
  currency!: string;

  /** All of it when left out. */
  @MayBeLeftOut()
  @IsInt()
  @Min(1)
  @Max(99_999_999)
  amount?: number;
}

export class WaivedResponse {
  waived!: number;
  currency!: string;
}

export class GrantCredit extends Reason {
  @IsIn(CURRENCIES)
  currency!: string;

  @IsInt()
  @Min(1)
  @Max(1_000_000)
  amount!: number;
}

export class GrantedResponse {
  accountId!: string;
  amount!: number;
  currency!: string;
}

export class LedgerQuery extends PageQuery {
  /** e.g. `stripe_clearing`, `mentor_payable:<id>`; all of them when left out. */
  @MayBeLeftOut()
  @IsString()
  @Length(1, 100)
  account?: string;
}

export class JournalLineDto {
  entryId!: string;
  at!: string;
  kind!: string;
  subjectKind!: string;
  subjectId!: string;
  stripeObject!: string | null;
  account!: string;
  /** Debits positive, minor units. */
  amount!: number;
  currency!: string;
}

export class LedgerPage {
  data!: JournalLineDto[];
  nextCursor!: string | null;
}

export class AccountBalanceDto {
  account!: string;
  currency!: string;
  debits!: number;
  credits!: number;
  balance!: number;
}

export class TrialBalance {
  /** Debits and credits of each currency are equal. */
  accounts!: AccountBalanceDto[];
  ok!: boolean;
}

export class AdminPaymentsQuery extends PageQuery {
  /** Whose payments. */
  @MayBeLeftOut()
  @Matches(/^[0-9a-f-]{36}$/)
  payerId?: string;

  @MayBeLeftOut()
  @IsIn(['created', 'pending', 'authorized', 'succeeded', 'failed', 'voided'])
  state?: string;
}

export class AdminPayment {
  id!: string;
  payerId!: string;
  subjectKind!: string;
  subjectId!: string;
  method!: string;
  state!: string;
  amount!: number;
  taxAmount!: number;
  currency!: string;
  refundedAmount!: number;
  /** Refunds that have not arrived yet. */
  refundingAmount!: number;
  transferredAmount!: number;
  stripeFeeAmount!: number | null;
  dispute!: string | null;
  stripePaymentIntentId!: string | null;
  createdAt!: string;
}

export class AdminPaymentPage {
  data!: AdminPayment[];
  nextCursor!: string | null;
}

export class ComparisonDifference {
  object!: string;
  currency!: string;
  atStripe!: number;
  inLedger!: number;
}

export class ComparisonResponse {
  id!: string;
  since!: string;
  until!: string;
  /** Objects of Stripe that were compared. */
  compared!: number;
  differences!: ComparisonDifference[];
}

export class ComparisonPage {
  data!: ComparisonResponse[];
  nextCursor!: string | null;
}

/** When and how often a code can be used; null: without end. */
export class PromoLimits extends Reason {
  @IsOptional()
  @ValidateIf((_, value) => value !== null)
  @IsInstant()
  startsAt?: string | null;

  @IsOptional()
  @ValidateIf((_, value) => value !== null)
  @IsInstant()
  endsAt?: string | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  totalLimit?: number | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1000)
  perCandidateLimit?: number | null;

  @MayBeLeftOut()
  @IsBoolean()
  active?: boolean;
}

export class CreatePromoCode extends PromoLimits {
  /** Letters, digits, - and _; asked for in any case. */
  @Matches(/^[A-Za-z0-9_-]{3,40}$/, { message: '$property must be 3 to 40 letters, digits, - or _' })
  code!: string;

  @IsIn(['percent', 'amount'])
  kind!: 'percent' | 'amount';

  /** Percent, or minor units of the currency. */
  @IsInt()
  @Min(1)
  @Max(99_999_999)
  value!: number;

  @MayBeLeftOut()
  @IsIn(CURRENCIES)
  currency?: string;

  /** Minor units. */
  @MayBeLeftOut()
  @IsInt()
  @Min(0)
  @Max(99_999_999)
  minimumPrice?: number;

  @MayBeLeftOut()
  @IsUUID()
  mentorId?: string;

  @MayBeLeftOut()
  @IsUUID()
  offeringId?: string;
}

export class PromoCodeResponse {
  id!: string;
  code!: string;
  kind!: 'percent' | 'amount';
  value!: number;
  currency!: string | null;
  startsAt!: string | null;
  endsAt!: string | null;
  totalLimit!: number | null;
  perCandidateLimit!: number | null;
  minimumPrice!: number;
  mentorId!: string | null;
  offeringId!: string | null;
  usedCount!: number;
  active!: boolean;
  version!: number;
}

export class PromoCodePage {
  data!: PromoCodeResponse[];
  nextCursor!: string | null;
}

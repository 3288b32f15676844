import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsString, Length, Max, Min } from 'class-validator';
import { type Absence, ClaimResponse } from '#libs/bookings';
import { PageQuery, MayBeLeftOut } from '#libs/platform';

export class Reason {
  /** Kept in the audit log. */
  @IsString()
  @Length(3, 500)
  reason!: string;
}

export class AdminRefund extends Reason {
  /** Minor units of the payment's currency; everything that is left when omitted. */
  @MayBeLeftOut()
  @IsInt()
  @Min(1)
  @Max(99_999_999)
  amount?: number;
}

export class AdminMentorsQuery extends PageQuery {
  @MayBeLeftOut()
  @IsIn(['draft', 'submitted', 'published', 'paused', 'rejected', 'suspended'])
  state?: string;

  /** Only published profiles whose changes wait to be looked at. */
  @MayBeLeftOut()
  @Transform(({ value }): unknown => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  changed?: boolean;
}

export class AdminMentor {
  id!: string;
  slug!: string;
  displayName!: string;
  headline!: string;
  state!: string;
  stateReason!: string | null;
  /** Since when changes wait to be looked at. */
  changedSince!: Date | null;
  /** What the profile said before them. */
  approved!: object | null;
  photoProblem!: string | null;
  pausedUntil!: Date | null;
  createdAt!: string;
}

export class AdminMentorPage {
  data!: AdminMentor[];
  nextCursor!: string | null;
}

export class MentorDecision {
  id!: string;
  before!: string;
  after!: string;
}

export class RefundOrdered {
  refundId!: string;
}

export class LedgerProblemDto {
  kind!: string;
  subject!: string;
  expected!: string;
  actual!: string;
}

export class LedgerCountsDto {
  entries!: number;
  payments!: number;
  refunds!: number;
  transfers!: number;
  bookings!: number;
}

export class LedgerCheck {
  ok!: boolean;
  checked!: LedgerCountsDto;
  problems!: LedgerProblemDto[];
}

export class Reconciled {
  /** Unfinished payments Stripe was asked about. */
  looked!: number;
  moved!: number;
}

export class AuditItem {
  id!: string;
  at!: string;
  adminId!: string;
  action!: string;
  subjectKind!: string;
  subjectId!: string;
  before!: object | null;
  after!: object | null;
  reason!: string;
}

export class AuditPage {
  data!: AuditItem[];
  nextCursor!: string | null;
}

export class DecideClaim extends Reason {
  /** Who was absent; `none`: the session took place. */
  @IsIn(['candidate', 'mentor', 'both', 'none'])
  outcome!: Absence | 'none';
}

export class ClaimsQuery extends PageQuery {
  @MayBeLeftOut()
  @IsIn(['open', 'contested', 'admitted', 'decided'])
  state: 'open' | 'contested' | 'admitted' | 'decided' = 'contested';
}

export class ClaimPage {
  data!: ClaimResponse[];
  nextCursor!: string | null;
}

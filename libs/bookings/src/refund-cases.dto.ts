import { IsBoolean, IsIn, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { MayBeLeftOut } from '#libs/platform';
import { MoneyDto } from '#libs/mentors';
import type { RefundCaseEntity, RefundCaseStepEntity } from './refund-case.entities.ts';

const REASONS = ['quality', 'not_delivered', 'other'] as const;

export class OpenRefundCase {
  /** The session it is about; or `periodId`. */
  @MayBeLeftOut()
  @IsUUID()
  bookingId?: string;

  /** The month of a plan it is about; or `bookingId`. */
  @MayBeLeftOut()
  @IsUUID()
  periodId?: string;

  @IsIn(REASONS)
  reason!: (typeof REASONS)[number];

  @IsString()
  @MinLength(1)
  @MaxLength(4000)
  text!: string;
}

export class AnswerRefundCase {
  /** Agreeing gives back everything that is left. */
  @IsBoolean()
  agree!: boolean;

  @IsString()
  @MaxLength(4000)
  text: string = '';
}

export class CaseText {
  @IsString()
  @MinLength(1)
  @MaxLength(4000)
  text!: string;
}

export class CaseStep {
  at!: string;
  by!: 'candidate' | 'mentor' | 'admin' | 'clock';
  step!: string;
  text!: string;
}

export class RefundCaseResponse {
  id!: string;
  bookingId!: string | null;
  periodId!: string | null;
  reason!: 'quality' | 'not_delivered' | 'other';
  state!: 'open' | 'escalated' | 'agreed' | 'decided' | 'withdrawn';
  /** Until when the mentor may answer; then an admin decides. */
  answerBy!: string;
  /** What is given back by it; null while it is open. */
  refund!: MoneyDto | null;
  /** Both sides read all of it. */
  steps!: CaseStep[];
  createdAt!: string;
}

export class RefundCasePage {
  data!: RefundCaseResponse[];
  nextCursor!: string | null;
}

export function toCase(one: RefundCaseEntity, steps: RefundCaseStepEntity[]): RefundCaseResponse {
  const isBooking = one.subjectKind === 'booking';
  return {
    id: one.id,
    bookingId: isBooking ? one.subjectId : null,
    periodId: isBooking ? null : one.subjectId,
    reason: one.reason,
    state: one.state,
    answerBy: one.answerBy.toISOString(),
    refund: one.refundAmount === null ? null : { amount: one.refundAmount, currency: one.currency },
    steps: steps.map(({ at, by, step, text }) => ({ at: at.toISOString(), by, step, text })),
    createdAt: one.createdAt.toISOString(),
  };
}

import type { Absence, Party } from './domain/booking-state.ts';
import type { AbsenceClaimEntity } from './session.entities.ts';

export class ClaimEvidence {
  candidateJoinedAt!: string | null;
  mentorJoinedAt!: string | null;
}

/** A claim of absence as its parties and admins see it. */
export class ClaimResponse {
  id!: string;
  bookingId!: string;
  /** Who says so. */
  by!: Party;
  /** Who is said to have been absent. */
  absent!: Party;
  text!: string;
  /** When each party first opened the room. */
  evidence!: ClaimEvidence;
  state!: 'open' | 'contested' | 'admitted' | 'decided';
  /** No answer until then counts as admitted. */
  answerBy!: string;
  answerText!: string | null;
  /** By when an admin means to decide a contested claim. */
  decideBy!: string | null;
  outcome!: Absence | 'none' | null;
  decisionReason!: string | null;
  createdAt!: string;
}

export function toClaim(claim: AbsenceClaimEntity): ClaimResponse;
export function toClaim(claim: AbsenceClaimEntity | undefined): ClaimResponse | null;
export function toClaim(claim: AbsenceClaimEntity | undefined): ClaimResponse | null {
  return claim
    ? {
        id: claim.id,
        bookingId: claim.bookingId,
        by: claim.by,
        absent: claim.absent,
        text: claim.text,
        evidence: claim.evidence,
        state: claim.state,
        answerBy: claim.answerBy.toISOString(),
        answerText: claim.answerText,
        decideBy: claim.decideBy?.toISOString() ?? null,
        outcome: claim.outcome,
        decisionReason: claim.decisionReason,
        createdAt: claim.createdAt.toISOString(),
      }
    : null;
}

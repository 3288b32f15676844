import type { Actor, BookingState, Party } from './domain/booking-state.ts';

/** A booking came into being, changed its state, or (`from` is `to`) its time. */
export class BookingMoved {
  constructor(
    readonly bookingId: string,
    readonly from: BookingState | null,
    readonly to: BookingState,
  ) {}
}

export class BookingConfirmed {
  constructor(readonly bookingId: string) {}
}

/** A mentor is asked: to be accepted or declined until the booking's deadline. */
export class BookingRequested {
  constructor(readonly bookingId: string) {}
}

/** Why a request came to nothing. */
export type DeclineReason = 'declined' | 'no_answer' | 'another_mentor' | 'authorization_lapsed';

export class BookingDeclined {
  constructor(
    readonly bookingId: string,
    readonly why: DeclineReason,
  ) {}
}

/** The session took place, as far as anybody knows. */
export class BookingCompleted {
  constructor(readonly bookingId: string) {}
}

export class BookingCancelled {
  constructor(
    readonly bookingId: string,
    readonly by: Actor,
    /** What it was: nobody but the candidate knows of a hold, calendars only of what was confirmed. */
    readonly before: BookingState,
  ) {}
}

export class BookingRescheduled {
  constructor(
    readonly bookingId: string,
    readonly by: Party,
    readonly movedFrom: Date,
  ) {}
}

/** The mentor proposes other times; nothing has moved yet. */
export class RescheduleProposed {
  constructor(
    readonly bookingId: string,
    readonly proposalId: string,
    readonly startsAt: Date[],
  ) {}
}

/** A party says the other was absent; the other one may answer. */
export class AbsenceClaimed {
  constructor(
    readonly bookingId: string,
    readonly claimId: string,
    readonly absent: Party,
    readonly answerBy: Date,
  ) {}
}

/** A claim has ended: who was absent by it, if anybody. */
export class AbsenceDecided {
  constructor(
    readonly bookingId: string,
    readonly claimId: string,
    readonly outcome: Party | 'both' | 'none',
  ) {}
}

/** A paid session's mentor will not be there: someone should look for a replacement at once. */
export class MentorDroppedOut {
  constructor(readonly bookingId: string) {}
}

export interface Replacement {
  mentorId: string;
  mentorName: string;
  startsAt: Date;
}

/** Mentors who could stand in, for the money already paid. */
export class ReplacementsFound {
  constructor(
    readonly bookingId: string,
    readonly decideBy: Date,
    readonly options: Replacement[],
  ) {}
}

/** A time has become free and is held for someone from the waiting list. */
export class PlaceOffered {
  constructor(readonly bookingId: string) {}
}

/** Money came for a hold that was gone, and the time too: it is refunded in full. */
export class PaidTooLate {
  constructor(readonly bookingId: string) {}
}

/** A payment that was under way for days has failed; the time is free again. */
export class BookingUnpaid {
  constructor(readonly bookingId: string) {}
}

/** Something was said or done in a refund case: `opened`, `evidence`, `agreed`, `declined`, `escalated`, `decided`, `withdrawn`. */
export class RefundCaseChanged {
  constructor(
    readonly caseId: string,
    readonly subjectKind: string,
    readonly subjectId: string,
    readonly step: string,
    readonly by: 'candidate' | 'mentor' | 'admin' | 'clock',
  ) {}
}

/** A candidate has missed so many sessions that they may book only paid requests for a while. */
export class CandidateRestricted {
  constructor(
    readonly bookingId: string,
    readonly candidateId: string,
  ) {}
}

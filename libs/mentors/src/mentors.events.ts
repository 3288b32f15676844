/** An admin has published a profile. */
export class MentorPublished {
  constructor(
    readonly mentorId: string,
    readonly accountId: string,
  ) {}
}

/** An admin has decided about a profile; `version` is the profile's after it. */
export class MentorDecided {
  constructor(
    readonly mentorId: string,
    readonly accountId: string,
    readonly version: number,
    readonly event: 'publish' | 'reject' | 'suspend' | 'reinstate',
    readonly reason: string | null,
  ) {}
}

/** An admin took a mentor's changes to a published profile back. */
export class ChangesReviewed {
  constructor(
    readonly mentorId: string,
    readonly accountId: string,
    readonly version: number,
    readonly reason: string,
  ) {}
}

/** A mentor's standing has changed; `mark` names the change once and for all. */
export class StandingChanged {
  constructor(
    readonly mentorId: string,
    readonly accountId: string,
    readonly mark: string,
    readonly what: 'warned' | 'paused' | 'resumed' | 'lifted' | 'appeal_declined',
    readonly until: Date | null,
    readonly reason: string | null,
  ) {}
}

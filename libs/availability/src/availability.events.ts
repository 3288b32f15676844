/** Holds that lost their time because their deadline had passed and someone else wanted it. */
export class HoldsLapsed {
  constructor(readonly subjectIds: string[]) {}
}

/** A mentor may have become free somewhere: a session ended early, hours were added, days off were given back. */
export class TimeFreed {
  constructor(readonly mentorAccountId: string) {}
}

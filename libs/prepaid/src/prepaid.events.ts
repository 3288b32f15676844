/** A month of a plan could not be charged; Stripe tries again. */
export class PlanPaymentFailed {
  constructor(readonly planId: string) {}
}

/** Something the other side should know: `applied`, `accepted`, `declined`, `question`, `answer`, `paused`, `trial_extended`. */
export class PlanChanged {
  constructor(
    readonly planId: string,
    readonly what: 'applied' | 'accepted' | 'declined' | 'question' | 'answer' | 'paused' | 'trial_extended',
    /** What makes it one of its kind, for mails that are sent once. */
    readonly mark: string,
  ) {}
}

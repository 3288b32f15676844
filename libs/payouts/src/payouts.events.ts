/** A mentor's share has been sent to their account. */
export class PayoutSent {
  constructor(
    readonly transferId: string,
    readonly mentorId: string,
    readonly amount: number,
    readonly currency: string,
  ) {}
}

/** Money waits for a mentor whose account cannot receive it. */
export class PayoutWaiting {
  constructor(
    readonly allocationId: string,
    readonly mentorId: string,
    readonly amount: number,
    readonly currency: string,
  ) {}
}

/** What a payment, or a part of it, is for, by the module that asked for it. */
export interface Subject {
  kind: string;
  id: string;
}

/** Published first in every transaction that will change a payment, so that its subjects are locked before it. */
export class PaymentChanging {
  constructor(readonly subjects: readonly Subject[]) {}
}

/** The card is authorized; nothing is taken until it is decided. */
export class PaymentAuthorized {
  constructor(
    readonly subject: Subject,
    readonly paymentId: string,
  ) {}
}

/** An authorization is gone: voided by us, or lapsed at the bank. */
export class PaymentVoided {
  constructor(readonly subjects: readonly Subject[]) {}
}

/** Money has arrived for a subject: one event for each part of a payment. */
export class PaymentSucceeded {
  constructor(
    readonly subject: Subject,
    readonly allocationId: string,
    readonly amount: number,
    readonly currency: string,
  ) {}
}

export class RefundSucceeded {
  constructor(
    readonly subject: Subject,
    readonly refundId: string,
    readonly amount: number,
    readonly currency: string,
  ) {}
}

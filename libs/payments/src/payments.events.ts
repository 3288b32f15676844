/** What a payment is for, by the module that asked for it. */
export interface Subject {
  kind: string;
  id: string;
}

/** Published first in every transaction that will change a payment, so that the subject is locked before the payment. */
export class PaymentChanging {
  constructor(readonly subject: Subject) {}
}

export class PaymentSucceeded {
  constructor(
    readonly subject: Subject,
    readonly paymentId: string,
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

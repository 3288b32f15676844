import type { DisputeState } from './domain/payment-state.ts';

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

/** A payment that was under way for days has failed in the end. */
export class PaymentFailed {
  constructor(readonly subjects: readonly Subject[]) {}
}

/** Money has arrived for a subject: one event for each part of a payment. */
export class PaymentSucceeded {
  constructor(
    readonly subject: Subject,
    readonly allocationId: string,
  ) {}
}

/** What was set aside of a package or plan is not needed after all. */
export class PrepaidReleased {
  constructor(
    readonly prepaidId: string,
    readonly amount: number,
  ) {}
}

/** Some of a part was given back. */
export class RefundSucceeded {
  constructor(
    readonly subject: Subject,
    readonly allocationId: string,
    readonly refund: {
      id: string;
      /** With tax: what reaches the candidate. */
      amount: number;
      currency: string;
      destination: 'card' | 'credit' | 'prepaid' | 'promo';
      prepaidId: string | null;
    },
  ) {}
}

/** A bank did not take a refund: the money is with us and still owed. */
export class RefundFailed {
  constructor(
    readonly subject: Subject,
    readonly allocationId: string,
    readonly refundId: string,
    readonly attempt: number,
  ) {}
}

/** What a mentor has of a part has changed: less is theirs, or more again. */
export class ShareChanged {
  constructor(readonly allocationId: string) {}
}

/** A dispute has opened, or was decided. */
export class DisputeChanged {
  constructor(
    readonly paymentId: string,
    readonly disputeId: string,
    readonly state: DisputeState,
    readonly allocationIds: readonly string[],
  ) {}
}

/** A card's issuer suspects fraud; refunding now avoids a dispute. */
export class FraudSuspected {
  constructor(readonly subjects: readonly Subject[]) {}
}

/** Stripe has said something about a subscription: whoever owns the plan looks at it afresh. */
export class SubscriptionTold {
  constructor(readonly planId: string) {}
}

import type Stripe from 'stripe';

/** The types of the SDK that the sandbox is judged by; see sdk-schemas.ts. */
export type SessionCreate = Stripe.Checkout.SessionCreateParams;
export type RefundCreate = Stripe.RefundCreateParams;
export type Session = Stripe.Checkout.Session;
export type Intent = Stripe.PaymentIntent;
export type Charge = Stripe.Charge;
export type Refund = Stripe.Refund;
export type BalanceTransaction = Stripe.BalanceTransaction;
export type TransferCreate = Stripe.TransferCreateParams;
export type ReversalCreate = Stripe.TransferCreateReversalParams;
export type AccountCreate = Stripe.V2.Core.AccountCreateParams;
export type AccountLinkCreate = Stripe.V2.Core.AccountLinkCreateParams;
export type DisputeUpdate = Stripe.DisputeUpdateParams;
export type Subscription = Stripe.Subscription;
export type CouponCreate = Stripe.CouponCreateParams;
export type Coupon = Stripe.Coupon;
export type Invoice = Stripe.Invoice;
export type SubscriptionUpdate = Stripe.SubscriptionUpdateParams;
export type Transfer = Stripe.Transfer;
export type Reversal = Stripe.TransferReversal;
export type Dispute = Stripe.Dispute;
export type V2Account = Stripe.V2.Core.Account;
export type AccountLink = Stripe.V2.Core.AccountLink;

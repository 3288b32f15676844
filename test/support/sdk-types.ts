import type Stripe from 'stripe';

/** The types of the SDK that the sandbox is judged by; see sdk-schemas.ts. */
export type SessionCreate = Stripe.Checkout.SessionCreateParams;
export type RefundCreate = Stripe.RefundCreateParams;
export type Session = Stripe.Checkout.Session;
export type Intent = Stripe.PaymentIntent;
export type Charge = Stripe.Charge;
export type Refund = Stripe.Refund;
export type BalanceTransaction = Stripe.BalanceTransaction;

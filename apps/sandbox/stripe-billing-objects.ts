import type Stripe from 'stripe';
import { makeId, type Plain } from './stripe-objects.ts';

/** Billing's objects as Stripe answers them, checked by the compiler against the SDK's own types. */

export type Subscription = Plain<Stripe.Subscription>;
/** With the key that older versions of the API, and the example objects, have as well. */
export type Invoice = Plain<Stripe.Invoice> & { subscription: string };

export interface Terms {
  amount: number;
  currency: string;
  product: string;
}

const list = <T>(data: T[], url: string): Stripe.ApiList<T> => ({ object: 'list', data, has_more: false, url });

export function makeItem(subscription: string, terms: Terms, created: number, end: number): Stripe.SubscriptionItem {
  const [id, priceId] = [makeId('si'), makeId('price')];
  const shared = {
    active: true,
    billing_scheme: 'per_unit' as const,
    created,
    currency: terms.currency,
    livemode: false,
  };
  return {
    id,
    object: 'subscription_item',
    billing_thresholds: null,
    created,
    current_period_end: end,
    current_period_start: created,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: {
      ...shared,
      id: priceId,
      object: 'plan',
      amount: terms.amount,
      amount_decimal: null,
      interval: 'month',
      interval_count: 1,
      metadata: {},
      meter: null,
      nickname: null,
      product: terms.product,
      tiers_mode: null,
      transform_usage: null,
      trial_period_days: null,
      usage_type: 'licensed',
    },
    price: {
      ...shared,
      id: priceId,
      object: 'price',
      custom_unit_amount: null,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: terms.product,
      recurring: { interval: 'month', interval_count: 1, meter: null, trial_period_days: null, usage_type: 'licensed' },
      tax_behavior: 'unspecified',
      tiers_mode: null,
      transform_quantity: null,
      type: 'recurring',
      unit_amount: terms.amount,
      unit_amount_decimal: null,
    },
    quantity: 1,
    subscription,
    tax_rates: [],
  };
}

export function makeSubscription(
  params: Stripe.Checkout.SessionCreateParams.SubscriptionData | undefined,
  customer: string,
  terms: Terms,
  created: number,
  trialEnd: number | null,
  periodEnd: number,
): Subscription {
  const id = makeId('sub');
  return {
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: trialEnd ?? created,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: null, type: 'flexible' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: null,
    collection_method: 'charge_automatically',
    created,
    currency: terms.currency,
    customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: makeId('pm'),
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: list([makeItem(id, terms, created, periodEnd)], `/v1/subscription_items?subscription=${id}`),
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: (params?.metadata as Stripe.Metadata | undefined) ?? {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: 'off' },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: created,
    status: trialEnd === null ? 'active' : 'trialing',
    test_clock: null,
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' } },
    trial_start: trialEnd === null ? null : created,
  };
}

/** An open invoice of one month; nothing has been charged yet. */
export function makeInvoice(
  subscription: Subscription,
  start: number,
  end: number,
  created: number,
  url: string,
): Invoice {
  const id = makeId('in');
  const item = subscription.items.data[0];
  const amount = item?.price.unit_amount ?? 0;
  const { currency } = subscription;
  return {
    id,
    object: 'invoice',
    account_country: 'US',
    account_name: 'Mentor Sessions',
    account_tax_ids: null,
    amount_due: amount,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: amount,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: subscription.latest_invoice === null ? 'subscription_create' : 'subscription_cycle',
    collection_method: 'charge_automatically',
    created,
    currency,
    custom_fields: null,
    customer: subscription.customer,
    customer_account: null,
    customer_address: null,
    customer_email: null,
    customer_name: null,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: created,
    ending_balance: 0,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: `${url}/invoices/${id}`,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: list(
      [
        {
          id: makeId('il'),
          object: 'line_item' as const,
          amount,
          currency,
          description: null,
          discount_amounts: [],
          discountable: true,
          discounts: [],
          invoice: id,
          livemode: false,
          metadata: {},
          parent: null,
          period: { start, end },
          pretax_credit_amounts: [],
          pricing: null,
          quantity: 1,
          quantity_decimal: null,
          subscription: subscription.id,
          subtotal: amount,
          taxes: [],
        },
      ],
      `/v1/invoices/${id}/lines`,
    ),
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: `SANDBOX-${created}`,
    on_behalf_of: null,
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    payments: list<Stripe.InvoicePayment>([], `/v1/invoice_payments?invoice=${id}`),
    period_end: start,
    period_start: start,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: 'open',
    status_transitions: { finalized_at: created, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subscription: subscription.id,
    subtotal: amount,
    subtotal_excluding_tax: amount,
    test_clock: null,
    total: amount,
    total_discount_amounts: [],
    total_excluding_tax: amount,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  };
}

export const makeInvoicePayment = (invoice: Invoice, intent: string, created: number): Stripe.InvoicePayment => ({
  id: makeId('inpay'),
  object: 'invoice_payment',
  amount_paid: invoice.amount_due,
  amount_requested: invoice.amount_due,
  created,
  currency: invoice.currency,
  invoice: invoice.id,
  is_default: true,
  livemode: false,
  payment: { type: 'payment_intent', payment_intent: intent },
  status: 'paid',
  status_transitions: { canceled_at: null, paid_at: created },
});

export type Coupon = Plain<Stripe.Coupon>;

export function makeCoupon(params: Record<string, unknown>, created: number): Coupon {
  const optional = (value: unknown): number | null => (value === undefined ? null : Number(value));
  return {
    id: makeId('coupon'),
    object: 'coupon',
    amount_off: optional(params.amount_off),
    created,
    currency: (params.currency as string | undefined) ?? null,
    duration: (params.duration as Coupon['duration'] | undefined) ?? 'once',
    duration_in_months: null,
    livemode: false,
    max_redemptions: optional(params.max_redemptions),
    metadata: (params.metadata as Stripe.Metadata | undefined) ?? {},
    name: (params.name as string | undefined) ?? null,
    percent_off: optional(params.percent_off),
    redeem_by: null,
    times_redeemed: 0,
    valid: true,
  };
}

/** Takes a coupon off an invoice that nothing has been charged for yet. */
export function discount(invoice: Invoice, coupon: Coupon): void {
  const off = Math.min(
    invoice.amount_due,
    coupon.amount_off ?? Math.round((invoice.subtotal * (coupon.percent_off ?? 0)) / 100),
  );
  const due = invoice.subtotal - off;
  Object.assign(invoice, { amount_due: due, amount_remaining: due, total: due, total_excluding_tax: due });
  invoice.total_discount_amounts = [{ amount: off, discount: makeId('di') }];
}

import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';

/** Objects as Stripe answers them: every key there is, checked by the compiler against the SDK's own types. */

/** The response part the SDK adds by itself. */
export type Plain<T> = Omit<T, 'lastResponse'>;
export type Session = Plain<Stripe.Checkout.Session>;
export type Intent = Plain<Stripe.PaymentIntent>;
export type Charge = Plain<Stripe.Charge>;
export type Refund = Plain<Stripe.Refund>;
export type BalanceTransaction = Plain<Stripe.BalanceTransaction>;

/** An id with Stripe's prefix. */
export const makeId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;

interface SessionInput {
  params: Stripe.Checkout.SessionCreateParams;
  amount: number;
  tax: number;
  automaticTax: boolean;
  currency: string;
  created: number;
  expiresAt: number;
  url: (id: string) => string;
}

export function makeSession(input: SessionInput): Session {
  const { params, amount, tax, automaticTax, currency, created, expiresAt, url } = input;
  const id = makeId('cs_test');
  return {
    id,
    object: 'checkout.session',
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount_subtotal: amount,
    amount_total: amount + tax,
    automatic_tax: automaticTax
      ? { enabled: true, liability: { type: 'self' }, provider: 'stripe', status: 'complete' }
      : { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created,
    currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: params.customer ?? null,
    customer_account: null,
    customer_creation: params.mode === 'payment' ? 'if_required' : null,
    customer_details: null,
    customer_email: params.customer_email ?? null,
    discounts: null,
    expires_at: expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: null,
    managed_payments: null,
    metadata: (params.metadata as Stripe.Metadata | undefined) ?? {},
    mode: params.mode === 'subscription' ? 'subscription' : 'payment',
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_status: 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: null,
    subscription: null,
    success_url: params.success_url ?? null,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: tax },
    ui_mode: 'hosted_page',
    url: url(id),
    wallet_options: null,
  };
}

export function makeIntent(
  session: Pick<Session, 'amount_total' | 'currency' | 'allowed_payment_method_types'>,
  params: Stripe.Checkout.SessionCreateParams.PaymentIntentData | undefined,
  chargeId: string,
  created: number,
): Intent {
  const id = makeId('pi');
  const amount = session.amount_total ?? 0;
  const isManual = params?.capture_method === 'manual';
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: session.allowed_payment_method_types,
    amount,
    amount_capturable: isManual ? amount : 0,
    amount_details: { tip: {} },
    amount_received: isManual ? 0 : amount,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: isManual ? 'manual' : 'automatic_async',
    client_secret: `${id}_secret_${randomBytes(8).toString('hex')}`,
    confirmation_method: 'automatic',
    created,
    currency: session.currency ?? 'usd',
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: chargeId,
    livemode: false,
    managed_payments: null,
    metadata: (params?.metadata as Stripe.Metadata | undefined) ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: makeId('pm'),
    payment_record: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: isManual ? 'requires_capture' : 'succeeded',
    transfer_data: null,
    transfer_group: params?.transfer_group ?? null,
  };
}

/** "Place a hold on a payment method": a card authorization by the customer lapses after seven days. */
export const AUTHORIZATION_SECONDS = 7 * 86_400;

/** @param captured false while the card is only authorized */
export function makeCharge(id: string, intent: Intent, last4: string, captured: boolean, receiptUrl: string): Charge {
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: 'MENTOR SESSIONS',
    captured,
    created: intent.created,
    currency: intent.currency,
    customer: null,
    description: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: null,
      risk_level: 'normal',
      seller_message: 'Payment complete.',
      type: 'authorized',
    },
    paid: true,
    payment_intent: intent.id,
    payment_method: intent.payment_method as string,
    payment_method_details: { type: 'card', card: makeCard(intent, last4, captured) },
    presentment_details: undefined,
    receipt_email: null,
    receipt_number: null,
    receipt_url: receiptUrl,
    refunded: false,
    refunds: null,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
}

function makeCard(
  { amount, created }: Intent,
  last4: string,
  captured: boolean,
): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: amount,
    ...(!captured && { capture_before: created + AUTHORIZATION_SECONDS }),
    authorization_code: null,
    brand: 'visa',
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    electronic_commerce_indicator: null,
    exp_month: 12,
    exp_year: 2030,
    extended_authorization: { status: 'disabled' },
    fingerprint: 'sandboxfingerprint',
    funding: 'credit',
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4,
    mandate: null,
    multicapture: { status: 'unavailable' },
    network: 'visa',
    network_token: { used: false },
    network_transaction_id: null,
    overcapture: { maximum_amount_capturable: amount, status: 'unavailable' },
    regulated_status: null,
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  };
}

export function makeRefund(charge: Charge, amount: number, metadata: Stripe.Metadata, created: number): Refund {
  return {
    id: makeId('re'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created,
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: { card: { type: 'refund' }, type: 'card' },
    metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
}

interface Movement {
  type: BalanceTransaction['type'];
  source: string;
  amount: number;
  currency: string;
  fee?: number;
}

/** A movement of our balance. */
export function makeBalanceTransaction(
  id: string,
  { type, source, amount, currency, fee = 0 }: Movement,
  created: number,
  availableOn: number,
): BalanceTransaction {
  return {
    id,
    object: 'balance_transaction',
    amount,
    available_on: availableOn,
    balance_type: 'payments',
    created,
    currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details:
      fee > 0
        ? [{ amount: fee, application: null, currency, description: 'Stripe processing fees', type: 'stripe_fee' }]
        : [],
    net: amount - fee,
    reporting_category: type === 'adjustment' ? 'dispute' : type,
    source,
    status: availableOn > created ? 'pending' : 'available',
    type,
  };
}

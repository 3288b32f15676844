import type Stripe from 'stripe';
import { invalid, StripeApiError } from './stripe-error.ts';

/** How Stripe behaves, one rule a line, with the title of the documentation page that says so. */

const MINUTE = 60;

/** "Create a Checkout Session" (parameter `expires_at`): 30 minutes to 24 hours ahead. */
export function checkExpiry(expiresAt: number, nowSeconds: number): void {
  if (expiresAt < nowSeconds + 30 * MINUTE - 5)
    throw invalid(
      'The `expires_at` timestamp must be at least 30 minutes in the future.',
      'expires_at',
      'parameter_invalid',
    );
  if (expiresAt > nowSeconds + 24 * 60 * MINUTE)
    throw invalid(
      'The `expires_at` timestamp must be less than 24 hours in the future.',
      'expires_at',
      'parameter_invalid',
    );
}

/** "Expire a Checkout Session": only while `open`. */
export function checkExpirable(status: string | null): void {
  if (status !== 'open') {
    throw new StripeApiError(
      400,
      'invalid_request_error',
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${status}.`,
    );
  }
}

/** "Currencies", zero- and three-decimal ones. */
const ZERO_DECIMAL = 'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' ');
const THREE_DECIMAL = 'bhd jod kwd omr tnd'.split(' ');
/** "Currencies", minimum charge amounts; where none is listed, about 0.50 USD. */
const MINIMUMS: Readonly<Record<string, number>> = {
  ...{ aed: 200, aud: 50, bhd: 190, brl: 50, cad: 50, chf: 50, eur: 50, gbp: 30, ils: 150, inr: 50 },
  ...{ jod: 350, jpy: 50, krw: 600, kwd: 150, sgd: 50, usd: 50 },
};

/** "Currencies": three-decimal amounts end in 0. */
export function checkStep(amount: number, currency: string): void {
  if (!Number.isInteger(amount) || amount < 0)
    throw invalid('Invalid non-negative integer', 'amount', 'parameter_invalid_integer');
  if (THREE_DECIMAL.includes(currency) && amount % 10 !== 0)
    throw invalid(`Amounts in ${currency} must be evenly divisible by 10.`, 'amount', 'amount_invalid');
}

/** "Currencies", minimum charge amounts; up to eight digits. */
export function checkAmount(amount: number, currency: string): void {
  checkStep(amount, currency);
  if (amount < (MINIMUMS[currency] ?? (ZERO_DECIMAL.includes(currency) ? 1 : 50)))
    throw new StripeApiError(
      400,
      'invalid_request_error',
      'The amount is below the minimum charge amount.',
      'amount_too_small',
      'amount',
    );
  if (amount > 99_999_999)
    throw new StripeApiError(
      400,
      'invalid_request_error',
      'Amount must be no more than 999,999.99.',
      'amount_too_large',
      'amount',
    );
}

/** "Capture a PaymentIntent", "Cancel a PaymentIntent": one of a Checkout Session only while `requires_capture`. */
export function checkCapturable(status: string, action: 'capture' | 'cancel'): void {
  if (status !== 'requires_capture')
    throw new StripeApiError(
      400,
      'invalid_request_error',
      `This PaymentIntent could not be ${action === 'capture' ? 'captured' : 'canceled'} because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be ${action === 'capture' ? 'captured' : 'canceled'}: requires_capture.`,
      'payment_intent_unexpected_state',
    );
}

/** "Capture a PaymentIntent" (parameter `amount_to_capture`): at most what was authorized; the rest is released. */
export function checkCaptureAmount(amount: number, capturable: number): void {
  if (!Number.isInteger(amount) || amount <= 0)
    throw invalid('Invalid positive integer', 'amount_to_capture', 'parameter_invalid_integer');
  if (amount > capturable)
    throw new StripeApiError(
      400,
      'invalid_request_error',
      'Amount to capture is greater than the amount capturable.',
      'amount_too_large',
      'amount_to_capture',
    );
}

/** "Create a refund": at most what is left of the charge, and nothing while it is disputed. */
export function checkRefund(amount: number, left: number, disputed: boolean): void {
  if (disputed)
    throw new StripeApiError(
      400,
      'invalid_request_error',
      'This charge is disputed: it cannot be refunded.',
      'charge_disputed',
    );
  if (left <= 0)
    throw new StripeApiError(
      400,
      'invalid_request_error',
      'Charge has already been refunded.',
      'charge_already_refunded',
    );
  if (!Number.isInteger(amount) || amount <= 0)
    throw invalid('Invalid positive integer', 'amount', 'parameter_invalid_integer');
  if (amount > left)
    throw new StripeApiError(
      400,
      'invalid_request_error',
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      'refund_exceeds_charge',
      'amount',
    );
}

/** Changelog "Removes payment_method_types": the parameter is refused since 2026-09-30; so is any parameter unknown. */
export function checkParameters(params: Record<string, unknown>, known: readonly string[]): void {
  for (const name of Object.keys(params)) {
    if (known.includes(name)) continue;
    if (name === 'payment_method_types')
      throw new StripeApiError(
        400,
        'invalid_request_error',
        'payment_method_types is no longer supported.',
        'payment_method_types_no_longer_supported',
        name,
      );
    throw new StripeApiError(
      400,
      'invalid_request_error',
      `Received unknown parameter: ${name}`,
      'parameter_unknown',
      name,
    );
  }
}

/** "Create an Account" (v2): a recipient needs a country, and fees and losses collected by the application. */
export function checkAccountParameters(params: Stripe.V2.Core.AccountCreateParams): void {
  if (!params.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers?.requested)
    throw invalid('Only recipients of transfers are known here.', 'configuration.recipient');
  if (!params.identity?.country)
    throw invalid('Missing required param: identity.country.', 'identity.country', 'parameter_missing');
  if (params.defaults?.responsibilities?.losses_collector !== 'application')
    throw invalid(
      'losses_collector must be application for separate charges and transfers.',
      'defaults.responsibilities',
    );
}

/** "Create a transfer": the destination must be able to receive transfers. */
export function checkDestination(status: string | null, destination: string): void {
  if (status === null)
    throw new StripeApiError(
      400,
      'invalid_request_error',
      `No such destination: '${destination}'`,
      'resource_missing',
      'destination',
    );
  if (status !== 'active')
    throw new StripeApiError(
      400,
      'invalid_request_error',
      'Your destination account needs to have at least one of the following capabilities enabled: transfers.',
      'insufficient_capabilities_for_transfer',
    );
}

/** "Create a transfer" (`source_transaction`): at most the charge, in its currency; else what is available. */
export function checkTransferFunds(
  amount: number,
  currency: string,
  source: { left: number; currency: string } | null,
  available: () => number,
): void {
  if (amount <= 0) throw invalid('Invalid positive integer', 'amount', 'parameter_invalid_integer');
  if (source && source.currency !== currency)
    throw invalid(
      `The currency of source_transaction's balance transaction (${source.currency}) must be the same.`,
      'currency',
    );
  if (source && amount > source.left)
    throw invalid(
      'The transfers of this charge would exceed its amount.',
      'amount',
      'transfer_source_balance_parameters_mismatch',
    );
  if (!source && amount > available())
    throw new StripeApiError(
      400,
      'invalid_request_error',
      'You have insufficient available funds.',
      'balance_insufficient',
    );
}

/** "Create a transfer reversal": at most what is left of the transfer, and what the account has. */
export function checkReversal(amount: number, left: number, balance: number): void {
  if (!Number.isInteger(amount) || amount <= 0)
    throw invalid('Invalid positive integer', 'amount', 'parameter_invalid_integer');
  if (amount > left)
    throw invalid(
      `Reversal amount (${amount}) is greater than unreversed amount (${left})`,
      'amount',
      'amount_too_large',
    );
  if (amount > balance)
    throw new StripeApiError(
      400,
      'invalid_request_error',
      'The account has insufficient funds.',
      'balance_insufficient',
    );
}

/** "Create a coupon": an amount with its currency, or a percentage. */
export function checkCoupon(params: Record<string, unknown>): void {
  if ((params.amount_off === undefined) === (params.percent_off === undefined))
    throw invalid('You must pass exactly one of percent_off or amount_off.', 'amount_off');
  if (params.amount_off !== undefined && params.currency === undefined)
    throw invalid('Missing required param: currency.', 'currency', 'parameter_missing');
}

/** "Update a subscription", "Cancel a subscription": not after its end. */
export function checkSubscriptionOpen(status: string): void {
  if (status === 'canceled')
    throw new StripeApiError(
      400,
      'invalid_request_error',
      'A canceled subscription can only update its metadata.',
      'subscription_canceled',
    );
}

/** "Testing": what each test card does. */
export type TestCard =
  | 'pays'
  | 'declined'
  | 'authenticates'
  | 'disputed'
  | 'warned'
  | 'refunds_late'
  | 'refunds_fail'
  | 'available'
  | 'fails_later';
export const TEST_CARDS: Readonly<Record<string, TestCard>> = {
  '4242424242424242': 'pays',
  '4000000000000002': 'declined',
  '4000002500003155': 'authenticates',
  '4000000000000259': 'disputed',
  '4000000000005423': 'warned',
  '4000000000007726': 'refunds_late',
  '4000000000005126': 'refunds_fail',
  '4000000000000077': 'available',
  '4000000000000341': 'fails_later',
};

const PAGES = ['limit', 'starting_after', 'ending_before', 'expand'];

export const KNOWN = {
  createSession: [
    'mode',
    'client_reference_id',
    'metadata',
    'allowed_payment_method_types',
    'line_items',
    'payment_intent_data',
    'subscription_data',
    'customer',
    'customer_email',
    'automatic_tax',
    'billing_address_collection',
    'discounts',
    'payment_method_collection',
    'expires_at',
    'success_url',
    'cancel_url',
    'expand',
  ],
  retrieve: ['expand'],
  capture: ['amount_to_capture', 'metadata', 'expand'],
  cancel: ['cancellation_reason', 'expand'],
  listSessions: ['payment_intent', 'status', ...PAGES],
  listCharges: ['payment_intent', 'created', ...PAGES],
  createRefund: ['payment_intent', 'charge', 'amount', 'metadata', 'reason', 'expand'],
  listRefunds: ['payment_intent', 'charge', 'created', ...PAGES],
  createTransfer: [
    'amount',
    'currency',
    'destination',
    'source_transaction',
    'transfer_group',
    'metadata',
    'description',
  ],
  listTransfers: ['transfer_group', 'destination', 'created', ...PAGES],
  createReversal: ['amount', 'metadata', 'description', 'expand'],
  updateDispute: ['evidence', 'submit', 'metadata', 'expand'],
  listDisputes: ['payment_intent', 'charge', 'created', ...PAGES],
  listTransactions: ['source', 'created', 'type', 'currency', ...PAGES],
  createCoupon: ['amount_off', 'percent_off', 'currency', 'duration', 'max_redemptions', 'metadata', 'name'],
  updateSubscription: [
    'cancel_at_period_end',
    'pause_collection',
    'trial_end',
    'items',
    'proration_behavior',
    'metadata',
    'expand',
  ],
  listInvoices: ['subscription', 'status', 'customer', ...PAGES],
  listRegistrations: ['status', ...PAGES],
  listEvents: ['type', 'types', 'delivery_success', ...PAGES],
} as const;

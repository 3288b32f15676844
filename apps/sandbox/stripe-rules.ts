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

/** "Currencies", minimum charge amounts: about 0.50 USD in a two-decimal currency. Up to eight digits. */
export function checkAmount(amount: number, currency: string): void {
  const zeroDecimal = ['jpy', 'krw', 'vnd', 'clp'].includes(currency);
  if (!Number.isInteger(amount) || amount < 0)
    throw invalid('Invalid non-negative integer', 'unit_amount', 'parameter_invalid_integer');
  if (amount < (zeroDecimal ? 50 : 30))
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

/** "Create a refund": at most what is left of the charge. */
export function checkRefund(amount: number, left: number): void {
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

/** "Testing": what each test card does. */
export const TEST_CARDS: Readonly<Record<string, 'pays' | 'declined' | 'authenticates'>> = {
  '4242424242424242': 'pays',
  '4000000000000259': 'pays',
  '4000000000000002': 'declined',
  '4000002500003155': 'authenticates',
};

export const KNOWN = {
  createSession: [
    'mode',
    'client_reference_id',
    'metadata',
    'allowed_payment_method_types',
    'line_items',
    'payment_intent_data',
    'expires_at',
    'success_url',
    'cancel_url',
    'expand',
  ],
  retrieve: ['expand'],
  capture: ['amount_to_capture', 'metadata', 'expand'],
  cancel: ['cancellation_reason', 'expand'],
  listSessions: ['payment_intent', 'limit', 'starting_after', 'ending_before', 'expand', 'status'],
  createRefund: ['payment_intent', 'charge', 'amount', 'metadata', 'reason', 'expand'],
  listRefunds: ['payment_intent', 'charge', 'limit', 'starting_after', 'ending_before', 'expand'],
  listEvents: ['type', 'types', 'delivery_success', 'limit', 'starting_after', 'ending_before'],
} as const;

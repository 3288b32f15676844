/** An error as Stripe's API answers it (documentation "Errors"). */
export class StripeApiError extends Error {
  constructor(
    readonly status: number,
    readonly type: 'invalid_request_error' | 'api_error' | 'card_error' | 'idempotency_error',
    message: string,
    readonly code?: string,
    readonly param?: string,
  ) {
    super(message);
  }

  get body(): object {
    const { type, message, code, param } = this;
    return { error: { type, message, ...(code && { code }), ...(param && { param }) } };
  }
}

export const invalid = (message: string, param?: string, code = 'parameter_invalid_empty'): StripeApiError =>
  new StripeApiError(400, 'invalid_request_error', message, code, param);

export const noSuch = (what: string, id: string): StripeApiError =>
  new StripeApiError(404, 'invalid_request_error', `No such ${what}: '${id}'`, 'resource_missing', 'id');

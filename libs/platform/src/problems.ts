/** Every code a response may carry, with its HTTP status (RFC 9457 `status`) and title. */
export const PROBLEMS = {
  validation_failed: [400, 'The request is not valid'],
  unauthenticated: [401, 'Sign in first'],
  forbidden: [403, 'Your role does not allow this'],
  not_found: [404, 'Not found'],
  slot_taken: [409, 'This time was just taken'],
  busy: [409, 'Too many people want this at once'],
  invalid_state: [409, 'Not possible in the present state'],
  version_conflict: [409, 'Changed by someone else meanwhile'],
  idempotency_key_reused: [409, 'Idempotency-Key was used with another request'],
  request_in_progress: [409, 'The first request with this key is still running'],
  already_exists: [409, 'Exists already'],
  hold_expired: [410, 'The hold has expired'],
  payload_too_large: [413, 'The request body is too large'],
  unsupported_media_type: [415, 'Send application/json'],
  slot_unavailable: [422, 'This time cannot be booked'],
  policy_violation: [422, 'A rule forbids this'],
  promo_invalid: [422, 'This promo code cannot be used'],
  too_many_holds: [422, 'Too many open holds'],
  rate_limited: [429, 'Too many requests'],
  internal_error: [500, 'Something went wrong on our side'],
  payment_provider_error: [502, 'The payment provider did not answer properly'],
  unavailable: [503, 'Temporarily unavailable'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof PROBLEMS;

export interface FieldError {
  field: string;
  message: string;
}

interface ProblemExtras {
  errors?: FieldError[];
  alternatives?: string[];
  retryAfterSeconds?: number;
  /** Of several times wanted together: which cannot be had, and why. */
  conflicts?: { startsAt: string; reason: string }[];
}

/** An error a client may see, by a code of the API contract. One filter turns it into problem+json. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly extras: ProblemExtras = {},
  ) {
    super(`${code}: ${detail}`);
  }

  get status(): number {
    return PROBLEMS[this.code][0];
  }
}

export const notFound = (what: string): Problem =>
  new Problem('not_found', `There is no such ${what}, or it is not yours.`);

export const invalidField = (field: string, message: string): Problem =>
  new Problem('validation_failed', `${field} ${message}`, { errors: [{ field, message }] });

export const versionConflict = (version: number): Problem =>
  new Problem('version_conflict', `The present version is ${version}. Read it again, then repeat your change.`);

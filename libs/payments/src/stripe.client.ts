import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { PinoLogger } from 'nestjs-pino';
import { Config, Metrics, Problem } from '#libs/platform';

export const STRIPE_API_VERSION = '2026-10-28.endive';

/** Stripe cannot be reached or answered nonsense: what happened there is unknown, so the same call is repeated later. */
export class StripeOutcomeUnknown extends Problem {
  constructor(cause: unknown) {
    super(
      'payment_provider_error',
      'The payment provider did not answer properly. Nothing is lost: try again in a moment.',
      { retryAfterSeconds: 5 },
    );
    this.cause = cause;
  }
}

/** Stripe understood and refused. */
export class StripeRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The same key with other parameters: a mistake of ours. Nothing was done, and nothing will be until somebody looks. */
export class StripeKeyReused extends Error {}

/** How many keys a call tries when Stripe keeps answering 500 under the first; each later try adds one. */
const KEYS_PER_CALL = 8;

/** What to do when it is unknown whether a call has made something. */
interface Once<T> {
  /** How often this was tried before by us. */
  tries?: number;
  /** Looks for what an earlier call may have made. */
  find?: () => Promise<T | undefined>;
}

/** The SDK with the two habits that everything here needs: believe only whole answers, create nothing twice. */
@Injectable()
export class StripeClient {
  readonly stripe: Stripe;
  readonly livemode: boolean;

  constructor(
    config: Config,
    private readonly metrics: Metrics,
    private readonly logger: PinoLogger,
  ) {
    const { secretKey, apiBase } = config.stripe;
    const base = apiBase === null ? null : new URL(apiBase);
    this.stripe = new Stripe(secretKey, {
      apiVersion: STRIPE_API_VERSION,
      timeout: 10_000,
      maxNetworkRetries: 2,
      telemetry: false,
      ...(base && {
        host: base.hostname,
        port: base.port || (base.protocol === 'https:' ? 443 : 80),
        protocol: base.protocol === 'https:' ? 'https' : 'http',
      }),
    });
    this.livemode = /^(sk|rk)_live_/.test(secretKey);
  }

  /**
   * Creates something exactly once. A 500 is stored under its key and comes back for a day ("Idempotent requests"), and
   * keys are forgotten after that, so what may have been made is looked for before another try.
   * @throws StripeRefusal when Stripe understood and will not; StripeOutcomeUnknown when it must be tried again
   */
  async createOnce<T extends { object: string }>(
    key: string,
    kind: T['object'],
    create: (key: string) => Promise<T>,
    { tries = 0, find }: Once<T> = {},
  ): Promise<T> {
    const earlier = tries > 0 ? await find?.() : undefined;
    if (earlier) return earlier;
    for (let generation = 0; ; generation++) {
      try {
        return await this.ask(kind, () => create(generation === 0 ? key : `${key}:${generation}`));
      } catch (error) {
        const isStored =
          error instanceof StripeOutcomeUnknown &&
          error.cause instanceof Stripe.errors.StripeAPIError &&
          error.cause.statusCode === 500;
        if (!isStored || generation + 1 >= KEYS_PER_CALL + tries) throw error;
        const made = await find?.();
        if (made) return made;
      }
    }
  }

  /** stripe-node takes a 404 or 502 whose JSON has no `error` key for success, so every answer is looked at first. */
  async ask<T extends { object: string }>(kind: T['object'], call: () => Promise<T>): Promise<T> {
    const answer = await call().catch((error: unknown) => {
      const problem = problemOf(error);
      if (problem instanceof StripeKeyReused) this.alarm(problem);
      throw problem;
    });
    const isWhole =
      answer.object === kind && (WITHOUT_ID.has(kind) || typeof (answer as { id?: unknown }).id === 'string');
    if (!isWhole) throw new StripeOutcomeUnknown(new Error(`expected ${kind}`));
    return answer;
  }

  private alarm(problem: StripeKeyReused): void {
    this.metrics.domain.inc({ kind: 'stripe_key_reused' });
    this.logger.error({ err: problem }, 'a key was used with other parameters: nothing was done');
  }

  /** Every object of a list, page by page. */
  async all<T extends { id: string }>(page: (after: string | undefined) => Promise<Stripe.ApiList<T>>): Promise<T[]> {
    const found: T[] = [];
    for (;;) {
      const { data, has_more: more } = await this.ask('list', () => page(found.at(-1)?.id));
      found.push(...data);
      if (!more || data.length === 0) return found;
    }
  }
}

const WITHOUT_ID = new Set(['list', 'balance', 'v2.core.account_link']);

function problemOf(error: unknown): Error {
  if (error instanceof Stripe.errors.StripeIdempotencyError) return new StripeKeyReused(error.message);
  const isRefusal =
    error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripeCardError;
  if (isRefusal && error.code !== 'lock_timeout')
    return new StripeRefusal(error.code ?? 'invalid_request', error.message);
  return new StripeOutcomeUnknown(error);
}

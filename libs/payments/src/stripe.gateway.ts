import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { Config, Problem } from '#libs/platform';
import type { PaymentEntity, RefundEntity } from './payments.entities.ts';

export const STRIPE_API_VERSION = '2026-10-28.endive';

/** Methods that settle at once; delayed ones could be paid days after the hold. */
const INSTANT_METHODS = ['card', 'link'] as const;

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

/** How many keys a call tries when Stripe keeps answering 500 under the first; each later try of a refund adds one. */
const KEYS_PER_CALL = 8;

/** The only place that talks to Stripe. Never call it inside a transaction. */
@Injectable()
export class StripeGateway {
  private readonly stripe: Stripe;
  private readonly webhookSecret: string;
  readonly livemode: boolean;

  constructor(config: Config) {
    const { secretKey, webhookSecret, apiBase } = config.stripe;
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
    this.webhookSecret = webhookSecret;
    this.livemode = /^(sk|rk)_live_/.test(secretKey);
  }

  /** Opens the Checkout Session of a payment. Repeating it answers the same session: every parameter comes from the row. */
  async openCheckout(payment: PaymentEntity): Promise<Stripe.Checkout.Session> {
    const metadata = { payment: payment.id, [payment.subjectKind]: payment.subjectId };
    return this.createOnce(`checkout:${payment.id}:${payment.attempt}`, 'checkout.session', (idempotencyKey) =>
      this.stripe.checkout.sessions.create(
        {
          mode: 'payment',
          client_reference_id: payment.subjectId,
          metadata,
          allowed_payment_method_types: [...INSTANT_METHODS],
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency: payment.currency.toLowerCase(),
                unit_amount: payment.amount,
                product_data: { name: payment.description },
              },
            },
          ],
          payment_intent_data: {
            metadata,
            transfer_group: payment.subjectId,
            ...(payment.capture === 'manual' && { capture_method: 'manual' as const }),
          },
          expires_at: Math.floor(payment.sessionExpiresAt.getTime() / 1000),
          success_url: payment.successUrl,
          cancel_url: payment.cancelUrl,
        },
        { idempotencyKey },
      ),
    );
  }

  /** The session with its PaymentIntent and latest charge. */
  async checkout(sessionId: string): Promise<Stripe.Checkout.Session> {
    return this.ask('checkout.session', () =>
      this.stripe.checkout.sessions.retrieve(sessionId, { expand: ['payment_intent.latest_charge'] }),
    );
  }

  /** Expires an open session. @throws StripeRefusal when it is not open any more */
  async expireCheckout(sessionId: string): Promise<Stripe.Checkout.Session> {
    return this.ask('checkout.session', () => this.stripe.checkout.sessions.expire(sessionId));
  }

  /** Takes all or a part of an authorization; the rest of it is released. @throws StripeRefusal when it is gone */
  async capture(paymentId: string, paymentIntentId: string, amount: number): Promise<Stripe.PaymentIntent> {
    return this.createOnce(`capture:${paymentId}:${amount}`, 'payment_intent', (idempotencyKey) =>
      this.stripe.paymentIntents.capture(paymentIntentId, { amount_to_capture: amount }, { idempotencyKey }),
    );
  }

  /** Releases an authorization. @throws StripeRefusal when there is none any more */
  async voidIntent(paymentId: string, paymentIntentId: string): Promise<Stripe.PaymentIntent> {
    return this.createOnce(`void:${paymentId}`, 'payment_intent', (idempotencyKey) =>
      this.stripe.paymentIntents.cancel(paymentIntentId, {}, { idempotencyKey }),
    );
  }

  /** Refunds a part of a payment. @throws StripeRefusal when Stripe will not */
  async refund(refund: RefundEntity, paymentIntentId: string): Promise<Stripe.Refund> {
    return this.createOnce(
      `refund:${refund.id}:${refund.amount}`,
      'refund',
      (idempotencyKey) =>
        this.stripe.refunds.create(
          { payment_intent: paymentIntentId, amount: refund.amount, metadata: { refund: refund.id } },
          { idempotencyKey },
        ),
      {
        keys: KEYS_PER_CALL + refund.tries,
        find: async () =>
          (await this.refundsOf(paymentIntentId)).find(({ metadata }) => metadata?.refund === refund.id),
      },
    );
  }

  /** Every refund of a payment, also those made in Stripe's dashboard. */
  async refundsOf(paymentIntentId: string): Promise<Stripe.Refund[]> {
    const list = await this.ask('list', () =>
      this.stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 }),
    );
    return list.data;
  }

  /** Checks a webhook's signature and age on the raw body. @throws Problem `validation_failed` */
  verifyEvent(rawBody: Buffer, signature: string): Stripe.Event {
    try {
      return this.stripe.webhooks.constructEvent(rawBody, signature, this.webhookSecret);
    } catch {
      throw new Problem('validation_failed', 'The signature does not fit this body, or it is too old.');
    }
  }

  /**
   * Creates something exactly once. A 500 is stored under its key and comes back for a day ("Idempotent requests"), so
   * what it may have made is looked for before another key is used.
   */
  private async createOnce<T extends { object: string }>(
    key: string,
    kind: T['object'],
    create: (key: string) => Promise<T>,
    { keys = KEYS_PER_CALL, find }: { keys?: number; find?: () => Promise<T | undefined> } = {},
  ): Promise<T> {
    for (let generation = 0; ; generation++) {
      try {
        return await this.ask(kind, () => create(generation === 0 ? key : `${key}:${generation}`));
      } catch (error) {
        const isStored =
          error instanceof StripeOutcomeUnknown &&
          error.cause instanceof Stripe.errors.StripeAPIError &&
          error.cause.statusCode === 500;
        if (!isStored || generation + 1 >= keys) throw error;
        const made = await find?.();
        if (made) return made;
      }
    }
  }

  /** stripe-node takes a 404 or 502 whose JSON has no `error` key for success, so every answer is looked at first. */
  private async ask<T extends { object: string }>(kind: T['object'], call: () => Promise<T>): Promise<T> {
    const answer = await call().catch((error: unknown) => {
      throw problemOf(error);
    });
    const isWhole = answer.object === kind && (kind === 'list' || typeof (answer as { id?: unknown }).id === 'string');
    if (!isWhole) throw new StripeOutcomeUnknown(new Error(`expected ${kind}`));
    return answer;
  }
}

function problemOf(error: unknown): Error {
  const isRefusal =
    error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripeCardError;
  if (isRefusal && error.code !== 'lock_timeout')
    return new StripeRefusal(error.code ?? 'invalid_request', error.message);
  return new StripeOutcomeUnknown(error);
}

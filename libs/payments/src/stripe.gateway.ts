import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Config, Problem } from '#libs/platform';
import type { PaymentEntity, RefundEntity } from './payments.entities.ts';
import { StripeClient } from './stripe.client.ts';

/** Methods that settle at once; delayed ones could be paid days after the hold. */
const INSTANT_METHODS = ['card', 'link'] as const;

/** What payments ask of Stripe. Never call it inside a transaction. */
@Injectable()
export class StripeGateway {
  private readonly stripe: Stripe;

  constructor(
    private readonly client: StripeClient,
    private readonly config: Config,
  ) {
    this.stripe = client.stripe;
  }

  get livemode(): boolean {
    return this.client.livemode;
  }

  /** Opens the Checkout Session of a payment. Repeating it answers the same session: every parameter comes from the row. */
  async openCheckout(payment: PaymentEntity): Promise<Stripe.Checkout.Session> {
    const metadata = { payment: payment.id, [payment.subjectKind]: payment.subjectId };
    return this.client.createOnce(`checkout:${payment.id}:${payment.attempt}`, 'checkout.session', (idempotencyKey) =>
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
                ...(this.config.stripe.tax && { tax_behavior: 'exclusive' as const }),
              },
            },
          ],
          payment_intent_data: {
            metadata,
            transfer_group: payment.subjectId,
            ...(payment.capture === 'manual' && { capture_method: 'manual' as const }),
          },
          ...(this.config.stripe.tax && {
            automatic_tax: { enabled: true },
            billing_address_collection: 'required' as const,
          }),
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
    return this.client.ask('checkout.session', () =>
      this.stripe.checkout.sessions.retrieve(sessionId, {
        expand: ['payment_intent.latest_charge.balance_transaction'],
      }),
    );
  }

  /** Expires an open session. @throws StripeRefusal when it is not open any more */
  async expireCheckout(sessionId: string): Promise<Stripe.Checkout.Session> {
    return this.client.ask('checkout.session', () => this.stripe.checkout.sessions.expire(sessionId));
  }

  /** Takes all or a part of an authorization; the rest of it is released. @throws StripeRefusal when it is gone */
  async capture(paymentId: string, paymentIntentId: string, amount: number): Promise<Stripe.PaymentIntent> {
    return this.client.createOnce(`capture:${paymentId}:${amount}`, 'payment_intent', (idempotencyKey) =>
      this.stripe.paymentIntents.capture(paymentIntentId, { amount_to_capture: amount }, { idempotencyKey }),
    );
  }

  /** Releases an authorization. @throws StripeRefusal when there is none any more */
  async voidIntent(paymentId: string, paymentIntentId: string): Promise<Stripe.PaymentIntent> {
    return this.client.createOnce(`void:${paymentId}`, 'payment_intent', (idempotencyKey) =>
      this.stripe.paymentIntents.cancel(paymentIntentId, {}, { idempotencyKey }),
    );
  }

  /** Refunds a part of a payment. @throws StripeRefusal when Stripe will not */
  async refund(refund: RefundEntity, paymentIntentId: string): Promise<Stripe.Refund> {
    return this.client.createOnce(
      `refund:${refund.id}:${refund.attempt}:${refund.amount + refund.taxAmount}`,
      'refund',
      (idempotencyKey) =>
        this.stripe.refunds.create(
          {
            payment_intent: paymentIntentId,
            amount: refund.amount + refund.taxAmount,
            metadata: { refund: refund.id, attempt: String(refund.attempt) },
          },
          { idempotencyKey },
        ),
      {
        tries: refund.tries,
        find: async () =>
          (await this.refundsOf(paymentIntentId)).find(
            ({ metadata }) => metadata?.refund === refund.id && metadata.attempt === String(refund.attempt),
          ),
      },
    );
  }

  /** Every refund of a payment, also those made in Stripe's dashboard. */
  refundsOf(paymentIntentId: string): Promise<Stripe.Refund[]> {
    return this.client.all((starting_after) =>
      this.stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100, starting_after }),
    );
  }

  /** Every dispute of a payment. */
  disputesOf(paymentIntentId: string): Promise<Stripe.Dispute[]> {
    return this.client.all((starting_after) =>
      this.stripe.disputes.list({ payment_intent: paymentIntentId, limit: 100, starting_after }),
    );
  }

  /** A PaymentIntent with its charge and what that cost. */
  async intent(id: string): Promise<Stripe.PaymentIntent> {
    return this.client.ask('payment_intent', () =>
      this.stripe.paymentIntents.retrieve(id, { expand: ['latest_charge.balance_transaction'] }),
    );
  }

  /** Sends evidence to the bank. @throws StripeRefusal when the dispute is over */
  async submitEvidence(disputeId: string, evidence: Stripe.DisputeUpdateParams.Evidence): Promise<Stripe.Dispute> {
    return this.client.ask('dispute', () => this.stripe.disputes.update(disputeId, { evidence, submit: true }));
  }

  /** Every movement of our balance in a span of time, `since` inclusive. */
  balanceTransactions(since: Date, until: Date): Promise<Stripe.BalanceTransaction[]> {
    const created = { gte: Math.floor(since.getTime() / 1000), lt: Math.floor(until.getTime() / 1000) };
    return this.client.all((starting_after) =>
      this.stripe.balanceTransactions.list({ created, limit: 100, starting_after }),
    );
  }

  /** Every movement of our balance by one object. */
  balanceTransactionsOf(source: string): Promise<Stripe.BalanceTransaction[]> {
    return this.client.all((starting_after) =>
      this.stripe.balanceTransactions.list({ source, limit: 100, starting_after }),
    );
  }

  /** The PaymentIntent that a charge, refund or dispute belongs to; null for other objects, and where there is none. */
  async intentBehind(objectId: string): Promise<string | null> {
    const { stripe, client } = this;
    const asks: Record<string, () => Promise<{ payment_intent: string | { id: string } | null }>> = {
      ch: () => client.ask('charge', () => stripe.charges.retrieve(objectId)),
      re: () => client.ask('refund', () => stripe.refunds.retrieve(objectId)),
      dp: () => client.ask('dispute', () => stripe.disputes.retrieve(objectId)),
    };
    const intent = (await asks[objectId.split('_')[0] ?? '']?.())?.payment_intent ?? null;
    return typeof intent === 'string' ? intent : (intent?.id ?? null);
  }

  /** All charges, refunds, transfers and disputes there are. */
  everything(): Promise<[Stripe.Charge[], Stripe.Refund[], Stripe.Transfer[], Stripe.Dispute[]]> {
    const { stripe, client } = this;
    const page = { limit: 100 };
    return Promise.all([
      client.all((starting_after) => stripe.charges.list({ ...page, starting_after })),
      client.all((starting_after) => stripe.refunds.list({ ...page, starting_after })),
      client.all((starting_after) => stripe.transfers.list({ ...page, starting_after })),
      client.all((starting_after) => stripe.disputes.list({ ...page, starting_after })),
    ]);
  }

  /** Whether Stripe Tax would collect anything: without an active registration it silently does not. */
  async isTaxRegistered(): Promise<boolean> {
    const active = await this.client.ask('list', () =>
      this.stripe.tax.registrations.list({ status: 'active', limit: 1 }),
    );
    return active.data.length > 0;
  }

  /** Checks a webhook's signature and age on the raw body. @throws Problem `validation_failed` */
  verifyEvent(rawBody: Buffer, signature: string): Stripe.Event {
    try {
      return this.stripe.webhooks.constructEvent(rawBody, signature, this.config.stripe.webhookSecret);
    } catch {
      throw new Problem('validation_failed', 'The signature does not fit this body, or it is too old.');
    }
  }

  /** Checks a thin event's signature and age. @throws Problem `validation_failed` */
  verifyThinEvent(rawBody: Buffer, signature: string): Stripe.V2.Core.EventNotification {
    try {
      return this.stripe.parseEventNotification(rawBody, signature, this.config.stripe.eventsSecret);
    } catch {
      throw new Problem('validation_failed', 'The signature does not fit this body, or it is too old.');
    }
  }
}

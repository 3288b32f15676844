import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Clock, Database, Events, execute, isId, Jobs, row } from '#libs/platform';
import { StripeEventEntity } from './payments.entities.ts';
import { PaymentsRepository, subjectOf } from './payments.repository.ts';
import { StripeRefusal } from './stripe.client.ts';
import { StripeGateway } from './stripe.gateway.ts';
import { FraudSuspected, SubscriptionTold } from './payments.events.ts';
import { SyncService } from './sync.service.ts';

const KEPT_DAYS = 90;
export const EVENT_JOB = 'payments.stripe-event';
export const THIN_EVENT_JOB = 'payments.stripe-thin-event';

/** The parts of any of Stripe's objects that lead to a payment of ours. */
interface Hints {
  id?: string;
  object?: string;
  metadata?: Record<string, string> | null;
  payment_intent?: string | { id: string } | null;
  charge?: string | { id: string } | null;
  parent?: { subscription_details?: { metadata?: Record<string, string> | null } | null } | null;
}

/** Stripe's events: stored first, answered at once, understood later by asking Stripe. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly database: Database,
    private readonly repository: PaymentsRepository,
    private readonly gateway: StripeGateway,
    private readonly sync: SyncService,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Verifies and stores an event and enqueues the look at Stripe; an event seen before changes nothing. */
  async receive(rawBody: Buffer, signature: string): Promise<void> {
    const event = this.gateway.verifyEvent(rawBody, signature);
    await this.database.transaction(async (tx) => {
      const stored = await row(
        tx,
        `INSERT INTO stripe_events (id, type, object_id, livemode, payload, received_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO NOTHING RETURNING id`,
        [
          event.id,
          event.type,
          (event.data.object as Hints).id ?? null,
          event.livemode,
          JSON.stringify(event),
          this.clock.now(),
        ],
      );
      if (stored) await this.jobs.enqueue(tx, EVENT_JOB, { eventId: event.id });
    });
  }

  /** Forgets events three months after they were understood: what they said is in our own rows. */
  async prune(): Promise<number> {
    return execute(
      this.database.manager,
      `DELETE FROM stripe_events WHERE id IN (SELECT id FROM stripe_events WHERE processed_at < $1::timestamptz - make_interval(days => $2) ORDER BY processed_at LIMIT 1000)`,
      [this.clock.now(), KEPT_DAYS],
    );
  }

  /** The same for a thin event of API v2; what its account means is looked up by whoever handles `THIN_EVENT_JOB`. */
  async receiveThin(rawBody: Buffer, signature: string): Promise<void> {
    const event = this.gateway.verifyThinEvent(rawBody, signature);
    const related = (event as { related_object?: { id?: string } | null }).related_object?.id ?? null;
    await this.database.transaction(async (tx) => {
      const stored = await row(
        tx,
        `INSERT INTO stripe_events (id, type, object_id, livemode, payload, received_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO NOTHING RETURNING id`,
        [event.id, event.type, related, event.livemode, rawBody.toString('utf8'), this.clock.now()],
      );
      if (stored) await this.jobs.enqueue(tx, THIN_EVENT_JOB, { eventId: event.id });
    });
  }

  /** A stored event that nobody has understood yet; null when there is none, or it is of the other mode. */
  async unprocessed(eventId: string): Promise<StripeEventEntity | null> {
    const event = await this.database.manager.findOneBy(StripeEventEntity, { id: eventId });
    if (!event || event.processedAt) return null;
    if (event.livemode === this.gateway.livemode) return event;
    await this.close(eventId, 'other mode');
    return null;
  }

  /** Notes what has become of an event. */
  async close(eventId: string, outcome: 'applied' | 'not ours' | 'other mode'): Promise<void> {
    await execute(this.database.manager, 'UPDATE stripe_events SET processed_at = $2, outcome = $3 WHERE id = $1', [
      eventId,
      this.clock.now(),
      outcome,
    ]);
  }

  /** Understands one stored event: whatever it says, the payment it points to is looked at afresh. */
  async process(eventId: string): Promise<void> {
    const event = await this.unprocessed(eventId);
    if (!event) return;
    const planId = planOf((event.payload as Stripe.Event).data.object as Hints);
    if (planId !== undefined) {
      await this.database.transaction((tx) => this.events.publish(tx, new SubscriptionTold(planId)));
      return this.close(eventId, 'applied');
    }
    const paymentId = await this.paymentOf(event.payload as Stripe.Event);
    if (paymentId) await this.sync.payment(paymentId);
    if (paymentId && event.type === 'radar.early_fraud_warning.created') await this.suspectFraud(paymentId);
    await this.close(eventId, paymentId ? 'applied' : 'not ours');
  }

  private async suspectFraud(paymentId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { payment, parts } = await this.sync.lock(tx, paymentId);
      await this.events.publish(tx, new FraudSuspected([payment, ...parts].map(subjectOf)));
    });
  }

  /** The payment an event leads to: by our id in its metadata, by what we know of it, or by asking whose it is. */
  private async paymentOf(event: Stripe.Event): Promise<string | null> {
    const object = event.data.object as Hints;
    const intent = object.object === 'payment_intent' ? object.id : idOf(object.payment_intent);
    const found = await this.repository.findByStripe(this.database.manager, {
      payment: ourId(object.metadata),
      session: object.object === 'checkout.session' ? object.id : undefined,
      intent,
      charge: object.object === 'charge' ? object.id : idOf(object.charge),
    });
    return found ?? (intent === undefined ? null : this.askWhose(intent));
  }

  /** Some objects carry no metadata and may come before we know the PaymentIntent they are about. */
  private async askWhose(intentId: string): Promise<string | null> {
    const intent = await this.gateway.intent(intentId).catch((error: unknown) => {
      if (error instanceof StripeRefusal) return null; // no such intent of ours
      throw error;
    });
    return this.repository.findByStripe(this.database.manager, { payment: ourId(intent?.metadata) });
  }
}

const idOf = (value: string | { id: string } | null | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.id;

type Metadata = Record<string, string> | null | undefined;

const ourId = (metadata: Metadata, name = 'payment'): string | undefined => {
  const id = metadata?.[name];
  return id !== undefined && isId(id) ? id : undefined;
};

/** The plan a subscription, an invoice or a payment page is about. */
const planOf = ({ metadata, parent }: Hints): string | undefined =>
  ourId(metadata, 'plan') ?? ourId(parent?.subscription_details?.metadata, 'plan');

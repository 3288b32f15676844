import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Clock, Database, execute, isId, Jobs, row } from '#libs/platform';
import { StripeEventEntity } from './payments.entities.ts';
import { PaymentsRepository } from './payments.repository.ts';
import { StripeGateway } from './stripe.gateway.ts';
import { SyncService } from './sync.service.ts';

export const EVENT_JOB = 'payments.stripe-event';

/** The parts of any of Stripe's objects that lead to a payment of ours. */
interface Hints {
  id?: string;
  object?: string;
  metadata?: Record<string, string> | null;
  payment_intent?: string | { id: string } | null;
}

/** Stripe's events: stored first, answered at once, understood later by asking Stripe. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly database: Database,
    private readonly repository: PaymentsRepository,
    private readonly gateway: StripeGateway,
    private readonly sync: SyncService,
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

  /** Understands one stored event: whatever it says, the payment it points to is looked at afresh. */
  async process(eventId: string): Promise<void> {
    const event = await this.database.manager.findOneBy(StripeEventEntity, { id: eventId });
    if (!event || event.processedAt) return;
    const paymentId =
      event.livemode === this.gateway.livemode ? await this.paymentOf(event.payload as Stripe.Event) : null;
    if (paymentId) await this.sync.payment(paymentId);
    const outcome = paymentId ? 'applied' : event.livemode === this.gateway.livemode ? 'not ours' : 'other mode';
    await execute(this.database.manager, 'UPDATE stripe_events SET processed_at = $2, outcome = $3 WHERE id = $1', [
      eventId,
      this.clock.now(),
      outcome,
    ]);
  }

  private async paymentOf(event: Stripe.Event): Promise<string | null> {
    const object = event.data.object as Hints;
    const ours = object.metadata?.payment;
    const intent = typeof object.payment_intent === 'object' ? object.payment_intent?.id : object.payment_intent;
    return this.repository.findByStripe(this.database.manager, {
      payment: ours !== undefined && isId(ours) ? ours : undefined,
      session: object.object === 'checkout.session' ? object.id : undefined,
      intent: object.object === 'payment_intent' ? object.id : intent,
    });
  }
}

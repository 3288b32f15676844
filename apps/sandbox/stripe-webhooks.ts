import Stripe from 'stripe';
import type { Faults } from './faults.ts';
import type { Store } from './store.ts';
import { makeId } from './stripe-objects.ts';

export interface WebhookTarget {
  url: string;
  secret: string;
  apiVersion: string;
  /** The second endpoint and secret, for the thin events of API v2. */
  thinUrl: string;
  thinSecret: string;
}

interface Delivery {
  id: string;
  eventId: string;
  thin: boolean;
  dueAt: number;
  tries: number;
}

const TICK_MS = 40;
const GIVE_UP_MS = 3 * 86_400_000;
const TIMEOUT_MS = 5_000;

/** Sends signed events, again with growing gaps until answered with 2xx; what is not sent yet survives a restart. */
export class Webhooks {
  private readonly signer = new Stripe('sk_test_signer').webhooks;
  private timer: NodeJS.Timeout | undefined;
  private sending = false;
  private stopped = false;

  constructor(
    private readonly store: Store,
    private readonly faults: Faults,
    private readonly target: WebhookTarget,
    private readonly now: () => Date,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.sendDue(), TICK_MS);
  }

  stop(): void {
    this.stopped = true;
    clearInterval(this.timer);
  }

  /** Makes an event of an object and queues it. */
  emit(type: string, object: object): void {
    const id = makeId('evt');
    this.store.put('event', id, {
      id,
      object: 'event',
      api_version: this.target.apiVersion,
      created: Math.floor(this.now().getTime() / 1000),
      data: { object },
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
    });
    this.queue(id, false);
  }

  /** Makes a thin event, which only names its object, and queues it. */
  notify(type: string, related: { id: string; type: string; url: string }): void {
    const id = makeId('evt');
    this.store.put('thin_event', id, {
      id,
      object: 'v2.core.event',
      type,
      created: this.now().toISOString(),
      livemode: false,
      related_object: related,
      reason: null,
    });
    this.queue(id, true);
  }

  private queue(eventId: string, thin: boolean): void {
    for (const delay of this.faults.webhookDelays()) {
      const delivery: Delivery = { id: makeId('whd'), eventId, thin, dueAt: Date.now() + delay, tries: 0 };
      this.store.put('delivery', delivery.id, delivery);
    }
  }

  private async sendDue(): Promise<void> {
    if (this.sending || this.stopped) return;
    this.sending = true;
    const due = this.store.all<Delivery>('delivery').filter(({ dueAt }) => dueAt <= Date.now());
    await Promise.all(
      due
        .reverse()
        .slice(0, 20)
        .map((delivery) => this.send(delivery)),
    );
    this.sending = false;
  }

  private async send(delivery: Delivery): Promise<void> {
    const { url, secret, thinUrl, thinSecret } = this.target;
    const payload = JSON.stringify(this.store.get(delivery.thin ? 'thin_event' : 'event', delivery.eventId));
    const signature = this.signer.generateTestHeaderString({ payload, secret: delivery.thin ? thinSecret : secret });
    const answered = await fetch(delivery.thin ? thinUrl : url, {
      method: 'POST',
      body: payload,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signature,
        'user-agent': 'Stripe/1.0 (sandbox)',
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).then(
      (response) => response.ok,
      () => false,
    );
    if (this.stopped) return;
    const waited = Math.min(3_600_000, 500 * 2 ** delivery.tries);
    if (answered || waited * 2 > GIVE_UP_MS) this.store.remove('delivery', delivery.id);
    else
      this.store.put('delivery', delivery.id, { ...delivery, tries: delivery.tries + 1, dueAt: Date.now() + waited });
  }
}

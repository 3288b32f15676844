import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BOOKING, type BookingEntity, BookingsRepository } from '#libs/bookings';
import type { Subject } from '#libs/payments';
import { changed, Clock, Database, Events, execute, newId, OutgoingHttp, OutgoingRefused, rows } from '#libs/platform';
import { type EventType, signedHeaders, SWITCH_OFF_DAYS, waitAfter } from './domain/standard-webhook.ts';
import { WebhookDeliveryEntity } from './webhook.entities.ts';
import { EndpointSwitchedOff } from './webhooks.events.ts';

const AT_ONCE = 20;
const LEASE_SECONDS = 60;
/** How long the delivery log reaches back. */
const KEPT_DAYS = 30;
const LIMITS = { maxBytes: 64 * 1024, timeoutMs: 10_000 };

interface Due extends Pick<WebhookDeliveryEntity, 'id' | 'body' | 'attempts' | 'eventId' | 'endpointId'> {
  url: string;
  secret: string;
}

/** Tells endpoints of events: written down in the transaction of the change, sent afterwards until they answer with 2xx. */
@Injectable()
export class Dispatcher {
  constructor(
    private readonly database: Database,
    private readonly bookings: BookingsRepository,
    private readonly outgoing: OutgoingHttp,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** A booking moved: both its people and admins may be told. No goals, no notes, no names. */
  async onBooking(tx: EntityManager, bookingId: string, type: EventType, more: object = {}): Promise<void> {
    const endpoints = await rows<{ id: string }>(
      tx,
      `SELECT e.id FROM bookings b JOIN webhook_endpoints e ON e.active AND $2 = ANY (e.events) JOIN accounts a ON a.id = e.account_id
       WHERE b.id = $1 AND (e.account_id IN (b.candidate_id, b.mentor_account_id) OR 'admin' = ANY (a.roles))`,
      [bookingId, type],
    );
    const booking = endpoints.length > 0 && (await this.bookings.find(tx, bookingId)); // most bookings have nobody to tell
    if (booking) await this.write(tx, type, { ...dataOf(booking), ...more }, endpoints);
  }

  /** Something about the money of a booking; packages and plans have no events of their own yet. */
  async onMoney(tx: EntityManager, subject: Subject, type: EventType, more: object): Promise<void> {
    if (subject.kind === BOOKING) await this.onBooking(tx, subject.id, type, more);
  }

  /** A dispute about a payment opened or was decided: one event for each booking it paid for. */
  async onDispute(tx: EntityManager, allocationIds: readonly string[], more: object): Promise<void> {
    const subjects = await rows<Subject>(
      tx,
      'SELECT subject_kind AS kind, subject_id AS id FROM payment_allocations WHERE id = ANY ($1) ORDER BY id',
      [allocationIds],
    );
    for (const subject of subjects) await this.onMoney(tx, subject, 'payment.disputed', more);
  }

  /** A profile was published: its mentor and admins may be told. */
  async onMentor(tx: EntityManager, mentorId: string, accountId: string): Promise<void> {
    const endpoints = await rows<{ id: string }>(
      tx,
      `SELECT e.id FROM webhook_endpoints e JOIN accounts a ON a.id = e.account_id
       WHERE e.active AND 'mentor.published' = ANY (e.events) AND (e.account_id = $1 OR 'admin' = ANY (a.roles))`,
      [accountId],
    );
    await this.write(tx, 'mentor.published', { mentorId }, endpoints);
  }

  private async write(
    tx: EntityManager,
    type: EventType,
    data: object,
    endpoints: readonly { id: string }[],
  ): Promise<void> {
    if (endpoints.length === 0) return;
    const [eventId, now] = [newId(), this.clock.now()];
    const body = JSON.stringify({ type, timestamp: now.toISOString(), data });
    await tx.insert(
      WebhookDeliveryEntity,
      endpoints.map(({ id: endpointId }) => ({
        ...{ id: newId(), endpointId, eventId, type, body, state: 'pending' as const, attempts: 0 },
        ...{ nextAt: now, createdAt: now },
      })),
    );
  }

  /** Sends what is due; one process at a time has a delivery on lease, and a killed one's is taken up again. */
  async sendDue(): Promise<number> {
    const now = this.clock.now();
    const due = await changed<Due>(
      this.database.manager,
      `UPDATE webhook_deliveries d SET next_at = $1::timestamptz + make_interval(secs => $2), attempts = d.attempts + 1 FROM webhook_endpoints e
       WHERE e.id = d.endpoint_id AND d.id IN (SELECT p.id FROM webhook_deliveries p JOIN webhook_endpoints q ON q.id = p.endpoint_id AND q.active
         WHERE p.state = 'pending' AND p.next_at <= $1 ORDER BY p.next_at LIMIT $3 FOR UPDATE OF p SKIP LOCKED)
       RETURNING d.id, d.body, d.attempts, d.event_id AS "eventId", d.endpoint_id AS "endpointId", e.url, e.secret`,
      [now, LEASE_SECONDS, AT_ONCE],
    );
    await Promise.all(due.map((one) => this.send(one)));
    return due.length;
  }

  private async send({ id, endpointId, eventId, body, attempts, url, secret }: Due): Promise<void> {
    const headers = { 'content-type': 'application/json', ...signedHeaders(secret, eventId, this.clock.now(), body) };
    let [status, error]: [number | null, string | null] = [null, null];
    try {
      ({ status } = await this.outgoing.post(url, body, { ...LIMITS, headers }));
    } catch (thrown) {
      if (!(thrown instanceof OutgoingRefused)) throw thrown;
      error = thrown.message;
    }
    const [now, isDelivered] = [this.clock.now(), status !== null && status >= 200 && status < 300];
    const wait = waitAfter(attempts);
    await this.database.transaction(async (tx) => {
      await tx.update(
        WebhookDeliveryEntity,
        { id },
        {
          ...{
            state: isDelivered ? 'delivered' : wait === null ? 'failed' : 'pending',
            lastStatus: status,
            lastError: error,
          },
          ...{ deliveredAt: isDelivered ? now : null, nextAt: new Date(now.getTime() + (wait ?? 0) * 1_000) },
        },
      );
      if (isDelivered)
        await execute(
          tx,
          'UPDATE webhook_endpoints SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL',
          [endpointId],
        );
      else await this.noteFailure(tx, endpointId, now);
    });
  }

  /** Who fails for days is switched off, and told so. */
  private async noteFailure(tx: EntityManager, endpointId: string, now: Date): Promise<void> {
    const [failing] = await changed<{ accountId: string; since: Date; isOver: boolean }>(
      tx,
      `UPDATE webhook_endpoints SET failing_since = coalesce(failing_since, $2) WHERE id = $1 AND active
       RETURNING account_id AS "accountId", failing_since AS since, $2::timestamptz - failing_since >= make_interval(days => ${SWITCH_OFF_DAYS}) AS "isOver"`,
      [endpointId, now],
    );
    if (!failing?.isOver) return;
    await execute(tx, 'UPDATE webhook_endpoints SET active = false WHERE id = $1', [endpointId]);
    await this.events.publish(tx, new EndpointSwitchedOff(endpointId, failing.accountId, failing.since));
  }

  /** Forgets deliveries that have ended a month ago. */
  async prune(): Promise<number> {
    return execute(
      this.database.manager,
      `DELETE FROM webhook_deliveries WHERE id IN (SELECT id FROM webhook_deliveries WHERE state <> 'pending' AND next_at < $1::timestamptz - make_interval(days => ${KEPT_DAYS}) ORDER BY next_at LIMIT 1000)`,
      [this.clock.now()],
    );
  }
}

const dataOf = ({
  id,
  state,
  mentorId,
  candidateId,
  startsAt,
  endsAt,
  priceAmount,
  currency,
}: BookingEntity): object => ({
  ...{ bookingId: id, state, mentorId, candidateId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
  price: { amount: priceAmount, currency },
});

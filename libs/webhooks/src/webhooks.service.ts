import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import {
  checkVersion,
  Clock,
  Database,
  decodeCursor,
  invalidField,
  newId,
  notFound,
  OutgoingHttp,
  OutgoingRefused,
  type Page,
  type PageQuery,
  type Principal,
  Problem,
  toPage,
} from '#libs/platform';
import { newSecret } from './domain/standard-webhook.ts';
import { WebhookDeliveryEntity, WebhookEndpointEntity } from './webhook.entities.ts';
import type {
  CreateWebhookEndpoint,
  EditWebhookEndpoint,
  WebhookDeliveryResponse,
  WebhookEndpointResponse,
} from './webhooks.dto.ts';

const MOST_ENDPOINTS = 10;

/** Endpoints people want to be told at, and what was delivered there. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly database: Database,
    private readonly outgoing: OutgoingHttp,
    private readonly clock: Clock,
  ) {}

  /** The secret is told this once. @throws Problem `validation_failed`, `policy_violation` (too many) */
  async create({ accountId }: Principal, { url, events }: CreateWebhookEndpoint): Promise<WebhookEndpointResponse> {
    this.checkUrl(url);
    const endpoint = Object.assign(new WebhookEndpointEntity(), {
      ...{ id: newId(), accountId, url, events, secret: newSecret(), active: true },
      ...{ failingSince: null, version: 1, createdAt: this.clock.now() },
    });
    await this.database.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`webhooks ${accountId}`]); // count, then add
      if ((await tx.countBy(WebhookEndpointEntity, { accountId })) >= MOST_ENDPOINTS)
        throw new Problem('policy_violation', `An account has ${MOST_ENDPOINTS} endpoints at most.`);
      await tx.insert(WebhookEndpointEntity, endpoint);
    });
    return { ...shown(endpoint), secret: endpoint.secret };
  }

  async list({ accountId }: Principal): Promise<WebhookEndpointResponse[]> {
    const found = await this.database.manager.find(WebhookEndpointEntity, {
      where: { accountId },
      order: { id: 'ASC' },
    });
    return found.map(shown);
  }

  /** @throws Problem `not_found`, `version_conflict`, `validation_failed` */
  async edit(
    person: Principal,
    id: string,
    { url, events, active }: EditWebhookEndpoint,
    expected: number | null,
  ): Promise<WebhookEndpointResponse> {
    if (url !== undefined) this.checkUrl(url);
    return this.database.transaction(async (tx) => {
      const where = { id, accountId: person.accountId };
      const endpoint = await tx.findOne(WebhookEndpointEntity, { where, lock: { mode: 'for_no_key_update' } });
      if (!endpoint) throw notFound('webhook endpoint');
      checkVersion(expected, endpoint.version);
      Object.assign(endpoint, {
        url: url ?? endpoint.url,
        events: events ?? endpoint.events,
        active: active ?? endpoint.active,
      });
      if (active === true) endpoint.failingSince = null;
      endpoint.version++;
      return shown(await tx.save(endpoint));
    });
  }

  /** With everything that was delivered there. @throws Problem `not_found` */
  async remove({ accountId }: Principal, id: string): Promise<void> {
    const { affected } = await this.database.manager.delete(WebhookEndpointEntity, { id, accountId });
    if (affected === 0) throw notFound('webhook endpoint');
  }

  /** What was delivered to an endpoint, latest first. @throws Problem `not_found` */
  async deliveries(
    { accountId }: Principal,
    endpointId: string,
    query: PageQuery,
  ): Promise<Page<WebhookDeliveryResponse>> {
    const tx = this.database.manager;
    if (!(await tx.existsBy(WebhookEndpointEntity, { id: endpointId, accountId }))) throw notFound('webhook endpoint');
    const after = decodeCursor<[string]>(query.cursor, ['string']);
    const found = await tx.find(WebhookDeliveryEntity, {
      where: { endpointId, ...(after && { id: LessThan(after[0]) }) },
      order: { id: 'DESC' },
      take: query.limit + 1,
    });
    return toPage(found, query.limit, ({ id }) => [id], shownDelivery);
  }

  /** Sends a delivery again, whatever became of it; the receiver sees the same id. @throws Problem `not_found`, `invalid_state` */
  async resend({ accountId }: Principal, id: string): Promise<WebhookDeliveryResponse> {
    return this.database.transaction(async (tx) => {
      const delivery = await tx.findOne(WebhookDeliveryEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
      const endpoint = delivery && (await tx.findOneBy(WebhookEndpointEntity, { id: delivery.endpointId, accountId }));
      if (!delivery || !endpoint) throw notFound('webhook delivery');
      if (!endpoint.active) throw new Problem('invalid_state', 'The endpoint is switched off. Switch it on first.');
      Object.assign(delivery, { state: 'pending', attempts: 0, nextAt: this.clock.now() });
      return shownDelivery(await tx.save(delivery));
    });
  }

  private checkUrl(url: string): void {
    try {
      this.outgoing.check(url);
    } catch (error) {
      if (error instanceof OutgoingRefused) throw invalidField('url', error.message);
      throw error;
    }
  }
}

const shown = ({ id, url, events, active, failingSince, version }: WebhookEndpointEntity): WebhookEndpointResponse => ({
  ...{ id, url, events, active, version },
  failingSince: failingSince?.toISOString() ?? null,
});

const shownDelivery = (delivery: WebhookDeliveryEntity): WebhookDeliveryResponse => {
  const { id, eventId, type, state, attempts, lastStatus, lastError, createdAt, deliveredAt } = delivery;
  return {
    ...{ id, eventId, type, state, attempts, lastStatus, lastError },
    createdAt: createdAt.toISOString(),
    deliveredAt: deliveredAt?.toISOString() ?? null,
  };
};

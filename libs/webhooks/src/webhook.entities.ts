import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { EventType } from './domain/standard-webhook.ts';

/** Where somebody wants to be told of events. */
@Entity('webhook_endpoints')
@Index('webhook_endpoints_account_id', ['accountId'])
export class WebhookEndpointEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('AccountEntity', { name: 'webhook_endpoints_account', onDelete: 'CASCADE' })
  @Column('uuid')
  accountId!: string;

  @Column('text')
  url!: string;

  @Column('text', { array: true })
  events!: EventType[];

  /** For signing; told once. */
  @Column('text')
  secret!: string;

  @Column('boolean')
  active!: boolean;

  /** Since when everything fails; null while something arrives. */
  @Column('timestamptz', { nullable: true })
  failingSince!: Date | null;

  @Column('integer')
  version!: number;

  @Column('timestamptz')
  createdAt!: Date;
}

/** One event for one endpoint. */
@Entity('webhook_deliveries')
@Index('webhook_deliveries_of_endpoint', ['endpointId', 'id'])
@Index('webhook_deliveries_ended', ['nextAt'], { where: `state <> 'pending'` })
@Index('webhook_deliveries_due', ['nextAt'], { where: `state = 'pending'` })
@Check('webhook_deliveries_state_known', `state IN ('pending', 'delivered', 'failed')`)
export class WebhookDeliveryEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('WebhookEndpointEntity', { name: 'webhook_deliveries_endpoint', onDelete: 'CASCADE' })
  @Column('uuid')
  endpointId!: string;

  /** The same for every endpoint that is told of the event. */
  @Column('uuid')
  eventId!: string;

  @Column('text')
  type!: EventType;

  /** The body as it is signed and sent. */
  @Column('text')
  body!: string;

  @Column('text')
  state!: 'pending' | 'delivered' | 'failed';

  @Column('integer')
  attempts!: number;

  @Column('timestamptz')
  nextAt!: Date;

  /** What the endpoint answered last; null where it did not. */
  @Column('integer', { nullable: true })
  lastStatus!: number | null;

  @Column('text', { nullable: true })
  lastError!: string | null;

  @Column('timestamptz', { nullable: true })
  deliveredAt!: Date | null;

  @Column('timestamptz')
  createdAt!: Date;
}

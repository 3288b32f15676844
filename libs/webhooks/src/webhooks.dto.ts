import { ArrayNotEmpty, ArrayUnique, IsArray, IsBoolean, IsIn, IsString, MaxLength } from 'class-validator';
import { MayBeLeftOut } from '#libs/platform';
import { EVENT_TYPES, type EventType } from './domain/standard-webhook.ts';

export class CreateWebhookEndpoint {
  /** https; private addresses are refused. @example 'https://example.com/hooks' */
  @IsString()
  @MaxLength(500)
  url!: string;

  /** @example ['booking.confirmed'] */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(EVENT_TYPES, { each: true })
  events!: EventType[];
}

export class EditWebhookEndpoint {
  @MayBeLeftOut()
  @IsString()
  @MaxLength(500)
  url?: string;

  @MayBeLeftOut()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(EVENT_TYPES, { each: true })
  events?: EventType[];

  /** Switches it off, or on again. */
  @MayBeLeftOut()
  @IsBoolean()
  active?: boolean;
}

export class WebhookEndpointResponse {
  id!: string;
  url!: string;
  events!: EventType[];
  active!: boolean;
  /** Since when everything fails; after five days it is switched off. */
  failingSince!: string | null;
  /** For checking signatures (Standard Webhooks); told only now. */
  secret?: string;
  version!: number;
}

export class WebhookEndpointList {
  data!: WebhookEndpointResponse[];
  nextCursor!: string | null;
}

export class WebhookDeliveryResponse {
  id!: string;
  eventId!: string;
  type!: EventType;
  state!: 'pending' | 'delivered' | 'failed';
  attempts!: number;
  lastStatus!: number | null;
  lastError!: string | null;
  /** RFC 3339 UTC. */
  createdAt!: string;
  deliveredAt!: string | null;
}

export class WebhookDeliveryPage {
  data!: WebhookDeliveryResponse[];
  nextCursor!: string | null;
}

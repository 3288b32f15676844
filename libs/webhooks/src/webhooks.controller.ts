import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentAccount, IdPipe, IfMatch, Operation, PageQuery, type Principal } from '#libs/platform';
import {
  CreateWebhookEndpoint,
  EditWebhookEndpoint,
  WebhookDeliveryPage,
  WebhookDeliveryResponse,
  WebhookEndpointList,
  WebhookEndpointResponse,
} from './webhooks.dto.ts';
import { WebhooksService } from './webhooks.service.ts';

const ENDPOINT = {
  ...{ id: '0197f0ad-…', url: 'https://example.com/hooks', events: ['booking.confirmed'], active: true },
  ...{ failingSince: null, version: 1 },
};
const DELIVERY = {
  ...{ id: '0197f0ae-…', eventId: '0197f0af-…', type: 'booking.confirmed', state: 'delivered', attempts: 1 },
  ...{
    lastStatus: 204,
    lastError: null,
    createdAt: '2027-01-20T12:00:00.000Z',
    deliveredAt: '2027-01-20T12:00:01.000Z',
  },
};
const EndpointId = () => Param('id', new IdPipe('webhook endpoint'));

/** Events sent to endpoints of one's own, by the Standard Webhooks specification; admins are told of everybody's. */
@ApiTags('Webhooks')
@Controller('v1')
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Get('webhook-endpoints')
  @Operation({
    summary: 'My endpoints',
    audience: 'account',
    idempotency: 'safe',
    example: { response: { data: [ENDPOINT], nextCursor: null } },
  })
  async list(@CurrentAccount() account: Principal): Promise<WebhookEndpointList> {
    return { data: await this.webhooks.list(account), nextCursor: null };
  }

  @Post('webhook-endpoints')
  @Operation({
    summary: 'Be told of events at an https address; the secret for signatures is shown this once',
    audience: 'account',
    errors: ['policy_violation'],
    idempotency: 'key',
    example: {
      request: { url: ENDPOINT.url, events: ENDPOINT.events },
      response: { ...ENDPOINT, secret: 'whsec_MfKQ…' },
    },
  })
  create(@CurrentAccount() account: Principal, @Body() body: CreateWebhookEndpoint): Promise<WebhookEndpointResponse> {
    return this.webhooks.create(account, body);
  }

  @Patch('webhook-endpoints/:id')
  @Operation({
    summary: 'Change an endpoint, switch it off or on',
    audience: 'account',
    errors: ['not_found', 'version_conflict'],
    idempotency: 'natural',
    example: { request: { active: true }, response: { ...ENDPOINT, version: 2 } },
  })
  edit(
    @CurrentAccount() account: Principal,
    @EndpointId() id: string,
    @Body() body: EditWebhookEndpoint,
    @IfMatch() expected: number | null,
  ): Promise<WebhookEndpointResponse> {
    return this.webhooks.edit(account, id, body, expected);
  }

  @Delete('webhook-endpoints/:id')
  @HttpCode(204)
  @Operation({
    summary: 'Remove an endpoint and what was delivered there',
    audience: 'account',
    errors: ['not_found'],
    idempotency: 'natural',
    example: {},
  })
  remove(@CurrentAccount() account: Principal, @EndpointId() id: string): Promise<void> {
    return this.webhooks.remove(account, id);
  }

  @Get('webhook-endpoints/:id/deliveries')
  @Operation({
    summary: 'What was sent to an endpoint, latest first',
    audience: 'account',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: { data: [DELIVERY], nextCursor: null } },
  })
  deliveries(
    @CurrentAccount() account: Principal,
    @EndpointId() id: string,
    @Query() query: PageQuery,
  ): Promise<WebhookDeliveryPage> {
    return this.webhooks.deliveries(account, id, query);
  }

  @Post('webhook-deliveries/:id/resend')
  @HttpCode(200)
  @Operation({
    summary: 'Send a delivery again, with the same id',
    audience: 'account',
    errors: ['not_found', 'invalid_state'],
    idempotency: 'key',
    example: { response: { ...DELIVERY, state: 'pending', attempts: 0 } },
  })
  resend(
    @CurrentAccount() account: Principal,
    @Param('id', new IdPipe('webhook delivery')) id: string,
  ): Promise<WebhookDeliveryResponse> {
    return this.webhooks.resend(account, id);
  }
}

import { Controller, Headers, HttpCode, Post, type RawBodyRequest, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Operation, Problem } from '#libs/platform';
import { WebhooksService } from './webhooks.service.ts';

@ApiTags('Stripe')
@Controller('v1/webhooks')
export class PaymentsController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Post('stripe')
  @HttpCode(200)
  @Operation({
    summary: "Stripe's events: verified on the raw body, stored, understood later",
    audience: 'public',
    rate: 'none',
    idempotency: 'natural',
    example: { response: { received: true } },
  })
  async stripe(
    @Req() request: RawBodyRequest<FastifyRequest>,
    @Headers('stripe-signature') signature: string | undefined,
  ): Promise<{ received: boolean }> {
    if (!request.rawBody || typeof signature !== 'string')
      throw new Problem('validation_failed', 'Stripe-Signature and a body are needed.');
    await this.webhooks.receive(request.rawBody, signature);
    return { received: true };
  }

  @Post('stripe/events')
  @HttpCode(200)
  @Operation({
    summary: "Stripe's thin events about connected accounts, signed with their own secret",
    audience: 'public',
    rate: 'none',
    idempotency: 'natural',
    example: { response: { received: true } },
  })
  async stripeEvents(
    @Req() request: RawBodyRequest<FastifyRequest>,
    @Headers('stripe-signature') signature: string | undefined,
  ): Promise<{ received: boolean }> {
    if (!request.rawBody || typeof signature !== 'string')
      throw new Problem('validation_failed', 'Stripe-Signature and a body are needed.');
    await this.webhooks.receiveThin(request.rawBody, signature);
    return { received: true };
  }
}

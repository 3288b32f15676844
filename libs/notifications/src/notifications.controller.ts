import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { button, CurrentAccount, Operation, type Principal, showPage } from '#libs/platform';
import { LiveStreams } from './live-streams.ts';
import { MarkedRead, MarkRead, NotificationPage, NotificationsQuery } from './notifications.dto.ts';
import { NotificationsService } from './notifications.service.ts';

const NOTIFICATION = {
  ...{ id: '0197f0ac-…', kind: 'booking_confirmed', title: 'Your session is confirmed' },
  ...{ text: 'With Ada Okafor, …', url: 'https://api.example.com/v1/join/…' },
  ...{ about: { kind: 'booking', id: '0197f0a2-…' }, createdAt: '2027-01-20T12:00:00.000Z', readAt: null },
};
const STREAM =
  'retry: 2000\n\nid: 1769000000-812-0\nevent: ready\ndata: {}\n\nid: 1769000005-815-42\nevent: booking\ndata: {"id":"0197f0a2-…","state":"confirmed"}\n\n';
const WORDS = {
  reminders: 'reminders of sessions',
  reviewRequests: 'requests for reviews',
  reviews: 'mails about published reviews',
  outcomeRequests: 'questions about how interviews went',
  messages: 'mails about waiting messages',
  digest: 'the weekly overview',
} as const;

@ApiTags('Notifications')
@Controller('v1')
export class NotificationsController {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly streams: LiveStreams,
  ) {}

  @Get('notifications')
  @Operation({
    summary: 'What I was told, latest first',
    audience: 'account',
    idempotency: 'safe',
    example: { response: { data: [NOTIFICATION], nextCursor: null, unread: 1 } },
  })
  list(@CurrentAccount() account: Principal, @Query() query: NotificationsQuery): Promise<NotificationPage> {
    return this.notifications.list(account, query);
  }

  @Post('notifications/read')
  @HttpCode(200)
  @Operation({
    summary: 'Mark notifications read: one and all older ones, or all',
    audience: 'account',
    errors: ['not_found'],
    idempotency: 'key',
    example: { request: { upTo: '0197f0ac-0000-7000-8000-000000000000' }, response: { read: 3 } },
  })
  markRead(@CurrentAccount() account: Principal, @Body() { upTo }: MarkRead): Promise<MarkedRead> {
    return this.notifications.markRead(account, upTo);
  }

  @Get('events')
  @ApiProduces('text/event-stream')
  @ApiResponse({ status: 200, content: { 'text/event-stream': { schema: { type: 'string' } } } })
  @Operation({
    summary:
      'Live updates as server-sent events: `notification`, `notifications_read`, `booking`, `message`; comes back to `Last-Event-ID` within a day, `reset` means read anew',
    audience: 'account',
    idempotency: 'safe',
    example: { response: STREAM },
  })
  live(
    @CurrentAccount() account: Principal,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.streams.open(account.accountId, request, reply);
  }

  @Get('unsubscribe/:token')
  @ApiExcludeEndpoint()
  @Operation({ summary: 'The page of an unsubscribe link', audience: 'public', idempotency: 'safe', example: {} })
  look(@Param('token') token: string, @Res() reply: FastifyReply): void {
    const { preference } = this.notifications.readUnsubscribe(token);
    showPage(reply, `<h1>No more mails?</h1><p>This ends ${WORDS[preference]}.</p>${button('Unsubscribe')}`);
  }

  /** Also what mail programs send for one click (RFC 8058). */
  @Post('unsubscribe/:token')
  @HttpCode(200)
  @ApiExcludeEndpoint()
  @Operation({ summary: 'End these mails', audience: 'public', idempotency: 'natural', example: {} })
  async unsubscribe(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    await this.notifications.unsubscribe(token);
    showPage(
      reply,
      '<h1>Done</h1><p>You get no more of these mails. You can switch them on again in your settings.</p>',
    );
  }
}

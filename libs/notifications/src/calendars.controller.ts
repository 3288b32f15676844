import { Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentAccount, IdPipe, notFound, Operation, type Principal } from '#libs/platform';
import { FeedResponse } from './calendars.dto.ts';
import { CalendarsService } from './calendars.service.ts';

const FILE = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…\r\nEND:VCALENDAR';
const FEED = {
  url: 'https://api.example.com/v1/calendar/9f8e7d….ics',
  createdAt: '2027-01-10T12:00:00.000Z',
};

@ApiTags('Calendar')
@Controller('v1')
export class CalendarsController {
  constructor(private readonly calendars: CalendarsService) {}

  @Get('bookings/:id/calendar.ics')
  @ApiProduces('text/calendar')
  @ApiResponse({ status: 200, content: { 'text/calendar': { schema: { type: 'string' } } } })
  @Operation({
    summary: 'A confirmed session as an iCalendar file, for its parties',
    audience: 'account',
    errors: ['not_found', 'invalid_state'],
    idempotency: 'safe',
    example: { response: FILE },
  })
  async file(
    @CurrentAccount() account: Principal,
    @Param('id', new IdPipe('booking')) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    send(reply, await this.calendars.file(account, id), 'session.ics');
  }

  @Get('calendar/:file')
  @ApiProduces('text/calendar')
  @ApiResponse({ status: 200, content: { 'text/calendar': { schema: { type: 'string' } } } })
  @Operation({
    summary: 'My sessions as a feed to subscribe to: `<token>.ics`, the token is the key',
    audience: 'public',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: FILE },
  })
  async feed(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const token = /^([\w-]{20,60})\.ics$/.exec(file)?.[1];
    if (token === undefined) throw notFound('calendar');
    send(reply, await this.calendars.feed(token), 'sessions.ics');
  }

  @Get('me/calendar-feed')
  @Operation({
    summary: 'Whether I have a calendar feed; its address is told only when it is made',
    audience: 'account',
    idempotency: 'safe',
    example: { response: { url: null, createdAt: FEED.createdAt } },
  })
  feedOf(@CurrentAccount() account: Principal): Promise<FeedResponse> {
    return this.calendars.feedOf(account);
  }

  @Post('me/calendar-feed')
  @Operation({
    summary: 'Make the private address of my calendar feed; an earlier one stops working',
    audience: 'account',
    idempotency: 'key',
    example: { response: FEED },
  })
  makeFeed(@CurrentAccount() account: Principal): Promise<FeedResponse> {
    return this.calendars.makeFeed(account);
  }

  @Delete('me/calendar-feed')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'The address no longer works' })
  @Operation({
    summary: 'End my calendar feed',
    audience: 'account',
    idempotency: 'natural',
    example: {},
  })
  async endFeed(@CurrentAccount() account: Principal): Promise<void> {
    await this.calendars.endFeed(account);
  }
}

function send(reply: FastifyReply, text: string, name: string): void {
  void reply
    .type('text/calendar; charset=utf-8')
    .header('Content-Disposition', `inline; filename="${name}"`)
    .send(text);
}

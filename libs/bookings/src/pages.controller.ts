import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { button, formatMoney, Operation, showPage } from '#libs/platform';
import { AttendanceService, type Doorway } from './attendance.service.ts';
import { type HeldPlace, OffersService } from './offers.service.ts';

/**
 * The pages behind links in mails and calendars. Looking changes nothing, because mail scanners open every link: going on
 * is a click, a POST.
 */
@ApiExcludeController()
@Controller()
export class PagesController {
  constructor(
    private readonly attendance: AttendanceService,
    private readonly offers: OffersService,
  ) {}

  @Get('v1/join/:token')
  @Operation({ summary: 'The door to a session', audience: 'public', idempotency: 'safe', example: {} })
  async door(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    showPage(reply, door(await this.attendance.doorway(token)));
  }

  @Post('v1/join/:token')
  @HttpCode(303)
  @Operation({ summary: 'Enter a session', audience: 'public', idempotency: 'natural', example: {} })
  async enter(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    void reply.redirect(await this.attendance.joinByLink(token), 303);
  }

  @Get('v1/offers/:token')
  @Operation({ summary: 'A time held from the waiting list', audience: 'public', idempotency: 'safe', example: {} })
  async offer(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    showPage(reply, offer(await this.offers.look(token)));
  }

  @Post('v1/offers/:token')
  @HttpCode(303)
  @Operation({ summary: 'Pay for the held time', audience: 'public', idempotency: 'natural', example: {} })
  async take(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    void reply.redirect(await this.offers.take(token), 303);
  }

  /** Where the payment page leads unless the client names a page of its own. */
  @Get('checkout/:kind/:id/:outcome')
  @Operation({ summary: 'After the payment page', audience: 'public', idempotency: 'safe', example: {} })
  afterwards(@Param('outcome') outcome: string, @Res() reply: FastifyReply): void {
    showPage(reply, outcome === 'paid' ? PAID : NOT_PAID);
  }
}

const PAID = '<h1>Thank you</h1><p>Your payment is on its way to us. The confirmation comes by mail in a moment.</p>';
const NOT_PAID =
  '<h1>Nothing was paid</h1><p>The time stays held for you until the hold ends. Open the payment page again to pay.</p>';

function door({ startsAt, endsAt, opensAt, timeZone, isOpen }: Doorway): string {
  const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000);
  const action = isOpen
    ? button('Join the session')
    : `<p>The room is not open: it opens ${when(opensAt, timeZone)} and closes when the session is over.</p>`;
  return `<h1>Your session</h1><p>${when(startsAt, timeZone)} (${timeZone}), ${minutes} minutes.</p>${action}`;
}

function offer({ startsAt, durationMinutes, timeZone, price, heldUntil }: HeldPlace): string {
  const action =
    heldUntil === null
      ? '<p>It is no longer held for you.</p>'
      : `<p>It is held for you until ${when(heldUntil, timeZone)}.</p>${button(`Take it for ${formatMoney(price)}`)}`;
  return `<h1>A time is free</h1><p>${when(startsAt, timeZone)} (${timeZone}), ${durationMinutes} minutes.</p>${action}`;
}

const when = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'short', timeZone }).format(at);

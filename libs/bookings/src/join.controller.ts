import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Operation } from '#libs/platform';
import { AttendanceService, type Doorway } from './attendance.service.ts';

/** The page behind the link in mails and calendars: it leads a party to the room once that is open. */
@ApiTags('Sessions')
@Controller('v1/join')
export class JoinController {
  constructor(private readonly attendance: AttendanceService) {}

  @Get(':token')
  @ApiExcludeEndpoint()
  @Operation({ summary: 'The door to a session', audience: 'public', idempotency: 'safe', example: {} })
  async door(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const doorway = await this.attendance.doorway(token);
    void reply.type('text/html; charset=utf-8').send(page(doorway));
  }

  /** A click, not a look: mail scanners open links, so entering is a POST. */
  @Post(':token')
  @HttpCode(303)
  @ApiExcludeEndpoint()
  @Operation({ summary: 'Enter a session', audience: 'public', idempotency: 'natural', example: {} })
  async enter(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    void reply.redirect(await this.attendance.joinByLink(token), 303);
  }
}

function page({ startsAt, endsAt, opensAt, timeZone, isOpen }: Doorway): string {
  const when = (at: Date): string =>
    new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'short', timeZone }).format(at);
  const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000);
  const action = isOpen
    ? '<form method="post"><button>Join the session</button></form>'
    : `<p>The room is not open: it opens ${when(opensAt)} and closes when the session is over.</p>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>Your session</title>
<style>body{margin:0;padding:16px;background:#f3f5f8;font:16px/1.5 system-ui,sans-serif;color:#1a2233}main{max-width:480px;margin:32px auto;padding:24px;background:#fff;border-radius:12px}h1{font-size:22px;margin:0 0 12px}button{padding:12px 20px;border:0;border-radius:8px;background:#3b34c4;color:#fff;font:inherit;font-weight:600;cursor:pointer}</style></head>
<body><main><h1>Your session</h1><p>${when(startsAt)} (${timeZone}), ${minutes} minutes.</p>${action}</main></body></html>`;
}

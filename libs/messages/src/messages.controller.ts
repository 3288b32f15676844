import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentAccount, IdPipe, Operation, PageQuery, type Principal } from '#libs/platform';
import { BeginThread, MessagePage, MessageResponse, ReportMessage, ThreadPage, WriteMessage } from './messages.dto.ts';
import { MessagesService } from './messages.service.ts';

const MESSAGE = {
  ...{ id: '0197f0ab-…', threadId: '0197f0aa-…', by: 'candidate', text: 'Which rounds do you mock?', links: [] },
  ...{ masked: false, hidden: false, createdAt: '2027-01-20T12:00:00.000Z' },
};
const THREAD = {
  ...{
    id: '0197f0aa-…',
    mentor: { id: '0197f0a1-…', displayName: 'Ada Okafor' },
    candidate: { id: '0197f0a3-…', name: 'Kim Doe' },
  },
  ...{ unread: 1, otherReadAt: '2027-01-20T11:00:00.000Z', blockedBy: null, lastMessageAt: '2027-01-20T12:00:00.000Z' },
};
const ThreadId = () => Param('id', new IdPipe('thread'));

/** What candidates and mentors write to each other: one thread a pair. */
@ApiTags('Messages')
@Controller('v1')
export class MessagesController {
  constructor(private readonly service: MessagesService) {}

  @Post('threads')
  @Operation({
    summary: 'Write to a mentor; contact details are hidden until we have a paid session',
    audience: 'account',
    rate: 'message',
    errors: ['not_found', 'policy_violation'],
    idempotency: 'key',
    example: { request: { mentorId: '0197f0a1-0000-7000-8000-000000000000', text: MESSAGE.text }, response: MESSAGE },
  })
  begin(@CurrentAccount() account: Principal, @Body() body: BeginThread): Promise<MessageResponse> {
    return this.service.begin(account, body);
  }

  @Get('threads')
  @Operation({
    summary: 'My threads, the latest message first',
    audience: 'account',
    idempotency: 'safe',
    example: { response: { data: [THREAD], nextCursor: null } },
  })
  threads(@CurrentAccount() account: Principal, @Query() query: PageQuery): Promise<ThreadPage> {
    return this.service.threads(account, query);
  }

  @Get('threads/:id/messages')
  @Operation({
    summary: 'Messages of a thread, the latest first',
    audience: 'account',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: { data: [MESSAGE], nextCursor: null } },
  })
  messages(
    @CurrentAccount() account: Principal,
    @ThreadId() id: string,
    @Query() query: PageQuery,
  ): Promise<MessagePage> {
    return this.service.messages(account, id, query);
  }

  @Post('threads/:id/messages')
  @Operation({
    summary: 'Answer in a thread',
    audience: 'account',
    rate: 'message',
    errors: ['not_found', 'policy_violation'],
    idempotency: 'key',
    example: { request: { text: MESSAGE.text }, response: MESSAGE },
  })
  write(
    @CurrentAccount() account: Principal,
    @ThreadId() id: string,
    @Body() body: WriteMessage,
  ): Promise<MessageResponse> {
    return this.service.write(account, id, body);
  }

  @Post('threads/:id/read')
  @HttpCode(204)
  @Operation({
    summary: 'I have read everything so far',
    audience: 'account',
    errors: ['not_found'],
    idempotency: 'key',
    example: {},
  })
  read(@CurrentAccount() account: Principal, @ThreadId() id: string): Promise<void> {
    return this.service.read(account, id);
  }

  @Post('threads/:id/block')
  @HttpCode(204)
  @Operation({
    summary: 'No more messages in this thread',
    audience: 'account',
    errors: ['not_found', 'policy_violation'],
    idempotency: 'key',
    example: {},
  })
  block(@CurrentAccount() account: Principal, @ThreadId() id: string): Promise<void> {
    return this.service.block(account, id, true);
  }

  @Post('threads/:id/unblock')
  @HttpCode(204)
  @Operation({
    summary: 'Messages again, by who blocked them',
    audience: 'account',
    errors: ['not_found', 'policy_violation'],
    idempotency: 'key',
    example: {},
  })
  unblock(@CurrentAccount() account: Principal, @ThreadId() id: string): Promise<void> {
    return this.service.block(account, id, false);
  }

  @Post('messages/:id/report')
  @HttpCode(204)
  @Operation({
    summary: 'Tell admins of a message of the other side',
    audience: 'account',
    errors: ['not_found'],
    idempotency: 'key',
    example: { request: { reason: 'Asks me to pay outside.' } },
  })
  report(
    @CurrentAccount() account: Principal,
    @Param('id', new IdPipe('message')) id: string,
    @Body() body: ReportMessage,
  ): Promise<void> {
    return this.service.report(account, id, body.reason);
  }
}

import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BookingResponse, BookingsService } from '#libs/bookings';
import { CurrentAccount, IdPipe, Operation, PageQuery, type Principal } from '#libs/platform';
import { Reason } from './admin.dto.ts';
import {
  AppealDeclined,
  AppealPage,
  ChangesDecided,
  Marking,
  ReportedMessagePage,
  ReportSettled,
  StandingLifted,
} from './admin-moderation.dto.ts';
import { AdminModerationService } from './admin-moderation.service.ts';

const MENTOR = '0197f0a1-…';
const APPEAL = {
  id: '0197f0ad-…',
  mentorId: MENTOR,
  text: 'I was in hospital.',
  createdAt: '2027-01-20T12:00:00.000Z',
};
const MESSAGE = {
  ...{ id: '0197f0ab-…', threadId: '0197f0aa-…', by: 'mentor', authorId: '0197f0a3-…', text: 'Pay me directly.' },
  ...{ reportedAt: '2027-01-20T12:00:00.000Z', reportReason: 'Asks me to pay outside.' },
};
const MentorId = () => Param('id', new IdPipe('mentor'));
const decision = (summary: string, request: object, response: object) =>
  Operation({
    ...{ summary, audience: 'admin', errors: ['not_found', 'invalid_state'], idempotency: 'key' },
    example: { request, response },
  });
const REASON = { reason: 'Looked at both sides.' };

/** What admins decide about people's conduct; every write needs a reason and is audited. */
@ApiTags('Admin')
@Controller('v1/admin')
export class AdminModerationController {
  constructor(
    private readonly moderation: AdminModerationService,
    private readonly bookings: BookingsService,
  ) {}

  @Get('standing-appeals')
  @Operation({
    ...{ summary: 'Open appeals of mentors against what was counted, oldest first', audience: 'admin' },
    ...{ idempotency: 'safe', example: { response: { data: [APPEAL], nextCursor: null } } },
  })
  appeals(@Query() query: PageQuery): Promise<AppealPage> {
    return this.moderation.appeals(query);
  }

  @Post('mentors/:id/lift-standing')
  @HttpCode(200)
  @decision('Let incidents of a mentor no longer count; ends a pause and grants an appeal', REASON, {
    ...{ id: MENTOR, settled: 4 },
  })
  lift(
    @CurrentAccount() admin: Principal,
    @MentorId() id: string,
    @Body() { reason }: Reason,
  ): Promise<StandingLifted> {
    return this.moderation.liftStanding(admin.accountId, id, reason);
  }

  @Post('mentors/:id/decline-appeal')
  @HttpCode(200)
  @decision('Decline the open appeal of a mentor', REASON, { id: MENTOR })
  declineAppeal(
    @CurrentAccount() admin: Principal,
    @MentorId() id: string,
    @Body() { reason }: Reason,
  ): Promise<AppealDeclined> {
    return this.moderation.declineAppeal(admin.accountId, id, reason);
  }

  @Post('mentors/:id/approve-changes')
  @HttpCode(200)
  @decision('Leave the changes of a published profile as they are', REASON, {
    ...{ id: MENTOR, before: { headline: 'PM' }, after: { headline: 'PM' } },
  })
  approve(
    @CurrentAccount() admin: Principal,
    @MentorId() id: string,
    @Body() { reason }: Reason,
  ): Promise<ChangesDecided> {
    return this.moderation.reviewChanges(admin.accountId, id, 'approve', reason);
  }

  @Post('mentors/:id/revert-changes')
  @HttpCode(200)
  @decision('Take the changes of a published profile back; the mentor reads the reason', REASON, {
    ...{ id: MENTOR, before: { headline: 'Call me: 555' }, after: { headline: 'PM' } },
  })
  revert(
    @CurrentAccount() admin: Principal,
    @MentorId() id: string,
    @Body() { reason }: Reason,
  ): Promise<ChangesDecided> {
    return this.moderation.reviewChanges(admin.accountId, id, 'revert', reason);
  }

  @Get('messages')
  @Operation({
    ...{ summary: 'Messages somebody complained about and nobody has decided on, oldest first', audience: 'admin' },
    ...{ idempotency: 'safe', example: { response: { data: [MESSAGE], nextCursor: null } } },
  })
  messages(@Query() query: PageQuery): Promise<ReportedMessagePage> {
    return this.moderation.reportedMessages(query);
  }

  @Post('messages/:id/hide')
  @HttpCode(200)
  @decision('Hide a reported message from both sides', REASON, { id: '0197f0ab-…', hidden: true })
  hideMessage(
    @CurrentAccount() admin: Principal,
    @Param('id', new IdPipe('message')) id: string,
    @Body() { reason }: Reason,
  ): Promise<ReportSettled> {
    return this.moderation.settleReport(admin.accountId, id, true, reason);
  }

  @Post('messages/:id/keep')
  @HttpCode(200)
  @decision('Leave a reported message as it is', REASON, { id: '0197f0ab-…', hidden: false })
  keepMessage(
    @CurrentAccount() admin: Principal,
    @Param('id', new IdPipe('message')) id: string,
    @Body() { reason }: Reason,
  ): Promise<ReportSettled> {
    return this.moderation.settleReport(admin.accountId, id, false, reason);
  }

  @Post('bookings/:id/mark')
  @HttpCode(200)
  @decision(
    'Say what became of a session: it took place, or who was absent',
    { ...REASON, as: 'mentor_absent' },
    {
      ...{ id: '0197f0a2-…', state: 'no_show' },
    },
  )
  async mark(
    @CurrentAccount() admin: Principal,
    @Param('id', new IdPipe('booking')) id: string,
    @Body() body: Marking,
  ): Promise<BookingResponse> {
    await this.moderation.mark(admin.accountId, id, body);
    return this.bookings.read(admin, id);
  }
}

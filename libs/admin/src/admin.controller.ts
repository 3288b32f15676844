import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BookingsService, ClaimResponse } from '#libs/bookings';
import type { MentorEvent } from '#libs/mentors';
import { ReconciliationService } from '#libs/payments';
import { CurrentAccount, Database, IdPipe, Operation, PageQuery, type Principal } from '#libs/platform';
import {
  AdminMentorPage,
  AdminMentorsQuery,
  AdminRefund,
  AuditPage,
  ClaimPage,
  ClaimsQuery,
  DecideClaim,
  LedgerCheck,
  MentorDecision,
  Reason,
  Reconciled,
  RefundOrdered,
} from './admin.dto.ts';
import { AdminService } from './admin.service.ts';

const MENTOR = {
  id: '0197f0a1-…',
  slug: 'ada-okafor',
  displayName: 'Ada Okafor',
  headline: '…',
  state: 'submitted',
  stateReason: null,
  changedSince: null,
  approved: null,
  photoProblem: null,
  pausedUntil: null,
  createdAt: '2027-01-10T12:00:00.000Z',
};
const CLAIM = { id: '0197f0a5-…', bookingId: '0197f0a2-…', by: 'candidate', absent: 'mentor', state: 'contested' };
const REASON = { reason: 'Identity and employment checked.' };
const CHECKED = { entries: 12, payments: 8, refunds: 4, transfers: 0, bookings: 31 };
const MentorId = () => Param('id', new IdPipe('mentor'));
const BookingId = () => Param('id', new IdPipe('booking'));
const decision = (summary: string, after: string) =>
  Operation({
    summary,
    audience: 'admin',
    errors: ['not_found', 'invalid_state'],
    idempotency: 'key',
    example: { request: REASON, response: { id: '0197f0a1-…', before: 'submitted', after } },
  });

/** Moderation and money, for admins; every write needs a reason and is audited. */
@ApiTags('Admin')
@Controller('v1/admin')
export class AdminController {
  constructor(
    private readonly admin: AdminService,
    private readonly bookings: BookingsService,
    private readonly reconciliation: ReconciliationService,
    private readonly database: Database,
  ) {}

  @Get('mentors')
  @Operation({
    summary: 'Mentor profiles by state',
    audience: 'admin',
    idempotency: 'safe',
    example: { response: { data: [MENTOR], nextCursor: null } },
  })
  mentors(@Query() query: AdminMentorsQuery): Promise<AdminMentorPage> {
    return this.admin.listMentors(query);
  }

  @Post('mentors/:id/publish')
  @HttpCode(200)
  @decision('Publish a submitted profile', 'published')
  publish(@CurrentAccount() admin: Principal, @MentorId() id: string, @Body() body: Reason): Promise<MentorDecision> {
    return this.decide(admin, id, 'publish', body);
  }

  @Post('mentors/:id/reject')
  @HttpCode(200)
  @decision('Reject a submitted profile; the mentor reads the reason', 'rejected')
  reject(@CurrentAccount() admin: Principal, @MentorId() id: string, @Body() body: Reason): Promise<MentorDecision> {
    return this.decide(admin, id, 'reject', body);
  }

  @Post('mentors/:id/suspend')
  @HttpCode(200)
  @decision('Suspend a mentor: no new bookings, existing ones stay', 'suspended')
  suspend(@CurrentAccount() admin: Principal, @MentorId() id: string, @Body() body: Reason): Promise<MentorDecision> {
    return this.decide(admin, id, 'suspend', body);
  }

  @Post('mentors/:id/reinstate')
  @HttpCode(200)
  @decision('Lift a suspension', 'published')
  reinstate(@CurrentAccount() admin: Principal, @MentorId() id: string, @Body() body: Reason): Promise<MentorDecision> {
    return this.decide(admin, id, 'reinstate', body);
  }

  @Post('bookings/:id/cancel')
  @HttpCode(200)
  @Operation({
    summary: 'Cancel a booking with a full refund',
    audience: 'admin',
    errors: ['not_found', 'invalid_state', 'busy', 'payment_provider_error'],
    idempotency: 'key',
    example: { request: { reason: 'The mentor is ill.' }, response: { id: '0197f0a2-…', state: 'cancelled' } },
  })
  async cancelBooking(@CurrentAccount() admin: Principal, @BookingId() id: string, @Body() body: Reason) {
    await this.admin.cancelBooking(admin.accountId, id, body.reason);
    return this.bookings.read(admin, id);
  }

  @Post('bookings/:id/refund')
  @HttpCode(200)
  @Operation({
    summary: 'Refund any amount up to what is left',
    audience: 'admin',
    errors: ['not_found', 'invalid_state', 'policy_violation', 'busy'],
    idempotency: 'key',
    example: {
      request: { amount: 3000, reason: 'Half of the session was lost to a power cut.' },
      response: { refundId: '0197f0a4-…' },
    },
  })
  async refundBooking(
    @CurrentAccount() admin: Principal,
    @BookingId() id: string,
    @Body() body: AdminRefund,
  ): Promise<RefundOrdered> {
    return { refundId: await this.admin.refundBooking(admin.accountId, id, body.amount, body.reason) };
  }

  @Get('claims')
  @Operation({
    summary: 'Claims of absence, those that wait for a decision by default',
    audience: 'admin',
    idempotency: 'safe',
    example: { response: { data: [CLAIM], nextCursor: null } },
  })
  claims(@Query() query: ClaimsQuery): Promise<ClaimPage> {
    return this.admin.listClaims(query);
  }

  @Post('claims/:id/decide')
  @HttpCode(200)
  @Operation({
    summary: 'Decide who was absent; nobody: the session took place',
    audience: 'admin',
    errors: ['not_found', 'invalid_state'],
    idempotency: 'key',
    example: {
      request: { outcome: 'mentor', reason: 'The room was opened by the candidate only.' },
      response: { ...CLAIM, state: 'decided', outcome: 'mentor' },
    },
  })
  decideClaim(
    @CurrentAccount() admin: Principal,
    @Param('id', new IdPipe('claim')) id: string,
    @Body() body: DecideClaim,
  ): Promise<ClaimResponse> {
    return this.admin.decideClaim(admin.accountId, id, body.outcome, body.reason);
  }

  @Get('ledger/check')
  @Operation({
    summary: 'Proves the invariants of the ledger; an empty list means all is explained',
    audience: 'admin',
    idempotency: 'safe',
    example: { response: { ok: true, checked: CHECKED, problems: [] } },
  })
  checkLedger(): Promise<LedgerCheck> {
    return this.admin.checkLedger();
  }

  @Post('reconcile')
  @HttpCode(200)
  @Operation({
    summary: 'Ask Stripe about every unfinished payment now',
    audience: 'admin',
    idempotency: 'key',
    example: { response: { looked: 3, moved: 1 } },
  })
  async reconcile(@CurrentAccount() admin: Principal): Promise<Reconciled> {
    const done = await this.reconciliation.reconcileAll();
    await this.admin.audit(this.database.manager, {
      adminId: admin.accountId,
      action: 'reconcile',
      subjectKind: 'payments',
      subjectId: 'all',
      before: null,
      after: done,
      reason: 'asked for',
    });
    return done;
  }

  @Get('audit-log')
  @Operation({
    summary: 'What admins did, latest first',
    audience: 'admin',
    idempotency: 'safe',
    example: { response: { data: [], nextCursor: null } },
  })
  auditLog(@Query() query: PageQuery): Promise<AuditPage> {
    return this.admin.auditLog(query);
  }

  private decide(admin: Principal, id: string, event: MentorEvent, { reason }: Reason): Promise<MentorDecision> {
    return this.admin.decideMentor(admin.accountId, id, event, reason);
  }
}

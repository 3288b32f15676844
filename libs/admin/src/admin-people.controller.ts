import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BookingPage, BookingsService } from '#libs/bookings';
import { CurrentAccount, IdPipe, Operation, type Principal } from '#libs/platform';
import { Reason } from './admin.dto.ts';
import {
  AccountsQuery,
  AdminAccountPage,
  AdminBookingsQuery,
  AdminJobPage,
  Banned,
  JobRetried,
  JobsQuery,
  RolesChanged,
  SetRoles,
} from './admin-people.dto.ts';
import { AdminPeopleService } from './admin-people.service.ts';

const ACCOUNT = {
  ...{ id: '0197f0a3-…', name: 'Kim Doe', email: 'kim@example.com', roles: ['candidate'], bannedAt: null },
  createdAt: '2027-01-10T12:00:00.000Z',
};
const JOB = {
  ...{ id: '0197f0ac-…', name: 'notifications.mail', retries: 150, error: 'connect ECONNREFUSED' },
  ...{ createdAt: '2027-01-10T12:00:00.000Z', failedAt: '2027-01-11T12:00:00.000Z' },
};
const AccountId = () => Param('id', new IdPipe('account'));

/** People, their bookings, and work that got stuck, for admins. */
@ApiTags('Admin')
@Controller('v1/admin')
export class AdminPeopleController {
  constructor(
    private readonly people: AdminPeopleService,
    private readonly bookings: BookingsService,
  ) {}

  @Get('accounts')
  @Operation({
    summary: 'Accounts, by part of a name or address, role, ban',
    audience: 'admin',
    idempotency: 'safe',
    example: { response: { data: [ACCOUNT], nextCursor: null } },
  })
  accounts(@Query() query: AccountsQuery): Promise<AdminAccountPage> {
    return this.people.accounts(query);
  }

  @Post('accounts/:id/ban')
  @HttpCode(200)
  @Operation({
    summary: 'Ban an account: signed out everywhere, sessions ahead cancelled with a full refund, a mentor suspended',
    audience: 'admin',
    errors: ['not_found', 'invalid_state', 'policy_violation'],
    idempotency: 'key',
    example: { request: { reason: 'Threats.' }, response: { id: '0197f0a3-…', cancelledBookings: 2 } },
  })
  ban(@CurrentAccount() admin: Principal, @AccountId() id: string, @Body() { reason }: Reason): Promise<Banned> {
    return this.people.ban(admin.accountId, id, reason);
  }

  @Post('accounts/:id/unban')
  @HttpCode(200)
  @Operation({
    summary: 'Lift a ban; a suspended mentor stays suspended until reinstated',
    audience: 'admin',
    errors: ['not_found', 'invalid_state'],
    idempotency: 'key',
    example: { request: { reason: 'It was somebody else.' }, response: { id: '0197f0a3-…', cancelledBookings: 0 } },
  })
  unban(@CurrentAccount() admin: Principal, @AccountId() id: string, @Body() { reason }: Reason): Promise<Banned> {
    return this.people.unban(admin.accountId, id, reason);
  }

  @Post('accounts/:id/roles')
  @HttpCode(200)
  @Operation({
    summary: 'Set the roles of an account',
    audience: 'admin',
    errors: ['not_found', 'policy_violation'],
    idempotency: 'key',
    example: {
      request: { roles: ['candidate', 'admin'], reason: 'Joins the team.' },
      response: { id: '0197f0a3-…', before: ['candidate'], after: ['candidate', 'admin'] },
    },
  })
  roles(
    @CurrentAccount() admin: Principal,
    @AccountId() id: string,
    @Body() { roles, reason }: SetRoles,
  ): Promise<RolesChanged> {
    return this.people.setRoles(admin.accountId, id, roles, reason);
  }

  @Get('bookings')
  @Operation({
    summary: 'Bookings of everybody, by state, time and person',
    audience: 'admin',
    idempotency: 'safe',
    example: { response: { data: [{ id: '0197f0a2-…', state: 'confirmed' }], nextCursor: null } },
  })
  allBookings(@CurrentAccount() admin: Principal, @Query() query: AdminBookingsQuery): Promise<BookingPage> {
    return this.bookings.listAll(admin, query);
  }

  @Get('jobs')
  @Operation({
    summary: 'Background work that was given up',
    audience: 'admin',
    idempotency: 'safe',
    example: { response: { data: [JOB], nextCursor: null } },
  })
  jobs(@Query() query: JobsQuery): Promise<AdminJobPage> {
    return this.people.failedJobs(query);
  }

  @Post('jobs/:id/retry')
  @HttpCode(200)
  @Operation({
    summary: 'Try a failed job again',
    audience: 'admin',
    errors: ['not_found'],
    idempotency: 'key',
    example: { request: { reason: 'The mail server is back.' }, response: { id: '0197f0ac-…' } },
  })
  retry(
    @CurrentAccount() admin: Principal,
    @Param('id', new IdPipe('job')) id: string,
    @Body() { reason }: Reason,
  ): Promise<JobRetried> {
    return this.people.retryJob(admin.accountId, id, reason);
  }
}

import { Injectable } from '@nestjs/common';
import { AccountsService } from '#libs/accounts';
import { BookingsRepository } from '#libs/bookings';
import { MentorsService } from '#libs/mentors';
import { Clock, Database, decodeCursor, Jobs, notFound, Problem, type Role, toPage } from '#libs/platform';
import type {
  AccountsQuery,
  AdminAccountPage,
  AdminJobPage,
  Banned,
  JobRetried,
  JobsQuery,
  RolesChanged,
} from './admin-people.dto.ts';
import { AdminService } from './admin.service.ts';

/** Bookings of one person that are cancelled together at most. */
const MOST_BOOKINGS = 500;

/** Accounts and stuck work, for admins. */
@Injectable()
export class AdminPeopleService {
  constructor(
    private readonly database: Database,
    private readonly admin: AdminService,
    private readonly accountsOf: AccountsService,
    private readonly mentors: MentorsService,
    private readonly bookings: BookingsRepository,
    private readonly queue: Jobs,
    private readonly clock: Clock,
  ) {}

  async accounts({ q, role, banned, cursor, limit }: AccountsQuery): Promise<AdminAccountPage> {
    const after = decodeCursor<[string]>(cursor, ['string']);
    const found = await this.accountsOf.search({ q, role, banned, after: after?.[0] ?? null, limit: limit + 1 });
    return toPage(
      found,
      limit,
      ({ id }) => [id],
      (account) => account,
    );
  }

  /** The ban counts first, so that nothing new begins; then what is ahead is cancelled, each with a full refund. */
  async ban(adminId: string, id: string, reason: string): Promise<Banned> {
    if (id === adminId) throw new Problem('policy_violation', 'You cannot ban yourself.');
    await this.admin.audited(
      { adminId, action: 'account.ban', subjectKind: 'account', subjectId: id, reason },
      async (tx) => {
        await this.accountsOf.setBanned(tx, id, true);
        const mentor = await this.mentors.ofAccount(tx, id);
        if (mentor && ['published', 'paused'].includes(mentor.state))
          await this.mentors.decide(tx, mentor.id, 'suspend', reason);
        return { before: { banned: false }, after: { banned: true }, answer: null };
      },
    );
    const ahead = await this.bookings.list(this.database.manager, {
      ...{ partyId: id, states: ['held', 'awaiting_mentor', 'confirmed'], from: this.clock.now() },
      ...{ after: null, limit: MOST_BOOKINGS },
    });
    for (const booking of ahead) await this.admin.cancelBooking(adminId, booking.id, reason);
    return { id, cancelledBookings: ahead.length };
  }

  async unban(adminId: string, id: string, reason: string): Promise<Banned> {
    return this.admin.audited(
      { adminId, action: 'account.unban', subjectKind: 'account', subjectId: id, reason },
      async (tx) => {
        await this.accountsOf.setBanned(tx, id, false);
        return { before: { banned: true }, after: { banned: false }, answer: { id, cancelledBookings: 0 } };
      },
    );
  }

  async setRoles(adminId: string, id: string, roles: Role[], reason: string): Promise<RolesChanged> {
    if (id === adminId && !roles.includes('admin'))
      throw new Problem('policy_violation', 'You cannot take your own role away.');
    return this.admin.audited(
      { adminId, action: 'account.roles', subjectKind: 'account', subjectId: id, reason },
      async (tx) => {
        const before = await this.accountsOf.setRoles(tx, id, roles);
        const after = [...new Set<Role>(['candidate', ...roles])];
        return { before: { roles: before }, after: { roles: after }, answer: { id, before, after } };
      },
    );
  }

  async failedJobs({ cursor, limit }: JobsQuery): Promise<AdminJobPage> {
    const after = decodeCursor<[string]>(cursor, ['string']);
    const found = await this.queue.failed(this.database.manager, after?.[0] ?? null, limit + 1);
    return toPage(
      found,
      limit,
      ({ id }) => [id],
      (job) => job,
    );
  }

  async retryJob(adminId: string, id: string, reason: string): Promise<JobRetried> {
    return this.admin.audited(
      { adminId, action: 'job.retry', subjectKind: 'job', subjectId: id, reason },
      async (tx) => {
        if (!(await this.queue.retry(tx, id))) throw notFound('failed job');
        return { before: { state: 'failed' }, after: { state: 'retry' }, answer: { id } };
      },
    );
  }
}

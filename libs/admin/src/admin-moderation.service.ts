import { Injectable } from '@nestjs/common';
import { ClaimsService } from '#libs/bookings';
import { MentorsService, StandingService } from '#libs/mentors';
import { MessagesService } from '#libs/messages';
import { decodeCursor, type PageQuery, toPage } from '#libs/platform';
import type {
  AppealDeclined,
  AppealPage,
  ChangesDecided,
  Marking,
  ReportedMessagePage,
  ReportSettled,
  StandingLifted,
} from './admin-moderation.dto.ts';
import { AdminService } from './admin.service.ts';

const ABSENT = {
  completed: 'none',
  candidate_absent: 'candidate',
  mentor_absent: 'mentor',
  both_absent: 'both',
} as const;

/** What admins decide about people's conduct: appeals, changed profiles, reported messages, what became of a session. */
@Injectable()
export class AdminModerationService {
  constructor(
    private readonly admin: AdminService,
    private readonly mentors: MentorsService,
    private readonly standing: StandingService,
    private readonly messages: MessagesService,
    private readonly claims: ClaimsService,
  ) {}

  async appeals({ cursor, limit }: PageQuery): Promise<AppealPage> {
    const after = decodeCursor<[string]>(cursor, ['string']);
    const found = await this.standing.openAppeals(after?.[0] ?? null, limit + 1);
    return toPage(
      found,
      limit,
      ({ id }) => [id],
      ({ id, mentorId, text, createdAt }) => ({ id, mentorId, text, createdAt }),
    );
  }

  /** @throws Problem `not_found`, `invalid_state` */
  liftStanding(adminId: string, id: string, reason: string): Promise<StandingLifted> {
    return this.admin.audited(
      { adminId, action: 'mentor.lift_standing', subjectKind: 'mentor', subjectId: id, reason },
      async (tx) => {
        const settled = await this.standing.lift(tx, id, reason);
        return { before: { counting: settled }, after: { counting: 0 }, answer: { id, settled } };
      },
    );
  }

  /** @throws Problem `not_found`, `invalid_state` */
  declineAppeal(adminId: string, id: string, reason: string): Promise<AppealDeclined> {
    return this.admin.audited(
      { adminId, action: 'mentor.decline_appeal', subjectKind: 'mentor', subjectId: id, reason },
      async (tx) => {
        await this.standing.declineAppeal(tx, id, reason);
        return { before: { appeal: 'open' }, after: { appeal: 'declined' }, answer: { id } };
      },
    );
  }

  /** @throws Problem `not_found`, `invalid_state` */
  reviewChanges(adminId: string, id: string, outcome: 'approve' | 'revert', reason: string): Promise<ChangesDecided> {
    return this.admin.audited(
      { adminId, action: `mentor.${outcome}_changes`, subjectKind: 'mentor', subjectId: id, reason },
      async (tx) => {
        const { before, after } = await this.mentors.reviewChanges(tx, id, outcome, reason);
        return { before, after, answer: { id, before, after } };
      },
    );
  }

  async reportedMessages({ cursor, limit }: PageQuery): Promise<ReportedMessagePage> {
    const after = decodeCursor<[string]>(cursor, ['string']);
    const found = await this.messages.reported(after?.[0] ?? null, limit + 1);
    return toPage(
      found,
      limit,
      ({ id }) => [id],
      (message) => message,
    );
  }

  /** @throws Problem `not_found` */
  settleReport(adminId: string, id: string, isHidden: boolean, reason: string): Promise<ReportSettled> {
    return this.admin.audited(
      { adminId, action: isHidden ? 'message.hide' : 'message.keep', subjectKind: 'message', subjectId: id, reason },
      async (tx) => {
        await this.messages.settleReport(tx, id, isHidden);
        return { before: { reported: true }, after: { hidden: isHidden }, answer: { id, hidden: isHidden } };
      },
    );
  }

  /** Says what became of a session, as if it had been claimed and decided. @throws Problem `not_found`, `invalid_state` */
  async mark(adminId: string, id: string, { as, reason }: Marking): Promise<void> {
    await this.admin.audited(
      { adminId, action: 'booking.mark', subjectKind: 'booking', subjectId: id, reason },
      async (tx) => {
        const before = await this.claims.mark(tx, adminId, id, ABSENT[as], reason);
        return { before: { state: before }, after: { as }, answer: null };
      },
    );
  }
}

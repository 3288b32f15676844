import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentAccount, IdPipe, Operation, type Principal } from '#libs/platform';
import { AdminReviewPage, AdminReviewsQuery, RatingCheck, ReviewsService } from '#libs/reviews';
import { MentorDecision, Reason } from './admin.dto.ts';
import { AdminService } from './admin.service.ts';

const REVIEW = {
  ...{
    id: '0197f0aa-…',
    author: 'C.',
    rating: 1,
    text: 'Never again.',
    tags: [],
    bookingId: '0197f0a2-…',
    by: 'candidate',
  },
  ...{
    publishedAt: '2027-01-22T12:00:00.000Z',
    reply: null,
    repliedAt: null,
    state: 'published',
    mentorId: '0197f0a1-…',
  },
  ...{
    privateRating: 1,
    hiddenReason: null,
    reportedAt: '2027-01-23T12:00:00.000Z',
    reportReason: 'It names my employer.',
  },
};
const Id = () => Param('id', new IdPipe('review'));
const moderation = (summary: string, before: string, after: string) =>
  Operation({
    summary,
    audience: 'admin',
    errors: ['not_found', 'invalid_state'],
    idempotency: 'key',
    example: { request: { reason: 'Names an employer.' }, response: { id: '0197f0aa-…', before, after } },
  });

/** Moderation of reviews, for admins. */
@ApiTags('Admin')
@Controller('v1/admin/reviews')
export class AdminReviewsController {
  constructor(
    private readonly reviews: ReviewsService,
    private readonly admin: AdminService,
  ) {}

  @Get()
  @Operation({
    summary: 'Reviews, latest first; those somebody complained about with state=reported',
    audience: 'admin',
    idempotency: 'safe',
    example: { response: { data: [REVIEW], nextCursor: null } },
  })
  list(@Query() query: AdminReviewsQuery): Promise<AdminReviewPage> {
    return this.reviews.list(query);
  }

  @Get('check')
  @Operation({
    summary: 'Whether every mentor’s rating is the sum of their reviews',
    audience: 'admin',
    idempotency: 'safe',
    example: { response: { ok: true, checked: 60, problems: [] } },
  })
  check(): Promise<RatingCheck> {
    return this.reviews.check();
  }

  @Post(':id/hide')
  @HttpCode(200)
  @moderation('Hide a review; the rating follows', 'published', 'hidden')
  hide(@CurrentAccount() account: Principal, @Id() id: string, @Body() body: Reason): Promise<MentorDecision> {
    return this.moderate(account, id, true, body.reason);
  }

  @Post(':id/unhide')
  @HttpCode(200)
  @moderation('Show a hidden review again', 'hidden', 'published')
  unhide(@CurrentAccount() account: Principal, @Id() id: string, @Body() body: Reason): Promise<MentorDecision> {
    return this.moderate(account, id, false, body.reason);
  }

  private moderate({ accountId }: Principal, id: string, hide: boolean, reason: string): Promise<MentorDecision> {
    const action = hide ? 'review.hide' : 'review.unhide';
    return this.admin.audited(
      { adminId: accountId, action, subjectKind: 'review', subjectId: id, reason },
      async (tx) => {
        const { before, after } = await this.reviews.moderate(tx, id, hide, reason);
        return { before: { state: before }, after: { state: after }, answer: { id, before, after } };
      },
    );
  }
}

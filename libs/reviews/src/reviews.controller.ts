import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentAccount, IdPipe, notFound, Operation, PageQuery, type Principal } from '#libs/platform';
import {
  BookingReviews,
  PublicReviewPage,
  ReplyToReview,
  ReportReview,
  ReviewResponse,
  WriteReview,
} from './reviews.dto.ts';
import { ReviewsService } from './reviews.service.ts';

const PUBLIC = {
  ...{ id: '0197f0aa-…', author: 'C.', rating: 5, text: 'Found the gap in ten minutes.', tags: ['clear-feedback'] },
  ...{ publishedAt: '2027-01-22T12:00:00.000Z', reply: null, repliedAt: null },
};
const REVIEW = { ...PUBLIC, bookingId: '0197f0a2-…', by: 'candidate', state: 'blind' };

/** What people say of each other after a session. */
@ApiTags('Reviews')
@Controller('v1')
export class ReviewsController {
  constructor(private readonly reviews: ReviewsService) {}

  @Post('bookings/:id/review')
  @Operation({
    summary: 'Review the other side of a completed session; seen by nobody until both wrote, or for 14 days',
    audience: 'account',
    errors: ['not_found', 'invalid_state', 'policy_violation', 'already_exists'],
    idempotency: 'key',
    example: { request: { rating: 5, text: PUBLIC.text, tags: PUBLIC.tags }, response: REVIEW },
  })
  write(
    @CurrentAccount() account: Principal,
    @Param('id', new IdPipe('booking')) id: string,
    @Body() body: WriteReview,
  ): Promise<ReviewResponse> {
    return this.reviews.write(account, id, body);
  }

  @Get('bookings/:id/reviews')
  @Operation({
    summary: 'My review of a session, and the other side’s once both are published',
    audience: 'account',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: { mine: REVIEW, theirs: null } },
  })
  ofBooking(
    @CurrentAccount() account: Principal,
    @Param('id', new IdPipe('booking')) id: string,
  ): Promise<BookingReviews> {
    return this.reviews.ofBooking(account, id);
  }

  @Get('mentors/:idOrSlug/reviews')
  @Operation({
    summary: 'Published reviews of a mentor, latest first',
    audience: 'public',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: { data: [PUBLIC], nextCursor: null } },
  })
  ofMentor(@Param('idOrSlug') idOrSlug: string, @Query() query: PageQuery): Promise<PublicReviewPage> {
    if (!/^[a-zA-Z0-9-]{1,80}$/.test(idOrSlug)) throw notFound('mentor');
    return this.reviews.ofMentor(idOrSlug.toLowerCase(), query);
  }

  @Post('reviews/:id/reply')
  @HttpCode(200)
  @Operation({
    summary: 'The mentor’s one answer to a published review',
    audience: 'mentor',
    errors: ['not_found', 'already_exists'],
    idempotency: 'key',
    example: {
      request: { text: 'Thank you, good luck!' },
      response: { ...REVIEW, state: 'published', reply: 'Thank you, good luck!' },
    },
  })
  reply(
    @CurrentAccount() account: Principal,
    @Param('id', new IdPipe('review')) id: string,
    @Body() body: ReplyToReview,
  ): Promise<ReviewResponse> {
    return this.reviews.reply(account, id, body.text);
  }

  @Post('reviews/:id/report')
  @HttpCode(204)
  @Operation({
    summary: 'Say that a published review breaks the rules; an admin looks at it',
    audience: 'account',
    errors: ['not_found'],
    idempotency: 'key',
    example: { request: { reason: 'It names my employer.' } },
  })
  report(@Param('id', new IdPipe('review')) id: string, @Body() body: ReportReview): Promise<void> {
    return this.reviews.report(id, body.reason);
  }
}

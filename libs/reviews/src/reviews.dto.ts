import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { PageQuery, MayBeLeftOut } from '#libs/platform';
import type { Reviewer, ReviewState } from './domain/review-rules.ts';

export class WriteReview {
  /** 1 to 5. @example 5 */
  @IsInt()
  @Min(1)
  @Max(5)
  rating!: number;

  /** Plain text; shown to everybody where it is about a mentor. */
  @IsString()
  @MaxLength(4000)
  text: string = '';

  /** @example ['clear-feedback'] */
  @IsArray()
  @ArrayMaxSize(5)
  @ArrayUnique()
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { each: true })
  @Length(2, 40, { each: true })
  @ApiProperty({ default: [], type: [String] })
  tags: string[] = [];

  /** 1 to 5, for admins only. */
  @MayBeLeftOut()
  @IsInt()
  @Min(1)
  @Max(5)
  privateRating?: number;
}

export class ReplyToReview {
  @IsString()
  @Length(1, 2000)
  text!: string;
}

export class ReportReview {
  @IsString()
  @Length(5, 1000)
  reason!: string;
}

export class AdminReviewsQuery extends PageQuery {
  /** `reported`: those somebody complained about, hidden ones included. */
  @MayBeLeftOut()
  @IsIn(['reported', 'hidden', 'published', 'blind'])
  state?: 'reported' | ReviewState;
}

/** A review as anybody may read it. */
export class PublicReview {
  id!: string;
  /** The candidate's initial. @example 'C.' */
  author!: string;
  rating!: number;
  text!: string;
  tags!: string[];
  /** RFC 3339 UTC. */
  publishedAt!: string;
  /** The mentor's answer. */
  reply!: string | null;
  repliedAt!: string | null;
}

export class PublicReviewPage {
  data!: PublicReview[];
  nextCursor!: string | null;
}

/** A review as its author and, once published, the other side read it. */
export class ReviewResponse extends PublicReview {
  bookingId!: string;
  by!: Reviewer;
  state!: ReviewState;
}

export class BookingReviews {
  /** What I wrote. */
  mine!: ReviewResponse | null;
  /** What the other side wrote; null until both are published. */
  theirs!: ReviewResponse | null;
}

export class AdminReview extends ReviewResponse {
  mentorId!: string;
  privateRating!: number | null;
  hiddenReason!: string | null;
  reportedAt!: string | null;
  reportReason!: string | null;
}

export class AdminReviewPage {
  data!: AdminReview[];
  nextCursor!: string | null;
}

export class RatingProblem {
  mentorId!: string;
  /** What the reviews add up to. */
  expected!: { count: number; sum: number };
  /** What the mentor's profile shows. */
  actual!: { count: number; sum: number };
}

export class RatingCheck {
  ok!: boolean;
  /** How many mentors were looked at. */
  checked!: number;
  problems!: RatingProblem[];
}

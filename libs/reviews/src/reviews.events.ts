import type { Reviewer } from './domain/review-rules.ts';

/** A review has become visible to the other side, and about a mentor to everybody. */
export class ReviewPublished {
  constructor(
    readonly reviewId: string,
    readonly bookingId: string,
    readonly by: Reviewer,
  ) {}
}

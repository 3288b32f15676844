export { AdminReviewPage, AdminReviewsQuery, RatingCheck } from './reviews.dto.ts';
export { REVIEW_DAYS } from './domain/review-rules.ts';
export { ReviewPublished } from './reviews.events.ts';
export { ReviewsModule } from './reviews.module.ts';
export { ReviewsService } from './reviews.service.ts';

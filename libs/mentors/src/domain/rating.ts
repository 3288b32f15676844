/** The platform's mean rating a mentor is credited with before reviews weigh in. */
export const PLATFORM_MEAN = 4.6;
const PRIOR_REVIEWS = 5;

/** The rating search shows and sorts by: (5 x platform mean + sum) / (5 + count), 1 to 5. */
export const bayesianRating = (count: number, sum: number): number =>
  (PRIOR_REVIEWS * PLATFORM_MEAN + sum) / (PRIOR_REVIEWS + count);

/** Whose words they are. */
export type Reviewer = 'candidate' | 'mentor';

/** `blind`: written, but nobody else sees it yet. */
export type ReviewState = 'blind' | 'published' | 'hidden';

/** How long after a session it may be reviewed, in days. */
export const REVIEW_DAYS = 30;
/** How long one side waits for the other before its review is published alone, in days. */
const BLIND_DAYS = 14;

const DAY = 86_400_000;

/** Whether a session may be reviewed now: it was completed, and ended at most 30 days ago. */
export const mayReview = (
  { state, endsAt }: { state: string; endsAt: Date },
  now: Date,
): 'yes' | 'not_completed' | 'too_late' => {
  if (state !== 'completed') return 'not_completed';
  return now.getTime() - endsAt.getTime() <= REVIEW_DAYS * DAY ? 'yes' : 'too_late';
};

/** Written before this, a review is published even though the other side said nothing. */
export const blindUntil = (now: Date): Date => new Date(now.getTime() - BLIND_DAYS * DAY);

/** A reviewer in public: interviewing is nobody's business, so an initial must do. */
export const initialOf = (name: string): string => `${([...name.trim()][0] ?? '?').toUpperCase()}.`;

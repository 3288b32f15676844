/** What counts against a mentor: they missed a session, cancelled it less than a day before, or let a request lapse. */
export type IncidentKind = 'no_show' | 'late_cancellation' | 'lapsed_request';

/** The one table of standing: incidents of so many days count, and which of them has which consequence. */
export const STANDING = { windowDays: 30, warnedAt: 2, pausedAt: 4, pauseDays: 14 } as const;

/** What the latest incident leads to, by how many count with it; null: nothing. */
export function consequenceOf(count: number): 'warned' | 'paused' | null {
  if (count >= STANDING.pausedAt) return 'paused';
  return count === STANDING.warnedAt ? 'warned' : null;
}

export interface Statistics {
  kept: number;
  cancelled: number;
  missed: number;
  /** Minutes to the answer of the latest requests, at most a hundred. */
  responseMinutes: readonly number[];
}

/** Rates are told from so many sessions on: before that one bad day would look like a habit. */
const RATES_FROM = 5;

/** What a profile tells of a mentor's reliability. Rates are shares of the sessions that were booked and due, 0 to 1. */
export function reliabilityOf({ kept, cancelled, missed, responseMinutes }: Statistics) {
  const due = kept + cancelled + missed;
  const rate = (count: number): number | null => (due < RATES_FROM ? null : Math.round((count / due) * 1000) / 1000);
  return {
    sessionsDue: due,
    cancellationRate: rate(cancelled),
    noShowRate: rate(missed),
    medianResponseMinutes: median(responseMinutes),
  };
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}

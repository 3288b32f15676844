import type { Metric } from '../facts.ts';
import type { MetricInterval, MetricMoney, SupplyOf } from '../metrics.dto.ts';

/** One figure of a span of time. */
export interface Figure {
  /** First day of the span. */
  from: string;
  metric: Metric;
  key: string;
  value: number;
}

/** Intervals with all their figures, in order; those without any are there too. */
export function intervalsOf(starts: readonly string[], figures: readonly Figure[]): MetricInterval[] {
  const byStart = Map.groupBy(figures, ({ from }) => from);
  return starts.map((from) => {
    const found = byStart.get(from) ?? [];
    const keyed = (metric: Metric): [string, number][] =>
      found.filter((one) => one.metric === metric).map(({ key, value }) => [key, value]);
    const sum = (metric: Metric): number => keyed(metric).reduce((total, [, value]) => total + value, 0);
    const money = (metric: Metric): MetricMoney[] =>
      keyed(metric)
        .map(([currency, amount]) => ({ amount, currency }))
        .sort((a, b) => a.currency.localeCompare(b.currency));
    const bookings = Object.fromEntries(keyed('state'));
    return {
      ...{ from, bookings, rescheduled: sum('rescheduled') },
      ...{ grossVolume: money('gross'), take: money('take'), refunds: money('refunds') },
      fillRate: ratio(sum('session_minutes'), sum('offered_minutes')),
      funnel: {
        ...{ intakes: sum('intakes'), matched: sum('matched'), booked: sum('booked'), paid: sum('paid') },
        completed: bookings.completed ?? 0,
      },
      hoursToFirstSession: ratio(sum('first_session_hours'), sum('first_sessions')),
    };
  });
}

/** What is wanted beside what is on offer, the widest gap first. */
export function supplyOf(
  words: readonly string[],
  mentors: ReadonlyMap<string, number>,
  wanted: ReadonlyMap<string, number>,
): SupplyOf[] {
  const total = (counts: ReadonlyMap<string, number>): number =>
    words.reduce((sum, one) => sum + (counts.get(one) ?? 0), 0);
  const [allMentors, allWanted] = [total(mentors), total(wanted)];
  return words
    .map((slug) => {
      const [have, want] = [mentors.get(slug) ?? 0, wanted.get(slug) ?? 0];
      return { slug, mentors: have, wanted: want, gap: (ratio(want, allWanted) ?? 0) - (ratio(have, allMentors) ?? 0) };
    })
    .map((one) => ({ ...one, gap: round3(one.gap) }))
    .sort((a, b) => b.gap - a.gap || a.slug.localeCompare(b.slug));
}

const round3 = (value: number): number => Math.round(value * 1_000) / 1_000;
const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : round3(part / whole));

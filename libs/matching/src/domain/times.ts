import type { Answers } from '#libs/intake';

const MINUTE = 60_000;
const DAY_MINUTES = 1_440;
/** How far ahead free times in preferred hours are counted, in days. */
export const COUNTED_DAYS = 14;

/** Stretches of time, `[start, end)` in minutes since the epoch, sorted, none touching another. */
export type Stretches = readonly (readonly [start: number, end: number])[];

/**
 * The candidate's preferred hours of the next days as stretches of time, in their zone (UTC where none is known), from
 * `now` (epoch ms). Without any wish it is all of that time.
 */
export function preferredStretches(
  { preferredHours, timeZone = 'UTC' }: Pick<Answers, 'preferredHours' | 'timeZone'>,
  now: number,
  days: number,
): Stretches {
  const [from, to] = [Math.floor(now / MINUTE), Math.floor(now / MINUTE) + days * DAY_MINUTES];
  if (preferredHours.length === 0) return [[from, to]];
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
  const stretches = Array.from({ length: days + 2 }, (_, i) => today.add({ days: i - 1 })).flatMap((date) =>
    preferredHours
      .filter(({ weekdays }) => weekdays.includes(date.dayOfWeek))
      .map(({ start, end }): [number, number] => [minuteAt(date, start, timeZone), minuteAt(date, end, timeZone)]),
  );
  return joined(stretches.map(([start, end]): [number, number] => [Math.max(start, from), Math.min(end, to)]));
}

/** Minutes since the epoch of a wall-clock time; `24:00` is the next midnight. A time the clocks skip is read as they do. */
function minuteAt(date: Temporal.PlainDate, time: string, timeZone: string): number {
  const [day, clock] = time === '24:00' ? [date.add({ days: 1 }), '00:00'] : [date, time];
  return Math.floor(
    day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(clock) }).epochMilliseconds / MINUTE,
  );
}

function joined(stretches: [number, number][]): [number, number][] {
  const kept: [number, number][] = [];
  for (const [start, end] of stretches.filter(([from, to]) => from < to).sort((a, b) => a[0] - b[0])) {
    const last = kept.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else kept.push([start, end]);
  }
  return kept;
}

/** How many of the starts (minutes, sorted) from `earliest` on lie in the stretches; counting stops at `most`. */
export function countWithin(starts: Uint32Array, stretches: Stretches, most: number, earliest = 0): number {
  let [count, i] = [0, firstAtOrAfter(starts, earliest)];
  for (const [from, to] of stretches) {
    i = Math.max(i, firstAtOrAfter(starts, from));
    for (; i < starts.length && (starts[i] as number) < to; i++) if (++count >= most) return count;
  }
  return count;
}

/** The place of the first start at or after a minute. */
export function firstAtOrAfter(starts: Uint32Array, minute: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) < minute) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Local wall-clock time of one IANA zone in integer arithmetic, from Temporal's transitions. */

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** From `from` (epoch ms) on, local time is UTC + `offset` ms, until the next piece. */
interface Piece {
  from: number;
  offset: number;
}

/** The pieces of a zone that cover `[from, to)`, a day or more to spare on both sides. */
export class ZoneSpan {
  private constructor(
    readonly zone: string,
    private readonly pieces: readonly Piece[],
    private readonly end: number,
  ) {}

  /** Reads the zone's transitions; spans are kept per zone and half year because asking Temporal is slow. */
  static of(zone: string, from: number, to: number): ZoneSpan {
    const first = Math.floor((from - 3 * DAY) / CHUNK);
    const last = Math.floor((to + 3 * DAY) / CHUNK);
    const key = `${zone} ${first} ${last}`;
    const kept = spans.get(key);
    if (kept) return kept;
    const span = ZoneSpan.read(zone, first * CHUNK, (last + 1) * CHUNK);
    if (spans.size >= KEPT_SPANS) spans.clear();
    spans.set(key, span);
    return span;
  }

  private static read(zone: string, from: number, to: number): ZoneSpan {
    let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
    const pieces: Piece[] = [{ from: -Infinity, offset: at.offsetNanoseconds / 1e6 }];
    while ((at = at.getTimeZoneTransition('next')) && at.epochMilliseconds < to) {
      pieces.push({ from: at.epochMilliseconds, offset: at.offsetNanoseconds / 1e6 });
    }
    return new ZoneSpan(zone, pieces, Infinity);
  }

  /**
   * The instant (epoch ms) of a local time given as ms since 1970-01-01T00:00 on the local clock. Like Temporal's
   * `disambiguation: 'compatible'`: the earlier of two, and in a gap the later by the gap's length.
   */
  toInstant(local: number): number {
    for (let i = 0; i < this.pieces.length; i++) {
      const piece = this.pieces[i] as Piece;
      const instant = local - piece.offset;
      if (instant >= (this.pieces[i + 1]?.from ?? this.end)) continue;
      return instant >= piece.from ? instant : local - (this.pieces[i - 1] as Piece).offset;
    }
    throw new RangeError('local time outside the span');
  }

  /** Local clock of an instant, as ms since 1970-01-01T00:00 on the local clock. */
  toLocal(instant: number): number {
    let i = this.pieces.length - 1;
    while ((this.pieces[i] as Piece).from > instant) i--;
    return instant + (this.pieces[i] as Piece).offset;
  }

  /** The local date of an instant, as days since 1970-01-01. */
  dayOf(instant: number): number {
    return Math.floor(this.toLocal(instant) / DAY);
  }
}

const CHUNK = 183 * DAY;
const KEPT_SPANS = 2_000;
const spans = new Map<string, ZoneSpan>();

/** Days since 1970-01-01 of a calendar date `YYYY-MM-DD`. */
export const dayNumber = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY);

const KEPT_DATES = 5_000;
const dates = new Map<number, string>();

/** The calendar date of a day number; kept, because lists of slots ask for the same few days again and again. */
export function dateOfDay(day: number): string {
  const kept = dates.get(day);
  if (kept !== undefined) return kept;
  if (dates.size >= KEPT_DATES) dates.clear();
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  dates.set(day, date);
  return date;
}

const MINUTES_OF_DAY = Array.from(
  { length: 1440 },
  (_, minute) => `T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00.000Z`,
);

/** An instant as RFC 3339 in UTC; the same text as `Date.toISOString`, seven times as fast for lists of whole minutes. */
export function isoOf(instant: number): string {
  const day = Math.floor(instant / DAY);
  const time = MINUTES_OF_DAY[(instant - day * DAY) / MINUTE];
  return time === undefined ? new Date(instant).toISOString() : dateOfDay(day) + time;
}

/** 0 for Monday … 6 for Sunday (ISO 8601 order). */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The ISO week a day lies in, as the day number of its Monday. */
export const weekOf = (day: number): number => day - weekdayOf(day);

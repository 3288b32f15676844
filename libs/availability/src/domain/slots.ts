import { dateOfDay, DAY, dayNumber, isoOf, MINUTE, weekdayOf, weekOf, ZoneSpan } from './zone.ts';

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
type Weekday = (typeof WEEKDAYS)[number];

/** Local wall-clock hours of one day, `HH:MM`; `24:00` is allowed as an end. */
export interface Interval {
  start: string;
  end: string;
}

export interface Schedule {
  /** The mentor's IANA zone: weekly hours, overrides and caps are read in it. */
  timeZone: string;
  weeklyHours: Readonly<Partial<Record<Weekday, readonly Interval[]>>>;
  slotIncrementMinutes: number;
  slotPlacement: 'grid' | 'pack';
  /** Dates (inclusive) whose hours are read in another zone. */
  travel: readonly { from: string; to: string; timeZone: string }[];
  minimumNoticeMinutes: number;
  bookingHorizonDays: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  maxSessionsPerDay: number | null;
  maxSessionsPerWeek: number | null;
}

/** Time a mentor does not have, epoch ms. A session's `end` includes the gap it was booked with; time only asked for counts as taken. */
export interface Occupied {
  kind: 'session' | 'time_off' | 'busy';
  start: number;
  end: number;
  /** Whether the session counts against the mentor's caps (not where the mentor is the candidate). */
  counts: boolean;
}

export interface SlotInput {
  schedule: Schedule;
  /** Hours of single dates, `YYYY-MM-DD`; an empty list closes the day. */
  overrides: ReadonlyMap<string, readonly Interval[]>;
  /** Everything that may touch `[from - LOOKBACK, to + LOOKAHEAD)`, in any order. */
  occupied: readonly Occupied[];
  durationMinutes: number;
  now: number;
  from: number;
  to: number;
}

/** Why a start cannot be booked. */
export type Reason =
  'outside_hours' | 'off_grid' | 'too_soon' | 'too_far' | 'day_full' | 'week_full' | 'time_off' | 'busy' | 'taken';

/** How far before `from` occupied time must be known: windows that touch join over at most this long. */
export const LOOKBACK = 16 * DAY;
/** … and how far after `to`: a weekly cap counts the sessions of the whole ISO week, whose end may lie six days later. */
export const LOOKAHEAD = 8 * DAY;
const CHAIN_DAYS = 8;

interface Window {
  start: number;
  end: number;
}

/** Blocked starts: a session that starts in `[start, end)` would touch something. */
interface Block extends Window {
  reason: 'taken' | 'time_off' | 'busy';
}

/** The larger of the two buffers: neighbouring sessions share it, so it is counted once, after each session. */
export const gapMinutes = (schedule: Pick<Schedule, 'bufferBeforeMinutes' | 'bufferAfterMinutes'>): number =>
  Math.max(schedule.bufferBeforeMinutes, schedule.bufferAfterMinutes);

/** Minutes since midnight of `HH:MM`. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/**
 * The bookable starts in `[from, to)`, epoch ms, sorted.
 * A start is offered exactly when it is a candidate start and `reasonAgainst` has nothing against it.
 */
export function computeSlots(input: SlotInput): number[] {
  // Nothing is offered before now or beyond the horizon, however far somebody asks.
  const [from, to] = [
    Math.max(input.from, input.now),
    Math.min(input.to, input.now + input.schedule.bookingHorizonDays * DAY),
  ];
  if (from >= to) return [];
  const plan = planOf({ ...input, from, to });
  const slots: number[] = [];
  for (const window of plan.windows) {
    for (const start of candidateStarts(plan, window)) if (blockerOf(plan, start) === null) slots.push(start);
  }
  return slots;
}

/**
 * Why `start` (epoch ms) is not bookable, or null when it is. The one place that decides it: the slots people see and
 * the booking that is refused ask the same function.
 */
export function reasonAgainst(input: Omit<SlotInput, 'from' | 'to'>, start: number): Reason | null {
  const plan = planOf({ ...input, from: start, to: start + 1 });
  const blocker = blockerOf(plan, start);
  const window = plan.windows.find((one) => one.start <= start && start + plan.duration <= one.end);
  if (!window) return blocker === 'taken' ? 'taken' : 'outside_hours';
  if (blocker) return blocker;
  return candidateStarts(plan, window).includes(start) ? null : 'off_grid';
}

interface Plan {
  input: SlotInput;
  zone: ZoneSpan;
  duration: number;
  windows: Window[];
  blocks: Block[];
  perDay: Map<number, number>;
  perWeek: Map<number, number>;
}

function planOf(input: SlotInput): Plan {
  const { schedule } = input;
  const zone = ZoneSpan.of(schedule.timeZone, input.from - LOOKBACK, input.to);
  const duration = input.durationMinutes * MINUTE;
  return {
    input,
    zone,
    duration,
    windows: windowsOf(input, zone),
    blocks: blocksOf(input, duration),
    ...countsOf(input.occupied, zone),
  };
}

/** What stands against a start inside a window, apart from the grid. */
function blockerOf({ input, zone, blocks, perDay, perWeek }: Plan, start: number): Reason | null {
  const { schedule, now } = input;
  if (start < now + schedule.minimumNoticeMinutes * MINUTE) return 'too_soon';
  if (start >= now + schedule.bookingHorizonDays * DAY) return 'too_far';
  const block = blockAt(blocks, start);
  if (block) return block.reason;
  if (schedule.maxSessionsPerDay === null && schedule.maxSessionsPerWeek === null) return null;
  const day = zone.dayOf(start);
  if (schedule.maxSessionsPerDay !== null && (perDay.get(day) ?? 0) >= schedule.maxSessionsPerDay) return 'day_full';
  if (schedule.maxSessionsPerWeek !== null && (perWeek.get(weekOf(day)) ?? 0) >= schedule.maxSessionsPerWeek)
    return 'week_full';
  return null;
}

/** Open windows that may hold a start of the range: hours of each local date as instants, joined where they touch. */
function windowsOf(input: SlotInput, zone: ZoneSpan): Window[] {
  const last = zone.dayOf(input.to) + 1;
  let first = zone.dayOf(input.from) - 1;
  const windows: Window[] = [];
  for (let day = first; day <= last; day++) windows.push(...windowsOfDay(input, zone, day));
  // A window that begins at its day's first minute may continue the evening before: look back while that is so.
  for (
    let back = 0;
    back < CHAIN_DAYS && windows[0] !== undefined && windows[0].start <= startOfDay(zone, first);
    back++
  ) {
    windows.unshift(...windowsOfDay(input, zone, --first));
  }
  return joined(windows).filter((window) => window.end > input.from && window.start < input.to);
}

const startOfDay = (zone: ZoneSpan, day: number): number => zone.toInstant(day * DAY);

function windowsOfDay({ schedule, overrides, from, to }: SlotInput, home: ZoneSpan, day: number): Window[] {
  const date = overrides.size > 0 || schedule.travel.length > 0 ? dateOfDay(day) : '';
  const hours = overrides.get(date) ?? schedule.weeklyHours[WEEKDAYS[weekdayOf(day)] as Weekday] ?? [];
  if (hours.length === 0) return [];
  const trip = schedule.travel.find((one) => one.from <= date && date <= one.to);
  const zone = trip ? ZoneSpan.of(trip.timeZone, from - LOOKBACK, to) : home;
  const windows: Window[] = [];
  for (const { start, end } of hours) {
    const window = {
      start: zone.toInstant(day * DAY + minutesOf(start) * MINUTE),
      end: zone.toInstant(day * DAY + minutesOf(end) * MINUTE),
    };
    if (window.start < window.end) windows.push(window);
  }
  return windows;
}

function joined(windows: Window[]): Window[] {
  const result: Window[] = [];
  for (const window of windows.sort((a, b) => a.start - b.start)) {
    const previous = result.at(-1);
    if (previous && window.start <= previous.end) previous.end = Math.max(previous.end, window.end);
    else result.push({ ...window });
  }
  return result;
}

/** Ranges of starts that would touch occupied time, sorted and without overlaps. */
function blocksOf({ schedule, occupied }: SlotInput, duration: number): Block[] {
  const gap = gapMinutes(schedule) * MINUTE;
  const before = schedule.bufferBeforeMinutes * MINUTE;
  const after = schedule.bufferAfterMinutes * MINUTE;
  const blocks = occupied.map(({ kind, start, end }): Block =>
    kind === 'session'
      ? { start: start - duration - gap + 1, end, reason: 'taken' }
      : { start: start - duration - after + 1, end: end + before, reason: kind },
  );
  blocks.sort((a, b) => a.start - b.start);
  const merged: Block[] = [];
  for (const block of blocks) {
    const previous = merged.at(-1);
    if (!previous || block.start >= previous.end) merged.push(block);
    else if (previous.reason === block.reason) previous.end = Math.max(previous.end, block.end);
    else if (block.end > previous.end) merged.push({ ...block, start: previous.end });
  }
  return merged;
}

/** Binary search: the block that holds `start`. */
function blockAt(blocks: readonly Block[], start: number): Block | undefined {
  let [low, high] = [0, blocks.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle] as Block;
    if (start < block.start) high = middle - 1;
    else if (start >= block.end) low = middle + 1;
    else return block;
  }
  return undefined;
}

function countsOf(occupied: readonly Occupied[], zone: ZoneSpan): Pick<Plan, 'perDay' | 'perWeek'> {
  const [perDay, perWeek] = [new Map<number, number>(), new Map<number, number>()];
  for (const { kind, counts, start } of occupied) {
    if (kind !== 'session' || !counts) continue;
    const day = zone.dayOf(start);
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
    perWeek.set(weekOf(day), (perWeek.get(weekOf(day)) ?? 0) + 1);
  }
  return { perDay, perWeek };
}

/** Starts of the window's grid inside `[from, to)`. */
function candidateStarts(plan: Plan, window: Window): number[] {
  const { input, duration, zone } = plan;
  const step = input.schedule.slotIncrementMinutes * MINUTE;
  const starts: number[] = [];
  for (const [origin, until] of gridOrigins(window, zone, input)) {
    const end = Math.min(until, window.end - duration + 1, input.to);
    if (input.schedule.slotPlacement === 'pack') packInto(starts, plan.blocks, origin, end, step, input.from);
    else {
      const first = origin >= input.from ? origin : origin + Math.ceil((input.from - origin) / step) * step;
      for (let start = first; start < end; start += step) starts.push(start);
    }
  }
  return starts;
}

/**
 * Where the grid begins: at the window's start. A chain of days without a gap has no start one could find, so after
 * eight days its grid begins anew at each local midnight; either way it does not depend on the range asked for.
 */
function gridOrigins(window: Window, zone: ZoneSpan, { from, to }: SlotInput): [origin: number, until: number][] {
  if (window.end - window.start < (CHAIN_DAYS - 1) * DAY) return [[window.start, window.end]];
  const origins: [number, number][] = [];
  const chainEnd = zone.dayOf(window.start) + CHAIN_DAYS;
  if (startOfDay(zone, chainEnd) > from && window.start > from - (CHAIN_DAYS + 1) * DAY)
    origins.push([window.start, startOfDay(zone, chainEnd)]);
  for (let day = Math.max(chainEnd, zone.dayOf(from)); startOfDay(zone, day) < Math.min(to, window.end); day++) {
    origins.push([startOfDay(zone, day), startOfDay(zone, day + 1)]);
  }
  return origins;
}

/** `pack`: after each blocked range the grid restarts at its end, rounded up to the next five minutes. */
function packInto(
  starts: number[],
  blocks: readonly Block[],
  origin: number,
  end: number,
  step: number,
  from: number,
): void {
  for (let start = origin; start < end;) {
    const block = blockAt(blocks, start);
    if (block) start = Math.ceil(block.end / (5 * MINUTE)) * 5 * MINUTE;
    else {
      if (start >= from) starts.push(start);
      start += step;
    }
  }
}

/** The sessions (epoch ms, sorted) that lie outside the hours of a schedule, whatever else occupies the time. */
export function outsideHours<T extends Window>(
  { schedule, overrides }: Pick<SlotInput, 'schedule' | 'overrides'>,
  sessions: readonly T[],
): T[] {
  const [first, last] = [sessions[0], sessions.at(-1)];
  if (!first || !last) return [];
  const range = { from: first.start, to: last.start + 1 };
  const zone = ZoneSpan.of(schedule.timeZone, range.from - LOOKBACK, range.to);
  const input = { schedule, overrides, occupied: [], durationMinutes: 0, now: 0, ...range };
  const windows = windowsOf(input, zone);
  return sessions.filter(({ start, end }) => !windows.some((window) => window.start <= start && end <= window.end));
}

/** Groups starts by the viewer's local date; days without a start are left out. */
export function groupByDay(
  starts: readonly number[],
  timeZone: string,
  durationMinutes: number,
): { date: string; slots: { startsAt: string; endsAt: string }[] }[] {
  const days: { date: string; slots: { startsAt: string; endsAt: string }[] }[] = [];
  if (starts.length === 0) return days;
  const zone = ZoneSpan.of(timeZone, starts[0] as number, starts.at(-1) as number);
  let current = NaN;
  for (const start of starts) {
    const day = zone.dayOf(start);
    if (day !== current) days.push({ date: dateOfDay(day), slots: [] });
    current = day;
    days.at(-1)?.slots.push({
      startsAt: isoOf(start),
      endsAt: isoOf(start + durationMinutes * MINUTE),
    });
  }
  return days;
}

/** The three bookable starts nearest to a wish, nearest first. */
export const nearest = (starts: readonly number[], wish: number, count = 3): number[] =>
  [...starts].sort((a, b) => Math.abs(a - wish) - Math.abs(b - wish) || a - b).slice(0, count);

/** Minutes a schedule opens in an ordinary week. */
export const weeklyMinutes = (hours: Schedule['weeklyHours']): number =>
  WEEKDAYS.flatMap((day) => hours[day] ?? []).reduce(
    (sum, { start, end }) => sum + minutesOf(end) - minutesOf(start),
    0,
  );

/** The instants of a whole range of dates in a zone, for time off: from the first midnight to the one after the last. */
export function rangeOfDates(from: string, to: string, timeZone: string): { start: number; end: number } {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const zone = ZoneSpan.of(timeZone, first * DAY, (last + 1) * DAY);
  return { start: startOfDay(zone, first), end: startOfDay(zone, last + 1) };
}

import ICAL from 'ical.js';
import { RRuleTemporal } from 'rrule-temporal';
import { findIana } from 'windows-iana';
import { DAY, MINUTE, ZoneSpan } from './zone.ts';

/** A calendar that cannot be read; the message is meant for its owner. */
export class UnreadableCalendar extends Error {}

export interface BusyRange {
  /** Epoch ms. */
  start: number;
  end: number;
}

export interface ReadLimits {
  /** Only what touches `[from, to)`, epoch ms. */
  from: number;
  to: number;
  /** IANA zone for floating times and whole days where the calendar names none of its own. */
  timeZone: string;
  /** Whether reading has taken too long; asked between events, so that a hostile file cannot hold the process. */
  isOutOfTime: () => boolean;
}

const MOST_OCCURRENCES = 20_000;
/** Periods of one rule looked at: a daily event of sixty years. */
const MOST_PERIODS = 25_000;
/** Our own invitations come back in a mentor's calendar; their time is known already, and moves with us. */
const OWN_EVENT = /@mentor-sessions$/;

/**
 * The busy time of an iCalendar file (RFC 5545): sorted, joined where it touches. Recurrence is expanded inside the
 * range; transparent, free and cancelled events are left out. @throws UnreadableCalendar
 */
export function busyRanges(text: string, limits: ReadLimits): BusyRange[] {
  const ranges: BusyRange[] = [];
  for (const calendar of calendarsOf(text)) {
    const zones = new Zones(calendar, limits.timeZone);
    for (const series of seriesOf(calendar)) {
      if (limits.isOutOfTime()) throw new UnreadableCalendar('takes too long to read');
      ranges.push(...busyOf(series, zones, limits));
      if (ranges.length > MOST_OCCURRENCES) throw new UnreadableCalendar('holds too many events');
    }
    ranges.push(...freeBusyOf(calendar));
  }
  return joined(ranges.filter(({ start, end }) => start < end && end > limits.from && start < limits.to));
}

function calendarsOf(text: string): ICAL.Component[] {
  let parsed: unknown[];
  try {
    parsed = ICAL.parse(text) as unknown[];
  } catch {
    throw new UnreadableCalendar('is not an iCalendar file');
  }
  const roots = (Array.isArray(parsed[0]) ? parsed : [parsed]) as unknown[][];
  const calendars = roots.map((root) => new ICAL.Component(root as never)).filter(({ name }) => name === 'vcalendar');
  if (calendars.length === 0) throw new UnreadableCalendar('is not an iCalendar file');
  return calendars;
}

/** An event with its changed occurrences, all of one UID. */
interface Series {
  master: ICAL.Component | undefined;
  exceptions: ICAL.Component[];
}

function seriesOf(calendar: ICAL.Component): Series[] {
  const byUid = new Map<string, Series>();
  calendar.getAllSubcomponents('vevent').forEach((event, i) => {
    const uid = textOf(event, 'uid') || `without-uid-${i}`;
    if (OWN_EVENT.test(uid)) return;
    const series = byUid.get(uid) ?? { master: undefined, exceptions: [] };
    byUid.set(uid, series);
    if (event.hasProperty('recurrence-id')) series.exceptions.push(event);
    else series.master = event;
  });
  return [...byUid.values()];
}

function busyOf({ master, exceptions }: Series, zones: Zones, limits: ReadLimits): BusyRange[] {
  const replaced = new Set(exceptions.map((event) => instantOf(event.getFirstProperty('recurrence-id'), zones)));
  const single = exceptions.filter(isBusy).flatMap((event) => rangeOf(event, zones) ?? []);
  const own = master && isBusy(master) ? rangeOf(master, zones) : null;
  if (!master || !own) return single;
  const length = own.end - own.start;
  const starts = occurrencesOf(master, own.start, zones, { from: limits.from - length, to: limits.to });
  return [
    ...single,
    ...starts
      .filter((start) => !replaced.has(start))
      .map((start) => ({ start, end: start + lengthOn(master, zones, start, length) })),
  ];
}

/** Whole days last as long as the days of that zone do; anything else keeps its exact length. */
function lengthOn(event: ICAL.Component, zones: Zones, start: number, length: number): number {
  const time = timeOf(event.getFirstProperty('dtstart'));
  if (!time?.isDate) return length;
  const zone = zones.ofDays();
  return zone.toInstant(zone.toLocal(start) + Math.round(length / DAY) * DAY) - start;
}

/** Starts of a recurring event (RRULE, RDATE, EXDATE), epoch ms; of any other its one start. */
function occurrencesOf(
  event: ICAL.Component,
  first: number,
  zones: Zones,
  range: { from: number; to: number },
): number[] {
  const dtstart = event.getFirstProperty('dtstart');
  const rules = event.getAllProperties('rrule').map((property) => String(property.getFirstValue()));
  const extra = event.getAllProperties('rdate').flatMap((property) => instantsOf(property, zones));
  if (rules.length === 0 && extra.length === 0) return [first];
  const excluded = new Set(event.getAllProperties('exdate').flatMap((property) => instantsOf(property, zones)));
  const starts = new Set([first, ...extra]);
  for (const rule of rules) for (const start of expand(rule, dtstart, zones, range)) starts.add(start);
  return [...starts].filter((start) => !excluded.has(start));
}

/**
 * A rule's starts, expanded on the local clock: local times are taken as if they were UTC, so that one library walks
 * every kind of zone, also those a file defines itself; each start is then an instant by its zone.
 */
function expand(
  rule: string,
  dtstart: ICAL.Property | null,
  zones: Zones,
  range: { from: number; to: number },
): number[] {
  const time = timeOf(dtstart);
  if (!time || !dtstart) return [];
  if (/FREQ=(SECONDLY|MINUTELY)/.test(rule)) throw new UnreadableCalendar('has an event that recurs every minute');
  const zone = zones.of(dtstart, time);
  try {
    const local = new RRuleTemporal({
      rruleString: rule.replace(
        /UNTIL=(\d{8}T\d{6})Z/,
        (_, until: string) => `UNTIL=${localText(zone.toLocal(utcOf(until)))}Z`,
      ),
      dtstart: Temporal.Instant.fromEpochMilliseconds(localOf(time)).toZonedDateTimeISO('UTC'),
      maxIterations: MOST_PERIODS,
      maxCandidateEvaluations: 10 * MOST_PERIODS,
    });
    return local
      .between(new Date(range.from - DAY), new Date(range.to + DAY), true)
      .map(({ epochMilliseconds }) => zone.toInstant(epochMilliseconds));
  } catch {
    throw new UnreadableCalendar(`has a recurrence that cannot be read (${rule.slice(0, 80)})`);
  }
}

/** Published free/busy time (RFC 5545 section 3.6.4). */
function freeBusyOf(calendar: ICAL.Component): BusyRange[] {
  return calendar.getAllSubcomponents('vfreebusy').flatMap((component) =>
    component
      .getAllProperties('freebusy')
      .filter((property) => property.getFirstParameter('fbtype') !== 'FREE')
      .flatMap((property) => property.getValues() as unknown[])
      .filter((value): value is ICAL.Period => value instanceof ICAL.Period)
      .map((period) => ({ start: utcMs(period.start), end: utcMs(period.getEnd()) })),
  );
}

function isBusy(event: ICAL.Component): boolean {
  return (
    textOf(event, 'status').toUpperCase() !== 'CANCELLED' &&
    textOf(event, 'transp').toUpperCase() !== 'TRANSPARENT' &&
    textOf(event, 'x-microsoft-cdo-busystatus').toUpperCase() !== 'FREE'
  );
}

/** The event's own range; null without a start or a length. */
function rangeOf(event: ICAL.Component, zones: Zones): BusyRange | null {
  const dtstart = event.getFirstProperty('dtstart');
  const time = timeOf(dtstart);
  if (!dtstart || !time) return null;
  const start = instantOf(dtstart, zones) as number;
  const dtend = event.getFirstProperty('dtend');
  const duration = event.getFirstPropertyValue('duration');
  let end = start;
  if (dtend) end = instantOf(dtend, zones) ?? start;
  else if (duration instanceof ICAL.Duration) end = start + duration.toSeconds() * 1000;
  else if (time.isDate) end = zones.of(dtstart, time).toInstant(localOf(time) + DAY);
  return start < end ? { start, end } : null;
}

const textOf = (event: ICAL.Component, name: string): string => {
  const value = event.getFirstPropertyValue(name);
  return typeof value === 'string' ? value : '';
};

const timeOf = (property: ICAL.Property | null): ICAL.Time | null => {
  const value: unknown = property?.getFirstValue();
  return value instanceof ICAL.Time ? value : null;
};

function instantOf(property: ICAL.Property | null, zones: Zones): number | null {
  const time = timeOf(property);
  return property && time ? zones.of(property, time).toInstant(localOf(time)) : null;
}

function instantsOf(property: ICAL.Property, zones: Zones): number[] {
  return (property.getValues() as unknown[]).flatMap((value) => {
    const time = value instanceof ICAL.Period ? value.start : value;
    return time instanceof ICAL.Time ? [zones.of(property, time).toInstant(localOf(time))] : [];
  });
}

/** A wall-clock time as ms since 1970-01-01T00:00 on that clock. */
const localOf = (time: ICAL.Time): number =>
  Date.UTC(time.year, time.month - 1, time.day, ...(time.isDate ? [0, 0, 0] : [time.hour, time.minute, time.second]));
const utcMs = (time: ICAL.Time): number => localOf(time);
const localText = (local: number): string => new Date(local).toISOString().replace(/[-:]|\.\d+Z/g, '');
const utcOf = (text: string): number =>
  Date.parse(text.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:$6Z'));

/** A clock: local times to instants and back. */
interface Clockwork {
  toInstant: (local: number) => number;
  toLocal: (instant: number) => number;
}

const UTC: Clockwork = { toInstant: (local) => local, toLocal: (instant) => instant };

const iana = (name: string): Clockwork => ({
  toInstant: (local) => ZoneSpan.of(name, local, local).toInstant(local),
  toLocal: (instant) => ZoneSpan.of(name, instant, instant).toLocal(instant),
});

/** A zone as its VTIMEZONE in the file describes it. */
function defined(component: ICAL.Component): Clockwork {
  const zone = new ICAL.Timezone(component);
  const offsetAt = (local: number): number =>
    zone.utcOffset(ICAL.Time.fromData({ ...fieldsOf(local), isDate: false }, zone)) * 1000;
  return {
    toInstant: (local) => local - offsetAt(local),
    toLocal: (instant) => instant + offsetAt(instant + offsetAt(instant)),
  };
}

const fieldsOf = (local: number) => {
  const date = new Date(local);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
};

/** The zones of one calendar: by IANA name, by Windows name, by the file's own definition, in this order. */
class Zones {
  private readonly known = new Map<string, Clockwork>();
  private readonly days: Clockwork;

  constructor(calendar: ICAL.Component, fallback: string) {
    for (const component of calendar.getAllSubcomponents('vtimezone')) {
      const tzid = textOf(component, 'tzid');
      this.known.set(tzid, named(tzid) ?? defined(component));
    }
    const own = calendar.getFirstPropertyValue('x-wr-timezone');
    this.days = (typeof own === 'string' ? this.byName(own) : null) ?? iana(fallback);
  }

  /** The clock a property's time is told by. Floating times and whole days follow the calendar's zone. */
  of(property: ICAL.Property, time: ICAL.Time): Clockwork {
    if (time.isDate) return this.days;
    const tzid = property.getFirstParameter('tzid');
    if (typeof tzid === 'string' && tzid !== '') return this.byName(tzid) ?? this.days;
    return time.zone === ICAL.Timezone.utcTimezone ? UTC : this.days;
  }

  ofDays(): Clockwork {
    return this.days;
  }

  private byName(tzid: string): Clockwork | null {
    const kept = this.known.get(tzid);
    if (kept) return kept;
    const found = named(tzid);
    if (found) this.known.set(tzid, found);
    return found;
  }
}

/** A zone by an IANA name (also one behind a prefix like `/mozilla.org/20050126_1/`) or a Windows one (CLDR). */
function named(tzid: string): Clockwork | null {
  if (/^(utc|gmt|z|etc\/utc)$/i.test(tzid)) return UTC;
  const parts = tzid.split('/');
  const names = [tzid, parts.slice(-2).join('/'), parts.slice(-3).join('/'), ...findIana(tzid as never)];
  const name = names.find(isZone);
  return name === undefined ? null : iana(name);
}

function isZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

function joined(ranges: BusyRange[]): BusyRange[] {
  const result: BusyRange[] = [];
  for (const { start, end } of ranges.sort((a, b) => a.start - b.start)) {
    const previous = result.at(-1);
    if (previous && start <= previous.end + MINUTE) previous.end = Math.max(previous.end, end);
    else result.push({ start, end });
  }
  return result;
}

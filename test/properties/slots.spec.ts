import fc from 'fast-check';
import {
  computeSlots,
  type Occupied,
  reasonAgainst,
  type Schedule,
  type SlotInput,
  WEEKDAYS,
} from '../../libs/availability/src/domain/slots.ts';
import { ZoneSpan } from '../../libs/availability/src/domain/zone.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Zones with a change of clocks in 2026-2028, half-hour and quarter-hour ones, changes at midnight, and the half-hour change. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Africa/Cairo',
  'America/Havana',
  'Asia/Gaza',
  'Atlantic/Azores',
  'America/St_Johns',
  'Asia/Kolkata',
];

const time = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
/** Up to three intervals of one day on a five-minute grid; they may touch, never overlap, and may reach 24:00. */
const day = fc.uniqueArray(fc.integer({ min: 0, max: 288 }), { minLength: 0, maxLength: 6 }).map((marks) => {
  const sorted = marks.sort((a, b) => a - b);
  return Array.from({ length: Math.floor(sorted.length / 2) }, (_, i) => ({
    start: time((sorted[2 * i] as number) * 5),
    end: time((sorted[2 * i + 1] as number) * 5),
  }));
});
const midnightDay = fc.constant([{ start: '22:00', end: '24:00' }]);
const morningDay = fc.constant([{ start: '00:00', end: '02:00' }]);

const schedules: fc.Arbitrary<Schedule> = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  weeklyHours: fc
    .tuple(...WEEKDAYS.map(() => fc.oneof(day, midnightDay, morningDay)))
    .map((days) => Object.fromEntries(WEEKDAYS.map((name, i) => [name, days[i]]))),
  slotIncrementMinutes: fc.constantFrom(5, 10, 15, 20, 30, 60),
  slotPlacement: fc.constant('grid' as const),
  travel: fc.constant([]),
  minimumNoticeMinutes: fc.constantFrom(0, 60, 1440),
  bookingHorizonDays: fc.constantFrom(1, 2, 60),
  bufferBeforeMinutes: fc.constantFrom(0, 5, 15, 30),
  bufferAfterMinutes: fc.constantFrom(0, 10, 30),
  maxSessionsPerDay: fc.constantFrom(null, 1, 2),
  maxSessionsPerWeek: fc.constantFrom(null, 2, 3),
});

/** Instants around the changes of 2026-2028, and any others. */
const changes = [
  '2026-03-29',
  '2026-10-25',
  '2026-11-01',
  '2027-03-14',
  '2027-04-04',
  '2027-09-05',
  '2027-10-03',
  '2028-03-26',
  '2028-04-02',
  '2026-04-24',
  '2026-10-29',
];
const fromArbitrary = fc.oneof(
  fc.constantFrom(...changes).map((date) => Date.parse(`${date}T00:00Z`) - DAY),
  fc.integer({ min: 0, max: 1000 }).map((days) => Date.parse('2026-01-01T00:00Z') + days * DAY),
);

const inputsAt = (from: fc.Arbitrary<number>, timeZone?: string): fc.Arbitrary<SlotInput> =>
  fc
    .record({
      schedule: timeZone === undefined ? schedules : schedules.map((one) => ({ ...one, timeZone })),
      from,
      durationMinutes: fc.constantFrom(15, 45, 60, 120),
      blocks: fc.array(
        fc.tuple(
          fc.integer({ min: -600, max: 2880 }),
          fc.constantFrom(10, 30, 60, 180),
          fc.constantFrom('session', 'busy', 'time_off'),
        ),
        { maxLength: 5 },
      ),
      notice: fc.integer({ min: 0, max: 2880 }),
      override: day,
      hasOverride: fc.boolean(),
    })
    .map(({ schedule, from, durationMinutes, blocks, notice, override, hasOverride }) => ({
      schedule,
      overrides: new Map(hasOverride ? [[new Date(from + DAY).toISOString().slice(0, 10), override]] : []),
      occupied: blocks.map(([start, length, kind]): Occupied => ({
        kind: kind,
        start: from + start * MINUTE,
        end: from + (start + length) * MINUTE,
        counts: true,
      })),
      durationMinutes,
      now: from - notice * MINUTE,
      from,
      to: from + 2 * DAY,
    }));

const inputs = inputsAt(fromArbitrary);

/** Every zone that changes its clocks in 2026-2028, with the days before each change (epoch ms). */
const changing: { zone: string; eves: number[] }[] = Intl.supportedValuesOf('timeZone').flatMap((zone) => {
  const eves: number[] = [];
  let at = Temporal.Instant.from('2026-01-01T00:00Z').toZonedDateTimeISO(zone).getTimeZoneTransition('next');
  for (; at && at.year < 2029; at = at.getTimeZoneTransition('next'))
    eves.push(Math.floor(at.epochMilliseconds / DAY) * DAY - DAY);
  return eves.length > 0 ? [{ zone, eves }] : [];
});

/** The same rules, minute by minute and with Temporal only: slow, plain, and without a line of the code under test. */
function oracle({ schedule, overrides, occupied, durationMinutes, now, from, to }: SlotInput): number[] {
  const open = new Set<number>();
  const first = Temporal.Instant.fromEpochMilliseconds(from - 4 * DAY)
    .toZonedDateTimeISO(schedule.timeZone)
    .toPlainDate();
  for (let i = 0; i < 10; i++) {
    const date = first.add({ days: i });
    const hours =
      overrides.get(date.toString()) ??
      schedule.weeklyHours[WEEKDAYS[date.dayOfWeek - 1] as (typeof WEEKDAYS)[number]] ??
      [];
    for (const { start, end } of hours) {
      const instant = (text: string): number => {
        const [on, clock] = text === '24:00' ? [date.add({ days: 1 }), '00:00'] : [date, text];
        return on.toZonedDateTime({ timeZone: schedule.timeZone, plainTime: clock }).epochMilliseconds;
      };
      for (let minute = instant(start); minute < instant(end); minute += MINUTE) open.add(minute);
    }
  }
  const localDay = (ms: number): string =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(schedule.timeZone).toPlainDate().toString();
  const localWeek = (ms: number): string => {
    const date = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(schedule.timeZone).toPlainDate();
    return `${date.yearOfWeek} ${date.weekOfYear}`;
  };
  const sessions = occupied.filter(({ kind }) => kind === 'session');
  const gap = Math.max(schedule.bufferBeforeMinutes, schedule.bufferAfterMinutes) * MINUTE;
  const slots: number[] = [];
  for (let start = from; start < to; start += MINUTE) {
    if (!open.has(start)) continue;
    let windowStart = start;
    while (open.has(windowStart - MINUTE)) windowStart -= MINUTE;
    if ((start - windowStart) % (schedule.slotIncrementMinutes * MINUTE) !== 0) continue;
    const end = start + durationMinutes * MINUTE;
    let fits = true;
    for (let minute = start; minute < end; minute += MINUTE) fits &&= open.has(minute);
    if (
      !fits ||
      start < now + schedule.minimumNoticeMinutes * MINUTE ||
      start >= now + schedule.bookingHorizonDays * DAY
    )
      continue;
    const touches = occupied.some((one) =>
      one.kind === 'session'
        ? start < one.end && one.start < end + gap
        : start - schedule.bufferBeforeMinutes * MINUTE < one.end &&
          one.start < end + schedule.bufferAfterMinutes * MINUTE,
    );
    if (touches) continue;
    if (
      schedule.maxSessionsPerDay !== null &&
      sessions.filter((one) => localDay(one.start) === localDay(start)).length >= schedule.maxSessionsPerDay
    )
      continue;
    if (
      schedule.maxSessionsPerWeek !== null &&
      sessions.filter((one) => localWeek(one.start) === localWeek(start)).length >= schedule.maxSessionsPerWeek
    )
      continue;
    slots.push(start);
  }
  return slots;
}

describe('slots against a minute-by-minute oracle', () => {
  it('agree for random schedules around changes of the clocks', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        expect(computeSlots(input)).toEqual(oracle(input));
      }),
      { numRuns: 1000 },
    );
  });

  it('agree in every zone that changes its clocks in 2026-2028, around each of its changes', () => {
    expect(changing.length).toBeGreaterThan(100);
    for (const { zone, eves } of changing)
      fc.assert(
        fc.property(inputsAt(fc.constantFrom(...eves), zone), (input) => {
          expect(computeSlots(input)).toEqual(oracle(input));
        }),
        { numRuns: 2 * eves.length },
      );
  }, 60_000);

  it('are exactly the starts that nothing speaks against', () => {
    fc.assert(
      fc.property(inputs, fc.array(fc.integer({ min: 0, max: 575 }), { maxLength: 40 }), (input, probes) => {
        const slots = new Set(computeSlots(input));
        for (const probe of probes) {
          const start = input.from + probe * 5 * MINUTE;
          expect(reasonAgainst(input, start) === null).toBe(slots.has(start));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('local time', () => {
  it('is converted like Temporal does for every zone that changes its clocks in 2026-2028', () => {
    for (const { zone } of changing) {
      let at = Temporal.Instant.from('2026-01-01T00:00Z').toZonedDateTimeISO(zone).getTimeZoneTransition('next');
      for (; at && at.year < 2029; at = at.getTimeZoneTransition('next')) {
        const span = ZoneSpan.of(zone, at.epochMilliseconds - DAY, at.epochMilliseconds + DAY);
        for (let minutes = -180; minutes <= 180; minutes += 15) {
          const plain = at.toPlainDateTime().add({ minutes });
          const local = plain.toZonedDateTime('UTC').epochMilliseconds;
          expect(span.toInstant(local)).toBe(plain.toZonedDateTime(zone).epochMilliseconds);
          const instant = at.epochMilliseconds + minutes * MINUTE;
          expect(span.toLocal(instant)).toBe(
            Temporal.Instant.fromEpochMilliseconds(instant)
              .toZonedDateTimeISO(zone)
              .toPlainDateTime()
              .toZonedDateTime('UTC').epochMilliseconds,
          );
        }
      }
    }
  });
});

import { computeSlots, type SlotInput } from '#libs/availability';
import { dayjsWalk } from './dayjs-walk.ts';
import type { Row } from './table.ts';

const DAY = 86_400_000;

/** One mentor, 30 days with a change of the clocks inside, 60 bookings, some overrides, a daily cap. */
function input(): SlotInput {
  const from = Date.parse('2027-03-14T00:00:00Z');
  const hours = [
    { start: '09:00', end: '12:00' },
    { start: '13:00', end: '18:00' },
  ];
  return {
    schedule: {
      timeZone: 'Europe/Berlin',
      weeklyHours: {
        monday: hours,
        tuesday: hours,
        wednesday: hours,
        thursday: hours,
        friday: hours,
        saturday: [{ start: '10:00', end: '14:00' }],
      },
      slotIncrementMinutes: 30,
      slotPlacement: 'grid',
      travel: [],
      minimumNoticeMinutes: 60,
      bookingHorizonDays: 60,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 10,
      maxSessionsPerDay: 8,
      maxSessionsPerWeek: null,
    },
    overrides: new Map([
      ['2027-03-20', []],
      ['2027-03-29', [{ start: '18:00', end: '21:00' }]],
      ['2027-04-05', []],
    ]),
    occupied: Array.from({ length: 60 }, (_, i) => {
      const start = from + Math.floor(i / 2) * DAY + (i % 2 === 0 ? 9 : 14) * 3_600_000;
      return { kind: 'session' as const, start, end: start + 70 * 60_000, counts: true };
    }),
    durationMinutes: 60,
    now: from - DAY,
    from,
    to: from + 30 * DAY,
  };
}

function millisecondsEach(run: () => unknown, runs: number): number {
  for (let i = 0; i < Math.ceil(runs / 5); i++) run();
  const times = Array.from({ length: 7 }, () => {
    const started = performance.now();
    for (let i = 0; i < runs; i++) run();
    return (performance.now() - started) / runs;
  }).sort((a, b) => a - b);
  return times[3] ?? 0;
}

/** The slot function against the date-object walk, same slots. */
export function benchSlotFunction(): Row {
  const sample = input();
  const [ours, theirs] = [computeSlots(sample), dayjsWalk(sample)];
  if (JSON.stringify(ours) !== JSON.stringify(theirs))
    throw new Error(`the baseline disagrees: ${ours.length} against ${theirs.length} slots`);
  const [fast, slow] = [
    millisecondsEach(() => computeSlots(sample), 2_000),
    millisecondsEach(() => dayjsWalk(sample), 3),
  ];
  return {
    what: `slot function, 30 days, 60 bookings (${ours.length} slots)`,
    ours: `${fast.toFixed(3)} ms`,
    baseline: `${slow.toFixed(1)} ms`,
    ratio: slow / fast,
    bar: '>= 300 x, < 0.15 ms',
    met: slow / fast >= 300 && fast < 0.15,
  };
}

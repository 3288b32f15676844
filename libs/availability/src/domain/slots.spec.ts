import {
  computeSlots,
  groupByDay,
  nearest,
  rangeOfDates,
  reasonAgainst,
  type Schedule,
  type SlotInput,
} from './slots.ts';

const schedule = (more: Partial<Schedule> = {}): Schedule => ({
  timeZone: 'UTC',
  weeklyHours: { wednesday: [{ start: '09:00', end: '12:00' }] },
  slotIncrementMinutes: 30,
  slotPlacement: 'grid',
  travel: [],
  minimumNoticeMinutes: 0,
  bookingHorizonDays: 365,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  maxSessionsPerDay: null,
  maxSessionsPerWeek: null,
  ...more,
});
const at = (text: string): number => Date.parse(text);
const input = (more: Partial<SlotInput> = {}): SlotInput => ({
  schedule: schedule(),
  overrides: new Map(),
  occupied: [],
  durationMinutes: 60,
  now: at('2027-01-01T00:00:00Z'),
  from: at('2027-01-06T00:00:00Z'),
  to: at('2027-01-07T00:00:00Z'),
  ...more,
});
const times = (slots: number[]): string[] => slots.map((slot) => new Date(slot).toISOString().slice(0, 16));
const session = (start: string, end: string) => ({
  kind: 'session' as const,
  start: at(start),
  end: at(end),
  counts: true,
});
const around = {
  monday: [{ start: '00:00', end: '24:00' }],
  tuesday: [{ start: '00:00', end: '24:00' }],
  wednesday: [{ start: '00:00', end: '24:00' }],
  thursday: [{ start: '00:00', end: '24:00' }],
  friday: [{ start: '00:00', end: '24:00' }],
  saturday: [{ start: '00:00', end: '24:00' }],
  sunday: [{ start: '00:00', end: '24:00' }],
};

describe('slots', () => {
  it('are the starts from which the session fits into the hours', () => {
    expect(times(computeSlots(input()))).toEqual([
      '2027-01-06T09:00',
      '2027-01-06T09:30',
      '2027-01-06T10:00',
      '2027-01-06T10:30',
      '2027-01-06T11:00',
    ]);
  });

  it('follow an override of the date, and an empty one closes the day', () => {
    const overrides = new Map([['2027-01-06', [{ start: '15:00', end: '16:00' }]]]);
    expect(times(computeSlots(input({ overrides })))).toEqual(['2027-01-06T15:00']);
    expect(computeSlots(input({ overrides: new Map([['2027-01-06', []]]) }))).toEqual([]);
  });

  it('keep wall-clock hours when the clocks change', () => {
    const weekly = schedule({ timeZone: 'Europe/Berlin', weeklyHours: { sunday: [{ start: '07:30', end: '08:30' }] } });
    const starts = computeSlots(
      input({ schedule: weekly, from: at('2027-03-20T00:00:00Z'), to: at('2027-04-05T00:00:00Z') }),
    );
    expect(times(starts)).toEqual(['2027-03-21T06:30', '2027-03-28T05:30', '2027-04-04T05:30']);
  });

  it('count real elapsed time over a night on which the clocks change', () => {
    const nights = schedule({
      timeZone: 'Europe/Berlin',
      weeklyHours: { sunday: [{ start: '01:00', end: '04:00' }] },
      slotIncrementMinutes: 60,
    });
    const night = (day: string) =>
      computeSlots(input({ schedule: nights, from: at(`${day}T00:00:00Z`) - 86_400_000, to: at(`${day}T12:00:00Z`) }));
    expect(night('2027-03-28')).toHaveLength(2); // spring forward: two hours
    expect(night('2027-10-31')).toHaveLength(4); // autumn: four
  });

  it('follow "compatible" where a window starts inside a spring gap or a date does not exist', () => {
    const gap = schedule({ timeZone: 'Europe/Berlin', weeklyHours: { sunday: [{ start: '02:30', end: '05:00' }] } });
    expect(
      times(
        computeSlots(input({ schedule: gap, from: at('2027-03-28T00:00:00Z'), to: at('2027-03-28T12:00:00Z') })),
      )[0],
    ).toBe('2027-03-28T01:30');
    const apia = schedule({
      timeZone: 'Pacific/Apia',
      weeklyHours: { friday: [{ start: '09:00', end: '10:00' }], saturday: [{ start: '09:00', end: '10:00' }] },
    });
    const skipped = computeSlots(
      input({
        schedule: apia,
        now: at('2011-12-01T00:00:00Z'),
        from: at('2011-12-29T00:00:00Z'),
        to: at('2012-01-01T00:00:00Z'),
      }),
    );
    expect(times(skipped)).toEqual(['2011-12-30T19:00']); // Friday the 30th was skipped; its hours fall on Saturday's and join them
  });

  it('let a session cross midnight where windows touch', () => {
    const late = schedule({
      weeklyHours: { tuesday: [{ start: '23:00', end: '24:00' }], wednesday: [{ start: '00:00', end: '01:00' }] },
    });
    expect(
      times(computeSlots(input({ schedule: late, from: at('2027-01-05T12:00:00Z'), to: at('2027-01-06T12:00:00Z') }))),
    ).toEqual(['2027-01-05T23:00', '2027-01-05T23:30', '2027-01-06T00:00']);
  });

  it('read the hours of a trip in the zone travelled to', () => {
    const travel = [{ from: '2027-01-06', to: '2027-01-06', timeZone: 'Asia/Tokyo' }];
    const slots = computeSlots(input({ schedule: schedule({ travel }), from: at('2027-01-05T00:00:00Z') }));
    expect(times(slots)[0]).toBe('2027-01-06T00:00');
  });

  it('share the buffer between neighbours instead of adding it up', () => {
    const buffered = schedule({ bufferBeforeMinutes: 15, bufferAfterMinutes: 30 });
    const slots = computeSlots(
      input({ schedule: buffered, occupied: [session('2027-01-06T09:00Z', '2027-01-06T10:30Z')] }),
    );
    expect(times(slots)).toEqual(['2027-01-06T10:30', '2027-01-06T11:00']);
  });

  it('keep both buffers clear of time off and busy time', () => {
    const buffered = schedule({ bufferBeforeMinutes: 15, bufferAfterMinutes: 30 });
    const busy = { kind: 'busy' as const, start: at('2027-01-06T10:20Z'), end: at('2027-01-06T10:40Z'), counts: false };
    expect(times(computeSlots(input({ schedule: buffered, durationMinutes: 30, occupied: [busy] })))).toEqual([
      '2027-01-06T09:00',
      '2027-01-06T11:00',
      '2027-01-06T11:30',
    ]);
  });

  it('pack: the grid restarts after a session, at the next five minutes', () => {
    const packed = schedule({ slotPlacement: 'pack', bufferAfterMinutes: 10 });
    const occupied = [session('2027-01-06T09:00Z', '2027-01-06T10:12Z')];
    expect(times(computeSlots(input({ schedule: packed, occupied })))).toEqual([
      '2027-01-06T10:15',
      '2027-01-06T10:45',
    ]);
    expect(times(computeSlots(input({ schedule: schedule({ bufferAfterMinutes: 10 }), occupied })))).toEqual([
      '2027-01-06T10:30',
      '2027-01-06T11:00',
    ]);
  });

  it('stop when the day or the week is full', () => {
    const occupied = [session('2027-01-06T09:00Z', '2027-01-06T10:00Z')];
    expect(computeSlots(input({ schedule: schedule({ maxSessionsPerDay: 1 }), occupied }))).toEqual([]);
    expect(
      computeSlots(
        input({
          schedule: schedule({ maxSessionsPerWeek: 1 }),
          occupied: [session('2027-01-04T09:00Z', '2027-01-04T10:00Z')],
        }),
      ),
    ).toEqual([]);
    expect(
      computeSlots(
        input({
          schedule: schedule({ maxSessionsPerWeek: 1 }),
          occupied: [session('2027-01-03T09:00Z', '2027-01-03T10:00Z')],
        }),
      ),
    ).toHaveLength(5);
  });

  it('respect notice and horizon to the minute', () => {
    const tight = schedule({ minimumNoticeMinutes: 60, bookingHorizonDays: 1 });
    expect(times(computeSlots(input({ schedule: tight, now: at('2027-01-06T09:00Z') })))[0]).toBe('2027-01-06T10:00');
    expect(times(computeSlots(input({ schedule: tight, now: at('2027-01-05T10:30Z') }))).at(-1)).toBe(
      '2027-01-06T10:00',
    );
  });

  it('do not depend on the range asked for, also around the clock on Lord Howe with its half-hour change', () => {
    const open = schedule({ timeZone: 'Australia/Lord_Howe', weeklyHours: around, slotIncrementMinutes: 60 });
    const whole = input({ schedule: open, from: at('2027-03-25T00:00Z'), to: at('2027-04-20T00:00Z') });
    const starts = computeSlots(whole);
    const byDay = Array.from({ length: 26 }, (_, day) =>
      computeSlots({ ...whole, from: whole.from + day * 86_400_000, to: whole.from + (day + 1) * 86_400_000 }),
    ).flat();
    expect(byDay).toEqual(starts);
  });
});

describe('the reason against a start', () => {
  it.each([
    ['2027-01-06T09:30Z', {}, null],
    ['2027-01-06T09:10Z', {}, 'off_grid'],
    ['2027-01-06T11:30Z', {}, 'outside_hours'],
    ['2027-01-06T09:00Z', { occupied: [session('2027-01-06T09:30Z', '2027-01-06T10:30Z')] }, 'taken'],
    ['2027-01-06T09:00Z', { now: at('2027-01-06T09:30Z') }, 'too_soon'],
    ['2027-01-06T09:00Z', { schedule: schedule({ bookingHorizonDays: 2 }) }, 'too_far'],
    [
      '2027-01-06T09:00Z',
      {
        occupied: [
          { kind: 'time_off' as const, start: at('2027-01-06T00:00Z'), end: at('2027-01-07T00:00Z'), counts: false },
        ],
      },
      'time_off',
    ],
    [
      '2027-01-06T11:00Z',
      { schedule: schedule({ maxSessionsPerDay: 1 }), occupied: [session('2027-01-06T09:00Z', '2027-01-06T10:00Z')] },
      'day_full',
    ],
  ])('%s %j is %s', (start, more, reason) => {
    expect(reasonAgainst(input(more), at(start))).toBe(reason);
  });
});

describe('showing slots', () => {
  it("groups them by the viewer's local date", () => {
    const days = groupByDay([at('2027-01-06T14:00Z'), at('2027-01-06T16:00Z')], 'Asia/Tokyo', 60);
    expect(days.map(({ date, slots }) => [date, slots.length])).toEqual([
      ['2027-01-06', 1],
      ['2027-01-07', 1],
    ]);
  });

  it('offers the nearest starts first', () => {
    expect(nearest([10, 20, 30, 40], 29)).toEqual([30, 20, 40]);
  });

  it('takes days off from local midnight to local midnight', () => {
    const { start, end } = rangeOfDates('2027-03-28', '2027-03-28', 'Europe/Berlin');
    expect(end - start).toBe(23 * 3_600_000);
  });
});

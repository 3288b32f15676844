import { readFileSync } from 'node:fs';
import { busyRanges, UnreadableCalendar } from './busy.ts';

const read = (
  text: string,
  from: string,
  to: string,
  timeZone = 'Europe/London',
  isOutOfTime = () => false,
): string[] =>
  busyRanges(text, { from: Date.parse(from), to: Date.parse(to), timeZone, isOutOfTime }).map(
    ({ start, end }) => `${new Date(start).toISOString().slice(0, 16)}/${new Date(end).toISOString().slice(0, 16)}`,
  );
const sample = (name: string): string =>
  readFileSync(`test/support/calendars/${name}.ics`, 'utf8').replaceAll('\n', '\r\n');
const event = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:one', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');

describe('a calendar exported by Google', () => {
  it('keeps wall-clock time across the change of clocks, with changed, excluded and last occurrences', () => {
    expect(read(sample('google'), '2027-03-22T00:00Z', '2027-04-20T00:00Z')).toEqual([
      '2027-03-22T08:30/2027-03-22T09:00',
      // 24 March is excluded; the clocks change on the 28th
      '2027-03-29T07:30/2027-03-29T08:00',
      '2027-03-30T17:30/2027-03-30T18:15', // tentative counts, cancelled and transparent do not
      '2027-03-31T12:00/2027-03-31T13:00', // moved
      '2027-03-31T22:00/2027-04-02T22:00', // two whole days in the calendar's own zone
      '2027-04-05T07:30/2027-04-05T08:00',
      '2027-04-07T07:30/2027-04-07T08:00',
      '2027-04-12T07:30/2027-04-12T08:00', // UNTIL is in UTC and inclusive
    ]);
  });
});

describe('a calendar published by Outlook', () => {
  it('knows Windows zones by name, its own zones by definition, and what is marked free', () => {
    expect(read(sample('outlook'), '2027-01-01T00:00Z', '2027-04-30T00:00Z')).toEqual([
      '2027-01-13T00:00/2027-01-13T01:00',
      // 9 February is excluded
      '2027-03-10T00:00/2027-03-10T01:00',
      '2027-03-18T00:00/2027-03-19T00:00', // a whole day in the mentor's zone: the file names none for days
      '2027-03-29T07:00/2027-03-29T08:00', // "Customized Time Zone": three hours ahead of UTC in summer
      '2027-04-13T23:00/2027-04-14T00:00',
    ]);
  });
});

describe('a calendar exported by Apple', () => {
  it('reads floating times in the mentor’s zone, extra dates, durations and half-hour changes of clocks', () => {
    expect(read(sample('apple'), '2027-03-20T00:00Z', '2027-04-20T00:00Z', 'America/New_York')).toEqual([
      '2027-03-22T11:00/2027-03-22T12:00',
      '2027-03-23T11:00/2027-03-23T12:00',
      '2027-03-24T11:00/2027-03-24T12:00',
      '2027-03-26T11:30/2027-03-26T12:30',
      '2027-04-03T12:30/2027-04-03T13:30', // Lord Howe is at +11 until 4 April, 02:00
      '2027-04-10T13:00/2027-04-10T14:00', // … and at +10:30 after it
    ]);
  });

  it('leaves out our own invitations: their time is known and moves with the session', () => {
    expect(read(sample('apple'), '2027-03-23T09:00Z', '2027-03-23T12:00Z')).toEqual([]);
  });
});

describe('recurrence', () => {
  it('is found in a daily event that is thirty years old', () => {
    const old = event(
      'DTSTART;TZID=Europe/Berlin:19970106T120000',
      'DTEND;TZID=Europe/Berlin:19970106T123000',
      'RRULE:FREQ=DAILY',
    );
    expect(read(old, '2027-03-27T00:00Z', '2027-03-30T00:00Z')).toEqual([
      '2027-03-27T11:00/2027-03-27T11:30',
      '2027-03-28T10:00/2027-03-28T10:30',
      '2027-03-29T10:00/2027-03-29T10:30',
    ]);
  });

  it('counts an occurrence that began before the range and reaches into it', () => {
    expect(
      read(event('DTSTART:20270101T220000Z', 'DTEND:20270102T060000Z'), '2027-01-02T00:00Z', '2027-01-03T00:00Z'),
    ).toHaveLength(1);
  });

  it('excludes dates given in UTC or as whole days', () => {
    const lines = [
      'DTSTART;TZID=America/New_York:20270301T090000',
      'DURATION:PT30M',
      'RRULE:FREQ=DAILY;COUNT=3',
      'EXDATE:20270302T140000Z',
    ];
    expect(read(event(...lines), '2027-03-01T00:00Z', '2027-03-10T00:00Z')).toEqual([
      '2027-03-01T14:00/2027-03-01T14:30',
      '2027-03-03T14:00/2027-03-03T14:30',
    ]);
  });

  it('of whole days keeps whole days over the change of clocks', () => {
    const days = event('DTSTART;VALUE=DATE:20270326', 'DTEND;VALUE=DATE:20270327', 'RRULE:FREQ=WEEKLY;COUNT=2');
    expect(read(days, '2027-03-20T00:00Z', '2027-04-20T00:00Z', 'Europe/Berlin')).toEqual([
      '2027-03-25T23:00/2027-03-26T23:00',
      '2027-04-01T22:00/2027-04-02T22:00',
    ]);
  });

  it('that never happens ends at once', () => {
    const never = event('DTSTART:20270101T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31');
    expect(read(never, '2027-02-01T00:00Z', '2028-02-01T00:00Z')).toEqual([]);
  });
});

describe('free/busy files', () => {
  it('give their busy periods', () => {
    const text = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'BEGIN:VFREEBUSY',
      'UID:f',
      'DTSTART:20270101T000000Z',
      'FREEBUSY;FBTYPE=BUSY:20270102T100000Z/PT1H,20270102T120000Z/20270102T123000Z',
      'FREEBUSY;FBTYPE=FREE:20270102T150000Z/PT1H',
      'END:VFREEBUSY',
      'END:VCALENDAR',
    ].join('\r\n');
    expect(read(text, '2027-01-01T00:00Z', '2027-02-01T00:00Z')).toEqual([
      '2027-01-02T10:00/2027-01-02T11:00',
      '2027-01-02T12:00/2027-01-02T12:30',
    ]);
  });
});

describe('files that are no calendars', () => {
  it.each([
    ['nothing', ''],
    ['a web page', '<!doctype html><html><body>Sign in</body></html>'],
    ['half a calendar', sample('google').slice(0, 900)],
    ['every second', event('DTSTART:20270101T100000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY')],
    ['a recurrence of nonsense', event('DTSTART:20270101T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=SOMETIMES')],
  ])('%s is refused with a sentence', (_, text) => {
    expect(() => read(text, '2027-01-01T00:00Z', '2028-01-01T00:00Z')).toThrow(UnreadableCalendar);
  });

  it('too many occurrences, or too much time, is refused', () => {
    const hourly = Array.from(
      { length: 40 },
      (_, i) =>
        `BEGIN:VEVENT\r\nUID:${i}\r\nDTSTART:20270101T10${String(i % 60).padStart(2, '0')}00Z\r\nDURATION:PT1M\r\nRRULE:FREQ=HOURLY\r\nEND:VEVENT`,
    );
    const text = ['BEGIN:VCALENDAR', ...hourly, 'END:VCALENDAR'].join('\r\n');
    expect(() => read(text, '2027-01-01T00:00Z', '2028-01-01T00:00Z')).toThrow('too many events');
    expect(() => read(sample('google'), '2027-01-01T00:00Z', '2028-01-01T00:00Z', 'UTC', () => true)).toThrow(
      'too long',
    );
  });
});

import ICAL from 'ical.js';
import nodeIcal, { type VEvent } from 'node-ical';
import { type BookingBody, Marketplace, type Person, until } from '../support/marketplace.ts';

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start();
});
afterAll(() => market.close());

interface Read {
  uid: string;
  summary: string;
  start: string;
  end: string;
  sequence: number;
  status: string;
}

/** What ical.js reads. */
function readByOne(text: string): { method: string; events: Read[] } {
  const calendar = new ICAL.Component(ICAL.parse(text) as never);
  const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      sequence: event.sequence,
      status: String(component.getFirstPropertyValue('status')),
    };
  });
  return { method: String(calendar.getFirstPropertyValue('method')), events };
}

/** What node-ical reads, another parser altogether. */
function readByOther(text: string): { method: string; events: Read[] } {
  const parsed = Object.values(nodeIcal.sync.parseICS(text));
  const events = parsed
    .filter((one): one is VEvent => one?.type === 'VEVENT')
    .map((event) => ({
      uid: event.uid,
      summary: typeof event.summary === 'string' ? event.summary : event.summary.val,
      start: new Date(event.start).toISOString(),
      end: new Date(event.end as Date).toISOString(),
      sequence: Number(event.sequence),
      status: String(event.status),
    }));
  const calendar = parsed.find((one) => one?.type === 'VCALENDAR') as { method?: string } | undefined;
  return { method: calendar?.method ?? events[0]?.status ?? '', events };
}

/** Both parsers must read the same. */
function read(text: string): { method: string; events: Read[] } {
  const [one, other] = [readByOne(text), readByOther(text)];
  expect(other.events).toEqual(one.events);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  return one;
}

const file = (person: Person, id: string) => market.get<string>(`/v1/bookings/${id}/calendar.ics`, person.token);
const invitation = async (person: Person, subject: string): Promise<string> => {
  const mails = await until(
    () => market.mails(person.email),
    (found) => found.some((mail) => mail.subject.startsWith(subject)),
  );
  const mail = mails.find((one) => one.subject.startsWith(subject));
  return mail?.attachments.find(({ contentType }) => contentType.startsWith('text/calendar'))?.content ?? '';
};

describe('calendar files', () => {
  it('of a session have the same UID for life, and a SEQUENCE that grows with each change', async () => {
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const booking = await market.bookAndPay(person, mentor, await market.startIn(5));
    const uid = `${booking.id}@mentor-sessions`;
    const own = await file(person, booking.id);
    expect(own.headers.get('content-type')).toContain('text/calendar');
    expect(read(own.body)).toEqual({
      method: 'PUBLISH',
      events: [
        {
          uid,
          summary: 'Session with M.',
          start: booking.startsAt,
          end: booking.endsAt,
          sequence: 0,
          status: 'CONFIRMED',
        },
      ],
    });
    expect(read((await file(mentor, booking.id)).body).events[0]?.summary).toBe('Session with C.');
    const first = read(await invitation(person, 'Confirmed'));
    expect([first.method, first.events[0]?.uid, first.events[0]?.sequence]).toEqual(['REQUEST', uid, 0]);
    const startsAt = await market.startIn(6, 12);
    await market.post(`/v1/bookings/${booking.id}/reschedule`, { startsAt }, person.token);
    const moved = read(await invitation(mentor, 'Moved'));
    expect(moved.events[0]).toMatchObject({ uid, start: startsAt, sequence: 1 });
    await market.post(`/v1/bookings/${booking.id}/cancel`, { reason: 'changed' }, person.token);
    const cancelled = read(await invitation(mentor, 'Cancelled'));
    expect([cancelled.method, cancelled.events[0]?.uid, cancelled.events[0]?.sequence]).toEqual(['CANCEL', uid, 2]);
    expect(cancelled.events[0]?.status).toBe('CANCELLED');
    expect((await file(person, booking.id)).status).toBe(409);
  });

  it('are for the two parties only, and there is none of what is merely held', async () => {
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const held = await market.book(person, mentor, await market.startIn(5));
    expect((await file(person, held.body.id)).status).toBe(409);
    for (const other of [await market.signUp(), await market.admin()])
      expect((await file(other, held.body.id)).status).toBe(404);
  });

  it('can be added to Google and Outlook by a link', async () => {
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const { id, startsAt } = await market.bookAndPay(person, mentor, await market.startIn(5));
    const { calendarLinks } = (
      await market.get<BookingBody & { calendarLinks: Record<string, string> }>(`/v1/bookings/${id}`, person.token)
    ).body;
    const google = new URL(calendarLinks.google ?? '');
    expect([google.hostname, google.searchParams.get('text')]).toEqual(['calendar.google.com', 'Session with M.']);
    expect(google.searchParams.get('dates')).toMatch(new RegExp(`^${startsAt.replace(/[-:]|\.\d+/g, '')}/`));
    const outlook = new URL(calendarLinks.outlook ?? '');
    expect([outlook.hostname, outlook.searchParams.get('startdt')]).toEqual(['outlook.live.com', startsAt]);
    expect((await market.get(new URL(calendarLinks.ics ?? '').pathname, person.token)).status).toBe(200);
  });
});

describe('the calendar feed', () => {
  interface Feed {
    url: string | null;
    createdAt: string | null;
  }
  const make = async (person: Person): Promise<string> =>
    new URL((await market.post<Feed>('/v1/me/calendar-feed', {}, person.token)).body.url ?? '').pathname;

  it('shows my confirmed sessions on both sides of the table, and nothing of others', async () => {
    const [mentor, other] = [await market.mentor(), await market.mentor()];
    const asMentor = await market.bookAndPay(await market.signUp(), mentor, await market.startIn(5));
    const asCandidate = await market.bookAndPay(mentor, other, await market.startIn(6));
    await market.book(await market.signUp(), mentor, await market.startIn(7));
    const { body } = await market.get<string>(await make(mentor));
    expect(
      read(body)
        .events.map(({ uid }) => uid)
        .sort(),
    ).toEqual([asMentor.id, asCandidate.id].map((id) => `${id}@mentor-sessions`).sort());
    const theirs = await market.get<string>(await make(other));
    expect(read(theirs.body).events).toHaveLength(1);
  });

  it('has an unguessable address that is told once, replaced by a new one and ended at will', async () => {
    const person = await market.signUp();
    expect((await market.get<Feed>('/v1/me/calendar-feed', person.token)).body).toEqual({ url: null, createdAt: null });
    const first = await make(person);
    expect(first).toMatch(/^\/v1\/calendar\/[\w-]{32}\.ics$/);
    expect((await market.get<Feed>('/v1/me/calendar-feed', person.token)).body).toMatchObject({ url: null });
    const token = first.split('/').at(-1)?.replace('.ics', '') ?? '';
    expect(JSON.stringify(await market.sql('SELECT * FROM calendar_feeds'))).not.toContain(token);
    const second = await make(person);
    expect([(await market.get(first)).status, (await market.get(second)).status]).toEqual([404, 200]);
    expect((await market.call('DELETE', '/v1/me/calendar-feed', { token: person.token })).status).toBe(204);
    expect((await market.get(second)).status).toBe(404);
    for (const wrong of ['x.ics', 'none', `${'a'.repeat(32)}.ics`])
      expect((await market.get(`/v1/calendar/${wrong}`)).status).toBe(404);
  });
});

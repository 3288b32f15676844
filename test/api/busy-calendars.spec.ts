import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { OutgoingHttp } from '#libs/platform';
import { Marketplace, type TestMentor, until } from '../support/marketplace.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A calendar server on this machine whose answers a test changes. */
const requests: IncomingMessage[] = [];
let answer: Answer = (_, response) => response.end();
const server = createServer((request, response) => {
  requests.push(request);
  answer(request, response);
});

let market: Marketplace;
let origin: string;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  market = await Marketplace.start({ outgoingAllowed: [origin] });
});
afterAll(async () => {
  await market.close();
  server.closeAllConnections();
  server.close();
});

interface Calendar {
  id: string;
  url: string;
  lastSyncedAt: string | null;
  lastError: string | null;
  code?: string;
  errors?: { field: string }[];
}
const path = '/v1/mentors/me/busy-calendars';
const add = (mentor: TestMentor, url: string) => market.post<Calendar>(path, { url }, mentor.token);
const list = async (mentor: TestMentor): Promise<Calendar[]> =>
  (await market.get<{ data: Calendar[] }>(path, mentor.token)).body.data;
const untilRead = (mentor: TestMentor, done: (calendar: Calendar) => boolean): Promise<Calendar[]> =>
  until(
    () => list(mentor),
    ([calendar]) => calendar !== undefined && done(calendar),
  );
const isFree = async (mentor: TestMentor, startsAt: string): Promise<boolean> => {
  const to = new Date(Date.parse(startsAt) + 60_000).toISOString();
  const { body } = await market.get<{ days: unknown[] }>(
    `/v1/mentors/${mentor.mentorId}/slots?offeringId=${mentor.offeringId}&from=${startsAt}&to=${to}&timeZone=UTC`,
  );
  return body.days.length > 0;
};
const utc = (at: string): string => at.replace(/[-:]|\.\d+/g, '');
const event = (uid: string, start: string, end: string, ...more: string[]): string =>
  ['BEGIN:VEVENT', `UID:${uid}`, `DTSTART:${utc(start)}`, `DTEND:${utc(end)}`, ...more, 'END:VEVENT'].join('\r\n');
const calendar = (...events: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test', ...events, 'END:VCALENDAR'].join('\r\n');
const serve = (text: string, headers: Record<string, string> = {}): void => {
  answer = (_, response) => response.writeHead(200, { 'content-type': 'text/calendar', ...headers }).end(text);
};
/** Fetched again, 15 minutes later by the test clock. */
const again = (): Promise<void> => market.advance(15 * 60 + 31);

describe('an imported calendar', () => {
  it('blocks the mentor’s time, follows changes every 15 minutes, and frees it when removed', async () => {
    const mentor = await market.mentor();
    const [ten, eleven, twelve] = [
      await market.startIn(5, 10),
      await market.startIn(5, 11),
      await market.startIn(5, 12),
    ];
    serve(calendar(event('a', ten, eleven)));
    const added = await add(mentor, `${origin}/private-token/basic.ics`);
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ lastSyncedAt: null, lastError: null });
    await untilRead(mentor, ({ lastSyncedAt }) => lastSyncedAt !== null);
    expect([await isFree(mentor, ten), await isFree(mentor, eleven)]).toEqual([false, true]);
    const refused = await market.book(await market.signUp(), mentor, ten);
    expect([refused.status, refused.body.code]).toEqual([422, 'slot_unavailable']);
    serve(calendar(event('a', eleven, twelve)));
    await again();
    await until(
      async () => [await isFree(mentor, ten), await isFree(mentor, eleven)],
      ([first, second]) => first === true && second === false,
    );
    expect((await market.call('DELETE', `${path}/${added.body.id}`, { token: mentor.token })).status).toBe(204);
    expect(await isFree(mentor, eleven)).toBe(true);
    expect(await list(mentor)).toEqual([]);
  });

  it('leaves what is booked as it is', async () => {
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const booking = await market.bookAndPay(person, mentor, await market.startIn(5));
    serve(calendar(event('a', booking.startsAt, booking.endsAt)));
    await add(mentor, `${origin}/one.ics`);
    await untilRead(mentor, ({ lastSyncedAt }) => lastSyncedAt !== null);
    expect((await market.booking(person, booking.id)).state).toBe('confirmed');
  });

  it('is asked for only when it has changed', async () => {
    const mentor = await market.mentor();
    const ten = await market.startIn(5, 10);
    serve(calendar(event('a', ten, await market.startIn(5, 11))), {
      etag: '"v1"',
      'last-modified': 'Wed, 25 Nov 2026 10:00:00 GMT',
    });
    await add(mentor, `${origin}/etag.ics`);
    const [first] = await untilRead(mentor, ({ lastSyncedAt }) => lastSyncedAt !== null);
    answer = (_, response) => response.writeHead(304).end();
    requests.length = 0;
    await again();
    await untilRead(mentor, ({ lastSyncedAt }) => lastSyncedAt !== first?.lastSyncedAt);
    const asked = requests.find(({ url }) => url === '/etag.ics');
    expect(asked?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Wed, 25 Nov 2026 10:00:00 GMT',
    });
    expect(await isFree(mentor, ten)).toBe(false);
  });

  it('of Google, Outlook or Apple is read as exported', async () => {
    for (const name of ['google', 'outlook', 'apple']) {
      const mentor = await market.mentor();
      serve(readFileSync(`test/support/calendars/${name}.ics`, 'utf8'));
      await add(mentor, `${origin}/${name}.ics`);
      const [read] = await untilRead(
        mentor,
        ({ lastSyncedAt, lastError }) => lastSyncedAt !== null || lastError !== null,
      );
      expect([name, read?.lastError]).toEqual([name, null]);
      const busy = await market.sql(`SELECT id FROM occupied_time WHERE subject_id = $1 AND kind = 'busy'`, [read?.id]);
      expect(busy.length).toBeGreaterThan(2);
    }
  });
});

describe('a calendar server in trouble', () => {
  const trouble: [string, Answer, RegExp][] = [
    ['answers 500', (_, response) => response.writeHead(500).end('oops'), /status 500/],
    ['answers 404', (_, response) => response.writeHead(404).end(), /status 404/],
    ['sends a web page', (_, response) => response.end('<!doctype html><html></html>'), /not an iCalendar file/],
    ['hangs up', (request) => request.socket.destroy(), /cannot be reached/],
    [
      'breaks off in the middle',
      (request, response) => {
        response.writeHead(200, { 'content-length': '10000' });
        response.write('BEGIN:VCALENDAR\r\n', () => request.socket.destroy());
      },
      /broke off|cannot be reached/,
    ],
    ['sends too much', (_, response) => response.end('X'.repeat(6 * 1024 * 1024)), /larger than/],
    [
      'sends it compressed',
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
      /compressed/,
    ],
    ['redirects in circles', (_, response) => response.writeHead(302, { location: '/round' }).end(), /redirects more/],
    [
      'redirects to a private address',
      (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end(),
      /https/,
    ],
    [
      'redirects to the metadata service',
      (_, response) => response.writeHead(302, { location: 'https://169.254.169.254/latest/meta-data' }).end(),
      /not public/,
    ],
    [
      'sends an event every second',
      (_, response) =>
        response.end(
          calendar(
            'BEGIN:VEVENT\r\nUID:x\r\nDTSTART:20270101T000000Z\r\nRRULE:FREQ=SECONDLY\r\nDURATION:PT1S\r\nEND:VEVENT',
          ),
        ),
      /every minute/,
    ],
  ];

  it.each(trouble)('that %s keeps the last good data and says what is wrong', async (_, misbehave, words) => {
    const mentor = await market.mentor();
    const ten = await market.startIn(5, 10);
    serve(calendar(event('a', ten, await market.startIn(5, 11))));
    await add(mentor, `${origin}/trouble.ics`);
    const [good] = await untilRead(mentor, ({ lastSyncedAt }) => lastSyncedAt !== null);
    answer = misbehave;
    await again();
    const [bad] = await untilRead(mentor, ({ lastError }) => lastError !== null);
    expect(bad?.lastError).toMatch(words);
    expect(bad?.lastSyncedAt).toBe(good?.lastSyncedAt);
    expect(await isFree(mentor, ten)).toBe(false);
    serve(calendar());
    await again();
    await untilRead(mentor, ({ lastError }) => lastError === null);
    expect(await isFree(mentor, ten)).toBe(true);
  });
});

describe('addresses', () => {
  it.each([
    'ftp://example.com/a.ics',
    'http://example.com/a.ics',
    'not a url at all',
    'https://localhost/a.ics',
    'https://intranet/a.ics',
    'https://127.0.0.1/a.ics',
    'https://127.1/a.ics',
    'https://2130706433/a.ics',
    'https://0x7f000001/a.ics',
    'https://10.0.0.8/a.ics',
    'https://172.16.4.4/a.ics',
    'https://192.168.1.1/a.ics',
    'https://169.254.169.254/latest',
    'https://100.64.0.1/a.ics',
    'https://0.0.0.0/a.ics',
    'https://224.0.0.1/a.ics',
    'https://[::1]/a.ics',
    'https://[::]/a.ics',
    'https://[fc00::1]/a.ics',
    'https://[fe80::1]/a.ics',
    'https://[::ffff:127.0.0.1]/a.ics',
    'https://[::ffff:10.0.0.1]/a.ics',
    'https://[64:ff9b::7f00:1]/a.ics',
    'https://[2002:7f00:1::]/a.ics',
    'https://user:secret@example.com/a.ics',
    'file:///etc/passwd',
  ])('%s is refused at once', async (url) => {
    const { status, body } = await add(await market.mentor(), url);
    expect([status, body.code, body.errors?.[0]?.field]).toEqual([400, 'validation_failed', 'url']);
  });

  it('that resolve to nothing say so', async () => {
    const mentor = await market.mentor();
    expect((await add(mentor, 'https://calendar.example.invalid/a.ics')).status).toBe(201);
    const [bad] = await untilRead(mentor, ({ lastError }) => lastError !== null);
    expect(bad?.lastError).toMatch(/cannot be resolved/);
  });

  it.each([['10.0.0.7'], ['93.184.216.34', '127.0.0.1'], ['fe80::1'], ['::ffff:192.168.0.1']])(
    'with a public name that resolves to %s are refused when they are fetched',
    async (...addresses) => {
      /** DNS as an attacker would answer it. */
      class Rebound extends OutgoingHttp {
        protected override async addressesOf() {
          return addresses.map((address) => ({ address, family: isIP(address) }));
        }
      }
      const fetched = new Rebound(market.config).get('https://example.com/a.ics', { maxBytes: 1000, timeoutMs: 1000 });
      await expect(fetched).rejects.toThrow('not public');
    },
  );

  it('that stay silent are given up when their time is over', async () => {
    answer = () => undefined;
    const limits = { maxBytes: 1000, timeoutMs: 150 };
    const fetched = market.api.get(OutgoingHttp).get(`${origin}/silent.ics`, limits);
    await expect(fetched).rejects.toThrow('did not answer in time');
  });

  it('are imported once, at most ten a mentor, and nobody else sees them', async () => {
    const [mentor, other] = [await market.mentor(), await market.mentor()];
    serve(calendar());
    const first = await add(mentor, `${origin}/0.ics`);
    expect((await add(mentor, `${origin}/0.ics`)).body.code).toBe('already_exists');
    for (let i = 1; i < 10; i++) expect((await add(mentor, `${origin}/${i}.ics`)).status).toBe(201);
    expect((await add(mentor, `${origin}/10.ics`)).body.code).toBe('policy_violation');
    expect(await list(other)).toEqual([]);
    expect((await market.call('DELETE', `${path}/${first.body.id}`, { token: other.token })).status).toBe(404);
    const profile = await market.get(`/v1/mentors/${mentor.mentorId}`);
    expect(JSON.stringify(profile.body)).not.toContain('.ics');
  });
});

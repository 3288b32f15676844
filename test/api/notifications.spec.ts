import { createApi } from '../../apps/api/api.ts';
import { Config } from '#libs/platform';
import { EventStream } from '../support/event-stream.ts';
import { freePort, Marketplace, type Person, until } from '../support/marketplace.ts';

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start();
});
afterAll(() => market.close());

interface Notification {
  id: string;
  kind: string;
  title: string;
  text: string;
  about: { kind: string; id: string } | null;
  readAt: string | null;
}
interface Notifications {
  data: Notification[];
  nextCursor: string | null;
  unread: number;
  code?: string;
}
const told = async (person: Person, query = ''): Promise<Notifications> =>
  (await market.get<Notifications>(`/v1/notifications?${query}`, person.token)).body;
const kindsOf = async (person: Person): Promise<string[]> =>
  (await told(person, 'limit=100')).data.map(({ kind }) => kind);
const open = (person: Person, lastEventId?: string, url = market.url) =>
  EventStream.open(url, person.token, lastEventId);
const rawMail = async (person: Person, subject: string): Promise<string> => {
  const mail = (
    await until(
      () => market.allMails(person.email),
      (mails) => mails.some((one) => one.subject.startsWith(subject)),
    )
  ).find((one) => one.subject.startsWith(subject));
  return (await fetch(`${market.sandbox.url}/inbox/messages/${mail?.id}/raw`)).text();
};

describe('notifications', () => {
  it('list what a person was told, latest first, with what is unread; one mark reads all older ones', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    const booking = await market.bookAndPay(candidate, mentor, await market.startIn(3));
    await market.post(`/v1/bookings/${booking.id}/cancel`, { reason: 'Moved away.' }, candidate.token);
    await until(
      () => kindsOf(candidate),
      (kinds) => kinds.includes('welcome') && kinds.includes('refund'),
    );
    const { data, unread } = await told(candidate, 'limit=100');
    expect(data.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['booking_confirmed', 'payment_receipt', 'booking_cancelled', 'refund', 'welcome']),
    );
    expect(data.map(({ id }) => id)).toEqual(
      data
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
    expect(unread).toBe(data.length);
    const cancelled = data.find(({ kind }) => kind === 'booking_cancelled');
    expect(cancelled).toMatchObject({ about: { kind: 'booking', id: booking.id }, readAt: null });
    const first = await told(candidate, 'limit=2');
    const second = await told(candidate, `limit=100&cursor=${first.nextCursor}`);
    expect([...first.data, ...second.data]).toEqual(data);

    const older = data.filter(({ id }) => id <= (cancelled?.id ?? ''));
    const read = await market.post('/v1/notifications/read', { upTo: cancelled?.id }, candidate.token);
    expect(read.body).toEqual({ read: older.length });
    expect((await told(candidate, 'unread=true')).data).toHaveLength(data.length - older.length);
    expect((await market.post('/v1/notifications/read', {}, candidate.token)).body).toEqual({
      read: data.length - older.length,
    });
    expect((await told(candidate)).unread).toBe(0);
    expect((await market.post('/v1/notifications/read', { upTo: cancelled?.id }, mentor.token)).status).toBe(404);
  });

  it('welcome who signs up, once', async () => {
    const person = await market.signUp('Wanda Welcome');
    await until(
      () => market.allMails(person.email),
      (mails) => mails.length > 0,
    );
    await market.advance(60);
    const mails = await market.allMails(person.email);
    expect(mails.map(({ subject }) => subject)).toEqual(['Welcome']);
    expect(mails[0]?.text).toContain('Welcome, Wanda Welcome');
  });

  it('send a receipt for each payment, whose link works without signing in', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    await market.bookAndPay(candidate, mentor, await market.startIn(3, 12));
    const raw = await rawMail(candidate, 'Your receipt');
    expect(raw).toContain('$120.00');
    const mail = (await market.allMails(candidate.email)).find(({ subject }) => subject === 'Your receipt');
    const url = /Open the receipt: (\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
    expect((await fetch(url)).status).toBe(200);
  });

  it('ask for the outcome on the day after the interview, once', async () => {
    const candidate = await market.signUp();
    const now = await market.now();
    const date = new Date(now.getTime() + 3 * 86_400_000).toISOString().slice(0, 10);
    await market.post('/v1/intakes', { segments: ['fintech'], interviewDate: date }, candidate.token);
    await market.advance(2 * 86_400);
    expect(await kindsOf(candidate)).not.toContain('outcome_requested');
    await market.advance(2 * 86_400);
    await market.advance(86_400);
    expect((await kindsOf(candidate)).filter((kind) => kind === 'outcome_requested')).toHaveLength(1);
    const { data } = await told(candidate);
    expect(JSON.stringify(data)).not.toContain('fintech');
  });

  it('tell mentors on Monday morning, where they live, what their week holds', async () => {
    const mentor = await market.mentor({ profile: { timeZone: 'Asia/Tokyo' } });
    const idle = await market.mentor();
    const candidate = await market.signUp();
    await market.post('/v1/threads', { mentorId: mentor.mentorId, text: 'Are you free on Friday?' }, candidate.token);
    const untilTokyoMonday = async (hour: number): Promise<void> => {
      const now = Temporal.Instant.fromEpochMilliseconds((await market.now()).getTime()).toZonedDateTimeISO(
        'Asia/Tokyo',
      );
      const days = (8 - now.dayOfWeek) % 7;
      const wanted = now.add({ days }).withPlainTime({ hour });
      const later = Temporal.ZonedDateTime.compare(wanted, now) <= 0 ? wanted.add({ days: 7 }) : wanted;
      await market.advance(Math.ceil(now.until(later).total('seconds')));
    };
    await untilTokyoMonday(6);
    await market.bookAndPay(candidate, mentor, await market.startIn(2, 10));
    const before = (await kindsOf(mentor)).filter((kind) => kind === 'digest').length;
    await market.advance(2 * 3_600);
    await market.advance(2 * 3_600);
    const digests = (await told(mentor, 'limit=100')).data.filter(({ kind }) => kind === 'digest');
    expect(digests).toHaveLength(before + 1);
    expect(digests[0]?.text).toMatch(/^One session is booked .*Asia\/Tokyo.*\nOne message waits to be read\.$/);
    expect(await kindsOf(idle)).not.toContain('digest');
  });
});

describe('mails one can do without', () => {
  it('end with one click in the mail program (RFC 8058), on the page behind the link, and in the settings', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    const begun = await market.post<{ threadId: string }>(
      '/v1/threads',
      { mentorId: mentor.mentorId, text: 'Hello there.' },
      candidate.token,
    );
    const raw = (await rawMail(mentor, 'A message is waiting')).replaceAll(/\r\n\s+/g, ' ');
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
    const url = /^List-Unsubscribe:\s*<(\S+)>/m.exec(raw)?.[1] ?? '';
    expect(
      (await market.allMails(mentor.email)).find(({ subject }) => subject.startsWith('A message'))?.text,
    ).toContain(url);

    expect((await fetch(url)).status).toBe(200); // looking changes nothing: scanners open every link
    const preferences = async () =>
      (await market.get<{ preferences: object }>('/v1/me', mentor.token)).body.preferences;
    expect(await preferences()).toEqual({});
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    const clicked = await fetch(url, { method: 'POST', body: form });
    expect(clicked.status).toBe(200);
    expect(await preferences()).toEqual({ messages: false });
    expect(
      (await fetch(url, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) })).status,
    ).toBe(200);
    expect((await fetch(`${url}x`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(url, { method: 'POST', body: new URLSearchParams({ other: 'form' }) })).status).toBe(415);

    await market.post(`/v1/threads/${begun.body.threadId}/read`, {}, mentor.token);
    await market.post(`/v1/threads/${begun.body.threadId}/messages`, { text: 'Are you there?' }, candidate.token);
    expect((await kindsOf(mentor)).filter((kind) => kind === 'message')).toHaveLength(2); // in the product it still stands
    await market.advance(60);
    expect((await market.mails(mentor.email)).filter(({ subject }) => subject.startsWith('A message'))).toHaveLength(1);
  });

  it('never hold back what matters: what a session or money hangs on has no such link', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    const off = {
      reminders: false,
      reviewRequests: false,
      reviews: false,
      outcomeRequests: false,
      messages: false,
      digest: false,
    };
    expect((await market.call('PATCH', '/v1/me', { token: candidate.token, body: { preferences: off } })).status).toBe(
      200,
    );
    await market.bookAndPay(candidate, mentor, await market.startIn(3, 14));
    expect(await rawMail(candidate, 'Confirmed:')).not.toContain('List-Unsubscribe');
  });
});

describe('live updates', () => {
  it('reach open pages of both people at any API process, and go on where one left off', async () => {
    const [mentor, candidate, other] = [await market.mentor(), await market.signUp(), await market.signUp()];
    const port = await freePort();
    const second = await createApi(new Config({ ...market.config, port }));
    await second.listen(port, '127.0.0.1');
    const url = `http://127.0.0.1:${port}`;
    const [page, elsewhere, stranger] = [await open(candidate), await open(mentor, undefined, url), await open(other)];
    expect(page.response.headers.get('content-type')).toBe('text/event-stream');
    const foreign = await fetch(`${market.url}/v1/events`, {
      headers: { authorization: `Bearer ${candidate.token}`, origin: 'https://app.example.com' },
    });
    expect(foreign.headers.get('access-control-allow-origin')).toBe('https://app.example.com');
    await foreign.body?.cancel();
    await page.untilEvent(({ type }) => type === 'ready');

    const booking = await market.bookAndPay(candidate, mentor, await market.startIn(3, 15));
    const confirmed = await page.untilEvent(({ type, data }) => type === 'booking' && data.state === 'confirmed');
    expect(confirmed.data).toMatchObject({ id: booking.id, startsAt: booking.startsAt });
    await elsewhere.untilEvent(({ type, data }) => type === 'booking' && data.id === booking.id);
    await page.untilEvent(({ type, data }) => type === 'notification' && data.kind === 'booking_confirmed');
    page.close();

    await market.post('/v1/threads', { mentorId: mentor.mentorId, text: 'See you then.' }, candidate.token);
    await elsewhere.untilEvent(({ type }) => type === 'message');
    const back = await open(candidate, confirmed.id, url);
    await back.untilEvent(({ type }) => type === 'message');
    const after = page.events.slice(page.events.indexOf(confirmed) + 1).map(({ id }) => id);
    const ids = back.events.slice(1).map(({ id }) => id);
    expect(ids.slice(0, after.length)).toEqual(after); // from that place on, all of it, once
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain(confirmed.id);
    expect(JSON.stringify([...back.events, ...elsewhere.events])).not.toContain('See you then.');
    expect(stranger.events.map(({ type }) => type).filter((type) => type !== 'notification')).toEqual(['ready']);

    await second.close();
    await until(async () => elsewhere.isEnded && back.isEnded, Boolean);
    const again = await open(candidate, back.events.at(-1)?.id);
    await market.post('/v1/notifications/read', {}, candidate.token);
    await again.untilEvent(({ type }) => type === 'notifications_read');
    again.close();
    stranger.close();
  }, 60_000);

  it('lose nothing of transactions that end out of order', async () => {
    const person = await market.signUp();
    const page = await open(person);
    await page.untilEvent(({ type }) => type === 'ready');
    const [slow, fast] = [await market.pool.connect(), await market.pool.connect()];
    const write = `INSERT INTO live_events (account_id, type, data) VALUES ($1, 'booking', $2)`;
    await slow.query('BEGIN');
    await slow.query(write, [person.id, { n: 1 }]);
    await fast.query(write, [person.id, { n: 2 }]);
    await new Promise((wait) => setTimeout(wait, 1_200)); // two looks at the log
    await slow.query('COMMIT');
    await page.untilEvent(({ data }) => data.n === 2);
    await page.untilEvent(({ data }) => data.n === 1);
    expect(page.events.filter(({ type }) => type === 'booking').map(({ data }) => data.n)).toEqual([1, 2]);
    slow.release();
    fast.release();
    page.close();
  });

  it('say so when a place is too old, is none of ours, or too many pages are open', async () => {
    const person = await market.signUp();
    const strange = await open(person, 'not-a-place');
    await strange.untilEvent(({ type }) => type === 'reset');
    const old = await open(person, '1000-5-1');
    await old.untilEvent(({ type }) => type === 'reset');
    const more = await Promise.all(Array.from({ length: 8 }, () => open(person)));
    const refused = await open(person);
    expect(refused.response.status).toBe(429);
    for (const stream of [strange, old, ...more]) stream.close();
    expect((await market.get('/v1/events')).status).toBe(401);
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dataOf } from '#libs/client';
import { type Member, World } from '../month/world.ts';
import { until } from '../support/marketplace.ts';

/** Words that are found nowhere else. */
const PRIVATE = {
  goals: 'xylograph ambitions',
  company: 'Adyen',
  employer: 'Monzo',
  wish: 'axolotl session wish',
  note: 'quokka private note',
  message: 'narwhal message words',
  password: 'a-long-password',
};
const words = Object.values(PRIVATE);
const found = (text: string): string[] => words.filter((word) => text.includes(word));

let world: World;
let hooks: Server;
let hooksUrl: string;
const hooked: string[] = [];
beforeAll(async () => {
  hooks = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => hooked.push(chunk.toString()));
    request.on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((done) => hooks.listen(0, '127.0.0.1', done));
  hooksUrl = `http://127.0.0.1:${(hooks.address() as AddressInfo).port}`;
  world = await World.start({ LOG_LEVEL: 'trace', OUTGOING_ALLOW: hooksUrl });
}, 60_000);
afterAll(async () => {
  await world.stop();
  hooks.close();
});

async function mentorOf(name: string, admin: Member): Promise<Member & { mentorId: string; offeringId: string }> {
  const person = await world.signUp(name, `${name.toLowerCase()}@discretion.test`);
  const { api } = person;
  const bio = 'Product leader who has run more than a hundred loops on both sides of the table. '.repeat(3);
  const { id } = await dataOf(
    api.POST('/v1/mentors', {
      body: {
        ...{ displayName: name, headline: 'Payments PM', bio, timeZone: 'UTC', languages: ['en'] },
        ...{ specialties: ['fintech'], rounds: ['sql-data', 'execution'], segments: ['fintech'] },
      },
    }),
  );
  const price = { amount: 9_000, currency: 'USD' };
  const session = { kind: 'session' as const, title: 'A mock', durationMinutes: 60, price };
  const { id: offeringId } = await dataOf(api.POST('/v1/mentors/me/offerings', { body: session }));
  const hours = [{ start: '00:00', end: '24:00' }];
  const weeklyHours = { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours };
  await dataOf(api.PUT('/v1/mentors/me/schedule', { body: { timeZone: 'UTC', weeklyHours } }));
  await dataOf(api.POST('/v1/mentors/me/submit'));
  await dataOf(
    admin.api.POST('/v1/admin/mentors/{id}/publish', { params: { path: { id } }, body: { reason: 'Checked.' } }),
  );
  return { ...person, mentorId: id, offeringId };
}

describe('what a candidate tells', () => {
  it('is in no list, mail, webhook or log, and with nobody but the two people of the session', async () => {
    const admin = await world.signIn('admin@demo.test', 'demo-password-1');
    const [mentor, otherMentor] = [await mentorOf('Mona', admin), await mentorOf('Otto', admin)];
    const candidate = await world.signUp('Zelda Quill', 'zelda@discretion.test');
    const other = await world.signUp('Another', 'another@discretion.test');
    const events = ['booking.held', 'booking.confirmed', 'booking.cancelled', 'payment.succeeded'] as const;
    for (const { api } of [candidate, mentor, admin])
      await dataOf(api.POST('/v1/webhook-endpoints', { body: { url: `${hooksUrl}/`, events: [...events] } }));

    const goals = `${PRIVATE.goals}: a ${PRIVATE.company} loop in four weeks, weak on SQL. I work at ${PRIVATE.employer}, nobody there may know.`;
    const intake = await dataOf(candidate.api.POST('/v1/intakes', { body: { goals, timeZone: 'UTC' } }));
    expect(intake.answers).toMatchObject({ targetCompanies: [PRIVATE.company] });
    const path = { id: intake.id };
    await dataOf(candidate.api.GET('/v1/intakes/{id}/matches', { params: { path, query: { limit: 20 } } }));
    const from = new Date(Date.now() + 3 * 86_400_000).toISOString();
    const to = new Date(Date.now() + 9 * 86_400_000).toISOString();
    const { days } = await dataOf(
      candidate.api.GET('/v1/mentors/{id}/slots', {
        params: { path: { id: mentor.mentorId }, query: { offeringId: mentor.offeringId, from, to, timeZone: 'UTC' } },
      }),
    );
    const startsAt = days[0]?.slots[0]?.startsAt ?? '';
    const wanted = {
      offeringId: mentor.offeringId,
      startsAt,
      timeZone: 'UTC',
      intakeId: intake.id,
      goals: PRIVATE.wish,
    };
    const booking = await dataOf(candidate.api.POST('/v1/bookings', { body: wanted }));
    const params = { path: { id: booking.id } };
    const page = await dataOf(candidate.api.POST('/v1/bookings/{id}/checkout', { params, body: {} }));
    await world.pay(page.checkoutUrl, '4242424242424242');
    await until(
      () => dataOf(candidate.api.GET('/v1/bookings/{id}', { params })),
      ({ state }) => state === 'confirmed',
    );
    await dataOf(candidate.api.PUT('/v1/bookings/{id}/notes', { params, body: { private: PRIVATE.note } }));
    const message = { mentorId: mentor.mentorId, text: PRIVATE.message, links: [] };
    await dataOf(candidate.api.POST('/v1/threads', { body: message }));
    // A request that fails is logged with its error: not with what it held.
    await candidate.api.POST('/v1/intakes', { body: { goals, region: PRIVATE.employer } });

    // The mentor of the session reads the wish, and nothing of what was told about employers.
    const seen = await dataOf(mentor.api.GET('/v1/bookings/{id}', { params }));
    expect(seen.goals).toBe(PRIVATE.wish);
    expect(found(JSON.stringify(seen))).toEqual([PRIVATE.wish]);

    const lists: [string, unknown][] = [];
    for (const [who, { api }] of Object.entries({ candidate, mentor, other, otherMentor, admin })) {
      lists.push([`${who}: bookings`, (await api.GET('/v1/bookings')).data]);
      lists.push([`${who}: notifications`, (await api.GET('/v1/notifications')).data]);
      lists.push([`${who}: threads`, (await api.GET('/v1/threads')).data]);
      lists.push([`${who}: mentors`, (await api.GET('/v1/mentors', { params: { query: { limit: 100 } } })).data]);
    }
    for (const { api } of [mentor, otherMentor])
      lists.push(['mentor bookings', (await api.GET('/v1/mentors/me/bookings')).data]);
    lists.push(['admin bookings', (await admin.api.GET('/v1/admin/bookings')).data]);
    lists.push(['admin accounts', (await admin.api.GET('/v1/admin/accounts')).data]);
    lists.push(['admin audit log', (await admin.api.GET('/v1/admin/audit-log')).data]);
    lists.push(['admin payments', (await admin.api.GET('/v1/admin/payments')).data]);
    lists.push(['admin messages', (await admin.api.GET('/v1/admin/messages')).data]);
    lists.push(['admin metrics', (await admin.api.GET('/v1/admin/metrics')).data]);
    expect(lists.every(([, data]) => data !== undefined)).toBe(true);
    // Companies that a mentor worked at are theirs to show, so the company counts only outside the directory.
    const leaks = lists.flatMap(([name, data]) => found(JSON.stringify(data)).map((word) => `${name}: ${word}`));
    expect(leaks.filter((leak) => !/: mentors: (Adyen|Monzo)$/.test(leak))).toEqual([]);
    for (const stranger of [other, otherMentor]) {
      expect((await stranger.api.GET('/v1/bookings/{id}', { params })).response.status).toBe(404);
      expect((await stranger.api.GET('/v1/intakes/{id}', { params: { path } })).response.status).toBe(404);
    }

    const inbox = async (): Promise<string[]> => {
      const { data } = (await (await fetch(`${world.sandbox}/inbox/messages`)).json()) as { data: { id: string }[] };
      return Promise.all(data.map(async ({ id }) => (await fetch(`${world.sandbox}/inbox/messages/${id}`)).text()));
    };
    const mails = await until(
      inbox,
      (all) => all.some((mail) => mail.includes('A message is waiting')) && all.length >= 7,
    );
    expect(mails.flatMap(found)).toEqual([]);
    // On a lock screen at work: no goal, no company, and of the other person one letter.
    const subjects = mails.map((mail) => (JSON.parse(mail) as { subject: string }).subject);
    expect(subjects.filter((subject) => /Zelda|Mona|interview|fintech/i.test(subject))).toEqual([]);

    await until(
      () => Promise.resolve(hooked.join('')),
      (all) => all.includes('booking.confirmed') && all.includes('payment.succeeded'),
    );
    expect(found(hooked.join(''))).toEqual([]);
    expect(hooked.join('')).not.toMatch(/Zelda|zelda@/);

    // Links of mails are keys: a request for one is logged without it.
    const tokens = [...mails.join(' ').matchAll(/\/v1\/(?:join|receipts|unsubscribe)\/([\w.-]{40,})/g)].map(
      ([link, token]) => ({
        ...{ link, token: token ?? '' },
      }),
    );
    expect(new Set(tokens.map(({ link }) => link.split('/')[2])).size).toBe(3);
    for (const { link } of tokens) expect((await fetch(world.url + link)).status).toBe(200);
    await until(
      () => Promise.resolve(world.output),
      (log) => /route.{1,20}\/v1\/unsubscribe\/:token/.test(log),
    );
    expect(tokens.filter(({ token }) => world.output.includes(token))).toEqual([]);
    expect(found(world.output)).toEqual([]);
    expect(world.output).not.toContain('zelda@discretion.test');
  }, 90_000);
});

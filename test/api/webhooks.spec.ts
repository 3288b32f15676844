import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Marketplace, type Person } from '../support/marketplace.ts';
import { decide, dispute } from '../support/money.ts';

let market: Marketplace;
let server: Server;
let origin: string;
let status = 204;
const received: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(request.url === '/broken' ? 500 : status).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  market = await Marketplace.start({ outgoingAllowed: [origin] });
});
afterAll(async () => {
  await market.close();
  server.close();
});

interface Endpoint {
  id: string;
  secret: string;
  active: boolean;
  version: number;
  code?: string;
}
interface Delivery {
  id: string;
  eventId: string;
  type: string;
  state: string;
  attempts: number;
  lastStatus: number | null;
}
const listen = async (person: Person, path: string, events: string[]): Promise<Endpoint> =>
  (await market.post<Endpoint>('/v1/webhook-endpoints', { url: origin + path, events }, person.token)).body;
const deliveriesOf = async (person: Person, { id }: Endpoint): Promise<Delivery[]> =>
  (await market.get<{ data: Delivery[] }>(`/v1/webhook-endpoints/${id}/deliveries`, person.token)).body.data;
const at = (path: string) => received.filter((one) => one.path === path);
async function until<T>(read: () => T | Promise<T>, done: (value: T) => boolean): Promise<T> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const value = await read();
    if (done(value)) return value;
    await new Promise((wait) => setTimeout(wait, 100));
  }
  throw new Error('not within ten seconds');
}

describe('outgoing webhooks', () => {
  it('tell both sides and admins of a booking’s life, signed, without private words', async () => {
    const [mentor, candidate, stranger, admin] = [
      await market.mentor(),
      await market.signUp(),
      await market.signUp(),
      await market.admin(),
    ];
    const events = ['booking.held', 'booking.confirmed', 'booking.cancelled', 'payment.succeeded', 'payment.refunded'];
    const mine = await listen(candidate, '/candidate', events);
    await listen(mentor, '/mentor', ['booking.confirmed']);
    await listen(stranger, '/stranger', events);
    await listen(admin, '/admin', ['booking.confirmed']);
    const held = await market.book(candidate, mentor, await market.startIn(3), { goals: 'my secret goal' });
    await market.pay(await market.checkoutUrl(candidate, held.body.id));
    await market.untilBooking(candidate, held.body.id, ({ state }) => state === 'confirmed');
    await market.post(`/v1/bookings/${held.body.id}/cancel`, { reason: 'other plans' }, candidate.token);
    const got = await until(
      () => at('/candidate'),
      (all) => all.length === 5,
    );
    const types = got.map(({ body }) => (JSON.parse(body) as { type: string }).type);
    expect(types.sort()).toEqual([...events].sort());
    for (const { headers, body } of got) {
      const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
      const signature = createHmac('sha256', Buffer.from(mine.secret.slice(6), 'base64'))
        .update(content)
        .digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${signature}`);
      expect(body).toContain(held.body.id);
      expect(body).not.toMatch(/secret goal|other plans|Casey|Morgan/);
    }
    await until(
      () => at('/mentor').length + at('/admin').length,
      (count) => count === 2,
    );
    expect(at('/stranger')).toEqual([]);
    const log = await until(
      () => deliveriesOf(candidate, mine),
      (all) => all.every(({ state }) => state === 'delivered'),
    );
    expect(log).toHaveLength(5);
    expect(await market.get(`/v1/webhook-endpoints/${mine.id}/deliveries`, stranger.token)).toMatchObject({
      status: 404,
    });
  });

  it('try again until they arrive, also when sent by hand; after five days of failure they are switched off', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    const broken = await listen(candidate, '/broken', ['booking.held']);
    const flaky = await listen(candidate, '/flaky', ['booking.held']);
    status = 503;
    await market.book(candidate, mentor, await market.startIn(3));
    await until(
      () => at('/flaky'),
      (all) => all.length === 1,
    );
    status = 204;
    await market.advance(6);
    await until(
      () => deliveriesOf(candidate, flaky),
      ([one]) => one?.state === 'delivered' && one.attempts === 2,
    );
    const [first, second] = at('/flaky');
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    const [delivery] = await deliveriesOf(candidate, flaky);
    const resend = (id: string, person: Person) =>
      market.post<{ code?: string }>(`/v1/webhook-deliveries/${id}/resend`, {}, person.token);
    expect((await resend(delivery?.id ?? '', mentor)).status).toBe(404);
    expect((await resend(delivery?.id ?? '', candidate)).status).toBe(200);
    await until(
      () => at('/flaky'),
      (all) => all.length === 3,
    );

    for (const wait of [300, 1_800, 7_200, 18_000, 36_000, 36_000]) await market.advance(wait + 1);
    await until(
      () => deliveriesOf(candidate, broken),
      ([one]) => (one?.attempts ?? 0) >= 7,
    );
    await market.advance(5 * 86_400);
    await market.book(candidate, mentor, await market.startIn(3));
    const listed = async () =>
      (await market.get<{ data: Endpoint[] }>('/v1/webhook-endpoints', candidate.token)).body.data;
    await until(listed, (all) => all.find(({ id }) => id === broken.id)?.active === false);
    const [dead] = await deliveriesOf(candidate, broken);
    expect((await resend(dead?.id ?? '', candidate)).body.code).toBe('invalid_state');
    const on = await market.call<Endpoint>('PATCH', `/v1/webhook-endpoints/${broken.id}`, {
      token: candidate.token,
      body: { active: true },
      headers: { 'if-match': '"1"' },
    });
    expect(on.body).toMatchObject({ active: true, version: 2 });
    expect(
      (
        await market.call<Endpoint>('PATCH', `/v1/webhook-endpoints/${broken.id}`, {
          token: candidate.token,
          body: { active: true },
          headers: { 'if-match': '"1"' },
        })
      ).body.code,
    ).toBe('version_conflict');
    const told = await market.get<{ data: { kind: string; about: { id: string } | null }[] }>(
      '/v1/notifications?limit=100',
      candidate.token,
    );
    const off = told.body.data.filter(({ kind }) => kind === 'webhook_switched_off');
    expect(off.map(({ about }) => about?.id)).toEqual([broken.id]); // told once
  });

  it.each([
    'http://example.com/hook',
    'https://127.0.0.1/hook',
    'https://[::1]/hook',
    'https://169.254.169.254/latest',
    'https://localhost/x',
    'nonsense',
  ])('are refused at %s', async (url) => {
    const answer = await market.post<{ code: string }>(
      '/v1/webhook-endpoints',
      { url, events: ['booking.held'] },
      (await market.signUp()).token,
    );
    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
  });

  it('end with their endpoint, and there are ten of one account at most', async () => {
    const person = await market.signUp();
    const asked = await Promise.all(
      Array.from({ length: 13 }, (_, i) => listen(person, `/many/${i}`, ['booking.held'])),
    );
    const made = asked.filter(({ code }) => code === undefined);
    expect([made.length, asked.filter(({ code }) => code === 'policy_violation').length]).toEqual([10, 3]);
    const remove = (token: string) => market.call('DELETE', `/v1/webhook-endpoints/${made[0]?.id}`, { token });
    expect((await remove((await market.signUp()).token)).status).toBe(404);
    expect((await remove(person.token)).status).toBe(204);
    expect((await market.get<{ data: object[] }>('/v1/webhook-endpoints', person.token)).body.data).toHaveLength(9);
  });

  it('tell of a dispute when it opens and when it is decided', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    const endpoint = await listen(candidate, '/disputes', ['payment.disputed']);
    const { id } = await market.bookAndPay(candidate, mentor, await market.startIn(7, 16));
    const { stripeId } = await dispute(market, candidate, id);
    await decide(market, candidate, id, stripeId, 'won');
    const told = await until(
      () => at('/disputes').map(({ body }) => JSON.parse(body) as { type: string; data: { dispute: string } }),
      (all) => all.length >= 2,
    );
    const inOrder = told
      .map(({ type, data }) => [type, data] as const)
      .sort(([, a], [, b]) => a.dispute.localeCompare(b.dispute));
    expect(inOrder).toEqual([
      ['payment.disputed', expect.objectContaining({ bookingId: id, dispute: 'open' })],
      ['payment.disputed', expect.objectContaining({ bookingId: id, dispute: 'won' })],
    ]);
    expect(await deliveriesOf(candidate, endpoint)).toHaveLength(2);
  });
});

import { Marketplace, type Person } from '../support/marketplace.ts';

let market: Marketplace;
let admin: Person;
beforeAll(async () => {
  market = await Marketplace.start();
  admin = await market.admin();
});
afterAll(() => market.close());

const post = <T = { code?: string }>(path: string, body: object) =>
  market.post<T>(`/v1/admin/${path}`, body, admin.token);
const get = <T>(path: string) => market.get<T>(`/v1/admin/${path}`, admin.token);

describe('admins', () => {
  it('find accounts by a part of name or address, page by page', async () => {
    const people = await Promise.all(
      ['Wilhelmina One', 'Wilhelmina Two', 'Wilhelmina 100%'].map((name) => market.signUp(name)),
    );
    interface Page {
      data: { id: string; name: string; roles: string[] }[];
      nextCursor: string | null;
    }
    const first = (await get<Page>('accounts?q=wilhelmina&limit=2')).body;
    const second = (await get<Page>(`accounts?q=wilhelmina&limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.data, ...second.data].map(({ id }) => id).sort()).toEqual(people.map(({ id }) => id).sort());
    expect((await get<Page>('accounts?q=100%25')).body.data.map(({ name }) => name)).toEqual(['Wilhelmina 100%']);
    expect((await get<Page>('accounts?role=admin')).body.data.map(({ id }) => id)).toContain(admin.id);
    expect((await get<Page>('accounts?banned=true')).body.data).toEqual([]);
  });

  it('ban somebody: signed out at once, sessions ahead paid back, a mentor out of the directory; and lift it', async () => {
    const [mentor, candidate] = [await market.mentor({ profile: { languages: ['pl'] } }), await market.signUp()];
    const booking = await market.bookAndPay(candidate, mentor, await market.startIn(3));
    await market.book(candidate, mentor, await market.startIn(4));
    const banned = await post<{ cancelledBookings: number }>(`accounts/${mentor.id}/ban`, { reason: 'Threats.' });
    expect([banned.status, banned.body.cancelledBookings]).toEqual([200, 2]);
    expect((await market.get('/v1/me', mentor.token)).status).toBe(401);
    expect((await market.get<{ data: object[] }>('/v1/mentors?language=pl')).body.data).toEqual([]);
    const cancelled = await market.untilBooking(
      candidate,
      booking.id,
      ({ payment }) => payment?.refundedAmount.amount === 12_000,
    );
    expect(cancelled.state).toBe('cancelled');
    expect((await post(`accounts/${mentor.id}/ban`, { reason: 'Again.' })).body.code).toBe('invalid_state');
    expect((await post(`accounts/${admin.id}/ban`, { reason: 'Me.' })).body.code).toBe('policy_violation');
    expect((await post(`accounts/${mentor.id}/unban`, { reason: 'A mistake.' })).status).toBe(200);
    const log = await get<{ data: { action: string }[] }>('audit-log');
    const actions = log.body.data.map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['account.ban', 'account.unban', 'booking.cancel']));
    expect(await market.ledgerProblems()).toEqual([]);
  });

  it('set roles, but do not take their own away', async () => {
    const person = await market.signUp();
    const changed = await post<{ before: string[]; after: string[] }>(`accounts/${person.id}/roles`, {
      roles: ['admin'],
      reason: 'Joins the team.',
    });
    expect(changed.body).toMatchObject({ before: ['candidate'], after: ['candidate', 'admin'] });
    expect((await market.get('/v1/admin/accounts', person.token)).status).toBe(200);
    expect((await post(`accounts/${admin.id}/roles`, { roles: ['candidate'], reason: 'Tired.' })).body.code).toBe(
      'policy_violation',
    );
  });

  it('see everybody’s bookings, by person and state', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    const { body } = await market.book(candidate, mentor, await market.startIn(3));
    const found = await get<{ data: { id: string }[] }>(`bookings?personId=${candidate.id}&state=held`);
    expect(found.body.data.map(({ id }) => id)).toEqual([body.id]);
    expect((await get<{ data: object[] }>(`bookings?personId=${candidate.id}&state=cancelled`)).body.data).toEqual([]);
  });

  it('see jobs that were given up, and have them tried again', async () => {
    const [{ id = '' } = {}] = await market.sql<{ id: string }>(
      `INSERT INTO jobs.job (name, data, state, retry_count, completed_on, output) VALUES ('notifications.mail', '{"mailId": "0197f0a1-0000-7000-8000-000000000000"}', 'failed', 3, now(), '{"message": "connect ECONNREFUSED"}') RETURNING id`,
    );
    const failed = await get<{ data: { id: string; name: string; error: string }[] }>('jobs?state=failed');
    expect(failed.body.data.find((job) => job.id === id)).toMatchObject({
      name: 'notifications.mail',
      error: 'connect ECONNREFUSED',
    });
    expect((await post(`jobs/${id}/retry`, { reason: 'The mail server is back.' })).status).toBe(200);
    expect((await get<{ data: { id: string }[] }>('jobs')).body.data.map((job) => job.id)).not.toContain(id);
    expect((await post(`jobs/${id}/retry`, { reason: 'Twice.' })).status).toBe(404);
  });
});

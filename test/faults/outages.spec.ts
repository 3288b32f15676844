import { Inbox } from '../../apps/sandbox/inbox.ts';
import { Store } from '../../apps/sandbox/store.ts';
import { freePort, Marketplace, until } from '../support/marketplace.ts';

describe('the database is gone', () => {
  it('answers 503 with Retry-After meanwhile, and recovers by itself', async () => {
    const market = await Marketplace.start({ cutDatabase: true });
    try {
      const person = await market.signUp();
      market.databaseProxy?.cut();
      const refused = await market.get<{ code: string; detail: string }>('/v1/me', person.token);
      expect([refused.status, refused.body.code]).toEqual([503, 'unavailable']);
      expect(refused.headers.get('retry-after')).toBe('2');
      expect(JSON.stringify(refused.body)).not.toMatch(/ECONN|postgres|127\.0\.0\.1/);
      expect((await market.get('/v1/mentors')).status).toBe(503);
      expect(
        (await market.post('/v1/auth/sign-in/email', { email: person.email, password: 'a-long-test-password' })).status,
      ).toBe(503);
      const ready = await market.get('/health/ready');
      expect([ready.status, ready.body.database]).toEqual([503, 'failed']);
      expect((await market.get('/health/live')).status).toBe(200);
      market.databaseProxy?.heal();
      await until(
        () => market.get('/v1/me', person.token),
        ({ status }) => status === 200,
      );
      const [mentor, startsAt] = [await market.mentor(), await market.startIn(5)];
      await market.bookAndPay(person, mentor, startsAt);
      await until(
        () => market.get('/health/ready'),
        ({ status }) => status === 200,
      );
    } finally {
      await market.close();
    }
  }, 60_000);
});

describe('the mail server is gone', () => {
  it('bookings go on, and the mail is sent once it is back, once', async () => {
    const port = await freePort();
    const market = await Marketplace.start({ smtpUrl: `smtp://127.0.0.1:${port}` });
    const store = new Store(':memory:');
    const inbox = new Inbox(store);
    try {
      const [person, mentor] = [await market.signUp(), await market.mentor()];
      await market.bookAndPay(person, mentor, await market.startIn(5));
      await new Promise((done) => setTimeout(done, 1000));
      expect(await market.sql('SELECT id FROM mails WHERE sent_at IS NULL')).toHaveLength(2);
      await inbox.listen(port, '127.0.0.1');
      await until(
        () => market.sql('SELECT id FROM mails WHERE sent_at IS NOT NULL'),
        (sent) => sent.length === 2,
        25,
      );
      expect(inbox.mails(person.email)).toHaveLength(1);
    } finally {
      await inbox.close();
      store.close();
      await market.close();
    }
  }, 60_000);
});

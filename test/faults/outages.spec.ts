import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Inbox } from '../../apps/sandbox/inbox.ts';
import { Store } from '../../apps/sandbox/store.ts';
import { cloneDatabase, freePort, Marketplace, until } from '../support/marketplace.ts';

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
      expect(
        await market.sql('SELECT id FROM mails WHERE sent_at IS NULL AND kind = $1', ['booking_confirmed']),
      ).toHaveLength(2);
      await inbox.listen(port, '127.0.0.1');
      await until(
        () => market.sql('SELECT id FROM mails WHERE sent_at IS NOT NULL AND kind = $1', ['booking_confirmed']),
        (sent) => sent.length === 2,
        25,
      );
      expect(inbox.mails(person.email).filter(({ subject }) => subject.startsWith('Confirmed'))).toHaveLength(1);
    } finally {
      await inbox.close();
      store.close();
      await market.close();
    }
  }, 60_000);
});

describe('a key of Stripe’s', () => {
  it('never reaches a log, even when Stripe’s own error message repeats it', async () => {
    const key = ['sk', 'live', '51NeverInALog000'].join('_'); // not in one piece: no key belongs in the tree
    const stripe = createServer((_, answer) => {
      answer.writeHead(401, { 'content-type': 'application/json' });
      answer.end(
        JSON.stringify({ error: { type: 'invalid_request_error', message: `Invalid API Key provided: ${key}` } }),
      );
    });
    const port = await freePort();
    await new Promise<void>((done) => stripe.listen(port, '127.0.0.1', done));
    const worker = spawn(process.execPath, ['dist/apps/worker/main.js'], {
      env: {
        ...{ PATH: process.env.PATH, NODE_ENV: 'development', DATABASE_URL: await cloneDatabase(), LOG_LEVEL: 'trace' },
        ...{
          DATA_DIR: mkdtempSync(join(tmpdir(), 'keys-')),
          SEED_DEMO: 'false',
          STRIPE_TAX: 'on',
          STRIPE_SECRET_KEY: key,
        },
        ...{ STRIPE_WEBHOOK_SECRET: ['whsec', 'NeverEither'].join('_'), STRIPE_API_BASE: `http://127.0.0.1:${port}` },
      },
    });
    let log = '';
    for (const stream of [worker.stdout, worker.stderr])
      stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
    try {
      await until(
        () => Promise.resolve(log),
        (text) => /could not ask Stripe/.test(text),
      );
      expect(log).not.toMatch(/NeverInALog|NeverEither/);
      expect(log).toMatch(/\[key\]/);
    } finally {
      worker.kill('SIGKILL');
      stripe.close();
    }
  }, 40_000);
});

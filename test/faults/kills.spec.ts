import { seeded } from '../../apps/seeded.ts';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Answer,
  type BookingBody,
  Marketplace,
  type Person,
  type TestMentor,
  until,
} from '../support/marketplace.ts';
import { expectEqualBooks, goPast, onboard, quiet } from '../support/money.ts';

/**
 * Sessions booked, paid, cancelled, refunded and transferred while API and worker are killed (SIGKILL) at random and
 * Stripe fails a fifth of all calls in every way. The large run: FAULT_SESSIONS=1000 FAULT_SEEDS=1,2,3,4,5.
 */
const SESSIONS = Number(process.env.FAULT_SESSIONS ?? 20);
const SEEDS = (process.env.FAULT_SEEDS ?? String(Math.floor(Math.random() * 1e6))).split(',').map(Number);
/** How many people are at it at once; each books a few sessions in all. */
const CLIENTS = Math.min(32, SESSIONS);
const SESSIONS_EACH = 4;

/** API and worker as processes of their own, killed and started again. */
class Processes {
  private readonly running = new Map<'api' | 'worker', ChildProcess>();
  private stopped = false;
  kills = 0;

  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  start(name: 'api' | 'worker'): void {
    if (this.stopped) return;
    const child = spawn(process.execPath, [`dist/apps/${name}/main.js`], { env: this.environment, stdio: 'ignore' });
    child.once('exit', () => this.start(name));
    this.running.set(name, child);
  }

  kill(name: 'api' | 'worker'): void {
    this.kills++;
    this.running.get(name)?.kill('SIGKILL');
  }

  /** Runs a process to its end. @returns its exit code */
  run(name: 'ledger'): Promise<number | null> {
    const child = spawn(process.execPath, [`dist/apps/${name}/main.js`], { env: this.environment, stdio: 'ignore' });
    return new Promise((done) => child.once('exit', done));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(
      [...this.running.values()].map(
        (child) =>
          new Promise((done) => (child.exitCode === null ? child.once('exit', done).kill('SIGTERM') : done(0))),
      ),
    );
  }
}

/** What a person does when nothing, or trouble, answers: the same again. */
async function again<T>(call: () => Promise<Answer<T>>): Promise<Answer<T>> {
  for (let attempt = 0; ; attempt++) {
    const answer = await call().catch(() => null);
    const code = (answer?.body as { code?: string } | undefined)?.code;
    const isTrouble =
      answer === null ||
      answer.status >= 500 ||
      code === 'busy' ||
      code === 'request_in_progress' ||
      code === 'idempotency_key_reused';
    if (!isTrouble || attempt > 150) return answer ?? { status: 0, body: {} as T, headers: new Headers() };
    await new Promise((wait) => setTimeout(wait, 100 + Math.min(attempt, 10) * 50));
  }
}

describe.each(SEEDS)(`${SESSIONS} sessions under fire, seed %i`, (seed) => {
  it('lose nothing, double nothing, and leave the ledger equal to the sandbox', async () => {
    const random = seeded(seed);
    const market = await Marketplace.start({ worker: false });
    const mentorCount = Math.max(2, Math.ceil(SESSIONS / 50));
    const mentors: TestMentor[] = [];
    for (let i = 0; i < mentorCount; i++) mentors.push(await market.mentor());
    const people = await market.crowd(Math.ceil(SESSIONS / SESSIONS_EACH));
    await market.startWorker();
    for (const mentor of mentors) await onboard(market, mentor);
    await market.stopWorker();
    await market.api.close(); // from here on the API is a process that can be killed
    const { port, databaseUrl, stripe, smtpUrl, authSecret } = market.config;
    const processes = new Processes({
      ...{ PATH: process.env.PATH, NODE_ENV: 'development', PORT: String(port), DATABASE_URL: databaseUrl },
      ...{
        DATA_DIR: mkdtempSync(join(tmpdir(), 'faults-')),
        SEED_DEMO: 'false',
        TEST_CLOCK: 'true',
        RATE_LIMITS: 'off',
      },
      ...{ STRIPE_SECRET_KEY: stripe.secretKey, STRIPE_WEBHOOK_SECRET: stripe.webhookSecret, LOG_LEVEL: 'silent' },
      ...{
        STRIPE_EVENTS_SECRET: stripe.eventsSecret,
        STRIPE_API_BASE: stripe.apiBase ?? '',
        SMTP_URL: smtpUrl,
        AUTH_SECRET: authSecret,
      },
      PUBLIC_URL: market.config.publicUrl,
    });
    const ready = () =>
      until(
        () =>
          fetch(`${market.url}/health/ready`).then(
            (answer) => answer.status,
            () => 0,
          ),
        (status) => status === 200,
        30,
      );
    try {
      processes.start('api');
      processes.start('worker');
      await ready();
      await market.faults({ seed, failRate: 0.2, duplicateWebhooks: 0.2, shuffleWebhooks: 0.2, dropWebhooks: 0.2 });
      let left = SESSIONS;
      let firing = true;
      const killer = (async () => {
        while (firing) {
          await new Promise((wait) => setTimeout(wait, 800 + random() * 1500));
          await ready(); // on a busy machine a process may still be starting: killed over and over it would do nothing
          if (firing) processes.kill(random() < 0.5 ? 'api' : 'worker');
        }
      })();
      const starts = await Promise.all(
        Array.from({ length: 14 * 8 }, (_, i) => market.startIn(3 + Math.floor(i / 8), 9 + (i % 8))),
      );
      const live = async (person: Person, n: number): Promise<void> => {
        const mentor = mentors[n % mentors.length] as TestMentor;
        const key = (what: string) => ({ 'idempotency-key': `${seed}-${n}-${what}` });
        const wanted = {
          offeringId: mentor.offeringId,
          startsAt: starts[Math.floor(n / mentors.length)],
          timeZone: 'UTC',
        };
        const held = await again(() => market.post<BookingBody>('/v1/bookings', wanted, person.token, key('book')));
        if (held.status !== 201) return; // the same person has another session then, or too many holds
        const page = await again(() =>
          market.post<{ checkoutUrl: string }>(`/v1/bookings/${held.body.id}/checkout`, {}, person.token),
        );
        if (page.status !== 200 || random() < 0.05) return; // never comes back
        await Promise.all([
          market.pay(page.body.checkoutUrl),
          random() < 0.2 ? market.pay(page.body.checkoutUrl) : null,
        ]).catch(() => undefined);
        const fate = random();
        if (fate > 0.5) return; // takes place
        const canceller = fate < 0.35 ? person : mentor;
        const cancel = () => market.post(`/v1/bookings/${held.body.id}/cancel`, { reason: 'fire' }, canceller.token);
        await Promise.all([again(cancel), random() < 0.3 ? again(cancel) : null]); // sometimes a double click
      };
      await Promise.all(
        Array.from({ length: CLIENTS }, async () => {
          for (let n = --left; n >= 0; n = --left) await live(people[n % people.length] as Person, n);
        }),
      );
      firing = false;
      await killer;
      await market.faults({});
      await ready();
      for (let i = 0; i < 6; i++) await again(() => market.post('/v1/testing/clock', { advanceSeconds: 600 }));
      await goPast(market, starts.at(-1) ?? '', 80);
      await quiet(market, 120);
      await market.advance(7200);
      await quiet(market, 120);
      await expectEqualBooks(market);
      expect(await processes.run('ledger')).toBe(0); // what is there is what Stripe's objects say should be there
      const [counts] = await market.sql<Record<string, number>>(
        `SELECT (SELECT count(*)::int FROM bookings) AS booked, (SELECT count(*)::int FROM payments WHERE state = 'succeeded') AS paid,
           (SELECT count(*)::int FROM refunds WHERE state = 'succeeded') AS refunded, (SELECT count(*)::int FROM transfers WHERE state = 'succeeded') AS transferred,
           (SELECT count(*)::int FROM (SELECT allocation_id FROM transfers WHERE state = 'succeeded' GROUP BY 1 HAVING count(*) > 1) AS d) AS doubled,
           (SELECT count(*)::int FROM bookings b JOIN payment_allocations a ON a.subject_id = b.id JOIN payments p ON p.id = a.payment_id AND p.state = 'succeeded'
            WHERE NOT (b.state IN ('confirmed', 'completed') OR a.refunded_amount = a.amount)) AS kept,
           (SELECT count(*)::int FROM occupied_time x JOIN occupied_time y ON x.person_id = y.person_id AND x.id < y.id AND x.during && y.during
            WHERE x.kind = 'session' AND y.kind = 'session') AS overlaps`,
      );
      process.stdout.write(`seed ${seed}: ${processes.kills} kills, ${JSON.stringify(counts)}\n`);
      expect(counts).toMatchObject({ doubled: 0, kept: 0, overlaps: 0 });
      expect(counts?.paid).toBeGreaterThan(SESSIONS / 2);
      expect(counts?.transferred).toBeGreaterThan(0);
    } finally {
      await processes.stop();
      await market.sandbox.close();
      await market.pool.end();
    }
  }, 1_800_000);
});

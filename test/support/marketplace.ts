import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import type { INestApplicationContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { createApi } from '../../apps/api/api.ts';
import { type Sandbox, startSandbox } from '../../apps/sandbox/sandbox.ts';
import { createWorker } from '../../apps/worker/worker.ts';
import { STRIPE_API_VERSION } from '#libs/payments';
import { Config, newId } from '#libs/platform';
import { TcpProxy } from './tcp-proxy.ts';

/** A whole marketplace for one test file: its own database, API over real HTTP, worker, sandbox. */

export interface Answer<T = Record<string, unknown>> {
  status: number;
  body: T;
  headers: Headers;
}

export interface Person {
  id: string;
  token: string;
  email: string;
}

export interface TestMentor extends Person {
  mentorId: string;
  offeringId: string;
  introId: string;
}

export interface CallOptions {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

interface MarketplaceOptions {
  worker?: boolean;
  /** Where limits are counted for all processes together. */
  redisUrl?: string;
  rateLimits?: boolean;
  smtpUrl?: string;
  /** Origins on this machine that may be fetched. */
  outgoingAllowed?: string[];
  /** Stripe Tax is switched on. */
  tax?: boolean;
  /** The database behind a proxy that can be cut. */
  cutDatabase?: boolean;
  goalsModel?: Config['goalsModel'];
}

const PASSWORD = 'a-long-test-password';
const ALL_WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** A port nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

function withPort(url: string, port: number): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.toString();
}

/** A fresh database, migrated. */
export async function cloneDatabase(): Promise<string> {
  const url = process.env.TEST_DATABASE_URL ?? '';
  const name = `test_${process.env.JEST_WORKER_ID ?? '0'}_${randomBytes(4).toString('hex')}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (let attempt = 0; ; attempt++) {
    try {
      await client.query('CREATE DATABASE ' + name + ' TEMPLATE template_market STRATEGY WAL_LOG');
      break;
    } catch (error) {
      if (attempt > 20) throw error; // another file clones the template just now
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  await client.end();
  return url.replace(/\/mentors$/, `/${name}`);
}

/** Subjects of mails whose moment a test does not choose. */
const ANY_TIME: ReadonlySet<string> = new Set(['Welcome', 'Your receipt', 'Your week']);

export class Marketplace {
  private constructor(
    readonly config: Config,
    readonly api: NestFastifyApplication,
    private worker: INestApplicationContext | null,
    readonly sandbox: Sandbox,
    readonly pool: pg.Pool,
    readonly databaseProxy: TcpProxy | null,
  ) {}

  static async start(options: MarketplaceOptions = {}): Promise<Marketplace> {
    const databaseUrl = await cloneDatabase();
    const proxy = options.cutDatabase ? new TcpProxy('127.0.0.1', Number(new URL(databaseUrl).port)) : null;
    const appDatabaseUrl = proxy ? withPort(databaseUrl, await proxy.listen()) : databaseUrl;
    const port = await freePort();
    const secret = randomBytes(16).toString('hex');
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 5 });
    let offset = 0;
    const readOffset = async (): Promise<void> => {
      const { rows } = await pool.query<{ offset_ms: string }>('SELECT offset_ms FROM test_clock WHERE id = 1');
      offset = Number(rows[0]?.offset_ms ?? 0);
    };
    const timer = setInterval(() => void readOffset().catch(() => undefined), 100);
    timer.unref();
    const sandbox = await startSandbox({
      host: '127.0.0.1',
      port: 0,
      smtpPort: 0,
      storeFile: ':memory:',
      webhook: {
        url: `http://127.0.0.1:${port}/v1/webhooks/stripe`,
        secret,
        apiVersion: STRIPE_API_VERSION,
        thinUrl: `http://127.0.0.1:${port}/v1/webhooks/stripe/events`,
        thinSecret: `thin-${secret}`,
      },
      now: () => new Date(Date.now() + offset),
    });
    if (options.tax)
      await fetch(`${sandbox.url}/sandbox/tax`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ percent: 10 }),
      });
    const config = new Config({
      env: 'test',
      host: '127.0.0.1',
      port,
      dataDir: '.data',
      databaseUrl: appDatabaseUrl,
      databaseDirectUrl: appDatabaseUrl,
      databasePoolSize: 10,
      stripe: {
        secretKey: 'sk_test_sandbox',
        webhookSecret: secret,
        eventsSecret: `thin-${secret}`,
        apiBase: sandbox.url,
        tax: options.tax ?? false,
      },
      authSecret: 'x'.repeat(32),
      publicUrl: `http://127.0.0.1:${port}`,
      webOrigins: ['https://app.example.com'],
      smtpUrl: options.smtpUrl ?? sandbox.smtpUrl,
      mailFrom: 'Mentor Sessions <sessions@mentors.test>',
      seedDemo: false,
      testClock: true,
      rateLimits: options.rateLimits ?? false,
      redisUrl: options.redisUrl ?? null,
      meetingBaseUrl: 'https://meet.example.com',
      outgoingAllowed: options.outgoingAllowed ?? [],
      goalsModel: options.goalsModel ?? null,
      metricsToken: null,
      sandbox: { port: 0, smtpPort: 0 },
      logLevel: process.env.TEST_LOG ?? 'silent',
    });
    const api = await createApi(config);
    await api.listen(port, '127.0.0.1');
    const worker = options.worker === false ? null : await createWorker(config);
    const market = new Marketplace(config, api, worker, sandbox, pool, proxy);
    market.onClose.push(() => clearInterval(timer));
    return market;
  }

  private readonly onClose: (() => void)[] = [];

  get url(): string {
    return this.config.publicUrl;
  }

  async call<T = Record<string, unknown>>(
    method: string,
    path: string,
    { token, body, headers = {} }: CallOptions = {},
  ): Promise<Answer<T>> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      body: (isJson && text ? JSON.parse(text) : text) as T,
      headers: response.headers,
    };
  }

  get = <T = Record<string, unknown>>(path: string, token?: string): Promise<Answer<T>> =>
    this.call<T>('GET', path, { token });
  post = <T = Record<string, unknown>>(
    path: string,
    body: unknown,
    token?: string,
    headers?: Record<string, string>,
  ): Promise<Answer<T>> => this.call<T>('POST', path, { body, token, headers });

  async sql<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.pool.query<T>(text, values)).rows;
  }

  async signUp(name = 'Casey Candidate'): Promise<Person> {
    const email = `${randomUUID()}@test.example`;
    const { status, body } = await this.post<{ token: string; user: { id: string } }>('/v1/auth/sign-up/email', {
      name,
      email,
      password: PASSWORD,
    });
    if (status !== 200) throw new Error(`sign-up answered ${status} ${JSON.stringify(body)}`);
    return { id: body.user.id, token: body.token, email };
  }

  /** Many signed-in candidates at once, written straight into the tables because hashing passwords takes long. */
  async crowd(size: number): Promise<Person[]> {
    const people = Array.from({ length: size }, () => ({
      id: newId(),
      token: randomBytes(24).toString('hex'),
      email: `${randomUUID()}@test.example`,
    }));
    const columns = [people.map(({ id }) => id), people.map(({ email }) => email), people.map(({ token }) => token)];
    await this.sql(
      `INSERT INTO accounts (id, name, email) SELECT id, 'Crowd', email FROM unnest($1::uuid[], $2::text[]) AS p (id, email)`,
      columns.slice(0, 2),
    );
    await this.sql(
      `INSERT INTO auth_sessions (id, account_id, token, expires_at, created_at, updated_at)
       SELECT gen_random_uuid(), id, token, now() + interval '1 day', now(), now() FROM unnest($1::uuid[], $2::text[]) AS p (id, token)`,
      [columns[0], columns[2]],
    );
    return people;
  }

  async admin(): Promise<Person> {
    const person = await this.signUp('Avery Admin');
    await this.sql(`UPDATE accounts SET roles = '{candidate,admin}' WHERE id = $1`, [person.id]);
    return person;
  }

  /** A published mentor with an intro and a session of 60 minutes, open all week 09:00-17:00 UTC unless told otherwise. */
  async mentor(
    options: { price?: number; currency?: string; policy?: string; schedule?: object; profile?: object } = {},
  ): Promise<TestMentor> {
    const person = await this.signUp('Morgan Mentor');
    const profile = {
      displayName: 'Morgan Mentor',
      headline: 'Fintech PM, ex-Stripe',
      bio: 'Twelve years of product. '.repeat(10),
      timeZone: 'UTC',
      languages: ['en'],
      specialties: ['fintech'],
      rounds: ['system-design', 'sql-data'],
      segments: ['fintech'],
      policy: options.policy ?? 'standard',
      history: [{ company: 'Stripe', title: 'PM', segment: 'fintech', from: 2015, to: null }],
      ...options.profile,
    };
    const applied = await this.post<{ id: string }>('/v1/mentors', profile, person.token);
    const offering = (kind: string, durationMinutes: number, amount: number) =>
      this.post<{ id: string }>(
        '/v1/mentors/me/offerings',
        { kind, title: `${kind} offering`, durationMinutes, price: { amount, currency: options.currency ?? 'USD' } },
        person.token,
      );
    const intro = await offering('intro', 20, 0);
    const session = await offering('session', 60, options.price ?? 12000);
    const schedule = {
      timeZone: 'UTC',
      weeklyHours: Object.fromEntries(ALL_WEEK.map((day) => [day, [{ start: '09:00', end: '17:00' }]])),
      minimumNoticeMinutes: 60,
      bufferAfterMinutes: 0,
      ...options.schedule,
    };
    const put = await this.call('PUT', '/v1/mentors/me/schedule', { token: person.token, body: schedule });
    const submitted = await this.post('/v1/mentors/me/submit', {}, person.token);
    if (applied.status !== 201 || put.status !== 200 || submitted.status !== 200)
      throw new Error(`mentor: ${JSON.stringify([applied.body, put.body, submitted.body])}`);
    await this.sql(`UPDATE mentors SET state = 'published' WHERE id = $1`, [applied.body.id]);
    return { ...person, mentorId: applied.body.id, introId: intro.body.id, offeringId: session.body.id };
  }

  /** Now, by the test clock. */
  async now(): Promise<Date> {
    const [row] = await this.sql<{ offset_ms: string }>('SELECT offset_ms FROM test_clock WHERE id = 1');
    return new Date(Date.now() + Number(row?.offset_ms ?? 0));
  }

  /** `HH:00` UTC on the day that many days ahead. */
  async startIn(days: number, hour = 10): Promise<string> {
    const now = await this.now();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + days, hour)).toISOString();
  }

  async book<T = BookingBody>(
    person: Person,
    mentor: TestMentor,
    startsAt: string,
    more: object = {},
  ): Promise<Answer<T>> {
    return this.post<T>(
      '/v1/bookings',
      { offeringId: mentor.offeringId, startsAt, timeZone: 'UTC', ...more },
      person.token,
    );
  }

  /** Holds, pays and waits for the confirmation. */
  async bookAndPay(person: Person, mentor: TestMentor, startsAt: string): Promise<BookingBody> {
    const held = await this.book(person, mentor, startsAt);
    if (held.status !== 201) throw new Error(`booking answered ${held.status} ${JSON.stringify(held.body)}`);
    await this.pay(await this.checkoutUrl(person, held.body.id));
    return this.untilBooking(person, held.body.id, ({ state }) => state === 'confirmed');
  }

  async checkoutUrl(person: Person, bookingId: string): Promise<string> {
    const { status, body } = await this.post<{ checkoutUrl: string }>(
      `/v1/bookings/${bookingId}/checkout`,
      {},
      person.token,
    );
    if (status !== 200) throw new Error(`checkout answered ${status} ${JSON.stringify(body)}`);
    return body.checkoutUrl;
  }

  async pay(checkoutUrl: string, card = '4242424242424242', more: Record<string, string> = {}): Promise<Response> {
    return fetch(checkoutUrl, {
      method: 'POST',
      body: new URLSearchParams({ card_number: card, ...more }),
      redirect: 'manual',
    });
  }

  async booking(person: Person, id: string): Promise<BookingBody> {
    return (await this.get<BookingBody>(`/v1/bookings/${id}`, person.token)).body;
  }

  untilBooking(person: Person, id: string, done: (booking: BookingBody) => boolean): Promise<BookingBody> {
    return until(() => this.booking(person, id), done);
  }

  async advance(seconds: number): Promise<void> {
    const { status, body } = await this.post('/v1/testing/clock', { advanceSeconds: seconds });
    if (status !== 200) throw new Error(`clock answered ${status} ${JSON.stringify(body)}`);
  }

  async faults(settings: object): Promise<void> {
    await fetch(`${this.sandbox.url}/sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(settings),
    });
  }

  async sandboxState(): Promise<SandboxState> {
    return (await (await fetch(`${this.sandbox.url}/sandbox/state`)).json()) as SandboxState;
  }

  /** Mails somebody got, but for those that may come at any time: the welcome, receipts, Monday's overview. */
  async mails(to: string): Promise<MailBody[]> {
    return (await this.allMails(to)).filter(({ subject }) => !ANY_TIME.has(subject));
  }

  async allMails(to: string): Promise<MailBody[]> {
    const { data } = (await (
      await fetch(`${this.sandbox.url}/inbox/messages?to=${encodeURIComponent(to)}`)
    ).json()) as { data: { id: string }[] };
    return Promise.all(
      data.map(async ({ id }) => (await (await fetch(`${this.sandbox.url}/inbox/messages/${id}`)).json()) as MailBody),
    );
  }

  untilMails(to: string, count: number): Promise<MailBody[]> {
    return until(
      () => this.mails(to),
      (mails) => mails.length >= count,
    );
  }

  /** What the ledger check finds wrong; empty when all is explained. */
  async ledgerProblems(): Promise<unknown[]> {
    const admin = await this.admin();
    return (await this.get<{ problems: unknown[] }>('/v1/admin/ledger/check', admin.token)).body.problems;
  }

  async stopWorker(): Promise<void> {
    await this.worker?.close();
    this.worker = null;
  }

  async startWorker(): Promise<void> {
    this.worker ??= await createWorker(this.config);
  }

  async close(): Promise<void> {
    this.onClose.forEach((end) => end());
    await this.stopWorker();
    await this.api.close();
    await this.sandbox.close();
    await this.databaseProxy?.close();
    await this.pool.end();
  }
}

export interface BookingBody {
  id: string;
  state: string;
  code?: string;
  mentor: { id: string };
  respondBy: string | null;
  rescheduleProposal: { id: string; startsAt: string[] } | null;
  replacementUntil: string | null;
  seriesId: string | null;
  alternatives?: string[];
  startsAt: string;
  endsAt: string;
  holdExpiresAt: string | null;
  price: { amount: number; currency: string };
  policy: string;
  payment: {
    id: string;
    state: string;
    method: string;
    amount: { amount: number };
    refundedAmount: { amount: number };
    dispute: string | null;
    receiptUrl: string | null;
  } | null;
  history: { at: string; from: string | null; to: string; by: string; reason: string | null }[];
  joinUrl: string | null;
  cancellation: { by: string; reason: string; refund: { amount: number } } | null;
  goals: string | null;
  version: number;
}

export interface SandboxState {
  sessions: Record<string, number>;
  charges: { count: number; amount: Record<string, number> };
  refunds: { count: number; amount: Record<string, number> };
  movements: Record<string, { paid: number; refunded: number; transferred: number; currency: string }>;
}

export interface MailBody {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  attachments: { filename: string; contentType: string; content: string }[];
}

/** Reads until it is as wanted; fails after 15 seconds with what was last seen. */
export async function until<T>(read: () => Promise<T>, done: (value: T) => boolean, seconds = 15): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await read();
    if (done(value)) return value;
    if (Date.now() > end)
      throw new Error(`not so within ${seconds} s; last seen: ${JSON.stringify(value)?.slice(0, 800)}`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
}

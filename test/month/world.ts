import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataOf, type MarketplaceClient, openClient, Refused, type Schemas } from '#libs/client';

/** The built marketplace, from the built script and from the sources of a test alike. */
const MAIN = join(process.cwd(), 'dist/apps/start/main.js');

/** Somebody who uses the marketplace, with the client that speaks in their name. */
export interface Member {
  id: string;
  name: string;
  email: string;
  api: MarketplaceClient;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** A whole marketplace of its own (`npm start`) with a test clock, spoken to over HTTP only. */
export class World {
  /** Everything the processes have written. */
  output = '';
  /** How often people were refused, by code. */
  readonly refusals = new Map<string, number>();

  private constructor(
    readonly url: string,
    readonly sandbox: string,
    private readonly server: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), 'mentors-month-'));
    const [port, sandboxPort, smtpPort] = [await freePort(), await freePort(), await freePort()];
    const server = fork(MAIN, {
      env: {
        ...process.env,
        ...{
          DATA_DIR: folder,
          PORT: String(port),
          SANDBOX_PORT: String(sandboxPort),
          SANDBOX_SMTP_PORT: String(smtpPort),
        },
        ...{
          NODE_ENV: 'development',
          SEED_DEMO: 'true',
          TEST_CLOCK: 'true',
          RATE_LIMITS: 'off',
          LOG_LEVEL: 'error',
          DATABASE_URL: '',
          STRIPE_SECRET_KEY: '',
        },
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const world = new World(`http://127.0.0.1:${port}`, `http://127.0.0.1:${sandboxPort}`, server, folder);
    for (const stream of [server.stdout, server.stderr])
      stream?.on('data', (text: Buffer) => (world.output += text.toString()));
    await new Promise<void>((resolve, reject) => {
      server.stdout?.on('data', () => /^ready/m.test(world.output) && resolve());
      server.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${world.output}`)));
    });
    return world;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.server.once('exit', resolve));
    this.server.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  async signUp(name: string, email: string): Promise<Member> {
    const body = { name, email, password: 'a-long-password' };
    const { token, user } = await dataOf(openClient({ baseUrl: this.url }).POST('/v1/auth/sign-up/email', { body }));
    return { id: user.id, name, email, api: openClient({ baseUrl: this.url, token: () => token }) };
  }

  async signIn(email: string, password: string): Promise<Member> {
    const body = { email, password };
    const { token, user } = await dataOf(openClient({ baseUrl: this.url }).POST('/v1/auth/sign-in/email', { body }));
    return { id: user.id, name: user.name, email, api: openClient({ baseUrl: this.url, token: () => token }) };
  }

  /** Moves everybody's clock; what is due happens before this answers. */
  async advance(seconds: number): Promise<Date> {
    const answer = await this.post(`${this.url}/v1/testing/clock`, { advanceSeconds: seconds });
    return new Date((answer as { now: string }).now);
  }

  async pay(checkoutUrl: string, card: string): Promise<void> {
    await fetch(checkoutUrl, { method: 'POST', body: new URLSearchParams({ card_number: card }), redirect: 'manual' });
  }

  async post(url: string, body: object): Promise<unknown> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${url} answered ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** What a person tries: a refusal that may happen in real life is counted, anything else ends the run. */
  async tries<T>(attempt: () => Promise<T>): Promise<T | undefined> {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500 || error.status === 400) throw error;
      this.refusals.set(error.problem.code, (this.refusals.get(error.problem.code) ?? 0) + 1);
      return undefined;
    }
  }
}

type Page<T> = { data: T[]; nextCursor: string | null };

/** Every row of a list, page by page. */
export async function all<T>(
  read: (query: {
    limit: number;
    cursor?: string;
  }) => Promise<{ data?: Page<T>; error?: Schemas['Problem']; response: Response }>,
): Promise<T[]> {
  const rows: T[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await dataOf(read({ limit: 100, ...(cursor !== undefined && { cursor }) }));
    rows.push(...page.data);
    if (page.nextCursor === null) return rows;
    cursor = page.nextCursor;
  }
}

/** Does something for each, so many at a time. */
export async function forEach<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

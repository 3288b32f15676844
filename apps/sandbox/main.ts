import '../node-version.ts';
import pg from 'pg';
import { join } from 'node:path';
import { loadConfig } from '#libs/platform';
import { STRIPE_API_VERSION } from '#libs/payments';
import { runProcess } from '../process.ts';
import { startSandbox } from './sandbox.ts';

/** Starts the payment sandbox and the mail inbox as a process of their own. Development only. */
const config = loadConfig();
if (config.env === 'production') throw new Error('The sandbox does not run in production.');

/** Follows the test clock of the database, when there is one. */
function clock(): { now: () => Date; stop: () => Promise<void> } {
  if (!config.testClock) return { now: () => new Date(), stop: async () => undefined };
  const pool = new pg.Pool({ connectionString: config.databaseUrl, max: 1 });
  pool.on('error', () => undefined);
  let offset = 0;
  const read = async (): Promise<void> => {
    const { rows } = await pool.query<{ offset_ms: string }>('SELECT offset_ms FROM test_clock WHERE id = 1');
    offset = Number(rows[0]?.offset_ms ?? 0);
  };
  const timer = setInterval(() => void read().catch(() => undefined), 150);
  return {
    now: () => new Date(Date.now() + offset),
    stop: async () => {
      clearInterval(timer);
      await pool.end();
    },
  };
}

await runProcess('sandbox', async () => {
  const time = clock();
  const sandbox = await startSandbox({
    host: '127.0.0.1',
    port: config.sandbox.port,
    smtpPort: config.sandbox.smtpPort,
    storeFile: join(config.dataDir, 'sandbox.sqlite'),
    webhook: {
      url: `http://127.0.0.1:${config.port}/v1/webhooks/stripe`,
      secret: config.stripe.webhookSecret,
      apiVersion: STRIPE_API_VERSION,
      thinUrl: `http://127.0.0.1:${config.port}/v1/webhooks/stripe/events`,
      thinSecret: config.stripe.eventsSecret,
    },
    now: time.now,
  });
  const close = async (): Promise<void> => {
    await sandbox.close();
    await time.stop();
  };
  return { url: sandbox.url, close };
});

// One PostgreSQL for the run, with a migrated template that every test file clones.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../dist/apps/start/embedded-postgres.js';
import { migrate } from '../../dist/apps/start/migrations.js';

export default async function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'mentors-test-'));
  const postgres = await startPostgres(folder, { fast: true });
  globalThis.stopTestPostgres = postgres.stop;
  globalThis.testPostgresFolder = folder;
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query('CREATE DATABASE template_market');
  await admin.end();
  const template = postgres.url.replace(/\/mentors$/, '/template_market');
  await migrate(template);
  process.env.TEST_DATABASE_URL = postgres.url;
}

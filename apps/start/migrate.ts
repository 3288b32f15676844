import '../node-version.ts';
import { loadConfig } from '#libs/platform';
import { migrate } from './migrations.ts';

/** `npm run migrate`: brings the database of DATABASE_URL up to date. */
const count = await migrate(loadConfig().databaseDirectUrl);
console.log(count === 0 ? 'The database is up to date.' : `${count} migrations have run.`);

import '../node-version.ts';
import { resolve } from 'node:path';
import { stopPostgres } from './embedded-postgres.ts';

/** `npm run db:stop`: stops the embedded database that a killed `npm start` left running. */
const folder = resolve(process.env.DATA_DIR ?? '.data');
console.log((await stopPostgres(folder)) ? `Stopped the database in ${folder}.` : `No database runs in ${folder}.`);

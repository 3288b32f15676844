import '../node-version.ts';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { RebuildService } from '#libs/payments';
import { loadConfig } from '#libs/platform';
import { modules } from '../modules.ts';

@Module({})
class LedgerModule {}

/**
 * `npm run ledger:rebuild`: recomputes what the ledger should be from Stripe's objects and prints where it is not so.
 * Changes nothing. Ends with 0 when all is equal, 1 when something differs.
 */
const app = await NestFactory.createApplicationContext(
  { module: LedgerModule, imports: modules('ledger', loadConfig()) },
  { logger: ['error'], abortOnError: false },
);
const { parts, differences } = await app.get(RebuildService, { strict: false }).differences();
for (const { subject, account, expected, actual } of differences)
  process.stdout.write(`${subject}  ${account}  should be ${expected}, is ${actual}\n`);
process.stdout.write(
  `${parts} parts of payments recomputed from Stripe's objects, ${differences.length} differences\n`,
);
await app.close();
process.exitCode = differences.length > 0 ? 1 : 0;

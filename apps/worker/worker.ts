import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { type Config, Jobs, Sweeps } from '#libs/platform';
import { modules } from '../modules.ts';

@Module({})
class WorkerModule {}

/** Builds the worker and lets it work: it takes jobs and runs the sweeps. */
export async function createWorker(config: Config): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(
    { module: WorkerModule, imports: modules('worker', config) },
    { bufferLogs: true, abortOnError: false },
  );
  app.useLogger(app.get(Logger));
  await app.get(Jobs).startWorking();
  app.get(Sweeps).start();
  return app;
}

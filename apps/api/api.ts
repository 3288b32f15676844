import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Config, createHttpApp, httpProviders, OperationsController, serveDocs } from '#libs/platform';
import openApiMetadata from '../../openapi-metadata.ts';
import { modules } from '../modules.ts';

@Module({})
class ApiModule {}

/** Builds the API; it does not listen yet. */
export async function createApi(config: Config): Promise<NestFastifyApplication> {
  const app = await createHttpApp({
    module: ApiModule,
    imports: modules('api', config),
    controllers: [OperationsController],
    providers: httpProviders,
  });
  await serveDocs(app, openApiMetadata);
  return app;
}

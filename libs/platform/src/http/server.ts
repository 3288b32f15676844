import type { IncomingMessage } from 'node:http';
import { type INestApplication, type Type, UnsupportedMediaTypeException } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import { Config } from '../config.ts';
import { requestIdOf } from '../logging.ts';
import { Metrics } from '../metrics.ts';
import { AuthGuard } from './auth.guard.ts';
import { IdempotencyInterceptor } from './idempotency.interceptor.ts';
import { ProblemFilter } from './problem.filter.ts';
import { RateLimitGuard } from './rate-limit.guard.ts';
import { validationPipe, WellFormedPipe } from './validation.ts';

const BODY_LIMIT = 100 * 1024;

/** Guards, interceptors and the error filter every API process uses, in the order they run. */
export const httpProviders = [
  { provide: APP_GUARD, useClass: AuthGuard },
  { provide: APP_GUARD, useClass: RateLimitGuard },
  { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  { provide: APP_FILTER, useClass: ProblemFilter },
];

/** Builds the HTTP application: Fastify, limits, headers, request ids, validation. It does not listen yet. */
export async function createHttpApp(module: Type | object): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: (request: IncomingMessage) => requestIdOf(request.headers['x-request-id']),
    requestTimeout: 15_000,
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(module as Type, adapter, {
    rawBody: true,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.useGlobalPipes(new WellFormedPipe(), validationPipe());
  app.enableShutdownHooks([]);
  acceptJsonOnly(app);
  const config = app.get(Config);
  app.enableCors({
    origin: config.webOrigins,
    credentials: true,
    exposedHeaders: ['X-Request-Id', 'set-auth-token', 'RateLimit', 'Retry-After', 'Idempotency-Replayed'],
  });
  addHooks(app);
  return app;
}

/** Bodies are JSON; an empty one counts as no fields, because many clients send the header without a body. */
function acceptJsonOnly(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const parse = fastify.getDefaultJsonParser('error', 'error'); // refuses __proto__ and constructor
  app.useBodyParser('application/json', { bodyLimit: BODY_LIMIT }, (request, body, done) => {
    if (body.length === 0) done(null, {});
    else void parse(request as FastifyRequest, body.toString('utf8'), done);
  });
  // A button on a page of ours sends an empty form.
  app.useBodyParser('application/x-www-form-urlencoded', {}, (_, body, done) =>
    body.length === 0 ? done(null, {}) : done(new UnsupportedMediaTypeException()),
  );
  fastify.removeContentTypeParser('text/plain');
}

function addHooks(app: INestApplication): void {
  const metrics = app.get(Metrics);
  const fastify = (app as NestFastifyApplication).getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'X-Request-Id': request.id,
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
      'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
      'Cache-Control': 'no-store',
    });
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: String(reply.statusCode),
    };
    metrics.requests.observe(labels, reply.elapsedTime / 1000);
  });
}

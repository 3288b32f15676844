import type { IncomingMessage } from 'node:http';
import { type INestApplication, type Type, UnsupportedMediaTypeException } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import { Config } from '../config.ts';
import { requestIdOf } from '../logging.ts';
import { Metrics } from '../metrics.ts';
import { isId } from '../ids.ts';
import { AuthGuard } from './auth.guard.ts';
import { IdempotencyInterceptor } from './idempotency.interceptor.ts';
import type { AppRequest } from './principal.ts';
import { ProblemFilter } from './problem.filter.ts';
import { RateLimitGuard } from './rate-limit.guard.ts';
import { NullsPipe, validationPipe, WellFormedPipe } from './validation.ts';

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
  app.useGlobalPipes(new WellFormedPipe(), new NullsPipe(), validationPipe());
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
  // Of forms two are known: the empty one of a button on a page of ours, and a mail program's one click (RFC 8058, 3.1).
  for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data'])
    app.useBodyParser(type, {}, (_, body, done) =>
      body.length === 0 || isOneClick(body.toString('latin1'))
        ? done(null, {})
        : done(new UnsupportedMediaTypeException()),
    );
  fastify.removeContentTypeParser('text/plain');
}

const isOneClick = (form: string): boolean =>
  form === 'List-Unsubscribe=One-Click' || /name="List-Unsubscribe"\r\n\r\nOne-Click\r\n/.test(form);

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
  const log = app.get(Logger);
  const isVerbose = ['debug', 'trace'].includes(app.get(Config).logLevel);
  fastify.addHook('onResponse', async (request: AppRequest, reply) => {
    const isStream = reply.raw.getHeader('content-type') === 'text/event-stream'; // as long as the page was open
    const [route, status] = [request.routeOptions.url ?? 'none', reply.statusCode];
    const labels = { method: request.method, route, status: String(status) };
    if (!isStream) metrics.requests.observe(labels, reply.elapsedTime / 1000);
    if (status >= 400 || isVerbose) log[levelOf(status)](lineOf(request, route, status, reply.elapsedTime));
  });
}

/** What failed here is seen at any level, what was refused at the usual one, the rest when one looks closely. */
const levelOf = (status: number) => (status >= 500 ? 'error' : status >= 400 ? 'log' : 'debug');

/** One line a request: the route and the id in it, never the address, which may hold the token of a link. */
function lineOf(request: AppRequest, route: string, status: number, elapsed: number): object {
  const { id } = (request.params ?? {}) as { id?: string };
  return {
    ...{ requestId: request.id, method: request.method, route, status, ms: Math.round(elapsed) },
    ...(isId(id ?? '') && { id }),
    ...(request.principal && { account: request.principal.accountId }),
    msg: 'request',
  };
}

import {
  type CanActivate,
  type ExecutionContext,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { createClient } from '@redis/client';
import { PinoLogger } from 'nestjs-pino';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { Config } from '../config.ts';
import { Problem } from '../problems.ts';
import { OPERATION, type OperationOptions, type RateClass } from './operation.ts';
import type { AppRequest } from './principal.ts';

/** Requests a minute, per account (or client address before sign-in). */
const PER_MINUTE: Readonly<Record<Exclude<RateClass, 'none'>, number>> = {
  read: 1200,
  write: 300,
  booking: 120,
  intake: 120,
  message: 30,
  'sign-up': 300,
  'sign-in': 300,
};

/** Wrong or right, no more than this many sign-ins a minute for one mail address from one client address. */
const SIGN_INS_PER_ADDRESS = 10;

type Limits = Record<Exclude<RateClass, 'none'>, RateLimiterAbstract>;

/** How long a request waits for Redis before it is counted in memory. */
const REDIS_TIMEOUT_MS = 500;

function redisAt(url: string, logger: PinoLogger) {
  const client = createClient({
    ...{ url, disableOfflineQueue: true, commandOptions: { timeout: REDIS_TIMEOUT_MS } },
    socket: { connectTimeout: 2_000, reconnectStrategy: (tries) => Math.min(tries * 100, 3_000) },
  });
  client.on('error', (error: unknown) => logger.warn({ err: error }, 'Redis for rate limits'));
  return client;
}

/**
 * Counts requests: in Redis for all processes together where there is one, else in the memory of each. While Redis does not
 * answer, each process counts for itself: a limit never fails open.
 */
@Injectable()
export class RateLimits implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly redis: ReturnType<typeof redisAt> | null;
  private readonly limits: Limits;
  private readonly signIns: RateLimiterAbstract;

  constructor(
    private readonly config: Config,
    private readonly logger: PinoLogger,
  ) {
    this.redis = config.redisUrl === null ? null : redisAt(config.redisUrl, logger);
    this.limits = Object.fromEntries(
      Object.entries(PER_MINUTE).map(([name, points]) => [name, this.limiter(points, name)]),
    ) as Limits;
    this.signIns = this.limiter(SIGN_INS_PER_ADDRESS, 'sign-in-address');
  }

  /** Nobody waits for Redis: until it is there, requests are counted in memory. */
  onApplicationBootstrap(): void {
    this.redis?.connect().catch((error: unknown) => this.logger.warn({ err: error }, 'no Redis for rate limits yet'));
  }

  onApplicationShutdown(): void {
    this.redis?.destroy();
  }

  /** @throws Problem `rate_limited` with the seconds to wait. */
  async take(rate: RateClass, key: string, reply: FastifyReply): Promise<void> {
    if (!this.config.rateLimits || rate === 'none') return;
    await this.consume(this.limits[rate], key, PER_MINUTE[rate], reply);
  }

  /** The sign-in allowance of one mail address from one client address: guessing passwords stays slow. */
  async takeSignIn(client: string, email: string, reply: FastifyReply): Promise<void> {
    if (this.config.rateLimits)
      await this.consume(this.signIns, `${client} ${email.toLowerCase()}`, SIGN_INS_PER_ADDRESS, reply);
  }

  private limiter(points: number, keyPrefix: string): RateLimiterAbstract {
    const options = { points, duration: 60, keyPrefix: `limit:${keyPrefix}` };
    const memory = new RateLimiterMemory(options);
    if (!this.redis) return memory;
    return new RateLimiterRedis({
      ...{ ...options, storeClient: this.redis, useRedisPackage: true },
      ...{ rejectIfRedisNotReady: true, insuranceLimiter: memory },
    });
  }

  private async consume(limit: RateLimiterAbstract, key: string, points: number, reply: FastifyReply): Promise<void> {
    const result = await limit.consume(key).catch((refused: unknown) => refused as RateLimiterRes);
    const seconds = Math.ceil(result.msBeforeNext / 1000);
    void reply.header('RateLimit-Policy', `"default";q=${points};w=60`);
    void reply.header('RateLimit', `"default";r=${Math.max(0, result.remainingPoints)};t=${seconds}`);
    if (result.consumedPoints > points) {
      throw new Problem('rate_limited', `Too many requests. Wait ${seconds} s.`, { retryAfterSeconds: seconds });
    }
  }
}

@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly rates: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<AppRequest>();
    const operation = this.reflector.get<OperationOptions | undefined>(OPERATION, context.getHandler());
    const rate = operation?.rate ?? (request.method === 'GET' ? 'read' : 'write');
    await this.rates.take(rate, request.principal?.accountId ?? request.ip, http.getResponse<FastifyReply>());
    return true;
  }
}

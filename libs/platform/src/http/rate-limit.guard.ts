import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
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

type Limits = Record<Exclude<RateClass, 'none'>, RateLimiterMemory>;

const limiter = (points: number, keyPrefix: string) => new RateLimiterMemory({ points, duration: 60, keyPrefix });

/** Counts requests in memory per process. */
@Injectable()
export class RateLimits {
  private readonly limits = Object.fromEntries(
    Object.entries(PER_MINUTE).map(([name, points]) => [name, limiter(points, name)]),
  ) as Limits;
  private readonly signIns = limiter(SIGN_INS_PER_ADDRESS, 'sign-in-address');

  constructor(private readonly config: Config) {}

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

  private async consume(limit: RateLimiterMemory, key: string, points: number, reply: FastifyReply): Promise<void> {
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

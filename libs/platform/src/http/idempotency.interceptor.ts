import { createHash } from 'node:crypto';
import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  type OnModuleInit,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { catchError, from, type Observable, switchMap } from 'rxjs';
import { Clock } from '../clock.ts';
import { Database } from '../database.ts';
import { Problem, type ProblemCode } from '../problems.ts';
import { changed, execute, row } from '../rows.ts';
import { Sweeps } from '../sweeps.ts';
import { toProblem } from './problem.filter.ts';
import { OPERATION, type OperationOptions } from './operation.ts';
import type { AppRequest } from './principal.ts';

interface KeptAnswer {
  request_hash: string;
  status: number | null;
  body: unknown;
  problem: { code: ProblemCode; detail: string; extras: object } | null;
}

/** A request that has shown no end for this long died with its process; its key may run again. */
const ABANDONED_AFTER_SECONDS = 60;
/** Refusals that stay true however often one asks; any other refusal is not kept, so that a retry can succeed. */
const FINAL: ReadonlySet<ProblemCode> = new Set(['validation_failed', 'promo_invalid']);

/** Keys are honoured for a day; then they and the answers kept with them go. */
const FORGET = `DELETE FROM idempotency_keys WHERE (scope, key) IN (
  SELECT scope, key FROM idempotency_keys WHERE created_at < $1::timestamptz - interval '25 hours' ORDER BY created_at LIMIT 1000)`;

@Injectable()
export class IdempotencyKeys implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sweeps: Sweeps,
  ) {}

  onModuleInit(): void {
    this.sweeps.register('old idempotency keys', 600, () => execute(this.database.manager, FORGET, [this.clock.now()]));
  }
}

/** The Idempotency-Key contract of POST: same key and body within 24 h replays the first answer. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<AppRequest>();
    const operation = this.reflector.get<OperationOptions | undefined>(OPERATION, context.getHandler());
    const key = request.headers['idempotency-key'];
    if (operation?.idempotency !== 'key' || key === undefined) return next.handle();
    if (typeof key !== 'string' || key.length === 0 || key.length > 255) {
      throw new Problem('validation_failed', 'Idempotency-Key must have 1 to 255 characters.');
    }
    const scope = request.principal?.accountId ?? request.ip;
    return from(this.begin(scope, key, hashOf(request))).pipe(
      switchMap((kept) =>
        kept
          ? this.replay(kept, http.getResponse<FastifyReply>())
          : this.run(scope, key, http.getResponse<FastifyReply>(), next),
      ),
    );
  }

  private run(scope: string, key: string, reply: FastifyReply, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      switchMap(async (body: unknown) => {
        await this.keep(scope, key, { status: reply.statusCode, body: body ?? null, problem: null });
        return body;
      }),
      catchError(async (error: unknown) => {
        const { code, detail, extras } = toProblem(error);
        if (FINAL.has(code))
          await this.keep(scope, key, { status: null, body: null, problem: { code, detail, extras } });
        else
          await execute(this.database.manager, 'DELETE FROM idempotency_keys WHERE scope = $1 AND key = $2', [
            scope,
            key,
          ]);
        throw error;
      }),
    );
  }

  /** Claims the key, or answers what was kept under it. */
  private async begin(scope: string, key: string, hash: string): Promise<KeptAnswer | null> {
    const now = this.clock.now();
    const claimed = await row(
      this.database.manager,
      `INSERT INTO idempotency_keys (scope, key, request_hash, created_at, started_at) VALUES ($1, $2, $3, $4, clock_timestamp())
       ON CONFLICT (scope, key) DO NOTHING RETURNING key`,
      [scope, key, hash, now],
    );
    if (claimed) return null;
    const taken = await changed(
      this.database.manager,
      `UPDATE idempotency_keys SET request_hash = $3, created_at = $4, started_at = clock_timestamp(), status = NULL, body = NULL, problem = NULL
       WHERE scope = $1 AND key = $2 AND (created_at < $4::timestamptz - interval '24 hours'
         OR (status IS NULL AND problem IS NULL AND request_hash = $3 AND started_at < clock_timestamp() - make_interval(secs => $5))) RETURNING key`,
      [scope, key, hash, now, ABANDONED_AFTER_SECONDS],
    );
    if (taken.length > 0) return null;
    const kept = await row<KeptAnswer>(
      this.database.manager,
      'SELECT request_hash, status, body, problem FROM idempotency_keys WHERE scope = $1 AND key = $2',
      [scope, key],
    );
    if (kept && kept.request_hash !== hash) {
      throw new Problem(
        'idempotency_key_reused',
        'This key was used with another request. Make a new key for a new request.',
      );
    }
    if (!kept || (kept.status === null && kept.problem === null)) {
      throw new Problem('request_in_progress', 'The first request with this key has not ended yet.', {
        retryAfterSeconds: 1,
      });
    }
    return kept;
  }

  private async replay(kept: KeptAnswer, reply: FastifyReply): Promise<unknown> {
    void reply.header('Idempotency-Replayed', 'true');
    if (kept.problem) throw new Problem(kept.problem.code, kept.problem.detail, kept.problem.extras);
    void reply.status(kept.status ?? 200);
    return kept.body ?? undefined;
  }

  private async keep(scope: string, key: string, answer: Omit<KeptAnswer, 'request_hash'>): Promise<void> {
    await execute(
      this.database.manager,
      'UPDATE idempotency_keys SET status = $3, body = $4, problem = $5 WHERE scope = $1 AND key = $2',
      [
        scope,
        key,
        answer.status,
        answer.body === null ? null : JSON.stringify(answer.body),
        answer.problem === null ? null : JSON.stringify(answer.problem),
      ],
    );
  }
}

const hashOf = (request: AppRequest): string =>
  createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('hex');

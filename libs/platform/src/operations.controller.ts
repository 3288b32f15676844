import { timingSafeEqual } from 'node:crypto';
import { Body, Controller, Get, Headers, HttpCode, Post, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import { IsNumber, Max, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Clock } from './clock.ts';
import { Config } from './config.ts';
import { Database } from './database.ts';
import { Operation } from './http/operation.ts';
import { IsInstant, MayBeLeftOut } from './http/validation.ts';
import { Jobs } from './jobs.ts';
import { Metrics } from './metrics.ts';
import { invalidField, notFound, Problem } from './problems.ts';
import { Sweeps } from './sweeps.ts';

class MoveClock {
  @MayBeLeftOut()
  @IsInstant()
  now?: string;

  @MayBeLeftOut()
  @IsNumber()
  @Min(0)
  @Max(400 * 86_400)
  advanceSeconds?: number;
}

const part = async (check: () => Promise<boolean>): Promise<'ok' | 'failed'> =>
  (await check().catch(() => false)) ? 'ok' : 'failed';

/** Health, metrics and the test clock. */
@ApiTags('Operations')
@Controller()
export class OperationsController {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
    private readonly sweeps: Sweeps,
    private readonly config: Config,
  ) {}

  @Get('health/live')
  @Operation({
    summary: 'Whether the process runs',
    audience: 'public',
    rate: 'none',
    idempotency: 'safe',
    example: { response: { status: 'ok' } },
  })
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @Operation({
    summary: 'Whether the process can serve: database, migrations, queue',
    audience: 'public',
    rate: 'none',
    idempotency: 'safe',
    example: { response: { status: 'ok', database: 'ok', migrations: 'ok', queue: 'ok' } },
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Record<string, string>> {
    const parts = {
      database: await part(async () => (await this.database.manager.query<unknown[]>('SELECT 1')).length === 1),
      migrations: await part(async () => !(await this.database.dataSource.showMigrations())),
      queue: await part(() => this.jobs.isReady()),
    };
    const failed = Object.values(parts).includes('failed');
    if (failed) void reply.status(503).header('Retry-After', '2');
    return { status: failed ? 'failed' : 'ok', ...parts };
  }

  @Get('metrics')
  @ApiExcludeEndpoint()
  @Operation({ summary: 'Prometheus figures', audience: 'public', rate: 'none', idempotency: 'safe', example: {} })
  async prometheus(
    @Headers('authorization') authorization: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const token = this.config.metricsToken;
    if (token !== null && !sameText(authorization ?? '', `Bearer ${token}`))
      throw new Problem('unauthenticated', 'Metrics need their own bearer token.');
    void reply.header('Content-Type', this.metrics.registry.contentType);
    return this.metrics.registry.metrics();
  }

  @Post('v1/testing/clock')
  @HttpCode(200)
  @ApiExcludeEndpoint()
  @Operation({
    summary: 'Moves the test clock of every process',
    audience: 'public',
    rate: 'none',
    idempotency: 'own',
    example: { request: { advanceSeconds: 900 } },
  })
  async moveClock(@Body() body: MoveClock): Promise<{ now: string }> {
    if (!this.config.testClock) throw notFound('operation');
    const target = body.now === undefined ? undefined : (Date.parse(body.now) - this.clock.now().getTime()) / 1000;
    const seconds = body.advanceSeconds ?? target;
    if (seconds === undefined) throw invalidField('now', 'or advanceSeconds is needed');
    if (Math.abs(seconds) > 20 * 365 * 86_400) throw invalidField('now', 'is too far away');
    const now = await this.clock.advance(seconds);
    await this.sweeps.runAll();
    return { now: now.toISOString() };
  }
}

function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock } from './clock.ts';
import { Config, loadConfig } from './config.ts';
import { Database, dataSourceOptions, STATEMENT_TIMEOUT_MS } from './database.ts';
import { Events } from './events.ts';
import { IdempotencyKeys } from './http/idempotency.interceptor.ts';
import { RateLimits } from './http/rate-limit.guard.ts';
import { Jobs } from './jobs.ts';
import { loggingModule } from './logging.ts';
import { Metrics } from './metrics.ts';
import { IdempotencyKeyEntity, TestClockEntity } from './platform.entities.ts';
import { OutgoingHttp } from './outgoing.ts';
import { SignedLinks } from './signed-links.ts';
import { Sweeps } from './sweeps.ts';

@Global()
@Module({})
class ConfigModule {
  static with(config: Config): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: Config, useValue: config }], exports: [Config] };
  }
}

export interface PlatformOptions {
  /** The process's name in logs. */
  process: string;
  config?: Config;
  /** The migrations the code needs, so that readiness can say whether they have run. */
  migrations?: (new () => object)[];
}

/** What every module needs and no module owns. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot({ process, config = loadConfig(), migrations = [] }: PlatformOptions): DynamicModule {
    const shared = [Clock, Database, Events, Jobs, Metrics, OutgoingHttp, RateLimits, SignedLinks, Sweeps];
    return {
      module: PlatformModule,
      imports: [
        ConfigModule.with(config),
        loggingModule(process),
        TypeOrmModule.forRoot({
          ...dataSourceOptions(config.databaseUrl, config.databasePoolSize, {
            statement_timeout: STATEMENT_TIMEOUT_MS,
          }),
          autoLoadEntities: true,
          migrations,
          retryAttempts: 30,
          retryDelay: 1000,
        }),
        TypeOrmModule.forFeature([IdempotencyKeyEntity, TestClockEntity]),
      ],
      providers: [...shared, IdempotencyKeys],
      exports: shared,
    };
  }
}

import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { PgBoss } from 'pg-boss';
import { PinoLogger } from 'nestjs-pino';
import type { EntityManager } from 'typeorm';
import { Config } from './config.ts';

type JobHandler = (data: never) => Promise<void>;

const JOBS_SCHEMA = 'jobs';

/** A job that was given up. */
export interface FailedJob {
  id: string;
  name: string;
  retries: number;
  createdAt: Date;
  failedAt: Date | null;
  error: string | null;
}

/** Wait 2 s, 4 s, 8 s, … up to 10 minutes between tries; about a day in all before a job counts as failed. */
const RETRIES = {
  ...{ retryLimit: 150, retryDelay: 2, retryBackoff: true, retryDelayMax: 600, notify: true },
  expireInSeconds: 120, // a job whose process was killed is given to another one after that
};

/**
 * Background work. A job is enqueued in the transaction of the change that wants it, so it exists exactly when the
 * change does. Handlers run at least once and must be idempotent.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly handlers = new Map<string, JobHandler>();
  private readonly boss: PgBoss;
  private working = false;

  constructor(
    private readonly config: Config,
    private readonly logger: PinoLogger,
  ) {
    this.boss = new PgBoss({
      connectionString: config.databaseDirectUrl,
      schema: JOBS_SCHEMA,
      migrate: false,
      supervise: true,
      useListenNotify: true,
      max: 4,
    });
    this.boss.on('error', (error) => this.logger.warn({ err: error }, 'job queue'));
  }

  /** Registers what a job does. Call it while the module starts; the name is the queue. */
  handle<T extends object>(name: string, handler: (data: T) => Promise<void>): void {
    this.handlers.set(name, handler);
  }

  /** Enqueues a job inside the transaction `tx`. */
  async enqueue(tx: EntityManager, name: string, data: object): Promise<void> {
    await this.boss.send(name, data, {
      db: { executeSql: async (text, values) => ({ rows: await tx.query<unknown[]>(text, values as unknown[]) }) },
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.boss.start();
    for (const name of this.handlers.keys()) {
      await this.boss.createQueue(name, RETRIES);
      await this.boss.updateQueue(name, RETRIES); // one that was made by an earlier version
    }
  }

  /** Starts to take jobs; only the worker process does. */
  async startWorking(): Promise<void> {
    this.working = true;
    const options = {
      batchSize: 10,
      perJobResults: true,
      burstWhenBatchFull: true,
      pollingIntervalSeconds: 2,
      notifyPollingIntervalSeconds: 2,
    } as const;
    for (const [name, handler] of this.handlers) {
      await this.boss.work<object, void, typeof options>(name, options, async (jobs) =>
        Promise.all(
          jobs.map(async (job) => {
            try {
              await handler(job.data as never);
              return { id: job.id, status: 'completed' as const };
            } catch (error) {
              this.logger.warn({ err: error, job: name, jobId: job.id }, 'job failed, it will be tried again');
              return { id: job.id, status: 'failed' as const, output: { message: String(error) } };
            }
          }),
        ),
      );
    }
  }

  /** Jobs that were given up after all tries, latest first. */
  failed(tx: EntityManager, after: string | null, limit: number): Promise<FailedJob[]> {
    return tx.query<FailedJob[]>(
      `SELECT id, name, retry_count AS "retries", created_on AS "createdAt", completed_on AS "failedAt", output ->> 'message' AS error FROM jobs.job
       WHERE state = 'failed' AND ($1::uuid IS NULL OR (created_on, id) < (SELECT created_on, id FROM jobs.job WHERE id = $1)) ORDER BY created_on DESC, id DESC LIMIT $2`,
      [after, limit],
    );
  }

  /** Has a failed job tried again. @returns false where there is no such failed job */
  async retry(tx: EntityManager, id: string): Promise<boolean> {
    const [job] = await tx.query<{ name: string }[]>(`SELECT name FROM jobs.job WHERE id = $1 AND state = 'failed'`, [
      id,
    ]);
    if (!job) return false;
    await this.boss.retry(job.name, id, {
      db: { executeSql: async (text, values) => ({ rows: await tx.query<unknown[]>(text, values as unknown[]) }) },
    });
    return true;
  }

  /** Whether the queue answers. */
  async isReady(): Promise<boolean> {
    return (await this.boss.getQueues([...this.handlers.keys()].slice(0, 1))).length > 0;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.boss.stop({ graceful: this.working, timeout: 8_000 });
  }
}

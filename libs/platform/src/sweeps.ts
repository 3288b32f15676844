import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';

interface Sweep {
  name: string;
  everySeconds: number;
  run: () => Promise<number>;
}

/** How many rows a sweep takes at once. */
export const SWEEP_BATCH = 50;

/**
 * Time-driven work: a query that takes the rows whose time has come (`FOR UPDATE SKIP LOCKED`), so that any number of
 * processes may run it and nothing hangs on one delayed job.
 */
@Injectable()
export class Sweeps implements OnApplicationShutdown {
  private readonly sweeps: Sweep[] = [];
  private readonly timers: NodeJS.Timeout[] = [];
  private running = new Set<Promise<void>>();
  private stopped = false;

  constructor(private readonly logger: PinoLogger) {}

  /** Registers a sweep; `run` handles one batch and answers how many rows it moved. */
  register(name: string, everySeconds: number, run: () => Promise<number>): void {
    this.sweeps.push({ name, everySeconds, run });
  }

  /** Runs each sweep at its interval until shutdown; only the worker process does. */
  start(): void {
    for (const sweep of this.sweeps) this.schedule(sweep);
  }

  /** Runs every sweep until nothing is due: after the test clock moved, or when an admin asks. */
  async runAll(): Promise<void> {
    for (const sweep of this.sweeps)
      await this.drain(sweep).catch(async (error: unknown) => {
        this.logger.warn({ err: error, sweep: sweep.name }, 'sweep failed, it runs once more');
        await this.drain(sweep); // e.g. busy: another process was at the same rows
      });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.timers.forEach(clearTimeout);
    await Promise.allSettled(this.running);
  }

  private schedule(sweep: Sweep): void {
    if (this.stopped) return;
    this.timers.push(
      setTimeout(() => {
        const work = this.drain(sweep).catch((error: unknown) =>
          this.logger.warn({ err: error, sweep: sweep.name }, 'sweep failed, it runs again'),
        );
        this.running.add(work);
        void work.finally(() => {
          this.running.delete(work);
          this.schedule(sweep);
        });
      }, sweep.everySeconds * 1000),
    );
  }

  private async drain(sweep: Sweep): Promise<void> {
    for (let round = 0; round < 200 && !this.stopped; round++) if ((await sweep.run()) < SWEEP_BATCH) return;
  }
}

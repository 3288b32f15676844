import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from './config.ts';

/** How long a process may live by an old test clock after it was moved, in milliseconds. */
const TEST_REFRESH_MS = 150;
const SKEW_REFRESH_MS = 30_000;

/**
 * The one source of "now". It follows the database's clock, so that no process's own clock moves a deadline, plus the
 * test clock's offset, which lives in the database and so is shared by every process.
 */
@Injectable()
export class Clock implements OnModuleInit, OnApplicationShutdown {
  private aheadMs = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
  ) {}

  /** The present instant by the database's clock and the test clock. */
  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  async onModuleInit(): Promise<void> {
    await this.refresh();
    this.timer = setInterval(
      () => void this.refresh().catch(() => undefined),
      this.config.testClock ? TEST_REFRESH_MS : SKEW_REFRESH_MS,
    );
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Moves the test clock of the whole system by an offset and waits until every process must have seen it. */
  async advance(seconds: number): Promise<Date> {
    await this.dataSource.query(
      `INSERT INTO test_clock (id, offset_ms) VALUES (1, $1)
       ON CONFLICT (id) DO UPDATE SET offset_ms = test_clock.offset_ms + excluded.offset_ms`,
      [Math.round(seconds * 1000)],
    );
    await this.refresh();
    await new Promise((done) => setTimeout(done, TEST_REFRESH_MS * 2));
    return this.now();
  }

  private async refresh(): Promise<void> {
    const sent = Date.now();
    const [row] = await this.dataSource.query<{ now: Date; offset: string | null }[]>(
      'SELECT clock_timestamp() AS now, (SELECT offset_ms FROM test_clock WHERE id = 1) AS offset',
    );
    const received = Date.now();
    if (!row) return;
    const skew = row.now.getTime() - (sent + received) / 2;
    const meaningful = Math.abs(skew) > received - sent + 20 ? skew : 0; // within the measurement's own error: none
    this.aheadMs = Math.round(meaningful) + (this.config.testClock ? Number(row.offset ?? 0) : 0);
  }
}

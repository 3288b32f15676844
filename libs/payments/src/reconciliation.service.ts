import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Clock, Database, Metrics, rows, SWEEP_BATCH } from '#libs/platform';
import { CaptureService } from './capture.service.ts';
import { PaymentsRepository } from './payments.repository.ts';
import { RefundsService } from './refunds.service.ts';
import { SyncService } from './sync.service.ts';

/** A look that failed is repeated after this long, in milliseconds; one that worked sets its own next time. */
const RETRY_MS = 60_000;

/** Finds what webhooks did not tell: asks Stripe about everything that is not final. */
@Injectable()
export class ReconciliationService {
  constructor(
    private readonly database: Database,
    private readonly repository: PaymentsRepository,
    private readonly sync: SyncService,
    private readonly refunds: RefundsService,
    private readonly captures: CaptureService,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {}

  /** One batch of payments whose next look is due. */
  async pollDue(): Promise<number> {
    const now = this.clock.now();
    const due = await this.repository.duePolls(
      this.database.manager,
      now,
      new Date(now.getTime() + RETRY_MS),
      SWEEP_BATCH,
    );
    for (const id of due) await this.look(id);
    return due.length;
  }

  /** One batch of refunds that were requested but not heard of since. */
  async retryRefunds(): Promise<number> {
    const now = this.clock.now();
    const due = await this.repository.dueRefunds(
      this.database.manager,
      now,
      new Date(now.getTime() + 5 * RETRY_MS),
      SWEEP_BATCH,
    );
    for (const id of due)
      await this.refunds
        .perform(id)
        .catch((error: unknown) => this.logger.warn({ err: error, refundId: id }, 'refund will be tried again'));
    return due.length;
  }

  /** Looks at every unfinished payment now. @returns how many were looked at and how many had moved */
  async reconcileAll(): Promise<{ looked: number; moved: number }> {
    const open = await rows<{ id: string }>(
      this.database.manager,
      'SELECT id FROM payments WHERE next_poll_at IS NOT NULL ORDER BY id LIMIT 10000',
    );
    let moved = 0;
    for (const { id } of open) if (await this.look(id)) moved++;
    while ((await this.retryRefunds()) >= SWEEP_BATCH);
    return { looked: open.length, moved };
  }

  private async look(id: string): Promise<boolean> {
    const before = (await this.repository.payment(this.database.manager, id))?.state;
    try {
      await this.captures.perform(id);
      const after = await this.sync.payment(id);
      const foundLate = after === 'succeeded' && before !== 'succeeded';
      if (foundLate) this.metrics.domain.inc({ kind: 'payment_found_by_polling' });
      return after !== before;
    } catch (error) {
      this.logger.warn({ err: error, paymentId: id }, 'could not look at a payment, it will be looked at again');
      return false;
    }
  }
}

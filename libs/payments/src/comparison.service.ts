import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { PinoLogger } from 'nestjs-pino';
import { Clock, Database, Metrics, newId, row, rows } from '#libs/platform';
import { differencesBetween, isCompared, type LedgerDifference, type Movement } from './domain/comparison.ts';
import { LedgerComparisonEntity } from './ledger.entities.ts';
import { PaymentsRepository } from './payments.repository.ts';
import { StripeGateway } from './stripe.gateway.ts';
import { SyncService } from './sync.service.ts';

const DAY_MS = 86_400_000;
/** Objects younger than this may still be on their way into the ledger. */
const SETTLED_AFTER_MS = 3_600_000;
/** Stripe's clock and ours, and the way from one to the other. */
const CLOCKS_APART_MS = 300_000;

/** The daily look at Stripe's own books: every movement of our balance there must be an entry here, and the reverse. */
@Injectable()
export class ComparisonService {
  constructor(
    private readonly database: Database,
    private readonly repository: PaymentsRepository,
    private readonly gateway: StripeGateway,
    private readonly sync: SyncService,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {}

  /** Compares the days that have not been compared yet. @returns how many comparisons were made */
  async compareDaily(): Promise<number> {
    const now = this.clock.now();
    const last = await row<{ until: Date | null }>(
      this.database.manager,
      'SELECT max(until) AS until FROM ledger_comparisons',
    );
    const until = new Date(now.getTime() - SETTLED_AFTER_MS);
    const since = last?.until ?? (await this.firstEntry());
    if (since === null || until.getTime() - since.getTime() < DAY_MS) return 0;
    await this.compare(since, until).catch((error: unknown) =>
      this.logger.warn({ err: error }, 'could not compare with Stripe, it is tried again'),
    );
    return 1;
  }

  /**
   * Compares every object that moved in a span of time and not since, over its whole life, so that the two sides'
   * different clocks mean nothing; what moved since is compared next time. Stores and returns what it found.
   * @param until null: up to now, with what is moving just now
   * @throws StripeOutcomeUnknown when Stripe cannot be asked
   */
  async compare(since: Date | null, until: Date | null): Promise<LedgerComparisonEntity> {
    const now = this.clock.now();
    const end = until ?? new Date(now.getTime() + 60_000);
    const from = since ?? (await this.firstEntry()) ?? now;
    const lookedFrom = new Date(from.getTime() - CLOCKS_APART_MS);
    const movements = (await this.gateway.balanceTransactions(lookedFrom, new Date(now.getTime() + 60_000)))
      .filter(({ type }) => isCompared(type))
      .map(toMovement);
    const booked = await this.bookedSince(lookedFrom);
    const moving = new Set([...movements, ...booked].filter(({ at }) => at >= end).map(({ object }) => object));
    const settled = [...new Set([...movements, ...booked].map(({ object }) => object))].filter(
      (one) => !moving.has(one),
    );
    const older = await this.bookedBefore(settled, lookedFrom);
    const atStripe = movements.filter(({ object }) => !moving.has(object) && !older.has(object));
    for (const object of older) atStripe.push(...(await this.gateway.balanceTransactionsOf(object)).map(toMovement));
    let differences = differencesBetween(atStripe, await this.inLedger(settled));
    if (await this.heal(differences)) differences = differencesBetween(atStripe, await this.inLedger(settled));
    return this.store({
      id: newId(),
      since: from,
      until: until ?? now,
      compared: settled.length,
      differences,
      createdAt: now,
    });
  }

  /**
   * What moved at Stripe without our hearing of it, e.g. a refund made in the dashboard whose webhook was lost: its
   * payment is looked at. @returns whether anything was looked at
   */
  private async heal(differences: LedgerDifference[]): Promise<boolean> {
    let looked = false;
    for (const { object } of differences) {
      const intent = await this.gateway.intentBehind(object).catch((error: unknown) => {
        this.logger.warn({ err: error, object }, 'could not ask what an object belongs to');
        return null;
      });
      const payment = intent && (await this.repository.findByStripe(this.database.manager, { intent }));
      if (!payment) continue;
      await this.sync.payment(payment);
      this.metrics.domain.inc({ kind: 'payment_found_by_comparison' });
      looked = true;
    }
    return looked;
  }

  private async store(comparison: LedgerComparisonEntity): Promise<LedgerComparisonEntity> {
    await this.database.manager.insert(LedgerComparisonEntity, comparison);
    const { differences } = comparison;
    if (differences.length > 0) {
      this.metrics.domain.inc({ kind: 'ledger_differs_from_stripe' }, differences.length);
      this.logger.error({ differences: differences.slice(0, 20) }, 'the ledger differs from Stripe');
    }
    return comparison;
  }

  /** Comparisons, latest first. */
  list(before: string | null, limit: number): Promise<LedgerComparisonEntity[]> {
    const query = this.database.manager
      .createQueryBuilder(LedgerComparisonEntity, 'c')
      .orderBy('c.id', 'DESC')
      .limit(limit);
    if (before !== null) query.where('c.id < :before', { before });
    return query.getMany();
  }

  private async firstEntry(): Promise<Date | null> {
    const first = await row<{ at: Date | null }>(this.database.manager, 'SELECT min(at) AS at FROM ledger_entries');
    return first?.at ?? null;
  }

  private bookedSince(since: Date): Promise<{ object: string; at: Date }[]> {
    return rows(
      this.database.manager,
      'SELECT stripe_object AS object, at FROM ledger_entries WHERE stripe_object IS NOT NULL AND at >= $1',
      [since],
    );
  }

  /** Those objects that had moved before as well, e.g. a dispute that was opened last week. */
  private async bookedBefore(objects: string[], before: Date): Promise<Set<string>> {
    const found = await rows<{ object: string }>(
      this.database.manager,
      'SELECT DISTINCT stripe_object AS object FROM ledger_entries WHERE stripe_object = ANY ($1) AND at < $2',
      [objects, before],
    );
    return new Set(found.map(({ object }) => object));
  }

  private async inLedger(objects: string[]): Promise<Movement[]> {
    const sums = await rows<{ object: string; currency: string; amount: string }>(
      this.database.manager,
      `SELECT e.stripe_object AS object, l.currency, sum(l.amount)::text AS amount FROM ledger_entries e
       JOIN ledger_lines l ON l.entry_id = e.id AND l.account = 'stripe_clearing' WHERE e.stripe_object = ANY ($1) GROUP BY 1, 2`,
      [objects],
    );
    return sums.map(({ amount, ...sum }) => ({ ...sum, amount: Number(amount) }));
  }
}

function toMovement({ id, source, net, currency, created }: Stripe.BalanceTransaction): Movement & { at: Date } {
  const object = typeof source === 'string' ? source : (source?.id ?? id);
  return { object, currency: currency.toUpperCase(), amount: net, at: new Date(created * 1000) };
}

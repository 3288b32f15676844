import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Clock, Database, Metrics, newId, row, rows } from '#libs/platform';
import { differencesBetween, isCompared, type Movement } from './domain/comparison.ts';
import { LedgerComparisonEntity } from './ledger.entities.ts';
import { StripeGateway } from './stripe.gateway.ts';

const DAY_MS = 86_400_000;
/** Objects younger than this may still be on their way into the ledger. */
const SETTLED_AFTER_MS = 3_600_000;

/** The daily look at Stripe's own books: every movement of our balance there must be an entry here, and the reverse. */
@Injectable()
export class ComparisonService {
  constructor(
    private readonly database: Database,
    private readonly gateway: StripeGateway,
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
    await this.compare(since, until);
    return 1;
  }

  /**
   * Compares every object that moved in a span of time, object by object over its whole life, so that the two sides'
   * different clocks mean nothing. Stores and returns what it found.
   * @throws StripeOutcomeUnknown when Stripe cannot be asked
   */
  async compare(since: Date | null, until: Date): Promise<LedgerComparisonEntity> {
    const from = since ?? (await this.firstEntry()) ?? until;
    const transactions = (await this.gateway.balanceTransactions(new Date(0), until)).filter(({ type }) =>
      isCompared(type),
    );
    const atStripe = transactions.map(({ id, source, net, currency }): Movement => {
      const object = typeof source === 'string' ? source : (source?.id ?? id);
      return { object, currency: currency.toUpperCase(), amount: net };
    });
    const changed = new Set([
      ...transactions
        .filter(({ created }) => created * 1000 >= from.getTime() - 1000)
        .map(({ source, id }) => (typeof source === 'string' ? source : (source?.id ?? id))),
      ...(await this.bookedBetween(from, until)),
    ]);
    const differences = differencesBetween(
      atStripe.filter(({ object }) => changed.has(object)),
      await this.inLedger([...changed], until),
    );
    const comparison = {
      id: newId(),
      since: from,
      until,
      compared: changed.size,
      differences,
      createdAt: this.clock.now(),
    };
    await this.database.manager.insert(LedgerComparisonEntity, comparison);
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

  private async bookedBetween(since: Date, until: Date): Promise<string[]> {
    const booked = await rows<{ object: string }>(
      this.database.manager,
      'SELECT DISTINCT stripe_object AS object FROM ledger_entries WHERE stripe_object IS NOT NULL AND at >= $1 AND at < $2',
      [since, until],
    );
    return booked.map(({ object }) => object);
  }

  private async inLedger(objects: string[], until: Date): Promise<Movement[]> {
    const sums = await rows<{ object: string; currency: string; amount: string }>(
      this.database.manager,
      `SELECT e.stripe_object AS object, l.currency, sum(l.amount)::text AS amount FROM ledger_entries e
       JOIN ledger_lines l ON l.entry_id = e.id AND l.account = 'stripe_clearing' WHERE e.stripe_object = ANY ($1) AND e.at < $2 GROUP BY 1, 2`,
      [objects, new Date(until.getTime() + SETTLED_AFTER_MS)],
    );
    return sums.map(({ amount, ...sum }) => ({ ...sum, amount: Number(amount) }));
  }
}

import { Injectable } from '@nestjs/common';
import { CatalogService } from '#libs/catalog';
import { Clock, Database, invalidField, row, rows, SWEEP_BATCH } from '#libs/platform';
import { ALL_FACTS, KEEP_FACTS, type Metric } from './facts.ts';
import type { MetricsQuery, MetricsResponse } from './metrics.dto.ts';
import { type Figure, intervalsOf, supplyOf } from './domain/report.ts';

const DAY = 86_400_000;
const DEFAULT_DAYS = 30;
const MOST_DAYS = 1_100;
const MOST_INTERVALS = 400;
/** A day is counted for good so long after its end: transactions that began in it have ended by then. */
const SETTLED_AFTER = 3_600_000;
/** Days counted in one go. */
const DAYS_AT_ONCE = 31;

interface Counted {
  day: string;
  metric: Metric;
  key: string;
  value: string;
}

/** How the marketplace does. Past days are counted once and kept; today is counted when asked. */
@Injectable()
export class MetricsService {
  constructor(
    private readonly database: Database,
    private readonly catalog: CatalogService,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `validation_failed` where the span is empty or too long */
  async report({ from, to, interval }: MetricsQuery): Promise<MetricsResponse> {
    const today = dayOf(this.clock.now().getTime());
    const [first, end] = [from ?? plusDays(today, -DEFAULT_DAYS), to ?? plusDays(today, 1)];
    const starts = startsOf(first, end, interval);
    const figures = await this.figures(first, end, interval, starts);
    const rubric = await this.catalog.rubric();
    const supply = await this.supply();
    const compared = (kind: 'specialty' | 'round', words: { slug: string }[]) =>
      supplyOf(
        words.map(({ slug }) => slug),
        supply.get(kind) ?? new Map<string, number>(),
        sumsOf(figures, `wanted_${kind}`),
      );
    return {
      ...{ from: first, to: end, interval, data: intervalsOf(starts, figures) },
      ...{ specialties: compared('specialty', rubric.specialties), rounds: compared('round', rubric.rounds) },
    };
  }

  /** Counts past days that have not been counted, oldest first. @returns a whole batch while more are left */
  async countPastDays(): Promise<number> {
    const until = dayOf(this.clock.now().getTime() - SETTLED_AFTER);
    const begin = await this.uncountedFrom();
    if (begin === null || begin >= until) return 0;
    const end = [until, plusDays(begin, DAYS_AT_ONCE)].sort()[0] as string;
    await this.database.transaction(async (tx) => {
      await tx.query(KEEP_FACTS, [midnight(begin), midnight(end)]);
    });
    return end < until ? SWEEP_BATCH : 1;
  }

  /** The first day that has not been counted for good; null where nothing has ever happened. */
  private async uncountedFrom(): Promise<string | null> {
    const found = await row<{ day: string | null }>(
      this.database.manager,
      `SELECT coalesce((SELECT max(day) + 1 FROM metric_days),
         (SELECT least((SELECT min(at) FROM booking_history), (SELECT min(created_at) FROM intakes)) AT TIME ZONE 'UTC')::date)::text AS day`,
    );
    return found?.day ?? null;
  }

  /** Figures of each interval: kept ones of days counted already, the others counted now. */
  private async figures(
    first: string,
    end: string,
    interval: MetricsQuery['interval'],
    starts: readonly string[],
  ): Promise<Figure[]> {
    const open = (await this.uncountedFrom()) ?? end;
    const kept = await rows<Counted>(
      this.database.manager,
      `SELECT greatest(date_trunc($3, day)::date, $1::date)::text AS day, metric, key, sum(value)::text AS value FROM metric_days
       WHERE day >= $1::date AND day < $2::date GROUP BY 1, 2, 3`,
      [first, end, interval],
    );
    const [liveFrom, liveEnd] = [
      [first, open].sort()[1] as string,
      [end, plusDays(dayOf(this.clock.now().getTime()), 1)].sort()[0] as string,
    ];
    const live =
      liveFrom < liveEnd
        ? await rows<Counted>(this.database.manager, ALL_FACTS, [midnight(liveFrom), midnight(liveEnd)])
        : [];
    const startOf = (day: string): string => starts.findLast((start) => start <= day) ?? first;
    return [...kept, ...live].map(({ day, metric, key, value }) => ({
      ...{ from: startOf(day), metric, key, value: Number(value) },
    }));
  }

  /** How many published mentors have each specialty and coach each round. */
  private async supply(): Promise<Map<string, Map<string, number>>> {
    const found = await rows<{ kind: string; slug: string; mentors: number }>(
      this.database.manager,
      `SELECT 'specialty' AS kind, s.slug, count(*)::int AS mentors FROM mentors m, unnest(m.specialties) AS s (slug) WHERE m.state = 'published' GROUP BY 2
       UNION ALL SELECT 'round', r.slug, count(*)::int FROM mentors m, unnest(m.rounds) AS r (slug) WHERE m.state = 'published' GROUP BY 2`,
    );
    const byKind = Map.groupBy(found, ({ kind }) => kind);
    return new Map(
      [...byKind].map(([kind, list]) => [kind, new Map(list.map(({ slug, mentors }) => [slug, mentors]))]),
    );
  }
}

const sumsOf = (figures: readonly Figure[], metric: Metric): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const one of figures) if (one.metric === metric) sums.set(one.key, (sums.get(one.key) ?? 0) + one.value);
  return sums;
};

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const plusDays = (day: string, days: number): string => dayOf(Date.parse(day) + days * DAY);
const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** The first day of each interval, the first one where the span begins. Weeks begin on Monday. */
function startsOf(first: string, end: string, interval: MetricsQuery['interval']): string[] {
  const days = (Date.parse(end) - Date.parse(first)) / DAY;
  if (days <= 0) throw invalidField('to', 'must be after from');
  if (days > MOST_DAYS) throw invalidField('to', `must be at most ${MOST_DAYS} days after from`);
  const starts = Array.from({ length: days }, (_, i) => plusDays(first, i)).filter((day, i) => {
    if (i === 0 || interval === 'day') return true;
    return interval === 'week' ? new Date(day).getUTCDay() === 1 : day.endsWith('-01');
  });
  if (starts.length > MOST_INTERVALS) throw invalidField('interval', `gives more than ${MOST_INTERVALS} parts`);
  return starts;
}

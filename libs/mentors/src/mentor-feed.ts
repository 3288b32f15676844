import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, row, rows, Sweeps } from '#libs/platform';
import type { Position } from './mentor.entity.ts';
import { IS_FULL } from './mentors.repository.ts';

/** What ranking and filtering need to know of a published mentor. */
export interface PublishedMentor {
  id: string;
  rounds: string[];
  segments: string[];
  specialties: string[];
  languages: string[];
  region: string | null;
  history: Position[];
  conflictCompanies: string[];
  /** Has as many candidates as they want. */
  isFull: boolean;
  ratingCount: number;
  ratingSum: number;
  sessionsCompleted: number;
  /** The cheapest session in each currency, cheapest first. */
  prices: [currency: string, amount: number][];
}

/** A place in the feed: every change before it has been seen. */
export type FeedPlace = string;

/** How long changes are kept. Who looked last longer ago than that reads everything anew. */
const KEPT_MINUTES = 60;
export const FEED_HORIZON_MS = (KEPT_MINUTES / 2) * 60_000;

const PUBLISHED = `SELECT m.id, m.rounds, m.segments, m.specialties, m.languages, m.region, m.history, m.conflict_companies AS "conflictCompanies", ${IS_FULL} AS "isFull",
    m.rating_count AS "ratingCount", m.rating_sum AS "ratingSum", m.sessions_completed AS "sessionsCompleted",
    coalesce((SELECT json_agg(json_build_array(o.currency, o.amount) ORDER BY o.amount, o.currency) FROM (
      SELECT currency, min(price_amount) AS amount FROM offerings
      WHERE mentor_id = m.id AND archived_at IS NULL AND active AND kind = 'session' GROUP BY currency) o), '[]') AS prices
  FROM mentors m WHERE m.state = 'published'`;

/** Published mentors, and which of them changed since one looked; for indexes kept in memory. */
@Injectable()
export class MentorFeed implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly sweeps: Sweeps,
  ) {}

  onModuleInit(): void {
    this.sweeps.register('mentor changes', 300, () => this.prune());
  }

  /** All published mentors in pages, by id. */
  async *all(pageSize = 10_000): AsyncGenerator<PublishedMentor[]> {
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const page = await rows<PublishedMentor>(
        this.database.manager,
        `${PUBLISHED} AND m.id > $1 ORDER BY m.id LIMIT $2`,
        [after, pageSize],
      );
      if (page.length > 0) yield page;
      if (page.length < pageSize) return;
      after = page.at(-1)?.id ?? after;
    }
  }

  /** Those of some mentors who are published. */
  of(ids: readonly string[]): Promise<PublishedMentor[]> {
    return rows(this.database.manager, `${PUBLISHED} AND m.id = ANY ($1)`, [ids]);
  }

  /** Where the feed stands now. */
  async place(): Promise<FeedPlace> {
    const found = await row<{ place: FeedPlace }>(
      this.database.manager,
      'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS place',
    );
    return found?.place ?? '0';
  }

  /**
   * Changes of transactions that may have ended since a place, and the next place. A transaction still open keeps the place
   * back, so that nothing is ever missed; the same change may therefore be told again.
   */
  async since(place: FeedPlace): Promise<{ changes: { mentorId: string; changedIn: string }[]; next: FeedPlace }> {
    const found = await row<{ changes: { mentorId: string; changedIn: string }[] | null; next: FeedPlace }>(
      this.database.manager,
      `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS next,
         (SELECT json_agg(json_build_object('mentorId', mentor_id, 'changedIn', changed_in::text)) FROM (
            SELECT DISTINCT mentor_id, changed_in FROM mentor_changes WHERE changed_in >= $1::xid8) c) AS changes`,
      [place],
    );
    return { changes: found?.changes ?? [], next: found?.next ?? place };
  }

  private async prune(): Promise<number> {
    const gone = await rows(
      this.database.manager,
      `DELETE FROM mentor_changes WHERE ctid IN (SELECT ctid FROM mentor_changes WHERE at < now() - make_interval(mins => $1) LIMIT 5000) RETURNING 1`,
      [KEPT_MINUTES],
    );
    return gone.length;
  }
}

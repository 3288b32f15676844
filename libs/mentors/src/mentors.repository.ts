import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, row, rows } from '#libs/platform';
import type { MentorState } from './domain/mentor-state.ts';
import { MentorEntity, type Policy, type Position } from './mentor.entity.ts';
import { OfferingEntity, type OfferingKind } from './offering.entity.ts';

/** What a directory card shows, as stored. `cheapest` is the lowest-priced active session of the mentor. */
export interface MentorRow {
  id: string;
  accountId: string;
  slug: string;
  displayName: string;
  headline: string;
  photoUrl: string | null;
  /** Takes new candidates: published, and below capacity. */
  accepting: boolean;
  region: string | null;
  timeZone: string;
  languages: string[];
  specialties: string[];
  rounds: string[];
  segments: string[];
  history: Position[];
  yearsOfExperience: number;
  ratingCount: number;
  ratingSum: number;
  sessionsCompleted: number;
  cheapest: {
    id: string;
    priceAmount: number;
    currency: string;
    durationMinutes: number;
    scheduleId: string | null;
  } | null;
}

/** An offering and its mentor, with all a booking needs to know of them. */
export interface BookableOffering {
  offeringId: string;
  kind: OfferingKind;
  title: string;
  description: string;
  durationMinutes: number;
  priceAmount: number;
  currency: string;
  requiresApproval: boolean;
  sessions: number | null;
  trial: boolean;
  scheduleId: string | null;
  offered: boolean;
  mentorId: string;
  mentorAccountId: string;
  mentorState: MentorState;
  mentorName: string;
  mentorSlug: string;
  mentorTimeZone: string;
  meetingUrl: string | null;
  policy: Policy;
  feePercent: number | null;
}

/** How many candidates of a mentor `m` have something booked ahead. */
const ACTIVE_CANDIDATES = `(SELECT count(DISTINCT b.candidate_id)::int FROM bookings b WHERE b.mentor_id = m.id AND b.state IN ('held', 'awaiting_mentor', 'confirmed'))`;
/** Whether a mentor `m` has as many candidates as they want. */
export const IS_FULL = `(m.capacity IS NOT NULL AND ${ACTIVE_CANDIDATES} >= m.capacity)`;

const CARD_COLUMNS = `m.id, m.account_id AS "accountId", m.slug, m.display_name AS "displayName", m.headline, CASE WHEN m.photo_problem IS NULL THEN m.photo_url END AS "photoUrl",
  (m.state = 'published' AND NOT ${IS_FULL}) AS accepting, m.region,
  m.time_zone AS "timeZone", m.languages, m.specialties, m.rounds, m.segments, m.history, m.years_of_experience AS "yearsOfExperience",
  m.rating_count AS "ratingCount", m.rating_sum AS "ratingSum", m.sessions_completed AS "sessionsCompleted"`;

/** Mentors $1 whose profiles may be read, with their cheapest session, in the currency $2 where one is told. */
const CARDS =
  'SELECT ' +
  CARD_COLUMNS +
  `, (SELECT jsonb_build_object('id', o.id, 'priceAmount', o.price_amount, 'currency', o.currency, 'durationMinutes', o.duration_minutes, 'scheduleId', o.schedule_id)
      FROM offerings o
      WHERE o.mentor_id = m.id AND o.archived_at IS NULL AND o.active AND o.kind = 'session' AND ($2::text IS NULL OR o.currency = $2)
      ORDER BY o.price_amount, o.id LIMIT 1) AS cheapest
   FROM mentors m WHERE m.state IN ('published', 'paused') AND m.id = ANY ($1)`;

/** So many profiles at most fit a text: the best ones. */
const MOST_BY_TEXT = 1_000;

@Injectable()
export class MentorsRepository {
  constructor(private readonly database: Database) {}

  /** What cards show of mentors whose profiles may be read, in no order. */
  cards(ids: readonly string[], currency?: string): Promise<MentorRow[]> {
    return rows(this.database.manager, CARDS, [ids, currency ?? null]);
  }

  /** Cards of the best rated mentors with a session in a currency. */
  async bestRated(currency: string, limit: number): Promise<MentorRow[]> {
    const best = await rows<{ id: string }>(
      this.database.manager,
      `SELECT m.id FROM mentors m WHERE m.state = 'published' AND EXISTS (
         SELECT FROM offerings o WHERE o.mentor_id = m.id AND o.archived_at IS NULL AND o.active AND o.kind = 'session' AND o.currency = $1)
       ORDER BY (m.rating_sum + 23)::float8 / (m.rating_count + 5) DESC, m.id DESC LIMIT $2`,
      [currency, limit],
    );
    const found = new Map(
      (
        await this.cards(
          best.map(({ id }) => id),
          currency,
        )
      ).map((one) => [one.id, one]),
    );
    return best.flatMap(({ id }) => found.get(id) ?? []);
  }

  /** Published mentors whose profile has the words of a text, with how well it fits. */
  textSearch(q: string): Promise<{ id: string; rank: number }[]> {
    return rows(
      this.database.manager,
      `SELECT id, rank FROM (SELECT id, ts_rank(search_vector, query)::float8 AS rank
         FROM mentors, websearch_to_tsquery('english', $1) AS query WHERE state = 'published' AND search_vector @@ query) found
       ORDER BY rank DESC, id LIMIT ${MOST_BY_TEXT}`,
      [q],
    );
  }

  /** Words of profiles that look like the given ones, nearest first. */
  nearestWords(words: readonly string[]): Promise<{ word: string; near: string[] }[]> {
    return rows(
      this.database.manager,
      `SELECT wanted.word, ARRAY(SELECT s.word FROM search_words s ORDER BY s.word <-> wanted.word, s.word LIMIT 12) AS near
       FROM unnest($1::text[]) AS wanted (word)`,
      [words],
    );
  }

  /** Candidates of a mentor with something booked ahead. */
  async activeCandidates(tx: EntityManager, id: string): Promise<number> {
    const found = await row<{ count: number }>(
      tx,
      `SELECT ${ACTIVE_CANDIDATES} AS count FROM mentors m WHERE m.id = $1`,
      [id],
    );
    return found?.count ?? 0;
  }

  find(tx: EntityManager, id: string): Promise<MentorEntity | null> {
    return tx.findOneBy(MentorEntity, { id });
  }

  byAccount(tx: EntityManager, accountId: string): Promise<MentorEntity | null> {
    return tx.findOneBy(MentorEntity, { accountId });
  }

  lock(tx: EntityManager, id: string): Promise<MentorEntity | null> {
    return tx.findOne(MentorEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /** Offerings that are not archived, cheapest first. */
  offerings(tx: EntityManager, mentorId: string): Promise<OfferingEntity[]> {
    return tx
      .createQueryBuilder(OfferingEntity, 'o')
      .where('o.mentorId = :mentorId AND o.archivedAt IS NULL', { mentorId })
      .orderBy('o.priceAmount')
      .addOrderBy('o.id')
      .getMany();
  }

  /** Active sessions of many mentors in one query, for ranking. */
  activeSessions(mentorIds: string[]): Promise<OfferingEntity[]> {
    return this.database.manager
      .createQueryBuilder(OfferingEntity, 'o')
      .where('o.mentorId = ANY (:mentorIds) AND o.archivedAt IS NULL AND o.active AND o.kind = :kind', {
        mentorIds,
        kind: 'session',
      })
      .orderBy('o.priceAmount')
      .addOrderBy('o.id')
      .getMany();
  }

  bookable(tx: EntityManager, offeringId: string): Promise<BookableOffering | undefined> {
    return row(
      tx,
      `SELECT o.id AS "offeringId", o.kind, o.title, o.description, o.duration_minutes AS "durationMinutes", o.price_amount AS "priceAmount", o.currency,
         o.requires_approval AS "requiresApproval", o.sessions, o.trial, o.schedule_id AS "scheduleId", (o.active AND o.archived_at IS NULL) AS offered,
         m.id AS "mentorId", m.account_id AS "mentorAccountId", m.state AS "mentorState", m.display_name AS "mentorName", m.slug AS "mentorSlug", m.time_zone AS "mentorTimeZone", m.meeting_url AS "meetingUrl", m.policy,
         m.fee_percent AS "feePercent"
       FROM offerings o JOIN mentors m ON m.id = o.mentor_id WHERE o.id = $1`,
      [offeringId],
    );
  }
}

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

export interface DirectorySearch {
  q?: string;
  specialty?: string[];
  round?: string[];
  segment?: string[];
  language?: string[];
  region?: string[];
  maxPrice?: number;
  currency?: string;
  minRating?: number;
  ids?: string[];
  sort: 'relevance' | 'rating' | 'price';
  after: [key: number, id: string] | null;
  limit: number;
}

const CARD_COLUMNS = `m.id, m.account_id AS "accountId", m.slug, m.display_name AS "displayName", m.headline, m.photo_url AS "photoUrl", m.region,
  m.time_zone AS "timeZone", m.languages, m.specialties, m.rounds, m.segments, m.history, m.years_of_experience AS "yearsOfExperience",
  m.rating_count AS "ratingCount", m.rating_sum AS "ratingSum", m.sessions_completed AS "sessionsCompleted"`;

const CHEAPEST = `LEFT JOIN LATERAL (
    SELECT o.id, o.price_amount, o.currency, o.duration_minutes, o.schedule_id FROM offerings o
    WHERE o.mentor_id = m.id AND o.archived_at IS NULL AND o.active AND o.kind = 'session' AND ($7::text IS NULL OR o.currency = $7)
    ORDER BY o.price_amount, o.id LIMIT 1) cheapest ON true`;

const SEARCH =
  'SELECT * FROM (SELECT ' +
  CARD_COLUMNS +
  `, CASE WHEN cheapest.id IS NULL THEN NULL ELSE jsonb_build_object('id', cheapest.id, 'priceAmount', cheapest.price_amount,
       'currency', cheapest.currency, 'durationMinutes', cheapest.duration_minutes, 'scheduleId', cheapest.schedule_id) END AS cheapest,
     (CASE $10::text
        WHEN 'price' THEN -coalesce(cheapest.price_amount, 2000000000)
        WHEN 'rating' THEN (m.rating_sum + 23)::float8 / (m.rating_count + 5)
        ELSE coalesce(ts_rank(m.search_vector, websearch_to_tsquery('english', $1)), 0) * 10 + (m.rating_sum + 23)::float8 / (m.rating_count + 5)
      END)::float8 AS key
   FROM mentors m ` +
  CHEAPEST +
  ` WHERE m.state = 'published'
     AND ($1::text IS NULL OR m.search_vector @@ websearch_to_tsquery('english', $1))
     AND ($2::text[] IS NULL OR m.specialties && $2) AND ($3::text[] IS NULL OR m.rounds && $3)
     AND ($4::text[] IS NULL OR m.segments && $4) AND ($5::text[] IS NULL OR m.languages && $5)
     AND ($6::text[] IS NULL OR m.region = ANY ($6))
     AND ($7::text IS NULL OR cheapest.id IS NOT NULL)
     AND ($8::integer IS NULL OR cheapest.price_amount <= $8)
     AND ($9::float8 IS NULL OR (m.rating_sum + 23)::float8 / (m.rating_count + 5) >= $9)
     AND ($13::uuid[] IS NULL OR m.id = ANY ($13))
  ) found
  WHERE $11::float8 IS NULL OR (key, id) < ($11, $12::uuid)
  ORDER BY key DESC, id DESC LIMIT $14`;

@Injectable()
export class MentorsRepository {
  constructor(private readonly database: Database) {}

  /** Published mentors that fit, best first, with the key each was sorted by. */
  search(search: DirectorySearch): Promise<(MentorRow & { key: number })[]> {
    return rows(this.database.manager, SEARCH, [
      search.q ?? null,
      search.specialty ?? null,
      search.round ?? null,
      search.segment ?? null,
      search.language ?? null,
      search.region ?? null,
      search.currency ?? null,
      search.maxPrice ?? null,
      search.minRating ?? null,
      search.sort,
      search.after?.[0] ?? null,
      search.after?.[1] ?? null,
      search.ids ?? null,
      search.limit,
    ]);
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

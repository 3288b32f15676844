import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Subject } from '#libs/payments';
import { changed, newId, row, rows } from '#libs/platform';
import { payerOf } from './booking-subject.ts';
import { BookingEntity, BookingHistoryEntity, CancellationQuoteEntity } from './bookings.entities.ts';
import type { BookingState } from './domain/booking-state.ts';
import { MISSED } from './domain/missed.ts';

export interface BookingFilter {
  candidateId?: string;
  mentorAccountId?: string;
  /** Either side. */
  partyId?: string;
  states?: BookingState[];
  from?: Date;
  to?: Date;
  after: [startsAt: string, id: string] | null;
  limit: number;
}

export interface Limits {
  /** Open holds of the candidate, a group counted once. */
  holds: number;
  /** Sessions the candidate missed in the last 90 days. */
  missed: number;
  /** The mentor has as many candidates as they want, and this is another one. */
  isFull: boolean;
}

@Injectable()
export class BookingsRepository {
  find(tx: EntityManager, id: string): Promise<BookingEntity | null> {
    return tx.findOneBy(BookingEntity, { id });
  }

  lock(tx: EntityManager, id: string): Promise<BookingEntity | null> {
    return tx.findOne(BookingEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  byRequestKey(tx: EntityManager, candidateId: string, requestKey: string): Promise<BookingEntity | null> {
    return tx.findOneBy(BookingEntity, { candidateId, requestKey });
  }

  /** Bookings by their own ids, series or request, locked in one order everywhere. */
  lockGroup(tx: EntityManager, ids: string[]): Promise<BookingEntity[]> {
    return tx
      .createQueryBuilder(BookingEntity, 'b')
      .where('b.id = ANY (:ids) OR b.seriesId = ANY (:ids) OR b.requestId = ANY (:ids)', { ids })
      .orderBy('b.id')
      .setLock('pessimistic_write')
      .getMany();
  }

  group(tx: EntityManager, id: string): Promise<BookingEntity[]> {
    return tx.find(BookingEntity, {
      where: [{ seriesId: id }, { requestId: id }],
      order: { startsAt: 'ASC', id: 'ASC' },
    });
  }

  /** What limits a candidate's new booking with a mentor, the wish `except` left out; ask while both people's rows are locked. */
  async limits(tx: EntityManager, candidateId: string, mentorId: string, except: string, now: Date): Promise<Limits> {
    const found = await row<Limits>(
      tx,
      `SELECT (SELECT count(DISTINCT coalesce(series_id, request_id, id))::int FROM bookings
           WHERE candidate_id = $1 AND state = 'held' AND hold_expires_at > $3 AND NOT priority AND coalesce(series_id, request_id, id) <> $4) AS holds,
         (SELECT count(*)::int FROM bookings WHERE candidate_id = $1 AND starts_at > $3::timestamptz - make_interval(days => $5) AND starts_at <= $3
           AND state = 'no_show' AND absent IN ('candidate', 'both')) AS missed,
         (SELECT m.capacity IS NOT NULL AND NOT EXISTS (SELECT FROM bookings WHERE mentor_id = m.id AND candidate_id = $1 AND state IN ('held', 'awaiting_mentor', 'confirmed'))
             AND (SELECT count(DISTINCT candidate_id) FROM bookings WHERE mentor_id = m.id AND state IN ('held', 'awaiting_mentor', 'confirmed')) >= m.capacity
           FROM mentors m WHERE m.id = $2) AS "isFull"`,
      [candidateId, mentorId, now, except, MISSED.days],
    );
    return found ?? { holds: 0, missed: 0, isFull: false };
  }

  /** Sessions a candidate has missed of late. */
  async missed(tx: EntityManager, candidateId: string, now: Date): Promise<number> {
    const found = await row<{ count: number }>(
      tx,
      `SELECT count(*)::int AS count FROM bookings WHERE candidate_id = $1 AND starts_at > $2::timestamptz - make_interval(days => $3) AND starts_at <= $2
         AND state = 'no_show' AND absent IN ('candidate', 'both')`,
      [candidateId, now, MISSED.days],
    );
    return found?.count ?? 0;
  }

  /** Whether a candidate has a paid session with a mentor, ahead or behind. */
  async hasPaid(tx: EntityManager, candidateId: string, mentorId: string): Promise<boolean> {
    const found = await row<{ paid: boolean }>(
      tx,
      `SELECT EXISTS (SELECT FROM bookings WHERE candidate_id = $1 AND mentor_id = $2 AND state IN ('confirmed', 'completed', 'no_show')
         AND (price_amount > 0 OR entitlement_id IS NOT NULL)) AS paid`,
      [candidateId, mentorId],
    );
    return found?.paid ?? false;
  }

  /** Latest start first, stable under inserts. */
  list(tx: EntityManager, filter: BookingFilter): Promise<BookingEntity[]> {
    const query = tx
      .createQueryBuilder(BookingEntity, 'b')
      .orderBy('b.startsAt', 'DESC')
      .addOrderBy('b.id', 'DESC')
      .limit(filter.limit);
    if (filter.candidateId) query.andWhere('b.candidateId = :candidateId', filter);
    if (filter.mentorAccountId) query.andWhere('b.mentorAccountId = :mentorAccountId', filter);
    if (filter.partyId) query.andWhere('(b.candidateId = :partyId OR b.mentorAccountId = :partyId)', filter);
    if (filter.states) query.andWhere('b.state = ANY (:states)', filter);
    if (filter.from) query.andWhere('b.startsAt >= :from', filter);
    if (filter.to) query.andWhere('b.startsAt < :to', filter);
    if (filter.after) query.andWhere('(b.startsAt, b.id) < (:at, :id)', { at: filter.after[0], id: filter.after[1] });
    return query.getMany();
  }

  history(tx: EntityManager, bookingIds: string[]): Promise<BookingHistoryEntity[]> {
    return tx
      .createQueryBuilder(BookingHistoryEntity, 'h')
      .where('h.bookingId = ANY (:bookingIds)', { bookingIds })
      .orderBy('h.at')
      .addOrderBy('h.id')
      .getMany();
  }

  async addHistory(
    tx: EntityManager,
    item: Pick<BookingHistoryEntity, 'bookingId' | 'at' | 'toState' | 'event' | 'by'> & Partial<BookingHistoryEntity>,
  ): Promise<BookingHistoryEntity> {
    const stored = { id: newId(), fromState: null, reason: null, movedFrom: null, movedTo: null, ...item };
    await tx.insert(BookingHistoryEntity, stored);
    return stored;
  }

  quote(tx: EntityManager, id: string, bookingId: string, accountId: string): Promise<CancellationQuoteEntity | null> {
    return tx.findOneBy(CancellationQuoteEntity, { id, bookingId, accountId });
  }

  /** What holds whose deadline has come are paid by, marked as being released; a mark older than `again` is taken up anew. */
  async dueHolds(tx: EntityManager, now: Date, again: Date, limit: number): Promise<Subject[]> {
    const due = await changed<{ id: string; seriesId: string | null; requestId: string | null }>(
      tx,
      `UPDATE bookings SET releasing_at = $1 WHERE id IN (
         SELECT id FROM bookings WHERE state = 'held' AND hold_expires_at <= $1 AND (releasing_at IS NULL OR releasing_at <= $2)
         ORDER BY hold_expires_at LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id, series_id AS "seriesId", request_id AS "requestId"`,
      [now, again, limit],
    );
    return due.map(payerOf);
  }

  /** Requests whose mentor has let the deadline pass. */
  async unanswered(tx: EntityManager, now: Date, limit: number): Promise<string[]> {
    const due = await rows<{ id: string }>(
      tx,
      `SELECT id FROM bookings WHERE state = 'awaiting_mentor' AND accepted_at IS NULL AND respond_by <= $1 ORDER BY respond_by LIMIT $2`,
      [now, limit],
    );
    return due.map(({ id }) => id);
  }

  /** Sessions without a replacement whose time to choose one is over. */
  async unrescued(tx: EntityManager, now: Date, limit: number): Promise<string[]> {
    const due = await rows<{ id: string }>(
      tx,
      'SELECT id FROM bookings WHERE rescue_until <= $1 ORDER BY rescue_until LIMIT $2',
      [now, limit],
    );
    return due.map(({ id }) => id);
  }

  /** Confirmed sessions that ended before `endedBefore` and that nobody claims absence about, locked. */
  ended(tx: EntityManager, endedBefore: Date, limit: number): Promise<BookingEntity[]> {
    return tx
      .createQueryBuilder(BookingEntity, 'b')
      .where(`b.state = 'confirmed' AND b.endsAt <= :endedBefore`, { endedBefore })
      .andWhere(
        `NOT EXISTS (SELECT 1 FROM absence_claims c WHERE c.booking_id = b.id AND c.state IN ('open', 'contested'))`,
      )
      .orderBy('b.endsAt')
      .limit(limit)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
  }

  /** Holds among `ids` that nobody else is moving just now, locked. */
  heldAmong(tx: EntityManager, ids: string[]): Promise<BookingEntity[]> {
    return tx
      .createQueryBuilder(BookingEntity, 'b')
      .where(`b.id = ANY (:ids) AND b.state = 'held'`, { ids })
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
  }
}

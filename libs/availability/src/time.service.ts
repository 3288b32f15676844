import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { changed, Clock, Events, execute, newId, notFound, rows } from '#libs/platform';
import { HoldsLapsed, TimeFreed } from './availability.events.ts';
import { AvailabilityRepository, type MentorTime } from './availability.repository.ts';
import { gapMinutes, reasonAgainst } from './domain/slots.ts';
import { MINUTE } from './domain/zone.ts';
import { refusal } from './refusal.ts';

/** A session's wish for the time of two people. */
export interface TimeClaim {
  subjectId: string;
  mentorId: string;
  mentorAccountId: string;
  candidateId: string;
  /** By whose hours; null: the mentor's default schedule. */
  scheduleId: string | null;
  startsAt: Date;
  durationMinutes: number;
  /** When the time falls back unless it is kept before; null: it is kept. */
  expiresAt: Date | null;
  /**
   * Other claims of the same wish, of which one will become firm: they may lie at one time for the candidate, whose time
   * is then only asked for (`tentative`); the mentors' is taken as ever.
   */
  rivals?: readonly string[];
}

/** How long anybody waits for another booking of the same person before the answer is `busy`. */
const LOCK_TIMEOUT = '2s';
/** No buffer is longer, so nothing further away than this can touch a session. */
const LONGEST_GAP_MINUTES = 120;

/**
 * People's time: taken, moved, kept and released in the transaction of the change that needs it. No other module writes
 * `occupied_time`, and its exclusion constraint `occupied_time_no_overlap` is the judge against double booking.
 */
@Injectable()
export class TimeService {
  constructor(
    private readonly repository: AvailabilityRepository,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /**
   * Locks everybody whose time a transaction will take, in order of id; needed before it takes that of several pairs.
   * @returns whether all their accounts are open: one that was just banned or deleted begins nothing new
   */
  async lock(tx: EntityManager, personIds: readonly string[]): Promise<boolean> {
    await tx.query("SELECT set_config('lock_timeout', $1, true)", [LOCK_TIMEOUT]);
    const people = await rows<{ isClosed: boolean }>(
      tx,
      'SELECT banned_at IS NOT NULL AS "isClosed" FROM accounts WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE',
      [personIds],
    );
    return people.every(({ isClosed }) => !isClosed);
  }

  /**
   * Takes the time of mentor and candidate, or refuses. Both people's rows are locked in order of id first: without
   * that, waiters on the constraint deadlock each other when the first of them rolls back.
   * @returns the gap after the session in minutes, as booked
   * @throws Problem `slot_taken`, `slot_unavailable`, `busy`, `not_found` (an account was closed)
   */
  async take(tx: EntityManager, claim: TimeClaim): Promise<number> {
    const time = await this.bookable(tx, claim);
    const gap = gapMinutes(time.schedule);
    await this.insert(tx, claim, gap, time.scheduleId);
    return gap;
  }

  /**
   * Moves a session to another bookable start: the old time is free exactly when the new one is taken.
   * @returns the gap after the session in minutes, by the present buffers
   * @throws Problem `slot_taken`, `slot_unavailable`, `busy`
   */
  async move(tx: EntityManager, claim: TimeClaim): Promise<number> {
    const time = await this.bookable(tx, claim);
    const gap = gapMinutes(time.schedule);
    await this.shift(tx, claim, gap);
    return gap;
  }

  /**
   * Moves a session to a start its mentor proposed: hours and notice do not bind the mentor, other sessions do.
   * @throws Problem `slot_taken`, `busy`
   */
  async moveAsProposed(tx: EntityManager, claim: TimeClaim, gap: number): Promise<void> {
    await this.lock(tx, [claim.mentorAccountId, claim.candidateId]);
    await this.removeLapsed(tx, claim);
    if (!(await this.isFree(tx, claim, gap))) throw refusal('taken');
    await this.shift(tx, claim, gap);
  }

  /** Takes time that was freed again, for a session already paid; only what occupies it stands against it. @returns whether it was free */
  async retake(tx: EntityManager, claim: TimeClaim, gap: number): Promise<boolean> {
    if (!(await this.lock(tx, [claim.mentorAccountId, claim.candidateId]))) return false;
    await this.removeLapsed(tx, claim);
    if (!(await this.isFree(tx, claim, gap))) return false;
    await this.insert(tx, claim, gap, claim.scheduleId);
    return true;
  }

  /** Makes held time permanent. @returns whether the subject still had it */
  async keep(tx: EntityManager, subjectId: string): Promise<boolean> {
    return (await execute(tx, 'UPDATE occupied_time SET expires_at = NULL WHERE subject_id = $1', [subjectId])) === 2;
  }

  /** Makes time that was only asked for the candidate's session; the constraint judges. */
  async firm(tx: EntityManager, subjectId: string): Promise<void> {
    await execute(
      tx,
      `UPDATE occupied_time SET kind = 'session', session_end = upper(during) WHERE subject_id = $1 AND kind = 'tentative'`,
      [subjectId],
    );
  }

  /** Moves the instant from which held time may be taken by others. */
  async extend(tx: EntityManager, subjectId: string, expiresAt: Date): Promise<void> {
    await execute(tx, 'UPDATE occupied_time SET expires_at = $2 WHERE subject_id = $1 AND expires_at IS NOT NULL', [
      subjectId,
      expiresAt,
    ]);
  }

  /** Gives the subject's time back. */
  async release(tx: EntityManager, subjectId: string): Promise<void> {
    const freed = await changed<{ personId: string; role: string }>(
      tx,
      'DELETE FROM occupied_time WHERE subject_id = $1 RETURNING person_id AS "personId", role',
      [subjectId],
    );
    for (const { personId, role } of freed)
      if (role === 'mentor') await this.events.publish(tx, new TimeFreed(personId));
  }

  /** The mentor's time with both people locked, when the start is bookable. @throws Problem */
  private async bookable(tx: EntityManager, claim: TimeClaim): Promise<MentorTime> {
    const now = this.clock.now();
    if (!(await this.lock(tx, [claim.mentorAccountId, claim.candidateId]))) throw notFound('offering');
    await this.removeLapsed(tx, claim);
    const start = claim.startsAt.getTime();
    const time = await this.repository.mentorTime(tx, claim, start, start + 1, now, claim.subjectId);
    if (!time) throw refusal('outside_hours');
    const reason = reasonAgainst({ ...time, durationMinutes: claim.durationMinutes, now: now.getTime() }, start);
    if (reason) throw refusal(reason);
    return time;
  }

  private async removeLapsed(tx: EntityManager, claim: TimeClaim): Promise<void> {
    const end = new Date(claim.startsAt.getTime() + (claim.durationMinutes + LONGEST_GAP_MINUTES) * MINUTE);
    const lapsed = await changed<{ subject_id: string }>(
      tx,
      `DELETE FROM occupied_time WHERE subject_id IN (
         SELECT subject_id FROM occupied_time WHERE person_id = ANY ($1) AND during && tstzrange($2, $3) AND expires_at <= $4)
       RETURNING subject_id`,
      [[claim.mentorAccountId, claim.candidateId], claim.startsAt, end, this.clock.now()],
    );
    if (lapsed.length > 0)
      await this.events.publish(tx, new HoldsLapsed([...new Set(lapsed.map(({ subject_id }) => subject_id))]));
  }

  /** Whether nothing else of either person lies there; asked while both are locked. */
  private async isFree(tx: EntityManager, claim: TimeClaim, gap: number): Promise<boolean> {
    const end = claim.startsAt.getTime() + claim.durationMinutes * MINUTE;
    const inTheWay = await rows(
      tx,
      `SELECT 1 FROM occupied_time WHERE subject_id <> $5 AND
         ((person_id = $1 AND during && tstzrange($3, $6)) OR (person_id = $2 AND during && tstzrange($3, $4) AND kind IN ('session', 'tentative')))
       LIMIT 1`,
      [
        claim.mentorAccountId,
        claim.candidateId,
        claim.startsAt,
        new Date(end),
        claim.subjectId,
        new Date(end + gap * MINUTE),
      ],
    );
    return inTheWay.length === 0;
  }

  private async shift(tx: EntityManager, claim: TimeClaim, gap: number): Promise<void> {
    const end = claim.startsAt.getTime() + claim.durationMinutes * MINUTE;
    const moved = await execute(
      tx,
      `UPDATE occupied_time SET session_end = $3, during = CASE role WHEN 'mentor' THEN tstzrange($2, $4) ELSE tstzrange($2, $3) END
       WHERE subject_id = $1 AND kind = 'session'`,
      [claim.subjectId, claim.startsAt, new Date(end), new Date(end + gap * MINUTE)],
    );
    if (moved !== 2) throw new Error(`session ${claim.subjectId} has ${moved} rows of time`);
    await this.events.publish(tx, new TimeFreed(claim.mentorAccountId));
  }

  /** The rows of mentor and candidate, unless the candidate has asked for that time elsewhere. */
  private async insert(tx: EntityManager, claim: TimeClaim, gap: number, scheduleId: string | null): Promise<void> {
    const end = claim.startsAt.getTime() + claim.durationMinutes * MINUTE;
    const taken = await rows(
      tx,
      `INSERT INTO occupied_time (id, person_id, role, kind, during, session_end, subject_id, schedule_id, expires_at)
       SELECT new.* FROM (VALUES
         ($1::uuid, $3::uuid, 'mentor', 'session', tstzrange($5, $7), $6::timestamptz, $8::uuid, $9::uuid, $10::timestamptz),
         ($2, $4::uuid, 'candidate', $11::text, tstzrange($5, $6), $6, $8, $9, $10)) AS new
       WHERE NOT EXISTS (SELECT 1 FROM occupied_time t WHERE t.person_id = $4 AND t.during && tstzrange($5, $6) AND t.subject_id <> ALL ($12::uuid[])
         AND (t.kind = 'tentative' OR (t.kind = 'session' AND $11 = 'tentative')) AND (t.expires_at IS NULL OR t.expires_at > $13))
       RETURNING id`,
      [
        newId(),
        newId(),
        claim.mentorAccountId,
        claim.candidateId,
        claim.startsAt,
        new Date(end),
        new Date(end + gap * MINUTE),
        claim.subjectId,
        scheduleId,
        claim.expiresAt,
        claim.rivals ? 'tentative' : 'session',
        claim.rivals ?? [],
        this.clock.now(),
      ],
    );
    if (taken.length !== 2) throw refusal('taken');
  }
}

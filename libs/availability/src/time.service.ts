import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { changed, Clock, Events, execute, newId, rows } from '#libs/platform';
import { AvailabilityRepository } from './availability.repository.ts';
import { gapMinutes, reasonAgainst } from './domain/slots.ts';
import { MINUTE } from './domain/zone.ts';
import { refusal } from './refusal.ts';

/** A session's wish for the time of two people. */
export interface TimeClaim {
  subjectId: string;
  mentorId: string;
  mentorAccountId: string;
  candidateId: string;
  startsAt: Date;
  durationMinutes: number;
  /** When the time falls back unless it is kept before; null: it is kept. */
  expiresAt: Date | null;
}

/** Holds that lost their time because their deadline had passed and someone else wanted it. */
export class HoldsLapsed {
  constructor(readonly subjectIds: string[]) {}
}

/** How long anybody waits for another booking of the same person before the answer is `busy`. */
const LOCK_TIMEOUT = '2s';

/**
 * People's time: taken, kept and released in the transaction of the change that needs it. No other module writes
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
   * Takes the time of mentor and candidate, or refuses. Both people's rows are locked in order of id first: without
   * that, waiters on the constraint deadlock each other when the first of them rolls back.
   * @returns the gap after the session in minutes, as booked
   * @throws Problem `slot_taken`, `slot_unavailable`, `busy`
   */
  async take(tx: EntityManager, claim: TimeClaim): Promise<number> {
    const now = this.clock.now();
    await this.lockPeople(tx, [claim.mentorAccountId, claim.candidateId]);
    await this.removeLapsed(tx, claim, now);
    const start = claim.startsAt.getTime();
    const time = (await this.repository.mentorTimes(tx, [claim.mentorId], start, start + 1, now)).get(claim.mentorId);
    const reason = time
      ? reasonAgainst({ ...time, durationMinutes: claim.durationMinutes, now: now.getTime() }, start)
      : 'outside_hours';
    if (reason) throw refusal(reason);
    const gap = gapMinutes(time?.schedule ?? { bufferBeforeMinutes: 0, bufferAfterMinutes: 0 });
    await this.insert(tx, claim, gap);
    return gap;
  }

  /** Takes time that was freed again, for a session already paid; only other sessions stand against it. @returns whether it was free */
  async retake(tx: EntityManager, claim: TimeClaim, gap: number): Promise<boolean> {
    await this.lockPeople(tx, [claim.mentorAccountId, claim.candidateId]);
    await this.removeLapsed(tx, claim, this.clock.now());
    const end = new Date(claim.startsAt.getTime() + (claim.durationMinutes + gap) * MINUTE);
    const inTheWay = await rows(
      tx,
      `SELECT 1 FROM occupied_time WHERE person_id = ANY ($1) AND during && tstzrange($2, $3)
         AND (kind = 'session' OR role = 'mentor') LIMIT 1`,
      [[claim.mentorAccountId, claim.candidateId], claim.startsAt, end],
    );
    if (inTheWay.length > 0) return false;
    await this.insert(tx, claim, gap);
    return true;
  }

  /** Makes held time permanent. @returns whether the subject still had it */
  async keep(tx: EntityManager, subjectId: string): Promise<boolean> {
    return (await execute(tx, 'UPDATE occupied_time SET expires_at = NULL WHERE subject_id = $1', [subjectId])) === 2;
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
    await execute(tx, 'DELETE FROM occupied_time WHERE subject_id = $1', [subjectId]);
  }

  private async lockPeople(tx: EntityManager, ids: string[]): Promise<void> {
    await tx.query("SELECT set_config('lock_timeout', $1, true)", [LOCK_TIMEOUT]);
    await rows(tx, 'SELECT id FROM accounts WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [ids]);
  }

  private async removeLapsed(tx: EntityManager, claim: TimeClaim, now: Date): Promise<void> {
    const end = new Date(claim.startsAt.getTime() + (claim.durationMinutes + 120) * MINUTE);
    const lapsed = await changed<{ subject_id: string }>(
      tx,
      `DELETE FROM occupied_time WHERE subject_id IN (
         SELECT subject_id FROM occupied_time WHERE person_id = ANY ($1) AND during && tstzrange($2, $3) AND expires_at <= $4)
       RETURNING subject_id`,
      [[claim.mentorAccountId, claim.candidateId], claim.startsAt, end, now],
    );
    if (lapsed.length > 0)
      await this.events.publish(tx, new HoldsLapsed([...new Set(lapsed.map(({ subject_id }) => subject_id))]));
  }

  private async insert(tx: EntityManager, claim: TimeClaim, gap: number): Promise<void> {
    const end = new Date(claim.startsAt.getTime() + claim.durationMinutes * MINUTE);
    await tx.query(
      `INSERT INTO occupied_time (id, person_id, role, kind, during, session_end, subject_id, expires_at) VALUES
         ($1, $3, 'mentor', 'session', tstzrange($5, $7), $6, $8, $9),
         ($2, $4, 'candidate', 'session', tstzrange($5, $6), $6, $8, $9)`,
      [
        newId(),
        newId(),
        claim.mentorAccountId,
        claim.candidateId,
        claim.startsAt,
        end,
        new Date(end.getTime() + gap * MINUTE),
        claim.subjectId,
        claim.expiresAt,
      ],
    );
  }
}

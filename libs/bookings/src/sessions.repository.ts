import { Injectable } from '@nestjs/common';
import { type EntityManager, In, MoreThan } from 'typeorm';
import { row, rows } from '#libs/platform';
import type { Party } from './domain/booking-state.ts';
import {
  AbsenceClaimEntity,
  BookingNoteEntity,
  RescheduleProposalEntity,
  SessionJoinEntity,
} from './session.entities.ts';

/** What happens around a session: proposals, claims, joins, notes. */
@Injectable()
export class SessionsRepository {
  async openProposals(tx: EntityManager, bookingIds: string[]): Promise<Map<string, RescheduleProposalEntity>> {
    const found = await tx.findBy(RescheduleProposalEntity, { bookingId: In(bookingIds), state: 'open' });
    return new Map(found.map((proposal) => [proposal.bookingId, proposal]));
  }

  async latestClaims(tx: EntityManager, bookingIds: string[]): Promise<Map<string, AbsenceClaimEntity>> {
    const found = await tx.find(AbsenceClaimEntity, { where: { bookingId: In(bookingIds) }, order: { id: 'ASC' } });
    return new Map(found.map((claim) => [claim.bookingId, claim]));
  }

  /** A claim with its lock; take the booking's lock before. */
  lockClaim(tx: EntityManager, id: string): Promise<AbsenceClaimEntity | null> {
    return tx.findOne(AbsenceClaimEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  claim(tx: EntityManager, id: string): Promise<AbsenceClaimEntity | null> {
    return tx.findOneBy(AbsenceClaimEntity, { id });
  }

  claimsInState(
    tx: EntityManager,
    state: AbsenceClaimEntity['state'],
    after: string | null,
    limit: number,
  ): Promise<AbsenceClaimEntity[]> {
    return tx.find(AbsenceClaimEntity, {
      where: { state, ...(after !== null && { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit,
    });
  }

  /** Claims nobody has answered in time. */
  async unansweredClaims(tx: EntityManager, now: Date, limit: number): Promise<string[]> {
    const due = await rows<{ id: string }>(
      tx,
      `SELECT id FROM absence_claims WHERE state = 'open' AND answer_by <= $1 ORDER BY answer_by LIMIT $2`,
      [now, limit],
    );
    return due.map(({ id }) => id);
  }

  /** Notes that a party opened the room; only the first time counts. */
  async noteJoin(tx: EntityManager, bookingId: string, role: Party, at: Date): Promise<void> {
    await row(
      tx,
      'INSERT INTO session_joins (booking_id, role, joined_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [bookingId, role, at],
    );
  }

  joins(tx: EntityManager, bookingId: string): Promise<SessionJoinEntity[]> {
    return tx.findBy(SessionJoinEntity, { bookingId });
  }

  notes(tx: EntityManager, bookingId: string): Promise<BookingNoteEntity[]> {
    return tx.findBy(BookingNoteEntity, { bookingId });
  }
}

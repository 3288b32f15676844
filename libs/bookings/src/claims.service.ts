import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MentorsService } from '#libs/mentors';
import { Clock, Database, Events, newId, notFound, type Principal, Problem, SWEEP_BATCH } from '#libs/platform';
import { BookingMoves } from './booking-moves.ts';
import { forParty, partyOf } from './booking-views.ts';
import type { BookingEntity } from './bookings.entities.ts';
import { AbsenceClaimed, AbsenceDecided, CandidateRestricted } from './bookings.events.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { type ClaimResponse, toClaim } from './claim.dto.ts';
import { type Absence, type Actor, nextState, type Party } from './domain/booking-state.ts';
import { CLAIM_DECISION_HOURS, claimAnswerBy, hoursAfter, mayClaimAbsence } from './domain/deadlines.ts';
import { MISSED } from './domain/missed.ts';
import { RescueService } from './rescue.service.ts';
import { AbsenceClaimEntity } from './session.entities.ts';
import { SessionsRepository } from './sessions.repository.ts';

/** Who was not there: claimed by a party, answered by the other, decided by an admin where they disagree. */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly database: Database,
    private readonly repository: BookingsRepository,
    private readonly sessions: SessionsRepository,
    private readonly moves: BookingMoves,
    private readonly mentors: MentorsService,
    private readonly rescue: RescueService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /**
   * Says that the other party was absent; the other may answer for 48 hours. When each of them opened the room is
   * attached. @throws Problem `invalid_state`, `policy_violation`, `already_exists`
   */
  async claim(person: Principal, bookingId: string, absent: Party, text: string): Promise<ClaimResponse> {
    return this.database.transaction(async (tx) => {
      const { booking, party } = forParty(await this.repository.lock(tx, bookingId), person);
      const now = this.clock.now();
      if (absent === party)
        throw new Problem('policy_violation', 'Say whether the other side was absent, not yourself.');
      if (nextState(booking.state, 'no_show', party) === null)
        throw new Problem('invalid_state', `A booking that is ${booking.state} cannot have been missed.`);
      if (!mayClaimAbsence(booking, now))
        throw new Problem(
          'policy_violation',
          'Absence is claimed from 10 minutes into the session until a day after its end.',
        );
      if (party === 'candidate' ? booking.candidateAttendedAt : booking.mentorAttendedAt)
        throw new Problem('policy_violation', 'You have said that this session took place.');
      const claim = tx.create(AbsenceClaimEntity, {
        id: newId(),
        bookingId,
        by: party,
        absent,
        text,
        evidence: await this.evidence(tx, bookingId),
        state: 'open',
        answerBy: claimAnswerBy(now),
        createdAt: now,
      });
      await tx.insert(AbsenceClaimEntity, claim);
      await this.events.publish(tx, new AbsenceClaimed(bookingId, claim.id, absent, claim.answerBy));
      return toClaim(await tx.findOneByOrFail(AbsenceClaimEntity, { id: claim.id }));
    });
  }

  /** Admits one's absence, or contests the claim with a text: then an admin decides. @throws Problem `not_found`, `invalid_state` */
  async answer(person: Principal, claimId: string, admits: boolean, text: string): Promise<ClaimResponse> {
    return this.withClaim(claimId, async (tx, booking, claim) => {
      if (partyOf(booking, person.accountId) !== claim.absent) throw notFound('claim');
      if (claim.state !== 'open') throw new Problem('invalid_state', `This claim is ${claim.state} already.`);
      if (!admits && text.trim() === '')
        throw new Problem('validation_failed', 'text: say what happened, an admin will read it.');
      const now = this.clock.now();
      Object.assign(claim, { answerText: text, answeredAt: now });
      if (admits) await this.end(tx, booking, claim, 'admitted', claim.absent, claim.absent);
      else Object.assign(claim, { state: 'contested', decideBy: hoursAfter(now, CLAIM_DECISION_HOURS) });
    });
  }

  /** Decides a contested claim, inside the admin's audited transaction. @throws Problem `not_found`, `invalid_state` */
  async decide(
    tx: EntityManager,
    adminId: string,
    claimId: string,
    outcome: Absence | 'none',
    reason: string,
  ): Promise<ClaimResponse> {
    return this.change(tx, claimId, async (booking, claim) => {
      if (claim.state !== 'open' && claim.state !== 'contested')
        throw new Problem('invalid_state', `This claim is ${claim.state} already.`);
      Object.assign(claim, { decidedBy: adminId, decisionReason: reason });
      await this.end(tx, booking, claim, 'decided', outcome, 'admin');
    });
  }

  /**
   * An admin says what became of a session; an open claim about it is decided with it.
   * @returns the state it was in @throws Problem `not_found`, `invalid_state`
   */
  async mark(
    tx: EntityManager,
    adminId: string,
    bookingId: string,
    outcome: Absence | 'none',
    reason: string,
  ): Promise<BookingEntity['state']> {
    const booking = await this.repository.lock(tx, bookingId);
    if (!booking) throw notFound('booking');
    const { state } = booking;
    const claim = (await this.sessions.latestClaims(tx, [bookingId])).get(bookingId);
    if (claim && (claim.state === 'open' || claim.state === 'contested')) {
      await this.decide(tx, adminId, claim.id, outcome, reason);
      if (outcome !== 'none') return state;
    }
    if (booking.endsAt > this.clock.now()) throw new Problem('invalid_state', 'The session has not ended yet.');
    if (outcome !== 'none') await this.miss(tx, booking, outcome, 'admin');
    else if (state !== 'completed') {
      await this.moves.move(tx, booking, 'complete', 'admin', reason);
      await this.mentors.countCompleted(tx, booking.mentorId);
    }
    return state;
  }

  /** Claims in a state, oldest first, after the one with the id `after`. */
  inState(state: AbsenceClaimEntity['state'], after: string | null, limit: number): Promise<AbsenceClaimEntity[]> {
    return this.sessions.claimsInState(this.database.manager, state, after, limit);
  }

  /** A claim nobody answers within 48 hours counts as admitted. */
  async admitUnanswered(): Promise<number> {
    const due = await this.sessions.unansweredClaims(this.database.manager, this.clock.now(), SWEEP_BATCH);
    for (const id of due)
      await this.withClaim(id, async (tx, booking, claim) => {
        if (claim.state === 'open' && claim.answerBy <= this.clock.now())
          await this.end(tx, booking, claim, 'admitted', claim.absent, 'clock');
      });
    return due.length;
  }

  private async end(
    tx: EntityManager,
    booking: BookingEntity,
    claim: AbsenceClaimEntity,
    state: 'admitted' | 'decided',
    outcome: Absence | 'none',
    by: Actor,
  ): Promise<void> {
    Object.assign(claim, { state, outcome, decidedAt: this.clock.now() });
    await tx.save(claim); // closed before the booking moves: an open claim keeps it from completing
    if (outcome !== 'none') await this.miss(tx, booking, outcome, by);
    await this.events.publish(tx, new AbsenceDecided(booking.id, claim.id, outcome));
  }

  private async miss(tx: EntityManager, booking: BookingEntity, absent: Absence, by: Actor): Promise<void> {
    const wasCompleted = booking.state === 'completed';
    const who = absent === 'both' ? 'Both were absent.' : `The ${absent} was absent.`;
    await this.moves.move(tx, booking, 'no_show', by, who, { absent });
    if (wasCompleted) await this.mentors.uncountCompleted(tx, booking.mentorId); // figures first, then the profile, as everywhere
    if (absent !== 'mentor') await this.warn(tx, booking);
    if (absent === 'mentor') await this.rescue.begin(tx, booking);
    if (absent === 'both') await this.rescue.refund(tx, booking, 'both were absent');
  }

  /** Tells a candidate once what missing that many sessions means. */
  private async warn(tx: EntityManager, { id, candidateId }: BookingEntity): Promise<void> {
    if ((await this.repository.missed(tx, candidateId, this.clock.now())) === MISSED.most)
      await this.events.publish(tx, new CandidateRestricted(id, candidateId));
  }

  private async evidence(tx: EntityManager, bookingId: string): Promise<AbsenceClaimEntity['evidence']> {
    const joins = await this.sessions.joins(tx, bookingId);
    const at = (role: Party): string | null => joins.find((one) => one.role === role)?.joinedAt.toISOString() ?? null;
    return { candidateJoinedAt: at('candidate'), mentorJoinedAt: at('mentor') };
  }

  private withClaim(
    claimId: string,
    work: (tx: EntityManager, booking: BookingEntity, claim: AbsenceClaimEntity) => Promise<void>,
  ): Promise<ClaimResponse> {
    return this.database.transaction((tx) => this.change(tx, claimId, (booking, claim) => work(tx, booking, claim)));
  }

  /** Locks booking and claim in this order, lets `work` change the claim, stores it. */
  private async change(
    tx: EntityManager,
    claimId: string,
    work: (booking: BookingEntity, claim: AbsenceClaimEntity) => Promise<void>,
  ): Promise<ClaimResponse> {
    const seen = await this.sessions.claim(tx, claimId);
    const booking = seen && (await this.repository.lock(tx, seen.bookingId));
    const claim = booking && (await this.sessions.lockClaim(tx, claimId));
    if (!claim) throw notFound('claim');
    await work(booking, claim);
    return toClaim(await tx.save(claim));
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TimeService } from '#libs/availability';
import { Clock, Database, Events, invalidField, newId, notFound, type Principal, Problem } from '#libs/platform';
import { EntitlementsService } from '#libs/prepaid';
import { BookingMoves } from './booking-moves.ts';
import { BookingViews } from './booking-views.ts';
import type { BookingResponse } from './bookings.dto.ts';
import type { BookingEntity } from './bookings.entities.ts';
import { BookingRescheduled, RescheduleProposed } from './bookings.events.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { BookingsService } from './bookings.service.ts';
import { claimOf } from './booking-subject.ts';
import { nextState, type Party } from './domain/booking-state.ts';
import { hoursAfter, minutesAfter, MOST_RESCHEDULES, RESCHEDULE_HOURS_BEFORE } from './domain/deadlines.ts';
import { RescheduleProposalEntity } from './session.entities.ts';

/** Moving a session: same booking, same payment, another time; the old one is free exactly when the new one is taken. */
@Injectable()
export class RescheduleService {
  constructor(
    private readonly database: Database,
    private readonly repository: BookingsRepository,
    private readonly bookings: BookingsService,
    private readonly moves: BookingMoves,
    private readonly views: BookingViews,
    private readonly time: TimeService,
    private readonly entitlements: EntitlementsService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /**
   * Moves a session to another bookable start, as its candidate: until a day before, at most twice.
   * @throws Problem `invalid_state`, `policy_violation`, `slot_taken`, `slot_unavailable` (with alternatives), `busy`
   */
  async move(candidate: Principal, id: string, startsAt: Date): Promise<BookingResponse> {
    const present = await this.repository.find(this.database.manager, id);
    if (present?.candidateId !== candidate.accountId) throw notFound('booking');
    const moved = await this.database
      .transaction(async (tx) => {
        const booking = await this.locked(tx, id);
        this.checkMovable(booking, 'candidate');
        this.checkLimits(booking);
        if (booking.startsAt.getTime() === startsAt.getTime())
          throw new Problem('policy_violation', 'The session is at that time already.');
        if (booking.entitlementId !== null) await this.entitlements.checkInside(tx, booking.entitlementId, startsAt);
        const gapMinutes = await this.time.move(tx, { ...claimOf(booking), startsAt });
        await this.store(tx, booking, startsAt, 'candidate', {
          gapMinutes,
          reschedules: booking.reschedules + 1,
        });
        return booking;
      })
      .catch((error: unknown) => this.bookings.withAlternatives(error, present, startsAt));
    return this.views.one(moved, candidate.accountId);
  }

  /** Proposes up to three other starts, as the mentor; an earlier open proposal is replaced. @throws Problem `invalid_state`, `validation_failed` */
  async propose(mentor: Principal, id: string, starts: Date[]): Promise<BookingResponse> {
    const booking = await this.database.transaction(async (tx) => {
      const locked = await this.locked(tx, id);
      if (locked.mentorAccountId !== mentor.accountId) throw notFound('booking');
      this.checkMovable(locked, 'mentor');
      const now = this.clock.now();
      starts.forEach((start, i) => {
        if (start <= now) throw invalidField(`startsAt[${i}]`, 'must lie in the future');
        if (start.getTime() === locked.startsAt.getTime()) throw invalidField(`startsAt[${i}]`, 'is the present time');
      });
      await this.close(tx, id, 'replaced');
      const proposal = { id: newId(), bookingId: id, startsAt: starts, state: 'open' as const, createdAt: now };
      await tx.insert(RescheduleProposalEntity, proposal);
      await this.events.publish(tx, new RescheduleProposed(id, proposal.id, starts));
      return locked;
    });
    return this.views.one(booking, mentor.accountId);
  }

  /** Takes one of the starts the mentor proposed. @throws Problem `not_found`, `invalid_state`, `validation_failed`, `slot_taken` */
  async acceptProposal(candidate: Principal, id: string, proposalId: string, startsAt: Date): Promise<BookingResponse> {
    const moved = await this.database.transaction(async (tx) => {
      const { booking, proposal } = await this.openProposal(tx, candidate, id, proposalId);
      this.checkMovable(booking, 'mentor');
      if (!proposal.startsAt.some((start) => start.getTime() === startsAt.getTime()))
        throw invalidField('startsAt', 'must be one of the proposed starts');
      if (startsAt <= this.clock.now()) throw new Problem('invalid_state', 'That time has passed.');
      await this.time.moveAsProposed(tx, { ...claimOf(booking), startsAt }, booking.gapMinutes);
      await this.close(tx, id, 'accepted');
      await this.store(tx, booking, startsAt, 'mentor');
      return booking;
    });
    return this.views.one(moved, candidate.accountId);
  }

  /** Keeps the present time. @throws Problem `not_found`, `invalid_state` */
  async declineProposal(candidate: Principal, id: string, proposalId: string): Promise<BookingResponse> {
    const booking = await this.database.transaction(async (tx) => {
      const found = await this.openProposal(tx, candidate, id, proposalId);
      await this.close(tx, id, 'declined');
      return found.booking;
    });
    return this.views.one(booking, candidate.accountId);
  }

  private async store(
    tx: EntityManager,
    booking: BookingEntity,
    startsAt: Date,
    by: Party,
    more: Partial<BookingEntity> = {},
  ): Promise<void> {
    const movedFrom = booking.startsAt;
    const changes = {
      ...more,
      startsAt,
      endsAt: minutesAfter(startsAt, booking.durationMinutes),
      sequence: booking.sequence + 1,
    };
    if (by === 'candidate') await this.close(tx, booking.id, 'replaced');
    await this.moves.move(tx, booking, 'reschedule', by, null, changes, { movedFrom, movedTo: startsAt });
    await this.events.publish(tx, new BookingRescheduled(booking.id, by, movedFrom));
  }

  private async close(
    tx: EntityManager,
    bookingId: string,
    state: 'accepted' | 'declined' | 'replaced',
  ): Promise<void> {
    await tx.update(RescheduleProposalEntity, { bookingId, state: 'open' }, { state, decidedAt: this.clock.now() });
  }

  private async openProposal(
    tx: EntityManager,
    candidate: Principal,
    id: string,
    proposalId: string,
  ): Promise<{ booking: BookingEntity; proposal: RescheduleProposalEntity }> {
    const booking = await this.locked(tx, id);
    if (booking.candidateId !== candidate.accountId) throw notFound('booking');
    const proposal = await tx.findOneBy(RescheduleProposalEntity, { id: proposalId, bookingId: id });
    if (!proposal) throw notFound('proposal');
    if (proposal.state !== 'open') throw new Problem('invalid_state', `This proposal is ${proposal.state} already.`);
    return { booking, proposal };
  }

  private async locked(tx: EntityManager, id: string): Promise<BookingEntity> {
    const booking = await this.repository.lock(tx, id);
    if (!booking) throw notFound('booking');
    return booking;
  }

  private checkMovable(booking: BookingEntity, by: Party): void {
    if (nextState(booking.state, 'reschedule', by) === null)
      throw new Problem('invalid_state', `A booking that is ${booking.state} cannot be moved.`);
    if (booking.startsAt <= this.clock.now()) throw new Problem('invalid_state', 'The session has begun.');
  }

  private checkLimits(booking: BookingEntity): void {
    if (booking.reschedules >= MOST_RESCHEDULES)
      throw new Problem(
        'policy_violation',
        `You have moved this session ${MOST_RESCHEDULES} times. Cancel it, or ask the mentor to propose a time.`,
      );
    if (this.clock.now() > hoursAfter(booking.startsAt, -RESCHEDULE_HOURS_BEFORE))
      throw new Problem(
        'policy_violation',
        `A session can be moved until ${RESCHEDULE_HOURS_BEFORE} hours before it. Ask the mentor to propose a time.`,
      );
  }
}

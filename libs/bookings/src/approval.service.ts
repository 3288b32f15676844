import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import type { EntityManager } from 'typeorm';
import { TimeService } from '#libs/availability';
import { CaptureService, type PaymentAuthorized, PaymentsService, type PaymentVoided } from '#libs/payments';
import { Clock, Database, Events, notFound, type Principal, Problem, SWEEP_BATCH } from '#libs/platform';
import { BookingMoves } from './booking-moves.ts';
import { BookingViews } from './booking-views.ts';
import type { BookingResponse } from './bookings.dto.ts';
import type { BookingEntity } from './bookings.entities.ts';
import { BookingConfirmed, BookingDeclined, BookingRequested, type DeclineReason } from './bookings.events.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { allocationOf, claimOf, payerOf } from './booking-subject.ts';
import { type Actor, nextState } from './domain/booking-state.ts';
import { respondBy } from './domain/deadlines.ts';

/** What a candidate or mentor reads when a request came to nothing. */
const REASONS: Readonly<Record<DeclineReason, string>> = {
  declined: 'The mentor declined.',
  no_answer: 'The mentor did not answer in time.',
  another_mentor: 'Another mentor accepted first.',
  authorization_lapsed: 'The bank let the authorization of the card lapse.',
};

/**
 * Offerings whose mentor accepts each request first: the card is authorized, the mentor answers, then the money is
 * captured or released. Of several mentors asked at once the first to accept gets the session.
 */
@Injectable()
export class ApprovalService {
  constructor(
    private readonly database: Database,
    private readonly repository: BookingsRepository,
    private readonly moves: BookingMoves,
    private readonly views: BookingViews,
    private readonly time: TimeService,
    private readonly payments: PaymentsService,
    private readonly captures: CaptureService,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {}

  /**
   * Accepts a request. The decision is kept at once, the money captured right after; when Stripe is silent just then, it
   * is captured later and the booking stays `awaiting_mentor` until it is.
   * @throws Problem `not_found`, `invalid_state`
   */
  async accept(mentor: Principal, id: string): Promise<BookingResponse> {
    const paymentId = await this.database.transaction(async (tx) => {
      const { booking, rivals } = await this.lockOfMentor(tx, mentor, id);
      if (nextState(booking.state, 'accept', 'mentor') === null || booking.acceptedAt !== null)
        throw new Problem(
          'invalid_state',
          `A booking that is ${booking.state} cannot be accepted${booking.acceptedAt ? ' again' : ''}.`,
        );
      if (booking.respondBy !== null && booking.respondBy <= this.clock.now())
        throw new Problem('invalid_state', 'The time to answer this request is over.');
      for (const rival of rivals) await this.decline(tx, rival, 'clock', 'another_mentor');
      await this.time.firm(tx, id);
      if (booking.priceAmount === 0) return this.confirm(tx, booking, 'mentor');
      return this.capture(tx, booking);
    });
    if (paymentId !== null) await this.performNow(paymentId);
    return this.views.one(await this.reload(id), mentor.accountId);
  }

  /** Declines a request; the card is released when nobody is left to answer. @throws Problem `not_found`, `invalid_state` */
  async refuse(mentor: Principal, id: string, reason: string): Promise<BookingResponse> {
    const paymentId = await this.database.transaction(async (tx) => {
      const { booking, rivals } = await this.lockOfMentor(tx, mentor, id);
      this.checkUndecided(booking);
      await this.decline(tx, booking, 'mentor', 'declined', reason);
      return rivals.length === 0 ? this.release(tx, booking) : null;
    });
    if (paymentId !== null) await this.performNow(paymentId);
    return this.views.one(await this.reload(id), mentor.accountId);
  }

  /** Ends requests whose mentor has let the deadline pass. */
  async lapseUnanswered(): Promise<number> {
    const due = await this.repository.unanswered(this.database.manager, this.clock.now(), SWEEP_BATCH);
    for (const id of due) await this.lapse(id);
    return due.length;
  }

  /** The card is authorized: everyone asked is told. Runs in the payment's transaction, with the bookings locked already. */
  async onAuthorized(tx: EntityManager, { subject, paymentId }: PaymentAuthorized): Promise<void> {
    const bookings = await this.repository.lockGroup(tx, [subject.id]);
    let asked = 0;
    for (const booking of bookings) if (await this.ask(tx, booking, bookings)) asked++;
    if (asked === 0) await this.captures.decide(tx, paymentId, 'void');
  }

  /** An authorization is gone although nobody has decided so: what waited for it is over. */
  async onVoided(tx: EntityManager, { subjects }: PaymentVoided): Promise<void> {
    for (const booking of await this.repository.lockGroup(
      tx,
      subjects.map(({ id }) => id),
    ))
      if (booking.state === 'awaiting_mentor') await this.decline(tx, booking, 'stripe', 'authorization_lapsed');
  }

  /** The money of an accepted request was captured. Runs in the payment's transaction. */
  async onCaptured(tx: EntityManager, booking: BookingEntity): Promise<void> {
    await this.time.firm(tx, booking.id);
    await this.confirm(tx, booking, booking.acceptedAt === null ? 'stripe' : 'mentor');
  }

  /** Releases the card of a request that nobody is left to answer. @returns the payment to perform it for */
  async release(tx: EntityManager, booking: BookingEntity): Promise<string | null> {
    const paymentId = await this.payments.authorized(tx, payerOf(booking).id);
    if (paymentId !== null) await this.captures.decide(tx, paymentId, 'void');
    return paymentId;
  }

  /** The other bookings of the same request that still wait for an answer. */
  rivalsOf(booking: BookingEntity, group: BookingEntity[]): BookingEntity[] {
    return group.filter(({ id, state }) => id !== booking.id && state === 'awaiting_mentor');
  }

  /** Does at Stripe now what was just decided; a job repeats it when that fails. No transaction may be open. */
  async performNow(paymentId: string): Promise<void> {
    await this.captures
      .perform(paymentId)
      .catch((error: unknown) => this.logger.warn({ err: error, paymentId }, 'decided, but not done at Stripe yet'));
  }

  private async ask(tx: EntityManager, booking: BookingEntity, group: BookingEntity[]): Promise<boolean> {
    if (nextState(booking.state, 'authorize', 'stripe') === null) return booking.state === 'awaiting_mentor';
    const [now, answerBy] = [this.clock.now(), respondBy(booking, this.clock.now())];
    const rivals = booking.requestId === null ? undefined : group.map(({ id }) => id);
    const inTime = answerBy > now;
    const hasTime =
      inTime &&
      ((await this.time.keep(tx, booking.id)) ||
        (await this.time.retake(tx, { ...claimOf(booking), expiresAt: null, rivals }, booking.gapMinutes)));
    if (!hasTime) {
      if (booking.state === 'held') {
        await this.moves.move(tx, booking, 'expire', 'clock', inTime ? null : REASONS.no_answer);
        await this.time.release(tx, booking.id);
      }
      return false;
    }
    await this.moves.move(tx, booking, 'authorize', 'stripe', null, { respondBy: answerBy, releasingAt: null });
    await this.events.publish(tx, new BookingRequested(booking.id));
    return true;
  }

  private async lapse(id: string): Promise<void> {
    const paymentId = await this.database.transaction(async (tx) => {
      const [named] = await this.repository.lockGroup(tx, [id]);
      if (!named) return null;
      const group = await this.repository.lockGroup(tx, [payerOf(named).id]);
      const booking = group.find((one) => one.id === id);
      const isOver =
        booking?.state === 'awaiting_mentor' &&
        booking.acceptedAt === null &&
        booking.respondBy !== null &&
        booking.respondBy <= this.clock.now();
      if (!booking || !isOver) return null;
      await this.decline(tx, booking, 'clock', 'no_answer');
      return this.rivalsOf(booking, group).length === 0 ? this.release(tx, booking) : null;
    });
    if (paymentId !== null) await this.performNow(paymentId);
  }

  private async decline(
    tx: EntityManager,
    booking: BookingEntity,
    by: Actor,
    why: DeclineReason,
    reason: string = REASONS[why],
  ): Promise<void> {
    await this.moves.move(tx, booking, 'decline', by, reason);
    await this.time.release(tx, booking.id);
    await this.events.publish(tx, new BookingDeclined(booking.id, why));
  }

  private async confirm(tx: EntityManager, booking: BookingEntity, by: Actor): Promise<null> {
    await this.moves.move(tx, booking, 'accept', by, null, { confirmedAt: this.clock.now() });
    await this.events.publish(tx, new BookingConfirmed(booking.id));
    return null;
  }

  private async capture(tx: EntityManager, booking: BookingEntity): Promise<string> {
    const paymentId = await this.payments.authorized(tx, payerOf(booking).id);
    if (paymentId === null) throw new Problem('invalid_state', 'The card is not authorized any more.');
    if (booking.requestId !== null) await this.captures.assign(tx, paymentId, allocationOf(booking));
    await this.captures.decide(tx, paymentId, 'capture');
    await this.moves.note(tx, booking, { acceptedAt: this.clock.now() });
    return paymentId;
  }

  private async lockOfMentor(
    tx: EntityManager,
    mentor: Principal,
    id: string,
  ): Promise<{ booking: BookingEntity; rivals: BookingEntity[] }> {
    const named = await this.repository.find(tx, id);
    if (named?.mentorAccountId !== mentor.accountId) throw notFound('booking');
    const group = await this.repository.lockGroup(tx, [payerOf(named).id]);
    const booking = group.find((one) => one.id === id);
    if (!booking) throw notFound('booking');
    return { booking, rivals: this.rivalsOf(booking, group) };
  }

  private checkUndecided(booking: BookingEntity): void {
    if (booking.state === 'awaiting_mentor' && booking.acceptedAt !== null)
      throw new Problem('invalid_state', 'You have accepted this request already.');
  }

  private async reload(id: string): Promise<BookingEntity> {
    const booking = await this.repository.find(this.database.manager, id);
    if (!booking) throw notFound('booking');
    return booking;
  }
}

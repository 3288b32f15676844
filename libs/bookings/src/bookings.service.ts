import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AvailabilityService, TimeService } from '#libs/availability';
import { MentorsService } from '#libs/mentors';
import { CheckoutService, feeOf, StripeOutcomeUnknown } from '#libs/payments';
import {
  Clock,
  Database,
  decodeCursor,
  Events,
  newId,
  notFound,
  type Page,
  type Principal,
  Problem,
  toPage,
  toProblem,
} from '#libs/platform';
import { BookingMoves } from './booking-moves.ts';
import { BookingViews } from './booking-views.ts';
import type {
  BookingResponse,
  BookingsQuery,
  CheckoutResponse,
  CreateBooking,
  MentorBookingsQuery,
  OpenCheckout,
} from './bookings.dto.ts';
import { BookingEntity, type BookingHistoryEntity } from './bookings.entities.ts';
import { BookingConfirmed } from './bookings.events.ts';
import { BookingsRepository, type BookingFilter } from './bookings.repository.ts';

const HOLD_MINUTES = 15;
const MAX_HOLDS = 3;
/** How long a hold with an open payment page outlives its deadline while Stripe cannot be asked. */
export const RELEASE_GRACE_MINUTES = 5;
/** What a payment of this module is for. */
export const BOOKING = 'booking';

const MINUTE = 60_000;

/** Booking a session: hold, pay, read. */
@Injectable()
export class BookingsService {
  constructor(
    private readonly database: Database,
    private readonly repository: BookingsRepository,
    private readonly views: BookingViews,
    private readonly moves: BookingMoves,
    private readonly mentors: MentorsService,
    private readonly availability: AvailabilityService,
    private readonly time: TimeService,
    private readonly checkouts: CheckoutService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /**
   * Holds a free start for 15 minutes; a free offering is confirmed at once. With a request key the same request never
   * makes a second booking.
   * @throws Problem `slot_taken`, `slot_unavailable` (both with alternatives), `too_many_holds`, `policy_violation`, `not_found`, `busy`
   */
  async create(candidate: Principal, wanted: CreateBooking, requestKey: string | null): Promise<BookingResponse> {
    if (wanted.promoCode !== undefined) throw new Problem('promo_invalid', 'There is no such promo code.');
    const offering = await this.mentors.bookable(wanted.offeringId);
    if (offering.mentorAccountId === candidate.accountId)
      throw new Problem('policy_violation', 'You cannot book a session with yourself.');
    const earlier =
      requestKey === null
        ? null
        : await this.repository.byRequestKey(this.database.manager, candidate.accountId, requestKey);
    if (earlier) return this.views.one(earlier, candidate.accountId);
    const booking = this.draft(candidate, wanted, offering, requestKey);
    const refused = await this.availability.refusal(booking.mentorId, booking.durationMinutes, booking.startsAt);
    if (refused) throw refused;
    const created = await this.database
      .transaction((tx) => this.store(tx, booking))
      .catch((error: unknown) => this.withAlternatives(error, booking));
    return this.views.ofNew(booking, created, offering, candidate.name);
  }

  /**
   * The payment page of a hold; the same one while it is open.
   * @throws Problem `hold_expired`, `invalid_state`; StripeOutcomeUnknown (502): the hold stays and a retry works
   */
  async checkout(candidate: Principal, id: string, wanted: OpenCheckout): Promise<CheckoutResponse> {
    const paymentId = await this.database.transaction(async (tx) => {
      const booking = await this.repository.lock(tx, id);
      if (!booking || booking.candidateId !== candidate.accountId) throw notFound('booking');
      this.checkPayable(booking);
      await this.time.extend(tx, id, new Date(holdDeadline(booking).getTime() + RELEASE_GRACE_MINUTES * MINUTE));
      return this.checkouts.prepare(tx, {
        subject: { kind: BOOKING, id },
        payerId: candidate.accountId,
        mentorId: booking.mentorId,
        amount: booking.priceAmount,
        currency: booking.currency,
        feeAmount: feeOf(booking.priceAmount, booking.feePercent),
        description: `Session, ${booking.durationMinutes} minutes`,
        ...wanted,
      });
    });
    const { checkoutUrl, expiresAt } = await this.checkouts.open(paymentId).catch((error: unknown) => {
      throw error instanceof Problem ? error : new StripeOutcomeUnknown(error);
    });
    return { checkoutUrl, expiresAt: expiresAt.toISOString() };
  }

  /** One booking for a party or an admin. @throws Problem `not_found`, also when it is someone else's */
  async read(reader: Principal, id: string): Promise<BookingResponse> {
    const booking = await this.repository.find(this.database.manager, id);
    if (!booking || !this.mayRead(reader, booking)) throw notFound('booking');
    return this.views.one(booking, reader.accountId);
  }

  async list(account: Principal, query: BookingsQuery): Promise<Page<BookingResponse>> {
    const side =
      query.role === 'candidate'
        ? { candidateId: account.accountId }
        : query.role === 'mentor'
          ? { mentorAccountId: account.accountId }
          : { partyId: account.accountId };
    return this.page(account, { ...side, states: query.state }, query);
  }

  async listOfMentor(account: Principal, query: MentorBookingsQuery): Promise<Page<BookingResponse>> {
    const range = {
      from: query.from === undefined ? undefined : new Date(query.from),
      to: query.to === undefined ? undefined : new Date(query.to),
    };
    return this.page(account, { mentorAccountId: account.accountId, states: query.state, ...range }, query);
  }

  /** Whether this person may see the booking: its two parties and admins. */
  mayRead(reader: Principal, booking: Pick<BookingEntity, 'candidateId' | 'mentorAccountId'>): boolean {
    return (
      reader.accountId === booking.candidateId ||
      reader.accountId === booking.mentorAccountId ||
      reader.roles.includes('admin')
    );
  }

  private async page(
    account: Principal,
    filter: Omit<BookingFilter, 'after' | 'limit'>,
    query: { limit: number; cursor?: string },
  ): Promise<Page<BookingResponse>> {
    const after = decodeCursor<[string, string]>(query.cursor, ['string', 'string']);
    const found = await this.repository.list(this.database.manager, { ...filter, after, limit: query.limit + 1 });
    const { data, nextCursor } = toPage(
      found,
      query.limit,
      (booking) => [booking.startsAt.toISOString(), booking.id],
      (booking) => booking,
    );
    return { data: await this.views.many(data, account.accountId), nextCursor };
  }

  private draft(
    candidate: Principal,
    wanted: CreateBooking,
    offering: Awaited<ReturnType<MentorsService['bookable']>>,
    requestKey: string | null,
  ): BookingEntity {
    const now = this.clock.now();
    const startsAt = new Date(wanted.startsAt);
    const isFree = offering.priceAmount === 0;
    return Object.assign(new BookingEntity(), {
      id: newId(),
      mentorId: offering.mentorId,
      mentorAccountId: offering.mentorAccountId,
      candidateId: candidate.accountId,
      offeringId: offering.offeringId,
      offeringKind: offering.kind,
      offering: {
        title: offering.title,
        description: offering.description,
        requiresApproval: offering.requiresApproval,
      },
      joinRoom: randomBytes(12).toString('hex'),
      durationMinutes: offering.durationMinutes,
      state: isFree ? ('confirmed' as const) : ('held' as const),
      startsAt,
      endsAt: new Date(startsAt.getTime() + offering.durationMinutes * MINUTE),
      timeZone: wanted.timeZone,
      holdExpiresAt: isFree ? null : new Date(now.getTime() + HOLD_MINUTES * MINUTE),
      releasingAt: null,
      priceAmount: offering.priceAmount,
      currency: offering.currency,
      feePercent: offering.feePercent,
      policy: offering.policy,
      intakeId: wanted.intakeId ?? null,
      goals: wanted.goals ?? null,
      requestKey,
      sequence: 0,
      cancelledBy: null,
      cancelReason: null,
      cancelRefundAmount: null,
      confirmedAt: isFree ? now : null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
  }

  private async store(tx: EntityManager, booking: BookingEntity): Promise<BookingHistoryEntity> {
    booking.gapMinutes = await this.time.take(tx, {
      subjectId: booking.id,
      ...booking,
      expiresAt: booking.holdExpiresAt,
    });
    if (
      booking.state === 'held' &&
      (await this.repository.openHolds(tx, booking.candidateId, booking.createdAt)) >= MAX_HOLDS
    ) {
      throw new Problem('too_many_holds', `You hold ${MAX_HOLDS} times already. Pay for one or cancel one first.`);
    }
    await tx.insert(BookingEntity, booking);
    const created = await this.repository.addHistory(tx, {
      bookingId: booking.id,
      at: booking.createdAt,
      fromState: null,
      toState: booking.state,
      event: 'create',
      by: 'candidate',
      reason: null,
    });
    if (booking.state === 'confirmed') await this.events.publish(tx, new BookingConfirmed(booking.id));
    return created;
  }

  /** Someone was faster after all: the refusal gets the nearest free starts. */
  private async withAlternatives(error: unknown, booking: BookingEntity): Promise<never> {
    const problem = toProblem(error);
    if (problem.code !== 'slot_taken' && problem.code !== 'slot_unavailable') throw error;
    const seen = await this.availability.refusal(booking.mentorId, booking.durationMinutes, booking.startsAt);
    throw seen ?? new Problem(problem.code, problem.detail, { alternatives: [booking.startsAt.toISOString()] });
  }

  private checkPayable(booking: BookingEntity): void {
    const isOver =
      booking.state === 'expired' || (booking.state === 'held' && holdDeadline(booking) <= this.clock.now());
    if (isOver) throw new Problem('hold_expired', 'The hold has ended. Choose a time again.');
    if (booking.state !== 'held')
      throw new Problem('invalid_state', `A booking that is ${booking.state} cannot be paid.`);
  }
}

const holdDeadline = (booking: BookingEntity): Date => booking.holdExpiresAt ?? booking.createdAt;

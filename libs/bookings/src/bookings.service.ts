import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AvailabilityService, type SessionWish } from '#libs/availability';
import { MentorsService } from '#libs/mentors';
import { PromoCodesService } from '#libs/payments';
import {
  Clock,
  Database,
  decodeCursor,
  notFound,
  type Page,
  type Principal,
  Problem,
  toPage,
  toProblem,
  Turns,
} from '#libs/platform';
import { EntitlementsService } from '#libs/prepaid';
import { BookingCheckout } from './checkout.service.ts';
import { BookingStore } from './booking-store.ts';
import { BookingViews, partyOf } from './booking-views.ts';
import type { BookingResponse, BookingsQuery, CreateBooking, MentorBookingsQuery } from './bookings.dto.ts';
import { BookingEntity } from './bookings.entities.ts';
import { type BookingFilter, BookingsRepository } from './bookings.repository.ts';
import { respondBy } from './domain/deadlines.ts';

/** Booking a session and reading bookings. */
@Injectable()
export class BookingsService {
  private readonly turns = new Turns();

  constructor(
    private readonly database: Database,
    private readonly repository: BookingsRepository,
    private readonly store: BookingStore,
    private readonly views: BookingViews,
    private readonly mentors: MentorsService,
    private readonly availability: AvailabilityService,
    private readonly checkout: BookingCheckout,
    private readonly promos: PromoCodesService,
    private readonly entitlements: EntitlementsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Holds a free start for 15 minutes; a free offering is confirmed, or asked of the mentor, at once. With a request key
   * the same request never makes a second booking.
   * @throws Problem `slot_taken`, `slot_unavailable` (both with alternatives), `too_many_holds`, `policy_violation`, `not_found`, `busy`
   */
  async create(candidate: Principal, wanted: CreateBooking, requestKey: string | null): Promise<BookingResponse> {
    const offering = await this.bookable(candidate, wanted.offeringId, wanted.entitlementId !== undefined);
    const earlier =
      requestKey === null
        ? null
        : await this.repository.byRequestKey(this.database.manager, candidate.accountId, requestKey);
    if (earlier) return this.views.one(earlier, candidate.accountId);
    const booking = this.store.draft({
      ...wanted,
      candidateId: candidate.accountId,
      offering,
      startsAt: new Date(wanted.startsAt),
      requestKey,
    });
    if (wanted.promoCode !== undefined) await this.promos.check(wanted.promoCode, wishOf(booking));
    await this.checkFree(booking);
    checkAnswerable(booking, this.clock.now());
    if (wanted.entitlementId !== undefined && wanted.promoCode !== undefined)
      throw new Problem('promo_invalid', 'What is prepaid needs no promo code.');
    const created = await this.turns
      .take(
        `${booking.mentorId} ${booking.startsAt.getTime()}`,
        () => this.database.transaction((tx) => this.insert(tx, booking, wanted)),
        () => this.checkFree(booking),
      )
      .catch((error: unknown) => this.withAlternatives(error, booking, booking.startsAt));
    const isSettled = wanted.promoCode !== undefined || wanted.entitlementId !== undefined;
    return isSettled
      ? this.views.one(await this.readable(candidate, booking.id), candidate.accountId)
      : this.views.ofNew(booking, created, offering, candidate.name);
  }

  /** Stores a booking with what takes over its price; where nothing is left to pay it is paid at once. */
  private async insert(tx: EntityManager, booking: BookingEntity, wanted: CreateBooking) {
    if (wanted.entitlementId !== undefined) await this.payPrepaid(tx, booking, wanted.entitlementId);
    const created = await this.store.insert(tx, booking);
    if (wanted.promoCode !== undefined) await this.discount(tx, booking, wanted.promoCode);
    const isPaid = booking.state === 'held' && (booking.entitlementId !== null || booking.priceAmount === 0);
    if (isPaid) await this.checkout.payAtOnce(tx, booking);
    return created;
  }

  private async payPrepaid(tx: EntityManager, booking: BookingEntity, entitlementId: string): Promise<void> {
    const { amount, ...paid } = await this.entitlements.consume(tx, entitlementId, booking);
    Object.assign(booking, paid, { priceAmount: amount, entitlementId });
    if (amount === 0) this.store.makeFree(booking);
  }

  /** Uses a promo code for a stored booking: people and bookings are locked before codes, as everywhere. */
  private async discount(tx: EntityManager, booking: BookingEntity, code: string): Promise<void> {
    const wish = wishOf(booking);
    const { promoCodeId, discount } = await this.promos.use(tx, code, { ...wish, subjectId: booking.id });
    const changes = { promoCodeId, discountAmount: discount, priceAmount: wish.price - discount };
    Object.assign(booking, changes);
    await tx.update(BookingEntity, { id: booking.id }, changes);
  }

  /**
   * The offering somebody wants to book; a package or plan is bought first, and then paid with.
   * @throws Problem `not_found`, `policy_violation`
   */
  async bookable(candidate: Principal, offeringId: string, isPrepaid = false) {
    const offering = await this.mentors.bookable(offeringId);
    if (offering.mentorAccountId === candidate.accountId)
      throw new Problem('policy_violation', 'You cannot book a session with yourself.');
    if ((offering.kind === 'package' || offering.kind === 'plan') && !isPrepaid)
      throw new Problem('policy_violation', `Buy this ${offering.kind} first, then pass its entitlementId.`);
    return offering;
  }

  /** One booking for a party or an admin. @throws Problem `not_found`, also when it is someone else's */
  async read(reader: Principal, id: string): Promise<BookingResponse> {
    return this.views.one(await this.readable(reader, id), reader.accountId);
  }

  /** The booking for a party or an admin, unmapped. @throws Problem `not_found` */
  async readable(reader: Principal, id: string): Promise<BookingEntity> {
    const booking = await this.repository.find(this.database.manager, id);
    const mayRead = booking && (partyOf(booking, reader.accountId) !== null || reader.roles.includes('admin'));
    if (!mayRead) throw notFound('booking');
    return booking;
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

  /** Everybody's bookings, for admins. */
  async listAll(admin: Principal, query: MentorBookingsQuery & { personId?: string }): Promise<Page<BookingResponse>> {
    const range = {
      from: query.from === undefined ? undefined : new Date(query.from),
      to: query.to === undefined ? undefined : new Date(query.to),
    };
    return this.page(admin, { partyId: query.personId, states: query.state, ...range }, query);
  }

  /** Someone was faster after all: the refusal gets the nearest free starts. */
  async withAlternatives(error: unknown, wish: SessionWish, start: Date): Promise<never> {
    const problem = toProblem(error);
    const isRefusal = problem.code === 'slot_taken' || problem.code === 'slot_unavailable';
    if (!isRefusal || problem.extras.alternatives) throw error;
    const seen = await this.availability.refusal(wish, start);
    throw seen ?? new Problem(problem.code, problem.detail, { alternatives: [start.toISOString()] });
  }

  /** A look without locks; most of a crowd is turned away by it. @throws Problem with alternatives */
  private async checkFree(booking: BookingEntity): Promise<void> {
    const refused = await this.availability.refusal(booking, booking.startsAt);
    if (refused) throw refused;
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
}

/** What a promo code would be used for. */
const wishOf = ({ candidateId, mentorId, offeringId, priceAmount, discountAmount, currency }: BookingEntity) => ({
  ...{ candidateId, mentorId, offeringId, currency },
  price: priceAmount + discountAmount,
});

/** A request that its mentor could not answer in time, once it is paid, is not made. @throws Problem `slot_unavailable` */
export function checkAnswerable(booking: BookingEntity, now: Date): void {
  const asked = booking.holdExpiresAt ?? now;
  if (booking.offering.requiresApproval && respondBy(booking, asked) <= asked)
    throw new Problem(
      'slot_unavailable',
      'This mentor accepts each request first, and there is no time left for that.',
    );
}

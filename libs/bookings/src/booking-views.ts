import { Injectable } from '@nestjs/common';
import { AccountsService } from '#libs/accounts';
import { MentorsService, policyText } from '#libs/mentors';
import { PaymentsService, type PaymentView } from '#libs/payments';
import { Database } from '#libs/platform';
import type { BookingMentor, BookingResponse, HistoryItem } from './bookings.dto.ts';
import type { BookingEntity, BookingHistoryEntity } from './bookings.entities.ts';
import { BookingsRepository } from './bookings.repository.ts';

/** Rooms people meet in; the room's name is unguessable. */
const ROOMS = 'https://meet.jit.si/session-';

/** Where a session takes place; shown to its two parties only. */
export const joinUrlOf = ({ joinRoom }: Pick<BookingEntity, 'joinRoom'>): string => ROOMS + joinRoom;

interface MentorNames {
  mentorId: string;
  mentorSlug: string;
  mentorName: string;
  mentorTimeZone: string;
}

interface Parts {
  mentor: BookingMentor;
  candidateName: string;
  payment: PaymentView | null;
  history: BookingHistoryEntity[];
}

/** Bookings as people see them; the same number of queries for one or a hundred. */
@Injectable()
export class BookingViews {
  constructor(
    private readonly database: Database,
    private readonly repository: BookingsRepository,
    private readonly mentors: MentorsService,
    private readonly accounts: AccountsService,
    private readonly payments: PaymentsService,
  ) {}

  /** One booking, with the candidate's words for the two parties. */
  async one(booking: BookingEntity, readerId: string): Promise<BookingResponse> {
    const [view] = await this.many([booking], readerId);
    const isParty = readerId === booking.candidateId || readerId === booking.mentorAccountId;
    return { ...(view as BookingResponse), goals: isParty ? booking.goals : null };
  }

  /** A booking just made by its candidate: everything to show is at hand. */
  ofNew(
    booking: BookingEntity,
    created: BookingHistoryEntity,
    mentor: MentorNames,
    candidateName: string,
  ): BookingResponse {
    const { mentorId: id, mentorSlug: slug, mentorName: displayName, mentorTimeZone: timeZone } = mentor;
    const parts = { mentor: { id, slug, displayName, timeZone }, candidateName, payment: null, history: [created] };
    return { ...toBooking(booking, booking.candidateId, parts), goals: booking.goals };
  }

  async many(bookings: BookingEntity[], readerId: string): Promise<BookingResponse[]> {
    if (bookings.length === 0) return [];
    const tx = this.database.manager;
    const ids = bookings.map(({ id }) => id);
    const priced = bookings.filter(({ priceAmount }) => priceAmount > 0).map(({ id }) => id);
    const [mentors, people, payments, history] = await Promise.all([
      this.mentors.names(tx, [...new Set(bookings.map(({ mentorId }) => mentorId))]),
      this.accounts.people(tx, [...new Set(bookings.map(({ candidateId }) => candidateId))]),
      this.payments.views(tx, 'booking', priced),
      this.repository.history(tx, ids),
    ]);
    const historyOf = Map.groupBy(history, ({ bookingId }) => bookingId);
    return bookings.map((booking) =>
      toBooking(booking, readerId, {
        mentor: mentors.get(booking.mentorId) ?? { id: booking.mentorId, slug: '', displayName: '', timeZone: 'UTC' },
        candidateName: people.get(booking.candidateId)?.name ?? '',
        payment: payments.get(booking.id) ?? null,
        history: historyOf.get(booking.id) ?? [],
      }),
    );
  }
}

function toBooking(
  booking: BookingEntity,
  readerId: string,
  { mentor, candidateName, payment, history }: Parts,
): BookingResponse {
  const price = { amount: booking.priceAmount, currency: booking.currency };
  const isParty = readerId === booking.candidateId || readerId === booking.mentorAccountId;
  return {
    id: booking.id,
    state: booking.state,
    mentor: { id: mentor.id, slug: mentor.slug, displayName: mentor.displayName, timeZone: mentor.timeZone },
    candidate: { id: booking.candidateId, name: candidateName },
    offering: {
      id: booking.offeringId,
      kind: booking.offeringKind,
      ...booking.offering,
      durationMinutes: booking.durationMinutes,
      price,
      sessions: null,
      active: true,
    },
    startsAt: booking.startsAt.toISOString(),
    endsAt: booking.endsAt.toISOString(),
    timeZone: booking.timeZone,
    holdExpiresAt: booking.state === 'held' ? (booking.holdExpiresAt?.toISOString() ?? null) : null,
    price,
    policy: booking.policy,
    policyText: policyText(booking.policy),
    payment,
    claim: null,
    history: history.map(toHistory),
    joinUrl: booking.state === 'confirmed' && isParty ? joinUrlOf(booking) : null,
    cancellation:
      booking.cancelledBy === null
        ? null
        : {
            by: booking.cancelledBy,
            reason: booking.cancelReason ?? '',
            refund: { amount: booking.cancelRefundAmount ?? 0, currency: booking.currency },
          },
    goals: null,
    version: booking.version,
  };
}

const toHistory = ({ at, fromState, toState, by, reason }: BookingHistoryEntity): HistoryItem => ({
  at: at.toISOString(),
  from: fromState,
  to: toState,
  by,
  reason,
});

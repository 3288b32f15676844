import { Injectable } from '@nestjs/common';
import { AccountsService } from '#libs/accounts';
import { type BookableOffering, type MentorNames, MentorsService, policyText } from '#libs/mentors';
import { PaymentsService, type PaymentView } from '#libs/payments';
import { Clock, Config, Database, notFound, type Principal } from '#libs/platform';
import type { BookingResponse, CalendarLinks, HistoryItem } from './bookings.dto.ts';
import type { BookingEntity, BookingHistoryEntity } from './bookings.entities.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { payerOf } from './booking-subject.ts';
import { type ClaimResponse, toClaim } from './claim.dto.ts';
import type { Party } from './domain/booking-state.ts';
import { googleLink, neutralTitle, outlookLink } from './domain/calendar-links.ts';
import { isJoinable } from './domain/deadlines.ts';
import { PersonalLinks } from './personal-links.ts';
import type { RescheduleProposalEntity } from './session.entities.ts';
import { SessionsRepository } from './sessions.repository.ts';

interface Parts {
  mentor: Pick<MentorNames, 'id' | 'slug' | 'displayName' | 'timeZone'>;
  candidateName: string;
  payment: PaymentView | null;
  history: BookingHistoryEntity[];
  claim: ClaimResponse | null;
  proposal: RescheduleProposalEntity | null;
}

/** Bookings as people see them; the same number of queries for one or a hundred. */
@Injectable()
export class BookingViews {
  constructor(
    private readonly database: Database,
    private readonly repository: BookingsRepository,
    private readonly sessions: SessionsRepository,
    private readonly mentors: MentorsService,
    private readonly accounts: AccountsService,
    private readonly payments: PaymentsService,
    private readonly links: PersonalLinks,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** One booking, with the candidate's words for the two parties. */
  async one(booking: BookingEntity, readerId: string): Promise<BookingResponse> {
    const [view] = await this.many([booking], readerId);
    return { ...(view as BookingResponse), goals: partyOf(booking, readerId) ? booking.goals : null };
  }

  /** A booking just made by its candidate: everything to show is at hand. */
  ofNew(
    booking: BookingEntity,
    created: BookingHistoryEntity,
    offering: BookableOffering,
    candidateName: string,
  ): BookingResponse {
    const { mentorId: id, mentorSlug: slug, mentorName: displayName, mentorTimeZone: timeZone } = offering;
    const parts = { mentor: { id, slug, displayName, timeZone }, candidateName, payment: null, history: [created] };
    return {
      ...this.toBooking(booking, booking.candidateId, { ...parts, claim: null, proposal: null }),
      goals: booking.goals,
    };
  }

  async many(bookings: BookingEntity[], readerId: string): Promise<BookingResponse[]> {
    if (bookings.length === 0) return [];
    const tx = this.database.manager;
    const ids = bookings.map(({ id }) => id);
    const priced = bookings.filter(({ priceAmount, discountAmount }) => priceAmount + discountAmount > 0);
    const [mentors, people, payments, history, claims, proposals] = await Promise.all([
      this.mentors.names(tx, [...new Set(bookings.map(({ mentorId }) => mentorId))]),
      this.accounts.people(tx, [...new Set(bookings.map(({ candidateId }) => candidateId))]),
      this.payments.views(tx, [...new Set(priced.flatMap((booking) => [booking.id, payerOf(booking).id]))]),
      this.repository.history(tx, ids),
      this.sessions.latestClaims(tx, ids),
      this.sessions.openProposals(tx, ids),
    ]);
    const historyOf = Map.groupBy(history, ({ bookingId }) => bookingId);
    return bookings.map((booking) =>
      this.toBooking(booking, readerId, {
        mentor: mentors.get(booking.mentorId) ?? { id: booking.mentorId, slug: '', displayName: '', timeZone: 'UTC' },
        candidateName: people.get(booking.candidateId)?.name ?? '',
        payment: payments.get(booking.id) ?? payments.get(payerOf(booking).id) ?? null,
        history: historyOf.get(booking.id) ?? [],
        claim: toClaim(claims.get(booking.id)),
        proposal: proposals.get(booking.id) ?? null,
      }),
    );
  }

  private toBooking(booking: BookingEntity, readerId: string, parts: Parts): BookingResponse {
    const { mentor, candidateName, payment, history, claim, proposal } = parts;
    const price = { amount: booking.priceAmount, currency: booking.currency };
    const party = partyOf(booking, readerId);
    const isConfirmed = booking.state === 'confirmed';
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
        price: { amount: booking.priceAmount + booking.discountAmount, currency: booking.currency },
        sessions: null,
        active: true,
      },
      startsAt: booking.startsAt.toISOString(),
      endsAt: booking.endsAt.toISOString(),
      timeZone: booking.timeZone,
      holdExpiresAt: booking.state === 'held' ? iso(booking.holdExpiresAt) : null,
      respondBy: booking.state === 'awaiting_mentor' ? iso(booking.respondBy) : null,
      price,
      discount: booking.discountAmount > 0 ? { amount: booking.discountAmount, currency: booking.currency } : null,
      entitlementId: booking.entitlementId,
      policy: booking.policy,
      policyText: policyText(booking.policy),
      payment,
      claim,
      history: history.map(toHistory),
      joinUrl:
        isConfirmed && party && isJoinable(booking, this.clock.now())
          ? this.links.urlOf('join', booking.id, party)
          : null,
      calendarLinks:
        isConfirmed && party ? this.calendarLinks(booking, party, mentor.displayName, candidateName) : null,
      cancellation:
        booking.cancelledBy === null
          ? null
          : {
              by: booking.cancelledBy,
              reason: booking.cancelReason ?? '',
              refund: { amount: booking.cancelRefundAmount ?? 0, currency: booking.currency },
            },
      absent: booking.absent,
      attended: { candidate: booking.candidateAttendedAt !== null, mentor: booking.mentorAttendedAt !== null },
      rescheduleProposal: proposal && {
        id: proposal.id,
        startsAt: proposal.startsAt.map((start) => start.toISOString()),
        createdAt: proposal.createdAt.toISOString(),
      },
      reschedules: booking.reschedules,
      replacementUntil: iso(booking.rescueUntil),
      replacementFor: booking.replacementFor,
      seriesId: booking.seriesId,
      requestId: booking.requestId,
      goals: null,
      version: booking.version,
    };
  }

  private calendarLinks(booking: BookingEntity, party: Party, mentor: string, candidate: string): CalendarLinks {
    const slot = {
      title: neutralTitle(party === 'candidate' ? mentor : candidate),
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
      location: this.links.urlOf('join', booking.id, party),
    };
    return {
      google: googleLink(slot),
      outlook: outlookLink(slot),
      ics: `${this.config.publicUrl}/v1/bookings/${booking.id}/calendar.ics`,
    };
  }
}

/** Which of the two parties somebody is; null for anyone else. */
export function partyOf(
  booking: Pick<BookingEntity, 'candidateId' | 'mentorAccountId'>,
  personId: string,
): Party | null {
  if (personId === booking.candidateId) return 'candidate';
  return personId === booking.mentorAccountId ? 'mentor' : null;
}

/** A booking for one of its two parties; to anyone else it does not exist. @throws Problem `not_found` */
export function forParty(booking: BookingEntity | null, person: Principal): { booking: BookingEntity; party: Party } {
  const party = booking && partyOf(booking, person.accountId);
  if (!party) throw notFound('booking');
  return { booking, party };
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const toHistory = ({ at, fromState, toState, by, reason, movedFrom, movedTo }: BookingHistoryEntity): HistoryItem => ({
  at: at.toISOString(),
  from: fromState,
  to: toState,
  by,
  reason,
  moved: movedFrom && movedTo ? { from: movedFrom.toISOString(), to: movedTo.toISOString() } : null,
});

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountsService, type Person } from '#libs/accounts';
import { AvailabilityService } from '#libs/availability';
import {
  type AbsenceClaimed,
  type AbsenceDecided,
  BOOKING,
  type BookingCancelled,
  type BookingCompleted,
  type BookingConfirmed,
  type BookingDeclined,
  type BookingEntity,
  type BookingRequested,
  type BookingRescheduled,
  BookingsRepository,
  type BookingUnpaid,
  type DeclineReason,
  type PaidTooLate,
  type Party,
  PersonalLinks,
  type PlaceOffered,
  type ReplacementsFound,
  type RescheduleProposed,
} from '#libs/bookings';
import { MentorsService, policyText } from '#libs/mentors';
import type { MessageWaiting } from '#libs/messages';
import type { RefundFailed, RefundSucceeded } from '#libs/payments';
import { Clock, Config, Database, type Money, rows, SWEEP_BATCH } from '#libs/platform';
import { REVIEW_DAYS, type ReviewPublished } from '#libs/reviews';
import { invitation, sessionOf } from './calendar.ts';
import { Notifier, type Told } from './notifier.ts';
import * as words from './templates.ts';

interface Side {
  role: Party;
  reader: Person;
  facts: words.SessionFacts;
}

const DECLINED: Readonly<Record<DeclineReason, string>> = {
  declined: 'The mentor cannot take it.',
  no_answer: 'The mentor did not answer in time.',
  another_mentor: 'Another mentor has accepted first.',
  authorization_lapsed: 'The bank let the authorization of the card lapse.',
};
const OUTCOMES: Readonly<Record<AbsenceDecided['outcome'], string>> = {
  candidate: 'the candidate was absent.',
  mentor: 'the mentor was absent, the price is given back or used for a replacement.',
  both: 'both were absent, the price is given back.',
  none: 'it counts as having taken place.',
};

/** Which mails a booking's changes send, and to whom. */
@Injectable()
export class BookingMails {
  constructor(
    private readonly bookings: BookingsRepository,
    private readonly links: PersonalLinks,
    private readonly accounts: AccountsService,
    private readonly mentors: MentorsService,
    private readonly availability: AvailabilityService,
    private readonly notifier: Notifier,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async onConfirmed(tx: EntityManager, { bookingId }: BookingConfirmed): Promise<void> {
    await this.toBoth(tx, bookingId, (booking, side) => ({
      effect: `confirmed:${bookingId}:${side.role}`,
      kind: 'booking_confirmed',
      words: words.confirmed({
        ...side.facts,
        joinUrl: this.links.urlOf('join', bookingId, side.role),
        paid: side.role === 'candidate' && booking.priceAmount > 0 ? priceOf(booking) : null,
        policy: policyText(booking.policy),
      }),
      calendar: { method: 'REQUEST', text: this.calendarOf('REQUEST', booking, side) },
    }));
  }

  async onRequested(tx: EntityManager, { bookingId }: BookingRequested): Promise<void> {
    await this.toBoth(tx, bookingId, (booking, side) => ({
      effect: `requested:${bookingId}:${side.role}`,
      kind: 'booking_requested',
      words: words.requested({
        ...side.facts,
        isMentor: side.role === 'mentor',
        answerBy: booking.respondBy ?? booking.startsAt,
        price: booking.priceAmount > 0 ? priceOf(booking) : null,
      }),
    }));
  }

  async onDeclined(tx: EntityManager, { bookingId, why }: BookingDeclined): Promise<void> {
    await this.toBoth(tx, bookingId, (booking, side) =>
      side.role === 'mentor' && why === 'declined'
        ? null // the mentor knows
        : {
            effect: `declined:${bookingId}:${side.role}`,
            kind: 'booking_declined',
            words: words.declined({
              ...side.facts,
              why: DECLINED[why],
              wasPaid: side.role === 'candidate' && booking.priceAmount > 0,
            }),
          },
    );
  }

  async onRescheduled(tx: EntityManager, { bookingId, by, movedFrom }: BookingRescheduled): Promise<void> {
    await this.toBoth(tx, bookingId, (booking, side) => ({
      effect: `rescheduled:${bookingId}:${booking.sequence}:${side.role}`,
      kind: 'booking_rescheduled',
      words: words.rescheduled({
        ...side.facts,
        movedFrom,
        byReader: by === side.role,
        joinUrl: this.links.urlOf('join', bookingId, side.role),
      }),
      calendar: { method: 'REQUEST', text: this.calendarOf('REQUEST', booking, side) },
    }));
  }

  async onCompleted(tx: EntityManager, { bookingId }: BookingCompleted): Promise<void> {
    await this.toBoth(tx, bookingId, (_, { role, facts }) => ({
      effect: `review-requested:${bookingId}:${role}`,
      kind: 'review_requested',
      words: words.reviewRequested({ ...facts, days: REVIEW_DAYS, url: this.reviewUrl(bookingId) }),
    }));
  }

  async onReviewed(tx: EntityManager, { reviewId, bookingId, by }: ReviewPublished): Promise<void> {
    await this.toOne(tx, bookingId, by === 'candidate' ? 'mentor' : 'candidate', (_, { facts }) => ({
      effect: `review-published:${reviewId}`,
      kind: 'review_published',
      words: words.reviewPublished({ ...facts, url: this.reviewUrl(bookingId) }),
    }));
  }

  async onMessage(tx: EntityManager, { messageId, threadId, readerId, fromName }: MessageWaiting): Promise<void> {
    const reader = (await this.accounts.people(tx, [readerId])).get(readerId);
    if (!reader) return;
    await this.notifier.tell(tx, {
      ...{ effect: `message:${messageId}`, kind: 'message', reader, about: { kind: 'thread', id: threadId } },
      words: words.messageWaiting(fromName, new URL('/messages', this.config.publicUrl).href),
    });
  }

  /**
   * Reminds both sides of sessions that begin within so many hours, once for each time a session was moved to. Whoever booked
   * later than that needs no reminder. A further one (`notWithin`) makes this one needless.
   */
  async remind(hours: number, notWithin: number): Promise<number> {
    const due = await rows<{ id: string; role: Party }>(
      this.database.manager,
      `SELECT b.id, side.role FROM bookings b
       CROSS JOIN LATERAL (VALUES ('candidate', b.candidate_id), ('mentor', b.mentor_account_id)) AS side (role, account_id)
       WHERE b.state = 'confirmed' AND b.starts_at > $1::timestamptz + make_interval(hours => $3) AND b.starts_at <= $1::timestamptz + make_interval(hours => $2)
         AND b.ends_at > $1 AND b.ends_at <= $1::timestamptz + make_interval(hours => $2 + 24) AND b.confirmed_at <= b.starts_at - make_interval(hours => $2)
         AND NOT EXISTS (SELECT FROM notifications n WHERE n.account_id = side.account_id AND n.effect = 'reminder-' || $2 || ':' || b.id || ':' || b.sequence || ':' || side.role)
       ORDER BY b.starts_at LIMIT $4`,
      [this.clock.now(), hours, notWithin, SWEEP_BATCH],
    );
    for (const { id, role } of due)
      await this.database.transaction((tx) =>
        this.toOne(tx, id, role, (booking, { facts }) => ({
          effect: `reminder-${hours}:${id}:${booking.sequence}:${role}`,
          kind: 'reminder',
          words: words.reminder({ ...facts, joinUrl: this.links.urlOf('join', id, role) }),
        })),
      );
    return due.length;
  }

  private reviewUrl(bookingId: string): string {
    return new URL(`/bookings/${bookingId}/review`, this.config.publicUrl).href;
  }

  async onProposed(tx: EntityManager, { bookingId, proposalId, startsAt }: RescheduleProposed): Promise<void> {
    await this.toOne(tx, bookingId, 'candidate', (_, { facts }) => ({
      effect: `proposed:${proposalId}`,
      kind: 'reschedule_proposed',
      words: words.proposed({ ...facts, starts: startsAt }),
    }));
  }

  async onClaimed(tx: EntityManager, { bookingId, claimId, absent, answerBy }: AbsenceClaimed): Promise<void> {
    await this.toOne(tx, bookingId, absent, (_, { facts }) => ({
      effect: `claimed:${claimId}`,
      kind: 'absence_claimed',
      words: words.claimed({ ...facts, answerBy }),
    }));
  }

  async onClaimEnded(tx: EntityManager, { bookingId, claimId, outcome }: AbsenceDecided): Promise<void> {
    await this.toBoth(tx, bookingId, (_, side) => ({
      effect: `claim-ended:${claimId}:${side.role}`,
      kind: 'absence_decided',
      words: words.claimEnded({ ...side.facts, outcome: OUTCOMES[outcome] }),
    }));
  }

  async onReplacements(tx: EntityManager, { bookingId, decideBy, options }: ReplacementsFound): Promise<void> {
    await this.toOne(tx, bookingId, 'candidate', (_, { facts }) => ({
      effect: `replacements:${bookingId}`,
      kind: 'replacements_found',
      words: words.replacements({
        ...facts,
        decideBy,
        options,
        url: `${this.config.publicUrl}/bookings/${bookingId}/replacements`,
      }),
    }));
  }

  async onPlaceOffered(tx: EntityManager, { bookingId }: PlaceOffered): Promise<void> {
    await this.toOne(tx, bookingId, 'candidate', (booking, { facts }) => ({
      effect: `place-offered:${bookingId}`,
      kind: 'waiting_list_offer',
      words: words.placeOffered({
        ...facts,
        heldUntil: booking.holdExpiresAt ?? booking.startsAt,
        url: this.links.urlOf('offers', bookingId, 'candidate'),
      }),
    }));
  }

  async onCancelled(tx: EntityManager, { bookingId, by, before }: BookingCancelled): Promise<void> {
    if (before === 'held') return; // nobody but the candidate knew of it
    await this.toBoth(tx, bookingId, (booking, side) => ({
      effect: `cancelled:${bookingId}:${side.role}`,
      kind: 'booking_cancelled',
      words: words.cancelled({
        ...side.facts,
        byReader: by === side.role,
        refund:
          side.role === 'candidate' && booking.priceAmount > 0
            ? { amount: booking.cancelRefundAmount ?? 0, currency: booking.currency }
            : null,
        replacementUntil: booking.rescueUntil,
      }),
      ...(before === 'confirmed' && {
        calendar: { method: 'CANCEL' as const, text: this.calendarOf('CANCEL', booking, side) },
      }),
    }));
  }

  async onRefunded(tx: EntityManager, { subject, refund }: RefundSucceeded): Promise<void> {
    if (subject.kind !== BOOKING || refund.destination === 'promo') return;
    const { id, amount, currency, destination } = refund;
    await this.toOne(tx, subject.id, 'candidate', (_, { facts }) => ({
      effect: `refunded:${id}`,
      kind: 'refund',
      words: words.refunded({ ...facts, amount: { amount, currency }, destination }),
    }));
  }

  async onRefundFailed(tx: EntityManager, { subject, refundId, attempt }: RefundFailed): Promise<void> {
    if (subject.kind !== BOOKING) return;
    await this.toOne(tx, subject.id, 'candidate', (_, { facts }) => ({
      effect: `refund-failed:${refundId}:${attempt}`,
      kind: 'refund_failed',
      words: words.refundFailed(facts),
    }));
  }

  async onUnpaid(tx: EntityManager, { bookingId }: BookingUnpaid): Promise<void> {
    await this.toOne(tx, bookingId, 'candidate', (_, { facts }) => ({
      effect: `unpaid:${bookingId}`,
      kind: 'payment_failed',
      words: words.unpaid(facts),
    }));
  }

  async onPaidTooLate(tx: EntityManager, { bookingId }: PaidTooLate): Promise<void> {
    const booking = await this.load(tx, bookingId);
    const alternatives = await this.availability.alternatives(booking, booking.startsAt, tx);
    await this.toOne(tx, bookingId, 'candidate', (_, { facts }) => ({
      effect: `paid-too-late:${bookingId}`,
      kind: 'booking_expired_but_paid',
      words: words.paidTooLate({ ...facts, amount: priceOf(booking), alternatives }),
    }));
  }

  private async toBoth(
    tx: EntityManager,
    bookingId: string,
    write: (booking: BookingEntity, side: Side) => Omit<Told, 'reader' | 'about'> | null,
  ): Promise<void> {
    const booking = await this.load(tx, bookingId);
    for (const side of await this.sides(tx, booking)) {
      const mail = write(booking, side);
      if (mail)
        await this.notifier.tell(tx, { ...mail, reader: side.reader, about: { kind: 'booking', id: bookingId } });
    }
  }

  private toOne(
    tx: EntityManager,
    bookingId: string,
    role: Party,
    write: (booking: BookingEntity, side: Side) => Omit<Told, 'reader' | 'about'>,
  ): Promise<void> {
    return this.toBoth(tx, bookingId, (booking, side) => (side.role === role ? write(booking, side) : null));
  }

  private async load(tx: EntityManager, id: string): Promise<BookingEntity> {
    const booking = await this.bookings.find(tx, id);
    if (!booking) throw new Error(`no booking ${id}`);
    return booking;
  }

  /** The candidate first, then the mentor, each with the other's name and their own zone. */
  private async sides(tx: EntityManager, booking: BookingEntity): Promise<Side[]> {
    const people = await this.accounts.people(tx, [booking.candidateId, booking.mentorAccountId]);
    const mentor = (await this.mentors.names(tx, [booking.mentorId])).get(booking.mentorId);
    const [candidate, coach] = [people.get(booking.candidateId), people.get(booking.mentorAccountId)];
    if (!candidate || !coach || !mentor) return [];
    const facts = { startsAt: booking.startsAt, durationMinutes: booking.durationMinutes };
    return [
      {
        role: 'candidate',
        reader: candidate,
        facts: { ...facts, withName: mentor.displayName, timeZone: booking.timeZone, locale: candidate.locale },
      },
      {
        role: 'mentor',
        reader: coach,
        facts: { ...facts, withName: candidate.name, timeZone: mentor.timeZone, locale: coach.locale },
      },
    ];
  }

  private calendarOf(method: 'REQUEST' | 'CANCEL', booking: BookingEntity, { role, reader, facts }: Side): string {
    const session = sessionOf(booking, facts.withName, this.links.urlOf('join', booking.id, role), this.clock.now());
    return invitation(method, {
      ...session,
      organizer: { name: 'Mentor Sessions', email: addressOf(this.config.mailFrom) },
      attendee: { name: reader.name, email: reader.email },
    });
  }
}

const addressOf = (from: string): string => /<([^>]+)>/.exec(from)?.[1] ?? from;
const priceOf = (booking: BookingEntity): Money => ({ amount: booking.priceAmount, currency: booking.currency });

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountsService, type Person } from '#libs/accounts';
import { AvailabilityService } from '#libs/availability';
import {
  type AbsenceClaimed,
  type AbsenceDecided,
  BOOKING,
  type BookingCancelled,
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
import type { RefundFailed, RefundSucceeded } from '#libs/payments';
import { Clock, Config, type Money } from '#libs/platform';
import { invitation, sessionOf } from './calendar.ts';
import { Mailer, type MailOrder } from './mailer.ts';
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
    private readonly mailer: Mailer,
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
    write: (booking: BookingEntity, side: Side) => Omit<MailOrder, 'recipient'> | null,
  ): Promise<void> {
    const booking = await this.load(tx, bookingId);
    for (const side of await this.sides(tx, booking)) {
      const mail = write(booking, side);
      if (mail) await this.mailer.order(tx, { ...mail, recipient: side.reader.email });
    }
  }

  private toOne(
    tx: EntityManager,
    bookingId: string,
    role: Party,
    write: (booking: BookingEntity, side: Side) => Omit<MailOrder, 'recipient'>,
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

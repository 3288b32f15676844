import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountsService, type Person } from '#libs/accounts';
import { AvailabilityService } from '#libs/availability';
import {
  BOOKING,
  type BookingCancelled,
  type BookingConfirmed,
  type BookingEntity,
  BookingsRepository,
  joinUrlOf,
  type PaidTooLate,
} from '#libs/bookings';
import { MentorsService, policyText } from '#libs/mentors';
import type { RefundSucceeded } from '#libs/payments';
import { Clock, Config, type Money } from '#libs/platform';
import { invitation } from './calendar.ts';
import { Mailer } from './mailer.ts';
import { cancelled, confirmed, neutralTitle, paidTooLate, refunded, type SessionFacts } from './templates.ts';

interface Side {
  role: 'candidate' | 'mentor';
  reader: Person;
  facts: SessionFacts;
}

/** Which mails a booking's changes send, and to whom. */
@Injectable()
export class BookingMails {
  constructor(
    private readonly bookings: BookingsRepository,
    private readonly accounts: AccountsService,
    private readonly mentors: MentorsService,
    private readonly availability: AvailabilityService,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async onConfirmed(tx: EntityManager, { bookingId }: BookingConfirmed): Promise<void> {
    const booking = await this.load(tx, bookingId);
    for (const side of await this.sides(tx, booking)) {
      const paid = side.role === 'candidate' && booking.priceAmount > 0 ? priceOf(booking) : null;
      await this.mailer.order(tx, {
        effect: `confirmed:${bookingId}:${side.role}`,
        kind: 'booking_confirmed',
        recipient: side.reader.email,
        words: confirmed({ ...side.facts, joinUrl: joinUrlOf(booking), paid, policy: policyText(booking.policy) }),
        calendar: { method: 'REQUEST', text: this.calendarOf('REQUEST', booking, side) },
      });
    }
  }

  async onCancelled(tx: EntityManager, { bookingId, by, wasConfirmed }: BookingCancelled): Promise<void> {
    if (!wasConfirmed) return; // nobody but the candidate knew of a hold
    const booking = await this.load(tx, bookingId);
    for (const side of await this.sides(tx, booking)) {
      const refund =
        side.role === 'candidate' && booking.priceAmount > 0
          ? { amount: booking.cancelRefundAmount ?? 0, currency: booking.currency }
          : null;
      await this.mailer.order(tx, {
        effect: `cancelled:${bookingId}:${side.role}`,
        kind: 'booking_cancelled',
        recipient: side.reader.email,
        words: cancelled({ ...side.facts, byReader: by === side.role, refund }),
        calendar: { method: 'CANCEL', text: this.calendarOf('CANCEL', booking, side) },
      });
    }
  }

  async onRefunded(tx: EntityManager, { subject, refundId, amount, currency }: RefundSucceeded): Promise<void> {
    if (subject.kind !== BOOKING) return;
    const [side] = await this.sides(tx, await this.load(tx, subject.id));
    if (side)
      await this.mailer.order(tx, {
        effect: `refunded:${refundId}`,
        kind: 'refund',
        recipient: side.reader.email,
        words: refunded({ ...side.facts, amount: { amount, currency } }),
      });
  }

  async onPaidTooLate(tx: EntityManager, { bookingId }: PaidTooLate): Promise<void> {
    const booking = await this.load(tx, bookingId);
    const alternatives = await this.availability.alternatives(
      booking.mentorId,
      booking.durationMinutes,
      booking.startsAt,
      tx,
    );
    const [side] = await this.sides(tx, booking);
    if (side)
      await this.mailer.order(tx, {
        effect: `paid-too-late:${bookingId}`,
        kind: 'booking_expired_but_paid',
        recipient: side.reader.email,
        words: paidTooLate({ ...side.facts, amount: priceOf(booking), alternatives }),
      });
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

  private calendarOf(method: 'REQUEST' | 'CANCEL', booking: BookingEntity, { reader, facts }: Side): string {
    const address = /<([^>]+)>/.exec(this.config.mailFrom)?.[1] ?? this.config.mailFrom;
    return invitation(method, {
      bookingId: booking.id,
      sequence: booking.sequence,
      title: neutralTitle(facts.withName),
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
      joinUrl: joinUrlOf(booking),
      organizer: { name: 'Mentor Sessions', email: address },
      attendee: { name: reader.name, email: reader.email },
      now: this.clock.now(),
    });
  }
}

const priceOf = (booking: BookingEntity): Money => ({ amount: booking.priceAmount, currency: booking.currency });

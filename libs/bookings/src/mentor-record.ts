import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { StandingService } from '#libs/mentors';
import { Clock, row } from '#libs/platform';
import type { BookingEntity } from './bookings.entities.ts';
import type { Actor, BookingEvent, BookingState } from './domain/booking-state.ts';
import { marksOf } from './domain/mentor-marks.ts';

/** Keeps a mentor's figures and standing with every move of their bookings, in its transaction. */
@Injectable()
export class MentorRecord {
  constructor(
    private readonly standing: StandingService,
    private readonly clock: Clock,
  ) {}

  /** A booking has just moved. */
  async note(
    tx: EntityManager,
    booking: BookingEntity,
    from: BookingState,
    event: BookingEvent,
    by: Actor,
  ): Promise<void> {
    const { id, mentorId, startsAt, absent, respondBy, acceptedAt } = booking;
    const now = this.clock.now();
    const { figures, incident } = marksOf({ from, event, by, startsAt, absent, respondBy, now });
    const answered = event === 'accept' || (event === 'decline' && by === 'mentor');
    if (answered) {
      const responseMinutes = await this.minutesToAnswer(tx, id, acceptedAt ?? now);
      await this.standing.count(tx, mentorId, { responseMinutes });
    } else if (figures) await this.standing.count(tx, mentorId, figures);
    if (incident) await this.standing.note(tx, mentorId, id, incident);
  }

  private async minutesToAnswer(tx: EntityManager, bookingId: string, at: Date): Promise<number | null> {
    const asked = await row<{ at: Date }>(
      tx,
      `SELECT at FROM booking_history WHERE booking_id = $1 AND to_state = 'awaiting_mentor' ORDER BY at, id LIMIT 1`,
      [bookingId],
    );
    return asked ? Math.max(0, Math.round((at.getTime() - asked.at.getTime()) / 60_000)) : null;
  }
}

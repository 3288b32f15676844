import { Injectable } from '@nestjs/common';
import { MentorsService } from '#libs/mentors';
import { SettlementsService } from '#libs/payouts';
import { Clock, Database, notFound, type Principal, Problem } from '#libs/platform';
import { BookingMoves } from './booking-moves.ts';
import { BOOKING } from './booking-subject.ts';
import { BookingViews, forParty } from './booking-views.ts';
import type { BookingResponse } from './bookings.dto.ts';
import type { BookingEntity } from './bookings.entities.ts';
import { BookingsRepository } from './bookings.repository.ts';
import type { Party } from './domain/booking-state.ts';
import { isJoinable, joinOpensAt } from './domain/deadlines.ts';
import { Meetings } from './meeting.ts';
import { PersonalLinks } from './personal-links.ts';
import { SessionsRepository } from './sessions.repository.ts';

/** A session as somebody with the link to join it sees it. */
export interface Doorway {
  opensAt: Date;
  startsAt: Date;
  endsAt: Date;
  /** The zone of the person whose link it is. */
  timeZone: string;
  isOpen: boolean;
}

/** Getting to the session, and saying that it took place. */
@Injectable()
export class AttendanceService {
  constructor(
    private readonly database: Database,
    private readonly repository: BookingsRepository,
    private readonly sessions: SessionsRepository,
    private readonly moves: BookingMoves,
    private readonly views: BookingViews,
    private readonly mentors: MentorsService,
    private readonly settlements: SettlementsService,
    private readonly meetings: Meetings,
    private readonly links: PersonalLinks,
    private readonly clock: Clock,
  ) {}

  /** The room, for a party, from a day before the session; when it was first opened is kept. @throws Problem `not_found`, `invalid_state` */
  async join(person: Principal, id: string): Promise<string> {
    const { booking, party } = forParty(await this.repository.find(this.database.manager, id), person);
    return this.enter(booking, party);
  }

  /** The room behind a party's own link. @throws Problem `not_found`, `invalid_state` */
  async joinByLink(token: string): Promise<string> {
    const { booking, party } = await this.behind(token);
    return this.enter(booking, party);
  }

  /** What the page behind a party's own link says; looking changes nothing, mail scanners look at every link. */
  async doorway(token: string): Promise<Doorway> {
    const { booking, party } = await this.behind(token);
    const mentor = (await this.mentors.names(this.database.manager, [booking.mentorId])).get(booking.mentorId);
    const { startsAt, endsAt } = booking;
    return {
      opensAt: joinOpensAt(booking),
      startsAt,
      endsAt,
      timeZone: party === 'candidate' ? booking.timeZone : (mentor?.timeZone ?? 'UTC'),
      isOpen: booking.state === 'confirmed' && isJoinable(booking, this.clock.now()),
    };
  }

  /**
   * A party says that the session took place; when both have, it is completed at once.
   * @throws Problem `not_found`, `invalid_state`
   */
  async attended(person: Principal, id: string): Promise<BookingResponse> {
    const booking = await this.database.transaction(async (tx) => {
      const { booking: locked, party } = forParty(await this.repository.lock(tx, id), person);
      const now = this.clock.now();
      if (locked.state !== 'confirmed' && locked.state !== 'completed')
        throw new Problem('invalid_state', `A booking that is ${locked.state} has not taken place.`);
      if (locked.endsAt > now) throw new Problem('invalid_state', 'The session has not ended yet.');
      const claim = (await this.sessions.latestClaims(tx, [id])).get(id);
      if (claim && (claim.state === 'open' || claim.state === 'contested'))
        throw new Problem('invalid_state', 'Absence is being claimed: answer the claim instead.');
      await this.moves.note(tx, locked, {
        ...(party === 'candidate' && { candidateAttendedAt: locked.candidateAttendedAt ?? now }),
        ...(party === 'mentor' && { mentorAttendedAt: locked.mentorAttendedAt ?? now }),
      });
      if (!locked.candidateAttendedAt || !locked.mentorAttendedAt) return locked;
      await this.settlements.schedule(tx, { kind: BOOKING, id }, now); // both agree: the mentor need not wait
      if (locked.state !== 'confirmed') return locked;
      await this.moves.move(tx, locked, 'complete', party);
      await this.mentors.countCompleted(tx, locked.mentorId);
      return locked;
    });
    return this.views.one(booking, person.accountId);
  }

  private async enter(booking: BookingEntity, party: Party): Promise<string> {
    const now = this.clock.now();
    if (booking.state !== 'confirmed')
      throw new Problem('invalid_state', `A booking that is ${booking.state} has no room.`);
    if (!isJoinable(booking, now))
      throw new Problem(
        'invalid_state',
        `The room is open from ${joinOpensAt(booking).toISOString()} until the session is over.`,
      );
    const mentor = (await this.mentors.names(this.database.manager, [booking.mentorId])).get(booking.mentorId);
    await this.sessions.noteJoin(this.database.manager, booking.id, party, now);
    return this.meetings.roomOf({ joinRoom: booking.joinRoom, meetingUrl: mentor?.meetingUrl ?? null });
  }

  private async behind(token: string): Promise<{ booking: BookingEntity; party: Party }> {
    const read = this.links.read('join', token);
    const booking = read && (await this.repository.find(this.database.manager, read.bookingId));
    if (!booking) throw notFound('session');
    return { booking, party: read.party };
  }
}

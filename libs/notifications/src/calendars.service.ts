import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccountsService } from '#libs/accounts';
import { type BookingEntity, BookingsRepository, BookingsService, partyOf, PersonalLinks } from '#libs/bookings';
import { MentorsService } from '#libs/mentors';
import { Clock, Config, Database, notFound, type Principal, Problem } from '#libs/platform';
import { publication, sessionOf } from './calendar.ts';
import { CalendarFeedEntity } from './calendar-feed.entity.ts';
import type { FeedResponse } from './calendars.dto.ts';

const DAY = 86_400_000;
/** A feed shows a month back and whatever is ahead. */
const BACK_DAYS = 30;
const MOST_SESSIONS = 500;

/** Sessions as iCalendar files: one by one, and as a private feed to subscribe to. */
@Injectable()
export class CalendarsService {
  constructor(
    private readonly database: Database,
    private readonly bookings: BookingsService,
    private readonly repository: BookingsRepository,
    private readonly links: PersonalLinks,
    private readonly accounts: AccountsService,
    private readonly mentors: MentorsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** A confirmed session as a file. @throws Problem `not_found`, `invalid_state` */
  async file(reader: Principal, bookingId: string): Promise<string> {
    const booking = await this.bookings.readable(reader, bookingId);
    if (partyOf(booking, reader.accountId) === null) throw notFound('booking');
    if (booking.state !== 'confirmed' && booking.state !== 'completed')
      throw new Problem('invalid_state', `A booking that is ${booking.state} is in nobody's calendar.`);
    return publication(await this.sessionsOf([booking], reader.accountId));
  }

  /** Makes a new address for the account's feed; an earlier one stops working. The token is told this once. */
  async makeFeed(account: Principal): Promise<FeedResponse> {
    const token = randomBytes(24).toString('base64url');
    const feed = { accountId: account.accountId, tokenHash: hashOf(token), createdAt: this.clock.now() };
    await this.database.manager.upsert(CalendarFeedEntity, feed, ['accountId']);
    return { url: `${this.config.publicUrl}/v1/calendar/${token}.ics`, createdAt: feed.createdAt.toISOString() };
  }

  async feedOf(account: Principal): Promise<FeedResponse> {
    const feed = await this.database.manager.findOneBy(CalendarFeedEntity, { accountId: account.accountId });
    return { url: null, createdAt: feed?.createdAt.toISOString() ?? null };
  }

  /** Ends the feed. */
  async endFeed(account: Principal): Promise<void> {
    await this.database.manager.delete(CalendarFeedEntity, { accountId: account.accountId });
  }

  /** What the feed behind a token shows. @throws Problem `not_found` */
  async feed(token: string): Promise<string> {
    const feed = await this.database.manager.findOneBy(CalendarFeedEntity, { tokenHash: hashOf(token) });
    if (!feed) throw notFound('calendar');
    const found = await this.repository.list(this.database.manager, {
      partyId: feed.accountId,
      states: ['confirmed', 'completed'],
      from: new Date(this.clock.now().getTime() - BACK_DAYS * DAY),
      after: null,
      limit: MOST_SESSIONS,
    });
    return publication(await this.sessionsOf(found, feed.accountId), 'Sessions');
  }

  private async sessionsOf(bookings: BookingEntity[], readerId: string) {
    const tx = this.database.manager;
    const [people, mentors] = await Promise.all([
      this.accounts.people(
        tx,
        bookings.map(({ candidateId }) => candidateId),
      ),
      this.mentors.names(
        tx,
        bookings.map(({ mentorId }) => mentorId),
      ),
    ]);
    return bookings.flatMap((booking) => {
      const party = partyOf(booking, readerId);
      const other =
        party === 'candidate' ? mentors.get(booking.mentorId)?.displayName : people.get(booking.candidateId)?.name;
      return party
        ? [sessionOf(booking, other ?? '', this.links.urlOf('join', booking.id, party), this.clock.now())]
        : [];
    });
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

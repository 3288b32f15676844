import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config, isId } from '#libs/platform';
import type { Party } from './domain/booking-state.ts';

/** What a provider of rooms needs to know of a session. */
interface MeetingSession {
  /** Unguessable, made with the booking. */
  joinRoom: string;
  /** The mentor's own room, if they have one. */
  meetingUrl: string | null;
}

/** Where sessions take place. The first provider that has a room for a session wins. */
interface MeetingProvider {
  roomOf: (session: MeetingSession) => string | null;
}

/** The link a mentor brings along. */
const ownRoom: MeetingProvider = { roomOf: ({ meetingUrl }) => meetingUrl };

/** Rooms that exist by being opened (Jitsi Meet): the unguessable name is the key. */
const roomsAt = (baseUrl: string): MeetingProvider => ({ roomOf: ({ joinRoom }) => `${baseUrl}/session-${joinRoom}` });

/** Rooms, and the link by which one party of one session gets there. */
@Injectable()
export class Meetings {
  private readonly providers: readonly MeetingProvider[];

  constructor(private readonly config: Config) {
    this.providers = [ownRoom, roomsAt(config.meetingBaseUrl)];
  }

  /** The room of a session; for its two parties only. */
  roomOf(session: MeetingSession): string {
    for (const provider of this.providers) {
      const room = provider.roomOf(session);
      if (room !== null) return room;
    }
    throw new Error('no provider has a room');
  }

  /** A page of ours, the same for the life of the booking, that leads this party to the room once it is open. */
  linkFor(bookingId: string, party: Party): string {
    return `${this.config.publicUrl}/v1/join/${bookingId}.${party}.${this.sign(bookingId, party)}`;
  }

  /** Whose link a token is; null when it is nobody's. */
  read(token: string): { bookingId: string; party: Party } | null {
    const [bookingId = '', party = '', signature = ''] = token.split('.');
    if (!isId(bookingId) || (party !== 'candidate' && party !== 'mentor')) return null;
    const [given, expected] = [Buffer.from(signature), Buffer.from(this.sign(bookingId, party))];
    return given.length === expected.length && timingSafeEqual(given, expected) ? { bookingId, party } : null;
  }

  private sign(bookingId: string, party: Party): string {
    return createHmac('sha256', this.config.authSecret)
      .update(`join:${bookingId}:${party}`)
      .digest('base64url')
      .slice(0, 32);
  }
}

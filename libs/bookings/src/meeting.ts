import { Injectable } from '@nestjs/common';
import { Config } from '#libs/platform';

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

@Injectable()
export class Meetings {
  private readonly providers: readonly MeetingProvider[];

  constructor(config: Config) {
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
}

import { Injectable } from '@nestjs/common';
import { SignedLinks } from '#libs/platform';
import type { Party } from './domain/booking-state.ts';

/** Pages of ours that work without signing in: the way to a session, and a time held from the waiting list. */
export type LinkedPage = 'join' | 'offers';

/** Links for one party of one booking, the same for its whole life; whoever has the link is taken for that party. */
@Injectable()
export class PersonalLinks {
  constructor(private readonly links: SignedLinks) {}

  urlOf(page: LinkedPage, bookingId: string, party: Party): string {
    return this.links.urlOf(page, [bookingId, party]);
  }

  /** Whose link a token is; null when it is nobody's. */
  read(page: LinkedPage, token: string): { bookingId: string; party: Party } | null {
    const [bookingId = '', party] = this.links.read(page, token) ?? [];
    return party === 'candidate' || party === 'mentor' ? { bookingId, party } : null;
  }
}

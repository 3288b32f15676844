import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config, isId } from '#libs/platform';
import type { Party } from './domain/booking-state.ts';

/** Pages of ours that work without signing in: the way to a session, and a time held from the waiting list. */
export type LinkedPage = 'join' | 'offers';

/** Links for one party of one booking, the same for its whole life; whoever has the link is taken for that party. */
@Injectable()
export class PersonalLinks {
  constructor(private readonly config: Config) {}

  urlOf(page: LinkedPage, bookingId: string, party: Party): string {
    return `${this.config.publicUrl}/v1/${page}/${bookingId}.${party}.${this.sign(page, bookingId, party)}`;
  }

  /** Whose link a token is; null when it is nobody's. */
  read(page: LinkedPage, token: string): { bookingId: string; party: Party } | null {
    const [bookingId = '', party = '', signature = ''] = token.split('.');
    if (!isId(bookingId) || (party !== 'candidate' && party !== 'mentor')) return null;
    const [given, expected] = [Buffer.from(signature), Buffer.from(this.sign(page, bookingId, party))];
    return given.length === expected.length && timingSafeEqual(given, expected) ? { bookingId, party } : null;
  }

  private sign(page: LinkedPage, bookingId: string, party: Party): string {
    const words = `${page}:${bookingId}:${party}`;
    return createHmac('sha256', this.config.authSecret).update(words).digest('base64url').slice(0, 32);
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { checkVersion, Clock, Database, type Principal } from '#libs/platform';
import { forParty } from './booking-views.ts';
import { BookingsRepository } from './bookings.repository.ts';
import type { Party } from './domain/booking-state.ts';
import type { NotesResponse, PutNotes } from './sessions.dto.ts';
import { BookingNoteEntity } from './session.entities.ts';
import { SessionsRepository } from './sessions.repository.ts';

/** Notes of a session: one text both parties write, and each party's own that nobody else reads. */
@Injectable()
export class NotesService {
  constructor(
    private readonly database: Database,
    private readonly repository: BookingsRepository,
    private readonly sessions: SessionsRepository,
    private readonly clock: Clock,
  ) {}

  async read(person: Principal, bookingId: string): Promise<NotesResponse> {
    const { party } = forParty(await this.repository.find(this.database.manager, bookingId), person);
    return this.view(this.database.manager, bookingId, party);
  }

  /** Writes what is given and leaves the rest. `expected`: the version of the shared notes. @throws Problem `version_conflict` */
  async write(person: Principal, bookingId: string, wanted: PutNotes, expected: number | null): Promise<NotesResponse> {
    return this.database.transaction(async (tx) => {
      const { party } = forParty(await this.repository.lock(tx, bookingId), person);
      const present = await this.view(tx, bookingId, party);
      checkVersion(expected, present.version);
      if (wanted.shared !== undefined) await this.put(tx, bookingId, 'shared', wanted.shared, present.version + 1);
      if (wanted.private !== undefined) await this.put(tx, bookingId, party, wanted.private, 1);
      return this.view(tx, bookingId, party);
    });
  }

  private async put(
    tx: EntityManager,
    bookingId: string,
    owner: BookingNoteEntity['owner'],
    text: string,
    version: number,
  ): Promise<void> {
    const note = { bookingId, owner, text, version, updatedAt: this.clock.now() };
    await tx.upsert(BookingNoteEntity, note, ['bookingId', 'owner']);
  }

  private async view(tx: EntityManager, bookingId: string, party: Party): Promise<NotesResponse> {
    const notes = await this.sessions.notes(tx, bookingId);
    const shared = notes.find(({ owner }) => owner === 'shared');
    return {
      shared: shared?.text ?? '',
      private: notes.find(({ owner }) => owner === party)?.text ?? '',
      version: shared?.version ?? 0,
    };
  }
}

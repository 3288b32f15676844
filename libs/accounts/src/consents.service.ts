import { Injectable } from '@nestjs/common';
import { Clock, Database, newId } from '#libs/platform';
import type { ConsentResponse, ConsentsResponse } from './accounts.dto.ts';
import { ALL_PURPOSES, ConsentEntity, type Purpose, PURPOSES } from './consent.entity.ts';

/** What people agreed to: a record that is only added to; the latest word about each purpose counts. */
@Injectable()
export class ConsentsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Agrees to the text in force, or takes it back. */
  async record(accountId: string, purpose: Purpose, given: boolean): Promise<ConsentResponse> {
    const version = PURPOSES[purpose];
    const consent = { id: newId(), accountId, purpose, version, given, at: this.clock.now() };
    await this.database.manager.insert(ConsentEntity, consent);
    return shown(consent);
  }

  /** All that was said, latest first, and what still waits for a word about its present text. */
  async list(accountId: string): Promise<ConsentsResponse> {
    const said = await this.database.manager.find(ConsentEntity, { where: { accountId }, order: { id: 'DESC' } });
    const isAgreed = (purpose: Purpose): boolean => {
      const latest = said.find((one) => one.purpose === purpose);
      return latest?.given === true && latest.version === PURPOSES[purpose];
    };
    return { data: said.map(shown), nextCursor: null, missing: ALL_PURPOSES.filter((purpose) => !isAgreed(purpose)) };
  }
}

const shown = ({ purpose, version, given, at }: Omit<ConsentEntity, 'id'>): ConsentResponse => ({
  ...{ purpose, version, given, at: at.toISOString() },
});

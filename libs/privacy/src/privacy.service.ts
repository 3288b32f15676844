import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CancellationService } from '#libs/bookings';
import { Clock, Database, execute, type Principal, Problem, row, rows } from '#libs/platform';
import { PlansService } from '#libs/prepaid';
import { SECTIONS } from './personal-data.ts';
import type { PersonalDataExport } from './privacy.dto.ts';

/** A person's right to know and to be forgotten. */
@Injectable()
export class PrivacyService {
  constructor(
    private readonly database: Database,
    private readonly cancellation: CancellationService,
    private readonly plans: PlansService,
    private readonly clock: Clock,
  ) {}

  /** Everything about a person. */
  async export(person: Principal): Promise<PersonalDataExport> {
    const tx = this.database.manager;
    const sections: Record<string, object[]> = {};
    for (const { name, collect } of SECTIONS) {
      const found = await rows<{ value: object }>(tx, ...withParameters(collect, person));
      sections[name] = found.map(({ value }) => value);
    }
    return { exportedAt: this.clock.now().toISOString(), ...sections } as PersonalDataExport;
  }

  /**
   * Ends what is ahead by the usual rules, then makes the person unknown: words go, bookkeeping stays without a name. Safe to
   * repeat after a crash. @throws Problem `invalid_state` while a session is going on or others still count on the person, `busy`
   */
  async erase(person: Principal): Promise<void> {
    await this.refuseWhileNeeded(person);
    for (const { id } of await this.upcoming(this.database.manager, person))
      await this.cancellation.cancel(person, id, '');
    for (const { id } of await this.livePlans(person)) await this.plans.cancel(person, id);
    await this.database.transaction(async (tx) => {
      // Who takes somebody's time locks their account: what was booked meanwhile is seen here, what comes later is refused.
      await rows(tx, 'SELECT id FROM accounts WHERE id = $1 FOR NO KEY UPDATE', [person.accountId]);
      if ((await this.upcoming(tx, person)).length > 0)
        throw new Problem('busy', 'Something was booked just now. Try again.', { retryAfterSeconds: 1 });
      for (const text of SECTIONS.toReversed().flatMap(({ erase }) => erase))
        await rows(tx, ...withParameters(text, person));
    });
  }

  /** Mails that were being written while their reader was forgotten, and what else nobody owns any more. */
  async forgetLeftOvers(): Promise<number> {
    return execute(
      this.database.manager,
      `DELETE FROM mails WHERE id IN (SELECT m.id FROM mails m WHERE m.created_at > $1::timestamptz - interval '2 days'
         AND NOT EXISTS (SELECT FROM accounts a WHERE a.email = m.recipient) LIMIT 500)`,
      [this.clock.now()],
    );
  }

  private async refuseWhileNeeded({ accountId }: Principal): Promise<void> {
    const needed = await row<{ going: number; plans: number; packages: number }>(
      this.database.manager,
      `SELECT (SELECT count(*)::int FROM bookings WHERE (candidate_id = $1 OR mentor_account_id = $1) AND state = 'confirmed' AND starts_at <= $2) AS going,
         (SELECT count(*)::int FROM plans WHERE mentor_account_id = $1 AND state IN ('trialing', 'active', 'past_due', 'paused')) AS plans,
         (SELECT count(*)::int FROM entitlements WHERE mentor_account_id = $1 AND state = 'active' AND kind = 'package') AS packages`,
      [accountId, this.clock.now()],
    );
    if (needed && needed.going > 0)
      throw new Problem('invalid_state', 'A session is going on or not completed yet. Delete your account afterwards.');
    if (needed && needed.plans + needed.packages > 0)
      throw new Problem(
        'invalid_state',
        'Candidates have plans or packages with you. End those first, or ask an admin.',
      );
  }

  private upcoming(tx: EntityManager, { accountId }: Principal): Promise<{ id: string }[]> {
    return rows(
      tx,
      `SELECT id FROM bookings WHERE (candidate_id = $1 OR mentor_account_id = $1) AND state IN ('held', 'awaiting_mentor', 'confirmed') ORDER BY id`,
      [accountId],
    );
  }

  private livePlans({ accountId }: Principal): Promise<{ id: string }[]> {
    return rows(
      this.database.manager,
      `SELECT id FROM plans WHERE candidate_id = $1 AND state NOT IN ('cancelled', 'declined') AND wanted IS NULL ORDER BY id`,
      [accountId],
    );
  }
}

/** A statement of a section with the parameters it speaks of; one that needs the address only has it as $1. */
function withParameters(text: string, { accountId, email }: Principal): [text: string, parameters: string[]] {
  if (!text.includes('$2')) return [text, [accountId]];
  return text.includes('$1') ? [text, [accountId, email]] : [text.replaceAll('$2', '$1'), [email]];
}

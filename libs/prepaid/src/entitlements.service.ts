import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ACCOUNTS, Ledger, platformPays, prepaidLines } from '#libs/payments';
import { newId, notFound, Problem } from '#libs/platform';
import { nextSessionValue } from './domain/package-rules.ts';
import { EntitlementEntity } from './prepaid.entities.ts';

/** What a session to be paid with an entitlement is. */
export interface PrepaidSession {
  candidateId: string;
  mentorId: string;
  durationMinutes: number;
  startsAt: Date;
}

/** Using what is prepaid, session by session, and giving sessions back. */
@Injectable()
export class EntitlementsService {
  constructor(private readonly ledger: Ledger) {}

  /**
   * Takes one session. @returns what it is worth, minor units, and the platform's share as it was bought under
   * @throws Problem `not_found`, `policy_violation`, saying why it does not fit
   */
  async consume(
    tx: EntityManager,
    id: string,
    session: PrepaidSession,
  ): Promise<{ amount: number; currency: string; feePercent: number }> {
    const entitlement = await this.lock(tx, id);
    if (entitlement?.candidateId !== session.candidateId) throw notFound('package or plan');
    const reason = reasonAgainst(entitlement, session);
    if (reason !== null) throw new Problem('policy_violation', reason);
    const amount = nextSessionValue(entitlement);
    entitlement.sessionsLeft--;
    entitlement.valueLeft -= amount;
    entitlement.offered = Math.max(entitlement.offered, entitlement.sessions - entitlement.sessionsLeft);
    await tx.save(entitlement);
    return { amount, currency: entitlement.currency, feePercent: entitlement.feePercent };
  }

  /** A session of a month is moved within that month only. @throws Problem `policy_violation` */
  async checkInside(tx: EntityManager, id: string, startsAt: Date): Promise<void> {
    const entitlement = await tx.findOneBy(EntitlementEntity, { id });
    if (entitlement && !isInside(entitlement, startsAt))
      throw new Problem('policy_violation', 'That time is outside the month that is paid for.');
  }

  /** A session came to nothing: it can be booked again. Where that is over, its value becomes credit. */
  async restore(tx: EntityManager, id: string, amount: number): Promise<void> {
    const entitlement = await this.lock(tx, id);
    if (!entitlement) throw new Error(`no entitlement ${id}`);
    if (entitlement.state === 'active') {
      entitlement.sessionsLeft++;
      entitlement.valueLeft += amount;
      await tx.save(entitlement);
      return;
    }
    if (amount > 0) await this.toCredit(tx, entitlement, amount, `restored:${newId()}`);
  }

  /** Makes some of what is prepaid the candidate's credit. */
  async toCredit(tx: EntityManager, entitlement: EntitlementEntity, amount: number, effect: string): Promise<void> {
    const { id, candidateId, currency } = entitlement;
    await this.ledger.book(tx, {
      kind: 'prepaid_moved',
      effect: `prepaid_moved:${effect}`,
      subject: { kind: entitlement.kind, id },
      lines: prepaidLines(id, currency, [[ACCOUNTS.credit(candidateId), amount]]),
    });
  }

  /** Money of a purchase went back without anybody asking us: what can still be used shrinks, the platform bears the rest. */
  async shrink(tx: EntityManager, id: string, amount: number): Promise<void> {
    const entitlement = await this.lock(tx, id);
    if (entitlement?.state !== 'active') return; // its own refund has settled it already
    const covered = Math.min(amount, entitlement.valueLeft);
    entitlement.valueLeft -= covered;
    if (entitlement.valueLeft === 0) Object.assign(entitlement, { state: 'refunded', sessionsLeft: 0 });
    await tx.save(entitlement);
    if (amount === covered) return;
    await this.ledger.book(tx, {
      kind: 'prepaid_ended',
      effect: `prepaid_ended:${newId()}`,
      subject: { kind: entitlement.kind, id },
      lines: platformPays(ACCOUNTS.prepaid(id), entitlement.currency, amount - covered),
    });
  }

  /** A paid month with its two people, locked; null when there is none. */
  async period(
    tx: EntityManager,
    id: string,
  ): Promise<{ candidateId: string; mentorAccountId: string; isOver: boolean } | null> {
    const entitlement = await this.lock(tx, id);
    if (entitlement?.kind !== 'plan_period') return null;
    const { candidateId, mentorAccountId, state } = entitlement;
    return { candidateId, mentorAccountId, isOver: state === 'refunded' };
  }

  lock(tx: EntityManager, id: string): Promise<EntitlementEntity | null> {
    return tx.findOne(EntitlementEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }
}

/** Why a session cannot be paid with an entitlement, as the candidate reads it. */
function reasonAgainst(entitlement: EntitlementEntity, session: PrepaidSession): string | null {
  const { state, mentorId, durationMinutes, sessionsLeft } = entitlement;
  if (state !== 'active') return state === 'pending' ? 'It has not been paid yet.' : 'It has ended.';
  if (mentorId !== session.mentorId) return 'It is for sessions with another mentor.';
  if (durationMinutes !== session.durationMinutes) return `It is for sessions of ${durationMinutes} minutes.`;
  if (sessionsLeft === 0) return 'All of its sessions are used.';
  return isInside(entitlement, session.startsAt) ? null : 'The session is outside the month that is paid for.';
}

const isInside = ({ startsAt, endsAt }: EntitlementEntity, at: Date): boolean =>
  (startsAt === null || at >= startsAt) && (endsAt === null || at < endsAt);

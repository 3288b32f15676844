import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  ACCOUNTS,
  debtLines,
  Ledger,
  type PartShare,
  PaymentsService,
  platformPays,
  reversed,
  type Subject,
} from '#libs/payments';
import { changed, Clock, Database, Events, execute, Jobs, newId, rows, SWEEP_BATCH } from '#libs/platform';
import { decideTransfer, planReversals, type Reversible, type WaitingFor } from './domain/settlement.ts';
import { PayoutWaiting } from './payouts.events.ts';
import { PayoutAccountEntity, SettlementEntity, TransferEntity, TransferReversalEntity } from './payouts.entities.ts';

export const TRANSFER_JOB = 'payouts.transfer';
export const REVERSAL_JOB = 'payouts.reversal';

/** What freezes a settlement. */
export type Hold = 'claim' | 'case' | 'dispute' | 'rescue';

const FIRST_RETRY_MS = 60_000;
const WAIT_MS: Readonly<Record<WaitingFor, number | null>> = {
  account: null, // until Stripe says that it can receive
  currency: 86_400_000,
  funds: 3_600_000,
  stripe: 6 * 3_600_000,
};

/**
 * When a mentor gets their share: due some time after the session, not while anything freezes it. Decided here under the
 * locks of the payment, the settlement and the mentor's account, in this order; done at Stripe by a job.
 */
@Injectable()
export class SettlementsService {
  constructor(
    private readonly database: Database,
    private readonly payments: PaymentsService,
    private readonly ledger: Ledger,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Says when the mentor's share of a subject's money is due; a new time replaces the old one. Free sessions have none. */
  async schedule(tx: EntityManager, subject: Subject, dueAt: Date): Promise<void> {
    await execute(
      tx,
      `INSERT INTO settlements (allocation_id, mentor_id, currency, state, due_at, next_try_at, created_at, updated_at)
       SELECT a.id, a.mentor_id, p.currency, 'accrued', $3, $3, $4, $4 FROM payment_allocations a JOIN payments p ON p.id = a.payment_id
       WHERE a.subject_kind = $1 AND a.subject_id = $2 AND a.mentor_id IS NOT NULL AND p.state = 'succeeded'
       ON CONFLICT (allocation_id) DO UPDATE SET mentor_id = excluded.mentor_id, due_at = excluded.due_at, updated_at = excluded.updated_at,
         next_try_at = CASE WHEN settlements.state IN ('accrued', 'waiting') THEN excluded.due_at ELSE settlements.next_try_at END`,
      [subject.kind, subject.id, dueAt, this.clock.now()],
    );
  }

  /** Freezes what is still owed for a subject. */
  async hold(tx: EntityManager, subject: Subject, hold: Hold): Promise<void> {
    await this.holdParts(tx, await this.partsOf(tx, subject), hold);
  }

  /** Ends a freeze; what has become due meanwhile is sent. */
  async release(tx: EntityManager, subject: Subject, hold: Hold): Promise<void> {
    await this.releaseParts(tx, await this.partsOf(tx, subject), hold);
  }

  async holdParts(tx: EntityManager, allocationIds: readonly string[], hold: Hold): Promise<void> {
    await execute(
      tx,
      'UPDATE settlements SET holds = array_append(array_remove(holds, $2), $2) WHERE allocation_id = ANY ($1)',
      [allocationIds, hold],
    );
  }

  async releaseParts(tx: EntityManager, allocationIds: readonly string[], hold: Hold): Promise<void> {
    await execute(
      tx,
      `UPDATE settlements SET holds = array_remove(holds, $2),
         next_try_at = CASE WHEN state IN ('accrued', 'waiting') THEN greatest(due_at, $3) ELSE next_try_at END
       WHERE allocation_id = ANY ($1) AND $2 = ANY (holds)`,
      [allocationIds, hold, this.clock.now()],
    );
  }

  /** One batch of settlements whose time has come. */
  async settleDue(): Promise<number> {
    const due = await changed<{ id: string }>(
      this.database.manager,
      `UPDATE settlements SET next_try_at = $1::timestamptz + interval '5 minutes' WHERE allocation_id IN (
         SELECT allocation_id FROM settlements WHERE next_try_at <= $1 AND holds = '{}' AND state IN ('accrued', 'waiting')
         ORDER BY next_try_at LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING allocation_id AS id`,
      [this.clock.now(), SWEEP_BATCH],
    );
    for (const { id } of due) await this.settle(id);
    return due.length;
  }

  /**
   * A mentor's share of a part has changed after it was settled: what they have too much of is fetched back, what is
   * theirs again is sent. Runs in the transaction of the change, with the payment locked.
   */
  async rebalance(tx: EntityManager, allocationId: string): Promise<void> {
    const settlement = await this.lock(tx, allocationId);
    const share = settlement && (await this.payments.share(tx, allocationId));
    if (!settlement || !share) return;
    if (share.owed > 0 && (settlement.state === 'transferred' || settlement.state === 'nothing_owed'))
      await this.wait(tx, settlement, null, this.clock.now());
    if (share.booked < 0) await this.fetchBack(tx, share, -share.booked);
  }

  /** What a mentor owes in a currency, minor units. */
  debt(tx: EntityManager, mentorId: string, currency: string): Promise<number> {
    return this.ledger.balance(tx, ACCOUNTS.debt(mentorId), currency);
  }

  /** What could not be fetched back becomes the mentor's debt, to be settled with what they are owed next. */
  async incurDebt(tx: EntityManager, share: PartShare, amount: number): Promise<void> {
    if (amount <= 0) return;
    const { subject, allocationId, paymentId, mentorId, currency } = share;
    const lines = debtLines(mentorId, currency, amount);
    const effect = `debt_incurred:${newId()}`;
    await this.ledger.book(tx, { kind: 'debt_incurred', effect, subject, allocationId, paymentId, lines });
  }

  /** The platform takes a mentor's debt upon itself. @returns what was waived; 0 when there is none */
  async waiveDebt(tx: EntityManager, mentorId: string, currency: string, amount: number | null): Promise<number> {
    await this.lockAccount(tx, mentorId);
    const debt = await this.debt(tx, mentorId, currency);
    const waived = Math.min(debt, amount ?? debt);
    if (waived <= 0) return 0;
    const lines = platformPays(ACCOUNTS.debt(mentorId), currency, waived);
    const subject = { kind: 'mentor', id: mentorId };
    await this.ledger.book(tx, { kind: 'debt_waived', effect: `debt_waived:${newId()}`, subject, lines });
    return waived;
  }

  /** The locked settlement goes back to waiting. */
  async wait(
    tx: EntityManager,
    settlement: SettlementEntity,
    waitingFor: WaitingFor | null,
    tryAt?: Date,
  ): Promise<void> {
    const now = this.clock.now();
    const pause = waitingFor === null ? 0 : WAIT_MS[waitingFor];
    Object.assign(settlement, {
      state: 'waiting',
      waitingFor,
      nextTryAt: tryAt ?? (pause === null ? null : new Date(now.getTime() + pause)),
      updatedAt: now,
    });
    await tx.save(settlement);
  }

  lock(tx: EntityManager, allocationId: string): Promise<SettlementEntity | null> {
    return tx.findOne(SettlementEntity, { where: { allocationId }, lock: { mode: 'pessimistic_write' } });
  }

  private async settle(allocationId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const share = await this.payments.lockShare(tx, allocationId);
      const settlement = await this.lock(tx, allocationId);
      const isDue =
        settlement &&
        (settlement.state === 'accrued' || settlement.state === 'waiting') &&
        settlement.holds.length === 0 &&
        settlement.dueAt <= this.clock.now();
      if (!share || !isDue) return;
      const account = await this.lockAccount(tx, settlement.mentorId);
      const decision = decideTransfer({
        ...share,
        debt: await this.debt(tx, settlement.mentorId, settlement.currency),
        canReceive: account?.transfersStatus === 'active',
      });
      if (decision.kind === 'nothing') return this.end(tx, settlement, 'nothing_owed');
      if (decision.kind === 'wait') return this.waitFor(tx, settlement, decision.for, share.owed);
      await this.recover(tx, share, settlement, decision.recover);
      if (decision.send === 0) return this.end(tx, settlement, 'transferred');
      await this.begin(tx, share, settlement, account?.stripeAccountId ?? '', decision.send);
    });
  }

  private async waitFor(
    tx: EntityManager,
    settlement: SettlementEntity,
    what: WaitingFor,
    owed: number,
  ): Promise<void> {
    const { allocationId, mentorId, currency, waitingFor } = settlement;
    await this.wait(tx, settlement, what);
    if (what === 'account' && waitingFor !== 'account')
      await this.events.publish(tx, new PayoutWaiting(allocationId, mentorId, owed, currency));
  }

  private async begin(
    tx: EntityManager,
    share: PartShare,
    settlement: SettlementEntity,
    destination: string,
    amount: number,
  ): Promise<void> {
    const [id, now] = [newId(), this.clock.now()];
    settlement.transfers++;
    await tx.insert(TransferEntity, {
      ...{ id, amount, destination, attempt: settlement.transfers, state: 'requested' as const },
      allocationId: settlement.allocationId,
      mentorId: settlement.mentorId,
      currency: settlement.currency,
      sourceCharge: amount <= share.cash ? share.chargeId : null,
      transferGroup: share.subject.id,
      nextTryAt: new Date(now.getTime() + FIRST_RETRY_MS),
      createdAt: now,
      updatedAt: now,
    });
    await this.end(tx, settlement, 'transferable');
    await this.jobs.enqueue(tx, TRANSFER_JOB, { transferId: id });
  }

  /** Settles debt with what is owed, before anything is sent. */
  private async recover(
    tx: EntityManager,
    share: PartShare,
    settlement: SettlementEntity,
    amount: number,
  ): Promise<void> {
    if (amount === 0) return;
    const { subject, allocationId, paymentId, mentorId, currency } = share;
    const effect = `debt_recovered:${allocationId}:${settlement.transfers}:${newId()}`;
    const lines = reversed(debtLines(mentorId, currency, amount));
    await this.ledger.book(tx, { kind: 'debt_recovered', effect, subject, allocationId, paymentId, lines });
  }

  private async end(
    tx: EntityManager,
    settlement: SettlementEntity,
    state: 'transferable' | 'transferred' | 'nothing_owed',
  ): Promise<void> {
    Object.assign(settlement, { state, waitingFor: null, nextTryAt: null, updatedAt: this.clock.now() });
    await tx.save(settlement);
  }

  private async fetchBack(tx: EntityManager, share: PartShare, overpaid: number): Promise<void> {
    await this.lockAccount(tx, share.mentorId);
    const { reversals, debt } = planReversals(overpaid, await this.reversible(tx, share.allocationId));
    const now = this.clock.now();
    for (const { transferId, amount } of reversals) {
      const id = newId();
      await tx.insert(TransferReversalEntity, {
        ...{ id, transferId, allocationId: share.allocationId, amount, state: 'requested' as const },
        ...{ nextTryAt: new Date(now.getTime() + FIRST_RETRY_MS), createdAt: now, updatedAt: now },
      });
      await this.jobs.enqueue(tx, REVERSAL_JOB, { reversalId: id });
    }
    await this.incurDebt(tx, share, debt);
  }

  private reversible(tx: EntityManager, allocationId: string): Promise<Reversible[]> {
    return rows(
      tx,
      `SELECT t.id, t.amount, t.reversed_amount AS "reversedAmount",
         (SELECT coalesce(sum(r.amount), 0)::int FROM transfer_reversals r WHERE r.transfer_id = t.id AND r.state = 'requested') AS "pendingAmount"
       FROM transfers t WHERE t.allocation_id = $1 AND t.state = 'succeeded' ORDER BY t.attempt DESC`,
      [allocationId],
    );
  }

  private lockAccount(tx: EntityManager, mentorId: string): Promise<PayoutAccountEntity | null> {
    return tx.findOne(PayoutAccountEntity, { where: { mentorId }, lock: { mode: 'pessimistic_write' } });
  }

  private async partsOf(tx: EntityManager, { kind, id }: Subject): Promise<string[]> {
    const parts = await rows<{ id: string }>(
      tx,
      'SELECT id FROM payment_allocations WHERE subject_kind = $1 AND subject_id = $2',
      [kind, id],
    );
    return parts.map((part) => part.id);
  }
}

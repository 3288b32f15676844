import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import type { EntityManager } from 'typeorm';
import { Ledger, PaymentsService, reversed, StripeRefusal, transferLines } from '#libs/payments';
import { changed, Clock, Database, Events, SWEEP_BATCH } from '#libs/platform';
import { ConnectGateway } from './connect.gateway.ts';
import type { WaitingFor } from './domain/settlement.ts';
import { PayoutAccountsService } from './payout-accounts.service.ts';
import { PayoutSent } from './payouts.events.ts';
import { TransferEntity, TransferReversalEntity } from './payouts.entities.ts';
import { SettlementsService } from './settlements.service.ts';

const RETRY_MS = 5 * 60_000;

/** What Stripe refuses a transfer for, and what the settlement waits for then. */
const REFUSALS: Readonly<Record<string, WaitingFor>> = {
  insufficient_capabilities_for_transfer: 'account',
  resource_missing: 'account',
  balance_insufficient: 'funds',
};

/** Doing at Stripe what was decided: sending shares, fetching them back. Repeating either moves nothing twice. */
@Injectable()
export class TransfersService {
  constructor(
    private readonly database: Database,
    private readonly gateway: ConnectGateway,
    private readonly accounts: PayoutAccountsService,
    private readonly settlements: SettlementsService,
    private readonly payments: PaymentsService,
    private readonly ledger: Ledger,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {}

  /** Sends a requested transfer. @throws StripeOutcomeUnknown: it is repeated with the same key */
  async send(transferId: string): Promise<void> {
    const transfer = await this.database.manager.findOneBy(TransferEntity, { id: transferId });
    if (transfer?.state !== 'requested') return;
    try {
      const said = await this.gateway.transfer(transfer);
      await this.database.transaction((tx) => this.noteSent(tx, transferId, said.id));
    } catch (error) {
      if (!(error instanceof StripeRefusal)) throw error;
      this.logger.warn({ transferId, code: error.code }, 'Stripe refused a transfer');
      await this.database.transaction((tx) => this.noteRefused(tx, transferId, error.code));
      if (REFUSALS[error.code] === 'account') await this.accounts.refreshOf(transfer.mentorId);
    }
  }

  /**
   * Fetches a share back, as much of it as the account has; the rest becomes the mentor's debt.
   * @throws StripeOutcomeUnknown: it is repeated
   */
  async fetch(reversalId: string): Promise<void> {
    const reversal = await this.database.manager.findOneBy(TransferReversalEntity, { id: reversalId });
    if (reversal?.state !== 'requested') return;
    const transfer = await this.database.manager.findOneByOrFail(TransferEntity, { id: reversal.transferId });
    const said = await this.reverse(reversal, transfer);
    await this.database.transaction((tx) => this.noteFetched(tx, reversalId, said?.id ?? null, said?.amount ?? 0));
  }

  /** One batch of transfers and reversals not heard of since they were requested. */
  async retryDue(): Promise<number> {
    const now = this.clock.now();
    const [transfers, reversals] = [await this.due('transfers', now), await this.due('transfer_reversals', now)];
    const attempt = (work: Promise<void>, id: string): Promise<void> =>
      work.catch((error: unknown) => this.logger.warn({ err: error, id }, 'money for a mentor will be tried again'));
    for (const id of transfers) await attempt(this.send(id), id);
    for (const id of reversals) await attempt(this.fetch(id), id);
    return transfers.length + reversals.length;
  }

  private async due(table: 'transfers' | 'transfer_reversals', now: Date): Promise<string[]> {
    const retryAt = new Date(now.getTime() + RETRY_MS);
    const sql =
      table === 'transfers'
        ? `UPDATE transfers SET next_try_at = $2, tries = tries + 1 WHERE id IN (
             SELECT id FROM transfers WHERE next_try_at <= $1 ORDER BY next_try_at LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id`
        : `UPDATE transfer_reversals SET next_try_at = $2, tries = tries + 1 WHERE id IN (
             SELECT id FROM transfer_reversals WHERE next_try_at <= $1 ORDER BY next_try_at LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id`;
    const due = await changed<{ id: string }>(this.database.manager, sql, [now, retryAt, SWEEP_BATCH]);
    return due.map(({ id }) => id);
  }

  private async noteSent(tx: EntityManager, transferId: string, stripeTransferId: string): Promise<void> {
    const transfer = await tx.findOneByOrFail(TransferEntity, { id: transferId });
    const share = await this.payments.lockShare(tx, transfer.allocationId);
    const settlement = await this.settlements.lock(tx, transfer.allocationId);
    const { affected } = await tx.update(
      TransferEntity,
      { id: transferId, state: 'requested' },
      { state: 'succeeded', stripeTransferId, nextTryAt: null, updatedAt: this.clock.now() },
    );
    if (!affected || !share || !settlement) return;
    const { mentorId, currency, amount } = transfer;
    await this.ledger.book(tx, {
      ...{ kind: 'transfer', effect: `transfer:${transferId}`, stripeObject: stripeTransferId },
      ...{ subject: share.subject, allocationId: share.allocationId, paymentId: share.paymentId },
      lines: transferLines(mentorId, currency, amount),
    });
    Object.assign(settlement, { state: 'transferred', waitingFor: null, nextTryAt: null, updatedAt: this.clock.now() });
    await tx.save(settlement);
    await this.settlements.rebalance(tx, transfer.allocationId); // something may have been refunded meanwhile
    await this.events.publish(tx, new PayoutSent(transferId, mentorId, amount, currency));
  }

  private async noteRefused(tx: EntityManager, transferId: string, code: string): Promise<void> {
    const transfer = await tx.findOneByOrFail(TransferEntity, { id: transferId });
    await this.payments.lockShare(tx, transfer.allocationId);
    const settlement = await this.settlements.lock(tx, transfer.allocationId);
    const { affected } = await tx.update(
      TransferEntity,
      { id: transferId, state: 'requested' },
      { state: 'failed', failure: code, nextTryAt: null, updatedAt: this.clock.now() },
    );
    if (affected && settlement) await this.settlements.wait(tx, settlement, REFUSALS[code] ?? 'stripe');
  }

  /** @returns Stripe's reversal, or null when the account has nothing */
  private async reverse(reversal: TransferReversalEntity, transfer: TransferEntity) {
    const stripeTransferId = transfer.stripeTransferId ?? '';
    try {
      return await this.gateway.reverse(reversal, stripeTransferId, reversal.amount);
    } catch (error) {
      if (!(error instanceof StripeRefusal)) throw error;
      const available = Math.min(reversal.amount, await this.gateway.balance(transfer.destination, transfer.currency));
      if (available <= 0) return null;
      return this.gateway.reverse(reversal, stripeTransferId, available);
    }
  }

  private async noteFetched(
    tx: EntityManager,
    reversalId: string,
    stripeReversalId: string | null,
    fetched: number,
  ): Promise<void> {
    const reversal = await tx.findOneByOrFail(TransferReversalEntity, { id: reversalId });
    const share = await this.payments.lockShare(tx, reversal.allocationId);
    await this.settlements.lock(tx, reversal.allocationId);
    const { affected } = await tx.update(
      TransferReversalEntity,
      { id: reversalId, state: 'requested' },
      { state: 'done', stripeReversalId, reversedAmount: fetched, nextTryAt: null, updatedAt: this.clock.now() },
    );
    if (!affected || !share) return;
    if (fetched > 0) {
      await tx.increment(TransferEntity, { id: reversal.transferId }, 'reversedAmount', fetched);
      await this.ledger.book(tx, {
        ...{ kind: 'transfer_reversal', effect: `transfer_reversal:${reversalId}`, stripeObject: stripeReversalId },
        ...{ subject: share.subject, allocationId: share.allocationId, paymentId: share.paymentId },
        lines: reversed(transferLines(share.mentorId, share.currency, fetched)),
      });
    }
    await this.settlements.incurDebt(tx, share, reversal.amount - fetched);
    await this.settlements.rebalance(tx, reversal.allocationId); // it may be theirs again meanwhile
  }
}

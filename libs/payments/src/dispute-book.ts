import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { Clock, Events, newId, shareOf, stepOf } from '#libs/platform';
import { DisputeEntity } from './dispute.entity.ts';
import {
  ACCOUNTS,
  cashOf,
  disputeOpenedLines,
  feeBack,
  feeLines,
  returnLines,
  reversed,
  platformPays,
} from './domain/ledger.ts';
import { disputeStateOf } from './domain/payment-state.ts';
import { disputeShares } from './domain/shares.ts';
import { Ledger, ofPart } from './ledger.service.ts';
import { DisputeChanged, ShareChanged } from './payments.events.ts';
import { figuresOf, type Locked, subjectOf } from './payments.repository.ts';

/** What has become of disputes, written down: their rows, the ledger. */
@Injectable()
export class DisputeBook {
  constructor(
    private readonly ledger: Ledger,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** Applies a dispute as Stripe says it is: what the bank took and gave back, and who has lost in the end. */
  async apply(tx: EntityManager, locked: Locked, said: Stripe.Dispute): Promise<void> {
    const dispute = await this.rowOf(tx, locked, said);
    const [before, state] = [dispute.stripeStatus === '' ? null : dispute.state, disputeStateOf(said.status)];
    await this.bookMovements(tx, locked, said);
    if (before === 'lost' && state !== 'lost') await this.undoLoss(tx, locked, said);
    if (before !== 'lost' && state === 'lost') await this.lose(tx, locked, said);
    Object.assign(dispute, {
      state,
      stripeStatus: said.status,
      refundable: said.is_charge_refundable,
      evidenceDueBy: said.evidence_details.due_by === null ? null : new Date(said.evidence_details.due_by * 1000),
      closedAt: state === 'open' ? null : (dispute.closedAt ?? this.clock.now()),
    });
    await tx.save(dispute);
    if (state === 'lost' && dispute.waivedAt !== null) await this.bookWaiver(tx, locked, dispute);
    const allocationIds = locked.parts.map(({ id }) => id);
    if (before !== state) {
      await this.events.publish(tx, new DisputeChanged(locked.payment.id, dispute.id, state, allocationIds));
      for (const id of allocationIds) await this.events.publish(tx, new ShareChanged(id));
    }
  }

  /** The platform bears the loss: what was taken back from the mentor is theirs again. */
  async waive(tx: EntityManager, locked: Locked, dispute: DisputeEntity): Promise<void> {
    dispute.waivedAt = this.clock.now();
    await tx.save(dispute);
    if (dispute.state !== 'lost') return;
    await this.bookWaiver(tx, locked, dispute);
    for (const { id } of locked.parts) await this.events.publish(tx, new ShareChanged(id));
  }

  private async bookWaiver(tx: EntityManager, { payment, parts }: Locked, dispute: DisputeEntity): Promise<void> {
    for (const part of parts) {
      if (part.mentorId === null || part.lostAmount === 0) continue;
      const share = part.lostAmount - feeBack(figuresOf(payment, part), part.refundedAmount, part.lostAmount);
      if (share === 0) continue;
      await this.ledger.book(tx, {
        ...ofPart(part),
        kind: 'dispute_waived',
        effect: `dispute_waived:${dispute.id}:${part.id}`,
        lines: platformPays(ACCOUNTS.payable(part.mentorId), payment.currency, share),
      });
    }
  }

  /** Each balance transaction of a dispute takes money or gives it back, and may cost a fee. */
  private async bookMovements(tx: EntityManager, { payment, parts }: Locked, said: Stripe.Dispute): Promise<void> {
    const [first] = parts;
    for (const { id, amount, fee } of said.balance_transactions) {
      const lines = disputeOpenedLines(payment.currency, Math.abs(amount));
      if (amount !== 0)
        await this.ledger.book(tx, {
          ...(first ? ofPart(first) : { subject: subjectOf(payment), paymentId: payment.id }),
          kind: amount < 0 ? 'dispute_opened' : 'dispute_won',
          effect: `dispute:${id}`,
          stripeObject: said.id,
          lines: amount < 0 ? lines : reversed(lines),
        });
      if (fee === 0) continue;
      const lossOfFee = { kind: 'stripe_fee' as const, effect: `fee:${id}`, stripeObject: said.id };
      const entry = { ...lossOfFee, subject: subjectOf(payment), paymentId: payment.id };
      await this.ledger.book(tx, { ...entry, lines: feeLines(payment.currency, fee) });
    }
  }

  private async lose(tx: EntityManager, locked: Locked, said: Stripe.Dispute): Promise<void> {
    const round = await this.rounds(tx, said.id, 'dispute_lost');
    for (const { part, amount, tax } of disputeShares(locked.payment, locked.parts, said.amount)) {
      if (amount === 0) continue;
      const figures = figuresOf(locked.payment, part);
      await this.ledger.book(tx, {
        ...ofPart(part),
        kind: 'dispute_lost',
        effect: `dispute_lost:${said.id}:${part.id}:${round}`,
        lines: returnLines(figures, part.refundedAmount + part.lostAmount, amount, 'dispute', tax),
      });
      part.lostAmount += amount;
      await tx.save(part);
    }
  }

  /** A lost one is won on appeal: as if it had not been lost. */
  private async undoLoss(tx: EntityManager, { payment, parts }: Locked, said: Stripe.Dispute): Promise<void> {
    const round = await this.rounds(tx, said.id, 'dispute_lost_undone');
    for (const part of parts) {
      if (part.lostAmount === 0) continue;
      const tax = shareOf(part.taxAmount, part.lostAmount, Math.max(1, cashOf(part)), stepOf(payment.currency));
      const lines = returnLines(figuresOf(payment, part), part.refundedAmount, part.lostAmount, 'dispute', tax);
      const effect = `dispute_lost_undone:${said.id}:${part.id}:${round}`;
      await this.ledger.book(tx, { ...ofPart(part), kind: 'dispute_lost_undone', effect, lines: reversed(lines) });
      part.lostAmount = 0;
      await tx.save(part);
    }
  }

  /** How many times this has happened to a dispute before: appeals may turn a decision more than once. */
  private async rounds(tx: EntityManager, disputeId: string, kind: string): Promise<number> {
    const [found] = await tx.query<{ rounds: number }[]>(
      `SELECT count(DISTINCT split_part(effect, ':', 4))::int AS rounds FROM ledger_entries WHERE kind = $2 AND starts_with(effect, $2 || ':' || $1)`,
      [disputeId, kind],
    );
    return (found?.rounds ?? 0) + 1;
  }

  private async rowOf(tx: EntityManager, { payment }: Locked, said: Stripe.Dispute): Promise<DisputeEntity> {
    const known = await tx.findOneBy(DisputeEntity, { stripeDisputeId: said.id });
    if (known) return known;
    return tx.create(DisputeEntity, {
      ...{
        id: newId(),
        paymentId: payment.id,
        stripeDisputeId: said.id,
        amount: said.amount,
        currency: payment.currency,
      },
      ...{ reason: said.reason, state: 'open', stripeStatus: '', refundable: said.is_charge_refundable },
      ...{ evidenceDueBy: null, evidence: null, evidenceSentAt: null, waivedAt: null, closedAt: null },
      openedAt: new Date(said.created * 1000),
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, type Money } from '#libs/platform';
import { checkLedger } from './ledger-check.ts';
import type { PaymentEntity } from './payments.entities.ts';
import type { Subject } from './payments.events.ts';
import { PaymentsRepository } from './payments.repository.ts';

/** A payment as its parties see it. */
export interface PaymentView {
  id: string;
  state: string;
  amount: Money;
  refundedAmount: Money;
  dispute: null;
  receiptUrl: string | null;
}

/** What other modules may ask of payments. */
@Injectable()
export class PaymentsService {
  constructor(
    private readonly database: Database,
    private readonly repository: PaymentsRepository,
  ) {}

  /** The payment of each subject that counts: the one that succeeded, else the latest attempt. */
  async views(tx: EntityManager, kind: string, ids: string[]): Promise<Map<string, PaymentView>> {
    const payments = ids.length === 0 ? [] : await this.repository.ofSubjects(tx, kind, ids);
    const chosen = new Map<string, PaymentEntity>();
    for (const payment of payments)
      if (chosen.get(payment.subjectId)?.state !== 'succeeded') chosen.set(payment.subjectId, payment);
    return new Map([...chosen].map(([id, payment]) => [id, toView(payment)]));
  }

  /** The subject's succeeded payment and how much of it has not been asked back. */
  async captured(
    tx: EntityManager,
    subject: Subject,
  ): Promise<{ id: string; amount: number; currency: string; left: number } | null> {
    const payment = (await this.repository.ofSubject(tx, subject)).find(({ state }) => state === 'succeeded');
    return payment
      ? {
          id: payment.id,
          amount: payment.amount,
          currency: payment.currency,
          left: payment.amount - payment.refundRequestedAmount,
        }
      : null;
  }

  /** The ledger lines of a subject, oldest first. */
  async lines(subject: Subject): Promise<{ at: Date; kind: string; account: string; amount: Money }[]> {
    const found = await this.repository.linesOf(this.database.manager, subject);
    return found.map(({ at, kind, account, amount, currency }) => ({
      at,
      kind,
      account,
      amount: { amount: Number(amount), currency },
    }));
  }

  checkLedger() {
    return checkLedger(this.database.manager);
  }
}

const toView = (payment: PaymentEntity): PaymentView => ({
  id: payment.id,
  state: payment.state,
  amount: { amount: payment.amount, currency: payment.currency },
  refundedAmount: { amount: payment.refundedAmount, currency: payment.currency },
  dispute: null,
  receiptUrl: payment.receiptUrl,
});

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, type Money, row, rows } from '#libs/platform';
import { ACCOUNTS, platformPays } from './domain/ledger.ts';
import { Ledger } from './ledger.service.ts';
import type { Subject } from './payments.events.ts';

/** One line of a candidate's credit. */
export interface CreditMovement {
  at: Date;
  kind: string;
  amount: Money;
}

/** What the platform owes candidates as credit: granted, spent on sessions, given back. Its balance is the ledger's. */
@Injectable()
export class CreditService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** Gives credit at the platform's expense, once for each effect. @returns whether it was given now */
  grant(
    tx: EntityManager,
    accountId: string,
    { amount, currency }: Money,
    effect: string,
    subject: Subject,
  ): Promise<boolean> {
    const lines = platformPays(ACCOUNTS.credit(accountId), currency, amount);
    return this.ledger.book(tx, { kind: 'credit_granted', effect: `credit:${effect}`, subject, lines });
  }

  /**
   * What somebody can spend, minor units: their balance without what payments under way have set aside. Their row is
   * locked, so that two payments never count on the same credit.
   */
  async spendable(tx: EntityManager, accountId: string, currency: string): Promise<number> {
    await tx.query('SELECT id FROM accounts WHERE id = $1 FOR NO KEY UPDATE', [accountId]);
    const setAside = await row<{ amount: number }>(
      tx,
      `SELECT coalesce(sum(a.credit_amount), 0)::int AS amount FROM payment_allocations a JOIN payments p ON p.id = a.payment_id
       WHERE p.payer_id = $1 AND p.currency = $2 AND p.state IN ('created', 'pending', 'authorized')`,
      [accountId, currency],
    );
    return Math.max(
      0,
      -(await this.ledger.balance(tx, ACCOUNTS.credit(accountId), currency)) - (setAside?.amount ?? 0),
    );
  }

  /** Balances by currency, and what made them, latest first. */
  async view(accountId: string): Promise<{ balances: Money[]; movements: CreditMovement[] }> {
    const tx = this.database.manager;
    const balances = await this.ledger.balances(tx, ACCOUNTS.credit(accountId));
    const movements = await rows<{ at: Date; kind: string; amount: string; currency: string }>(
      tx,
      `SELECT e.at, e.kind, l.amount, l.currency FROM ledger_lines l JOIN ledger_entries e ON e.id = l.entry_id
       WHERE l.account = $1 ORDER BY e.at DESC, e.id DESC LIMIT 100`,
      [ACCOUNTS.credit(accountId)],
    );
    return {
      balances: [...balances].map(([currency, amount]) => ({ amount: -amount, currency })),
      movements: movements.map(({ at, kind, amount, currency }) => ({
        at,
        kind,
        amount: { amount: -Number(amount), currency },
      })),
    };
  }
}

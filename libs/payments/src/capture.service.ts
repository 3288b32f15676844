import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { changed, Clock, Database, Jobs, Problem, shareOf } from '#libs/platform';
import { cashOf } from './domain/ledger.ts';
import type { PaymentAllocationEntity, PaymentEntity } from './payments.entities.ts';
import { type Allocation, PaymentsRepository } from './payments.repository.ts';
import { StripeRefusal } from './stripe.client.ts';
import { StripeGateway } from './stripe.gateway.ts';
import { SyncService } from './sync.service.ts';

export const DECISION_JOB = 'payments.decision';

/** Authorized cards: captured or voided once it is decided. Decided in the caller's transaction, done at Stripe after it. */
@Injectable()
export class CaptureService {
  constructor(
    private readonly database: Database,
    private readonly repository: PaymentsRepository,
    private readonly gateway: StripeGateway,
    private readonly sync: SyncService,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Says whom an authorization without parts is for; only that part of it will be captured. */
  async assign(tx: EntityManager, paymentId: string, allocation: Allocation): Promise<void> {
    await this.repository.allocate(tx, paymentId, allocation, this.clock.now());
  }

  /** Decides about an authorization, once. @throws Problem `invalid_state` when it was decided otherwise before */
  async decide(tx: EntityManager, paymentId: string, decision: 'capture' | 'void'): Promise<void> {
    const decided = await changed(
      tx,
      `UPDATE payments SET decision = $2 WHERE id = $1 AND state = 'authorized' AND coalesce(decision, $2) = $2 RETURNING id`,
      [paymentId, decision],
    );
    if (decided.length === 0) throw new Problem('invalid_state', 'It has been decided about this payment already.');
    await this.jobs.enqueue(tx, DECISION_JOB, { paymentId });
  }

  /**
   * Does at Stripe what was decided and books what it says. Repeating it changes nothing. No transaction may be open.
   * @throws StripeOutcomeUnknown when Stripe cannot be asked: it is done later
   */
  async perform(paymentId: string): Promise<void> {
    const tx = this.database.manager;
    const payment = await this.repository.payment(tx, paymentId);
    if (payment?.state !== 'authorized' || payment.decision === null) return;
    if (payment.method === 'balance') return this.sync.decideBalance(paymentId);
    if (!payment.stripePaymentIntentId) return;
    const parts = await this.repository.allocations(tx, paymentId);
    const amount = withTax(payment, parts);
    try {
      if (payment.decision === 'capture') await this.gateway.capture(paymentId, payment.stripePaymentIntentId, amount);
      else await this.gateway.voidIntent(paymentId, payment.stripePaymentIntentId);
    } catch (error) {
      if (!(error instanceof StripeRefusal)) throw error; // e.g. lapsed meanwhile: look what it became
    }
    if ((await this.sync.payment(paymentId)) === 'authorized')
      throw new Error(`payment ${paymentId} is still authorized after ${payment.decision}`);
  }
}

/** What to capture: the parts' cash, with its share of the tax that was authorized. */
function withTax({ amount, taxAmount }: PaymentEntity, parts: PaymentAllocationEntity[]): number {
  const cash = parts.reduce((sum, part) => sum + cashOf(part), 0);
  return cash + shareOf(taxAmount, cash, amount);
}

import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { Clock, Database, Events, newId, notFound } from '#libs/platform';
import { paymentLines, refundLines, reversed } from './domain/ledger.ts';
import { advance, isLive, nextPollMinutes, type PaymentState, refundStateOf, stateOf } from './domain/payment-state.ts';
import { PaymentEntity, RefundEntity } from './payments.entities.ts';
import { PaymentChanging, PaymentSucceeded, RefundSucceeded } from './payments.events.ts';
import { PaymentsRepository } from './payments.repository.ts';
import { StripeGateway } from './stripe.gateway.ts';

/** What Stripe says of a payment right now. */
interface Snapshot {
  session: Stripe.Checkout.Session;
  intent: Stripe.PaymentIntent | null;
  refunds: Stripe.Refund[];
}

/**
 * Brings our picture of a payment up to what Stripe says when asked. Webhooks, polls and clicks all end here, so their
 * order and number mean nothing: only forward transitions apply, each effect is booked once.
 */
@Injectable()
export class SyncService {
  constructor(
    private readonly database: Database,
    private readonly repository: PaymentsRepository,
    private readonly gateway: StripeGateway,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** Asks Stripe and applies the answer. @returns the payment's state afterwards */
  async payment(id: string): Promise<PaymentState> {
    const payment = await this.repository.payment(this.database.manager, id);
    if (!payment) throw notFound('payment');
    const snapshot = await this.ask(payment);
    return this.database.transaction((tx) => this.apply(tx, payment, snapshot));
  }

  /** Applies one refund as Stripe answered it, without asking for the rest. */
  async refund(paymentId: string, refund: Stripe.Refund): Promise<void> {
    const payment = await this.repository.payment(this.database.manager, paymentId);
    if (!payment) throw notFound('payment');
    await this.database.transaction(async (tx) => {
      const locked = await this.lock(tx, payment);
      await this.applyRefund(tx, locked, refund);
      locked.nextPollAt = await this.nextPoll(tx, locked);
      await tx.save(locked);
    });
  }

  private async ask(payment: PaymentEntity): Promise<Snapshot> {
    const session = await this.gateway.checkout(
      payment.stripeSessionId ?? (await this.gateway.openCheckout(payment)).id,
    );
    const intent = typeof session.payment_intent === 'object' ? session.payment_intent : null;
    const refunds = intent?.status === 'succeeded' ? await this.gateway.refundsOf(intent.id) : [];
    return { session, intent, refunds };
  }

  private async apply(
    tx: EntityManager,
    unlocked: PaymentEntity,
    { session, intent, refunds }: Snapshot,
  ): Promise<PaymentState> {
    const payment = await this.lock(tx, unlocked);
    const before = payment.state;
    checkSame(payment, session);
    payment.stripeSessionId = session.id;
    payment.checkoutUrl ??= session.url;
    payment.stripePaymentIntentId ??= intent?.id ?? null;
    const charge = typeof intent?.latest_charge === 'object' ? intent.latest_charge : null;
    payment.stripeChargeId ??= charge?.id ?? null;
    payment.receiptUrl ??= charge?.receipt_url ?? null;
    payment.state = advance(
      before,
      stateOf({
        sessionStatus: session.status ?? 'open',
        paymentStatus: session.payment_status,
        intentStatus: intent?.status ?? null,
      }),
    );
    if (payment.state === 'succeeded' && before !== 'succeeded') await this.book(tx, payment);
    for (const refund of refunds) await this.applyRefund(tx, payment, refund);
    payment.nextPollAt = await this.nextPoll(tx, payment);
    payment.updatedAt = this.clock.now();
    await tx.save(payment);
    if (payment.state === 'succeeded' && before !== 'succeeded') {
      const subject = { kind: payment.subjectKind, id: payment.subjectId };
      await this.events.publish(tx, new PaymentSucceeded(subject, payment.id, payment.amount, payment.currency));
    }
    return payment.state;
  }

  /** One lock order everywhere: the subject first (its owner does that), then the payment. */
  private async lock(tx: EntityManager, { id, subjectKind, subjectId }: PaymentEntity): Promise<PaymentEntity> {
    await this.events.publish(tx, new PaymentChanging({ kind: subjectKind, id: subjectId }));
    const payment = await this.repository.lockPayment(tx, id);
    if (!payment) throw notFound('payment');
    return payment;
  }

  private async book(tx: EntityManager, payment: PaymentEntity): Promise<void> {
    payment.succeededAt = this.clock.now();
    await this.repository.book(
      tx,
      payment,
      'payment',
      `payment:${payment.id}`,
      paymentLines(payment),
      payment.succeededAt,
    );
  }

  private async applyRefund(tx: EntityManager, payment: PaymentEntity, said: Stripe.Refund): Promise<void> {
    const refund = await this.refundRow(tx, payment, said);
    const [before, now] = [refund.state, this.clock.now()];
    const state = refundStateOf(said.status);
    if (state === before || before === 'failed' || (before === 'succeeded' && state !== 'failed')) return;
    Object.assign(refund, { state, stripeRefundId: said.id, updatedAt: now, nextTryAt: null });
    await tx.save(refund);
    if (state === 'succeeded') {
      const lines = refundLines(payment, payment.refundedAmount, refund.amount);
      payment.refundedAmount += refund.amount;
      await this.repository.book(tx, payment, 'refund', `refund:${refund.id}`, lines, now);
      await this.events.publish(
        tx,
        new RefundSucceeded(
          { kind: payment.subjectKind, id: payment.subjectId },
          refund.id,
          refund.amount,
          refund.currency,
        ),
      );
    }
    if (state === 'failed') {
      payment.refundRequestedAmount -= refund.amount;
      if (before !== 'succeeded') return;
      payment.refundedAmount -= refund.amount; // the money came back to us
      const lines = reversed(refundLines(payment, payment.refundedAmount, refund.amount));
      await this.repository.book(tx, payment, 'refund_reversal', `refund_reversal:${refund.id}`, lines, now);
    }
  }

  /** Our row of Stripe's refund; one made in the dashboard gets its row now. */
  private async refundRow(tx: EntityManager, payment: PaymentEntity, said: Stripe.Refund): Promise<RefundEntity> {
    const ours = (await this.repository.refundsOf(tx, payment.id)).find(
      ({ id, stripeRefundId }) => stripeRefundId === said.id || id === said.metadata?.refund,
    );
    if (ours) return ours;
    const now = this.clock.now();
    const refund = {
      id: newId(),
      paymentId: payment.id,
      amount: said.amount,
      currency: payment.currency,
      reason: 'made at Stripe',
      state: 'requested' as const,
      stripeRefundId: said.id,
      tries: 0,
      nextTryAt: null,
      createdAt: now,
      updatedAt: now,
    };
    await tx.insert(RefundEntity, refund);
    payment.refundRequestedAmount = Math.min(payment.amount, payment.refundRequestedAmount + said.amount);
    return tx.create(RefundEntity, refund);
  }

  private async nextPoll(tx: EntityManager, payment: PaymentEntity): Promise<Date | null> {
    const unfinished =
      isLive(payment.state) ||
      (await this.repository.refundsOf(tx, payment.id)).some(({ state }) => state === 'pending');
    return unfinished ? new Date(this.clock.now().getTime() + nextPollMinutes(payment.polls) * 60_000) : null;
  }
}

/** A session of another amount, currency or payment is never believed. */
function checkSame(payment: PaymentEntity, session: Stripe.Checkout.Session): void {
  const same =
    session.metadata?.payment === payment.id &&
    session.amount_total === payment.amount &&
    session.currency?.toUpperCase() === payment.currency;
  if (!same) throw new Error(`Checkout Session ${session.id} does not fit payment ${payment.id}`);
}

import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { Clock, Database, Events, newId, notFound } from '#libs/platform';
import { paymentLines, refundLines, reversed } from './domain/ledger.ts';
import { advance, isLive, nextPollMinutes, type PaymentState, refundStateOf, stateOf } from './domain/payment-state.ts';
import { type PaymentAllocationEntity, PaymentEntity, RefundEntity } from './payments.entities.ts';
import {
  PaymentAuthorized,
  PaymentChanging,
  PaymentSucceeded,
  PaymentVoided,
  RefundSucceeded,
  type Subject,
} from './payments.events.ts';
import { PaymentsRepository } from './payments.repository.ts';
import { StripeGateway } from './stripe.gateway.ts';

/** What Stripe says of a payment right now. */
interface Snapshot {
  session: Stripe.Checkout.Session;
  intent: Stripe.PaymentIntent | null;
  refunds: Stripe.Refund[];
}

/** A payment with its parts, both locked. */
interface Locked {
  payment: PaymentEntity;
  parts: PaymentAllocationEntity[];
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
      await this.store(tx, locked);
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
    const locked = await this.lock(tx, unlocked);
    const { payment } = locked;
    const before = payment.state;
    checkSame(payment, session);
    noteIds(payment, session, intent);
    payment.state = advance(
      before,
      stateOf({
        sessionStatus: session.status ?? 'open',
        paymentStatus: session.payment_status,
        intentStatus: intent?.status ?? null,
      }),
    );
    if (payment.state === 'succeeded' && before !== 'succeeded') await this.book(tx, locked, intent);
    for (const refund of refunds) await this.applyRefund(tx, locked, refund);
    await this.store(tx, locked);
    if (payment.state !== before) await this.announce(tx, locked, before);
    return payment.state;
  }

  private async announce(tx: EntityManager, { payment, parts }: Locked, before: PaymentState): Promise<void> {
    if (payment.state === 'authorized')
      await this.events.publish(tx, new PaymentAuthorized(subjectOf(payment), payment.id));
    if (payment.state === 'voided' && before === 'authorized')
      await this.events.publish(tx, new PaymentVoided([payment, ...parts].map(subjectOf)));
    if (payment.state === 'succeeded')
      for (const part of parts)
        await this.events.publish(tx, new PaymentSucceeded(subjectOf(part), part.id, part.amount, payment.currency));
  }

  /** One lock order everywhere: the subjects first (their owner does that), then the payment, which guards its parts. */
  private async lock(tx: EntityManager, unlocked: PaymentEntity): Promise<Locked> {
    const subjects = [unlocked, ...(await this.repository.allocations(tx, unlocked.id))].map(subjectOf);
    await this.events.publish(tx, new PaymentChanging(subjects));
    const payment = await this.repository.lockPayment(tx, unlocked.id);
    if (!payment) throw notFound('payment');
    return { payment, parts: await this.repository.allocations(tx, payment.id) };
  }

  private async store(tx: EntityManager, { payment, parts }: Locked): Promise<void> {
    payment.nextPollAt = await this.nextPoll(tx, payment);
    payment.updatedAt = this.clock.now();
    await tx.save(payment);
    await tx.save(parts);
  }

  /** Books money that came in, each part for its session. */
  private async book(
    tx: EntityManager,
    { payment, parts }: Locked,
    intent: Stripe.PaymentIntent | null,
  ): Promise<void> {
    payment.succeededAt = this.clock.now();
    payment.capturedAmount = intent?.amount_received ?? payment.amount;
    const allocated = parts.reduce((sum, { amount }) => sum + amount, 0);
    if (allocated !== payment.capturedAmount)
      throw new Error(`payment ${payment.id} took ${payment.capturedAmount}, its parts are ${allocated}`);
    for (const part of parts) {
      const lines = paymentLines({ ...part, currency: payment.currency });
      await this.repository.book(tx, part, 'payment', `payment:${part.id}`, lines, payment.succeededAt);
    }
  }

  private async applyRefund(tx: EntityManager, locked: Locked, said: Stripe.Refund): Promise<void> {
    for (const refund of await this.refundRows(tx, locked, said)) {
      const part = locked.parts.find(({ id }) => id === refund.allocationId);
      if (part) await this.applyTo(tx, locked.payment, part, refund, said);
    }
  }

  private async applyTo(
    tx: EntityManager,
    { currency }: PaymentEntity,
    part: PaymentAllocationEntity,
    refund: RefundEntity,
    said: Stripe.Refund,
  ): Promise<void> {
    const [before, now, state] = [refund.state, this.clock.now(), refundStateOf(said.status)];
    if (state === before || before === 'failed' || (before === 'succeeded' && state !== 'failed')) return;
    Object.assign(refund, { state, stripeRefundId: said.id, updatedAt: now, nextTryAt: null });
    await tx.save(refund);
    const figures = { ...part, currency };
    if (state === 'succeeded') {
      const lines = refundLines(figures, part.refundedAmount, refund.amount);
      part.refundedAmount += refund.amount;
      await this.repository.book(tx, part, 'refund', `refund:${refund.id}`, lines, now);
      await this.events.publish(tx, new RefundSucceeded(subjectOf(part), refund.id, refund.amount, currency));
    }
    if (state === 'failed') {
      part.refundRequestedAmount -= refund.amount;
      if (before !== 'succeeded') return;
      part.refundedAmount -= refund.amount; // the money came back to us
      const lines = reversed(refundLines(figures, part.refundedAmount, refund.amount));
      await this.repository.book(tx, part, 'refund_reversal', `refund_reversal:${refund.id}`, lines, now);
    }
  }

  /** Our rows of Stripe's refund; one made in the dashboard gets its rows now, spread over the parts in order. */
  private async refundRows(
    tx: EntityManager,
    { payment, parts }: Locked,
    said: Stripe.Refund,
  ): Promise<RefundEntity[]> {
    const ours = (await this.repository.refundsOf(tx, payment.id)).filter(
      ({ id, stripeRefundId }) => stripeRefundId === said.id || id === said.metadata?.refund,
    );
    if (ours.length > 0) return ours;
    const [rows, now]: [RefundEntity[], Date] = [[], this.clock.now()];
    let left = said.amount;
    for (const part of parts) {
      const amount = Math.min(left, part.amount - part.refundRequestedAmount);
      if (amount <= 0) continue;
      left -= amount;
      part.refundRequestedAmount += amount;
      const row = {
        id: newId(),
        paymentId: payment.id,
        allocationId: part.id,
        amount,
        currency: payment.currency,
        reason: 'made at Stripe',
        state: 'requested' as const,
        stripeRefundId: said.id,
        tries: 0,
        nextTryAt: null,
        createdAt: now,
        updatedAt: now,
      };
      await tx.insert(RefundEntity, row);
      rows.push(tx.create(RefundEntity, row));
    }
    return rows;
  }

  private async nextPoll(tx: EntityManager, payment: PaymentEntity): Promise<Date | null> {
    const unfinished =
      isLive(payment.state) ||
      (await this.repository.refundsOf(tx, payment.id)).some(({ state }) => state === 'pending');
    return unfinished ? new Date(this.clock.now().getTime() + nextPollMinutes(payment.polls) * 60_000) : null;
  }
}

const subjectOf = ({ subjectKind, subjectId }: { subjectKind: string; subjectId: string }): Subject => ({
  kind: subjectKind,
  id: subjectId,
});

function noteIds(payment: PaymentEntity, session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | null): void {
  const charge = typeof intent?.latest_charge === 'object' ? intent.latest_charge : null;
  payment.stripeSessionId = session.id;
  payment.checkoutUrl ??= session.url;
  payment.stripePaymentIntentId ??= intent?.id ?? null;
  payment.stripeChargeId ??= charge?.id ?? null;
  payment.receiptUrl ??= charge?.receipt_url ?? null;
}

/** A session of another amount, currency or payment is never believed. */
function checkSame(payment: PaymentEntity, session: Stripe.Checkout.Session): void {
  const same =
    session.metadata?.payment === payment.id &&
    session.amount_total === payment.amount &&
    session.currency?.toUpperCase() === payment.currency;
  if (!same) throw new Error(`Checkout Session ${session.id} does not fit payment ${payment.id}`);
}

import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import type { EntityManager } from 'typeorm';
import { Clock, Database, Events, notFound, shareOf, stepOf } from '#libs/platform';
import { DisputeBook } from './dispute-book.ts';
import { cashOf, feeLines, paymentLines } from './domain/ledger.ts';
import { advance, isLive, nextPollMinutes, type PaymentState, stateOf } from './domain/payment-state.ts';
import { Ledger, ofPart } from './ledger.service.ts';
import { PaymentAllocationEntity, PaymentEntity } from './payments.entities.ts';
import {
  PaymentAuthorized,
  PaymentChanging,
  PaymentFailed,
  PaymentSucceeded,
  PaymentVoided,
  PrepaidReleased,
} from './payments.events.ts';
import { figuresOf, type Locked, PaymentsRepository, subjectOf } from './payments.repository.ts';
import { RefundBook } from './refund-book.ts';
import { StripeGateway } from './stripe.gateway.ts';

/** What Stripe says of a payment right now. */
interface Snapshot {
  /** Null for a month of a plan, which is paid by an invoice. */
  session: Stripe.Checkout.Session | null;
  intent: Stripe.PaymentIntent | null;
  charge: Stripe.Charge | null;
  refunds: Stripe.Refund[];
  disputes: Stripe.Dispute[];
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
    private readonly ledger: Ledger,
    private readonly refunds: RefundBook,
    private readonly disputes: DisputeBook,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** Asks Stripe and applies the answer. @returns the payment's state afterwards */
  async payment(id: string): Promise<PaymentState> {
    const payment = await this.repository.payment(this.database.manager, id);
    if (!payment) throw notFound('payment');
    if (payment.method === 'balance') return payment.state; // Stripe does not know of it
    const snapshot = await this.ask(payment);
    return this.database.transaction((tx) => this.apply(tx, payment, snapshot));
  }

  /** Applies one refund as Stripe answered it, without asking for the rest. */
  async refund(paymentId: string, refund: Stripe.Refund): Promise<void> {
    await this.database.transaction(async (tx) => {
      const locked = await this.lock(tx, paymentId);
      await this.refunds.apply(tx, locked, refund);
      await this.store(tx, locked);
    });
  }

  /** Locks a payment in the one order there is: its subjects first (their owner does that), then itself with its parts. */
  async lock(tx: EntityManager, paymentId: string): Promise<Locked> {
    const payment = await this.repository.payment(tx, paymentId);
    if (!payment) throw notFound('payment');
    const subjects = [payment, ...(await this.repository.allocations(tx, paymentId))].map(subjectOf);
    await this.events.publish(tx, new PaymentChanging(subjects));
    return (await this.repository.lock(tx, paymentId)) as Locked;
  }

  /** Money has arrived: books it and tells whoever waits for it. The payment is locked. */
  async succeed(tx: EntityManager, locked: Locked): Promise<void> {
    const { payment, parts } = locked;
    payment.succeededAt = this.clock.now();
    const cash = parts.reduce((sum, part) => sum + cashOf(part), 0);
    if (cash !== payment.capturedAmount)
      throw new Error(`payment ${payment.id} took ${payment.capturedAmount}, its parts are ${cash}`);
    this.spreadTax(locked);
    for (const part of parts)
      await this.ledger.book(tx, {
        ...ofPart(part),
        kind: 'payment',
        effect: `payment:${part.id}`,
        stripeObject: payment.stripeChargeId,
        lines: paymentLines(figuresOf(payment, part)),
      });
    await this.store(tx, locked);
    for (const part of parts) await this.events.publish(tx, new PaymentSucceeded(subjectOf(part), part.id));
  }

  /** What the candidate has here already pays: at once, or when it is decided. */
  async payFromBalance(tx: EntityManager, paymentId: string): Promise<void> {
    const locked = await this.lock(tx, paymentId);
    const before = locked.payment.state;
    if (locked.payment.capture === 'manual') locked.payment.state = 'authorized';
    await (locked.payment.capture === 'manual' ? this.store(tx, locked) : this.takeFromBalance(tx, locked));
    if (locked.payment.state === 'authorized') await this.announce(tx, locked, before);
  }

  /** Does what was decided about a payment that Stripe does not know of. */
  async decideBalance(paymentId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const locked = await this.lock(tx, paymentId);
      const { payment } = locked;
      if (payment.state !== 'authorized' || payment.decision === null) return;
      if (payment.decision === 'capture') return this.takeFromBalance(tx, locked);
      payment.state = 'voided';
      await this.store(tx, locked);
      await this.announce(tx, locked, 'authorized');
    });
  }

  private async takeFromBalance(tx: EntityManager, locked: Locked): Promise<void> {
    Object.assign(locked.payment, { state: 'succeeded', capturedAmount: 0, stripeFeeAmount: 0 });
    await this.succeed(tx, locked);
  }

  private async ask(payment: PaymentEntity): Promise<Snapshot> {
    const session = payment.method === 'checkout' ? await this.sessionOf(payment) : null;
    const intent = session
      ? objectOf(session.payment_intent)
      : await this.gateway.intent(payment.stripePaymentIntentId ?? '');
    const charge = objectOf(intent?.latest_charge ?? null);
    const isPaid = intent !== null && charge !== null && intent.status === 'succeeded';
    return {
      session,
      intent,
      charge,
      refunds: isPaid ? await this.gateway.refundsOf(intent.id) : [],
      disputes: isPaid && charge.disputed ? await this.gateway.disputesOf(intent.id) : [],
    };
  }

  private async sessionOf(payment: PaymentEntity): Promise<Stripe.Checkout.Session> {
    return this.gateway.checkout(payment.stripeSessionId ?? (await this.gateway.openCheckout(payment)).id);
  }

  private async apply(tx: EntityManager, unlocked: PaymentEntity, snapshot: Snapshot): Promise<PaymentState> {
    const locked = await this.lock(tx, unlocked.id);
    const { payment } = locked;
    const before = payment.state;
    if (snapshot.session) checkSame(payment, snapshot.session);
    noteWhatStripeSays(payment, snapshot);
    payment.state = advance(before, stateIn(snapshot));
    if (payment.state === 'succeeded' && before !== 'succeeded') {
      const received = snapshot.intent?.amount_received ?? payment.amount + payment.taxAmount;
      payment.capturedAmount = shareOf(received, payment.amount, payment.amount + payment.taxAmount);
      payment.taxAmount = received - payment.capturedAmount; // of a partial capture only its share
      await this.succeed(tx, locked);
      locked.parts = await this.repository.allocations(tx, payment.id); // its listeners may have asked some of it back
    }
    await this.bookStripeFee(tx, payment, snapshot.charge);
    for (const refund of snapshot.refunds) await this.refunds.apply(tx, locked, refund);
    for (const dispute of snapshot.disputes) await this.disputes.apply(tx, locked, dispute);
    await this.store(tx, locked);
    if (payment.state !== before) await this.announce(tx, locked, before);
    return payment.state;
  }

  private async announce(tx: EntityManager, { payment, parts }: Locked, before: PaymentState): Promise<void> {
    const subjects = [payment, ...parts].map(subjectOf);
    if (payment.state === 'authorized')
      await this.events.publish(tx, new PaymentAuthorized(subjectOf(payment), payment.id));
    if (payment.state === 'voided' && before === 'authorized') {
      await this.events.publish(tx, new PaymentVoided(subjects));
      for (const { prepaidId, prepaidAmount } of parts)
        if (prepaidId !== null) await this.events.publish(tx, new PrepaidReleased(prepaidId, prepaidAmount));
    }
    if (payment.state === 'failed') await this.events.publish(tx, new PaymentFailed(subjects));
  }

  private async store(tx: EntityManager, { payment, parts }: Locked): Promise<void> {
    payment.nextPollAt = await this.nextPoll(tx, payment);
    payment.updatedAt = this.clock.now();
    await tx.update(PaymentEntity, { id: payment.id }, payment); // locked and read just now: no need to read it again
    for (const part of parts) await tx.update(PaymentAllocationEntity, { id: part.id }, part);
  }

  /** Stripe's fee comes with the charge's balance transaction, which may be there only some time after the charge. */
  private async bookStripeFee(tx: EntityManager, payment: PaymentEntity, charge: Stripe.Charge | null): Promise<void> {
    const transaction = objectOf(charge?.balance_transaction ?? null);
    if (payment.state !== 'succeeded' || payment.stripeFeeAmount !== null || !transaction) return;
    payment.stripeFeeAmount = transaction.fee;
    payment.settledCurrency = transaction.currency.toUpperCase();
    if (transaction.fee === 0) return;
    await this.ledger.book(tx, {
      kind: 'stripe_fee',
      effect: `fee:${transaction.id}`,
      subject: subjectOf(payment),
      paymentId: payment.id,
      stripeObject: payment.stripeChargeId,
      lines: feeLines(payment.settledCurrency, transaction.fee),
    });
  }

  /** The payment's tax, over its parts by what their card pays; the last one takes the rest. */
  private spreadTax({ payment, parts }: Locked): void {
    let [cash, spread] = [0, 0];
    for (const part of parts) {
      cash += cashOf(part);
      const upTo =
        payment.amount === 0 ? 0 : shareOf(payment.taxAmount, cash, payment.amount, stepOf(payment.currency));
      part.taxAmount = upTo - spread;
      spread = upTo;
    }
  }

  private async nextPoll(tx: EntityManager, payment: PaymentEntity): Promise<Date | null> {
    if (payment.method === 'balance') return null;
    const unfinished =
      isLive(payment.state) ||
      (payment.state === 'succeeded' && payment.stripeFeeAmount === null) ||
      (await this.repository.isUnfinished(tx, payment.id));
    return unfinished ? new Date(this.clock.now().getTime() + nextPollMinutes(payment.polls) * 60_000) : null;
  }
}

/** What Stripe expanded; null where it only gave an id. */
const objectOf = <T extends object>(value: T | string | null): T | null => (typeof value === 'object' ? value : null);

function stateIn({ session, intent }: Snapshot): PaymentState {
  if (!session) return intent?.status === 'succeeded' ? 'succeeded' : 'pending';
  return stateOf({
    sessionStatus: session.status ?? 'open',
    paymentStatus: session.payment_status,
    intentStatus: intent?.status ?? null,
  });
}

function noteWhatStripeSays(payment: PaymentEntity, { session, intent, charge }: Snapshot): void {
  payment.stripeSessionId ??= session?.id ?? null;
  payment.checkoutUrl ??= session?.url ?? null;
  payment.stripePaymentIntentId ??= intent?.id ?? null;
  payment.stripeChargeId ??= charge?.id ?? null;
  payment.receiptUrl ??= charge?.receipt_url ?? null;
  if (session && isLive(payment.state)) payment.taxAmount = session.total_details?.amount_tax ?? 0;
}

/** A session of another amount, currency or payment is never believed. */
function checkSame(payment: PaymentEntity, session: Stripe.Checkout.Session): void {
  const tax = session.total_details?.amount_tax ?? 0;
  const same =
    session.metadata?.payment === payment.id &&
    session.amount_total === payment.amount + tax &&
    session.currency?.toUpperCase() === payment.currency;
  if (!same) throw new Error(`Checkout Session ${session.id} does not fit payment ${payment.id}`);
}

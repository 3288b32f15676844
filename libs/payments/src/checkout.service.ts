import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Config, Database, formatMoney, minimumCharge, newId, notFound, Problem, stepOf } from '#libs/platform';
import { isLive, isPaid } from './domain/payment-state.ts';
import { CreditService } from './credit.service.ts';
import { cashOf } from './domain/ledger.ts';
import { PaymentEntity } from './payments.entities.ts';
import type { Subject } from './payments.events.ts';
import { type Allocation, PaymentsRepository } from './payments.repository.ts';
import { SyncService } from './sync.service.ts';
import { StripeRefusal } from './stripe.client.ts';
import { StripeGateway } from './stripe.gateway.ts';

export interface PaymentRequest {
  subject: Subject;
  payerId: string;
  /** The price of all of it. */
  amount: number;
  currency: string;
  /** Their amounts sum to `amount`; none where it is not decided yet who gets it (see `CaptureService.assign`). */
  allocations: Allocation[];
  /** Whether the candidate's credit is used first; it is unless they say no. */
  useCredit?: boolean;
  /** `manual`: only authorize; `CaptureService` decides later. */
  capture: 'automatic' | 'manual';
  /** When what is paid for stops being held. */
  heldUntil: Date;
  description: string;
  successUrl?: string;
  cancelUrl?: string;
}

/** An invoice that Stripe says is paid. */
export interface InvoicePayment {
  subject: Subject;
  payerId: string;
  /** Without tax. */
  amount: number;
  /** What a promo code took over of it. */
  promoAmount: number;
  taxAmount: number;
  currency: string;
  description: string;
  invoiceId: string;
  paymentIntentId: string;
}

/**
 * How long a Checkout Session outlives the hold. Stripe wants 30 minutes or more at the moment of the call, and the call
 * may be repeated with the same parameters until the hold ends; the hold's end expires the session actively.
 */
const SESSION_MINUTES_AFTER_HOLD = 31;
const FIRST_POLL_MS = 60_000;

/** Asking a candidate for money through Stripe Checkout. */
@Injectable()
export class CheckoutService {
  constructor(
    private readonly database: Database,
    private readonly repository: PaymentsRepository,
    private readonly gateway: StripeGateway,
    private readonly sync: SyncService,
    private readonly credit: CreditService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Writes the payment row before Stripe is called; the live one of the subject if there is one already. What credit,
   * a promo code or a package pays for wholly needs no Stripe: it has succeeded (or is authorized) when this returns.
   * @throws Problem `policy_violation` when the card would be charged less than Stripe's minimum
   */
  async prepare(tx: EntityManager, request: PaymentRequest): Promise<string> {
    const earlier = await this.repository.ofSubject(tx, request.subject);
    const live = earlier.find(({ state }) => isLive(state));
    if (live) return live.id;
    const allocations = await this.withCredit(tx, request);
    const amount = allocations.length === 0 ? request.amount : allocations.reduce((sum, one) => sum + cashIn(one), 0);
    if (amount > 0 && amount < minimumCharge(request.currency))
      throw new Problem('policy_violation', `A card cannot be charged less than ${formatMinimum(request.currency)}.`);
    const payment = this.draft(request, (earlier[0]?.attempt ?? 0) + 1, amount);
    await tx.insert(PaymentEntity, payment);
    for (const allocation of allocations) await this.repository.allocate(tx, payment.id, allocation, payment.createdAt);
    if (payment.method === 'balance') await this.sync.payFromBalance(tx, payment.id);
    return payment.id;
  }

  /**
   * The payment of a paid invoice, kept for its subject; it is looked at like any other.
   * @returns its id while it is not known to have succeeded
   */
  async fromInvoice(tx: EntityManager, invoice: InvoicePayment): Promise<string | null> {
    const known = await tx.findOneBy(PaymentEntity, { stripeInvoiceId: invoice.invoiceId });
    if (known) return known.state === 'succeeded' ? null : known.id;
    const { subject, payerId, amount, promoAmount, currency, description } = invoice;
    const cash = amount - promoAmount;
    const payment = Object.assign(
      this.draft(
        {
          subject,
          payerId,
          amount,
          currency,
          description,
          allocations: [],
          capture: 'automatic',
          heldUntil: this.clock.now(),
        },
        1,
        cash,
      ),
      { method: 'invoice', state: 'pending', taxAmount: invoice.taxAmount, stripeInvoiceId: invoice.invoiceId },
      { stripePaymentIntentId: invoice.paymentIntentId },
    );
    await tx.insert(PaymentEntity, payment);
    await this.repository.allocate(
      tx,
      payment.id,
      { subject, mentorId: null, amount, promoAmount, feeAmount: 0 },
      payment.createdAt,
    );
    return payment.id;
  }

  /** Looks at a payment now. @throws StripeOutcomeUnknown */
  async look(paymentId: string): Promise<void> {
    await this.sync.payment(paymentId);
  }

  private draft(request: PaymentRequest, attempt: number, amount: number): PaymentEntity {
    const [id, now] = [newId(), this.clock.now()];
    const page = `${this.config.publicUrl}/checkout/${request.subject.kind}/${request.subject.id}`;
    return Object.assign(new PaymentEntity(), {
      ...{ id, attempt, amount, payerId: request.payerId, description: request.description },
      subjectKind: request.subject.kind,
      subjectId: request.subject.id,
      method: amount > 0 ? ('checkout' as const) : ('balance' as const),
      currency: request.currency,
      capture: request.capture,
      state: 'created' as const,
      successUrl: request.successUrl ?? `${page}/paid`,
      cancelUrl: request.cancelUrl ?? `${page}/cancelled`,
      sessionExpiresAt: new Date(request.heldUntil.getTime() + SESSION_MINUTES_AFTER_HOLD * 60_000),
      nextPollAt: amount > 0 ? new Date(now.getTime() + FIRST_POLL_MS) : null,
      createdAt: now,
      updatedAt: now,
    });
  }

  /** Lets credit pay, part by part; the card's rest is nothing, or not below what a card can be charged. */
  private async withCredit(tx: EntityManager, request: PaymentRequest): Promise<Allocation[]> {
    const { payerId, currency, allocations } = request;
    const cash = allocations.reduce((sum, one) => sum + cashIn(one), 0);
    if (request.useCredit === false || cash === 0) return allocations;
    const credit = Math.min(cash, await this.credit.spendable(tx, payerId, currency));
    const step = stepOf(currency);
    const usable = credit === cash ? credit : Math.min(credit, Math.max(0, cash - minimumCharge(currency)));
    let left = usable - (usable % step);
    return allocations.map((one) => {
      const creditAmount = Math.min(left, cashIn(one));
      left -= creditAmount;
      return { ...one, creditAmount };
    });
  }

  /**
   * Opens the payment's page at Stripe, or answers the one already open. No transaction may be open.
   * @throws StripeOutcomeUnknown (502); a retry is safe and finds the same page
   */
  async open(paymentId: string): Promise<{ checkoutUrl: string; expiresAt: Date }> {
    const payment = await this.repository.payment(this.database.manager, paymentId);
    if (!payment) throw notFound('payment');
    const page = payment.method === 'balance' ? payment.successUrl : payment.checkoutUrl; // nothing is left to pay: straight on
    if (page !== null) return { checkoutUrl: page, expiresAt: payment.sessionExpiresAt };
    const session = await this.gateway.openCheckout(payment);
    await this.database.manager
      .createQueryBuilder()
      .update(PaymentEntity)
      .set({
        stripeSessionId: session.id,
        checkoutUrl: session.url,
        updatedAt: this.clock.now(),
        state: () => `CASE state WHEN 'created' THEN 'pending' ELSE state END`,
      })
      .where('id = :paymentId', { paymentId })
      .execute();
    return { checkoutUrl: session.url ?? '', expiresAt: payment.sessionExpiresAt };
  }

  /**
   * Makes sure that no money can arrive any more for the subject's open checkout, by asking Stripe to expire it.
   * @returns `closed`, `paid` when it had been paid or authorized, `processing` when a delayed method is under way
   * @throws StripeOutcomeUnknown when Stripe cannot be asked
   */
  async close(subject: Subject): Promise<'closed' | 'paid' | 'processing'> {
    const payments = await this.repository.ofSubject(this.database.manager, subject);
    if (payments.some(({ state }) => isPaid(state))) return 'paid';
    const live = payments.find(({ state }) => isLive(state));
    if (!live) return 'closed';
    const sessionId = live.stripeSessionId ?? (await this.gateway.openCheckout(live)).id; // same key: learns what a lost answer made
    try {
      await this.gateway.expireCheckout(sessionId);
    } catch (error) {
      if (!(error instanceof StripeRefusal)) throw error; // not open: look what it became
    }
    const state = await this.sync.payment(live.id);
    if (isPaid(state)) return 'paid';
    return isLive(state) ? 'processing' : 'closed';
  }
}

/** What is left for the card. */
const cashIn = ({ amount, creditAmount = 0, promoAmount = 0, prepaidAmount = 0 }: Allocation): number =>
  cashOf({ amount, creditAmount, promoAmount, prepaidAmount });

const formatMinimum = (currency: string): string => formatMoney({ amount: minimumCharge(currency), currency });

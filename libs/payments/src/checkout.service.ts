import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Config, Database, newId, notFound } from '#libs/platform';
import { isLive, isPaid } from './domain/payment-state.ts';
import { PaymentEntity } from './payments.entities.ts';
import type { Subject } from './payments.events.ts';
import { PaymentsRepository } from './payments.repository.ts';
import { SyncService } from './sync.service.ts';
import { StripeGateway, StripeRefusal } from './stripe.gateway.ts';

/** Which subject and mentor a part of the money will be for. */
export interface Allocation {
  subject: Subject;
  mentorId: string;
  amount: number;
  feeAmount: number;
}

export interface PaymentRequest {
  subject: Subject;
  payerId: string;
  amount: number;
  currency: string;
  /** Their amounts sum to `amount`; none where it is not decided yet who gets it (see `CaptureService.assign`). */
  allocations: Allocation[];
  /** `manual`: only authorize; `CaptureService` decides later. */
  capture: 'automatic' | 'manual';
  /** When what is paid for stops being held. */
  heldUntil: Date;
  description: string;
  successUrl?: string;
  cancelUrl?: string;
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
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Writes the payment row before Stripe is called; the live one of the subject if there is one already. */
  async prepare(tx: EntityManager, request: PaymentRequest): Promise<string> {
    const earlier = await this.repository.ofSubject(tx, request.subject);
    const live = earlier.find(({ state }) => isLive(state));
    if (live) return live.id;
    const [id, now] = [newId(), this.clock.now()];
    const page = `${this.config.publicUrl}/checkout/${request.subject.kind}/${request.subject.id}`;
    const payment: Partial<PaymentEntity> = {
      id,
      subjectKind: request.subject.kind,
      subjectId: request.subject.id,
      attempt: (earlier[0]?.attempt ?? 0) + 1,
      payerId: request.payerId,
      description: request.description,
      amount: request.amount,
      currency: request.currency,
      capture: request.capture,
      state: 'created',
      successUrl: request.successUrl ?? `${page}/paid`,
      cancelUrl: request.cancelUrl ?? `${page}/cancelled`,
      sessionExpiresAt: new Date(request.heldUntil.getTime() + SESSION_MINUTES_AFTER_HOLD * 60_000),
      nextPollAt: new Date(now.getTime() + FIRST_POLL_MS),
      createdAt: now,
      updatedAt: now,
    };
    await tx.insert(PaymentEntity, payment);
    for (const { subject, ...part } of request.allocations) await this.repository.allocate(tx, id, subject, part, now);
    return id;
  }

  /**
   * Opens the payment's page at Stripe, or answers the one already open. No transaction may be open.
   * @throws StripeOutcomeUnknown (502); a retry is safe and finds the same page
   */
  async open(paymentId: string): Promise<{ checkoutUrl: string; expiresAt: Date }> {
    const payment = await this.repository.payment(this.database.manager, paymentId);
    if (!payment) throw notFound('payment');
    if (payment.checkoutUrl) return { checkoutUrl: payment.checkoutUrl, expiresAt: payment.sessionExpiresAt };
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

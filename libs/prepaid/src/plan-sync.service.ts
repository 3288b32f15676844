import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { PinoLogger } from 'nestjs-pino';
import type { EntityManager } from 'typeorm';
import { CheckoutService, StripeRefusal } from '#libs/payments';
import { Clock, Database, Events, newId } from '#libs/platform';
import { planStateOf, TRIAL_SESSIONS } from './domain/plan-rules.ts';
import { PlanEntity, type PlanWish } from './plan.entities.ts';
import { PlanPaymentFailed } from './prepaid.events.ts';
import { EntitlementEntity } from './prepaid.entities.ts';
import { PlansGateway } from './plans.gateway.ts';

/** A month of a plan as a payment's subject. */
export const PLAN_PERIOD = 'plan_period';

const POLL_OPEN_MS = 5 * 60_000;
const POLL_MS = 6 * 3_600_000;
const REGRET_MS = 60_000;

/** Brings our picture of a plan up to what Stripe says when asked, and does there what was decided here. */
@Injectable()
export class PlanSync {
  constructor(
    private readonly database: Database,
    private readonly gateway: PlansGateway,
    private readonly checkouts: CheckoutService,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {}

  /** Does what is wanted, asks Stripe how things are, writes it down. No transaction may be open. @throws StripeOutcomeUnknown */
  async sync(planId: string): Promise<void> {
    const plan = await this.database.manager.findOneBy(PlanEntity, { id: planId });
    if (!plan) return;
    const subscriptionId = plan.stripeSubscriptionId ?? (await this.subscriptionOf(plan));
    if (subscriptionId === null) return;
    if (plan.wanted !== null) await this.perform(planId, subscriptionId, plan.wanted);
    const subscription = await this.gateway.subscription(subscriptionId);
    const invoices = await this.gateway.invoices(subscriptionId);
    const payments = await this.database.transaction((tx) => this.apply(tx, planId, subscription, invoices));
    for (const id of payments) await this.checkouts.look(id);
  }

  /** The same where a failure may wait: it is repeated by the sweep. */
  async trySync(planId: string): Promise<void> {
    await this.sync(planId).catch((error: unknown) =>
      this.logger.warn({ err: error, planId }, 'could not look at a plan, it is looked at again'),
    );
  }

  /** The subscription behind a completed payment page; a page that has lapsed makes room for another. */
  private async subscriptionOf(plan: PlanEntity): Promise<string | null> {
    if (plan.stripeSessionId === null) return null;
    const session = await this.gateway.session(plan.stripeSessionId);
    const lapsed = session.status === 'expired' ? { stripeSessionId: null, checkoutUrl: null } : {};
    const nextPollAt = session.status === 'expired' ? null : new Date(this.clock.now().getTime() + POLL_OPEN_MS);
    if (typeof session.subscription !== 'string')
      await this.database.manager.update(PlanEntity, { id: plan.id }, { ...lapsed, nextPollAt });
    return typeof session.subscription === 'string' ? session.subscription : null;
  }

  private async perform(planId: string, subscriptionId: string, wish: PlanWish): Promise<void> {
    const calls: Record<PlanWish, () => Promise<unknown>> = {
      pause: () => this.gateway.pause(subscriptionId, true),
      resume: () => this.gateway.pause(subscriptionId, false),
      cancel_at_period_end: () => this.gateway.cancelAtPeriodEnd(subscriptionId),
      cancel_now: () => this.gateway.cancelNow(subscriptionId),
    };
    try {
      await calls[wish]();
    } catch (error) {
      if (!(error instanceof StripeRefusal)) throw error; // it has ended meanwhile: look what it became
    }
    await this.database.manager.update(PlanEntity, { id: planId, wanted: wish }, { wanted: null });
  }

  private async apply(
    tx: EntityManager,
    planId: string,
    subscription: Stripe.Subscription,
    invoices: Stripe.Invoice[],
  ): Promise<string[]> {
    const plan = await tx.findOne(PlanEntity, { where: { id: planId }, lock: { mode: 'for_no_key_update' } });
    if (!plan) return [];
    const [before, now] = [plan.state, this.clock.now()];
    const end = subscription.items.data[0]?.current_period_end;
    Object.assign(plan, {
      stripeSubscriptionId: subscription.id,
      state: planStateOf(subscription.status, subscription.pause_collection !== null),
      trialEndsAt: subscription.trial_end === null ? null : new Date(subscription.trial_end * 1000),
      periodEndsAt: end === undefined ? null : new Date(end * 1000),
      cancelAtPeriodEnd: subscription.cancel_at_period_end,
      updatedAt: now,
    });
    if (plan.state !== 'paused') plan.pausedBy = null;
    plan.nextPollAt = plan.state === 'cancelled' ? null : nextLook(plan, now);
    await tx.save(plan);
    if (plan.state === 'past_due' && before !== 'past_due')
      await this.events.publish(tx, new PlanPaymentFailed(plan.id));
    if (plan.trial && plan.trialEndsAt !== null) await this.trialPeriod(tx, plan, subscription);
    const payments: string[] = [];
    for (const invoice of invoices) {
      const payment = await this.paidPeriod(tx, plan, invoice);
      if (payment !== null) payments.push(payment);
    }
    return payments;
  }

  /** The free week: sessions that cost nothing. */
  private async trialPeriod(tx: EntityManager, plan: PlanEntity, subscription: Stripe.Subscription): Promise<void> {
    const marker = `trial:${subscription.id}`;
    const startsAt = new Date((subscription.trial_start ?? subscription.created) * 1000);
    const known = await tx.findOneBy(EntitlementEntity, { stripeInvoiceId: marker });
    const isOver = plan.trialEndsAt !== null && plan.trialEndsAt <= this.clock.now();
    if (known) {
      Object.assign(known, { endsAt: plan.trialEndsAt }, isOver && known.state === 'active' && { state: 'ended' });
      await tx.save(known);
    } else
      await tx.insert(EntitlementEntity, {
        ...this.period(plan, marker, 0, TRIAL_SESSIONS, startsAt, plan.trialEndsAt ?? startsAt),
        ...{ state: isOver ? ('ended' as const) : ('active' as const), paidAt: startsAt },
      });
  }

  /** A paid invoice is a month: its sessions, and its payment, which is then looked at like any other. @returns the payment when it is new or unfinished */
  private async paidPeriod(tx: EntityManager, plan: PlanEntity, invoice: Stripe.Invoice): Promise<string | null> {
    if (invoice.status !== 'paid' || invoice.amount_paid <= 0) return null;
    const intent = invoice.payments?.data.find(({ status }) => status === 'paid')?.payment.payment_intent;
    if (!intent) return null;
    const tax = invoice.total_taxes?.reduce((sum, { amount }) => sum + amount, 0) ?? 0;
    const discount = invoice.total_discount_amounts?.reduce((sum, { amount }) => sum + amount, 0) ?? 0;
    const amount = invoice.amount_paid - tax + discount; // the platform bears the discount, the month is worth its price
    const known = await tx.findOneBy(EntitlementEntity, { stripeInvoiceId: invoice.id });
    const span = invoice.lines.data[0]?.period ?? { start: invoice.period_start, end: invoice.period_end };
    const period =
      known ??
      this.period(plan, invoice.id, amount, plan.sessions, new Date(span.start * 1000), new Date(span.end * 1000));
    if (!known) await tx.insert(EntitlementEntity, period);
    return this.checkouts.fromInvoice(tx, {
      subject: { kind: PLAN_PERIOD, id: period.id },
      payerId: plan.candidateId,
      amount,
      promoAmount: discount,
      taxAmount: tax,
      currency: plan.currency,
      description: `${plan.sessions} sessions, ${plan.durationMinutes} minutes each`,
      invoiceId: invoice.id,
      paymentIntentId: typeof intent === 'string' ? intent : intent.id,
    });
  }

  private period(
    plan: PlanEntity,
    invoice: string,
    amount: number,
    sessions: number,
    startsAt: Date,
    endsAt: Date,
  ): EntitlementEntity {
    const {
      id: planId,
      candidateId,
      mentorId,
      mentorAccountId,
      offeringId,
      durationMinutes,
      currency,
      feePercent,
    } = plan;
    return Object.assign(new EntitlementEntity(), {
      ...{
        id: newId(),
        kind: 'plan_period',
        planId,
        candidateId,
        mentorId,
        mentorAccountId,
        offeringId,
        durationMinutes,
      },
      ...{
        stripeInvoiceId: invoice,
        state: 'pending',
        sessions,
        sessionsLeft: sessions,
        priceAmount: amount,
        valueLeft: 0,
      },
      ...{ singlePrice: Math.ceil(amount / sessions), currency, feePercent, offered: 0, movedFrom: null, paidAt: null },
      ...{ startsAt, endsAt, createdAt: this.clock.now() },
    });
  }
}

/** When Stripe is asked next without an event: soon after the month ends, and every few hours. */
function nextLook({ periodEndsAt }: PlanEntity, now: Date): Date {
  const soon = now.getTime() + POLL_MS;
  const atEnd = (periodEndsAt?.getTime() ?? Infinity) + REGRET_MS;
  return new Date(atEnd > now.getTime() ? Math.min(soon, atEnd) : soon);
}

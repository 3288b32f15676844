import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountsService } from '#libs/accounts';
import { MentorsService } from '#libs/mentors';
import { PaymentsService, PromoCodesService, RefundsService } from '#libs/payments';
import {
  Clock,
  Config,
  Database,
  decodeCursor,
  Events,
  newId,
  notFound,
  type Page,
  type PageQuery,
  type Principal,
  Problem,
  row,
  toPage,
} from '#libs/platform';
import { mayRegret } from './domain/plan-rules.ts';
import { toEntitlement } from './packages.service.ts';
import { PlanCheckInEntity, PlanEntity, type PlanWish } from './plan.entities.ts';
import { PlanSync } from './plan-sync.service.ts';
import { PlanChanged } from './prepaid.events.ts';
import { EntitlementEntity } from './prepaid.entities.ts';
import type { PlanResponse, StartPlan } from './plans.dto.ts';
import { PlansGateway } from './plans.gateway.ts';

const CHECKOUT_MINUTES = 60;

/** Plans: a number of sessions a month with one mentor, by subscription; what their people do with them. */
@Injectable()
export class PlansService {
  constructor(
    private readonly database: Database,
    private readonly mentors: MentorsService,
    private readonly accounts: AccountsService,
    private readonly payments: PaymentsService,
    private readonly refunds: RefundsService,
    private readonly promos: PromoCodesService,
    private readonly gateway: PlansGateway,
    private readonly plans: PlanSync,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Begins a plan: with its payment page, or as an application where the mentor wants one first.
   * @throws Problem `not_found`, `policy_violation`, `already_exists`, `payment_provider_error`
   */
  async start(candidate: Principal, wanted: StartPlan): Promise<PlanResponse> {
    const offering = await this.mentors.bookable(wanted.offeringId);
    if (offering.kind !== 'plan') throw new Problem('policy_violation', 'This offering is not a plan.');
    if (offering.mentorAccountId === candidate.accountId)
      throw new Problem('policy_violation', 'You cannot have a plan with yourself.');
    const { mentorId, mentorAccountId, offeringId, durationMinutes, priceAmount, currency, feePercent } = offering;
    const [id, now] = [newId(), this.clock.now()];
    const page = `${this.config.publicUrl}/plans/${id}`;
    await this.database.transaction(async (tx) => {
      const plan = tx.create(PlanEntity, {
        ...{
          id,
          candidateId: candidate.accountId,
          mentorId,
          mentorAccountId,
          offeringId,
          durationMinutes,
          priceAmount,
        },
        ...{ currency, feePercent, sessions: offering.sessions ?? 1, text: wanted.text ?? null },
        state: offering.requiresApproval ? 'applied' : 'checkout',
        trial: offering.trial && !(await this.hadTrial(tx, candidate.accountId, mentorId)),
        ...{
          successUrl: wanted.successUrl ?? page,
          cancelUrl: wanted.cancelUrl ?? page,
          attempt: 0,
          createdAt: now,
          updatedAt: now,
        },
      });
      if (wanted.promoCode !== undefined) Object.assign(plan, await this.discounted(tx, plan, wanted.promoCode));
      await tx.insert(PlanEntity, plan);
      if (plan.state === 'applied') await this.events.publish(tx, new PlanChanged(id, 'applied', id));
    });
    return offering.requiresApproval ? this.read(candidate, id) : this.checkout(candidate, id);
  }

  /** The payment page of a plan, the same one while it is open. @throws Problem `not_found`, `invalid_state`, `payment_provider_error` */
  async checkout(candidate: Principal, id: string): Promise<PlanResponse> {
    const own = await this.database.manager.findOneBy(PlanEntity, { id, candidateId: candidate.accountId });
    if (!own) throw notFound('plan'); // nobody else makes us ask Stripe
    await this.plans.trySync(id); // it may have been paid, or its page have lapsed
    const plan = await this.database.transaction(async (tx) => {
      const locked = await this.lockOf(tx, candidate, id, 'candidate');
      if (locked.state !== 'checkout')
        throw new Problem('invalid_state', `A plan that is ${locked.state} is not paid for now.`);
      if (locked.checkoutUrl !== null) return locked;
      if (locked.sessionExpiresAt === null || locked.sessionExpiresAt <= this.clock.now()) {
        locked.attempt++;
        locked.sessionExpiresAt = new Date(this.clock.now().getTime() + CHECKOUT_MINUTES * 60_000);
      }
      locked.nextPollAt = new Date(this.clock.now().getTime() + 60_000);
      return tx.save(locked);
    });
    if (plan.checkoutUrl === null) {
      const person = (await this.accounts.people(this.database.manager, [plan.candidateId])).get(plan.candidateId);
      if (plan.discountAmount > 0 && plan.stripeCouponId === null) {
        plan.stripeCouponId = await this.gateway.coupon(plan);
        await this.database.manager.update(PlanEntity, { id }, { stripeCouponId: plan.stripeCouponId });
      }
      const session = await this.gateway.openCheckout(plan, person?.email ?? '');
      const opened = { stripeSessionId: session.id, checkoutUrl: session.url };
      await this.database.manager.update(PlanEntity, { id }, opened);
    }
    return this.read(candidate, id);
  }

  /** One plan for its two people. @throws Problem `not_found` */
  async read(person: Principal, id: string): Promise<PlanResponse> {
    const plan = await this.database.manager.findOneBy(PlanEntity, { id });
    if (!plan || sideOf(plan, person) === null) throw notFound('plan');
    return this.view(plan);
  }

  /** My plans, as candidate or mentor, latest first. */
  async list(person: Principal, query: PageQuery): Promise<Page<PlanResponse>> {
    const after = decodeCursor<[string]>(query.cursor, ['string']);
    const mine = this.database.manager
      .createQueryBuilder(PlanEntity, 'p')
      .where('(p.candidate_id = :me OR p.mentor_account_id = :me)', { me: person.accountId })
      .orderBy('p.id', 'DESC')
      .limit(query.limit + 1);
    if (after) mine.andWhere('p.id < :after', { after: after[0] });
    const { data, nextCursor } = toPage(
      await mine.getMany(),
      query.limit,
      ({ id }) => [id],
      (plan) => plan,
    );
    return { data: await Promise.all(data.map((plan) => this.view(plan))), nextCursor };
  }

  /** The mentor takes an application, or does not. @throws Problem `not_found`, `invalid_state` */
  async answerApplication(mentor: Principal, id: string, accepts: boolean): Promise<PlanResponse> {
    return this.change(mentor, id, 'mentor', async (tx, plan) => {
      if (plan.state !== 'applied')
        throw new Problem('invalid_state', `A plan that is ${plan.state} is not an application.`);
      plan.state = accepts ? 'checkout' : 'declined';
      await this.events.publish(tx, new PlanChanged(id, accepts ? 'accepted' : 'declined', id));
    });
  }

  /** No money is taken from the next month on; what is paid stays usable. @throws Problem `not_found`, `invalid_state` */
  async pause(candidate: Principal, id: string): Promise<PlanResponse> {
    return this.wish(candidate, id, ['active', 'past_due'], 'pause', (plan) =>
      Object.assign(plan, { pausedBy: 'candidate' }),
    );
  }

  async resume(candidate: Principal, id: string): Promise<PlanResponse> {
    return this.wish(candidate, id, ['paused'], 'resume');
  }

  /**
   * Ends a plan with its month; within 48 hours of paying for a month of which nothing was used, at once, and the month
   * is given back in full. An application or an unpaid plan just ends.
   * @throws Problem `not_found`, `invalid_state`
   */
  async cancel(candidate: Principal, id: string): Promise<PlanResponse> {
    return this.change(candidate, id, 'candidate', async (tx, plan) => {
      if (plan.state === 'cancelled' || plan.state === 'declined')
        throw new Problem('invalid_state', `This plan is ${plan.state} already.`);
      if (plan.stripeSubscriptionId === null && plan.stripeSessionId === null) {
        plan.state = 'cancelled';
        await this.promos.release(tx, id);
        return;
      }
      plan.wanted = (await this.regret(tx, plan)) || plan.state === 'trialing' ? 'cancel_now' : 'cancel_at_period_end';
      plan.nextPollAt = this.clock.now();
    });
  }

  /** The mentor gives a trial more days. @throws Problem `not_found`, `invalid_state`, `payment_provider_error` */
  async extendTrial(mentor: Principal, id: string, days: number): Promise<PlanResponse> {
    const plan = await this.database.manager.findOneBy(PlanEntity, { id });
    if (plan?.mentorAccountId !== mentor.accountId) throw notFound('plan');
    if (plan.state !== 'trialing' || plan.trialEndsAt === null || plan.stripeSubscriptionId === null)
      throw new Problem('invalid_state', 'This plan has no trial under way.');
    await this.gateway.moveTrialEnd(
      plan.stripeSubscriptionId,
      new Date(plan.trialEndsAt.getTime() + days * 86_400_000),
    );
    await this.plans.sync(id);
    return this.read(mentor, id);
  }

  /** The two write to each other; a question of the candidate waits for an answer. @throws Problem `not_found`, `invalid_state` */
  async checkIn(person: Principal, id: string, text: string): Promise<PlanResponse> {
    return this.change(person, id, null, async (tx, plan) => {
      const by = sideOf(plan, person) ?? 'candidate';
      if (!['trialing', 'active', 'past_due', 'paused'].includes(plan.state))
        throw new Problem('invalid_state', `A plan that is ${plan.state} has no check-ins.`);
      const [checkInId, at] = [newId(), this.clock.now()];
      await tx.insert(PlanCheckInEntity, { id: checkInId, planId: id, by, text, at });
      plan.questionAt = by === 'mentor' ? null : (plan.questionAt ?? at);
      if (by === 'mentor' && plan.state === 'paused' && plan.pausedBy === 'unanswered')
        Object.assign(plan, { wanted: 'resume', nextPollAt: at });
      await this.events.publish(tx, new PlanChanged(id, by === 'mentor' ? 'answer' : 'question', checkInId));
    });
  }

  /** What a promo code takes over of the first month. @throws Problem `promo_invalid` */
  private async discounted(tx: EntityManager, plan: PlanEntity, code: string): Promise<Partial<PlanEntity>> {
    if (plan.trial) throw new Problem('promo_invalid', 'A plan that begins with a trial takes no promo code.');
    const { id: subjectId, candidateId, mentorId, offeringId, priceAmount: price, currency } = plan;
    const wish = { subjectId, candidateId, mentorId, offeringId, price, currency };
    const { promoCodeId, discount } = await this.promos.use(tx, code, wish);
    if (discount === price)
      throw new Problem('promo_invalid', 'The first month of a plan cannot be free by a promo code.');
    return { promoCodeId, discountAmount: discount };
  }

  /** Gives the running month back when it was just paid and nothing of it was used. @returns whether it did */
  private async regret(tx: EntityManager, plan: PlanEntity): Promise<boolean> {
    const period = await tx.findOne(EntitlementEntity, {
      where: { planId: plan.id, state: 'active' },
      order: { startsAt: 'DESC' },
      lock: { mode: 'pessimistic_write' },
    });
    if (!period || period.valueLeft === 0 || !mayRegret(period, this.clock.now())) return false;
    const payment = await this.payments.captured(tx, period.id);
    if (!payment) return false;
    Object.assign(period, { state: 'refunded', sessionsLeft: 0, valueLeft: 0 });
    await tx.save(period);
    await this.refunds.request(tx, payment.allocationId, 'all', 'plan cancelled within 48 hours of paying');
    return true;
  }

  private wish(
    candidate: Principal,
    id: string,
    from: PlanEntity['state'][],
    wish: PlanWish,
    also: (plan: PlanEntity) => unknown = () => undefined,
  ): Promise<PlanResponse> {
    return this.change(candidate, id, 'candidate', async (_, plan) => {
      if (!from.includes(plan.state))
        throw new Problem('invalid_state', `Not possible for a plan that is ${plan.state}.`);
      Object.assign(plan, { wanted: wish, nextPollAt: this.clock.now() });
      also(plan);
    });
  }

  /** Changes a locked plan, then does at Stripe what is wanted; what fails there is repeated by the sweep. */
  private async change(
    person: Principal,
    id: string,
    side: 'candidate' | 'mentor' | null,
    work: (tx: EntityManager, plan: PlanEntity) => Promise<void>,
  ): Promise<PlanResponse> {
    const wanted = await this.database.transaction(async (tx) => {
      const plan = await this.lockOf(tx, person, id, side);
      await work(tx, plan);
      plan.updatedAt = this.clock.now();
      return (await tx.save(plan)).wanted;
    });
    if (wanted !== null) await this.plans.trySync(id);
    return this.read(person, id);
  }

  private async lockOf(
    tx: EntityManager,
    person: Principal,
    id: string,
    side: 'candidate' | 'mentor' | null,
  ): Promise<PlanEntity> {
    const plan = await tx.findOne(PlanEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
    const mine = plan && sideOf(plan, person);
    if (!plan || mine === null || (side !== null && mine !== side)) throw notFound('plan');
    return plan;
  }

  private async hadTrial(tx: EntityManager, candidateId: string, mentorId: string): Promise<boolean> {
    const had = await row(
      tx,
      `SELECT id FROM plans WHERE candidate_id = $1 AND mentor_id = $2 AND trial AND stripe_subscription_id IS NOT NULL LIMIT 1`,
      [candidateId, mentorId],
    );
    return had !== undefined;
  }

  private async view(plan: PlanEntity): Promise<PlanResponse> {
    const periods = await this.database.manager.find(EntitlementEntity, {
      where: { planId: plan.id },
      order: { startsAt: 'DESC' },
      take: 24,
    });
    const checkIns = await this.database.manager.find(PlanCheckInEntity, {
      where: { planId: plan.id },
      order: { id: 'DESC' },
      take: 50,
    });
    const {
      id,
      state,
      mentorId,
      candidateId,
      offeringId,
      text,
      sessions,
      durationMinutes,
      cancelAtPeriodEnd,
      pausedBy,
    } = plan;
    return {
      ...{ id, state, mentorId, candidateId, offeringId, text, sessions, durationMinutes, cancelAtPeriodEnd, pausedBy },
      price: { amount: plan.priceAmount, currency: plan.currency },
      discount: plan.discountAmount > 0 ? { amount: plan.discountAmount, currency: plan.currency } : null,
      trial: plan.trial,
      trialEndsAt: plan.trialEndsAt?.toISOString() ?? null,
      periodEndsAt: plan.periodEndsAt?.toISOString() ?? null,
      checkoutUrl: state === 'checkout' ? plan.checkoutUrl : null,
      periods: periods.map((period) => toEntitlement(period, this.clock.now())),
      checkIns: checkIns.map((one) => ({ at: one.at.toISOString(), by: one.by, text: one.text })),
      createdAt: plan.createdAt.toISOString(),
    };
  }
}

const sideOf = (plan: PlanEntity, person: Principal): 'candidate' | 'mentor' | null => {
  if (plan.candidateId === person.accountId) return 'candidate';
  return plan.mentorAccountId === person.accountId ? 'mentor' : null;
};

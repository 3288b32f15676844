import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { AvailabilityService } from '#libs/availability';
import { MentorsService } from '#libs/mentors';
import { changed, Clock, Database, Events, rows, SWEEP_BATCH } from '#libs/platform';
import { endOfMonth, sessionsThatFit, UNANSWERED_DAYS } from './domain/plan-rules.ts';
import { EntitlementsService } from './entitlements.service.ts';
import { PackagesService } from './packages.service.ts';
import { PlanEntity } from './plan.entities.ts';
import { PlanSync } from './plan-sync.service.ts';
import { PlanChanged } from './prepaid.events.ts';
import { EntitlementEntity } from './prepaid.entities.ts';
import { PlansGateway } from './plans.gateway.ts';

const DAY_MS = 86_400_000;
const TRIAL_ENDS_SOON_MS = DAY_MS / 4;
const PAGE = 200;

/** What happens to plans without anyone asking: the fair-plan rules. */
@Injectable()
export class PlanClockwork {
  constructor(
    private readonly database: Database,
    private readonly plans: PlanSync,
    private readonly gateway: PlansGateway,
    private readonly entitlements: EntitlementsService,
    private readonly packages: PackagesService,
    private readonly availability: AvailabilityService,
    private readonly mentors: MentorsService,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {}

  /** One batch of plans whose next look at Stripe is due. */
  async pollDue(): Promise<number> {
    const now = this.clock.now();
    const due = await changed<{ id: string }>(
      this.database.manager,
      `UPDATE plans SET next_poll_at = $1::timestamptz + interval '5 minutes' WHERE id IN (
         SELECT id FROM plans WHERE next_poll_at <= $1 ORDER BY next_poll_at LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING id`,
      [now, SWEEP_BATCH],
    );
    for (const { id } of due) await this.plans.trySync(id);
    return due.length;
  }

  /** A trial that ends soon, and for which the mentor has had no usable time, gets another day, again and again. */
  async extendTrials(): Promise<number> {
    const now = this.clock.now();
    const ending = await rows<{ id: string; period: string }>(
      this.database.manager,
      `SELECT p.id, e.id AS period FROM plans p JOIN entitlements e ON e.stripe_invoice_id = 'trial:' || p.stripe_subscription_id
       WHERE p.state = 'trialing' AND p.trial_ends_at BETWEEN $1 AND $2 AND e.sessions_left = e.sessions AND e.offered = 0 ORDER BY p.trial_ends_at LIMIT $3`,
      [now, new Date(now.getTime() + TRIAL_ENDS_SOON_MS), SWEEP_BATCH],
    );
    for (const { id, period } of ending)
      await this.extend(id, period).catch((error: unknown) =>
        this.logger.warn({ err: error, planId: id }, 'could not extend a trial yet'),
      );
    return 0; // what was extended is not ending any more; what failed waits for the next round
  }

  /** Plans whose mentor has not answered a question for seven days take no more money until they do. */
  async pauseUnanswered(): Promise<number> {
    const now = this.clock.now();
    const paused = await this.database.transaction(async (tx) => {
      const due = await changed<{ id: string }>(
        tx,
        `UPDATE plans SET wanted = 'pause', paused_by = 'unanswered', next_poll_at = $1 WHERE id IN (
           SELECT id FROM plans WHERE state = 'active' AND wanted IS NULL AND question_at <= $2 LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id`,
        [now, new Date(now.getTime() - UNANSWERED_DAYS * DAY_MS), SWEEP_BATCH],
      );
      for (const { id } of due)
        await this.events.publish(tx, new PlanChanged(id, 'paused', `${id}:${now.toISOString().slice(0, 10)}`));
      return due;
    });
    for (const { id } of paused) await this.plans.trySync(id);
    return paused.length;
  }

  /** Notes what mentors offer: the most sessions that could have been had in each running month. */
  async noteOffered(): Promise<number> {
    const now = this.clock.now();
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const running = await this.database.manager
        .createQueryBuilder(EntitlementEntity, 'e')
        .where(
          `e.kind = 'plan_period' AND e.state = 'active' AND e.ends_at > :now AND e.offered < e.sessions AND e.id > :after`,
          { now, after },
        )
        .orderBy('e.id')
        .limit(PAGE)
        .getMany();
      for (const period of running) {
        const free = await this.freeSessions(period, now, period.endsAt ?? now);
        const offered = Math.min(period.sessions, period.sessions - period.sessionsLeft + free);
        await this.database.manager.query('UPDATE entitlements SET offered = greatest(offered, $2) WHERE id = $1', [
          period.id,
          offered,
        ]);
      }
      if (running.length < PAGE) return 0;
      after = running.at(-1)?.id ?? after;
    }
  }

  /** Months that are over: credit for what was not offered, the rest is the mentor's. */
  async endMonths(): Promise<number> {
    const due = await rows<{ id: string }>(
      this.database.manager,
      `SELECT id FROM entitlements WHERE state = 'active' AND ends_at <= $1 ORDER BY ends_at LIMIT $2`,
      [this.clock.now(), SWEEP_BATCH],
    );
    for (const { id } of due) await this.endMonth(id);
    return due.length;
  }

  /** A plan whose offering has another price pays it from the next month on. */
  async followPrices(): Promise<number> {
    const moved = await rows<{ id: string; price: number }>(
      this.database.manager,
      `SELECT p.id, o.price_amount AS price FROM plans p JOIN offerings o ON o.id = p.offering_id
       WHERE p.state IN ('trialing', 'active', 'past_due', 'paused') AND o.price_amount <> p.price_amount AND o.currency = p.currency LIMIT $1`,
      [SWEEP_BATCH],
    );
    for (const { id, price } of moved) {
      const plan = await this.database.manager.findOneByOrFail(PlanEntity, { id });
      try {
        await this.gateway.changePrice(plan, price);
        await this.database.manager.update(PlanEntity, { id }, { priceAmount: price });
      } catch (error) {
        this.logger.warn({ err: error, planId: id }, 'could not change the price of a plan yet');
      }
    }
    return 0;
  }

  private async extend(planId: string, periodId: string): Promise<void> {
    const tx = this.database.manager;
    const plan = await tx.findOneByOrFail(PlanEntity, { id: planId });
    const period = await tx.findOneByOrFail(EntitlementEntity, { id: periodId });
    const [now, end] = [this.clock.now(), plan.trialEndsAt ?? this.clock.now()];
    if ((await this.freeSessions(period, now, end)) > 0) return;
    await this.gateway.moveTrialEnd(plan.stripeSubscriptionId ?? '', new Date(end.getTime() + DAY_MS));
    await this.plans.sync(planId);
    const mark = `${planId}:${end.toISOString()}`;
    await this.database.transaction((inside) =>
      this.events.publish(inside, new PlanChanged(planId, 'trial_extended', mark)),
    );
  }

  private async freeSessions(period: EntitlementEntity, from: Date, to: Date): Promise<number> {
    const offering = await this.mentors.bookable(period.offeringId).catch(() => null);
    if (offering === null) return 0; // paused or gone
    const { mentorId, mentorAccountId, scheduleId } = offering;
    const wish = {
      mentorId,
      mentorAccountId,
      scheduleId,
      candidateId: period.candidateId,
      durationMinutes: period.durationMinutes,
    };
    return sessionsThatFit(await this.availability.starts(wish, from.getTime(), to.getTime()), period.durationMinutes);
  }

  private async endMonth(id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const period = await this.entitlements.lock(tx, id);
      if (period?.state !== 'active' || period.endsAt === null || period.endsAt > this.clock.now()) return;
      const { credit, mentor } = endOfMonth(period);
      Object.assign(period, { state: 'ended', sessionsLeft: 0, valueLeft: 0 });
      await tx.save(period);
      if (credit > 0) await this.entitlements.toCredit(tx, period, credit, `fair:${id}`);
      await this.packages.payMentor(tx, period, mentor);
    });
  }
}

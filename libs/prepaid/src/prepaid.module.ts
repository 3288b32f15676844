import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '#libs/accounts';
import { AvailabilityModule } from '#libs/availability';
import { MentorsModule } from '#libs/mentors';
import {
  DisputeChanged,
  PaymentChanging,
  PaymentsModule,
  PaymentSucceeded,
  PrepaidReleased,
  RefundSucceeded,
  SubscriptionTold,
} from '#libs/payments';
import { PayoutsModule, SettlementsService } from '#libs/payouts';
import { Clock, Events, Jobs, rows, Sweeps } from '#libs/platform';
import { EntitlementsService } from './entitlements.service.ts';
import { PackagesController } from './packages.controller.ts';
import { PACKAGE, PackagesService, PREPAID_END } from './packages.service.ts';
import { PlanClockwork } from './plan-clockwork.ts';
import { PlanCheckInEntity, PlanEntity } from './plan.entities.ts';
import { PLAN_PERIOD, PlanSync } from './plan-sync.service.ts';
import { PlansController } from './plans.controller.ts';
import { PlansGateway } from './plans.gateway.ts';
import { PlansService } from './plans.service.ts';
import { EntitlementEntity } from './prepaid.entities.ts';

const PLAN_JOB = 'prepaid.plan';
/** Purchases whose money is kept until sessions use it. */
const BOUGHT: readonly string[] = [PACKAGE, PLAN_PERIOD];

@Module({
  imports: [
    AccountsModule,
    AvailabilityModule,
    MentorsModule,
    PaymentsModule,
    PayoutsModule,
    TypeOrmModule.forFeature([EntitlementEntity, PlanEntity, PlanCheckInEntity]),
  ],
  controllers: [PackagesController, PlansController],
  providers: [EntitlementsService, PackagesService, PlanClockwork, PlansGateway, PlansService, PlanSync],
  exports: [EntitlementsService, PlansService],
})
export class PrepaidModule implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly sweeps: Sweeps,
    private readonly clock: Clock,
    private readonly packages: PackagesService,
    private readonly entitlements: EntitlementsService,
    private readonly plans: PlanSync,
    private readonly clockwork: PlanClockwork,
    private readonly settlements: SettlementsService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ planId: string }>(PLAN_JOB, ({ planId }) => this.plans.sync(planId));
    this.sweeps.register('plans to look at', 30, () => this.clockwork.pollDue());
    this.sweeps.register('trials that end', 600, () => this.clockwork.extendTrials());
    this.sweeps.register('plans without an answer', 600, () => this.clockwork.pauseUnanswered());
    this.sweeps.register('what plans are offered', 3600, () => this.clockwork.noteOffered());
    this.sweeps.register('months that are over', 300, () => this.clockwork.endMonths());
    this.sweeps.register('prices of plans', 3600, () => this.clockwork.followPrices());
    this.listen();
  }

  private listen(): void {
    this.events.on(PaymentChanging, async (tx, { subjects }) => {
      for (const { kind, id } of subjects) if (BOUGHT.includes(kind)) await this.entitlements.lock(tx, id);
    });
    this.events.on(PaymentSucceeded, async (tx, { subject }) => {
      if (BOUGHT.includes(subject.kind)) await this.packages.onPaid(tx, subject.id);
      if (subject.kind === PREPAID_END) await this.settlements.schedule(tx, subject, this.clock.now());
    });
    this.events.on(PrepaidReleased, (tx, { prepaidId, amount }) => this.entitlements.restore(tx, prepaidId, amount));
    this.events.on(RefundSucceeded, async (tx, { subject, refund }) => {
      if (refund.destination === 'prepaid' && refund.prepaidId !== null)
        await this.entitlements.restore(tx, refund.prepaidId, refund.amount);
      if (BOUGHT.includes(subject.kind)) await this.entitlements.shrink(tx, subject.id, refund.amount);
    });
    this.events.on(DisputeChanged, async (tx, { state, allocationIds }) => {
      if (state !== 'lost') return;
      const lost = await rows<{ id: string; kind: string; amount: number }>(
        tx,
        'SELECT subject_id AS id, subject_kind AS kind, lost_amount AS amount FROM payment_allocations WHERE id = ANY ($1) AND lost_amount > 0',
        [allocationIds],
      );
      for (const { id, kind, amount } of lost)
        if (BOUGHT.includes(kind)) await this.entitlements.shrink(tx, id, amount);
    });
    this.events.on(SubscriptionTold, (tx, { planId }) => this.jobs.enqueue(tx, PLAN_JOB, { planId }));
  }
}

import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Jobs, Sweeps } from '#libs/platform';
import { CaptureService, DECISION_JOB } from './capture.service.ts';
import { CheckoutService } from './checkout.service.ts';
import { PaymentsController } from './payments.controller.ts';
import {
  LedgerEntryEntity,
  LedgerLineEntity,
  PaymentAllocationEntity,
  PaymentEntity,
  RefundEntity,
  StripeEventEntity,
} from './payments.entities.ts';
import { PaymentsRepository } from './payments.repository.ts';
import { PaymentsService } from './payments.service.ts';
import { ReconciliationService } from './reconciliation.service.ts';
import { REFUND_JOB, RefundsService } from './refunds.service.ts';
import { StripeGateway } from './stripe.gateway.ts';
import { SyncService } from './sync.service.ts';
import { EVENT_JOB, WebhooksService } from './webhooks.service.ts';

const ENTITIES = [
  PaymentEntity,
  PaymentAllocationEntity,
  RefundEntity,
  StripeEventEntity,
  LedgerEntryEntity,
  LedgerLineEntity,
];

@Module({
  imports: [TypeOrmModule.forFeature(ENTITIES)],
  controllers: [PaymentsController],
  providers: [
    CaptureService,
    CheckoutService,
    PaymentsRepository,
    PaymentsService,
    ReconciliationService,
    RefundsService,
    StripeGateway,
    SyncService,
    WebhooksService,
  ],
  exports: [CaptureService, CheckoutService, PaymentsService, ReconciliationService, RefundsService],
})
export class PaymentsModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly sweeps: Sweeps,
    private readonly webhooks: WebhooksService,
    private readonly refunds: RefundsService,
    private readonly captures: CaptureService,
    private readonly reconciliation: ReconciliationService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ eventId: string }>(EVENT_JOB, ({ eventId }) => this.webhooks.process(eventId));
    this.jobs.handle<{ refundId: string }>(REFUND_JOB, ({ refundId }) => this.refunds.perform(refundId));
    this.jobs.handle<{ paymentId: string }>(DECISION_JOB, ({ paymentId }) => this.captures.perform(paymentId));
    this.sweeps.register('payments to look at', 20, () => this.reconciliation.pollDue());
    this.sweeps.register('refunds to try again', 30, () => this.reconciliation.retryRefunds());
  }
}

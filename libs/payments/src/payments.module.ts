import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '#libs/accounts';
import { Jobs, Sweeps } from '#libs/platform';
import { CaptureService, DECISION_JOB } from './capture.service.ts';
import { CheckoutService } from './checkout.service.ts';
import { MoneyController } from './money.controller.ts';
import { PaymentsController } from './payments.controller.ts';
import { ComparisonService } from './comparison.service.ts';
import { CreditService } from './credit.service.ts';
import { DisputeEntity } from './dispute.entity.ts';
import { DisputeBook } from './dispute-book.ts';
import { DisputesService } from './disputes.service.ts';
import { LedgerComparisonEntity, LedgerEntryEntity, LedgerLineEntity } from './ledger.entities.ts';
import { Ledger } from './ledger.service.ts';
import { PaymentAllocationEntity, PaymentEntity, RefundEntity, StripeEventEntity } from './payments.entities.ts';
import { PaymentsRepository } from './payments.repository.ts';
import { PaymentsService } from './payments.service.ts';
import { ReconciliationService } from './reconciliation.service.ts';
import { PromoCodeEntity, PromoUseEntity } from './promo-code.entities.ts';
import { PromoCodesService } from './promo-codes.service.ts';
import { RebuildService } from './rebuild.service.ts';
import { ReceiptsService } from './receipts.service.ts';
import { REFUND_JOB, RefundBook } from './refund-book.ts';
import { RefundsService } from './refunds.service.ts';
import { StripeClient } from './stripe.client.ts';
import { StripeGateway } from './stripe.gateway.ts';
import { TaxCheck } from './tax-check.ts';
import { SyncService } from './sync.service.ts';
import { EVENT_JOB, WebhooksService } from './webhooks.service.ts';

const ENTITIES = [
  PaymentEntity,
  PaymentAllocationEntity,
  RefundEntity,
  DisputeEntity,
  StripeEventEntity,
  LedgerEntryEntity,
  LedgerLineEntity,
  LedgerComparisonEntity,
  PromoCodeEntity,
  PromoUseEntity,
];

@Module({
  imports: [AccountsModule, TypeOrmModule.forFeature(ENTITIES)],
  controllers: [PaymentsController, MoneyController],
  providers: [
    CaptureService,
    CheckoutService,
    ComparisonService,
    CreditService,
    DisputeBook,
    DisputesService,
    Ledger,
    PaymentsRepository,
    PaymentsService,
    PromoCodesService,
    ReceiptsService,
    RebuildService,
    ReconciliationService,
    RefundBook,
    RefundsService,
    StripeClient,
    StripeGateway,
    SyncService,
    TaxCheck,
    WebhooksService,
  ],
  exports: [
    CaptureService,
    CheckoutService,
    ComparisonService,
    CreditService,
    DisputesService,
    Ledger,
    PaymentsService,
    PromoCodesService,
    ReconciliationService,
    RefundsService,
    StripeClient,
    WebhooksService,
  ],
})
export class PaymentsModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly sweeps: Sweeps,
    private readonly webhooks: WebhooksService,
    private readonly refunds: RefundsService,
    private readonly captures: CaptureService,
    private readonly reconciliation: ReconciliationService,
    private readonly comparison: ComparisonService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ eventId: string }>(EVENT_JOB, ({ eventId }) => this.webhooks.process(eventId));
    this.jobs.handle<{ refundId: string }>(REFUND_JOB, ({ refundId }) => this.refunds.perform(refundId));
    this.jobs.handle<{ paymentId: string }>(DECISION_JOB, ({ paymentId }) => this.captures.perform(paymentId));
    this.sweeps.register('payments to look at', 20, () => this.reconciliation.pollDue());
    this.sweeps.register('old events of Stripe', 3600, () => this.webhooks.prune());
    this.sweeps.register('days to compare with Stripe', 600, () => this.comparison.compareDaily());
    this.sweeps.register('refunds to try again', 30, () => this.reconciliation.retryRefunds());
  }
}

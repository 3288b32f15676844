export { CaptureService } from './capture.service.ts';
export { CheckoutService } from './checkout.service.ts';
export { ComparisonService } from './comparison.service.ts';
export { CreditService } from './credit.service.ts';
export { type DisputeEntity } from './dispute.entity.ts';
export { DisputesService, EVIDENCE_FIELDS, type Evidence } from './disputes.service.ts';
export { ACCOUNTS, debtLines, feeOf, platformPays, prepaidLines, reversed, transferLines } from './domain/ledger.ts';
export type { LedgerProblem } from './ledger-check.ts';
export { Ledger } from './ledger.service.ts';
export {
  DisputeChanged,
  FraudSuspected,
  PaymentAuthorized,
  PaymentChanging,
  PaymentFailed,
  PaymentSucceeded,
  PaymentVoided,
  PrepaidReleased,
  RefundFailed,
  RefundSucceeded,
  ShareChanged,
  type Subject,
  SubscriptionTold,
} from './payments.events.ts';
export { PaymentsModule } from './payments.module.ts';
export type { Allocation } from './payments.repository.ts';
export { type PartShare, PaymentsService, type PaymentView } from './payments.service.ts';
export { type PromoCodeEntity } from './promo-code.entities.ts';
export { PromoCodesService } from './promo-codes.service.ts';
export { RebuildService } from './rebuild.service.ts';
export { ReconciliationService } from './reconciliation.service.ts';
export { RefundsService } from './refunds.service.ts';
export { STRIPE_API_VERSION, StripeClient, StripeOutcomeUnknown, StripeRefusal } from './stripe.client.ts';
export { THIN_EVENT_JOB, WebhooksService } from './webhooks.service.ts';

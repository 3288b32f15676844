export { CaptureService } from './capture.service.ts';
export { type Allocation, CheckoutService } from './checkout.service.ts';
export { feeOf } from './domain/ledger.ts';
export type { LedgerProblem } from './ledger-check.ts';
export {
  PaymentAuthorized,
  PaymentChanging,
  PaymentSucceeded,
  PaymentVoided,
  RefundSucceeded,
  type Subject,
} from './payments.events.ts';
export { PaymentsModule } from './payments.module.ts';
export { PaymentsService, type PaymentView } from './payments.service.ts';
export { ReconciliationService } from './reconciliation.service.ts';
export { RefundsService } from './refunds.service.ts';
export { STRIPE_API_VERSION, StripeOutcomeUnknown } from './stripe.gateway.ts';

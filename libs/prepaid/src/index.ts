export { EntitlementsService } from './entitlements.service.ts';
export { PlanChanged, PlanPaymentFailed } from './prepaid.events.ts';
export { PlansService } from './plans.service.ts';
export { PrepaidModule } from './prepaid.module.ts';

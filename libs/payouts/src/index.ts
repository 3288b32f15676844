export { SETTLE_HOURS } from './domain/settlement.ts';
export { PayoutSent, PayoutWaiting } from './payouts.events.ts';
export { PayoutsModule } from './payouts.module.ts';
export { SettlementsService } from './settlements.service.ts';

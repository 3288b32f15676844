export { EntitlementsService } from './entitlements.service.ts';
export { PrepaidModule } from './prepaid.module.ts';

export { isPreference, type Preference } from './accounts.dto.ts';
export { AccountsModule } from './accounts.module.ts';
export { AccountsService, type Person } from './accounts.service.ts';
export { createDemoAccounts } from './demo-accounts.ts';

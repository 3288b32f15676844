export { isPreference, type Preference } from './accounts.dto.ts';
export { AuthMailWanted } from './accounts.events.ts';
export { AccountsModule } from './accounts.module.ts';
export { AccountsService, type Person } from './accounts.service.ts';
export type { ApiKeyEntity } from './api-key.entity.ts';
export { ApiKeysService } from './api-keys.service.ts';
export { createDemoAccounts } from './demo-accounts.ts';

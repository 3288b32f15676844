import { hashPassword } from 'better-auth/crypto';
import type { EntityManager } from 'typeorm';
import { newId, type Role } from '#libs/platform';

export interface DemoAccount {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  timeZone: string;
  /** Without one the account exists but nobody can sign in to it. */
  password?: string;
}

/** Writes accounts for demo data; existing mail addresses are left as they are. */
export async function createDemoAccounts(tx: EntityManager, accounts: DemoAccount[], now: Date): Promise<void> {
  const passwords = new Map<string, string>();
  for (const { password } of accounts)
    if (password && !passwords.has(password)) passwords.set(password, await hashPassword(password));
  for (const { id, name, email, roles, timeZone, password } of accounts) {
    await tx.query(
      `INSERT INTO accounts (id, name, email, email_verified, roles, time_zone, created_at, updated_at) VALUES ($1, $2, $3, true, $4, $5, $6, $6)
       ON CONFLICT DO NOTHING`,
      [id, name, email, roles, timeZone, now],
    );
    if (!password) continue;
    await tx.query(
      `INSERT INTO auth_identities (id, user_id, account_id, provider_id, password, created_at, updated_at)
       VALUES ($1, $2::uuid, $2::uuid::text, 'credential', $3, $4, $4)`,
      [newId(), id, passwords.get(password), now],
    );
  }
}

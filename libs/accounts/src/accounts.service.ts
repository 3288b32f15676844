import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { checkVersion, Clock, Database, execute, notFound, Problem, type Role, rows, definedOf } from '#libs/platform';
import { AccountEntity } from './account.entity.ts';
import type { MeResponse, UpdateMe } from './accounts.dto.ts';

/** What other modules may know of a person. */
export interface Person {
  id: string;
  name: string;
  email: string;
  timeZone: string;
  locale: string;
  /** Kinds of mails by name; false: not wanted. */
  preferences: Record<string, boolean>;
}

export interface AccountFilter {
  q?: string;
  role?: Role;
  banned?: boolean;
  after: string | null;
  limit: number;
}

/** An account as admins see it in a list. */
export interface AccountRow {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  bannedAt: Date | null;
  createdAt: Date;
}

@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async me(accountId: string): Promise<MeResponse> {
    return toMe(await this.load(this.database.manager, accountId));
  }

  /** @throws Problem `version_conflict` when `expected` is not the present version. */
  async update(accountId: string, change: UpdateMe, expected: number | null): Promise<MeResponse> {
    return this.database.transaction(async (tx) => {
      const account = await tx.findOne(AccountEntity, {
        where: { id: accountId },
        lock: { mode: 'for_no_key_update' },
      });
      if (!account) throw notFound('account');
      checkVersion(expected, account.version);
      Object.assign(account, definedOf(change), { version: account.version + 1, updatedAt: this.clock.now() });
      account.preferences = { ...account.preferences, ...change.preferences };
      return toMe(await tx.save(account));
    });
  }

  /** Gives a role to an account; it counts from the next request on. */
  async addRole(tx: EntityManager, accountId: string, role: Role): Promise<void> {
    await execute(tx, 'UPDATE accounts SET roles = array_append(roles, $2) WHERE id = $1 AND NOT ($2 = ANY (roles))', [
      accountId,
      role,
    ]);
  }

  /** People by id, for mails and names; unknown ids are left out. */
  async people(tx: EntityManager, ids: string[]): Promise<Map<string, Person>> {
    const found = await tx.query<Person[]>(
      'SELECT id, name, email, time_zone AS "timeZone", locale, preferences FROM accounts WHERE id = ANY ($1)',
      [ids],
    );
    return new Map(found.map((person) => [person.id, person]));
  }

  /** Accounts for admins, latest first; `q`: part of a name or address. */
  search(filter: AccountFilter): Promise<AccountRow[]> {
    return rows(
      this.database.manager,
      `SELECT id, name, email, roles, banned_at AS "bannedAt", created_at AS "createdAt" FROM accounts
       WHERE ($1::text IS NULL OR name ILIKE $1 OR email ILIKE $1) AND ($2::text IS NULL OR $2 = ANY (roles)) AND ($3::boolean IS NULL OR (banned_at IS NOT NULL) = $3)
         AND ($4::uuid IS NULL OR id < $4) ORDER BY id DESC LIMIT $5`,
      [
        filter.q === undefined ? null : `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`,
        ...[filter.role ?? null, filter.banned ?? null, filter.after, filter.limit],
      ],
    );
  }

  /** Bans an account, which ends all its sessions at once, or lifts a ban. @throws Problem `not_found`, `invalid_state` */
  async setBanned(tx: EntityManager, id: string, isBanned: boolean): Promise<void> {
    const account = await this.lock(tx, id);
    if ((account.bannedAt !== null) === isBanned)
      throw new Problem('invalid_state', isBanned ? 'This account is banned already.' : 'This account is not banned.');
    await tx.update(AccountEntity, { id }, { bannedAt: isBanned ? this.clock.now() : null });
    if (isBanned) await execute(tx, 'DELETE FROM auth_sessions WHERE account_id = $1', [id]);
  }

  /** Sets the roles of an account; they count from the next request on. @returns what they were @throws Problem `not_found` */
  async setRoles(tx: EntityManager, id: string, roles: Role[]): Promise<Role[]> {
    const { roles: before } = await this.lock(tx, id);
    await tx.update(AccountEntity, { id }, { roles: [...new Set<Role>(['candidate', ...roles])] });
    return before;
  }

  private async lock(tx: EntityManager, id: string): Promise<AccountEntity> {
    const account = await tx.findOne(AccountEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!account) throw notFound('account');
    return account;
  }

  private async load(tx: EntityManager, id: string): Promise<AccountEntity> {
    const account = await tx.findOneBy(AccountEntity, { id });
    if (!account) throw notFound('account');
    return account;
  }
}

const toMe = (account: AccountEntity): MeResponse => ({
  id: account.id,
  name: account.name,
  email: account.email,
  roles: account.roles,
  timeZone: account.timeZone,
  locale: account.locale,
  preferences: account.preferences,
  version: account.version,
});

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { checkVersion, Clock, Database, execute, notFound, type Role } from '#libs/platform';
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

  private async load(tx: EntityManager, id: string): Promise<AccountEntity> {
    const account = await tx.findOneBy(AccountEntity, { id });
    if (!account) throw notFound('account');
    return account;
  }
}

const definedOf = <T extends object>(change: T): Partial<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>;

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

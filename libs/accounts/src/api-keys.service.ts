import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { Clock, Database, execute, newId, notFound, type Principal, row, type Scope } from '#libs/platform';
import { ApiKeyEntity } from './api-key.entity.ts';

const SHOWN = 11;

/** Keys for programs that act for admins. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Makes a key; it is told this once. */
  async create(
    tx: EntityManager,
    accountId: string,
    { name, scopes, expiresAt }: { name: string; scopes: Scope[]; expiresAt: Date | null },
  ): Promise<{ stored: ApiKeyEntity; secret: string }> {
    const secret = `mk_${randomBytes(32).toString('base64url')}`;
    const stored = tx.create(ApiKeyEntity, {
      ...{ id: newId(), accountId, name, scopes, expiresAt, secretHash: hashOf(secret), shown: secret.slice(0, SHOWN) },
      ...{ createdAt: this.clock.now(), lastUsedAt: null, revokedAt: null },
    });
    await tx.insert(ApiKeyEntity, stored);
    return { stored, secret };
  }

  /** Keys that have not been revoked, latest first. */
  list(): Promise<ApiKeyEntity[]> {
    return this.database.manager.find(ApiKeyEntity, {
      where: { revokedAt: IsNull() },
      order: { id: 'DESC' },
      take: 200,
    });
  }

  /** @returns the key @throws Problem `not_found` */
  async revoke(tx: EntityManager, id: string): Promise<ApiKeyEntity> {
    const key = await tx.findOne(ApiKeyEntity, {
      where: { id, revokedAt: IsNull() },
      lock: { mode: 'for_no_key_update' },
    });
    if (!key) throw notFound('key');
    await tx.update(ApiKeyEntity, { id }, { revokedAt: this.clock.now() });
    return key;
  }

  /** Whom a key acts for: its maker, as long as they are an admin. Null where it is not, or no longer, good. */
  async principalOf(secret: string): Promise<Principal | null> {
    const found = await row<Principal & { keyId: string; isFresh: boolean }>(
      this.database.manager,
      `SELECT a.id AS "accountId", a.name, a.email, a.roles, k.scopes, k.id AS "keyId", coalesce(k.last_used_at > $2::timestamptz - interval '1 minute', false) AS "isFresh"
       FROM api_keys k JOIN accounts a ON a.id = k.account_id
       WHERE k.secret_hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2) AND a.banned_at IS NULL AND 'admin' = ANY (a.roles)`,
      [hashOf(secret), this.clock.now()],
    );
    if (!found) return null;
    const { keyId, isFresh, ...principal } = found;
    if (!isFresh)
      await execute(this.database.manager, 'UPDATE api_keys SET last_used_at = $2 WHERE id = $1', [
        keyId,
        this.clock.now(),
      ]);
    return principal;
  }
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

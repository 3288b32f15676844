import { ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsString, Length } from 'class-validator';
import type { ApiKeyEntity } from '#libs/accounts';
import { IsInstant, type Scope, SCOPES, MayBeLeftOut } from '#libs/platform';
import { Reason } from './admin.dto.ts';

export class CreateApiKey extends Reason {
  @IsString()
  @Length(2, 100)
  name!: string;

  /** @example ['admin:read'] */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(SCOPES, { each: true })
  scopes!: Scope[];

  /** RFC 3339; left out: until it is revoked. */
  @MayBeLeftOut()
  @IsInstant()
  expiresAt?: string;
}

export class RevokeQuery {
  /** Kept in the audit log. */
  @MayBeLeftOut()
  @IsString()
  @Length(3, 500)
  reason: string = 'Revoked.';
}

export class ApiKeyResponse {
  id!: string;
  name!: string;
  /** How it begins. */
  shown!: string;
  scopes!: string[];
  createdBy!: string;
  createdAt!: string;
  lastUsedAt!: string | null;
  expiresAt!: string | null;
}

export class NewApiKey extends ApiKeyResponse {
  /** Send it as `x-api-key`. It is not told again. */
  key!: string;
}

export class ApiKeyList {
  data!: ApiKeyResponse[];
  nextCursor!: string | null;
}

export const shownKey = (key: ApiKeyEntity): ApiKeyResponse => {
  const { id, name, shown, scopes, accountId, createdAt, lastUsedAt, expiresAt } = key;
  return {
    ...{ id, name, shown, scopes, createdBy: accountId, createdAt: createdAt.toISOString() },
    ...{ lastUsedAt: lastUsedAt?.toISOString() ?? null, expiresAt: expiresAt?.toISOString() ?? null },
  };
};

import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiKeysService } from '#libs/accounts';
import { CurrentAccount, IdPipe, Operation, type Principal } from '#libs/platform';
import { ApiKeyList, ApiKeyResponse, CreateApiKey, NewApiKey, RevokeQuery, shownKey } from './admin-api-keys.dto.ts';
import { AdminService } from './admin.service.ts';

const KEY = {
  ...{ id: '0197f0ae-…', name: 'Nightly export', shown: 'mk_9f8e7d6c', scopes: ['admin:read'] },
  ...{ createdBy: '0197f0a3-…', createdAt: '2027-01-20T12:00:00.000Z', lastUsedAt: null, expiresAt: null },
};

/** Keys for programs; only people may handle them, no key makes another one. */
@ApiTags('Admin')
@Controller('v1/admin/api-keys')
export class AdminApiKeysController {
  constructor(
    private readonly admin: AdminService,
    private readonly keys: ApiKeysService,
  ) {}

  @Get()
  @Operation({
    ...{ summary: 'Keys that are in use, latest first', audience: 'admin', idempotency: 'safe' },
    example: { response: { data: [KEY], nextCursor: null } },
  })
  async list(): Promise<ApiKeyList> {
    return { data: (await this.keys.list()).map(shownKey), nextCursor: null };
  }

  @Post()
  @Operation({
    ...{ summary: 'Make a key with some scopes; it is told this once', audience: 'admin', idempotency: 'own' },
    example: {
      request: { name: 'Nightly export', scopes: ['admin:read'], reason: 'Export for the warehouse.' },
      response: { ...KEY, key: 'mk_9f8e7d6c…' },
    },
  })
  create(@CurrentAccount() { accountId }: Principal, @Body() { reason, ...wanted }: CreateApiKey): Promise<NewApiKey> {
    return this.admin.audited(
      { adminId: accountId, action: 'api_key.create', subjectKind: 'api_key', subjectId: wanted.name, reason },
      async (tx) => {
        const expiresAt = wanted.expiresAt === undefined ? null : new Date(wanted.expiresAt);
        const { stored, secret } = await this.keys.create(tx, accountId, { ...wanted, expiresAt });
        const key = shownKey(stored);
        return { before: null, after: key, answer: { ...key, key: secret } };
      },
    );
  }

  @Delete(':id')
  @Operation({
    ...{ summary: 'Revoke a key at once', audience: 'admin', errors: ['not_found'], idempotency: 'natural' },
    example: { response: KEY },
  })
  revoke(
    @CurrentAccount() { accountId }: Principal,
    @Param('id', new IdPipe('key')) id: string,
    @Query() { reason }: RevokeQuery,
  ): Promise<ApiKeyResponse> {
    return this.admin.audited(
      { adminId: accountId, action: 'api_key.revoke', subjectKind: 'api_key', subjectId: id, reason },
      async (tx) => {
        const key = shownKey(await this.keys.revoke(tx, id));
        return { before: key, after: null, answer: key };
      },
    );
  }
}

import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CatalogService } from '#libs/catalog';
import { CurrentAccount, IfMatch, Operation, type Principal } from '#libs/platform';
import {
  AddCatalogEntry,
  CatalogEntriesResponse,
  CatalogEntryParam,
  CatalogEntryResponse,
  CatalogKindParam,
  ChangeCatalogEntry,
} from './admin-catalog.dto.ts';
import { AdminService } from './admin.service.ts';

const COMPANY = {
  kind: 'company',
  slug: 'stripe',
  name: 'Stripe',
  description: '',
  position: 0,
  data: { segment: 'fintech', aliases: [] },
  retired: false,
  version: 1,
};
const subject = (kind: string, slug: string) => ({ subjectKind: 'catalog', subjectId: `${kind}/${slug}` });

/** The taxonomy and the rubric, edited: every edit begins a new version, and intakes keep the one they were read with. */
@ApiTags('Admin')
@Controller('v1/admin/catalog/:kind')
export class AdminCatalogController {
  constructor(
    private readonly catalog: CatalogService,
    private readonly admin: AdminService,
  ) {}

  @Get()
  @Operation({
    summary: 'Every entry of a kind, retired ones included',
    audience: 'admin',
    idempotency: 'safe',
    example: { response: { data: [COMPANY], rubricVersion: '2026-11.2' } },
  })
  async list(@Param() { kind }: CatalogKindParam): Promise<CatalogEntriesResponse> {
    const [data, rubric] = await Promise.all([this.catalog.all(kind), this.catalog.rubric()]);
    return { data, rubricVersion: rubric.version };
  }

  @Post()
  @Operation({
    summary: 'Add an entry; the rubric begins a new version',
    audience: 'admin',
    errors: ['already_exists'],
    idempotency: 'key',
    example: {
      request: { slug: 'robotics', name: 'Robotics', description: 'Arms and drones', reason: 'Three mentors asked.' },
      response: { ...COMPANY, kind: 'specialty', slug: 'robotics', name: 'Robotics', data: {} },
    },
  })
  async add(
    @CurrentAccount() { accountId }: Principal,
    @Param() { kind }: CatalogKindParam,
    @Body() { slug, reason, retired: _, ...wanted }: AddCatalogEntry,
  ): Promise<CatalogEntryResponse> {
    const line = { adminId: accountId, action: 'catalog.add', ...subject(kind, slug), reason };
    const entry = await this.admin.audited(line, async (tx) => {
      const answer = await this.catalog.add(tx, kind, slug, wanted);
      return { before: null, after: answer, answer };
    });
    this.catalog.forget();
    return entry;
  }

  @Patch(':slug')
  @Operation({
    summary: 'Change or retire an entry; the rubric begins a new version',
    audience: 'admin',
    errors: ['not_found', 'version_conflict'],
    idempotency: 'natural',
    example: {
      request: { data: { segment: 'fintech', aliases: ['Stripe Inc'] }, reason: 'People write it so.' },
      response: { ...COMPANY, data: { segment: 'fintech', aliases: ['Stripe Inc'] }, version: 2 },
    },
  })
  async change(
    @CurrentAccount() { accountId }: Principal,
    @Param() { kind, slug }: CatalogEntryParam,
    @Body() { reason, ...change }: ChangeCatalogEntry,
    @IfMatch() expected: number | null,
  ): Promise<CatalogEntryResponse> {
    const line = { adminId: accountId, action: 'catalog.change', ...subject(kind, slug), reason };
    const entry = await this.admin.audited(line, async (tx) => {
      const { before, after } = await this.catalog.change(tx, kind, slug, change, expected);
      return { before, after, answer: after };
    });
    this.catalog.forget();
    return entry;
  }
}

import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation } from '#libs/platform';
import { CatalogItem, CatalogResponse } from './catalog.dto.ts';
import { CatalogService } from './catalog.service.ts';
import type { CatalogKind } from './rubric.ts';

@ApiTags('Catalog')
@Controller('v1/catalog')
export class CatalogController {
  constructor(private readonly catalog: CatalogService) {}

  @Get()
  @Operation({
    summary: 'The taxonomy: specialties, rounds, segments, regions, levels, languages',
    audience: 'public',
    idempotency: 'safe',
    example: {
      response: {
        specialties: [{ slug: 'fintech', name: 'Fintech', description: 'Payments, lending, risk, compliance' }],
        rounds: [],
        segments: [],
        regions: [],
        levels: [],
        languages: [],
      },
    },
  })
  async read(): Promise<CatalogResponse> {
    const items = async (kind: CatalogKind): Promise<CatalogItem[]> =>
      (await this.catalog.entries(kind)).map(({ slug, name, description }) => ({ slug, name, description }));
    return {
      specialties: await items('specialty'),
      rounds: await items('round'),
      segments: await items('segment'),
      regions: await items('region'),
      levels: await items('level'),
      languages: await items('language'),
    };
  }
}

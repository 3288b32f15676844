import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DirectoryQuery, MentorPage, PublicMentorProfile } from '#libs/mentors';
import { TokenQuery } from '#libs/intake';
import { IdPipe, MaybeAccount, notFound, Operation, type Principal } from '#libs/platform';
import { DirectoryService } from './directory.service.ts';
import { MatchesQuery, MatchesResponse, PreviewQuery, PreviewResponse, WhyResponse } from './matching.dto.ts';
import { MatchingService } from './matching.service.ts';

const CARD = {
  id: '0197f0a1-…',
  slug: 'ada-okafor',
  displayName: 'Ada Okafor',
  headline: 'Payments PM, 200+ system design mocks',
  photoUrl: null,
  region: 'europe',
  timeZone: 'Europe/London',
  languages: ['en'],
  specialties: ['fintech'],
  rounds: ['system-design', 'sql-data'],
  segments: ['fintech'],
  companies: ['Stripe'],
  rating: { average: 4.82, count: 41 },
  sessionsCompleted: 120,
  priceFrom: { amount: 12000, currency: 'USD' },
  nextSlot: '2027-01-19T09:00:00.000Z',
};
const MATCH = {
  mentor: CARD,
  score: 83.4,
  reasons: [
    { factor: 'rounds', points: 31.2, max: 35, text: 'coaches System design and SQL and data, 89 % of your gap' },
  ],
  missing: ['does not coach Behavioral'],
  nextSlots: ['2027-01-19T09:00:00.000Z'],
  offering: {
    id: '0197f0a2-…',
    kind: 'session',
    title: 'System design mock',
    durationMinutes: 60,
    price: { amount: 12000, currency: 'USD' },
  },
};

/** Finding a mentor: the directory for everyone, matches for an intake. */
@ApiTags('Mentors')
@Controller('v1')
export class MatchingController {
  constructor(
    private readonly matching: MatchingService,
    private readonly directory: DirectoryService,
  ) {}

  @Get('mentors')
  @Operation({
    summary: 'The directory: filters, text search, sort, real next free times',
    audience: 'public',
    idempotency: 'safe',
    example: {
      response: {
        ...{ data: [CARD], nextCursor: null, total: 1 },
        facets: {
          specialty: [{ value: 'fintech', count: 12 }],
          round: [{ value: 'system-design', count: 9 }],
          segment: [{ value: 'fintech', count: 12 }],
          language: [{ value: 'en', count: 12 }],
          region: [{ value: 'europe', count: 7 }],
        },
      },
    },
  })
  search(@Query() query: DirectoryQuery): Promise<MentorPage> {
    return this.directory.search(query);
  }

  @Get('mentors/:idOrSlug')
  @Operation({
    summary: 'A profile with its offerings; a slug of earlier leads to the present one (308)',
    audience: 'public',
    errors: ['not_found'],
    idempotency: 'safe',
    example: {
      response: {
        ...CARD,
        bio: '…',
        history: [],
        offerings: [],
        policy: 'standard',
        outcomes: { told: 14, passed: 11 },
      },
    },
  })
  async profile(
    @Param('idOrSlug') idOrSlug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PublicMentorProfile | undefined> {
    if (!/^[a-zA-Z0-9-]{1,80}$/.test(idOrSlug)) throw notFound('mentor');
    const key = idOrSlug.toLowerCase();
    return this.directory.profile(key).catch(async (error: unknown) => {
      const present = await this.directory.movedTo(key);
      if (present === null) throw error;
      void reply.code(308).header('location', `/v1/mentors/${present}`);
      return undefined;
    });
  }

  @Get('intakes/:id/matches')
  @Operation({
    summary: 'Mentors for this intake, best first, with reasons',
    audience: 'public',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: { data: [MATCH], considered: 60 } },
  })
  matches(
    @Param('id', new IdPipe('intake')) id: string,
    @Query() query: MatchesQuery,
    @MaybeAccount() account: Principal | null,
  ): Promise<MatchesResponse> {
    return this.matching.matches(id, account, query.token, query.limit);
  }

  @Get('intakes/:id/matches/:mentorId')
  @Operation({
    summary: 'Where one mentor stands for this intake, why not higher, and what would change it',
    audience: 'public',
    errors: ['not_found'],
    idempotency: 'safe',
    example: {
      response: {
        ...MATCH,
        place: null,
        excludedBy: { filter: 'budget', text: 'the cheapest session costs $120.00, above your budget' },
        changes: [
          {
            change: { budget: { amount: 12000, currency: 'USD', per: 'session' } },
            place: 2,
            text: 'with a budget of $120.00: place 2',
          },
        ],
      },
    },
  })
  why(
    @Param('id', new IdPipe('intake')) id: string,
    @Param('mentorId', new IdPipe('mentor')) mentorId: string,
    @Query() query: TokenQuery,
    @MaybeAccount() account: Principal | null,
  ): Promise<WhyResponse> {
    return this.matching.why(id, mentorId, account, query.token);
  }

  @Get('intakes/:id/preview')
  @Operation({
    summary: 'The first month with one mentor, within budget and weekly hours',
    audience: 'public',
    errors: ['not_found'],
    idempotency: 'safe',
    example: {
      response: {
        weeks: [
          {
            week: 1,
            focus: ['system-design'],
            sessions: [],
            practice: [],
            milestone: 'explains the cache trade-offs of a news feed in 10 minutes',
          },
        ],
        totalCost: { amount: 48000, currency: 'USD' },
        totalHours: 20,
      },
    },
  })
  preview(
    @Param('id', new IdPipe('intake')) id: string,
    @Query() query: PreviewQuery,
    @MaybeAccount() account: Principal | null,
  ): Promise<PreviewResponse> {
    return this.matching.preview(id, query.mentorId, account, query.token);
  }
}

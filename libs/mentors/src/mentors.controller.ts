import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentAccount, Database, IdPipe, IfMatch, Operation, type Principal } from '#libs/platform';
import { policyText } from './domain/policies.ts';
import {
  ApplyAsMentor,
  CreateOffering,
  EditMentor,
  EditOffering,
  OfferingDto,
  OfferingList,
  OwnMentorProfile,
} from './mentors.dto.ts';
import { toCard, toOffering, toRow } from './mentors.mapper.ts';
import { MentorsService } from './mentors.service.ts';
import type { MentorEntity } from './mentor.entity.ts';

const OFFERING = {
  id: '0197f0a2-…',
  kind: 'session',
  title: 'System design mock',
  description: '',
  durationMinutes: 60,
  price: { amount: 12000, currency: 'USD' },
  sessions: null,
  requiresApproval: false,
  active: true,
  scheduleId: null,
  version: 1,
};
const PROFILE = {
  id: '0197f0a2-…',
  slug: 'ada-okafor',
  displayName: 'Ada Okafor',
  state: 'draft',
  missing: ['a headline'],
  version: 1,
};

@ApiTags('Mentor self-service')
@Controller('v1/mentors')
export class MentorsController {
  constructor(
    private readonly mentors: MentorsService,
    private readonly database: Database,
  ) {}

  @Post()
  @Operation({
    summary: 'Apply as a mentor: creates my draft profile and adds the role',
    audience: 'account',
    errors: ['already_exists'],
    idempotency: 'key',
    example: {
      request: { displayName: 'Ada Okafor', timeZone: 'Europe/London', languages: ['en'] },
      response: PROFILE,
    },
  })
  async apply(@CurrentAccount() account: Principal, @Body() body: ApplyAsMentor): Promise<OwnMentorProfile> {
    return this.profile(await this.mentors.apply(account.accountId, account.name, body));
  }

  @Get('me')
  @Operation({
    summary: 'My mentor profile, with what is missing to submit it',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: PROFILE },
  })
  async me(@CurrentAccount() account: Principal): Promise<OwnMentorProfile> {
    return this.profile(await this.mentors.own(account.accountId));
  }

  @Patch('me')
  @Operation({
    summary: 'Edit my profile',
    audience: 'mentor',
    errors: ['not_found', 'version_conflict', 'already_exists'],
    idempotency: 'natural',
    example: { request: { headline: 'Ex-Stripe PM, 200+ fintech mocks' }, response: { ...PROFILE, version: 2 } },
  })
  async edit(
    @CurrentAccount() account: Principal,
    @Body() body: EditMentor,
    @IfMatch() version: number | null,
  ): Promise<OwnMentorProfile> {
    return this.profile(await this.mentors.edit(account.accountId, body, version));
  }

  @Post('me/submit')
  @HttpCode(200)
  @Operation({
    summary: 'Submit my profile for review',
    audience: 'mentor',
    errors: ['not_found', 'invalid_state', 'policy_violation'],
    idempotency: 'key',
    example: { response: { ...PROFILE, state: 'submitted', missing: [] } },
  })
  async submit(@CurrentAccount() account: Principal): Promise<OwnMentorProfile> {
    return this.profile(await this.mentors.moveOwn(account.accountId, 'submit'));
  }

  @Post('me/pause')
  @HttpCode(200)
  @Operation({
    summary: 'Take no new bookings for now',
    audience: 'mentor',
    errors: ['not_found', 'invalid_state'],
    idempotency: 'key',
    example: { response: { ...PROFILE, state: 'paused', missing: [] } },
  })
  async pause(@CurrentAccount() account: Principal): Promise<OwnMentorProfile> {
    return this.profile(await this.mentors.moveOwn(account.accountId, 'pause'));
  }

  @Post('me/resume')
  @HttpCode(200)
  @Operation({
    summary: 'Take bookings again',
    audience: 'mentor',
    errors: ['not_found', 'invalid_state'],
    idempotency: 'key',
    example: { response: { ...PROFILE, state: 'published', missing: [] } },
  })
  async resume(@CurrentAccount() account: Principal): Promise<OwnMentorProfile> {
    return this.profile(await this.mentors.moveOwn(account.accountId, 'resume'));
  }

  @Get('me/offerings')
  @Operation({
    summary: 'What I offer',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: { data: [OFFERING], nextCursor: null } },
  })
  async offerings(@CurrentAccount() account: Principal): Promise<OfferingList> {
    const mentor = await this.mentors.own(account.accountId);
    return { data: (await this.mentors.offeringsOf(mentor.id)).map(toOffering), nextCursor: null };
  }

  @Post('me/offerings')
  @Operation({
    summary: 'Offer something new',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'key',
    example: {
      request: {
        kind: 'session',
        title: 'System design mock',
        durationMinutes: 60,
        price: { amount: 12000, currency: 'USD' },
      },
      response: OFFERING,
    },
  })
  createOffering(@CurrentAccount() account: Principal, @Body() body: CreateOffering): Promise<OfferingDto> {
    return this.mentors.createOffering(account.accountId, body);
  }

  @Patch('me/offerings/:id')
  @Operation({
    summary: 'Change an offering; bookings made keep what they were booked with',
    audience: 'mentor',
    errors: ['not_found', 'version_conflict'],
    idempotency: 'natural',
    example: { request: { price: { amount: 14000, currency: 'USD' } }, response: { ...OFFERING, version: 2 } },
  })
  editOffering(
    @CurrentAccount() account: Principal,
    @Param('id', new IdPipe('offering')) id: string,
    @Body() body: EditOffering,
    @IfMatch() version: number | null,
  ): Promise<OfferingDto> {
    return this.mentors.editOffering(account.accountId, id, body, version);
  }

  @Delete('me/offerings/:id')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'Archived' })
  @Operation({
    summary: 'Archive an offering',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'natural',
    example: {},
  })
  async archiveOffering(
    @CurrentAccount() account: Principal,
    @Param('id', new IdPipe('offering')) id: string,
  ): Promise<void> {
    await this.mentors.archiveOffering(account.accountId, id);
  }

  private async profile(mentor: MentorEntity): Promise<OwnMentorProfile> {
    const offerings = await this.mentors.offeringsOf(mentor.id);
    const {
      state,
      stateReason,
      capacity,
      meetingUrl,
      conflictCompanies,
      photoProblem,
      changedSince,
      version,
      bio,
      history,
      yearsOfExperience,
      links,
      policy,
    } = mentor;
    const activeCandidates = await this.mentors.activeCandidates(mentor.id);
    const missing = await this.mentors.missing(this.database.manager, mentor);
    return {
      ...toCard(toRow(mentor, offerings, activeCandidates), null),
      ...{ bio, history, yearsOfExperience, links, policy, policyText: policyText(policy) },
      offerings: offerings.map(toOffering),
      ...{ activeCandidates, photoProblem, changedSince: changedSince?.toISOString() ?? null },
      ...{ state, stateReason, capacity, meetingUrl, conflictCompanies, missing, version },
    };
  }
}

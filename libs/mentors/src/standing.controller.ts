import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentAccount, Operation, type Principal } from '#libs/platform';
import { STANDING } from './domain/standing.ts';
import { Appeal, AppealResponse, StandingResponse } from './mentors.dto.ts';
import { MentorsService } from './mentors.service.ts';
import { StandingService } from './standing.service.ts';

const APPEAL = {
  ...{ text: 'I was in hospital that week.', state: 'open', decision: null, createdAt: '2027-01-20T12:00:00.000Z' },
};

@ApiTags('Mentor self-service')
@Controller('v1/mentors/me/standing')
export class StandingController {
  constructor(
    private readonly mentors: MentorsService,
    private readonly standing: StandingService,
  ) {}

  @Get()
  @Operation({
    summary: 'What counts against me, what follows from it, and my appeal',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'safe',
    example: {
      response: {
        incidents: [{ bookingId: '0197f0a2-…', kind: 'late_cancellation', at: '2027-01-18T09:00:00.000Z' }],
        ...{ rules: STANDING, pausedUntil: null, appeal: null },
      },
    },
  })
  async read(@CurrentAccount() account: Principal): Promise<StandingResponse> {
    return this.standing.of(await this.mentors.own(account.accountId));
  }

  @Post('appeals')
  @Operation({
    summary: 'Ask a person to look at what was counted',
    audience: 'mentor',
    errors: ['not_found', 'invalid_state', 'already_exists'],
    idempotency: 'key',
    example: { request: { text: APPEAL.text }, response: APPEAL },
  })
  async appeal(@CurrentAccount() account: Principal, @Body() { text }: Appeal): Promise<AppealResponse> {
    return this.standing.appeal((await this.mentors.own(account.accountId)).id, text);
  }
}

import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentAccount, IdPipe, IfMatch, MaybeAccount, Operation, type Principal } from '#libs/platform';
import {
  ClaimIntake,
  IntakeResponse,
  InterpretResponse,
  InterpretText,
  OutcomeResponse,
  TellGoals,
  TellOutcome,
  TokenQuery,
} from './intake.dto.ts';
import { IntakeService } from './intake.service.ts';
import { OutcomesService } from './outcomes.service.ts';

const TOLD = {
  goals: 'I have a Stripe PM loop in three weeks, weak on SQL and system design, about $150 a week',
  timeZone: 'America/Los_Angeles',
};
const INFERRED = [{ field: 'interviewDate', value: '2027-01-20', evidence: 'in three weeks', certainty: 0.85 }];
const ANSWER = {
  id: '0197f0a2-…',
  answers: { segments: ['fintech'], targetCompanies: ['Stripe'], confidence: { 'sql-data': 2 } },
  inferred: INFERRED,
  readiness: {
    overall: 46,
    rounds: [
      {
        round: 'system-design',
        weight: 5,
        confidence: 2,
        assumed: false,
        gap: 15,
        why: 'System design weighs heavily at Fintech; you put yourself at 2 of 5.',
      },
    ],
    basis: null,
  },
  fit: { verdict: 'strong', summary: 'You stand at 46 of 100 …', options: [], market: [] },
  rubricVersion: '2026-11',
  followUps: [],
  version: 1,
};
const Id = () => Param('id', new IdPipe('intake'));

@ApiTags('Intake')
@Controller('v1/intakes')
export class IntakeController {
  constructor(
    private readonly intakes: IntakeService,
    private readonly outcomes: OutcomesService,
  ) {}

  @Post()
  @Operation({
    summary: 'Tell your goals, in words, fields or both',
    audience: 'public',
    rate: 'intake',
    idempotency: 'key',
    example: { request: TOLD, response: { ...ANSWER, accessToken: 'Zm9v…' } },
  })
  create(@Body() body: TellGoals, @MaybeAccount() account: Principal | null): Promise<IntakeResponse> {
    return this.intakes.create(body, account);
  }

  @Post('interpret')
  @HttpCode(200)
  @Operation({
    summary: 'Read a text without storing anything',
    audience: 'public',
    rate: 'intake',
    idempotency: 'key',
    example: {
      request: { text: TOLD.goals },
      response: { answers: ANSWER.answers, inferred: INFERRED, followUps: [] },
    },
  })
  interpret(@Body() body: InterpretText): Promise<InterpretResponse> {
    return this.intakes.interpret(body.text, body.timeZone);
  }

  @Get(':id')
  @Operation({
    summary: 'An intake with readiness and fit (owner, admin, or its token)',
    audience: 'public',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: ANSWER },
  })
  read(
    @Id() id: string,
    @Query() query: TokenQuery,
    @MaybeAccount() account: Principal | null,
  ): Promise<IntakeResponse> {
    return this.intakes.read(id, account, query.token);
  }

  @Patch(':id')
  @Operation({
    summary: 'New answers; everything derived is recomputed',
    audience: 'public',
    rate: 'intake',
    errors: ['not_found', 'version_conflict'],
    idempotency: 'natural',
    example: { request: { weeklyHours: 8 }, response: { ...ANSWER, version: 2 } },
  })
  update(
    @Id() id: string,
    @Query() query: TokenQuery,
    @Body() body: TellGoals,
    @MaybeAccount() account: Principal | null,
    @IfMatch() version: number | null,
  ): Promise<IntakeResponse> {
    return this.intakes.update(id, body, account, query.token, version);
  }

  @Post(':id/reread')
  @HttpCode(200)
  @Operation({
    summary: 'Read the same goals again, with the rubric as it is today',
    audience: 'public',
    rate: 'intake',
    errors: ['not_found', 'version_conflict'],
    idempotency: 'key',
    example: { response: { ...ANSWER, version: 2 } },
  })
  reread(
    @Id() id: string,
    @Query() query: TokenQuery,
    @MaybeAccount() account: Principal | null,
    @IfMatch() version: number | null,
  ): Promise<IntakeResponse> {
    return this.intakes.update(id, {}, account, query.token, version);
  }

  @Post(':id/outcomes')
  @HttpCode(200)
  @Operation({
    summary: 'Tell how a round of the interview went; told again, the later word counts',
    audience: 'public',
    rate: 'intake',
    errors: ['not_found'],
    idempotency: 'key',
    example: {
      request: { round: 'system-design', result: 'passed' },
      response: { round: 'system-design', result: 'passed', toldAt: '2027-01-21T18:00:00.000Z' },
    },
  })
  tellOutcome(
    @Id() id: string,
    @Query() query: TokenQuery,
    @Body() body: TellOutcome,
    @MaybeAccount() account: Principal | null,
  ): Promise<OutcomeResponse> {
    return this.outcomes.tell(id, body, account, query.token);
  }

  @Post(':id/claim')
  @HttpCode(200)
  @Operation({
    summary: 'Attach an anonymous intake to my account',
    audience: 'account',
    errors: ['not_found'],
    idempotency: 'key',
    example: { request: { token: 'Zm9v…' }, response: ANSWER },
  })
  claim(@Id() id: string, @Body() body: ClaimIntake, @CurrentAccount() account: Principal): Promise<IntakeResponse> {
    return this.intakes.claim(id, account, body.token);
  }
}

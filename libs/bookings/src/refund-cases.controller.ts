import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentAccount, IdPipe, Operation, PageQuery, type Principal } from '#libs/platform';
import { AnswerRefundCase, CaseText, OpenRefundCase, RefundCasePage, RefundCaseResponse } from './refund-cases.dto.ts';
import { RefundCasesService } from './refund-cases.service.ts';

const STEP = {
  at: '2027-01-21T12:00:00.000Z',
  by: 'candidate',
  step: 'opened',
  text: 'We only spoke for ten minutes.',
};
const CASE = {
  id: '0197f0a9-…',
  bookingId: '0197f0a2-…',
  periodId: null,
  reason: 'quality',
  state: 'open',
  answerBy: '2027-01-24T12:00:00.000Z',
  refund: null,
  steps: [STEP],
  createdAt: '2027-01-21T12:00:00.000Z',
};
const Id = () => Param('id', new IdPipe('refund case'));

/** Money back for what somebody got, or did not get: the mentor answers first, then an admin. */
@ApiTags('Refund cases')
@Controller('v1/refund-cases')
export class RefundCasesController {
  constructor(private readonly cases: RefundCasesService) {}

  @Post()
  @Operation({
    summary: 'Ask for money back; the mentor answers within 72 hours, then an admin decides',
    audience: 'account',
    errors: ['not_found', 'invalid_state', 'policy_violation', 'already_exists'],
    idempotency: 'key',
    example: {
      request: {
        bookingId: '0197f0a2-0000-7000-8000-000000000000',
        reason: 'quality',
        text: 'We only spoke for ten minutes.',
      },
      response: CASE,
    },
  })
  open(@CurrentAccount() account: Principal, @Body() body: OpenRefundCase): Promise<RefundCaseResponse> {
    return this.cases.open(account, body);
  }

  @Get()
  @Operation({
    summary: 'My refund cases, as candidate or mentor, latest first',
    audience: 'account',
    idempotency: 'safe',
    example: { response: { data: [CASE], nextCursor: null } },
  })
  list(@CurrentAccount() account: Principal, @Query() query: PageQuery): Promise<RefundCasePage> {
    return this.cases.mine(account, query);
  }

  @Get(':id')
  @Operation({
    summary: 'One case with every step and its evidence, for both sides and admins',
    audience: 'account',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: CASE },
  })
  read(@CurrentAccount() account: Principal, @Id() id: string): Promise<RefundCaseResponse> {
    return this.cases.read(account, id);
  }

  @Post(':id/answer')
  @HttpCode(200)
  @Operation({
    summary: 'The mentor agrees (everything left is given back) or declines (an admin decides)',
    audience: 'account',
    errors: ['not_found', 'invalid_state'],
    idempotency: 'key',
    example: { request: { agree: true, text: 'Fair enough.' }, response: { ...CASE, state: 'agreed' } },
  })
  answer(
    @CurrentAccount() account: Principal,
    @Id() id: string,
    @Body() body: AnswerRefundCase,
  ): Promise<RefundCaseResponse> {
    return this.cases.answer(account, id, body.agree, body.text);
  }

  @Post(':id/evidence')
  @HttpCode(200)
  @Operation({
    summary: 'Add something for both sides and the admin to read',
    audience: 'account',
    errors: ['not_found', 'invalid_state'],
    idempotency: 'key',
    example: { request: { text: 'Here is what we agreed on before: …' }, response: CASE },
  })
  evidence(
    @CurrentAccount() account: Principal,
    @Id() id: string,
    @Body() body: CaseText,
  ): Promise<RefundCaseResponse> {
    return this.cases.addEvidence(account, id, body.text);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Operation({
    summary: 'The candidate takes the case back',
    audience: 'account',
    errors: ['not_found', 'invalid_state'],
    idempotency: 'key',
    example: { response: { ...CASE, state: 'withdrawn' } },
  })
  withdraw(@CurrentAccount() account: Principal, @Id() id: string): Promise<RefundCaseResponse> {
    return this.cases.withdraw(account, id);
  }
}

import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentAccount, IdPipe, Operation, PageQuery, type Principal, type ProblemCode } from '#libs/platform';
import { CheckInText, ExtendTrial, PlanPage, PlanResponse, StartPlan } from './plans.dto.ts';
import { PlansService } from './plans.service.ts';

const PLAN = {
  id: '0197f0f1-…',
  state: 'active',
  mentorId: '0197f0a1-…',
  sessions: 4,
  durationMinutes: 60,
  price: { amount: 40000, currency: 'USD' },
  trialEndsAt: null,
  periodEndsAt: '2027-02-10T12:00:00.000Z',
  periods: [{ id: '0197f0f2-…', kind: 'plan_period', state: 'active', sessions: 4, sessionsLeft: 3 }],
};
const PAGE = 'https://checkout.stripe.com/c/pay/cs_test_…';
const Id = () => Param('id', new IdPipe('plan'));
const change = (summary: string, response: object, request?: object, ...errors: ProblemCode[]) =>
  Operation({
    summary,
    audience: 'account',
    errors: ['not_found', 'invalid_state', ...errors],
    idempotency: 'key',
    example: { ...(request && { request }), response: { ...PLAN, ...response } },
  });

/** Sessions every month with one mentor, by subscription; bookings pass a month's id as `entitlementId`. */
@ApiTags('Plans')
@Controller('v1/plans')
export class PlansController {
  constructor(private readonly plans: PlansService) {}

  @Post()
  @Operation({
    summary: 'Begin a plan: with its payment page, or as an application where the mentor wants one',
    audience: 'account',
    rate: 'booking',
    errors: ['not_found', 'policy_violation', 'already_exists', 'payment_provider_error'],
    idempotency: 'key',
    example: {
      request: { offeringId: '0197f0a2-0000-7000-8000-000000000000' },
      response: { ...PLAN, state: 'checkout', checkoutUrl: PAGE },
    },
  })
  start(@CurrentAccount() account: Principal, @Body() body: StartPlan): Promise<PlanResponse> {
    return this.plans.start(account, body);
  }

  @Get()
  @Operation({
    summary: 'My plans, as candidate or mentor, latest first',
    audience: 'account',
    idempotency: 'safe',
    example: { response: { data: [PLAN], nextCursor: null } },
  })
  list(@CurrentAccount() account: Principal, @Query() query: PageQuery): Promise<PlanPage> {
    return this.plans.list(account, query);
  }

  @Get(':id')
  @Operation({
    summary: 'One plan with its months and check-ins, for its two people',
    audience: 'account',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: PLAN },
  })
  read(@CurrentAccount() account: Principal, @Id() id: string): Promise<PlanResponse> {
    return this.plans.read(account, id);
  }

  @Post(':id/checkout')
  @HttpCode(200)
  @change(
    'The payment page of a plan; the same one while it is open',
    { state: 'checkout', checkoutUrl: PAGE },
    undefined,
    'payment_provider_error',
  )
  checkout(@CurrentAccount() account: Principal, @Id() id: string): Promise<PlanResponse> {
    return this.plans.checkout(account, id);
  }

  @Post(':id/accept')
  @HttpCode(200)
  @change('The mentor takes an application', { state: 'checkout' })
  accept(@CurrentAccount() account: Principal, @Id() id: string): Promise<PlanResponse> {
    return this.plans.answerApplication(account, id, true);
  }

  @Post(':id/decline')
  @HttpCode(200)
  @change('The mentor does not take an application', { state: 'declined' })
  decline(@CurrentAccount() account: Principal, @Id() id: string): Promise<PlanResponse> {
    return this.plans.answerApplication(account, id, false);
  }

  @Post(':id/pause')
  @HttpCode(200)
  @change('No money is taken from the next month on; what is paid stays usable', { state: 'paused' })
  pause(@CurrentAccount() account: Principal, @Id() id: string): Promise<PlanResponse> {
    return this.plans.pause(account, id);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @change('Money is taken again', { state: 'active' })
  resume(@CurrentAccount() account: Principal, @Id() id: string): Promise<PlanResponse> {
    return this.plans.resume(account, id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @change('End with the month; within 48 hours of paying for an unused one, at once and with the money back', {
    state: 'active',
  })
  cancel(@CurrentAccount() account: Principal, @Id() id: string): Promise<PlanResponse> {
    return this.plans.cancel(account, id);
  }

  @Post(':id/extend-trial')
  @HttpCode(200)
  @change('The mentor gives the trial more days', { state: 'trialing' }, { days: 7 }, 'payment_provider_error')
  extendTrial(
    @CurrentAccount() account: Principal,
    @Id() id: string,
    @Body() body: ExtendTrial,
  ): Promise<PlanResponse> {
    return this.plans.extendTrial(account, id, body.days);
  }

  @Post(':id/check-ins')
  @HttpCode(200)
  @change(
    'Write to the other side; a question unanswered for 7 days pauses the plan',
    {},
    { text: 'Which topic next?' },
  )
  checkIn(@CurrentAccount() account: Principal, @Id() id: string, @Body() body: CheckInText): Promise<PlanResponse> {
    return this.plans.checkIn(account, id, body.text);
  }
}

import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RefundCasePage, RefundCaseResponse, RefundCasesService } from '#libs/bookings';
import {
  CurrentAccount,
  IdPipe,
  IfMatch,
  Operation,
  PageQuery,
  type Principal,
  type ProblemCode,
} from '#libs/platform';
import {
  AdminPaymentPage,
  AdminPaymentsQuery,
  CasesQuery,
  ComparisonPage,
  ComparisonResponse,
  CreatePromoCode,
  DecideCase,
  DisputeEvidence,
  DisputePage,
  DisputeResponse,
  DisputesQuery,
  FeeResponse,
  GrantCredit,
  GrantedResponse,
  LedgerPage,
  LedgerQuery,
  PromoCodePage,
  PromoCodeResponse,
  PromoLimits,
  SetFee,
  TrialBalance,
  TroubledRefund,
  TroubledRefundPage,
  WaiveDebt,
  WaivedResponse,
} from './admin-money.dto.ts';
import { AdminMoneyService } from './admin-money.service.ts';
import { Reason } from './admin.dto.ts';

const REFUND = {
  id: '0197f0a4-…',
  amount: 12000,
  currency: 'USD',
  state: 'failed',
  failureReason: 'lost_or_stolen_card',
  attempt: 1,
};
const DISPUTE = {
  id: '0197f0b1-…',
  paymentId: '0197f0a3-…',
  amount: 12000,
  currency: 'USD',
  reason: 'fraudulent',
  state: 'open',
};
const CASE = { id: '0197f0a9-…', bookingId: '0197f0a2-…', reason: 'quality', state: 'escalated' };
const LINE = {
  entryId: '0197f0c1-…',
  at: '2027-01-10T12:03:00.000Z',
  kind: 'payment',
  account: 'stripe_clearing',
  amount: 12000,
  currency: 'USD',
};
const PAYMENT = {
  id: '0197f0a3-…',
  state: 'succeeded',
  amount: 12000,
  currency: 'USD',
  refundedAmount: 0,
  transferredAmount: 9600,
};
const COMPARED = {
  id: '0197f0d1-…',
  since: '2027-01-09T00:00:00.000Z',
  until: '2027-01-10T00:00:00.000Z',
  compared: 48,
  differences: [],
};
const PROMO = {
  id: '0197f0e9-…',
  code: 'SPRING',
  kind: 'percent',
  value: 20,
  totalLimit: 100,
  usedCount: 3,
  active: true,
  version: 1,
};
const BECAUSE = { reason: 'The candidate has given us a new card.' };

const read = (summary: string, response: unknown) =>
  Operation({ summary, audience: 'admin', idempotency: 'safe', example: { response } });
const write = (summary: string, request: unknown, response: unknown, ...errors: ProblemCode[]) =>
  Operation({ summary, audience: 'admin', errors, idempotency: 'key', example: { request, response } });
const Id = (what: string) => Param('id', new IdPipe(what));

/** Money for those who look after it. */
@ApiTags('Admin: money')
@Controller('v1/admin')
export class AdminMoneyController {
  constructor(
    private readonly money: AdminMoneyService,
    private readonly cases: RefundCasesService,
  ) {}

  @Get('payments')
  @read('Payments with what has become of them, latest first', { data: [PAYMENT], nextCursor: null })
  payments(@Query() query: AdminPaymentsQuery): Promise<AdminPaymentPage> {
    return this.money.payments(query);
  }

  @Get('refunds')
  @read('Refunds that have not arrived: failed at a bank, or waiting for our balance', {
    data: [REFUND],
    nextCursor: null,
  })
  refunds(@Query() query: PageQuery): Promise<TroubledRefundPage> {
    return this.money.troubledRefunds(query);
  }

  @Post('refunds/:id/retry')
  @HttpCode(200)
  @write(
    'Try a failed refund again now',
    BECAUSE,
    { ...REFUND, state: 'requested', attempt: 2 },
    'not_found',
    'invalid_state',
  )
  retryRefund(
    @CurrentAccount() admin: Principal,
    @Id('refund') id: string,
    @Body() body: Reason,
  ): Promise<TroubledRefund> {
    return this.money.retryRefund(admin.accountId, id, body.reason);
  }

  @Get('disputes')
  @read('Disputes, oldest first', { data: [DISPUTE], nextCursor: null })
  disputes(@Query() query: DisputesQuery): Promise<DisputePage> {
    return this.money.listDisputes(query);
  }

  @Post('disputes/:id/evidence')
  @HttpCode(200)
  @write(
    'Send evidence to the bank; it cannot be changed afterwards',
    { evidence: { product_description: 'A coaching session of 60 minutes.' }, reason: 'Both joined the room.' },
    { ...DISPUTE, stripeStatus: 'under_review' },
    'not_found',
    'invalid_state',
    'payment_provider_error',
  )
  answerDispute(
    @CurrentAccount() admin: Principal,
    @Id('dispute') id: string,
    @Body() body: DisputeEvidence,
  ): Promise<DisputeResponse> {
    return this.money.answerDispute(admin.accountId, id, body.evidence, body.reason);
  }

  @Post('disputes/:id/waive')
  @HttpCode(200)
  @write('The platform bears the loss instead of the mentor', BECAUSE, DISPUTE, 'not_found', 'invalid_state')
  waiveDispute(
    @CurrentAccount() admin: Principal,
    @Id('dispute') id: string,
    @Body() body: Reason,
  ): Promise<DisputeResponse> {
    return this.money.waiveDispute(admin.accountId, id, body.reason);
  }

  @Get('refund-cases')
  @read('Refund cases, those that wait for a decision by default', { data: [CASE], nextCursor: null })
  listCases(@Query() query: CasesQuery): Promise<RefundCasePage> {
    return this.cases.inState(query.state, query);
  }

  @Post('refund-cases/:id/decide')
  @HttpCode(200)
  @write(
    'Give an amount back, or nothing',
    { amount: 6000, reason: 'Half of the session took place.' },
    { ...CASE, state: 'decided' },
    'not_found',
    'invalid_state',
    'policy_violation',
  )
  decideCase(
    @CurrentAccount() admin: Principal,
    @Id('refund case') id: string,
    @Body() body: DecideCase,
  ): Promise<RefundCaseResponse> {
    return this.money.decideCase(admin.accountId, id, body.amount, body.reason);
  }

  @Post('mentors/:id/fee')
  @HttpCode(200)
  @write(
    "A mentor's own share for the platform, for new bookings",
    { feePercent: 15, reason: 'Founding mentor.' },
    { mentorId: '0197f0a1-…', before: null, after: 15 },
    'not_found',
  )
  setFee(@CurrentAccount() admin: Principal, @Id('mentor') id: string, @Body() body: SetFee): Promise<FeeResponse> {
    return this.money.setFee(admin.accountId, id, body.feePercent, body.reason);
  }

  @Post('mentors/:id/waive-debt')
  @HttpCode(200)
  @write(
    "Take a mentor's debt upon the platform",
    { currency: 'USD', reason: 'Not their fault.' },
    { waived: 9600, currency: 'USD' },
  )
  waiveDebt(
    @CurrentAccount() admin: Principal,
    @Id('mentor') id: string,
    @Body() body: WaiveDebt,
  ): Promise<WaivedResponse> {
    return this.money.waiveDebt(admin.accountId, id, body.currency, body.amount ?? null, body.reason);
  }

  @Post('accounts/:id/credit')
  @HttpCode(200)
  @write(
    'Goodwill: credit for a candidate',
    { amount: 2000, currency: 'USD', reason: 'The page was down.' },
    { accountId: '0197f0a0-…', amount: 2000, currency: 'USD' },
    'not_found',
  )
  grantCredit(
    @CurrentAccount() admin: Principal,
    @Id('account') id: string,
    @Body() body: GrantCredit,
  ): Promise<GrantedResponse> {
    return this.money.grantCredit(admin.accountId, id, body.amount, body.currency, body.reason);
  }

  @Get('promo-codes')
  @read('Promo codes, latest first', { data: [PROMO], nextCursor: null })
  promoCodes(@Query() query: PageQuery): Promise<PromoCodePage> {
    return this.money.listPromoCodes(query);
  }

  @Post('promo-codes')
  @write(
    'Make a promo code',
    { code: 'SPRING', kind: 'percent', value: 20, totalLimit: 100, reason: 'Spring campaign.' },
    PROMO,
    'not_found',
    'already_exists',
  )
  createPromoCode(@CurrentAccount() admin: Principal, @Body() body: CreatePromoCode): Promise<PromoCodeResponse> {
    return this.money.createPromoCode(admin.accountId, body);
  }

  @Patch('promo-codes/:id')
  @Operation({
    summary: 'Change when, how often and whether a code can be used',
    audience: 'admin',
    errors: ['not_found', 'version_conflict'],
    idempotency: 'natural',
    example: { request: { active: false, reason: 'The campaign is over.' }, response: { ...PROMO, active: false } },
  })
  editPromoCode(
    @CurrentAccount() admin: Principal,
    @Id('promo code') id: string,
    @Body() body: PromoLimits,
    @IfMatch() expected: number | null,
  ): Promise<PromoCodeResponse> {
    return this.money.editPromoCode(admin.accountId, id, body, expected);
  }

  @Get('ledger')
  @read('The journal, of one account or all, latest first', { data: [LINE], nextCursor: null })
  journal(@Query() query: LedgerQuery): Promise<LedgerPage> {
    return this.money.journal(query);
  }

  @Get('ledger/trial-balance')
  @read('Every account with its debits, credits and balance', {
    ok: true,
    accounts: [{ account: 'stripe_clearing', currency: 'USD', debits: 12000, credits: 378, balance: 11622 }],
  })
  trialBalance(): Promise<TrialBalance> {
    return this.money.trialBalance();
  }

  @Get('ledger/comparisons')
  @read("The daily comparisons with Stripe's books, latest first", { data: [COMPARED], nextCursor: null })
  comparisons(@Query() query: PageQuery): Promise<ComparisonPage> {
    return this.money.comparisons(query);
  }

  @Post('ledger/compare')
  @HttpCode(200)
  @Operation({
    summary: "Compare the ledger with Stripe's books up to now",
    audience: 'admin',
    errors: ['payment_provider_error'],
    idempotency: 'key',
    example: { response: COMPARED },
  })
  compareNow(@CurrentAccount() admin: Principal): Promise<ComparisonResponse> {
    return this.money.compareNow(admin.accountId);
  }
}

import { Body, Controller, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentAccount, Operation, type Principal } from '#libs/platform';
import { EarningsService } from './earnings.service.ts';
import { PayoutAccountsService } from './payout-accounts.service.ts';
import {
  EarningsResponse,
  OnboardingResponse,
  OnboardMentor,
  PayoutAccountResponse,
  StatementQuery,
} from './payouts.dto.ts';

const BALANCE = {
  currency: 'USD',
  owed: 9600,
  onHold: 0,
  waitingForAccount: 0,
  transferred: 28800,
  fees: 9600,
  debt: 0,
  balance: 9600,
};
const MONTH = { month: '2027-01', currency: 'USD', earned: 38400, takenBack: 0, transferred: 28800, fees: 9600 };

/** How a mentor gets their money. */
@ApiTags('Payouts')
@Controller('v1/mentors/me')
export class PayoutsController {
  constructor(
    private readonly accounts: PayoutAccountsService,
    private readonly earnings: EarningsService,
  ) {}

  @Post('payout-account')
  @HttpCode(200)
  @Operation({
    summary: "My account at Stripe: made if there is none, with a link to Stripe's pages about it",
    audience: 'mentor',
    errors: ['not_found', 'payment_provider_error'],
    idempotency: 'own',
    example: {
      request: { country: 'GB' },
      response: { onboardingUrl: 'https://connect.stripe.com/setup/e/acct_…' },
    },
  })
  onboard(@CurrentAccount() account: Principal, @Body() body: OnboardMentor): Promise<OnboardingResponse> {
    return this.accounts.onboard(account, body.country);
  }

  @Get('payout-account')
  @Operation({
    summary: 'Whether I can be paid, and what Stripe still wants',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'safe',
    example: {
      response: {
        status: 'restricted',
        canReceive: false,
        country: 'GB',
        requirements: ['identity.individual.given_name'],
      },
    },
  })
  account(@CurrentAccount() account: Principal): Promise<PayoutAccountResponse> {
    return this.accounts.view(account);
  }

  @Get('earnings')
  @Operation({
    summary: 'What I have earned, what is owed, on hold and sent, per month and currency',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: { timeZone: 'Europe/London', balances: [BALANCE], months: [MONTH] } },
  })
  view(@CurrentAccount() account: Principal): Promise<EarningsResponse> {
    return this.earnings.view(account);
  }

  @Get('earnings/statement')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @ApiProduces('text/csv')
  @Operation({
    summary: 'Every movement of a month as CSV (RFC 4180)',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'safe',
    example: {
      response:
        'date,what,reference,currency,amount,balance\r\n,brought forward,,USD,,0.00\r\n2027-01-20T09:03:00.000Z,earned,0197f0a2-…,USD,96.00,96.00\r\n',
    },
  })
  statement(@CurrentAccount() account: Principal, @Query() query: StatementQuery): Promise<string> {
    return this.earnings.statement(account, query.month);
  }
}

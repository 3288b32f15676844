import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentAccount, IdPipe, Operation, PageQuery, type Principal } from '#libs/platform';
import { PackagesService } from './packages.service.ts';
import { BuyPackage, EntitlementPage, EntitlementResponse, MovePackage } from './prepaid.dto.ts';

const USD = (amount: number) => ({ amount, currency: 'USD' });
const PACKAGE = {
  id: '0197f0e1-…',
  kind: 'package',
  state: 'active',
  mentorId: '0197f0a1-…',
  durationMinutes: 60,
  sessions: 5,
  sessionsLeft: 4,
  price: USD(50000),
  valueLeft: USD(40000),
  refundable: USD(38000),
};
const Id = () => Param('id', new IdPipe('package'));

/** Sessions paid once and used one by one: bookings pass `entitlementId`. */
@ApiTags('Packages')
@Controller('v1/packages')
export class PackagesController {
  constructor(private readonly packages: PackagesService) {}

  @Post()
  @Operation({
    summary: 'Buy a package: the answer has its payment page',
    audience: 'account',
    rate: 'booking',
    errors: ['not_found', 'policy_violation', 'payment_provider_error'],
    idempotency: 'key',
    example: {
      request: { offeringId: '0197f0a2-0000-7000-8000-000000000000' },
      response: { ...PACKAGE, state: 'pending', checkoutUrl: 'https://checkout.stripe.com/c/pay/cs_test_…' },
    },
  })
  buy(@CurrentAccount() account: Principal, @Body() body: BuyPackage): Promise<EntitlementResponse> {
    return this.packages.buy(account, body);
  }

  @Get()
  @Operation({
    summary: 'What I have prepaid: packages and months of plans, latest first',
    audience: 'account',
    idempotency: 'safe',
    example: { response: { data: [PACKAGE], nextCursor: null } },
  })
  list(@CurrentAccount() account: Principal, @Query() query: PageQuery): Promise<EntitlementPage> {
    return this.packages.list(account, query);
  }

  @Get(':id')
  @Operation({
    summary: 'One of them, with what giving it back would return now',
    audience: 'account',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: PACKAGE },
  })
  read(@CurrentAccount() account: Principal, @Id() id: string): Promise<EntitlementResponse> {
    return this.packages.read(account, id);
  }

  @Post(':id/refund')
  @HttpCode(200)
  @Operation({
    summary: 'Give it back within 30 days; used sessions are priced as single ones',
    audience: 'account',
    errors: ['not_found', 'invalid_state', 'policy_violation'],
    idempotency: 'key',
    example: { response: { ...PACKAGE, state: 'refunded', sessionsLeft: 0 } },
  })
  giveBack(@CurrentAccount() account: Principal, @Id() id: string): Promise<EntitlementResponse> {
    return this.packages.giveBack(account, id);
  }

  @Post(':id/move')
  @HttpCode(200)
  @Operation({
    summary: 'Move what is left to another mentor; the answer is the new package, a rest becomes credit',
    audience: 'account',
    errors: ['not_found', 'policy_violation'],
    idempotency: 'key',
    example: { request: { offeringId: '0197f0a2-0000-7000-8000-000000000000' }, response: PACKAGE },
  })
  move(
    @CurrentAccount() account: Principal,
    @Id() id: string,
    @Body() body: MovePackage,
  ): Promise<EntitlementResponse> {
    return this.packages.move(account, id, body.offeringId);
  }
}

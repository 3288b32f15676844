import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentAccount, IdPipe, Operation, type Principal } from '#libs/platform';
import { CheckoutResponse, OpenCheckout } from './bookings.dto.ts';
import { REQUEST, SERIES } from './booking-subject.ts';
import { BookingCheckout } from './checkout.service.ts';
import { BookSeries, GroupResponse, RequestMentors } from './groups.dto.ts';
import { GroupsService } from './groups.service.ts';
import { JoinWaitingList, WaitingList, WaitingResponse } from './sessions.dto.ts';
import { WaitingListService } from './waiting-list.service.ts';

const OFFERING = '0197f0a2-0000-7000-8000-000000000000';
const GROUP = {
  id: '0197f0a6-…',
  price: { amount: 48000, currency: 'USD' },
  holdExpiresAt: '2027-01-10T12:15:00.000Z',
  bookings: [{ id: '0197f0a2-…', state: 'held', startsAt: '2027-01-20T09:00:00.000Z' }],
};
const PAGE = { checkoutUrl: 'https://checkout.stripe.com/c/pay/cs_test_…', expiresAt: '2027-01-10T12:46:00.000Z' };
const WAITING = {
  id: '0197f0a7-…',
  mentorId: '0197f0a1-…',
  offeringId: OFFERING,
  from: '2027-01-18',
  to: '2027-01-31',
  hours: [],
  timeZone: 'Asia/Tokyo',
  state: 'waiting',
  bookingId: null,
  createdAt: '2027-01-10T12:00:00.000Z',
};
const checkout = (summary: string) =>
  Operation({
    summary,
    audience: 'account',
    errors: ['not_found', 'invalid_state', 'hold_expired', 'busy', 'payment_provider_error'],
    idempotency: 'key',
    example: { request: { successUrl: 'https://app.example.com/paid' }, response: PAGE },
  });
const read = (summary: string) =>
  Operation({
    summary,
    audience: 'account',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: GROUP },
  });

/** Bookings made together, and waiting for a time. */
@ApiTags('Bookings')
@Controller('v1')
export class GroupsController {
  constructor(
    private readonly groups: GroupsService,
    private readonly checkouts: BookingCheckout,
    private readonly waiting: WaitingListService,
  ) {}

  @Post('bookings/series')
  @Operation({
    summary: 'Hold the same weekly time for up to 12 weeks, all or nothing',
    audience: 'account',
    rate: 'booking',
    errors: ['not_found', 'slot_taken', 'slot_unavailable', 'too_many_holds', 'policy_violation', 'busy'],
    idempotency: 'key',
    example: {
      request: { offeringId: OFFERING, startsAt: '2027-01-20T09:00:00Z', timeZone: 'Asia/Tokyo', count: 4 },
      response: GROUP,
    },
  })
  bookSeries(
    @CurrentAccount() account: Principal,
    @Body() body: BookSeries,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<GroupResponse> {
    return this.groups.bookSeries(account, body, key ?? null);
  }

  @Get('bookings/series/:id')
  @read('A series with its sessions')
  readSeries(
    @CurrentAccount() account: Principal,
    @Param('id', new IdPipe('series')) id: string,
  ): Promise<GroupResponse> {
    return this.groups.read(account, id, SERIES);
  }

  @Post('bookings/series/:id/checkout')
  @HttpCode(200)
  @checkout('The payment page of a held series')
  paySeries(
    @CurrentAccount() account: Principal,
    @Param('id', new IdPipe('series')) id: string,
    @Body() body: OpenCheckout,
  ): Promise<CheckoutResponse> {
    return this.checkouts.open(account.accountId, id, body);
  }

  @Post('booking-requests')
  @Operation({
    summary: 'Ask up to three mentors at once; the first to accept gets the session, only their price is taken',
    audience: 'account',
    rate: 'booking',
    errors: ['not_found', 'slot_taken', 'slot_unavailable', 'too_many_holds', 'policy_violation', 'busy'],
    idempotency: 'key',
    example: {
      request: { options: [{ offeringId: OFFERING, startsAt: '2027-01-20T09:00:00Z' }], timeZone: 'Asia/Tokyo' },
      response: GROUP,
    },
  })
  request(
    @CurrentAccount() account: Principal,
    @Body() body: RequestMentors,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<GroupResponse> {
    return this.groups.request(account, body, key ?? null);
  }

  @Get('booking-requests/:id')
  @read('A request with what became of each mentor asked')
  readRequest(
    @CurrentAccount() account: Principal,
    @Param('id', new IdPipe('request')) id: string,
  ): Promise<GroupResponse> {
    return this.groups.read(account, id, REQUEST);
  }

  @Post('booking-requests/:id/checkout')
  @HttpCode(200)
  @checkout('The payment page of a request: the largest price is authorized, nothing taken yet')
  payRequest(
    @CurrentAccount() account: Principal,
    @Param('id', new IdPipe('request')) id: string,
    @Body() body: OpenCheckout,
  ): Promise<CheckoutResponse> {
    return this.checkouts.open(account.accountId, id, body);
  }

  @Post('waiting-list')
  @Operation({
    summary: 'Wait for a mentor: when a time opens it is held for me for 30 minutes and I am told',
    audience: 'account',
    rate: 'booking',
    errors: ['not_found', 'already_exists', 'policy_violation'],
    idempotency: 'key',
    example: {
      request: { offeringId: OFFERING, from: '2027-01-18', to: '2027-01-31', timeZone: 'Asia/Tokyo' },
      response: WAITING,
    },
  })
  wait(@CurrentAccount() account: Principal, @Body() body: JoinWaitingList): Promise<WaitingResponse> {
    return this.waiting.join(account, body);
  }

  @Get('waiting-list')
  @Operation({
    summary: 'Where I wait or have waited, latest first',
    audience: 'account',
    idempotency: 'safe',
    example: { response: { data: [WAITING], nextCursor: null } },
  })
  async waitingList(@CurrentAccount() account: Principal): Promise<WaitingList> {
    return { data: await this.waiting.list(account), nextCursor: null };
  }

  @Delete('waiting-list/:id')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'No longer waiting' })
  @Operation({
    summary: 'Stop waiting',
    audience: 'account',
    errors: ['not_found'],
    idempotency: 'natural',
    example: {},
  })
  async leave(
    @CurrentAccount() account: Principal,
    @Param('id', new IdPipe('place on the waiting list')) id: string,
  ): Promise<void> {
    await this.waiting.leave(account, id);
  }
}

import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PaymentsService } from '#libs/payments';
import { CurrentAccount, IdPipe, Operation, type Principal } from '#libs/platform';
import {
  BookingMoney,
  BookingPage,
  BookingResponse,
  BookingsQuery,
  CancelBooking,
  CheckoutResponse,
  CreateBooking,
  MentorBookingsQuery,
  OpenCheckout,
  QuoteResponse,
} from './bookings.dto.ts';
import { BookingsService } from './bookings.service.ts';
import { BOOKING } from './booking-subject.ts';
import { CancellationService } from './cancellation.service.ts';
import { BookingCheckout } from './checkout.service.ts';

const USD = (amount: number) => ({ amount, currency: 'USD' });
const EXAMPLE = {
  id: '0197f0a2-…',
  state: 'held',
  mentor: { id: '0197f0a1-…', slug: 'ada-okafor', displayName: 'Ada Okafor', timeZone: 'Europe/London' },
  startsAt: '2027-01-20T09:00:00.000Z',
  endsAt: '2027-01-20T10:00:00.000Z',
  timeZone: 'Asia/Tokyo',
  holdExpiresAt: '2027-01-10T12:15:00.000Z',
  price: USD(12000),
  policy: 'standard',
  payment: null,
  version: 1,
};
const QUOTE = {
  id: '0197f0a3-…',
  refund: USD(12000),
  penalty: USD(0),
  policy: 'standard',
  validUntil: '2027-01-10T12:10:00.000Z',
};
const SUMMARY = {
  currency: 'USD',
  ...{ paid: 12000, platformPaid: 0, refunded: 0, lost: 0, fee: 2400, tax: 0, owed: 9600, transferred: 0 },
};
const Id = () => Param('id', new IdPipe('booking'));

@ApiTags('Bookings')
@Controller('v1')
export class BookingsController {
  constructor(
    private readonly bookings: BookingsService,
    private readonly checkouts: BookingCheckout,
    private readonly cancellation: CancellationService,
    private readonly payments: PaymentsService,
  ) {}

  @Post('bookings')
  @Operation({
    summary: 'Hold a free start for 15 minutes (a free offering is confirmed, or asked of the mentor, at once)',
    audience: 'account',
    rate: 'booking',
    errors: [
      'not_found',
      'slot_taken',
      'slot_unavailable',
      'too_many_holds',
      'policy_violation',
      'promo_invalid',
      'busy',
    ],
    idempotency: 'key',
    example: {
      request: {
        offeringId: '0197f0a2-0000-7000-8000-000000000000',
        startsAt: '2027-01-20T09:00:00Z',
        timeZone: 'Asia/Tokyo',
      },
      response: EXAMPLE,
    },
  })
  create(
    @CurrentAccount() account: Principal,
    @Body() body: CreateBooking,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<BookingResponse> {
    return this.bookings.create(account, body, key ?? null);
  }

  @Get('bookings')
  @Operation({
    summary: 'My bookings, latest start first',
    audience: 'account',
    idempotency: 'safe',
    example: { response: { data: [EXAMPLE], nextCursor: null } },
  })
  list(@CurrentAccount() account: Principal, @Query() query: BookingsQuery): Promise<BookingPage> {
    return this.bookings.list(account, query);
  }

  @Get('mentors/me/bookings')
  @Operation({
    summary: 'Sessions with me as mentor',
    audience: 'mentor',
    idempotency: 'safe',
    example: { response: { data: [EXAMPLE], nextCursor: null } },
  })
  listOfMentor(@CurrentAccount() account: Principal, @Query() query: MentorBookingsQuery): Promise<BookingPage> {
    return this.bookings.listOfMentor(account, query);
  }

  @Get('bookings/:id')
  @Operation({
    summary: 'One booking, for its parties and admins',
    audience: 'account',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: EXAMPLE },
  })
  read(@CurrentAccount() account: Principal, @Id() id: string): Promise<BookingResponse> {
    return this.bookings.read(account, id);
  }

  @Post('bookings/:id/checkout')
  @HttpCode(200)
  @Operation({
    summary: 'The payment page of a hold; the same one while it is open',
    audience: 'account',
    errors: ['not_found', 'invalid_state', 'hold_expired', 'busy', 'payment_provider_error'],
    idempotency: 'key',
    example: {
      request: { successUrl: 'https://app.example.com/paid' },
      response: { checkoutUrl: 'https://checkout.stripe.com/c/pay/cs_test_…', expiresAt: '2027-01-10T12:46:00.000Z' },
    },
  })
  checkout(
    @CurrentAccount() account: Principal,
    @Id() id: string,
    @Body() body: OpenCheckout,
  ): Promise<CheckoutResponse> {
    return this.checkouts.open(account.accountId, id, body);
  }

  @Get('bookings/:id/cancellation-quote')
  @Operation({
    summary: 'What cancelling now would give back',
    audience: 'account',
    errors: ['not_found', 'invalid_state'],
    idempotency: 'safe',
    example: { response: { ...QUOTE, id: null } },
  })
  lookAtQuote(@CurrentAccount() account: Principal, @Id() id: string): Promise<QuoteResponse> {
    return this.cancellation.look(account, id);
  }

  @Post('bookings/:id/cancellation-quotes')
  @Operation({
    summary: 'The same, honoured until `validUntil`',
    audience: 'account',
    errors: ['not_found', 'invalid_state'],
    idempotency: 'key',
    example: { response: QUOTE },
  })
  quote(@CurrentAccount() account: Principal, @Id() id: string): Promise<QuoteResponse> {
    return this.cancellation.quote(account, id);
  }

  @Post('bookings/:id/cancel')
  @HttpCode(200)
  @Operation({
    summary: 'Cancel; the refund follows the policy the booking was made under',
    audience: 'account',
    errors: ['not_found', 'invalid_state', 'policy_violation', 'busy', 'payment_provider_error'],
    idempotency: 'key',
    example: { request: { reason: 'The interview was moved.' }, response: { ...EXAMPLE, state: 'cancelled' } },
  })
  cancel(
    @CurrentAccount() account: Principal,
    @Id() id: string,
    @Body() body: CancelBooking,
  ): Promise<BookingResponse> {
    return this.cancellation.cancel(account, id, body.reason, body.quoteId);
  }

  @Get('bookings/:id/money')
  @Operation({
    summary: 'Where the money of this booking is: its ledger lines and what they come to; both sides see the same',
    audience: 'account',
    errors: ['not_found'],
    idempotency: 'safe',
    example: {
      response: {
        summary: [SUMMARY],
        lines: [{ at: '2027-01-10T12:03:00.000Z', kind: 'payment', account: 'stripe_clearing', amount: USD(12000) }],
      },
    },
  })
  async money(@CurrentAccount() account: Principal, @Id() id: string): Promise<BookingMoney> {
    await this.bookings.readable(account, id);
    const { lines, summary } = await this.payments.money({ kind: BOOKING, id });
    return {
      summary,
      lines: lines.map(({ at, amount, currency, ...line }) => ({
        at: at.toISOString(),
        ...line,
        amount: { amount, currency },
      })),
    };
  }
}

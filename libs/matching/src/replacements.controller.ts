import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BookingResponse, RescueService } from '#libs/bookings';
import { CurrentAccount, IdPipe, Operation, type Principal } from '#libs/platform';
import { ChooseReplacement, ReplacementsResponse } from './matching.dto.ts';
import { ReplacementsService } from './replacements.service.ts';

const Id = () => Param('id', new IdPipe('booking'));
const BOOKING = { id: '0197f0a2-…', state: 'confirmed', replacementFor: '0197f0a1-…', version: 1 };

@ApiTags('Sessions')
@Controller('v1/bookings/:id/replacements')
export class ReplacementsController {
  constructor(
    private readonly replacements: ReplacementsService,
    private readonly rescue: RescueService,
  ) {}

  @Get()
  @Operation({
    summary: 'After the mentor dropped out: the three best others near that time, for the money already paid',
    audience: 'account',
    errors: ['not_found', 'invalid_state'],
    idempotency: 'safe',
    example: {
      response: {
        data: [
          {
            mentor: { id: '0197f0a3-…', displayName: 'Oscar Lund' },
            startsAt: '2027-01-20T10:00:00.000Z',
            nextSlots: ['2027-01-20T10:00:00.000Z'],
            price: { amount: 12000, currency: 'USD' },
          },
        ],
        decideBy: '2027-01-19T21:00:00.000Z',
      },
    },
  })
  list(@CurrentAccount() account: Principal, @Id() id: string): Promise<ReplacementsResponse> {
    return this.replacements.list(account, id);
  }

  @Post()
  @Operation({
    summary: 'Book a replacement; nothing is paid again',
    audience: 'account',
    rate: 'booking',
    errors: ['not_found', 'invalid_state', 'slot_taken', 'slot_unavailable', 'busy'],
    idempotency: 'key',
    example: {
      request: { mentorId: '0197f0a3-0000-7000-8000-000000000000', startsAt: '2027-01-20T10:00:00Z' },
      response: BOOKING,
    },
  })
  choose(
    @CurrentAccount() account: Principal,
    @Id() id: string,
    @Body() body: ChooseReplacement,
  ): Promise<BookingResponse> {
    return this.replacements.choose(account, id, body.mentorId, new Date(body.startsAt));
  }

  @Post('decline')
  @HttpCode(200)
  @Operation({
    summary: 'Take the money back now instead of a replacement',
    audience: 'account',
    errors: ['not_found', 'invalid_state'],
    idempotency: 'key',
    example: { response: { ...BOOKING, state: 'cancelled' } },
  })
  decline(@CurrentAccount() account: Principal, @Id() id: string): Promise<BookingResponse> {
    return this.rescue.decline(account, id);
  }
}

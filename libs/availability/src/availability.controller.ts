import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentAccount, DatePipe, IdPipe, Operation, type Principal } from '#libs/platform';
import {
  CreateTimeOff,
  OverrideList,
  OverrideResponse,
  PutOverride,
  SlotsQuery,
  SlotsResponse,
  TimeOffList,
  TimeOffResponse,
} from './availability.dto.ts';
import { AvailabilityService } from './availability.service.ts';
import { DaysService } from './days.service.ts';

const TIME_OFF = { id: '0197f0a2-…', from: '2026-12-24', to: '2027-01-02', reason: null, collisions: [] };

@ApiTags('Availability')
@Controller('v1/mentors')
export class AvailabilityController {
  constructor(
    private readonly availability: AvailabilityService,
    private readonly days: DaysService,
  ) {}

  @Get(':id/slots')
  @Operation({
    summary: "Real free starts of one offering, grouped by the viewer's local date",
    audience: 'public',
    errors: ['not_found'],
    idempotency: 'safe',
    example: {
      response: {
        timeZone: 'Asia/Tokyo',
        days: [
          { date: '2027-01-19', slots: [{ startsAt: '2027-01-19T09:00:00.000Z', endsAt: '2027-01-19T10:00:00.000Z' }] },
        ],
      },
    },
  })
  slots(@Param('id') id: string, @Query() query: SlotsQuery): Promise<SlotsResponse> {
    return this.availability.slots(id, query);
  }

  @Get('me/overrides')
  @Operation({
    summary: 'Dates with hours of their own',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: { data: [{ date: '2027-01-20', intervals: [] }], nextCursor: null } },
  })
  async overrides(@CurrentAccount() account: Principal): Promise<OverrideList> {
    return { data: await this.days.overrides(account.accountId), nextCursor: null };
  }

  @Put('me/overrides/:date')
  @Operation({
    summary: 'Open or close one date',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'natural',
    example: { request: { intervals: [] }, response: { date: '2027-01-20', intervals: [] } },
  })
  putOverride(
    @CurrentAccount() account: Principal,
    @Param('date', DatePipe) date: string,
    @Body() body: PutOverride,
  ): Promise<OverrideResponse> {
    return this.days.putOverride(account.accountId, date, body.intervals);
  }

  @Delete('me/overrides/:date')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'The weekly hours count again' })
  @Operation({
    summary: 'Back to the weekly hours on one date',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'natural',
    example: {},
  })
  async removeOverride(@CurrentAccount() account: Principal, @Param('date', DatePipe) date: string): Promise<void> {
    await this.days.removeOverride(account.accountId, date);
  }

  @Get('me/time-off')
  @Operation({
    summary: 'My days off',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: { data: [TIME_OFF], nextCursor: null } },
  })
  async timeOff(@CurrentAccount() account: Principal): Promise<TimeOffList> {
    return { data: await this.days.timeOff(account.accountId), nextCursor: null };
  }

  @Post('me/time-off')
  @Operation({
    summary: 'Take days off; sessions already booked stay and are listed',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'key',
    example: { request: { from: '2026-12-24', to: '2027-01-02' }, response: TIME_OFF },
  })
  addTimeOff(@CurrentAccount() account: Principal, @Body() body: CreateTimeOff): Promise<TimeOffResponse> {
    return this.days.addTimeOff(account.accountId, body);
  }

  @Delete('me/time-off/:id')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'Open again' })
  @Operation({
    summary: 'Give days off back',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'natural',
    example: {},
  })
  async removeTimeOff(
    @CurrentAccount() account: Principal,
    @Param('id', new IdPipe('time off')) id: string,
  ): Promise<void> {
    await this.days.removeTimeOff(account.accountId, id);
  }
}

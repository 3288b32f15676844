import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentAccount, DatePipe, IdPipe, IfMatch, Operation, type Principal } from '#libs/platform';
import {
  CreateTimeOff,
  OverrideList,
  OverrideResponse,
  PutOverride,
  PutSchedule,
  ScheduleResponse,
  SlotsQuery,
  SlotsResponse,
  TimeOffList,
  TimeOffResponse,
} from './availability.dto.ts';
import { AvailabilityService } from './availability.service.ts';
import { ScheduleService } from './schedule.service.ts';

const HOURS = [{ start: '09:00', end: '12:00' }];
const SCHEDULE = {
  timeZone: 'Europe/London',
  weeklyHours: { monday: HOURS, wednesday: HOURS },
  slotIncrementMinutes: 30,
  bufferAfterMinutes: 10,
};
const TIME_OFF = { id: '0197f0a2-…', from: '2026-12-24', to: '2027-01-02', reason: null, collisions: [] };

@ApiTags('Availability')
@Controller('v1/mentors')
export class AvailabilityController {
  constructor(
    private readonly availability: AvailabilityService,
    private readonly schedules: ScheduleService,
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

  @Get('me/schedule')
  @Operation({
    summary: 'My weekly hours and settings',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: { ...SCHEDULE, version: 1 } },
  })
  schedule(@CurrentAccount() account: Principal): Promise<ScheduleResponse> {
    return this.schedules.read(account.accountId);
  }

  @Put('me/schedule')
  @Operation({
    summary: 'Replace my weekly hours and settings',
    audience: 'mentor',
    errors: ['not_found', 'version_conflict'],
    idempotency: 'natural',
    example: { request: SCHEDULE, response: { ...SCHEDULE, version: 2 } },
  })
  replaceSchedule(
    @CurrentAccount() account: Principal,
    @Body() body: PutSchedule,
    @IfMatch() version: number | null,
  ): Promise<ScheduleResponse> {
    return this.schedules.replace(account.accountId, body, version);
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
    return {
      data: (await this.schedules.overrides(account.accountId)).map(({ date, intervals }) => ({ date, intervals })),
      nextCursor: null,
    };
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
    return this.schedules.putOverride(account.accountId, date, body.intervals);
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
    await this.schedules.removeOverride(account.accountId, date);
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
    return { data: await this.schedules.timeOff(account.accountId), nextCursor: null };
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
    return this.schedules.addTimeOff(account.accountId, body);
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
    await this.schedules.removeTimeOff(account.accountId, id);
  }
}

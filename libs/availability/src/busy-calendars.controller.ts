import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentAccount, IdPipe, Operation, type Principal } from '#libs/platform';
import { AddBusyCalendar, BusyCalendarList, BusyCalendarResponse } from './availability.dto.ts';
import { BusyCalendarsService } from './busy-calendars.service.ts';

const CALENDAR = {
  id: '0197f0a2-…',
  url: 'https://calendar.example.com/private-3f9a/basic.ics',
  lastSyncedAt: '2027-01-10T12:00:00.000Z',
  lastError: null,
};

@ApiTags('Availability')
@Controller('v1/mentors/me/busy-calendars')
export class BusyCalendarsController {
  constructor(private readonly calendars: BusyCalendarsService) {}

  @Get()
  @Operation({
    summary: 'Calendars whose events block my time, with when they were last read and what went wrong',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: { data: [CALENDAR], nextCursor: null } },
  })
  async list(@CurrentAccount() account: Principal): Promise<BusyCalendarList> {
    return { data: await this.calendars.list(account.accountId), nextCursor: null };
  }

  @Post()
  @Operation({
    summary: 'Import a calendar by its iCalendar address; it is read now and every 15 minutes',
    audience: 'mentor',
    errors: ['not_found', 'already_exists', 'policy_violation'],
    idempotency: 'key',
    example: { request: { url: CALENDAR.url }, response: { ...CALENDAR, lastSyncedAt: null } },
  })
  add(@CurrentAccount() account: Principal, @Body() body: AddBusyCalendar): Promise<BusyCalendarResponse> {
    return this.calendars.add(account.accountId, body.url);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'Removed, and its time is free' })
  @Operation({
    summary: 'Stop importing a calendar',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'natural',
    example: {},
  })
  async remove(@CurrentAccount() account: Principal, @Param('id', new IdPipe('calendar')) id: string): Promise<void> {
    await this.calendars.remove(account.accountId, id);
  }
}

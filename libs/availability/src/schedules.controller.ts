import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentAccount, IdPipe, IfMatch, Operation, type Principal } from '#libs/platform';
import {
  NamedScheduleResponse,
  PutNamedSchedule,
  PutSchedule,
  ScheduleList,
  ScheduleResponse,
} from './availability.dto.ts';
import { SchedulesService } from './schedules.service.ts';

const HOURS = [{ start: '09:00', end: '12:00' }];
const SCHEDULE = {
  timeZone: 'Europe/London',
  weeklyHours: { monday: HOURS, wednesday: HOURS },
  slotIncrementMinutes: 30,
  bufferAfterMinutes: 10,
};
const NAMED = { id: '0197f0a2-…', name: 'Evenings', isDefault: false, ...SCHEDULE, outside: [], version: 1 };
const Id = () => Param('id', new IdPipe('schedule'));

@ApiTags('Availability')
@Controller('v1/mentors/me')
export class SchedulesController {
  constructor(private readonly schedules: SchedulesService) {}

  @Get('schedule')
  @Operation({
    summary: 'My weekly hours and settings: the default schedule',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: { ...SCHEDULE, outside: [], version: 1 } },
  })
  read(@CurrentAccount() account: Principal): Promise<ScheduleResponse> {
    return this.schedules.read(account.accountId);
  }

  @Put('schedule')
  @Operation({
    summary: 'Replace my weekly hours and settings; sessions that now lie outside are listed and stay',
    audience: 'mentor',
    errors: ['not_found', 'version_conflict'],
    idempotency: 'natural',
    example: { request: SCHEDULE, response: { ...SCHEDULE, outside: [], version: 2 } },
  })
  replace(
    @CurrentAccount() account: Principal,
    @Body() body: PutSchedule,
    @IfMatch() version: number | null,
  ): Promise<ScheduleResponse> {
    return this.schedules.replace(account.accountId, body, version);
  }

  @Get('schedules')
  @Operation({
    summary: 'All my schedules, the default one first',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: { data: [NAMED], nextCursor: null } },
  })
  async list(@CurrentAccount() account: Principal): Promise<ScheduleList> {
    return { data: await this.schedules.list(account.accountId), nextCursor: null };
  }

  @Post('schedules')
  @Operation({
    summary: 'Add a schedule that offerings can name',
    audience: 'mentor',
    errors: ['not_found', 'policy_violation'],
    idempotency: 'key',
    example: { request: { name: 'Evenings', ...SCHEDULE }, response: NAMED },
  })
  add(@CurrentAccount() account: Principal, @Body() body: PutNamedSchedule): Promise<NamedScheduleResponse> {
    return this.schedules.add(account.accountId, body);
  }

  @Get('schedules/:id')
  @Operation({
    summary: 'One of my schedules',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: NAMED },
  })
  readOne(@CurrentAccount() account: Principal, @Id() id: string): Promise<NamedScheduleResponse> {
    return this.schedules.readOne(account.accountId, id);
  }

  @Put('schedules/:id')
  @Operation({
    summary: 'Replace one of my schedules',
    audience: 'mentor',
    errors: ['not_found', 'version_conflict'],
    idempotency: 'natural',
    example: { request: { name: 'Evenings', ...SCHEDULE }, response: { ...NAMED, version: 2 } },
  })
  replaceOne(
    @CurrentAccount() account: Principal,
    @Id() id: string,
    @Body() body: PutNamedSchedule,
    @IfMatch() version: number | null,
  ): Promise<NamedScheduleResponse> {
    return this.schedules.replaceOne(account.accountId, id, body, version);
  }

  @Post('schedules/:id/make-default')
  @HttpCode(200)
  @Operation({
    summary: 'Let offerings without a schedule of their own follow this one',
    audience: 'mentor',
    errors: ['not_found'],
    idempotency: 'key',
    example: { response: { ...NAMED, isDefault: true } },
  })
  makeDefault(@CurrentAccount() account: Principal, @Id() id: string): Promise<NamedScheduleResponse> {
    return this.schedules.makeDefault(account.accountId, id);
  }

  @Delete('schedules/:id')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'Removed' })
  @Operation({
    summary: 'Remove a schedule that no offering follows',
    audience: 'mentor',
    errors: ['not_found', 'invalid_state'],
    idempotency: 'natural',
    example: {},
  })
  async remove(@CurrentAccount() account: Principal, @Id() id: string): Promise<void> {
    await this.schedules.remove(account.accountId, id);
  }
}

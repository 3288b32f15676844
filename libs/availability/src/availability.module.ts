import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MentorsModule } from '#libs/mentors';
import { Jobs, Sweeps } from '#libs/platform';
import { AvailabilityController } from './availability.controller.ts';
import {
  BusyCalendarEntity,
  OccupiedTimeEntity,
  ScheduleEntity,
  ScheduleOverrideEntity,
  TimeOffEntity,
} from './availability.entities.ts';
import { AvailabilityRepository } from './availability.repository.ts';
import { AvailabilityService } from './availability.service.ts';
import { BusyCalendarsController } from './busy-calendars.controller.ts';
import { BusyCalendarsService, SYNC_JOB } from './busy-calendars.service.ts';
import { DaysService } from './days.service.ts';
import { SchedulesController } from './schedules.controller.ts';
import { SchedulesService } from './schedules.service.ts';
import { TimeService } from './time.service.ts';

const ENTITIES = [ScheduleEntity, ScheduleOverrideEntity, TimeOffEntity, OccupiedTimeEntity, BusyCalendarEntity];

@Module({
  imports: [MentorsModule, TypeOrmModule.forFeature(ENTITIES)],
  controllers: [AvailabilityController, SchedulesController, BusyCalendarsController],
  providers: [
    AvailabilityService,
    AvailabilityRepository,
    BusyCalendarsService,
    DaysService,
    SchedulesService,
    TimeService,
  ],
  exports: [AvailabilityService, TimeService],
})
export class AvailabilityModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly sweeps: Sweeps,
    private readonly calendars: BusyCalendarsService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ calendarId: string }>(SYNC_JOB, ({ calendarId }) => this.calendars.sync(calendarId));
    this.sweeps.register('calendars to read', 30, () => this.calendars.syncDue());
  }
}

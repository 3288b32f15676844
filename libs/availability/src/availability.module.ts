import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MentorsModule } from '#libs/mentors';
import { AvailabilityController } from './availability.controller.ts';
import { OccupiedTimeEntity, ScheduleEntity, ScheduleOverrideEntity, TimeOffEntity } from './availability.entities.ts';
import { AvailabilityRepository } from './availability.repository.ts';
import { AvailabilityService } from './availability.service.ts';
import { ScheduleService } from './schedule.service.ts';
import { TimeService } from './time.service.ts';

@Module({
  imports: [
    MentorsModule,
    TypeOrmModule.forFeature([ScheduleEntity, ScheduleOverrideEntity, TimeOffEntity, OccupiedTimeEntity]),
  ],
  controllers: [AvailabilityController],
  providers: [AvailabilityService, AvailabilityRepository, ScheduleService, TimeService],
  exports: [AvailabilityService, TimeService],
})
export class AvailabilityModule {}

import { Module } from '@nestjs/common';
import { AvailabilityModule } from '#libs/availability';
import { IntakeModule } from '#libs/intake';
import { MentorsModule } from '#libs/mentors';
import { DirectoryService } from './directory.service.ts';
import { MatchingController } from './matching.controller.ts';
import { MatchingService } from './matching.service.ts';

@Module({
  imports: [AvailabilityModule, IntakeModule, MentorsModule],
  controllers: [MatchingController],
  providers: [MatchingService, DirectoryService],
})
export class MatchingModule {}

import { Module, type OnModuleInit } from '@nestjs/common';
import { AvailabilityModule } from '#libs/availability';
import { BookingsModule, MentorDroppedOut } from '#libs/bookings';
import { IntakeModule } from '#libs/intake';
import { MentorsModule } from '#libs/mentors';
import { Events, Jobs } from '#libs/platform';
import { DirectoryService } from './directory.service.ts';
import { Market } from './market.service.ts';
import { MatchingController } from './matching.controller.ts';
import { MatchingService } from './matching.service.ts';
import { ReplacementsController } from './replacements.controller.ts';
import { REPLACEMENTS_JOB, ReplacementsService } from './replacements.service.ts';

@Module({
  imports: [AvailabilityModule, BookingsModule, IntakeModule, MentorsModule],
  controllers: [MatchingController, ReplacementsController],
  providers: [Market, MatchingService, DirectoryService, ReplacementsService],
})
export class MatchingModule implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly replacements: ReplacementsService,
  ) {}

  onModuleInit(): void {
    this.events.on(MentorDroppedOut, (tx, event) => this.replacements.onDroppedOut(tx, event));
    this.jobs.handle<{ bookingId: string }>(REPLACEMENTS_JOB, ({ bookingId }) => this.replacements.search(bookingId));
  }
}

import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '#libs/catalog';
import { Sweeps } from '#libs/platform';
import { MentorFeed } from './mentor-feed.ts';
import { MentorEntity, MentorSlugEntity } from './mentor.entity.ts';
import { MentorsController } from './mentors.controller.ts';
import { PhotoCheck } from './photo-check.ts';
import { MentorsRepository } from './mentors.repository.ts';
import { MentorsService } from './mentors.service.ts';
import { OfferingEntity } from './offering.entity.ts';
import { StandingController } from './standing.controller.ts';
import { MentorIncidentEntity, MentorStatisticsEntity, StandingAppealEntity } from './standing.entities.ts';
import { StandingService } from './standing.service.ts';

@Module({
  imports: [
    CatalogModule,
    TypeOrmModule.forFeature([
      ...[MentorEntity, MentorSlugEntity, OfferingEntity],
      ...[MentorIncidentEntity, MentorStatisticsEntity, StandingAppealEntity],
    ]),
  ],
  controllers: [MentorsController, StandingController],
  providers: [MentorsService, MentorsRepository, MentorFeed, PhotoCheck, StandingService],
  exports: [MentorsService, MentorsRepository, MentorFeed, StandingService],
})
export class MentorsModule implements OnModuleInit {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly standing: StandingService,
  ) {}

  onModuleInit(): void {
    this.sweeps.register('pauses to end', 60, () => this.standing.endPauses());
  }
}

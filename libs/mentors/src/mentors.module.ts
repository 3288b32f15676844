import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '#libs/catalog';
import { MentorFeed } from './mentor-feed.ts';
import { MentorEntity, MentorSlugEntity } from './mentor.entity.ts';
import { MentorsController } from './mentors.controller.ts';
import { MentorsRepository } from './mentors.repository.ts';
import { MentorsService } from './mentors.service.ts';
import { OfferingEntity } from './offering.entity.ts';

@Module({
  imports: [CatalogModule, TypeOrmModule.forFeature([MentorEntity, MentorSlugEntity, OfferingEntity])],
  controllers: [MentorsController],
  providers: [MentorsService, MentorsRepository, MentorFeed],
  exports: [MentorsService, MentorsRepository, MentorFeed],
})
export class MentorsModule {}

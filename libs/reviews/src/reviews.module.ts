import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '#libs/accounts';
import { BookingsModule } from '#libs/bookings';
import { MentorsModule } from '#libs/mentors';
import { Sweeps } from '#libs/platform';
import { ReviewEntity } from './review.entity.ts';
import { ReviewsController } from './reviews.controller.ts';
import { ReviewsService } from './reviews.service.ts';

@Module({
  imports: [AccountsModule, BookingsModule, MentorsModule, TypeOrmModule.forFeature([ReviewEntity])],
  controllers: [ReviewsController],
  providers: [ReviewsService],
  exports: [ReviewsService],
})
export class ReviewsModule implements OnModuleInit {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly reviews: ReviewsService,
  ) {}

  onModuleInit(): void {
    this.sweeps.register('blind reviews', 60, () => this.reviews.publishDue());
  }
}

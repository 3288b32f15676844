import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BookingsModule } from '#libs/bookings';
import { CatalogModule } from '#libs/catalog';
import { IntakeModule } from '#libs/intake';
import { MentorsModule } from '#libs/mentors';
import { MessagesModule } from '#libs/messages';
import { PaymentsModule } from '#libs/payments';
import { PayoutsModule } from '#libs/payouts';
import { ReviewsModule } from '#libs/reviews';
import { AdminApiKeysController } from './admin-api-keys.controller.ts';
import { AdminCatalogController } from './admin-catalog.controller.ts';
import { AdminController } from './admin.controller.ts';
import { AdminModerationController } from './admin-moderation.controller.ts';
import { AdminModerationService } from './admin-moderation.service.ts';
import { AdminMoneyController } from './admin-money.controller.ts';
import { AdminMoneyService } from './admin-money.service.ts';
import { AdminPeopleController } from './admin-people.controller.ts';
import { AdminPeopleService } from './admin-people.service.ts';
import { AdminReportsController } from './admin-reports.controller.ts';
import { AdminReviewsController } from './admin-reviews.controller.ts';
import { AdminService } from './admin.service.ts';
import { AuditEntity } from './audit.entity.ts';

@Module({
  imports: [
    BookingsModule,
    CatalogModule,
    IntakeModule,
    MentorsModule,
    MessagesModule,
    ReviewsModule,
    PaymentsModule,
    PayoutsModule,
    TypeOrmModule.forFeature([AuditEntity]),
  ],
  controllers: [
    AdminController,
    AdminApiKeysController,
    AdminCatalogController,
    AdminModerationController,
    AdminMoneyController,
    AdminPeopleController,
    AdminReportsController,
    AdminReviewsController,
  ],
  providers: [AdminService, AdminModerationService, AdminMoneyService, AdminPeopleService],
})
export class AdminModule {}

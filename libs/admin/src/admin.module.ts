import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BookingsModule } from '#libs/bookings';
import { MentorsModule } from '#libs/mentors';
import { PaymentsModule } from '#libs/payments';
import { PayoutsModule } from '#libs/payouts';
import { AdminController } from './admin.controller.ts';
import { AdminMoneyController } from './admin-money.controller.ts';
import { AdminMoneyService } from './admin-money.service.ts';
import { AdminService } from './admin.service.ts';
import { AuditEntity } from './audit.entity.ts';

@Module({
  imports: [BookingsModule, MentorsModule, PaymentsModule, PayoutsModule, TypeOrmModule.forFeature([AuditEntity])],
  controllers: [AdminController, AdminMoneyController],
  providers: [AdminService, AdminMoneyService],
})
export class AdminModule {}

import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BookingsModule } from '#libs/bookings';
import { MentorsModule } from '#libs/mentors';
import { PaymentsModule } from '#libs/payments';
import { AdminController } from './admin.controller.ts';
import { AdminService } from './admin.service.ts';
import { AuditEntity } from './audit.entity.ts';

@Module({
  imports: [BookingsModule, MentorsModule, PaymentsModule, TypeOrmModule.forFeature([AuditEntity])],
  controllers: [AdminController],
  providers: [AdminService],
})
export class AdminModule {}

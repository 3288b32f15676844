import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BookingsModule } from '#libs/bookings';
import { MentorsModule } from '#libs/mentors';
import { MessageEntity, ThreadEntity } from './message.entities.ts';
import { MessagesController } from './messages.controller.ts';
import { MessagesService } from './messages.service.ts';

@Module({
  imports: [BookingsModule, MentorsModule, TypeOrmModule.forFeature([MessageEntity, ThreadEntity])],
  controllers: [MessagesController],
  providers: [MessagesService],
  exports: [MessagesService],
})
export class MessagesModule {}

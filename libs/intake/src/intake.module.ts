import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '#libs/catalog';
import { GoalReader } from './goal-reader.ts';
import { IntakeController } from './intake.controller.ts';
import { IntakeEntity } from './intake.entity.ts';
import { IntakeService } from './intake.service.ts';
import { OutcomesService } from './outcomes.service.ts';

@Module({
  imports: [CatalogModule, TypeOrmModule.forFeature([IntakeEntity])],
  controllers: [IntakeController],
  providers: [GoalReader, IntakeService, OutcomesService],
  exports: [IntakeService, OutcomesService],
})
export class IntakeModule {}

import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '#libs/catalog';
import { IntakeController } from './intake.controller.ts';
import { IntakeEntity } from './intake.entity.ts';
import { IntakeService } from './intake.service.ts';

@Module({
  imports: [CatalogModule, TypeOrmModule.forFeature([IntakeEntity])],
  controllers: [IntakeController],
  providers: [IntakeService],
  exports: [IntakeService],
})
export class IntakeModule {}

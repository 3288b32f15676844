import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '#libs/catalog';
import { Sweeps } from '#libs/platform';
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
export class IntakeModule implements OnModuleInit {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly intakes: IntakeService,
  ) {}

  onModuleInit(): void {
    this.sweeps.register('intakes nobody claimed', 3_600, () => this.intakes.forgetUnclaimed());
  }
}

import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '#libs/catalog';
import { Sweeps } from '#libs/platform';
import { MetricDayEntity } from './metric-day.entity.ts';
import { MetricsController } from './metrics.controller.ts';
import { MetricsService } from './metrics.service.ts';

@Module({
  imports: [CatalogModule, TypeOrmModule.forFeature([MetricDayEntity])],
  controllers: [MetricsController],
  providers: [MetricsService],
})
export class MetricsModule implements OnModuleInit {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly metrics: MetricsService,
  ) {}

  onModuleInit(): void {
    this.sweeps.register('metrics of past days', 600, () => this.metrics.countPastDays());
  }
}

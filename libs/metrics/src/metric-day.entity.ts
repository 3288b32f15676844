import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One figure of one past day (UTC); `key` is a state, a currency, a specialty, … */
@Entity('metric_days')
export class MetricDayEntity {
  @PrimaryColumn('date')
  day!: string;

  @PrimaryColumn('text')
  metric!: string;

  @PrimaryColumn('text')
  key!: string;

  @Column('bigint')
  value!: string;
}

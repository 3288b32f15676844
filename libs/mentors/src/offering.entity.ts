import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export type OfferingKind = 'intro' | 'session' | 'package' | 'plan';

@Entity('offerings')
@ForeignKey('ScheduleEntity', ['mentorId', 'scheduleId'], ['mentorId', 'id'], { name: 'offerings_schedule' })
@Index('offerings_schedule_id', ['scheduleId'], { where: 'schedule_id IS NOT NULL' })
@Index('offerings_mentor_id', ['mentorId', 'priceAmount'], { where: 'archived_at IS NULL' })
@Check('offerings_kind_known', `kind IN ('intro', 'session', 'package', 'plan')`)
@Check('offerings_price_sane', `price_amount >= 0 AND (kind <> 'intro' OR price_amount = 0)`)
@Check(
  'offerings_sessions_sane',
  `(kind IN ('package', 'plan')) = (sessions IS NOT NULL) AND (sessions IS NULL OR sessions BETWEEN 1 AND 50)`,
)
@Check('offerings_trial_of_plans', `NOT trial OR kind = 'plan'`)
@Check('offerings_duration_sane', `duration_minutes BETWEEN 15 AND 240 AND duration_minutes % 5 = 0`)
export class OfferingEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('MentorEntity', { name: 'offerings_mentor', onDelete: 'CASCADE' })
  @Column('uuid')
  mentorId!: string;

  @Column('text')
  kind!: OfferingKind;

  @Column('text')
  title!: string;

  @Column('text', { default: '' })
  description!: string;

  @Column('integer')
  durationMinutes!: number;

  @Column('integer')
  priceAmount!: number;

  @Column('text')
  currency!: string;

  @Column('integer', { nullable: true })
  sessions!: number | null;

  /** A plan that begins with seven days free, once per candidate and mentor. */
  @Column('boolean', { default: false })
  trial!: boolean;

  /** A schedule of its own; null: the mentor's default one. */
  @Column('uuid', { nullable: true })
  scheduleId!: string | null;

  @Column('boolean', { default: false })
  requiresApproval!: boolean;

  @Column('boolean', { default: true })
  active!: boolean;

  @Column('timestamptz', { nullable: true })
  archivedAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz')
  createdAt!: Date;
}

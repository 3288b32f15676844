import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Interval, Schedule } from './domain/slots.ts';

@Entity('schedules')
@Unique('schedules_of_mentor', ['mentorId', 'id'])
@Index('schedules_one_default', ['mentorId'], { unique: true, where: 'is_default' })
@Check(
  'schedules_settings_sane',
  `slot_increment_minutes IN (5, 10, 15, 20, 30, 60) AND slot_placement IN ('grid', 'pack')
   AND minimum_notice_minutes BETWEEN 0 AND 43200 AND booking_horizon_days BETWEEN 1 AND 365
   AND buffer_before_minutes BETWEEN 0 AND 120 AND buffer_after_minutes BETWEEN 0 AND 120
   AND max_sessions_per_day BETWEEN 1 AND 50 AND max_sessions_per_week BETWEEN 1 AND 50`,
)
export class ScheduleEntity implements Schedule {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('MentorEntity', { name: 'schedules_mentor', onDelete: 'CASCADE' })
  @Column('uuid')
  mentorId!: string;

  @Column('text', { default: 'Working hours' })
  name!: string;

  /** The one that offerings without a schedule of their own follow. */
  @Column('boolean', { default: true })
  isDefault!: boolean;

  @Column('text')
  timeZone!: string;

  @Column('jsonb')
  weeklyHours!: Schedule['weeklyHours'];

  @Column('integer', { default: 30 })
  slotIncrementMinutes!: number;

  @Column('text', { default: 'grid' })
  slotPlacement!: 'grid' | 'pack';

  @Column('jsonb', { default: [] })
  travel!: { from: string; to: string; timeZone: string }[];

  @Column('integer', { default: 1440 })
  minimumNoticeMinutes!: number;

  @Column('integer', { default: 60 })
  bookingHorizonDays!: number;

  @Column('integer', { default: 0 })
  bufferBeforeMinutes!: number;

  @Column('integer', { default: 10 })
  bufferAfterMinutes!: number;

  @Column('integer', { nullable: true })
  maxSessionsPerDay!: number | null;

  @Column('integer', { nullable: true })
  maxSessionsPerWeek!: number | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz')
  updatedAt!: Date;
}

@Entity('schedule_overrides')
export class ScheduleOverrideEntity {
  @ForeignKey('MentorEntity', { name: 'schedule_overrides_mentor', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  mentorId!: string;

  @PrimaryColumn('date')
  date!: string;

  @Column('jsonb')
  intervals!: Interval[];
}

@Entity('time_off')
@Index('time_off_mentor_id', ['mentorId', 'toDate'])
@Check('time_off_forwards', `from_date <= to_date`)
export class TimeOffEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('MentorEntity', { name: 'time_off_mentor', onDelete: 'CASCADE' })
  @Column('uuid')
  mentorId!: string;

  @Column('date')
  fromDate!: string;

  @Column('date')
  toDate!: string;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('timestamptz')
  createdAt!: Date;
}

/** The one owner of people's time; see `time.service.ts`. */
@Entity('occupied_time')
@Exclusion('occupied_time_no_overlap', `USING gist (person_id WITH =, during WITH &&) WHERE (kind = 'session')`)
@Check(
  'occupied_time_kind_known',
  `kind IN ('session', 'tentative', 'time_off', 'busy') AND role IN ('mentor', 'candidate')`,
)
@Check('occupied_time_not_empty', `NOT isempty(during) AND (kind <> 'session' OR session_end IS NOT NULL)`)
@Index('occupied_time_during', { synchronize: false })
@Index('occupied_time_subject', ['subjectId'])
export class OccupiedTimeEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('AccountEntity', { name: 'occupied_time_person' })
  @Column('uuid')
  personId!: string;

  @Column('text')
  role!: 'mentor' | 'candidate';

  @Column('text')
  kind!: 'session' | 'tentative' | 'time_off' | 'busy';

  @Column('tstzrange')
  during!: string;

  @Column('timestamptz', { nullable: true })
  sessionEnd!: Date | null;

  @Column('uuid')
  subjectId!: string;

  /** The schedule a session was booked under, so that its owner can see which sessions a new one leaves outside. */
  @Column('uuid', { nullable: true })
  scheduleId!: string | null;

  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;
}

/** Someone else's calendar whose events block a mentor's time. */
@Entity('busy_calendars')
@Unique('busy_calendars_url_unique', ['mentorId', 'url'])
@Index('busy_calendars_due', ['nextSyncAt'])
export class BusyCalendarEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('MentorEntity', { name: 'busy_calendars_mentor', onDelete: 'CASCADE' })
  @Column('uuid')
  mentorId!: string;

  @Column('uuid')
  accountId!: string;

  @Column('text')
  url!: string;

  /** The last good file, so that its recurrence can be read again as time goes on. */
  @Column('text', { nullable: true })
  content!: string | null;

  @Column('text', { nullable: true })
  etag!: string | null;

  @Column('text', { nullable: true })
  lastModified!: string | null;

  @Column('timestamptz', { nullable: true })
  lastSyncedAt!: Date | null;

  @Column('text', { nullable: true })
  lastError!: string | null;

  @Column('timestamptz')
  nextSyncAt!: Date;

  @Column('timestamptz')
  createdAt!: Date;
}

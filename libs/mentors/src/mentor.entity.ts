import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { MentorState } from './domain/mentor-state.ts';

/** One employment. Years as numbers, `to` null while it lasts. */
export interface Position {
  company: string;
  title: string;
  segment: string;
  from: number;
  to: number | null;
}

/** What an admin reads before a profile is published, and looks at again when it changes later. */
export const ESSENTIALS = ['displayName', 'headline', 'bio', 'photoUrl', 'history', 'links'] as const;
export type Essentials = Pick<MentorEntity, (typeof ESSENTIALS)[number]>;

export type Policy = 'flexible' | 'standard' | 'strict';

@Entity('mentors')
@Unique('mentors_account_unique', ['accountId'])
@Unique('mentors_slug_unique', ['slug'])
@Index('mentors_search', { synchronize: false })
@Index('mentors_paused_until', ['pausedUntil'], { where: 'paused_until IS NOT NULL' })
@Index('mentors_changed_since', ['changedSince'], { where: 'changed_since IS NOT NULL' })
@Index('mentors_state', ['state', 'id'])
@Check('mentors_state_known', `state IN ('draft', 'submitted', 'published', 'paused', 'rejected', 'suspended')`)
@Check('mentors_changes_whole', `(approved IS NULL) = (changed_since IS NULL)`)
@Check('mentors_policy_known', `policy IN ('flexible', 'standard', 'strict')`)
@Check('mentors_fee_sane', `fee_percent BETWEEN 0 AND 100`)
@Check('mentors_ratings_sane', `rating_count >= 0 AND rating_sum BETWEEN rating_count AND rating_count * 5`)
export class MentorEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('AccountEntity', { name: 'mentors_account' })
  @Column('uuid')
  accountId!: string;

  @Column('text')
  state!: MentorState;

  @Column('text', { nullable: true })
  stateReason!: string | null;

  @Column('text')
  slug!: string;

  @Column('text')
  displayName!: string;

  @Column('text', { default: '' })
  headline!: string;

  @Column('text', { default: '' })
  bio!: string;

  @Column('text', { nullable: true })
  photoUrl!: string | null;

  @Column('text')
  timeZone!: string;

  @Column('text', { nullable: true })
  region!: string | null;

  @Column('text', { array: true, default: [] })
  languages!: string[];

  @Column('text', { array: true, default: [] })
  specialties!: string[];

  @Column('text', { array: true, default: [] })
  rounds!: string[];

  @Column('text', { array: true, default: [] })
  segments!: string[];

  @Column('jsonb', { default: [] })
  history!: Position[];

  @Column('integer', { default: 0 })
  yearsOfExperience!: number;

  @Column('jsonb', { default: [] })
  links!: string[];

  /** The mentor's own meeting room, instead of one made for each session. */
  @Column('text', { nullable: true })
  meetingUrl!: string | null;

  @Column('text', { default: 'standard' })
  policy!: Policy;

  /** Active candidates at a time: those with something booked ahead; null: as many as the calendar has room for. */
  @Column('integer', { nullable: true })
  capacity!: number | null;

  @Column('integer', { nullable: true })
  feePercent!: number | null;

  @Column('integer', { default: 0 })
  ratingCount!: number;

  @Column('integer', { default: 0 })
  ratingSum!: number;

  @Column('integer', { default: 0 })
  sessionsCompleted!: number;

  @Column('integer', { default: 0 })
  weeklyMinutes!: number;

  /** Ratings brought along from elsewhere, which no review here stands for. */
  @Column('integer', { default: 0 })
  carriedRatingCount!: number;

  @Column('integer', { default: 0 })
  carriedRatingSum!: number;

  /** Companies they may not coach for, or sit on loops at: never matched there. Theirs and the admins' to see. */
  @Column('text', { array: true, default: [] })
  conflictCompanies!: string[];

  /** Until when the mentor's standing keeps the profile paused. */
  @Column('timestamptz', { nullable: true })
  pausedUntil!: Date | null;

  /** What the published profile said when an admin last looked; null: it still says so. */
  @Column('jsonb', { nullable: true })
  approved!: Essentials | null;

  @Column('timestamptz', { nullable: true })
  changedSince!: Date | null;

  /** What is wrong with the photo behind its address. */
  @Column('text', { nullable: true })
  photoProblem!: string | null;

  @Column('text', { default: '' })
  searchText!: string;

  /** Made from `searchText` by a trigger. */
  @Column({ type: 'tsvector', nullable: true, select: false, insert: false, update: false })
  searchVector!: string | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}

/** A slug a mentor had before; links to it lead to the present one. */
@Entity('mentor_slugs')
@Index('mentor_slugs_mentor_id', ['mentorId'])
export class MentorSlugEntity {
  @PrimaryColumn('text')
  slug!: string;

  @ForeignKey('MentorEntity', { name: 'mentor_slugs_mentor', onDelete: 'CASCADE' })
  @Column('uuid')
  mentorId!: string;
}

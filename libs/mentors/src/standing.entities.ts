import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { IncidentKind } from './domain/standing.ts';

/** Something that counts against a mentor; settled when a pause was served for it or an admin lifted it. */
@Entity('mentor_incidents')
@Unique('mentor_incidents_once', ['bookingId', 'kind'])
@Index('mentor_incidents_of_mentor', ['mentorId', 'at'])
@Check('mentor_incidents_kind_known', `kind IN ('no_show', 'late_cancellation', 'lapsed_request')`)
export class MentorIncidentEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('MentorEntity', { name: 'mentor_incidents_mentor' })
  @Column('uuid')
  mentorId!: string;

  @Column('uuid')
  bookingId!: string;

  @Column('text')
  kind!: IncidentKind;

  @Column('timestamptz')
  at!: Date;

  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;
}

/** A mentor asks a person to look at what was counted. */
@Entity('standing_appeals')
@Index('standing_appeals_open', ['mentorId'], { unique: true, where: `state = 'open'` })
@Index('standing_appeals_of_mentor', ['mentorId', 'id'])
@Check('standing_appeals_state_known', `state IN ('open', 'granted', 'declined')`)
export class StandingAppealEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('MentorEntity', { name: 'standing_appeals_mentor' })
  @Column('uuid')
  mentorId!: string;

  @Column('text')
  text!: string;

  @Column('text')
  state!: 'open' | 'granted' | 'declined';

  @Column('text', { nullable: true })
  decision!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  decidedAt!: Date | null;
}

/** How a mentor's booked sessions ended and how fast they answer, apart from `mentors` so that counting wakes no index. */
@Entity('mentor_statistics')
export class MentorStatisticsEntity {
  @ForeignKey('MentorEntity', { name: 'mentor_statistics_mentor' })
  @PrimaryColumn('uuid')
  mentorId!: string;

  @Column('integer')
  kept!: number;

  @Column('integer')
  cancelled!: number;

  @Column('integer')
  missed!: number;

  /** Of the latest hundred requests. */
  @Column('integer', { array: true })
  responseMinutes!: number[];
}

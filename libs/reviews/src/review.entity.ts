import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Reviewer, ReviewState } from './domain/review-rules.ts';

/** What one side of a session says about the other. */
@Entity('reviews')
@Index('reviews_one_each', ['bookingId', 'by'], { unique: true })
@Index('reviews_of_mentor', ['mentorId', 'id'], { where: `by = 'candidate' AND state = 'published'` })
@Index('reviews_to_publish', ['createdAt'], { where: `state = 'blind'` })
@Index('reviews_reported', ['id'], { where: `reported_at IS NOT NULL` })
@Index('reviews_author_id', ['authorId'])
@Check('reviews_by_known', `by IN ('candidate', 'mentor')`)
@Check('reviews_state_known', `state IN ('blind', 'published', 'hidden')`)
@Check('reviews_rating', 'rating BETWEEN 1 AND 5 AND (private_rating IS NULL OR private_rating BETWEEN 1 AND 5)')
export class ReviewEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('BookingEntity', { name: 'reviews_booking' })
  @Column('uuid')
  bookingId!: string;

  @Column('text')
  by!: Reviewer;

  @ForeignKey('AccountEntity', { name: 'reviews_author' })
  @Column('uuid')
  authorId!: string;

  @ForeignKey('MentorEntity', { name: 'reviews_mentor' })
  @Column('uuid')
  mentorId!: string;

  @Column('smallint')
  rating!: number;

  @Column('text')
  text!: string;

  @Column('text', { array: true })
  tags!: string[];

  /** For admins only. */
  @Column('smallint', { nullable: true })
  privateRating!: number | null;

  @Column('text')
  state!: ReviewState;

  @Column('timestamptz', { nullable: true })
  publishedAt!: Date | null;

  @Column('text', { nullable: true })
  hiddenReason!: string | null;

  @Column('text', { nullable: true })
  reply!: string | null;

  @Column('timestamptz', { nullable: true })
  repliedAt!: Date | null;

  /** When somebody first said that it breaks the rules, and why. */
  @Column('timestamptz', { nullable: true })
  reportedAt!: Date | null;

  @Column('text', { nullable: true })
  reportReason!: string | null;

  @Column('timestamptz')
  createdAt!: Date;
}

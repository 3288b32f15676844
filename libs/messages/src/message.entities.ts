import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export type Side = 'candidate' | 'mentor';

/** What a candidate and a mentor write to each other: one thread a pair. */
@Entity('threads')
@Index('threads_pair', ['candidateId', 'mentorId'], { unique: true })
@Index('threads_mentor_id', ['mentorId'])
@Index('threads_of_candidate', ['candidateId', 'lastMessageAt'])
@Index('threads_of_mentor', ['mentorAccountId', 'lastMessageAt'])
@Check('threads_blocked_by_known', `blocked_by IN ('candidate', 'mentor')`)
export class ThreadEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('AccountEntity', { name: 'threads_candidate' })
  @Column('uuid')
  candidateId!: string;

  @ForeignKey('MentorEntity', { name: 'threads_mentor' })
  @Column('uuid')
  mentorId!: string;

  @Column('uuid')
  mentorAccountId!: string;

  /** Up to which moment each side has read. */
  @Column('timestamptz')
  candidateReadAt!: Date;

  @Column('timestamptz')
  mentorReadAt!: Date;

  /** Who wants no more messages. */
  @Column('text', { nullable: true })
  blockedBy!: Side | null;

  @Column('timestamptz')
  lastMessageAt!: Date;

  @Column('timestamptz')
  createdAt!: Date;
}

@Entity('messages')
@Index('messages_of_thread', ['threadId', 'id'])
@Index('messages_reported', ['id'], { where: 'reported_at IS NOT NULL AND settled_at IS NULL' })
@Check('messages_by_known', `by IN ('candidate', 'mentor')`)
export class MessageEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('ThreadEntity', { name: 'messages_thread' })
  @Column('uuid')
  threadId!: string;

  @Column('text')
  by!: Side;

  @Column('text')
  text!: string;

  /** Attachments, as links. */
  @Column('text', { array: true })
  links!: string[];

  /** Whether contact details were taken out. */
  @Column('boolean')
  masked!: boolean;

  @Column('timestamptz', { nullable: true })
  reportedAt!: Date | null;

  @Column('text', { nullable: true })
  reportReason!: string | null;

  /** When an admin decided about the complaint. */
  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;

  /** Shown to nobody any more. */
  @Column('boolean', { default: false })
  hidden!: boolean;

  @Column('timestamptz')
  createdAt!: Date;
}

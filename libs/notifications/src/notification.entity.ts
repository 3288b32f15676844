import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** Something a person is told inside the product; `effect` makes it one per event and person. */
@Entity('notifications')
@Unique('notifications_effect_unique', ['accountId', 'effect'])
@Index('notifications_of_account', ['accountId', 'id'])
@Index('notifications_unread', ['accountId'], { where: 'read_at IS NULL' })
@Index('notifications_subject_id', ['subjectId'])
@Index('notifications_created_at', ['createdAt'])
export class NotificationEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('AccountEntity', { name: 'notifications_account', onDelete: 'CASCADE' })
  @Column('uuid')
  accountId!: string;

  @Column('text')
  effect!: string;

  @Column('text')
  kind!: string;

  @Column('text')
  title!: string;

  @Column('text')
  text!: string;

  @Column('text', { nullable: true })
  url!: string | null;

  /** What it is about: a `booking`, `thread`, `plan`, `mentor`, … */
  @Column('text', { nullable: true })
  subjectKind!: string | null;

  @Column('uuid', { nullable: true })
  subjectId!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  readAt!: Date | null;
}

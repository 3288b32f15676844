import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** One mail to one person; `effect` makes it one per event and recipient. */
@Entity('mails')
@Unique('mails_effect_unique', ['effect'])
@Index('mails_sent_at', ['sentAt'], { where: 'sent_at IS NOT NULL' })
@Index('mails_unsent', ['createdAt'], { where: 'sent_at IS NULL' })
export class MailEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  effect!: string;

  @Column('text')
  kind!: string;

  @Column('text')
  recipient!: string;

  @Column('text')
  subject!: string;

  @Column('text')
  text!: string;

  @Column('text')
  html!: string;

  @Column('text', { nullable: true })
  calendar!: string | null;

  @Column('text', { nullable: true })
  calendarMethod!: string | null;

  @Column('text', { nullable: true })
  unsubscribe!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  /** Since when a process has been sending it. */
  @Column('timestamptz', { nullable: true })
  sendingAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  sentAt!: Date | null;
}

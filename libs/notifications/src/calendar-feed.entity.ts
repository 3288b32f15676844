import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** The address of an account's private calendar feed; the token itself is told once and kept as a hash. */
@Entity('calendar_feeds')
@Unique('calendar_feeds_token_unique', ['tokenHash'])
export class CalendarFeedEntity {
  @ForeignKey('AccountEntity', { name: 'calendar_feeds_account', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  accountId!: string;

  @Column('text')
  tokenHash!: string;

  @Column('timestamptz')
  createdAt!: Date;
}

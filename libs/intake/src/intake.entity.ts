import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Answers, Inference } from './domain/answers.ts';

@Entity('intakes')
@Index('intakes_created_at', ['createdAt'])
@Index('intakes_matched_at', ['matchedAt'], { where: 'matched_at IS NOT NULL' })
@Index('intakes_interview_date', { synchronize: false })
@Index('intakes_unclaimed', ['createdAt'], { where: 'account_id IS NULL' })
@Index('intakes_account_id', ['accountId'])
export class IntakeEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('AccountEntity', { name: 'intakes_account', onDelete: 'CASCADE' })
  @Column('uuid', { nullable: true })
  accountId!: string | null;

  @Column('text')
  accessTokenHash!: string;

  /** What was told in fields and words, as told. */
  @Column('jsonb')
  given!: Partial<Answers>;

  @Column('jsonb')
  answers!: Answers;

  @Column('jsonb')
  inferred!: Inference[];

  @Column('text')
  rubricVersion!: string;

  /** When it was first answered with matches. */
  @Column('timestamptz', { nullable: true })
  matchedAt!: Date | null;

  /** What it asks of mentors, for counting what is wanted beside what is on offer. */
  @Column('text', { array: true, default: [] })
  wantedSpecialties!: string[];

  /** The rounds with the widest gaps. */
  @Column('text', { array: true, default: [] })
  wantedRounds!: string[];

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Answers, Inference } from './domain/answers.ts';

@Entity('intakes')
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

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}

import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export type CaseReason = 'quality' | 'not_delivered' | 'other';
/** `escalated`: the mentor declined or did not answer, an admin decides. */
export type CaseState = 'open' | 'escalated' | 'agreed' | 'decided' | 'withdrawn';

/** A candidate wants money back for what they got, or did not get; the mentor answers first, then an admin. */
@Entity('refund_cases')
@Index('refund_cases_one_open', ['subjectId'], { unique: true, where: `state IN ('open', 'escalated')` })
@Index('refund_cases_subject_id', ['subjectId'])
@Index('refund_cases_candidate_id', ['candidateId', 'id'])
@Index('refund_cases_mentor', ['mentorAccountId', 'id'])
@Index('refund_cases_queue', ['state', 'id'])
@Index('refund_cases_to_answer', ['answerBy'], { where: `state = 'open'` })
@Check('refund_cases_reason_known', `reason IN ('quality', 'not_delivered', 'other')`)
@Check('refund_cases_state_known', `state IN ('open', 'escalated', 'agreed', 'decided', 'withdrawn')`)
export class RefundCaseEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  subjectKind!: string;

  @Column('uuid')
  subjectId!: string;

  @ForeignKey('AccountEntity', { name: 'refund_cases_candidate' })
  @Column('uuid')
  candidateId!: string;

  @Column('uuid')
  mentorAccountId!: string;

  @Column('text')
  reason!: CaseReason;

  @Column('text')
  state!: CaseState;

  @Column('timestamptz')
  answerBy!: Date;

  /** What was given back in the end; minor units. */
  @Column('integer', { nullable: true })
  refundAmount!: number | null;

  @Column('text')
  currency!: string;

  @Column('uuid', { nullable: true })
  decidedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt!: Date | null;

  @Column('timestamptz')
  createdAt!: Date;
}

/** What was said and done in a case, readable by both sides. */
@Entity('refund_case_steps')
@Index('refund_case_steps_case_id', ['caseId', 'id'])
@Check('refund_case_steps_by_known', `by IN ('candidate', 'mentor', 'admin', 'clock')`)
export class RefundCaseStepEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('RefundCaseEntity', { name: 'refund_case_steps_case' })
  @Column('uuid')
  caseId!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('text')
  by!: 'candidate' | 'mentor' | 'admin' | 'clock';

  /** `opened`, `evidence`, `agreed`, `declined`, `escalated`, `decided`, `withdrawn` */
  @Column('text')
  step!: string;

  @Column('text')
  text!: string;
}

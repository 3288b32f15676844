import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Who did what to what, and why; append-only. */
@Entity('audit_log')
@Index('audit_log_at', { synchronize: false })
export class AuditEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('timestamptz')
  at!: Date;

  @ForeignKey('AccountEntity', { name: 'audit_log_admin' })
  @Column('uuid')
  adminId!: string;

  @Column('text')
  action!: string;

  @Column('text')
  subjectKind!: string;

  @Column('text')
  subjectId!: string;

  @Column('jsonb', { nullable: true })
  before!: object | null;

  @Column('jsonb', { nullable: true })
  after!: object | null;

  @Column('text')
  reason!: string;
}

import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An Idempotency-Key in use or answered; see idempotency.interceptor.ts. */
@Entity('idempotency_keys')
export class IdempotencyKeyEntity {
  @PrimaryColumn('text')
  scope!: string;

  @PrimaryColumn('text')
  key!: string;

  @Column('text')
  requestHash!: string;

  @Index('idempotency_keys_created')
  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  startedAt!: Date;

  @Column('integer', { nullable: true })
  status!: number | null;

  @Column('jsonb', { nullable: true })
  body!: unknown;

  @Column('jsonb', { nullable: true })
  problem!: unknown;
}

/** The test clock's offset, one row, shared by every process. */
@Entity('test_clock')
export class TestClockEntity {
  @PrimaryColumn('integer')
  id!: number;

  @Column('bigint')
  offsetMs!: string;
}

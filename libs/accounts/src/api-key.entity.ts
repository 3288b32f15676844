import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Scope } from '#libs/platform';

/** A key with which a program acts for the admin who made it, within its scopes. Only a hash of it is kept. */
@Entity('api_keys')
@Unique('api_keys_secret_unique', ['secretHash'])
@Index('api_keys_account_id', ['accountId'])
export class ApiKeyEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('AccountEntity', { name: 'api_keys_account' })
  @Column('uuid')
  accountId!: string;

  @Column('text')
  name!: string;

  /** SHA-256, hex. The key has 256 bits, so no slow hash is needed. */
  @Column('text')
  secretHash!: string;

  /** Its beginning, to tell keys apart. */
  @Column('text')
  shown!: string;

  @Column('text', { array: true })
  scopes!: Scope[];

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  lastUsedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;
}

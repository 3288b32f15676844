import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Role } from '#libs/platform';

/** A person who can sign in. The auth library writes name, email and verification; the rest is ours. */
@Entity('accounts')
@Unique('accounts_email_unique', ['email'])
@Index('accounts_to_welcome', ['id'], { where: 'welcome_due' })
@Check('accounts_roles_known', `roles <@ ARRAY['candidate', 'mentor', 'admin'] AND 'candidate' = ANY (roles)`)
export class AccountEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('text')
  email!: string;

  @Column('boolean', { default: false })
  emailVerified!: boolean;

  @Column('text', { nullable: true })
  image!: string | null;

  @Column('text', { array: true, default: ['candidate'] })
  roles!: Role[];

  @Column('text', { default: 'UTC' })
  timeZone!: string;

  @Column('text', { default: 'en' })
  locale!: string;

  @Column('jsonb', { default: {} })
  preferences!: Record<string, boolean>;

  /** Has just signed up and is to be welcomed. */
  @Column('boolean', { default: false })
  welcomeDue!: boolean;

  @Column('timestamptz', { nullable: true })
  bannedAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt!: Date;
}

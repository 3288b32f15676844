import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What people agree to, with the version of its text that is in force. A new version asks everybody again. */
export const PURPOSES = { terms: '2026-11-01', privacy: '2026-11-01' } as const;
export type Purpose = keyof typeof PURPOSES;
export const ALL_PURPOSES = Object.keys(PURPOSES) as Purpose[];

/** Somebody agreed to a text, or took it back; never changed afterwards (GDPR, article 7(1): to be able to show it). */
@Entity('consents')
@Index('consents_of_account', ['accountId', 'id'])
@Check('consents_purpose_known', `purpose IN ('terms', 'privacy')`)
export class ConsentEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('AccountEntity', { name: 'consents_account' })
  @Column('uuid')
  accountId!: string;

  @Column('text')
  purpose!: Purpose;

  @Column('text')
  version!: string;

  @Column('boolean')
  given!: boolean;

  @Column('timestamptz')
  at!: Date;
}

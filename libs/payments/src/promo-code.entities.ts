import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('promo_codes')
@Unique('promo_codes_code_unique', ['code'])
@Check(
  'promo_codes_kind_known',
  `(kind = 'percent' AND value BETWEEN 1 AND 100) OR (kind = 'amount' AND value > 0 AND currency IS NOT NULL)`,
)
@Check('promo_codes_limits_kept', `used_count BETWEEN 0 AND coalesce(total_limit, used_count)`)
export class PromoCodeEntity {
  @PrimaryColumn('uuid')
  id!: string;

  /** Upper case; asked for in any case. */
  @Column('text')
  code!: string;

  @Column('text')
  kind!: 'percent' | 'amount';

  /** Percent, or minor units of the currency. */
  @Column('integer')
  value!: number;

  @Column('text', { nullable: true })
  currency!: string | null;

  @Column('timestamptz', { nullable: true })
  startsAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  endsAt!: Date | null;

  @Column('integer', { nullable: true })
  totalLimit!: number | null;

  @Column('integer', { nullable: true })
  perCandidateLimit!: number | null;

  @Column('integer', { default: 0 })
  minimumPrice!: number;

  @ForeignKey('MentorEntity', { name: 'promo_codes_mentor' })
  @Column('uuid', { nullable: true })
  mentorId!: string | null;

  @ForeignKey('OfferingEntity', { name: 'promo_codes_offering' })
  @Column('uuid', { nullable: true })
  offeringId!: string | null;

  @Column('integer', { default: 0 })
  usedCount!: number;

  @Column('boolean', { default: true })
  active!: boolean;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz')
  createdAt!: Date;
}

/** Who has used a code for what; released when what it was used for came to nothing. */
@Entity('promo_uses')
@Index('promo_uses_candidate_id', ['promoCodeId', 'candidateId'])
export class PromoUseEntity {
  @PrimaryColumn('uuid')
  subjectId!: string;

  @ForeignKey('PromoCodeEntity', { name: 'promo_uses_code' })
  @Column('uuid')
  promoCodeId!: string;

  @ForeignKey('AccountEntity', { name: 'promo_uses_candidate' })
  @Column('uuid')
  candidateId!: string;

  @Column('integer')
  amount!: number;

  @Column('boolean', { default: false })
  released!: boolean;

  @Column('timestamptz')
  createdAt!: Date;
}

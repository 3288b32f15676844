import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  changed,
  checkVersion,
  Clock,
  Database,
  execute,
  invalidField,
  newId,
  notFound,
  Problem,
  row,
} from '#libs/platform';
import { discountOf, reasonAgainstPromo } from './domain/promo.ts';
import { PromoCodeEntity, PromoUseEntity } from './promo-code.entities.ts';

/** What an admin says of a code. */
export type PromoCodeWish = Pick<PromoCodeEntity, 'code' | 'kind' | 'value'> &
  Partial<Omit<PromoCodeEntity, 'id' | 'usedCount' | 'version' | 'createdAt'>>;

/** What a code is to be used for, and by whom. */
export interface PromoUse {
  subjectId: string;
  candidateId: string;
  mentorId: string;
  offeringId: string;
  /** Minor units. */
  price: number;
  currency: string;
}

/** Promo codes: the platform takes a part of the price upon itself. Limits are kept by a counter in the transaction of the use. */
@Injectable()
export class PromoCodesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A look without using it, so that a wrong code is told before anything else. @throws Problem `promo_invalid`, saying why */
  async check(code: string, wish: Omit<PromoUse, 'subjectId'>): Promise<void> {
    const promo = await this.database.manager.findOneBy(PromoCodeEntity, { code: code.trim().toUpperCase() });
    await this.judge(this.database.manager, promo, wish);
  }

  /**
   * Uses a code for a subject. @returns what it takes over of the price, minor units
   * @throws Problem `promo_invalid`, saying why
   */
  async use(tx: EntityManager, code: string, wish: PromoUse): Promise<{ promoCodeId: string; discount: number }> {
    const locked = await tx.findOne(PromoCodeEntity, {
      where: { code: code.trim().toUpperCase() },
      lock: { mode: 'for_no_key_update' }, // uses of one code wait for each other
    });
    const promo = await this.judge(tx, locked, wish);
    const facts = { ...wish, now: this.clock.now() };
    const discount = discountOf(promo, facts);
    await tx.insert(PromoUseEntity, {
      ...{ subjectId: wish.subjectId, promoCodeId: promo.id, candidateId: wish.candidateId, amount: discount },
      createdAt: facts.now,
    });
    await tx.increment(PromoCodeEntity, { id: promo.id }, 'usedCount', 1);
    return { promoCodeId: promo.id, discount };
  }

  /** What it was used for came to nothing: somebody else may use it. */
  async release(tx: EntityManager, subjectId: string): Promise<void> {
    const [released] = await changed<{ id: string }>(
      tx,
      'UPDATE promo_uses SET released = true WHERE subject_id = $1 AND NOT released RETURNING promo_code_id AS id',
      [subjectId],
    );
    if (released) await tx.decrement(PromoCodeEntity, { id: released.id }, 'usedCount', 1);
  }

  /** It was paid after all, although its use had been released: it counts again where the limit allows it. */
  async keep(tx: EntityManager, subjectId: string): Promise<void> {
    await execute(
      tx,
      `WITH kept AS (UPDATE promo_codes c SET used_count = used_count + 1 FROM promo_uses u
         WHERE u.subject_id = $1 AND u.released AND c.id = u.promo_code_id AND used_count < coalesce(total_limit, used_count + 1) RETURNING u.subject_id)
       UPDATE promo_uses SET released = false WHERE subject_id IN (SELECT subject_id FROM kept)`,
      [subjectId],
    );
  }

  /** Codes, latest first. */
  list(before: string | null, limit: number): Promise<PromoCodeEntity[]> {
    const query = this.database.manager.createQueryBuilder(PromoCodeEntity, 'c').orderBy('c.id', 'DESC').limit(limit);
    if (before !== null) query.where('c.id < :before', { before });
    return query.getMany();
  }

  /** @throws Problem `already_exists`, `validation_failed` */
  async create(tx: EntityManager, wanted: PromoCodeWish): Promise<PromoCodeEntity> {
    const promo = tx.create(PromoCodeEntity, {
      ...{ currency: null, startsAt: null, endsAt: null, totalLimit: null, perCandidateLimit: null, minimumPrice: 0 },
      ...{ mentorId: null, offeringId: null, active: true, usedCount: 0, version: 1 },
      ...wanted,
      id: newId(),
      code: wanted.code.toUpperCase(),
      createdAt: this.clock.now(),
    });
    if (promo.kind === 'percent' && promo.value > 100) throw invalidField('value', 'of percent must be 1 to 100');
    if (promo.kind === 'amount' && promo.currency === null) throw invalidField('currency', 'is needed for an amount');
    await tx.insert(PromoCodeEntity, promo);
    return promo;
  }

  /** Changes when, how often and whether a code can be used, not what it is worth. @throws Problem `not_found`, `version_conflict` */
  async edit(
    tx: EntityManager,
    id: string,
    change: Partial<Pick<PromoCodeEntity, 'startsAt' | 'endsAt' | 'totalLimit' | 'perCandidateLimit' | 'active'>>,
    expected: number | null,
  ): Promise<{ before: PromoCodeEntity; after: PromoCodeEntity }> {
    const promo = await tx.findOne(PromoCodeEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!promo) throw notFound('promo code');
    checkVersion(expected, promo.version);
    if (typeof change.totalLimit === 'number' && change.totalLimit < promo.usedCount)
      throw invalidField('totalLimit', `must be at least ${promo.usedCount}: that often it was used already`);
    const before = { ...promo };
    const after = await tx.save(PromoCodeEntity, { ...promo, ...change, version: promo.version + 1 });
    return { before, after };
  }

  private async judge(
    tx: EntityManager,
    promo: PromoCodeEntity | null,
    wish: Omit<PromoUse, 'subjectId'>,
  ): Promise<PromoCodeEntity> {
    if (!promo) throw new Problem('promo_invalid', 'There is no such promo code.');
    const reason =
      reasonAgainstPromo(promo, { ...wish, now: this.clock.now() }) ??
      (await this.limitReached(tx, promo, wish.candidateId));
    if (reason !== null) throw new Problem('promo_invalid', reason);
    return promo;
  }

  private async limitReached(tx: EntityManager, promo: PromoCodeEntity, candidateId: string): Promise<string | null> {
    if (promo.totalLimit !== null && promo.usedCount >= promo.totalLimit) return 'This promo code has been used up.';
    if (promo.perCandidateLimit === null) return null;
    const mine = await row<{ count: number }>(
      tx,
      'SELECT count(*)::int AS count FROM promo_uses WHERE promo_code_id = $1 AND candidate_id = $2 AND NOT released',
      [promo.id, candidateId],
    );
    return (mine?.count ?? 0) >= promo.perCandidateLimit ? 'You have used this promo code already.' : null;
  }
}

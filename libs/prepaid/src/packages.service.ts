import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type BookableOffering, MentorsService } from '#libs/mentors';
import {
  ACCOUNTS,
  CheckoutService,
  feeOf,
  Ledger,
  PaymentsService,
  prepaidLines,
  RefundsService,
} from '#libs/payments';
import {
  Clock,
  Database,
  decodeCursor,
  newId,
  notFound,
  type Page,
  type PageQuery,
  type Principal,
  Problem,
  toPage,
} from '#libs/platform';
import { movedSessions, packageRefund } from './domain/package-rules.ts';
import { EntitlementsService } from './entitlements.service.ts';
import type { BuyPackage, EntitlementResponse } from './prepaid.dto.ts';
import { EntitlementEntity } from './prepaid.entities.ts';

/** What a payment of this module is for: a package bought, and what its used sessions cost more once it is given back. */
export const PACKAGE = 'package';
export const PREPAID_END = 'prepaid_end';

/** Packages: sessions paid once, used one by one, given back or moved to another mentor. */
@Injectable()
export class PackagesService {
  constructor(
    private readonly database: Database,
    private readonly mentors: MentorsService,
    private readonly entitlements: EntitlementsService,
    private readonly checkouts: CheckoutService,
    private readonly payments: PaymentsService,
    private readonly refunds: RefundsService,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins to buy a package: the answer has its payment page. With credit for all of it there is nothing to pay.
   * @throws Problem `not_found`, `policy_violation`, `payment_provider_error`
   */
  async buy(candidate: Principal, wanted: BuyPackage): Promise<EntitlementResponse> {
    const offering = await this.mentors.bookable(wanted.offeringId);
    if (offering.kind !== 'package') throw new Problem('policy_violation', 'This offering is not a package.');
    if (offering.mentorAccountId === candidate.accountId)
      throw new Problem('policy_violation', 'You cannot buy a package from yourself.');
    const id = newId();
    const paymentId = await this.database.transaction(async (tx) => {
      await tx.insert(EntitlementEntity, await this.draft(tx, id, candidate.accountId, offering));
      return this.checkouts.prepare(tx, {
        subject: { kind: PACKAGE, id },
        payerId: candidate.accountId,
        amount: offering.priceAmount,
        currency: offering.currency,
        allocations: [{ subject: { kind: PACKAGE, id }, mentorId: null, amount: offering.priceAmount, feeAmount: 0 }],
        useCredit: wanted.useCredit,
        capture: 'automatic',
        heldUntil: this.clock.now(),
        description: `${offering.sessions} sessions, ${offering.durationMinutes} minutes each`,
        successUrl: wanted.successUrl,
        cancelUrl: wanted.cancelUrl,
      });
    });
    const { checkoutUrl } = await this.checkouts.open(paymentId);
    return { ...(await this.read(candidate, id)), checkoutUrl };
  }

  /** One of my packages, or a month of my plan. @throws Problem `not_found` */
  async read(candidate: Principal, id: string): Promise<EntitlementResponse> {
    const entitlement = await this.database.manager.findOneBy(EntitlementEntity, { id });
    if (entitlement?.candidateId !== candidate.accountId) throw notFound('package or plan');
    return toEntitlement(entitlement, this.clock.now());
  }

  /** What I have prepaid, latest first. */
  async list(candidate: Principal, query: PageQuery): Promise<Page<EntitlementResponse>> {
    const after = decodeCursor<[string]>(query.cursor, ['string']);
    const mine = this.database.manager
      .createQueryBuilder(EntitlementEntity, 'e')
      .where('e.candidate_id = :me', { me: candidate.accountId })
      .orderBy('e.id', 'DESC')
      .limit(query.limit + 1);
    if (after) mine.andWhere('e.id < :after', { after: after[0] });
    const now = this.clock.now();
    return toPage(
      await mine.getMany(),
      query.limit,
      ({ id }) => [id],
      (one) => toEntitlement(one, now),
    );
  }

  /**
   * Gives a package back within 30 days: its price less the used sessions at the single price; the mentor gets that
   * price for them. @throws Problem `not_found`, `policy_violation`
   */
  async giveBack(candidate: Principal, id: string): Promise<EntitlementResponse> {
    return this.database.transaction(async (tx) => {
      const entitlement = await this.lockOwn(tx, candidate, id);
      const refund =
        entitlement.kind === 'package' && entitlement.movedFrom === null
          ? packageRefund(entitlement, this.clock.now())
          : null;
      if (entitlement.state !== 'active' || refund === null)
        throw new Problem('policy_violation', 'A package is given back within 30 days, while some of it is not used.');
      const payment = await this.payments.captured(tx, id);
      if (!payment) throw new Problem('invalid_state', 'Nothing was paid for this package.');
      const owed = entitlement.valueLeft - refund;
      Object.assign(entitlement, { state: 'refunded', sessionsLeft: 0, valueLeft: 0 });
      await tx.save(entitlement);
      if (refund > 0) await this.refunds.request(tx, payment.allocationId, refund, 'package given back');
      await this.payMentor(tx, entitlement, owed);
      return toEntitlement(entitlement, this.clock.now());
    });
  }

  /**
   * Moves what is left to another mentor: as many of their sessions as it buys, the rest becomes credit.
   * @throws Problem `not_found`, `policy_violation`
   */
  async move(candidate: Principal, id: string, offeringId: string): Promise<EntitlementResponse> {
    const offering = await this.mentors.bookable(offeringId);
    const newEntitlementId = newId();
    return this.database.transaction(async (tx) => {
      const from = await this.lockOwn(tx, candidate, id);
      if (from.kind !== 'package' || from.state !== 'active' || from.sessionsLeft === 0)
        throw new Problem('policy_violation', 'Only a package with sessions left is moved.');
      if (
        offering.kind !== 'session' ||
        offering.currency !== from.currency ||
        offering.mentorAccountId === candidate.accountId
      )
        throw new Problem('policy_violation', `Choose a session of another mentor that is priced in ${from.currency}.`);
      const { sessions, rest } = movedSessions(from.valueLeft, offering.priceAmount);
      if (sessions === 0)
        throw new Problem('policy_violation', 'What is left does not pay for one session of that mentor.');
      const value = from.valueLeft - rest;
      const moved = await this.draft(tx, newEntitlementId, candidate.accountId, offering);
      Object.assign(moved, { state: 'active', sessions, sessionsLeft: sessions, priceAmount: value, valueLeft: value });
      Object.assign(moved, { singlePrice: offering.priceAmount, movedFrom: id, paidAt: from.paidAt });
      await tx.insert(EntitlementEntity, moved);
      Object.assign(from, { state: 'moved', sessionsLeft: 0, valueLeft: 0 });
      await tx.save(from);
      const to: [string, number][] = [
        [ACCOUNTS.prepaid(newEntitlementId), value],
        [ACCOUNTS.credit(candidate.accountId), rest],
      ];
      const entry = { kind: 'prepaid_moved' as const, effect: `prepaid_moved:${id}`, subject: { kind: PACKAGE, id } };
      await this.ledger.book(tx, { ...entry, lines: prepaidLines(id, from.currency, to) });
      return toEntitlement(moved, this.clock.now());
    });
  }

  /** Its payment has arrived. Runs in the payment's transaction. */
  async onPaid(tx: EntityManager, id: string): Promise<void> {
    const entitlement = await this.entitlements.lock(tx, id);
    if (entitlement?.state !== 'pending') return;
    Object.assign(entitlement, { state: 'active', valueLeft: entitlement.priceAmount, paidAt: this.clock.now() });
    await tx.save(entitlement);
  }

  /** What a mentor gets of prepaid money without a session: used ones at their full price, months that were not used. */
  async payMentor(tx: EntityManager, entitlement: EntitlementEntity, amount: number): Promise<void> {
    if (amount <= 0) return;
    const { id, mentorId, currency, candidateId, feePercent } = entitlement;
    const subject = { kind: PREPAID_END, id };
    const share = {
      subject,
      mentorId,
      amount,
      feeAmount: feeOf(amount, feePercent, currency),
      prepaidAmount: amount,
      prepaidId: id,
    };
    const rest = { capture: 'automatic' as const, heldUntil: this.clock.now(), description: 'Prepaid sessions' };
    await this.checkouts.prepare(tx, {
      subject,
      payerId: candidateId,
      amount,
      currency,
      allocations: [share],
      ...rest,
    });
  }

  private async draft(
    tx: EntityManager,
    id: string,
    candidateId: string,
    offering: BookableOffering & { feePercent: number },
  ) {
    const { mentorId, mentorAccountId, offeringId, durationMinutes, priceAmount, currency, feePercent } = offering;
    const sessions = offering.sessions ?? 1;
    const single = await this.mentors.singlePrice(tx, mentorId, durationMinutes, currency);
    return tx.create(EntitlementEntity, {
      ...{
        id,
        kind: 'package',
        candidateId,
        mentorId,
        mentorAccountId,
        offeringId,
        planId: null,
        stripeInvoiceId: null,
      },
      ...{
        state: 'pending',
        durationMinutes,
        sessions,
        sessionsLeft: sessions,
        priceAmount,
        valueLeft: 0,
        currency,
        feePercent,
      },
      singlePrice: Math.max(single ?? 0, Math.ceil(priceAmount / sessions)),
      ...{ offered: 0, movedFrom: null, paidAt: null, startsAt: null, endsAt: null, createdAt: this.clock.now() },
    });
  }

  private async lockOwn(tx: EntityManager, candidate: Principal, id: string): Promise<EntitlementEntity> {
    const entitlement = await this.entitlements.lock(tx, id);
    if (entitlement?.candidateId !== candidate.accountId) throw notFound('package');
    return entitlement;
  }
}

export function toEntitlement(one: EntitlementEntity, now: Date): EntitlementResponse {
  const money = (amount: number) => ({ amount, currency: one.currency });
  const refund =
    one.kind === 'package' && one.state === 'active' && one.movedFrom === null ? packageRefund(one, now) : null;
  return {
    id: one.id,
    kind: one.kind,
    state: one.state,
    mentorId: one.mentorId,
    offeringId: one.offeringId,
    planId: one.planId,
    durationMinutes: one.durationMinutes,
    sessions: one.sessions,
    sessionsLeft: one.sessionsLeft,
    price: money(one.priceAmount),
    valueLeft: money(one.valueLeft),
    refundable: refund === null ? null : money(refund),
    startsAt: one.startsAt?.toISOString() ?? null,
    endsAt: one.endsAt?.toISOString() ?? null,
    checkoutUrl: null,
    createdAt: one.createdAt.toISOString(),
  };
}

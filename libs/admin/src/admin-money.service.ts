import { Injectable } from '@nestjs/common';
import { RefundCasesService, type RefundCaseResponse } from '#libs/bookings';
import { MentorsService } from '#libs/mentors';
import {
  ComparisonService,
  CreditService,
  type DisputeEntity,
  DisputesService,
  EVIDENCE_FIELDS,
  type Evidence,
  Ledger,
  type PromoCodeEntity,
  PromoCodesService,
  RefundsService,
} from '#libs/payments';
import { SettlementsService } from '#libs/payouts';
import {
  Clock,
  Database,
  decodeCursor,
  invalidField,
  newId,
  notFound,
  type Page,
  type PageQuery,
  row,
  rows,
  toPage,
} from '#libs/platform';
import type {
  AdminPayment,
  AdminPaymentsQuery,
  ComparisonResponse,
  CreatePromoCode,
  DisputeResponse,
  DisputesQuery,
  FeeResponse,
  JournalLineDto,
  LedgerQuery,
  PromoCodeResponse,
  PromoLimits,
  TrialBalance,
  TroubledRefund,
} from './admin-money.dto.ts';
import { AdminService } from './admin.service.ts';

/** Money as an operator sees it and decides about it; every write is audited. */
@Injectable()
export class AdminMoneyService {
  constructor(
    private readonly database: Database,
    private readonly admin: AdminService,
    private readonly refunds: RefundsService,
    private readonly disputes: DisputesService,
    private readonly cases: RefundCasesService,
    private readonly mentors: MentorsService,
    private readonly settlements: SettlementsService,
    private readonly credit: CreditService,
    private readonly ledger: Ledger,
    private readonly comparison: ComparisonService,
    private readonly promos: PromoCodesService,
    private readonly clock: Clock,
  ) {}

  /** Refunds that have not arrived, oldest first. */
  async troubledRefunds(query: PageQuery): Promise<Page<TroubledRefund>> {
    const after = decodeCursor<[string]>(query.cursor, ['string']);
    const found = await this.refunds.troubled(after?.[0] ?? null, query.limit + 1);
    return toPage(found, query.limit, ({ id }) => [id], toTroubled);
  }

  async retryRefund(adminId: string, id: string, reason: string): Promise<TroubledRefund> {
    const item = { adminId, action: 'refund.retry', subjectKind: 'refund', subjectId: id, reason };
    return this.admin.audited(item, async (tx) => {
      const refund = toTroubled(await this.refunds.retry(tx, id));
      return { before: { state: 'failed' }, after: { state: refund.state, attempt: refund.attempt }, answer: refund };
    });
  }

  async listDisputes(query: DisputesQuery): Promise<Page<DisputeResponse>> {
    const after = decodeCursor<[string]>(query.cursor, ['string']);
    const found = await this.disputes.list(query.state, after?.[0] ?? null, query.limit + 1);
    return toPage(found, query.limit, ({ id }) => [id], toDispute);
  }

  /** Sends evidence to the bank, then notes who did so. */
  async answerDispute(adminId: string, id: string, evidence: Evidence, reason: string): Promise<DisputeResponse> {
    for (const [field, value] of Object.entries(evidence))
      if (!EVIDENCE_FIELDS.includes(field as never) || typeof value !== 'string' || value.length > 20_000)
        throw invalidField(
          `evidence.${field}`,
          `must be a text of at most 20000 characters, by one of ${EVIDENCE_FIELDS.join(', ')}`,
        );
    const dispute = await this.disputes.answer(id, evidence);
    const item = { adminId, action: 'dispute.evidence', subjectKind: 'dispute', subjectId: id, reason };
    return this.admin.audited(item, async () => ({ before: null, after: evidence, answer: toDispute(dispute) }));
  }

  async waiveDispute(adminId: string, id: string, reason: string): Promise<DisputeResponse> {
    const item = { adminId, action: 'dispute.waive', subjectKind: 'dispute', subjectId: id, reason };
    return this.admin.audited(item, async (tx) => {
      const dispute = toDispute(await this.disputes.waive(tx, id));
      return { before: { waivedAt: null }, after: { waivedAt: dispute.waivedAt }, answer: dispute };
    });
  }

  async decideCase(adminId: string, id: string, amount: number, reason: string): Promise<RefundCaseResponse> {
    const item = { adminId, action: 'refund-case.decide', subjectKind: 'refund_case', subjectId: id, reason };
    return this.admin.audited(item, async (tx) => {
      const answer = await this.cases.decide(tx, adminId, id, amount, reason);
      return { before: null, after: { state: answer.state, refund: amount }, answer };
    });
  }

  async setFee(adminId: string, mentorId: string, feePercent: number | null, reason: string): Promise<FeeResponse> {
    const item = { adminId, action: 'mentor.fee', subjectKind: 'mentor', subjectId: mentorId, reason };
    return this.admin.audited(item, async (tx) => {
      const before = await this.mentors.setFee(tx, mentorId, feePercent);
      const answer = { mentorId, before, after: feePercent };
      return { before: { feePercent: before }, after: { feePercent }, answer };
    });
  }

  async waiveDebt(adminId: string, mentorId: string, currency: string, amount: number | null, reason: string) {
    const item = { adminId, action: 'mentor.waive-debt', subjectKind: 'mentor', subjectId: mentorId, reason };
    return this.admin.audited(item, async (tx) => {
      const before = await this.settlements.debt(tx, mentorId, currency);
      const waived = await this.settlements.waiveDebt(tx, mentorId, currency, amount);
      return { before: { debt: before }, after: { debt: before - waived }, answer: { waived, currency } };
    });
  }

  /** Goodwill: credit for a candidate at the platform's expense. @throws Problem `not_found` */
  async grantCredit(adminId: string, accountId: string, amount: number, currency: string, reason: string) {
    const item = { adminId, action: 'account.credit', subjectKind: 'account', subjectId: accountId, reason };
    return this.admin.audited(item, async (tx) => {
      if (!(await row(tx, 'SELECT id FROM accounts WHERE id = $1', [accountId]))) throw notFound('account');
      await this.credit.grant(tx, accountId, { amount, currency }, `admin:${newId()}`, {
        kind: 'account',
        id: accountId,
      });
      return { before: null, after: { amount, currency }, answer: { accountId, amount, currency } };
    });
  }

  async listPromoCodes(query: PageQuery): Promise<Page<PromoCodeResponse>> {
    const after = decodeCursor<[string]>(query.cursor, ['string']);
    const found = await this.promos.list(after?.[0] ?? null, query.limit + 1);
    return toPage(found, query.limit, ({ id }) => [id], toPromo);
  }

  /** @throws Problem `already_exists`, `validation_failed`, `not_found` */
  async createPromoCode(adminId: string, { reason, ...wanted }: CreatePromoCode): Promise<PromoCodeResponse> {
    const item = {
      adminId,
      action: 'promo-code.create',
      subjectKind: 'promo_code',
      subjectId: wanted.code.toUpperCase(),
      reason,
    };
    return this.admin.audited(item, async (tx) => {
      const answer = toPromo(await this.promos.create(tx, withWindow(wanted)));
      return { before: null, after: answer, answer };
    });
  }

  /** @throws Problem `not_found`, `version_conflict`, `validation_failed` */
  async editPromoCode(
    adminId: string,
    id: string,
    { reason, ...change }: PromoLimits,
    expected: number | null,
  ): Promise<PromoCodeResponse> {
    const item = { adminId, action: 'promo-code.edit', subjectKind: 'promo_code', subjectId: id, reason };
    return this.admin.audited(item, async (tx) => {
      const { before, after } = await this.promos.edit(tx, id, withWindow(change), expected);
      return { before: toPromo(before), after: toPromo(after), answer: toPromo(after) };
    });
  }

  async journal(query: LedgerQuery): Promise<Page<JournalLineDto>> {
    const after = decodeCursor<[string, string, number]>(query.cursor, ['string', 'string', 'number']);
    const found = await this.ledger.page(this.database.manager, query.account ?? null, after, query.limit + 1);
    return toPage(
      found,
      query.limit,
      ({ at, entryId, position }) => [at.toISOString(), entryId, position],
      ({ at, position: _, effect: __, ...line }) => ({ ...line, at: at.toISOString() }),
    );
  }

  async trialBalance(): Promise<TrialBalance> {
    const accounts = await this.ledger.trialBalance(this.database.manager);
    const sums = Map.groupBy(accounts, ({ currency }) => currency).values();
    const ok = [...sums].every((of) => of.reduce((sum, { balance }) => sum + balance, 0) === 0);
    return { accounts, ok };
  }

  /** Payments with what has become of them, latest first: where is this candidate's money? */
  async payments(query: AdminPaymentsQuery): Promise<Page<AdminPayment>> {
    const after = decodeCursor<[string]>(query.cursor, ['string']);
    const found = await rows<AdminPayment & { createdAt: Date | string }>(
      this.database.manager,
      `SELECT p.id, p.payer_id AS "payerId", p.subject_kind AS "subjectKind", p.subject_id AS "subjectId", p.method, p.state, p.amount, p.tax_amount AS "taxAmount", p.currency,
         (SELECT coalesce(sum(amount + tax_amount), 0)::int FROM refunds r WHERE r.payment_id = p.id AND r.state = 'succeeded' AND r.destination <> 'promo') AS "refundedAmount",
         (SELECT coalesce(sum(amount + tax_amount), 0)::int FROM refunds r WHERE r.payment_id = p.id AND r.state IN ('requested', 'pending', 'failed')) AS "refundingAmount",
         (SELECT coalesce(sum(t.amount - t.reversed_amount), 0)::int FROM transfers t JOIN payment_allocations a ON a.id = t.allocation_id WHERE a.payment_id = p.id AND t.state = 'succeeded') AS "transferredAmount",
         p.stripe_fee_amount AS "stripeFeeAmount", (SELECT d.state FROM disputes d WHERE d.payment_id = p.id ORDER BY d.opened_at DESC LIMIT 1) AS dispute,
         p.stripe_payment_intent_id AS "stripePaymentIntentId", p.created_at AS "createdAt"
       FROM payments p WHERE ($1::uuid IS NULL OR p.payer_id = $1) AND ($2::text IS NULL OR p.state = $2) AND ($3::uuid IS NULL OR p.id < $3) ORDER BY p.id DESC LIMIT $4`,
      [query.payerId ?? null, query.state ?? null, after?.[0] ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      ({ id }) => [id],
      (payment) => ({ ...payment, createdAt: new Date(payment.createdAt).toISOString() }),
    );
  }

  /** Compares the ledger with Stripe's books up to now. @throws StripeOutcomeUnknown */
  async compareNow(adminId: string): Promise<ComparisonResponse> {
    const compared = toComparison(await this.comparison.compare(null, null));
    const item = {
      adminId,
      action: 'ledger.compare',
      subjectKind: 'ledger',
      subjectId: compared.id,
      reason: 'asked for',
    };
    const after = { compared: compared.compared, differences: compared.differences.length };
    return this.admin.audited(item, async () => ({ before: null, after, answer: compared }));
  }

  async comparisons(query: PageQuery): Promise<Page<ComparisonResponse>> {
    const after = decodeCursor<[string]>(query.cursor, ['string']);
    const found = await this.comparison.list(after?.[0] ?? null, query.limit + 1);
    return toPage(found, query.limit, ({ id }) => [id], toComparison);
  }
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const toTroubled = (refund: Awaited<ReturnType<RefundsService['retry']>>): TroubledRefund => ({
  id: refund.id,
  paymentId: refund.paymentId,
  amount: refund.amount + refund.taxAmount,
  currency: refund.currency,
  state: refund.state,
  pendingReason: refund.pendingReason,
  failureReason: refund.failureReason,
  attempt: refund.attempt,
  reason: refund.reason,
  nextTryAt: iso(refund.nextTryAt),
});

const toDispute = (dispute: DisputeEntity): DisputeResponse => ({
  id: dispute.id,
  paymentId: dispute.paymentId,
  stripeDisputeId: dispute.stripeDisputeId,
  amount: dispute.amount,
  currency: dispute.currency,
  reason: dispute.reason,
  state: dispute.state,
  stripeStatus: dispute.stripeStatus,
  evidenceDueBy: iso(dispute.evidenceDueBy),
  evidenceSentAt: iso(dispute.evidenceSentAt),
  waivedAt: iso(dispute.waivedAt),
  openedAt: dispute.openedAt.toISOString(),
  closedAt: iso(dispute.closedAt),
});

const toComparison = (one: Awaited<ReturnType<ComparisonService['compare']>>): ComparisonResponse => ({
  id: one.id,
  since: one.since.toISOString(),
  until: one.until.toISOString(),
  compared: one.compared,
  differences: one.differences,
});

const toPromo = ({ createdAt: _, startsAt, endsAt, ...promo }: PromoCodeEntity): PromoCodeResponse => ({
  ...promo,
  startsAt: iso(startsAt),
  endsAt: iso(endsAt),
});

/** The same with instants as such; what was left out stays left out. */
function withWindow<T extends { startsAt?: string | null; endsAt?: string | null }>({ startsAt, endsAt, ...rest }: T) {
  const at = (said: string | null): Date | null => (said === null ? null : new Date(said));
  return {
    ...rest,
    ...(startsAt !== undefined && { startsAt: at(startsAt) }),
    ...(endsAt !== undefined && { endsAt: at(endsAt) }),
  };
}

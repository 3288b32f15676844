import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  type Absence,
  type BookingEntity,
  BookingsRepository,
  CancellationService,
  type ClaimResponse,
  ClaimsService,
  toClaim,
} from '#libs/bookings';
import { type MentorEvent, MentorsService } from '#libs/mentors';
import { type LedgerProblem, PaymentsService, RefundsService } from '#libs/payments';
import {
  Clock,
  Database,
  decodeCursor,
  newId,
  notFound,
  type Page,
  type PageQuery,
  Problem,
  row,
  rows,
  toPage,
} from '#libs/platform';
import type {
  AdminMentor,
  AdminMentorsQuery,
  AuditItem,
  ClaimsQuery,
  LedgerCheck,
  MentorDecision,
} from './admin.dto.ts';
import { AuditEntity } from './audit.entity.ts';

/** Money that stays with us although nobody has a session for it: the one thing that must never be. */
const KEPT_WITHOUT_SESSION = `
  SELECT 'money_kept_without_session' AS kind, b.id::text AS subject, 'confirmed, completed or refunded' AS expected,
    b.state || ', ' || (a.amount - a.refund_requested_amount - a.lost_amount) || ' left' AS actual
  FROM payment_allocations a JOIN payments p ON p.id = a.payment_id AND p.state = 'succeeded' JOIN bookings b ON b.id = a.subject_id
  WHERE a.refund_requested_amount + a.lost_amount < a.amount AND (b.state IN ('held', 'expired', 'declined', 'awaiting_mentor')
    OR (b.state = 'cancelled' AND b.rescue_until IS NULL AND a.refund_requested_amount + a.lost_amount < b.cancel_refund_amount)
    OR (b.state = 'no_show' AND b.absent <> 'candidate' AND b.rescue_until IS NULL))`;
const LIVE_WITHOUT_TIME = `
  SELECT 'live_booking_without_time' AS kind, b.id::text AS subject, '2 rows' AS expected, count(t.id)::text AS actual
  FROM bookings b LEFT JOIN occupied_time t ON t.subject_id = b.id AND t.kind IN ('session', 'tentative') AND lower(t.during) = b.starts_at
  WHERE b.state IN ('awaiting_mentor', 'confirmed', 'completed', 'no_show') GROUP BY b.id HAVING count(t.id) <> 2`;

/** What admins do; every write is audited with its reason in the same transaction. */
@Injectable()
export class AdminService {
  constructor(
    private readonly database: Database,
    private readonly mentors: MentorsService,
    private readonly bookings: BookingsRepository,
    private readonly cancellation: CancellationService,
    private readonly claims: ClaimsService,
    private readonly payments: PaymentsService,
    private readonly refunds: RefundsService,
    private readonly clock: Clock,
  ) {}

  async listMentors(query: AdminMentorsQuery): Promise<Page<AdminMentor>> {
    const after = decodeCursor<[string]>(query.cursor, ['string']);
    const found = await rows<AdminMentor & { createdAt: Date }>(
      this.database.manager,
      `SELECT id, slug, display_name AS "displayName", headline, state, state_reason AS "stateReason", changed_since AS "changedSince", approved, photo_problem AS "photoProblem", paused_until AS "pausedUntil", created_at AS "createdAt" FROM mentors
       WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR id > $2) AND ($4::boolean IS NULL OR (changed_since IS NOT NULL) = $4) ORDER BY id LIMIT $3`,
      [query.state ?? null, after?.[0] ?? null, query.limit + 1, query.changed ?? null],
    );
    return toPage(
      found,
      query.limit,
      ({ id }) => [id],
      (mentor) => mentor,
    );
  }

  async decideMentor(adminId: string, id: string, event: MentorEvent, reason: string): Promise<MentorDecision> {
    return this.database.transaction(async (tx) => {
      const { before, after } = await this.mentors.decide(tx, id, event, reason);
      await this.audit(tx, {
        adminId,
        action: `mentor.${event}`,
        subjectKind: 'mentor',
        subjectId: id,
        before: { state: before },
        after: { state: after },
        reason,
      });
      return { id, before, after };
    });
  }

  /** Cancels a booking with a full refund. @throws Problem `not_found`, `invalid_state` */
  async cancelBooking(adminId: string, id: string, reason: string): Promise<BookingEntity> {
    const present = await this.bookings.find(this.database.manager, id);
    if (!present) throw notFound('booking');
    if (present.state === 'held') await this.cancellation.closeCheckout(present);
    return this.database.transaction(async (tx) => {
      const booking = await this.cancellation.cancelAsAdmin(tx, id, reason);
      await this.audit(tx, {
        adminId,
        action: 'booking.cancel',
        subjectKind: 'booking',
        subjectId: id,
        before: { state: present.state },
        after: { state: booking.state },
        reason,
      });
      return booking;
    });
  }

  /** Refunds any amount up to what is left. @throws Problem `not_found`, `invalid_state`, `policy_violation` */
  async refundBooking(adminId: string, id: string, amount: number | undefined, reason: string): Promise<string> {
    return this.database.transaction(async (tx) => {
      if (!(await this.bookings.lock(tx, id))) throw notFound('booking');
      const payment = await this.payments.captured(tx, id);
      if (!payment) throw new Problem('invalid_state', 'Nothing was paid for this booking.');
      if (payment.left === 0) throw new Problem('policy_violation', 'Everything has been refunded already.');
      if (payment.isFrozen)
        throw new Problem(
          'policy_violation',
          'The card holder disputes this payment: their bank decides, nothing is refunded.',
        );
      const [refundId = ''] = await this.refunds.request(tx, payment.allocationId, amount ?? 'all', `admin: ${reason}`);
      await this.audit(tx, {
        adminId,
        action: 'booking.refund',
        subjectKind: 'booking',
        subjectId: id,
        before: { left: payment.left },
        after: { refunding: amount ?? payment.left },
        reason,
      });
      return refundId;
    });
  }

  /** Claims of absence in the order in which they wait for a decision. */
  async listClaims(query: ClaimsQuery): Promise<Page<ClaimResponse>> {
    const after = decodeCursor<[string]>(query.cursor, ['string']);
    const found = await this.claims.inState(query.state, after?.[0] ?? null, query.limit + 1);
    return toPage(
      found,
      query.limit,
      ({ id }) => [id],
      (claim) => toClaim(claim),
    );
  }

  /** Decides who was absent. @throws Problem `not_found`, `invalid_state` */
  async decideClaim(adminId: string, id: string, outcome: Absence | 'none', reason: string): Promise<ClaimResponse> {
    return this.database.transaction(async (tx) => {
      const claim = await this.claims.decide(tx, adminId, id, outcome, reason);
      await this.audit(tx, {
        adminId,
        action: 'claim.decide',
        subjectKind: 'claim',
        subjectId: id,
        before: { by: claim.by, absent: claim.absent },
        after: { outcome },
        reason,
      });
      return claim;
    });
  }

  /** Proves that the ledger explains everything; `problems` is empty when it does. */
  async checkLedger(): Promise<LedgerCheck> {
    const { checked, problems } = await this.payments.checkLedger();
    for (const invariant of [KEPT_WITHOUT_SESSION, LIVE_WITHOUT_TIME])
      problems.push(...(await rows<LedgerProblem>(this.database.manager, invariant)));
    const bookings = await row<{ count: number }>(this.database.manager, 'SELECT count(*)::int AS count FROM bookings');
    return { ok: problems.length === 0, checked: { ...checked, bookings: bookings?.count ?? 0 }, problems };
  }

  async auditLog(query: PageQuery): Promise<Page<AuditItem>> {
    const after = decodeCursor<[string, string]>(query.cursor, ['string', 'string']);
    const log = this.database.manager
      .createQueryBuilder(AuditEntity, 'a')
      .orderBy('a.at', 'DESC')
      .addOrderBy('a.id', 'DESC')
      .limit(query.limit + 1);
    if (after) log.where('(a.at, a.id) < (:at, :id)', { at: after[0], id: after[1] });
    return toPage(
      await log.getMany(),
      query.limit,
      ({ at, id }) => [at.toISOString(), id],
      ({ at, ...item }) => ({ ...item, at: at.toISOString() }),
    );
  }

  /** Does something in one transaction with its line of the audit log. */
  async audited<T>(
    item: Omit<AuditEntity, 'id' | 'at' | 'before' | 'after'>,
    work: (tx: EntityManager) => Promise<{ before: object | null; after: object | null; answer: T }>,
  ): Promise<T> {
    return this.database.transaction(async (tx) => {
      const { before, after, answer } = await work(tx);
      await this.audit(tx, { ...item, before, after });
      return answer;
    });
  }

  /** Writes one line of the audit log inside the change's transaction. */
  async audit(tx: EntityManager, item: Omit<AuditEntity, 'id' | 'at'>): Promise<void> {
    await tx.insert(AuditEntity, { id: newId(), at: this.clock.now(), ...item });
  }
}

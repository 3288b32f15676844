import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PaymentsService, RefundsService, type Subject } from '#libs/payments';
import { SettlementsService } from '#libs/payouts';
import {
  Clock,
  Database,
  decodeCursor,
  Events,
  newId,
  notFound,
  type Page,
  type PageQuery,
  type Principal,
  Problem,
  SWEEP_BATCH,
  toPage,
} from '#libs/platform';
import { EntitlementsService } from '#libs/prepaid';
import { RefundCaseChanged } from './bookings.events.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { BOOKING } from './booking-subject.ts';
import { CASE_ANSWER_HOURS, hoursAfter, mayOpenCase } from './domain/deadlines.ts';
import { RefundCaseEntity, RefundCaseStepEntity } from './refund-case.entities.ts';
import { type OpenRefundCase, type RefundCaseResponse, toCase } from './refund-cases.dto.ts';

/** What a case is about, with its two people. */
interface CaseSubject extends Subject {
  candidateId: string;
  mentorAccountId: string;
  mayOpen: boolean;
}

/** A month of a plan, by its module's name for what is paid. */
const PERIOD = 'plan_period';

type By = RefundCaseStepEntity['by'];

/** Refund cases: the candidate opens one, the mentor answers within 72 hours, then an admin decides. The money is frozen meanwhile. */
@Injectable()
export class RefundCasesService {
  private readonly subjects = new Map<string, (tx: EntityManager, id: string) => Promise<CaseSubject | null>>();

  constructor(
    private readonly database: Database,
    private readonly repository: BookingsRepository,
    private readonly payments: PaymentsService,
    private readonly refunds: RefundsService,
    private readonly settlements: SettlementsService,
    private readonly entitlements: EntitlementsService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {
    this.subjects.set(BOOKING, (tx, id) => this.bookingOf(tx, id));
    this.subjects.set(PERIOD, (tx, id) => this.periodOf(tx, id));
  }

  /** @throws Problem `not_found`, `invalid_state` (nothing paid, not begun), `policy_violation` (too late), `already_exists` */
  async open(candidate: Principal, wanted: OpenRefundCase): Promise<RefundCaseResponse> {
    if ((wanted.bookingId === undefined) === (wanted.periodId === undefined))
      throw new Problem('validation_failed', 'Say either bookingId or periodId.');
    const [kind, id] = wanted.bookingId ? [BOOKING, wanted.bookingId] : [PERIOD, wanted.periodId ?? ''];
    return this.database.transaction(async (tx) => {
      const subject = await this.subjects.get(kind)?.(tx, id);
      if (subject?.candidateId !== candidate.accountId) throw notFound(kind === BOOKING ? 'booking' : 'period');
      const payment = await this.payments.captured(tx, id);
      if (!payment || payment.left === 0) throw new Problem('invalid_state', 'Nothing is left of a payment for this.');
      if (!subject.mayOpen)
        throw new Problem(
          'policy_violation',
          'A case is opened from the start of a session until 30 days after its end.',
        );
      const now = this.clock.now();
      const one = tx.create(RefundCaseEntity, {
        ...{ id: newId(), subjectKind: kind, subjectId: id, candidateId: candidate.accountId, reason: wanted.reason },
        ...{ mentorAccountId: subject.mentorAccountId, state: 'open', currency: payment.currency, createdAt: now },
        ...{ answerBy: hoursAfter(now, CASE_ANSWER_HOURS), refundAmount: null, decidedBy: null, decidedAt: null },
      });
      await tx.insert(RefundCaseEntity, one);
      await this.settlements.hold(tx, subject, 'case');
      return this.step(tx, one, 'candidate', 'opened', wanted.text);
    });
  }

  /** The mentor agrees, and everything left is given back, or declines, and an admin decides. @throws Problem `not_found`, `invalid_state` */
  async answer(mentor: Principal, id: string, agree: boolean, text: string): Promise<RefundCaseResponse> {
    return this.database.transaction(async (tx) => {
      const one = await this.lock(tx, id);
      if (one?.mentorAccountId !== mentor.accountId) throw notFound('refund case');
      if (one.state !== 'open') throw new Problem('invalid_state', `This case is ${one.state} already.`);
      if (!agree && text.trim() === '')
        throw new Problem('validation_failed', 'text: say why, both sides will read it.');
      if (agree) return this.settle(tx, one, 'agreed', 'mentor', 'all', text);
      one.state = 'escalated';
      return this.step(tx, one, 'mentor', 'declined', text);
    });
  }

  /** Adds something for all to read while the case is open. @throws Problem `not_found`, `invalid_state` */
  async addEvidence(person: Principal, id: string, text: string): Promise<RefundCaseResponse> {
    return this.database.transaction(async (tx) => {
      const one = await this.lock(tx, id);
      const by = one && sideOf(one, person.accountId);
      if (!by) throw notFound('refund case');
      this.checkOpen(one);
      return this.step(tx, one, by, 'evidence', text);
    });
  }

  /** The candidate takes it back. @throws Problem `not_found`, `invalid_state` */
  async withdraw(candidate: Principal, id: string): Promise<RefundCaseResponse> {
    return this.database.transaction(async (tx) => {
      const one = await this.lock(tx, id);
      if (one?.candidateId !== candidate.accountId) throw notFound('refund case');
      this.checkOpen(one);
      return this.settle(tx, one, 'withdrawn', 'candidate', 0, '');
    });
  }

  /** An admin gives back an amount, or nothing; inside the admin's audited transaction. @throws Problem `not_found`, `invalid_state`, `policy_violation` */
  async decide(
    tx: EntityManager,
    adminId: string,
    id: string,
    amount: number,
    reason: string,
  ): Promise<RefundCaseResponse> {
    const one = await this.lock(tx, id);
    if (!one) throw notFound('refund case');
    this.checkOpen(one);
    one.decidedBy = adminId;
    return this.settle(tx, one, 'decided', 'admin', amount, reason);
  }

  /** Cases the mentor has let lie go to an admin. */
  async escalateUnanswered(): Promise<number> {
    const due = await this.database.manager.query<{ id: string }[]>(
      `SELECT id FROM refund_cases WHERE state = 'open' AND answer_by <= $1 ORDER BY answer_by LIMIT $2`,
      [this.clock.now(), SWEEP_BATCH],
    );
    for (const { id } of due)
      await this.database.transaction(async (tx) => {
        const one = await this.lock(tx, id);
        if (one?.state !== 'open' || one.answerBy > this.clock.now()) return;
        one.state = 'escalated';
        await this.step(tx, one, 'clock', 'escalated', 'The mentor did not answer within 72 hours.');
      });
    return due.length;
  }

  /** One case for its two sides and admins. @throws Problem `not_found` */
  async read(reader: Principal, id: string): Promise<RefundCaseResponse> {
    const one = await this.database.manager.findOneBy(RefundCaseEntity, { id });
    if (!one || (!sideOf(one, reader.accountId) && !reader.roles.includes('admin'))) throw notFound('refund case');
    return this.view(this.database.manager, one);
  }

  /** My cases as candidate or mentor, latest first. */
  mine(person: Principal, query: PageQuery): Promise<Page<RefundCaseResponse>> {
    return this.page(query, '(c.candidate_id = :me OR c.mentor_account_id = :me)', { me: person.accountId }, 'DESC');
  }

  /** Cases in a state in the order in which they came; `escalated` is the queue of admins. */
  inState(state: RefundCaseEntity['state'], query: PageQuery): Promise<Page<RefundCaseResponse>> {
    return this.page(query, 'c.state = :state', { state }, 'ASC');
  }

  private async page(
    query: PageQuery,
    where: string,
    values: Record<string, string>,
    order: 'ASC' | 'DESC',
  ): Promise<Page<RefundCaseResponse>> {
    const after = decodeCursor<[string]>(query.cursor, ['string']);
    const cases = this.database.manager
      .createQueryBuilder(RefundCaseEntity, 'c')
      .where(where, values)
      .orderBy('c.id', order)
      .limit(query.limit + 1);
    if (after) cases.andWhere(order === 'ASC' ? 'c.id > :after' : 'c.id < :after', { after: after[0] });
    const found = await cases.getMany();
    const { data, nextCursor } = toPage(
      found,
      query.limit,
      ({ id }) => [id],
      (one) => one,
    );
    return { data: await Promise.all(data.map((one) => this.view(this.database.manager, one))), nextCursor };
  }

  private async settle(
    tx: EntityManager,
    one: RefundCaseEntity,
    state: 'agreed' | 'decided' | 'withdrawn',
    by: By,
    amount: number | 'all',
    text: string,
  ): Promise<RefundCaseResponse> {
    const payment = await this.payments.captured(tx, one.subjectId);
    const refund = amount === 'all' ? (payment?.left ?? 0) : amount;
    if (payment && refund > 0) await this.refunds.request(tx, payment.allocationId, refund, `refund case ${one.id}`);
    Object.assign(one, { state, refundAmount: refund, decidedAt: this.clock.now() });
    await this.settlements.release(tx, { kind: one.subjectKind, id: one.subjectId }, 'case');
    return this.step(tx, one, by, state, text);
  }

  private async step(
    tx: EntityManager,
    one: RefundCaseEntity,
    by: By,
    step: string,
    text: string,
  ): Promise<RefundCaseResponse> {
    await tx.save(one);
    await tx.insert(RefundCaseStepEntity, { id: newId(), caseId: one.id, at: this.clock.now(), by, step, text });
    await this.events.publish(tx, new RefundCaseChanged(one.id, one.subjectKind, one.subjectId, step, by));
    return this.view(tx, one);
  }

  private async view(tx: EntityManager, one: RefundCaseEntity): Promise<RefundCaseResponse> {
    return toCase(one, await tx.find(RefundCaseStepEntity, { where: { caseId: one.id }, order: { id: 'ASC' } }));
  }

  /** The subject is locked before its case, as everywhere. */
  private async lock(tx: EntityManager, id: string): Promise<RefundCaseEntity | null> {
    const named = await tx.findOneBy(RefundCaseEntity, { id });
    if (!named) return null;
    await this.subjects.get(named.subjectKind)?.(tx, named.subjectId);
    return tx.findOne(RefundCaseEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  private checkOpen(one: RefundCaseEntity): void {
    if (one.state !== 'open' && one.state !== 'escalated')
      throw new Problem('invalid_state', `This case is ${one.state} already.`);
  }

  private async periodOf(tx: EntityManager, id: string): Promise<CaseSubject | null> {
    const period = await this.entitlements.period(tx, id);
    return period && { kind: PERIOD, id, ...period, mayOpen: !period.isOver };
  }

  private async bookingOf(tx: EntityManager, id: string): Promise<CaseSubject | null> {
    const booking = await this.repository.lock(tx, id);
    const now = this.clock.now();
    return (
      booking && {
        ...{ kind: BOOKING, id, candidateId: booking.candidateId, mentorAccountId: booking.mentorAccountId },
        mayOpen:
          ['confirmed', 'completed', 'no_show'].includes(booking.state) &&
          booking.startsAt <= now &&
          mayOpenCase(booking, now),
      }
    );
  }
}

const sideOf = (one: RefundCaseEntity, personId: string): 'candidate' | 'mentor' | null => {
  if (one.candidateId === personId) return 'candidate';
  return one.mentorAccountId === personId ? 'mentor' : null;
};

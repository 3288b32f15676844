import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountsService, type Person } from '#libs/accounts';
import type { RefundCaseChanged } from '#libs/bookings';
import type { PaymentSucceeded } from '#libs/payments';
import type { PayoutSent, PayoutWaiting } from '#libs/payouts';
import { Config, row, SignedLinks } from '#libs/platform';
import type { PlanChanged, PlanPaymentFailed } from '#libs/prepaid';
import { Notifier } from './notifier.ts';
import * as words from './templates.ts';

/** What each step of a refund case tells, and whom; steps that are not here tell nobody. */
const CASE_STEPS: Readonly<Record<string, { to: ('candidate' | 'mentor')[]; heading: string; text: string }>> = {
  opened: {
    to: ['mentor'],
    heading: 'A candidate asks for money back',
    text: 'Please answer within 72 hours: agree, or say why not. Without an answer an admin decides.',
  },
  agreed: { to: ['candidate'], heading: 'Your mentor agrees', text: 'Everything that was left is being refunded.' },
  declined: {
    to: ['candidate'],
    heading: 'Your mentor does not agree',
    text: 'An admin reads the case now and decides.',
  },
  escalated: {
    to: ['candidate', 'mentor'],
    heading: 'An admin decides about the refund',
    text: 'The mentor did not answer within 72 hours, so an admin reads the case now.',
  },
  decided: { to: ['candidate', 'mentor'], heading: 'The refund is decided', text: 'Read what was decided and why.' },
};

/** What each change of a plan tells, and whom. */
const PLAN_CHANGES: Readonly<
  Record<PlanChanged['what'], { to: ('candidate' | 'mentor')[]; heading: string; text: string }>
> = {
  applied: {
    to: ['mentor'],
    heading: 'Somebody applies for your plan',
    text: 'Read what they write, then accept or decline.',
  },
  accepted: {
    to: ['candidate'],
    heading: 'Your application was accepted',
    text: 'Subscribe to begin: the plan has its payment page now.',
  },
  declined: {
    to: ['candidate'],
    heading: 'Your application was declined',
    text: 'Nothing was taken from you. Other mentors have plans, too.',
  },
  question: {
    to: ['mentor'],
    heading: 'A question in your plan',
    text: 'Please answer within seven days; the plan takes no money after that until you do.',
  },
  answer: { to: ['candidate'], heading: 'An answer in your plan', text: 'Your mentor has answered.' },
  paused: {
    to: ['candidate', 'mentor'],
    heading: 'The plan is paused',
    text: 'A question has not been answered for seven days, so no more money is taken. An answer ends the pause.',
  },
  trial_extended: {
    to: ['candidate', 'mentor'],
    heading: 'The trial lasts longer',
    text: 'There was no free time to use it, so it was extended by a day.',
  },
};

/** Mails about money that are not about one change of a booking. */
@Injectable()
export class MoneyMails {
  constructor(
    private readonly accounts: AccountsService,
    private readonly notifier: Notifier,
    private readonly links: SignedLinks,
    private readonly config: Config,
  ) {}

  /** One receipt for each payment by card, whatever it was for. */
  async onPaid(tx: EntityManager, { allocationId }: PaymentSucceeded): Promise<void> {
    const paid = await row<{ id: string; payerId: string; amount: number; currency: string }>(
      tx,
      `SELECT p.id, p.payer_id AS "payerId", p.captured_amount + p.tax_amount AS amount, p.currency FROM payment_allocations a JOIN payments p ON p.id = a.payment_id
       WHERE a.id = $1 AND p.method <> 'balance'`,
      [allocationId],
    );
    const payer = paid && (await this.accounts.people(tx, [paid.payerId])).get(paid.payerId);
    if (!payer) return;
    await this.notifier.tell(tx, {
      ...{
        effect: `receipt:${paid.id}`,
        kind: 'payment_receipt',
        reader: payer,
        about: { kind: 'payment', id: paid.id },
      },
      words: words.receipt({
        ...{ amount: { amount: paid.amount, currency: paid.currency }, locale: payer.locale },
        url: this.links.urlOf('receipts', [paid.id]),
      }),
    });
  }

  async onPayoutSent(tx: EntityManager, { transferId, mentorId, amount, currency }: PayoutSent): Promise<void> {
    const mentor = await this.mentor(tx, mentorId);
    if (!mentor) return;
    await this.notifier.tell(tx, {
      effect: `payout-sent:${transferId}`,
      kind: 'payout_sent',
      reader: mentor,
      words: words.payoutSent({ amount: { amount, currency }, locale: mentor.locale }),
    });
  }

  async onPayoutWaiting(tx: EntityManager, { allocationId, mentorId, amount, currency }: PayoutWaiting): Promise<void> {
    const mentor = await this.mentor(tx, mentorId);
    if (!mentor) return;
    await this.notifier.tell(tx, {
      effect: `payout-waiting:${allocationId}`,
      kind: 'payout_account_incomplete',
      reader: mentor,
      words: words.payoutWaiting({
        amount: { amount, currency },
        locale: mentor.locale,
        url: `${this.config.publicUrl}/mentors/me/payouts`,
      }),
    });
  }

  async onRefundCase(tx: EntityManager, { caseId, step, ...event }: RefundCaseChanged): Promise<void> {
    const told = CASE_STEPS[step];
    const sides = await row<{ candidate: string; mentor: string }>(
      tx,
      'SELECT candidate_id AS candidate, mentor_account_id AS mentor FROM refund_cases WHERE id = $1',
      [caseId],
    );
    if (!told || !sides) return;
    const people = await this.accounts.people(tx, [sides.candidate, sides.mentor]);
    for (const side of told.to) {
      const person = people.get(sides[side]);
      if (!person || event.by === side) continue;
      await this.notifier.tell(tx, {
        effect: `refund-case:${caseId}:${step}:${side}`,
        kind: 'refund_case',
        reader: person,
        about: { kind: 'refund_case', id: caseId },
        words: words.refundCase({ ...told, url: `${this.config.publicUrl}/refund-cases/${caseId}` }),
      });
    }
  }

  async onPlanChanged(tx: EntityManager, { planId, what, mark }: PlanChanged): Promise<void> {
    await this.aboutPlan(tx, planId, `plan-${what}:${mark}`, PLAN_CHANGES[what]);
  }

  async onPlanPaymentFailed(tx: EntityManager, { planId }: PlanPaymentFailed): Promise<void> {
    const [{ count } = { count: 0 }] = await tx.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM notifications WHERE subject_id = $1::uuid AND effect LIKE 'plan-unpaid:%'`,
      [planId],
    );
    await this.aboutPlan(tx, planId, `plan-unpaid:${planId}:${count + 1}`, {
      to: ['candidate'],
      heading: 'Your plan could not be paid',
      text: 'Your card was not charged for the new month. We try again in some days; change your card, or pause the plan, on its page.',
    });
  }

  private async aboutPlan(
    tx: EntityManager,
    planId: string,
    effect: string,
    told: { to: ('candidate' | 'mentor')[]; heading: string; text: string },
  ): Promise<void> {
    const sides = await row<{ candidate: string; mentor: string }>(
      tx,
      'SELECT candidate_id AS candidate, mentor_account_id AS mentor FROM plans WHERE id = $1',
      [planId],
    );
    if (!sides) return;
    const people = await this.accounts.people(tx, [sides.candidate, sides.mentor]);
    for (const side of told.to) {
      const reader = people.get(sides[side]);
      if (!reader) continue;
      await this.notifier.tell(tx, {
        ...{ effect: `${effect}:${side}`, kind: 'plan', reader, about: { kind: 'plan', id: planId } },
        words: words.aboutPlan({ ...told, url: `${this.config.publicUrl}/plans/${planId}` }),
      });
    }
  }

  private async mentor(tx: EntityManager, mentorId: string): Promise<Person | undefined> {
    const found = await row<{ accountId: string }>(tx, 'SELECT account_id AS "accountId" FROM mentors WHERE id = $1', [
      mentorId,
    ]);
    return found && (await this.accounts.people(tx, [found.accountId])).get(found.accountId);
  }
}

import type Stripe from 'stripe';
import type { Books } from './stripe-books.ts';
import { type Desk, type Params, text, whole } from './stripe-desk.ts';
import type { Disputes } from './stripe-disputes.ts';
import { type Charge, type Intent, makeId, makeRefund, type Refund } from './stripe-objects.ts';
import { checkParameters, checkRefund, checkStep, KNOWN, type TestCard } from './stripe-rules.ts';

/** How long a refund that does not succeed at once takes to end. */
const LATER_SECONDS = 2;

interface Ending {
  id: string;
  at: number;
  refund: string;
  succeeds: boolean;
}

/** Refunds: at once, late, waiting for our balance, or failing at the bank. */
export class Refunds {
  constructor(
    private readonly desk: Desk,
    private readonly books: Books,
    private readonly disputes: Disputes,
  ) {}

  createRefund(params: Params): Refund {
    checkParameters(params, KNOWN.createRefund);
    const charge = this.charge(
      params.charge ?? this.desk.find<Intent>('intent', 'payment_intent', params.payment_intent).latest_charge,
    );
    const left = charge.amount - charge.amount_refunded;
    const amount = whole(params.amount, left);
    checkStep(amount, charge.currency);
    checkRefund(amount, left, this.disputes.isOpen(charge.id));
    const refund = makeRefund(
      charge,
      amount,
      (params.metadata as Stripe.Metadata | undefined) ?? {},
      this.desk.seconds,
    );
    return this.desk.store.atomically(() => {
      const behaviour = this.desk.store.get<{ card: TestCard }>('card_of', charge.id)?.card;
      if (this.desk.store.get<{ short: boolean }>('setting', 'balance')?.short)
        Object.assign(refund, { status: 'pending', pending_reason: 'insufficient_funds' });
      else if (behaviour === 'refunds_late') {
        Object.assign(refund, { status: 'pending', pending_reason: 'processing' });
        this.later(refund.id, true);
      } else if (behaviour === 'refunds_fail') this.later(refund.id, false);
      charge.amount_refunded += amount;
      charge.refunded = charge.amount_refunded === charge.amount;
      this.desk.store.put('charge', charge.id, charge);
      this.payRefund(refund);
      this.desk.emit('refund.created', refund);
      this.desk.emit('charge.refunded', charge);
      return refund;
    });
  }

  refund(id: string): Refund {
    return this.desk.find('refund', 'refund', id);
  }

  listRefunds(params: Params, url: string): object {
    checkParameters(params, KNOWN.listRefunds);
    const { store } = this.desk;
    const all =
      params.payment_intent === undefined
        ? store.all<Refund>('refund')
        : store.children<Refund>('refund', text(params.payment_intent));
    return this.desk.page(
      all.filter(({ charge }) => (params.charge ?? charge) === charge),
      url,
      params,
    );
  }

  /** Our balance is too short for refunds, or has been filled up again. */
  setShort(short: boolean): void {
    this.desk.store.put('setting', 'balance', { short });
    if (short) return;
    for (const refund of this.desk.store.all<Refund>('refund'))
      if (refund.status === 'pending' && refund.pending_reason === 'insufficient_funds') this.finishRefund(refund);
  }

  /** Refunds whose bank has answered. */
  passTime(): void {
    for (const { id, at, refund, succeeds } of this.desk.store.all<Ending>('refund_ending')) {
      if (at > this.desk.seconds) continue;
      this.desk.store.remove('refund_ending', id);
      if (succeeds) this.finishRefund(this.refund(refund));
      else this.failRefund(this.refund(refund));
    }
  }

  private payRefund(refund: Refund): void {
    if (refund.status === 'succeeded')
      refund.balance_transaction = this.books.record({
        type: 'refund',
        source: refund.id,
        amount: -refund.amount,
        currency: refund.currency,
      });
    this.desk.store.put('refund', refund.id, refund, refund.payment_intent as string);
  }

  private finishRefund(refund: Refund): void {
    delete refund.pending_reason;
    refund.status = 'succeeded';
    this.payRefund(refund);
    this.desk.emit('refund.updated', refund);
  }

  /** "Refunds" (failed refunds): the bank could not take the money, it comes back to our balance. */
  private failRefund(refund: Refund): void {
    const { amount, currency } = refund;
    const back = this.books.record({ type: 'refund_failure', source: refund.id, amount, currency });
    Object.assign(refund, {
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
      failure_balance_transaction: back,
    });
    const charge = this.charge(refund.charge);
    charge.amount_refunded -= amount;
    charge.refunded = false;
    this.desk.store.put('charge', charge.id, charge);
    this.desk.store.put('refund', refund.id, refund);
    this.desk.emit('refund.failed', refund);
  }

  private later(refund: string, succeeds: boolean): void {
    const ending = { id: makeId('task'), at: this.desk.seconds + LATER_SECONDS, refund, succeeds };
    this.desk.store.put('refund_ending', ending.id, ending);
  }

  private charge(id: unknown): Charge {
    return this.desk.find('charge', 'charge', id);
  }
}

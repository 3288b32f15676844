import type Stripe from 'stripe';
import { type Books, DISPUTE_FEE } from './stripe-books.ts';
import { type Dispute, makeDispute } from './stripe-connect-objects.ts';
import { type Desk, type Params, text } from './stripe-desk.ts';
import { StripeApiError } from './stripe-error.ts';
import { type Charge, makeId } from './stripe-objects.ts';
import { checkParameters, KNOWN } from './stripe-rules.ts';

/** What card holders say to their banks: disputes, and warnings before them. */
export class Disputes {
  constructor(
    private readonly desk: Desk,
    private readonly books: Books,
  ) {}

  /** A card holder disputes a charge: the money is taken from us at once, with a fee. */
  open(chargeId: string): Dispute {
    const charge = this.desk.find<Charge>('charge', 'charge', chargeId);
    const { currency } = charge;
    if (charge.amount_captured === charge.amount_refunded)
      throw new StripeApiError(
        400,
        'invalid_request_error',
        'All of this charge was given back: nothing is left to dispute.',
      );
    const dispute = makeDispute(charge, charge.amount_captured - charge.amount_refunded, this.desk.seconds);
    return this.desk.store.atomically(() => {
      const taken = {
        type: 'adjustment' as const,
        source: dispute.id,
        amount: -dispute.amount,
        currency,
        fee: DISPUTE_FEE,
      };
      dispute.balance_transactions.push(this.books.find(this.books.record(taken)));
      charge.disputed = true;
      this.desk.store.put('charge', charge.id, charge);
      this.desk.store.put('dispute', dispute.id, dispute, charge.id);
      this.desk.emit('charge.dispute.created', dispute);
      this.desk.emit('charge.dispute.funds_withdrawn', dispute);
      return dispute;
    });
  }

  /** The bank decides; a lost one may be won later on appeal. */
  close(id: string, status: 'won' | 'lost'): Dispute {
    const dispute = this.dispute(id);
    if (dispute.status === status || dispute.status === 'won')
      throw new StripeApiError(400, 'invalid_request_error', `This dispute is ${dispute.status} already.`);
    return this.desk.store.atomically(() => {
      if (status === 'won') {
        const back = { type: 'adjustment' as const, source: id, amount: dispute.amount, currency: dispute.currency };
        dispute.balance_transactions.push(this.books.find(this.books.record(back)));
      }
      dispute.status = status;
      this.desk.store.put('dispute', id, dispute);
      this.desk.emit('charge.dispute.closed', dispute);
      if (status === 'won') this.desk.emit('charge.dispute.funds_reinstated', dispute);
      return dispute;
    });
  }

  dispute(id: string): Dispute {
    return this.desk.find('dispute', 'dispute', id);
  }

  /** Evidence, sent to the bank with `submit` (true by default). */
  update(id: string, params: Params): Dispute {
    checkParameters(params, KNOWN.updateDispute);
    const dispute = this.dispute(id);
    if (dispute.status === 'won' || dispute.status === 'lost')
      throw new StripeApiError(400, 'invalid_request_error', 'This dispute is already closed.', 'dispute_closed');
    Object.assign(dispute.evidence, params.evidence as Partial<Stripe.Dispute.Evidence>);
    dispute.evidence_details.has_evidence = true;
    if (params.submit !== 'false') {
      dispute.status = 'under_review';
      dispute.evidence_details.submission_count++;
      dispute.evidence_details.submission_method = 'manual';
    }
    this.desk.store.put('dispute', id, dispute);
    this.desk.emit('charge.dispute.updated', dispute);
    return dispute;
  }

  list(params: Params, url: string): object {
    checkParameters(params, KNOWN.listDisputes);
    const { store } = this.desk;
    const all =
      params.charge === undefined
        ? store.all<Dispute>('dispute')
        : store.children<Dispute>('dispute', text(params.charge));
    return this.desk.page(
      all.filter(({ payment_intent }) => (params.payment_intent ?? payment_intent) === payment_intent),
      url,
      params,
    );
  }

  /** Whether a charge has a dispute that was not won: nothing of it can be refunded. */
  isOpen(chargeId: string): boolean {
    return this.desk.store.children<Dispute>('dispute', chargeId).some(({ status }) => status !== 'won');
  }

  /** The card's issuer suspects fraud; a dispute may follow. */
  warn(charge: Charge): void {
    const warning = {
      id: makeId('issfr'),
      object: 'radar.early_fraud_warning',
      actionable: true,
      charge: charge.id,
      created: this.desk.seconds,
      fraud_type: 'made_with_stolen_card',
      livemode: false,
      ...(charge.payment_intent !== null && { payment_intent: charge.payment_intent }),
    } satisfies Omit<Stripe.Radar.EarlyFraudWarning, 'lastResponse'>;
    this.desk.store.put('early_fraud_warning', warning.id, warning, charge.id);
    this.desk.emit('radar.early_fraud_warning.created', warning);
  }
}

import type Stripe from 'stripe';
import {
  type Coupon,
  discount,
  type Invoice,
  makeCoupon,
  makeInvoice,
  makeInvoicePayment,
  makeItem,
  makeSubscription,
  type Subscription,
} from './stripe-billing-objects.ts';
import { type Desk, type Params, text } from './stripe-desk.ts';
import { makeId, type Session } from './stripe-objects.ts';
import type { Payments } from './stripe-payments.ts';
import { checkCoupon, checkParameters, checkSubscriptionOpen, KNOWN, TEST_CARDS } from './stripe-rules.ts';

const DAY = 86_400;
/** "Automate payment retries": some days apart here, then the subscription is canceled. */
const RETRY_SECONDS = 2 * DAY;
const MOST_ATTEMPTS = 4;

/** One month later, by the calendar in UTC; the 31st becomes the last day of a shorter month. */
function monthAfter(seconds: number): number {
  const from = new Date(seconds * 1000);
  const to = new Date(from);
  to.setUTCMonth(from.getUTCMonth() + 1);
  if (to.getUTCDate() !== from.getUTCDate()) to.setUTCDate(0);
  return Math.floor(to.getTime() / 1000);
}

/** Subscriptions and their invoices. */
export class Billing {
  constructor(
    private readonly desk: Desk,
    private readonly payments: Payments,
  ) {
    payments.subscribe = (session, params, card) => this.subscribe(session, params, card);
  }

  subscription(id: string): Subscription {
    return this.desk.find('subscription', 'subscription', id);
  }

  update(id: string, params: Params): Subscription {
    checkParameters(params, KNOWN.updateSubscription);
    const subscription = this.subscription(id);
    checkSubscriptionOpen(subscription.status);
    if (params.cancel_at_period_end !== undefined)
      subscription.cancel_at_period_end = params.cancel_at_period_end === 'true';
    if (params.pause_collection !== undefined)
      subscription.pause_collection = params.pause_collection === '' ? null : { behavior: 'void', resumes_at: null };
    if (params.trial_end !== undefined) this.moveTrial(subscription, Number(params.trial_end));
    const item = (params.items as { price_data?: { unit_amount?: string } }[] | undefined)?.[0];
    if (item?.price_data) this.changePrice(subscription, Number(item.price_data.unit_amount));
    return this.store(subscription, 'customer.subscription.updated');
  }

  createCoupon(params: Params): Coupon {
    checkParameters(params, KNOWN.createCoupon);
    checkCoupon(params);
    const coupon = makeCoupon(params, this.desk.seconds);
    this.desk.store.put('coupon', coupon.id, coupon);
    return coupon;
  }

  cancel(id: string): Subscription {
    const subscription = this.subscription(id);
    checkSubscriptionOpen(subscription.status);
    return this.end(subscription);
  }

  /** Another card from now on; what is open is tried again at its time. */
  changeCard(id: string, number: string): void {
    this.desk.store.put('card_of', this.subscription(id).id, { number });
  }

  listInvoices(params: Params, url: string): object {
    checkParameters(params, KNOWN.listInvoices);
    const { store } = this.desk;
    const all =
      params.subscription === undefined
        ? store.all<Invoice>('invoice')
        : store.children<Invoice>('invoice', text(params.subscription));
    return this.desk.page(all, url, params);
  }

  /** Months end and begin, trials end, failed payments are tried again. */
  passTime(): void {
    for (const { id } of this.desk.store.all<{ id: string }>('open_subscription')) {
      for (let months = 0; months < 24 && this.advance(this.subscription(id)); months++);
    }
  }

  private subscribe(session: Session, params: Stripe.Checkout.SessionCreateParams, card: string): void {
    const { store, seconds } = this.desk;
    const [item] = params.line_items ?? [];
    const price = item?.price_data;
    const terms = { amount: Number(price?.unit_amount), currency: price?.currency ?? 'usd', product: makeId('prod') };
    const days = Number(params.subscription_data?.trial_period_days ?? 0);
    const trialEnd = days > 0 ? seconds + days * DAY : null;
    const customer = makeId('cus');
    const subscription = makeSubscription(
      params.subscription_data,
      customer,
      terms,
      seconds,
      trialEnd,
      trialEnd ?? monthAfter(seconds),
    );
    store.put('card_of', subscription.id, { number: card });
    store.put('open_subscription', subscription.id, { id: subscription.id });
    const coupon = this.redeem(params.discounts?.[0]?.coupon);
    if (trialEnd === null) this.invoice(subscription, seconds, monthAfter(seconds), coupon);
    this.store(subscription, 'customer.subscription.created');
    Object.assign(session, {
      status: 'complete',
      payment_status: 'paid',
      subscription: subscription.id,
      customer,
      url: null,
    });
    store.put('session', session.id, session);
    store.remove('open_session', session.id);
    this.desk.emit('checkout.session.completed', session);
  }

  /** @returns whether something has happened, so that more may be due */
  private advance(subscription: Subscription): boolean {
    const { seconds } = this.desk;
    const item = subscription.items.data[0];
    if (!item || subscription.status === 'canceled') return false;
    if (subscription.status === 'past_due' && this.retry(subscription)) return true;
    if (item.current_period_end > seconds) return false;
    if (subscription.cancel_at_period_end) {
      this.end(subscription);
      return false;
    }
    const start = item.current_period_end;
    Object.assign(item, { current_period_start: start, current_period_end: monthAfter(start) });
    if (subscription.status === 'trialing') subscription.status = 'active';
    this.invoice(subscription, start, item.current_period_end);
    this.store(subscription, 'customer.subscription.updated');
    return true;
  }

  /** "Coupons": valid while it may be redeemed again. */
  private redeem(id: string | undefined): Coupon | null {
    if (id === undefined) return null;
    const coupon = this.desk.find<Coupon>('coupon', 'coupon', id);
    coupon.times_redeemed++;
    coupon.valid = coupon.max_redemptions === null || coupon.times_redeemed < coupon.max_redemptions;
    this.desk.store.put('coupon', id, coupon);
    return coupon;
  }

  private invoice(subscription: Subscription, start: number, end: number, coupon: Coupon | null = null): void {
    const invoice = makeInvoice(subscription, start, end, this.desk.seconds, this.desk.url());
    if (coupon !== null) discount(invoice, coupon);
    subscription.latest_invoice = invoice.id;
    if (subscription.pause_collection !== null) {
      invoice.status = 'void';
      this.desk.store.put('invoice', invoice.id, invoice, subscription.id);
      return;
    }
    this.charge(subscription, invoice);
  }

  private charge(subscription: Subscription, invoice: Invoice): void {
    const { store, seconds } = this.desk;
    const { number } = store.get<{ number: string }>('card_of', subscription.id) ?? { number: '' };
    const isFirst = invoice.billing_reason === 'subscription_create';
    const fails = TEST_CARDS[number] === 'declined' || (TEST_CARDS[number] === 'fails_later' && !isFirst);
    invoice.attempted = true;
    invoice.attempt_count++;
    if (fails) {
      invoice.next_payment_attempt = seconds + RETRY_SECONDS;
      subscription.status = 'past_due';
      store.put('invoice', invoice.id, invoice, subscription.id);
      this.desk.emit('invoice.payment_failed', invoice);
      return;
    }
    const { amount_due: amount, currency } = invoice;
    const intent = this.payments.chargeOffSession({
      amount,
      currency,
      customer: subscription.customer as string,
      metadata: {},
      card: number,
    });
    Object.assign(invoice, { status: 'paid', amount_paid: amount, amount_remaining: 0, next_payment_attempt: null });
    invoice.status_transitions.paid_at = seconds;
    invoice.payments?.data.push(makeInvoicePayment(invoice, intent.id, seconds));
    subscription.status = 'active';
    store.put('invoice', invoice.id, invoice, subscription.id);
    this.desk.emit('invoice.paid', invoice);
  }

  private retry(subscription: Subscription): boolean {
    const open = this.desk.store.children<Invoice>('invoice', subscription.id).find(({ status }) => status === 'open');
    if (!open || (open.next_payment_attempt ?? Infinity) > this.desk.seconds) return false;
    if (open.attempt_count >= MOST_ATTEMPTS) {
      this.end(subscription);
      return true;
    }
    this.charge(subscription, open);
    this.store(subscription, 'customer.subscription.updated');
    return true;
  }

  private moveTrial(subscription: Subscription, trialEnd: number): void {
    subscription.trial_end = trialEnd;
    subscription.billing_cycle_anchor = trialEnd;
    const item = subscription.items.data[0];
    if (item) item.current_period_end = trialEnd;
  }

  /** The new price holds from the next invoice on: `proration_behavior` is `none`. */
  private changePrice(subscription: Subscription, amount: number): void {
    const item = subscription.items.data[0];
    if (!item) return;
    const { currency } = subscription;
    const changed = makeItem(
      subscription.id,
      { amount, currency, product: makeId('prod') },
      item.created,
      item.current_period_end,
    );
    subscription.items.data = [{ ...changed, id: item.id, current_period_start: item.current_period_start }];
  }

  private end(subscription: Subscription): Subscription {
    const { seconds } = this.desk;
    Object.assign(subscription, { status: 'canceled', canceled_at: seconds, ended_at: seconds });
    this.desk.store.remove('open_subscription', subscription.id);
    return this.store(subscription, 'customer.subscription.deleted');
  }

  private store(subscription: Subscription, event: string): Subscription {
    this.desk.store.put('subscription', subscription.id, subscription);
    this.desk.emit(event, subscription);
    return subscription;
  }
}

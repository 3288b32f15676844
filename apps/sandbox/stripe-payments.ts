import type Stripe from 'stripe';
import { type Books, chargeFee } from './stripe-books.ts';
import { type Desk, type Params, text, whole } from './stripe-desk.ts';
import type { Disputes } from './stripe-disputes.ts';
import { invalid } from './stripe-error.ts';
import {
  AUTHORIZATION_SECONDS,
  type Charge,
  type Intent,
  makeCharge,
  makeId,
  makeIntent,
  makeSession,
  type Session,
} from './stripe-objects.ts';
import {
  checkAmount,
  checkCapturable,
  checkCaptureAmount,
  checkExpirable,
  checkExpiry,
  checkParameters,
  checkStep,
  KNOWN,
  TEST_CARDS,
  type TestCard,
} from './stripe-rules.ts';

/** What a payment page shows after somebody has pressed Pay. */
export type PayOutcome = 'paid' | 'declined' | 'unknown_card' | 'authenticate' | 'closed';

/** "A little later": when a test card's dispute comes. */
const LATER_SECONDS = 2;

/** Checkout Sessions, PaymentIntents and charges. */
export class Payments {
  /** Completes a session of mode `subscription`; set by the billing part. */
  subscribe: (session: Session, params: Stripe.Checkout.SessionCreateParams, card: string) => void = () => undefined;

  constructor(
    private readonly desk: Desk,
    private readonly books: Books,
    private readonly disputes: Disputes,
  ) {}

  session(id: string): Session {
    return this.desk.find('session', 'checkout.session', id);
  }

  paramsOf(sessionId: string): Stripe.Checkout.SessionCreateParams | undefined {
    return this.desk.store.get('session_params', sessionId);
  }

  createSession(params: Params): Session {
    checkParameters(params, KNOWN.createSession);
    const { store, seconds } = this.desk;
    const isSubscription = params.mode === 'subscription';
    if (params.mode !== 'payment' && !isSubscription)
      throw invalid('Only payment and subscription are known here.', 'mode');
    if (typeof params.success_url !== 'string')
      throw invalid('Missing required param: success_url.', 'success_url', 'parameter_missing');
    const { amount, currency } = this.priceOf(params);
    const expiresAt = whole(params.expires_at, seconds + 86_400);
    checkExpiry(expiresAt, seconds);
    const automaticTax = (params.automatic_tax as { enabled?: string } | undefined)?.enabled === 'true';
    const session = makeSession({
      params,
      amount,
      tax: automaticTax ? this.taxOn(amount) : 0,
      automaticTax,
      currency,
      created: seconds,
      expiresAt,
      url: (id) => `${this.desk.url()}/c/pay/${id}`,
    });
    store.put('session', session.id, session);
    store.put('open_session', session.id, { id: session.id, expires_at: expiresAt });
    store.put('session_params', session.id, params);
    return session;
  }

  expireSession(id: string): Session {
    const session = this.session(id);
    checkExpirable(session.status);
    session.status = 'expired';
    session.url = null;
    this.close(session);
    this.desk.emit('checkout.session.expired', session);
    return session;
  }

  listSessions(params: Params, url: string): object {
    checkParameters(params, KNOWN.listSessions);
    const all =
      params.payment_intent === undefined
        ? this.desk.store.all<Session>('session')
        : this.desk.store.children<Session>('session', text(params.payment_intent));
    return this.desk.page(all, url, params);
  }

  /** Pays an open session with a test card, or by a method that takes days. @returns what the page shows next */
  pay(sessionId: string, cardNumber: string, authenticated: boolean, delayed = false): PayOutcome {
    const session = this.session(sessionId);
    if (session.status !== 'open') return session.status === 'complete' ? 'paid' : 'closed';
    const number = cardNumber.replaceAll(/\s/g, '');
    const card = delayed ? 'pays' : TEST_CARDS[number];
    if (card === undefined) return 'unknown_card';
    if (card === 'declined') return 'declined';
    if (card === 'authenticates' && !authenticated) return 'authenticate';
    this.desk.store.atomically(() => {
      if (session.mode === 'subscription') this.subscribe(session, this.paramsOf(sessionId) ?? {}, number);
      else this.complete(session, number.slice(-4), card, delayed);
    });
    return 'paid';
  }

  /** A delayed payment arrives, or fails in the end. */
  settleDelayed(sessionId: string, succeeds: boolean): Session {
    const session = this.session(sessionId);
    const intent = this.intent(session.payment_intent);
    const charge = this.charge(intent.latest_charge);
    this.desk.store.atomically(() => {
      Object.assign(
        intent,
        succeeds ? { status: 'succeeded', amount_received: intent.amount } : { status: 'requires_payment_method' },
      );
      Object.assign(
        charge,
        succeeds
          ? { status: 'succeeded', captured: true, paid: true, amount_captured: charge.amount }
          : { status: 'failed', paid: false },
      );
      if (succeeds) this.recordCharge(charge, false);
      session.payment_status = succeeds ? 'paid' : 'unpaid';
      this.desk.store.put('charge', charge.id, charge);
      this.desk.store.put('intent', intent.id, intent);
      this.desk.store.put('session', session.id, session);
      this.desk.emit(`checkout.session.async_payment_${succeeds ? 'succeeded' : 'failed'}`, session);
    });
    return session;
  }

  intent(id: unknown): Intent {
    return this.desk.find('intent', 'payment_intent', id);
  }

  charge(id: unknown): Charge {
    return this.desk.find('charge', 'charge', id);
  }

  listCharges(params: Params, url: string): object {
    checkParameters(params, KNOWN.listCharges);
    return this.desk.page(this.desk.store.all<Charge>('charge'), url, params);
  }

  /** Money taken without a page: what a subscription does each month. */
  chargeOffSession(input: {
    amount: number;
    currency: string;
    customer: string;
    metadata: Stripe.Metadata;
    card: string;
  }): Intent {
    const { seconds, store } = this.desk;
    const session = { amount_total: input.amount, currency: input.currency, allowed_payment_method_types: null };
    const chargeId = makeId('ch');
    const intent = {
      ...makeIntent(session, { metadata: input.metadata }, chargeId, seconds),
      customer: input.customer,
    };
    const charge = makeCharge(chargeId, intent, input.card.slice(-4), true, `${this.desk.url()}/receipts/${chargeId}`);
    store.put('intent', intent.id, intent);
    this.recordCharge(charge, false);
    this.desk.emit('charge.succeeded', charge);
    return intent;
  }

  /** What a capture leaves of the authorization is released: Stripe shows it as refunded on the charge. */
  capture(id: string, params: Params): Intent {
    checkParameters(params, KNOWN.capture);
    const intent = this.intent(id);
    checkCapturable(intent.status, 'capture');
    const amount = whole(params.amount_to_capture, intent.amount_capturable);
    checkStep(amount, intent.currency);
    checkCaptureAmount(amount, intent.amount_capturable);
    const charge = this.charge(intent.latest_charge);
    Object.assign(intent, { status: 'succeeded', amount_capturable: 0, amount_received: amount });
    Object.assign(charge, { captured: true, amount_captured: amount, amount_refunded: charge.amount - amount });
    this.desk.store.atomically(() => {
      this.settle(intent, 'paid');
      this.recordCharge(charge, false);
      this.desk.emit('charge.captured', charge);
      this.desk.emit('payment_intent.succeeded', intent);
    });
    return intent;
  }

  cancelIntent(id: string, reason: Intent['cancellation_reason']): Intent {
    const intent = this.intent(id);
    checkCapturable(intent.status, 'cancel');
    Object.assign(intent, {
      status: 'canceled',
      amount_capturable: 0,
      canceled_at: this.desk.seconds,
      cancellation_reason: reason,
    });
    this.desk.store.atomically(() => {
      this.settle(intent, 'unpaid');
      this.desk.emit('payment_intent.canceled', intent);
    });
    return intent;
  }

  /** The card behind a charge behaves otherwise from now on, e.g. the bank has sorted out its trouble. */
  changeCard(chargeId: string, card: TestCard): void {
    this.desk.store.put('card_of', this.charge(chargeId).id, { card });
  }

  /** Stripe Tax: the rate of the one registration, or none. */
  setTax(percent: number | null): void {
    this.desk.store.put('setting', 'tax', { percent });
  }

  get taxPercent(): number | null {
    return this.desk.store.get<{ percent: number | null }>('setting', 'tax')?.percent ?? null;
  }

  /** What happens by itself: pages and authorizations lapse, card holders dispute. */
  passTime(): void {
    const { store, seconds } = this.desk;
    for (const { id, expires_at } of store.all<{ id: string; expires_at: number }>('open_session'))
      if (expires_at <= seconds) this.expireSession(id);
    for (const { id, capture_before } of store.all<{ id: string; capture_before: number }>('authorized'))
      if (capture_before <= seconds) this.cancelIntent(id, 'automatic');
    for (const { id, at, charge } of store.all<{ id: string; at: number; charge: string }>('to_be_disputed')) {
      if (at > seconds) continue;
      store.remove('to_be_disputed', id);
      const { amount_captured, amount_refunded } = this.desk.find<Charge>('charge', 'charge', charge);
      if (amount_refunded < amount_captured) this.disputes.open(charge); // who has everything back has no reason to
    }
  }

  /** Replaces ids by their objects where `expand[]` asks for it. */
  expanded(session: Session, params: Params): object {
    const wanted = ((params.expand as string[] | undefined) ?? []).join(' ');
    if (!wanted.includes('payment_intent') || session.payment_intent === null) return session;
    return { ...session, payment_intent: this.expandedIntent(this.intent(session.payment_intent), params) };
  }

  expandedIntent(intent: Intent, params: Params): object {
    const wanted = ((params.expand as string[] | undefined) ?? []).join(' ');
    if (!wanted.includes('latest_charge')) return intent;
    const charge = this.charge(intent.latest_charge);
    const transaction = charge.balance_transaction as string | null;
    const isWanted = wanted.includes('balance_transaction') && transaction !== null;
    return {
      ...intent,
      latest_charge: isWanted ? { ...charge, balance_transaction: this.books.find(transaction) } : charge,
    };
  }

  private complete(session: Session, last4: string, card: TestCard, delayed: boolean): void {
    const { store, seconds } = this.desk;
    const chargeId = makeId('ch');
    const intent = makeIntent(session, this.paramsOf(session.id)?.payment_intent_data, chargeId, seconds);
    if (delayed) Object.assign(intent, { status: 'processing', amount_received: 0 });
    const isAuthorized = intent.status === 'requires_capture';
    const isTaken = !isAuthorized && !delayed;
    const charge = makeCharge(chargeId, intent, last4, isTaken, `${this.desk.url()}/receipts/${chargeId}`);
    if (delayed) Object.assign(charge, { status: 'pending', paid: false });
    store.put('intent', intent.id, intent);
    store.put('charge', charge.id, charge, intent.id);
    store.put('card_of', charge.id, { card });
    if (isAuthorized)
      store.put('authorized', intent.id, {
        id: intent.id,
        session: session.id,
        capture_before: seconds + AUTHORIZATION_SECONDS,
      });
    if (isTaken) this.recordCharge(charge, card === 'available');
    Object.assign(session, {
      status: 'complete',
      payment_status: isTaken ? 'paid' : 'unpaid',
      payment_intent: intent.id,
      url: null,
    });
    this.close(session);
    if (card === 'disputed')
      store.put('to_be_disputed', charge.id, { id: charge.id, at: seconds + LATER_SECONDS, charge: charge.id });
    if (card === 'warned') this.disputes.warn(charge);
    if (!delayed) {
      this.desk.emit('charge.succeeded', charge);
      this.desk.emit(isAuthorized ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded', intent);
    }
    this.desk.emit('checkout.session.completed', session);
  }

  private recordCharge(charge: Charge, atOnce: boolean): void {
    const { amount_captured: amount, currency } = charge;
    charge.balance_transaction = this.books.record(
      { type: 'charge', source: charge.id, amount, currency, fee: chargeFee(amount) },
      !atOnce,
    );
    this.desk.store.put('charge', charge.id, charge, charge.payment_intent as string);
  }

  /** An authorization has come to its end: the intent and its session say so. */
  private settle(intent: Intent, paymentStatus: 'paid' | 'unpaid'): void {
    const { session: sessionId } = this.desk.find<{ session: string }>('authorized', 'authorization', intent.id);
    this.desk.store.put('intent', intent.id, intent);
    this.desk.store.put('session', sessionId, { ...this.session(sessionId), payment_status: paymentStatus });
    this.desk.store.remove('authorized', intent.id);
  }

  private priceOf(params: Params): { amount: number; currency: string } {
    const items = (params.line_items ?? []) as {
      quantity?: string;
      price_data?: { currency?: string; unit_amount?: string };
    }[];
    const currency = items[0]?.price_data?.currency;
    if (currency === undefined || items.some(({ price_data }) => price_data?.unit_amount === undefined))
      throw invalid('Missing required param: line_items[0][price_data].', 'line_items', 'parameter_missing');
    if (items.some(({ price_data }) => price_data?.currency !== currency))
      throw invalid('All line items must have the same currency.', 'line_items');
    const amount = items.reduce(
      (sum, { price_data, quantity }) => sum + Number(price_data?.unit_amount) * whole(quantity, 1),
      0,
    );
    checkAmount(amount, currency);
    return { amount, currency };
  }

  private taxOn(amount: number): number {
    return Math.round((amount * (this.taxPercent ?? 0)) / 100);
  }

  private close(session: Session): void {
    this.desk.store.put('session', session.id, session, (session.payment_intent as string | null) ?? undefined);
    this.desk.store.remove('open_session', session.id);
  }
}

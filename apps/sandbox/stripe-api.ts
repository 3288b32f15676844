import type Stripe from 'stripe';
import type { Store } from './store.ts';
import { invalid, noSuch, StripeApiError } from './stripe-error.ts';
import {
  AUTHORIZATION_SECONDS,
  type BalanceTransaction,
  type Charge,
  type Intent,
  makeBalanceTransaction,
  makeCharge,
  makeId,
  makeIntent,
  makeRefund,
  makeSession,
  type Refund,
  type Session,
} from './stripe-objects.ts';
import {
  checkAmount,
  checkCapturable,
  checkCaptureAmount,
  checkExpirable,
  checkExpiry,
  checkParameters,
  checkRefund,
  KNOWN,
  TEST_CARDS,
} from './stripe-rules.ts';

type Params = Record<string, unknown>;

interface Ports {
  store: Store;
  now: () => Date;
  /** Where this sandbox is reached, for its own links. */
  url: () => string;
  /** Sends an event to whoever listens. */
  emit: (type: string, object: object) => void;
}

/** Stripe's API as far as this project calls it: stateful, judged by stripe-rules.ts. */
export class StripeApi {
  constructor(private readonly ports: Ports) {}

  /** Answers one call. @throws StripeApiError */
  call(method: string, path: string, params: Params): object {
    this.expireDue();
    const [, resource, id, action] =
      /^\/v1\/(checkout\/sessions|payment_intents|charges|refunds|events|balance_transactions)(?:\/([\w-]+))?(?:\/(\w+))?$/.exec(
        path,
      ) ?? [];
    const route = `${method} ${resource ?? path}${id ? '/:id' : ''}${action ? `/${action}` : ''}`;
    switch (route) {
      case 'POST checkout/sessions':
        return this.createSession(params);
      case 'GET checkout/sessions/:id':
        checkParameters(params, KNOWN.retrieve);
        return this.expanded(this.session(id ?? ''), params);
      case 'POST checkout/sessions/:id/expire':
        checkParameters(params, KNOWN.retrieve);
        return this.expireSession(id ?? '');
      case 'GET checkout/sessions':
        checkParameters(params, KNOWN.listSessions);
        return this.list<Session>(
          'session',
          path,
          params,
          ({ payment_intent }) => params.payment_intent === undefined || payment_intent === params.payment_intent,
        );
      case 'GET payment_intents/:id':
        return this.find<Intent>('intent', 'payment_intent', id ?? '');
      case 'POST payment_intents/:id/capture':
        checkParameters(params, KNOWN.capture);
        return this.capture(id ?? '', params);
      case 'POST payment_intents/:id/cancel':
        checkParameters(params, KNOWN.cancel);
        return this.cancelIntent(id ?? '', (params.cancellation_reason as Intent['cancellation_reason']) ?? null);
      case 'GET charges/:id':
        return this.find<Charge>('charge', 'charge', id ?? '');
      case 'GET balance_transactions/:id':
        return this.find<BalanceTransaction>('balance_transaction', 'balance transaction', id ?? '');
      case 'POST refunds':
        return this.createRefund(params);
      case 'GET refunds/:id':
        return this.find<Refund>('refund', 'refund', id ?? '');
      case 'GET refunds':
        checkParameters(params, KNOWN.listRefunds);
        return this.list<Refund>(
          'refund',
          path,
          params,
          ({ payment_intent, charge }) =>
            (params.payment_intent ?? payment_intent) === payment_intent && (params.charge ?? charge) === charge,
        );
      case 'GET events':
        checkParameters(params, KNOWN.listEvents);
        return this.list<{ id: string; type: string }>(
          'event',
          path,
          params,
          ({ type }) => params.type === undefined || params.type === type,
        );
      default:
        throw new StripeApiError(404, 'invalid_request_error', `Unrecognized request URL (${method}: ${path}).`);
    }
  }

  session(id: string): Session {
    return this.find<Session>('session', 'checkout.session', id);
  }

  /** Pays an open session with a test card. @returns what the page shows next */
  pay(
    sessionId: string,
    cardNumber: string,
    authenticated: boolean,
  ): 'paid' | 'declined' | 'unknown_card' | 'authenticate' | 'closed' {
    this.expireDue();
    const session = this.session(sessionId);
    if (session.status !== 'open') return session.status === 'complete' ? 'paid' : 'closed';
    const card = cardNumber.replaceAll(/\s/g, '');
    const behaviour = TEST_CARDS[card];
    if (behaviour === undefined) return 'unknown_card';
    if (behaviour === 'declined') return 'declined';
    if (behaviour === 'authenticates' && !authenticated) return 'authenticate';
    this.ports.store.atomically(() => this.complete(session, card.slice(-4)));
    return 'paid';
  }

  /** Ends open sessions and authorizations whose time is over, as Stripe and the banks do by themselves. */
  expireDue(): void {
    const open = this.ports.store.all<{ id: string; expires_at: number }>('open_session');
    for (const { id, expires_at } of open) if (expires_at <= this.seconds()) this.expireSession(id);
    const authorized = this.ports.store.all<{ id: string; capture_before: number }>('authorized');
    for (const { id, capture_before } of authorized)
      if (capture_before <= this.seconds()) this.cancelIntent(id, 'automatic');
  }

  /** Counts and sums per object type, and per transfer group: an independent witness of what moved. */
  state(): object {
    const { store } = this.ports;
    const charges = store.all<Charge>('charge');
    const refunds = store.all<Refund>('refund');
    const groupOf = new Map(charges.map((charge) => [charge.id, charge.transfer_group ?? 'none']));
    const movements: Record<string, { paid: number; refunded: number; currency: string }> = {};
    for (const charge of charges)
      (movements[charge.transfer_group ?? 'none'] ??= {
        paid: 0,
        refunded: 0,
        currency: charge.currency.toUpperCase(),
      }).paid += charge.amount_captured;
    for (const refund of refunds) {
      const movement = movements[groupOf.get(refund.charge as string) ?? 'none'];
      if (movement && refund.status === 'succeeded') movement.refunded += refund.amount;
    }
    return {
      sessions: countBy(store.all<Session>('session'), ({ status }) => status ?? 'none'),
      paymentIntents: countBy(store.all<Intent>('intent'), ({ status }) => status),
      charges: {
        count: charges.length,
        amount: sumBy(charges.map(({ amount_captured: amount, currency }) => ({ amount, currency }))),
      },
      refunds: { count: refunds.length, amount: sumBy(refunds) },
      events: store.all('event').length,
      movements,
    };
  }

  private createSession(params: Params): Session {
    checkParameters(params, KNOWN.createSession);
    const item = (
      params.line_items as { quantity?: string; price_data?: { currency?: string; unit_amount?: string } }[] | undefined
    )?.[0];
    if (params.mode !== 'payment') throw invalid('Only mode=payment is known here.', 'mode');
    if (!item?.price_data?.currency || item.price_data.unit_amount === undefined)
      throw invalid('Missing required param: line_items[0][price_data].', 'line_items', 'parameter_missing');
    if (typeof params.success_url !== 'string')
      throw invalid('Missing required param: success_url.', 'success_url', 'parameter_missing');
    const currency = item.price_data.currency;
    const amount = Number(item.price_data.unit_amount) * Number(item.quantity ?? 1);
    checkAmount(amount, currency);
    const created = this.seconds();
    const expiresAt = params.expires_at === undefined ? created + 86_400 : Number(params.expires_at);
    checkExpiry(expiresAt, created);
    const session = makeSession({
      params: params,
      amount,
      currency,
      created,
      expiresAt,
      url: (id) => `${this.ports.url()}/c/pay/${id}`,
    });
    this.ports.store.put('session', session.id, session);
    this.ports.store.put('open_session', session.id, { id: session.id, expires_at: expiresAt });
    this.ports.store.put('session_params', session.id, params);
    return session;
  }

  private expireSession(id: string): Session {
    const session = this.session(id);
    checkExpirable(session.status);
    session.status = 'expired';
    session.url = null;
    this.close(session);
    this.ports.emit('checkout.session.expired', session);
    return session;
  }

  private complete(session: Session, last4: string): void {
    const created = this.seconds();
    const params = this.ports.store.get<Stripe.Checkout.SessionCreateParams>('session_params', session.id);
    const chargeId = makeId('ch');
    const intent = makeIntent(session, params?.payment_intent_data, chargeId, created);
    const isAuthorized = intent.status === 'requires_capture';
    const transactionId = isAuthorized ? null : makeId('txn');
    const charge = makeCharge(chargeId, intent, last4, transactionId, `${this.ports.url()}/receipts/${chargeId}`);
    this.ports.store.put('intent', intent.id, intent);
    this.ports.store.put('charge', charge.id, charge);
    if (isAuthorized)
      this.ports.store.put('authorized', intent.id, {
        id: intent.id,
        session: session.id,
        capture_before: created + AUTHORIZATION_SECONDS,
      });
    else this.putTransaction(charge, charge.amount);
    Object.assign(session, {
      status: 'complete',
      payment_status: isAuthorized ? 'unpaid' : 'paid',
      payment_intent: intent.id,
      url: null,
    });
    this.close(session);
    this.ports.emit('charge.succeeded', charge);
    this.ports.emit(isAuthorized ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded', intent);
    this.ports.emit('checkout.session.completed', session);
  }

  /** What a capture leaves of the authorization is released: Stripe shows it as refunded on the charge. */
  private capture(id: string, params: Params): Intent {
    const intent = this.find<Intent>('intent', 'payment_intent', id);
    checkCapturable(intent.status, 'capture');
    const amount = params.amount_to_capture === undefined ? intent.amount_capturable : Number(params.amount_to_capture);
    checkCaptureAmount(amount, intent.amount_capturable);
    const charge = this.find<Charge>('charge', 'charge', intent.latest_charge as string);
    Object.assign(intent, { status: 'succeeded', amount_capturable: 0, amount_received: amount });
    Object.assign(charge, {
      captured: true,
      amount_captured: amount,
      amount_refunded: charge.amount - amount,
      balance_transaction: makeId('txn'),
    });
    this.ports.store.atomically(() => {
      this.settle(intent, 'paid');
      this.ports.store.put('charge', charge.id, charge);
      this.putTransaction(charge, amount);
      this.ports.emit('charge.captured', charge);
      this.ports.emit('payment_intent.succeeded', intent);
    });
    return intent;
  }

  private cancelIntent(id: string, reason: Intent['cancellation_reason']): Intent {
    const intent = this.find<Intent>('intent', 'payment_intent', id);
    checkCapturable(intent.status, 'cancel');
    Object.assign(intent, {
      status: 'canceled',
      amount_capturable: 0,
      canceled_at: this.seconds(),
      cancellation_reason: reason,
    });
    this.ports.store.atomically(() => {
      this.settle(intent, 'unpaid');
      this.ports.emit('payment_intent.canceled', intent);
    });
    return intent;
  }

  /** An authorization has come to its end: the intent and its session say so. */
  private settle(intent: Intent, paymentStatus: 'paid' | 'unpaid'): void {
    const { session: sessionId } = this.find<{ session: string }>('authorized', 'authorization', intent.id);
    this.ports.store.put('intent', intent.id, intent);
    this.ports.store.put('session', sessionId, { ...this.session(sessionId), payment_status: paymentStatus });
    this.ports.store.remove('authorized', intent.id);
  }

  private putTransaction(charge: Charge, amount: number): void {
    const id = charge.balance_transaction as string;
    const transaction = makeBalanceTransaction(id, charge.id, amount, charge.currency, 'charge', this.seconds());
    this.ports.store.put('balance_transaction', id, transaction);
  }

  private createRefund(params: Params): Refund {
    checkParameters(params, KNOWN.createRefund);
    const chargeId =
      params.charge ?? this.find<Intent>('intent', 'payment_intent', text(params.payment_intent)).latest_charge;
    const charge = this.find<Charge>('charge', 'charge', text(chargeId));
    const left = charge.amount - charge.amount_refunded;
    const amount = params.amount === undefined ? left : Number(params.amount);
    checkRefund(amount, left);
    const transactionId = makeId('txn');
    const refund = makeRefund(
      charge,
      amount,
      (params.metadata as Stripe.Metadata | undefined) ?? {},
      this.seconds(),
      transactionId,
    );
    charge.amount_refunded += amount;
    charge.refunded = charge.amount_refunded === charge.amount;
    this.ports.store.atomically(() => {
      this.ports.store.put('charge', charge.id, charge);
      this.ports.store.put('refund', refund.id, refund);
      this.ports.store.put(
        'balance_transaction',
        transactionId,
        makeBalanceTransaction(transactionId, refund.id, -amount, charge.currency, 'refund', refund.created),
      );
      this.ports.emit('refund.created', refund);
      this.ports.emit('charge.refunded', charge);
    });
    return refund;
  }

  private close(session: Session): void {
    this.ports.store.put('session', session.id, session);
    this.ports.store.remove('open_session', session.id);
  }

  /** Replaces ids by their objects where `expand[]` asks for it. */
  private expanded(session: Session, params: Params): object {
    const wanted = ((params.expand as string[] | undefined) ?? []).join(' ');
    if (!wanted.includes('payment_intent') || session.payment_intent === null) return session;
    const intent = this.find<Intent>('intent', 'payment_intent', session.payment_intent as string);
    const charge = wanted.includes('latest_charge')
      ? this.find<Charge>('charge', 'charge', intent.latest_charge as string)
      : intent.latest_charge;
    return { ...session, payment_intent: { ...intent, latest_charge: charge } };
  }

  private list<T extends { id: string }>(
    kind: string,
    url: string,
    params: Params,
    fits: (document: T) => boolean,
  ): object {
    const all = this.ports.store.all<T>(kind).filter(fits);
    const limit = Math.min(100, Number(params.limit ?? 10));
    const start = params.starting_after === undefined ? 0 : all.findIndex(({ id }) => id === params.starting_after) + 1;
    return { object: 'list', data: all.slice(start, start + limit), has_more: all.length > start + limit, url };
  }

  private find<T>(kind: string, name: string, id: string): T {
    const found = this.ports.store.get<T>(kind, id);
    if (!found) throw noSuch(name, id);
    return found;
  }

  private seconds(): number {
    return Math.floor(this.ports.now().getTime() / 1000);
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function countBy<T>(all: T[], keyOf: (one: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of all) counts[keyOf(one)] = (counts[keyOf(one)] ?? 0) + 1;
  return counts;
}

function sumBy(all: { amount: number; currency: string }[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { amount, currency } of all) sums[currency.toUpperCase()] = (sums[currency.toUpperCase()] ?? 0) + amount;
  return sums;
}

import type Stripe from 'stripe';
import { Billing } from './stripe-billing.ts';
import type { Invoice, Subscription } from './stripe-billing-objects.ts';
import { Books } from './stripe-books.ts';
import { Connect } from './stripe-connect.ts';
import type { Dispute, Reversal, Transfer, V2Account } from './stripe-connect-objects.ts';
import { type Desk, type Params, text } from './stripe-desk.ts';
import { Disputes } from './stripe-disputes.ts';
import { StripeApiError } from './stripe-error.ts';
import type { BalanceTransaction, Charge, Intent, Refund, Session } from './stripe-objects.ts';
import { Payments } from './stripe-payments.ts';
import { Refunds } from './stripe-refunds.ts';
import { checkParameters, KNOWN } from './stripe-rules.ts';

interface Call {
  /** The ids in the path, in order. */
  id: string;
  sub: string;
  params: Params;
  path: string;
  /** The connected account the call is made for (`Stripe-Account`). */
  account: string | null;
}
type Route = [method: string, path: RegExp, answer: (call: Call) => object];

/** `POST /v1/refunds/:id` as a route. */
const on = (pattern: string, answer: Route[2]): Route => {
  const [method = '', path = ''] = pattern.split(' ');
  return [method, new RegExp(`^${path.replaceAll(/:\w+/g, '([\\w-]+)')}$`), answer];
};

/** Stripe's API as far as this project calls it: stateful, judged by stripe-rules.ts. */
export class StripeApi {
  readonly books: Books;
  readonly disputes: Disputes;
  readonly payments: Payments;
  readonly refunds: Refunds;
  readonly connect: Connect;
  readonly billing: Billing;
  private readonly routes: Route[];
  private passedAt = 0;

  constructor(private readonly desk: Desk) {
    this.books = new Books(desk);
    this.disputes = new Disputes(desk, this.books);
    this.payments = new Payments(desk, this.books, this.disputes);
    this.refunds = new Refunds(desk, this.books, this.disputes);
    this.connect = new Connect(desk, this.books);
    this.billing = new Billing(desk, this.payments);
    this.routes = [...this.paymentRoutes(), ...this.moneyRoutes(), ...this.connectRoutes(), ...this.billingRoutes()];
  }

  /** Answers one call. @throws StripeApiError */
  call(method: string, path: string, params: Params, account: string | null = null): object {
    this.passTime();
    for (const [routeMethod, pattern, answer] of this.routes) {
      const found = routeMethod === method ? pattern.exec(path) : null;
      if (found) return answer({ id: found[1] ?? '', sub: found[2] ?? '', params, path, account });
    }
    throw new StripeApiError(404, 'invalid_request_error', `Unrecognized request URL (${method}: ${path}).`);
  }

  /** What happens by itself as time goes by; every deadline here is a whole second, so once a second is enough. */
  passTime(): void {
    if (this.passedAt === this.desk.seconds) return;
    this.passedAt = this.desk.seconds;
    this.payments.passTime();
    this.refunds.passTime();
    this.billing.passTime();
  }

  /** "Idempotent requests": keys may be forgotten after 24 hours. */
  forgetKeys(): void {
    for (const { key } of this.desk.store.all<{ key: string }>('idempotency'))
      this.desk.store.remove('idempotency', key);
  }

  /** Counts and sums per object type, and per transfer group: an independent witness of what moved. */
  state(): object {
    const { store } = this.desk;
    const charges = store.all<Charge>('charge').filter(({ status }) => status === 'succeeded');
    const refunds = store.all<Refund>('refund').filter(({ status }) => status === 'succeeded');
    const transfers = store.all<Transfer>('transfer');
    const disputes = store.all<Dispute>('dispute');
    const transactions = store.all<BalanceTransaction>('balance_transaction');
    return {
      sessions: countBy(store.all<Session>('session'), ({ status }) => status ?? 'none'),
      paymentIntents: countBy(store.all<Intent>('intent'), ({ status }) => status),
      charges: totals(charges.map(({ amount_captured: amount, currency }) => ({ amount, currency }))),
      refunds: totals(refunds),
      transfers: totals(transfers),
      reversals: totals(store.all<Reversal>('reversal')),
      disputes: { ...totals(disputes), states: countBy(disputes, ({ status }) => status) },
      accounts: store.all<V2Account>('account').length,
      subscriptions: countBy(store.all<Subscription>('subscription'), ({ status }) => status),
      invoices: countBy(store.all<Invoice>('invoice'), ({ status }) => status ?? 'none'),
      fees: sumBy(transactions.map(({ fee, currency }) => ({ amount: fee, currency }))),
      balance: sumBy(transactions.map(({ net, currency }) => ({ amount: net, currency }))),
      events: store.all('event').length,
      movements: movementsOf(charges, refunds, transfers),
    };
  }

  private paymentRoutes(): Route[] {
    const { payments, refunds } = this;
    return [
      on('POST /v1/checkout/sessions', ({ params }) => payments.createSession(params)),
      on('GET /v1/checkout/sessions', ({ params, path }) => payments.listSessions(params, path)),
      on('GET /v1/checkout/sessions/:id', ({ id, params }) => {
        checkParameters(params, KNOWN.retrieve);
        return payments.expanded(payments.session(id), params);
      }),
      on('POST /v1/checkout/sessions/:id/expire', ({ id, params }) => {
        checkParameters(params, KNOWN.retrieve);
        return payments.expireSession(id);
      }),
      on('GET /v1/payment_intents/:id', ({ id, params }) => payments.expandedIntent(payments.intent(id), params)),
      on('POST /v1/payment_intents/:id/capture', ({ id, params }) => payments.capture(id, params)),
      on('POST /v1/payment_intents/:id/cancel', ({ id, params }) => {
        checkParameters(params, KNOWN.cancel);
        return payments.cancelIntent(id, (params.cancellation_reason as Intent['cancellation_reason']) ?? null);
      }),
      on('GET /v1/charges', ({ params, path }) => payments.listCharges(params, path)),
      on('GET /v1/charges/:id', ({ id }) => payments.charge(id)),
      on('POST /v1/refunds', ({ params }) => refunds.createRefund(params)),
      on('GET /v1/refunds', ({ params, path }) => refunds.listRefunds(params, path)),
      on('GET /v1/refunds/:id', ({ id }) => refunds.refund(id)),
    ];
  }

  private moneyRoutes(): Route[] {
    const { books, disputes, desk, payments } = this;
    return [
      on('GET /v1/balance', ({ account }) => books.retrieve(account)),
      on('GET /v1/balance_transactions', ({ params, path }) => {
        checkParameters(params, KNOWN.listTransactions);
        return books.list(params, path);
      }),
      on('GET /v1/balance_transactions/:id', ({ id }) => books.find(id)),
      on('GET /v1/disputes', ({ params, path }) => disputes.list(params, path)),
      on('GET /v1/disputes/:id', ({ id }) => disputes.dispute(id)),
      on('POST /v1/disputes/:id', ({ id, params }) => disputes.update(id, params)),
      on('GET /v1/tax/registrations', ({ params, path }) => {
        checkParameters(params, KNOWN.listRegistrations);
        return desk.page(registrations(payments.taxPercent, desk.seconds), path, params);
      }),
      on('GET /v1/events', ({ params, path }) => {
        checkParameters(params, KNOWN.listEvents);
        const events = desk.store.all<{ id: string; type: string }>('event');
        return desk.page(
          events.filter(({ type }) => params.type === undefined || params.type === type),
          path,
          params,
        );
      }),
    ];
  }

  private billingRoutes(): Route[] {
    const { billing } = this;
    return [
      on('GET /v1/subscriptions/:id', ({ id }) => billing.subscription(id)),
      on('POST /v1/subscriptions/:id', ({ id, params }) => billing.update(id, params)),
      on('DELETE /v1/subscriptions/:id', ({ id }) => billing.cancel(id)),
      on('POST /v1/coupons', ({ params }) => billing.createCoupon(params)),
      on('GET /v1/invoices', ({ params, path }) => billing.listInvoices(params, path)),
    ];
  }

  private connectRoutes(): Route[] {
    const { connect } = this;
    return [
      on('POST /v2/core/accounts', ({ params }) => connect.createAccount(params)),
      on('GET /v2/core/accounts/:id', ({ id }) => connect.account(id)),
      on('POST /v2/core/account_links', ({ params }) =>
        connect.createLink(params as unknown as Stripe.V2.Core.AccountLinkCreateParams),
      ),
      on('POST /v1/transfers', ({ params }) => connect.createTransfer(params)),
      on('GET /v1/transfers', ({ params, path }) => connect.listTransfers(params, path)),
      on('GET /v1/transfers/:id', ({ id }) => connect.transfer(id)),
      on('POST /v1/transfers/:id/reversals', ({ id, params }) => connect.createReversal(id, params)),
      on('GET /v1/transfers/:id/reversals', ({ id, params, path }) => connect.listReversals(id, params, path)),
    ];
  }
}

function registrations(percent: number | null, now: number): Omit<Stripe.Tax.Registration, 'lastResponse'>[] {
  if (percent === null) return [];
  const one = { id: 'taxreg_sandbox', object: 'tax.registration' as const, active_from: now, country: 'US' };
  return [{ ...one, country_options: {}, created: now, expires_at: null, livemode: false, status: 'active' }];
}

interface Movement {
  paid: number;
  refunded: number;
  transferred: number;
  currency: string;
}

/** What each transfer group (booking, series, …) has paid, got back and sent on, net of reversals. */
function movementsOf(charges: Charge[], refunds: Refund[], transfers: Transfer[]): Record<string, Movement> {
  const movements: Record<string, Movement> = {};
  const of = (group: string | null, currency: string): Movement =>
    (movements[group ?? 'none'] ??= { paid: 0, refunded: 0, transferred: 0, currency: currency.toUpperCase() });
  const groupOf = new Map(charges.map(({ id, transfer_group }) => [id, transfer_group]));
  for (const charge of charges) of(charge.transfer_group, charge.currency).paid += charge.amount_captured;
  for (const refund of refunds) of(groupOf.get(text(refund.charge)) ?? null, refund.currency).refunded += refund.amount;
  for (const transfer of transfers)
    of(transfer.transfer_group, transfer.currency).transferred += transfer.amount - transfer.amount_reversed;
  return movements;
}

function countBy<T>(items: T[], keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

function sumBy(items: { amount: number; currency: string }[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { amount, currency } of items) sums[currency.toUpperCase()] = (sums[currency.toUpperCase()] ?? 0) + amount;
  return sums;
}

const totals = (items: { amount: number; currency: string }[]) => ({ count: items.length, amount: sumBy(items) });

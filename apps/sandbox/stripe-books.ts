import { type Desk, type Params, text } from './stripe-desk.ts';
import { type BalanceTransaction, makeBalanceTransaction, makeId } from './stripe-objects.ts';

const AVAILABLE_AFTER_SECONDS = 2 * 86_400;

/** Stripe's fees here: 2.9 % and 30 minor units of a charge, 1500 of a dispute, nothing else. */
export const chargeFee = (amount: number): number => Math.round(amount * 0.029) + 30;
export const DISPUTE_FEE = 1500;

/** Our balance at Stripe, and those of the connected accounts: every movement is a balance transaction. */
export class Books {
  constructor(private readonly desk: Desk) {}

  /** Records a movement. @returns its id */
  record(
    movement: { type: BalanceTransaction['type']; source: string; amount: number; currency: string; fee?: number },
    pending = false,
  ): string {
    const { store, seconds } = this.desk;
    const id = makeId('txn');
    const transaction = makeBalanceTransaction(
      id,
      movement,
      seconds,
      seconds + (pending ? AVAILABLE_AFTER_SECONDS : 0),
    );
    store.put('balance_transaction', id, transaction, movement.source);
    this.move('platform', movement.currency, transaction.net);
    if (pending)
      store.put('pending_funds', id, {
        id,
        amount: transaction.net,
        currency: movement.currency,
        at: transaction.available_on,
      });
    return id;
  }

  /** What of our balance can be used now. */
  available(currency: string): number {
    const { store, seconds } = this.desk;
    let total = this.balance('platform', currency);
    for (const funds of store.all<{ id: string; amount: number; currency: string; at: number }>('pending_funds')) {
      if (funds.at <= seconds) store.remove('pending_funds', funds.id);
      else if (funds.currency === currency) total -= funds.amount;
    }
    return total;
  }

  /** The balance of a connected account, or of `platform`. */
  balance(owner: string, currency: string): number {
    return this.desk.store.get<{ amount: number }>('balance', `${owner} ${currency}`)?.amount ?? 0;
  }

  move(owner: string, currency: string, amount: number): void {
    const { store } = this.desk;
    store.put(
      'balance',
      `${owner} ${currency}`,
      { owner, currency, amount: this.balance(owner, currency) + amount },
      owner,
    );
  }

  /** "Retrieve balance", for us or for a connected account. */
  retrieve(account: string | null): object {
    const of = this.desk.store.children<{ currency: string; amount: number }>('balance', account ?? 'platform');
    const funds = of.map(({ currency, amount }) => ({ amount, currency, source_types: { card: amount } }));
    return { object: 'balance', available: funds, connect_reserved: [], livemode: false, pending: [] };
  }

  /** "List all balance transactions": by source and by time of creation, newest first. */
  list(params: Params, url: string): object {
    const { store } = this.desk;
    const created = (params.created ?? {}) as { gte?: string; lt?: string };
    const all =
      params.source === undefined
        ? store.all<BalanceTransaction>('balance_transaction')
        : store.children<BalanceTransaction>('balance_transaction', text(params.source));
    const fits = (one: BalanceTransaction): boolean =>
      one.created >= Number(created.gte ?? 0) && one.created < Number(created.lt ?? Infinity);
    return this.desk.page(all.filter(fits), url, params);
  }

  find(id: string): BalanceTransaction {
    return this.desk.find('balance_transaction', 'balance transaction', id);
  }
}

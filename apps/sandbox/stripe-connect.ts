import type Stripe from 'stripe';
import type { Books } from './stripe-books.ts';
import { type Desk, type Params, text, whole } from './stripe-desk.ts';
import { StripeApiError } from './stripe-error.ts';
import {
  makeAccount,
  makeAccountLink,
  makeReversal,
  makeTransfer,
  type Transfer,
  type V2Account,
} from './stripe-connect-objects.ts';
import type { Charge } from './stripe-objects.ts';
import {
  checkAccountParameters,
  checkDestination,
  checkParameters,
  checkReversal,
  checkStep,
  checkTransferFunds,
  KNOWN,
} from './stripe-rules.ts';

/** Connected accounts (API v2) and the money sent to them. */
export class Connect {
  constructor(
    private readonly desk: Desk,
    private readonly books: Books,
  ) {}

  createAccount(params: Stripe.V2.Core.AccountCreateParams): V2Account {
    checkAccountParameters(params);
    const account = makeAccount(params, this.desk.now());
    this.desk.store.put('account', account.id, account);
    return account;
  }

  account(id: string): V2Account {
    return this.desk.find('account', 'account', id);
  }

  createLink(params: Stripe.V2.Core.AccountLinkCreateParams): object {
    const account = this.account(params.account);
    const link = makeAccountLink(account.id, params, this.desk.now(), `${this.desk.url()}/connect/${account.id}`);
    this.desk.store.put('account_link', account.id, link);
    return link;
  }

  /** The person has done what Stripe asked: transfers can be received. */
  completeOnboarding(id: string): V2Account {
    return this.setTransfers(id, 'active');
  }

  /** Stripe wants something again, or has had enough. */
  restrict(id: string, status: 'restricted' | 'rejected'): V2Account {
    return this.setTransfers(id, status);
  }

  /** The mentor's bank has been paid: nothing is left on the account. */
  payOut(id: string): void {
    for (const { currency, amount } of this.desk.store.children<{ currency: string; amount: number }>('balance', id))
      this.books.move(id, currency, -amount);
  }

  createTransfer(params: Params): Transfer {
    checkParameters(params, KNOWN.createTransfer);
    const [amount, currency] = [whole(params.amount, NaN), text(params.currency)];
    checkStep(amount, currency);
    const account = this.desk.store.get<V2Account>('account', text(params.destination));
    checkDestination(account ? statusOf(account) : null, text(params.destination));
    const charge =
      params.source_transaction === undefined
        ? null
        : this.desk.find<Charge>('charge', 'charge', params.source_transaction);
    const sent = charge
      ? this.desk.store.children<Transfer>('transfer', charge.id).reduce((sum, one) => sum + one.amount, 0)
      : 0;
    checkTransferFunds(
      amount,
      currency,
      charge && { left: charge.amount_captured - sent, currency: charge.currency },
      () => this.books.available(currency),
    );
    const transfer = makeTransfer(params, amount, this.desk.seconds);
    return this.desk.store.atomically(() => {
      transfer.balance_transaction = this.books.record({
        type: 'transfer',
        source: transfer.id,
        amount: -amount,
        currency,
      });
      this.books.move(transfer.destination as string, currency, amount);
      this.desk.store.put('transfer', transfer.id, transfer, charge?.id ?? transfer.transfer_group);
      this.desk.emit('transfer.created', transfer);
      return transfer;
    });
  }

  transfer(id: string): Transfer {
    return this.desk.find('transfer', 'transfer', id);
  }

  listTransfers(params: Params, url: string): object {
    checkParameters(params, KNOWN.listTransfers);
    const all = this.desk.store.all<Transfer>('transfer');
    return this.desk.page(
      all.filter(({ transfer_group }) => (params.transfer_group ?? transfer_group) === transfer_group),
      url,
      params,
    );
  }

  createReversal(id: string, params: Params): object {
    checkParameters(params, KNOWN.createReversal);
    const transfer = this.transfer(id);
    const destination = transfer.destination as string;
    const amount = whole(params.amount, transfer.amount - transfer.amount_reversed);
    checkReversal(
      amount,
      transfer.amount - transfer.amount_reversed,
      this.books.balance(destination, transfer.currency),
    );
    const reversal = makeReversal(
      transfer,
      amount,
      (params.metadata as Stripe.Metadata | undefined) ?? {},
      this.desk.seconds,
    );
    transfer.amount_reversed += amount;
    transfer.reversed = transfer.amount_reversed === transfer.amount;
    transfer.reversals.data.unshift(reversal);
    return this.desk.store.atomically(() => {
      reversal.balance_transaction = this.books.record({
        type: 'transfer_refund',
        source: reversal.id,
        amount,
        currency: transfer.currency,
      });
      this.books.move(destination, transfer.currency, -amount);
      this.desk.store.put('transfer', transfer.id, transfer);
      this.desk.store.put('reversal', reversal.id, reversal, transfer.id);
      this.desk.emit('transfer.reversed', transfer);
      return reversal;
    });
  }

  listReversals(id: string, params: Params, url: string): object {
    return this.desk.page(
      this.desk.store.children<Stripe.TransferReversal>('reversal', this.transfer(id).id),
      url,
      params,
    );
  }

  private setTransfers(id: string, status: 'active' | 'restricted' | 'rejected'): V2Account {
    const account = this.account(id);
    const transfers = account.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers;
    if (!transfers)
      throw new StripeApiError(400, 'invalid_request_error', 'This account has no recipient configuration.');
    transfers.status = status;
    transfers.status_details =
      status === 'active' ? [] : [{ code: 'requirements_past_due', resolution: 'provide_info' }];
    if (account.requirements)
      account.requirements = status === 'active' ? { entries: [] } : makeAccount({}, this.desk.now()).requirements;
    this.desk.store.put('account', id, account);
    const related = { id, type: 'v2.core.account', url: `/v2/core/accounts/${id}` };
    this.desk.notify('v2.core.account[configuration.recipient].capability_status_updated', related);
    this.desk.notify('v2.core.account[requirements].updated', related);
    return account;
  }
}

const statusOf = (account: V2Account): string =>
  account.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers?.status ?? 'unsupported';

import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { StripeClient } from '#libs/payments';
import type { TransferEntity, TransferReversalEntity } from './payouts.entities.ts';

type Account = Stripe.V2.Core.Account;

/** What payouts ask of Stripe: connected accounts (API v2), transfers, reversals. Never call it inside a transaction. */
@Injectable()
export class ConnectGateway {
  private readonly stripe: Stripe;

  constructor(private readonly client: StripeClient) {
    this.stripe = client.stripe;
  }

  /** Creates a mentor's account, a recipient of transfers; we collect fees and bear losses. Repeating it answers the same one. */
  createAccount(mentor: { id: string; name: string; email: string; country: string }): Promise<Account> {
    return this.client.createOnce<Account>(
      `account:${mentor.id}:${mentor.country}`,
      'v2.core.account',
      (idempotencyKey) =>
        this.stripe.v2.core.accounts.create(
          {
            contact_email: mentor.email,
            display_name: mentor.name,
            dashboard: 'express',
            identity: { country: mentor.country },
            configuration: {
              recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
            },
            defaults: { responsibilities: { fees_collector: 'application', losses_collector: 'application' } },
            metadata: { mentor: mentor.id },
            include: ['configuration.recipient', 'requirements'],
          },
          { idempotencyKey },
        ),
    );
  }

  account(id: string): Promise<Account> {
    return this.client.ask<Account>('v2.core.account', () =>
      this.stripe.v2.core.accounts.retrieve(id, { include: ['configuration.recipient', 'requirements'] }),
    );
  }

  /** A page of Stripe's where the mentor tells who they are and where to pay them; works for some minutes, once. */
  async onboardingUrl(accountId: string, page: { returnUrl: string; refreshUrl: string }): Promise<string> {
    const link = await this.client.ask<Stripe.V2.Core.AccountLink>('v2.core.account_link', () =>
      this.stripe.v2.core.accountLinks.create({
        account: accountId,
        use_case: {
          type: 'account_onboarding',
          account_onboarding: { return_url: page.returnUrl, refresh_url: page.refreshUrl },
        },
      }),
    );
    return link.url;
  }

  /** Sends a mentor's share. @throws StripeRefusal when the account cannot receive, or our balance is short */
  transfer(transfer: TransferEntity): Promise<Stripe.Transfer> {
    const { id, allocationId, attempt, amount, currency, destination, sourceCharge, transferGroup, tries } = transfer;
    return this.client.createOnce<Stripe.Transfer>(
      `transfer:${allocationId}:${attempt}`,
      'transfer',
      (idempotencyKey) =>
        this.stripe.transfers.create(
          {
            amount,
            currency: currency.toLowerCase(),
            destination,
            transfer_group: transferGroup,
            metadata: { transfer: id },
            ...(sourceCharge !== null && { source_transaction: sourceCharge }),
          },
          { idempotencyKey },
        ),
      {
        tries,
        find: async () => (await this.transfersOf(transferGroup)).find(({ metadata }) => metadata.transfer === id),
      },
    );
  }

  /** Fetches an amount of a transfer back. @throws StripeRefusal when the account does not have it */
  reverse(
    reversal: TransferReversalEntity,
    stripeTransferId: string,
    amount: number,
  ): Promise<Stripe.TransferReversal> {
    return this.client.createOnce<Stripe.TransferReversal>(
      `reversal:${reversal.id}:${amount}`,
      'transfer_reversal',
      (idempotencyKey) =>
        this.stripe.transfers.createReversal(
          stripeTransferId,
          { amount, metadata: { reversal: reversal.id } },
          { idempotencyKey },
        ),
      { tries: reversal.tries, find: () => this.reversalOf(reversal.id, stripeTransferId) },
    );
  }

  /** What a connected account has in a currency, minor units. */
  async balance(accountId: string, currency: string): Promise<number> {
    const balance = await this.client.ask<Stripe.Balance>('balance', () =>
      this.stripe.balance.retrieve({}, { stripeAccount: accountId }),
    );
    return balance.available.find((one) => one.currency === currency.toLowerCase())?.amount ?? 0;
  }

  private transfersOf(transferGroup: string): Promise<Stripe.Transfer[]> {
    return this.client.all((starting_after) =>
      this.stripe.transfers.list({ transfer_group: transferGroup, limit: 100, starting_after }),
    );
  }

  private async reversalOf(id: string, stripeTransferId: string): Promise<Stripe.TransferReversal | undefined> {
    const reversals = await this.client.all((starting_after) =>
      this.stripe.transfers.listReversals(stripeTransferId, { limit: 100, starting_after }),
    );
    return reversals.find(({ metadata }) => metadata?.reversal === id);
  }
}

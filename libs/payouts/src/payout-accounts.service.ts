import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { PinoLogger } from 'nestjs-pino';
import { AccountsService } from '#libs/accounts';
import { MentorsService } from '#libs/mentors';
import { WebhooksService } from '#libs/payments';
import { changed, Clock, Config, Database, execute, type Principal, SWEEP_BATCH } from '#libs/platform';
import { ConnectGateway } from './connect.gateway.ts';
import { countryOfZone } from './domain/country.ts';
import type { PayoutAccountResponse } from './payouts.dto.ts';
import { PayoutAccountEntity } from './payouts.entities.ts';

const POLL_ONBOARDING_MS = 3_600_000;

/** Mentors' accounts at Stripe: made once, onboarded on Stripe's pages, known as Stripe last said they are. */
@Injectable()
export class PayoutAccountsService {
  constructor(
    private readonly database: Database,
    private readonly gateway: ConnectGateway,
    private readonly mentors: MentorsService,
    private readonly accounts: AccountsService,
    private readonly webhooks: WebhooksService,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly logger: PinoLogger,
  ) {}

  /**
   * Makes the mentor's account if there is none, and a link to Stripe's pages about it.
   * @param country where they are paid, ISO 3166-1 alpha-2; from their time zone when left out. Fixed once it is made
   * @throws StripeOutcomeUnknown (502); a retry makes no second account
   */
  async onboard(person: Principal, country?: string): Promise<{ onboardingUrl: string }> {
    const mentor = await this.mentors.own(person.accountId);
    const account = await this.rowOf(mentor.id, country ?? countryOfZone(mentor.timeZone));
    const stripeAccountId =
      account.stripeAccountId ?? (await this.create(account, mentor.displayName, person.accountId));
    const page = `${this.config.publicUrl}/mentors/me/payouts`;
    return { onboardingUrl: await this.gateway.onboardingUrl(stripeAccountId, { returnUrl: page, refreshUrl: page }) };
  }

  /** What Stripe says of the mentor's account; asked now when it is not ready yet. */
  async view(person: Principal): Promise<PayoutAccountResponse> {
    const mentor = await this.mentors.own(person.accountId);
    const account = await this.database.manager.findOneBy(PayoutAccountEntity, { mentorId: mentor.id });
    const known =
      account?.stripeAccountId && account.transfersStatus !== 'active' ? await this.refreshed(account) : account;
    return {
      status: known ? known.transfersStatus : 'none',
      canReceive: known?.transfersStatus === 'active',
      country: known?.country ?? null,
      requirements: known?.requirements ?? [],
    };
  }

  /** Understands a thin event: whatever it says, the account it names is looked at afresh. */
  async onThinEvent(eventId: string): Promise<void> {
    const event = await this.webhooks.unprocessed(eventId);
    if (!event) return;
    const account = event.objectId
      ? await this.database.manager.findOneBy(PayoutAccountEntity, { stripeAccountId: event.objectId })
      : null;
    if (account) await this.refresh(account);
    await this.webhooks.close(eventId, account ? 'applied' : 'not ours');
  }

  /** Looks at accounts that are not ready, in case an event was lost. */
  async pollDue(): Promise<number> {
    const now = this.clock.now();
    const due = await changed<{ mentor_id: string }>(
      this.database.manager,
      `UPDATE payout_accounts SET next_poll_at = $2 WHERE mentor_id IN (
         SELECT mentor_id FROM payout_accounts WHERE next_poll_at <= $1 ORDER BY next_poll_at LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING mentor_id`,
      [now, new Date(now.getTime() + POLL_ONBOARDING_MS), SWEEP_BATCH],
    );
    for (const { mentor_id: mentorId } of due) await this.refreshOf(mentorId);
    return due.length;
  }

  /** Looks at a mentor's account now: a transfer to it was refused. */
  async refreshOf(mentorId: string): Promise<void> {
    const account = await this.database.manager.findOneBy(PayoutAccountEntity, { mentorId });
    if (account?.stripeAccountId) await this.refreshed(account);
  }

  private async refreshed(account: PayoutAccountEntity): Promise<PayoutAccountEntity> {
    await this.refresh(account).catch((error: unknown) =>
      this.logger.warn({ err: error, mentorId: account.mentorId }, 'could not look at a payout account'),
    );
    return this.database.manager.findOneByOrFail(PayoutAccountEntity, { mentorId: account.mentorId });
  }

  private async refresh({ mentorId, stripeAccountId }: PayoutAccountEntity): Promise<void> {
    if (stripeAccountId !== null) await this.store(mentorId, await this.gateway.account(stripeAccountId));
  }

  /** Writes down what Stripe said; what waited for the account is tried again as soon as it can receive. */
  private async store(mentorId: string, said: Stripe.V2.Core.Account): Promise<void> {
    const now = this.clock.now();
    const status = said.closed === true ? 'closed' : transfersStatusOf(said);
    const wanted = said.requirements?.entries?.map(({ description }) => description) ?? [];
    await this.database.transaction(async (tx) => {
      await execute(
        tx,
        `UPDATE payout_accounts SET stripe_account_id = $2, transfers_status = $3, requirements = $4, updated_at = $5,
           next_poll_at = CASE WHEN $3 IN ('active', 'closed', 'rejected') THEN NULL ELSE $6::timestamptz END WHERE mentor_id = $1`,
        [mentorId, said.id, status, JSON.stringify(wanted), now, new Date(now.getTime() + POLL_ONBOARDING_MS)],
      );
      if (status === 'active')
        await execute(
          tx,
          `UPDATE settlements SET next_try_at = $2 WHERE mentor_id = $1 AND state = 'waiting' AND waiting_for = 'account'`,
          [mentorId, now],
        );
    });
  }

  private async rowOf(mentorId: string, country: string): Promise<PayoutAccountEntity> {
    const now = this.clock.now();
    await this.database.manager.query(
      `INSERT INTO payout_accounts (mentor_id, country, transfers_status, created_at, updated_at) VALUES ($1, $2, 'pending', $3, $3)
       ON CONFLICT (mentor_id) DO UPDATE SET country = excluded.country WHERE payout_accounts.stripe_account_id IS NULL`,
      [mentorId, country, now],
    );
    return this.database.manager.findOneByOrFail(PayoutAccountEntity, { mentorId });
  }

  private async create(account: PayoutAccountEntity, name: string, accountId: string): Promise<string> {
    const { mentorId: id, country } = account;
    const email = (await this.accounts.people(this.database.manager, [accountId])).get(accountId)?.email ?? '';
    const made = await this.gateway.createAccount({ id, name, email, country });
    await this.store(id, made);
    return made.id;
  }
}

const transfersStatusOf = (account: Stripe.V2.Core.Account): string =>
  account.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers?.status ?? 'unsupported';

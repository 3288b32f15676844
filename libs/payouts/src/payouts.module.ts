import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '#libs/accounts';
import { MentorsModule } from '#libs/mentors';
import { DisputeChanged, PaymentsModule, ShareChanged, THIN_EVENT_JOB } from '#libs/payments';
import { Events, Jobs, Sweeps } from '#libs/platform';
import { ConnectGateway } from './connect.gateway.ts';
import { EarningsService } from './earnings.service.ts';
import { PayoutAccountsService } from './payout-accounts.service.ts';
import { PayoutsController } from './payouts.controller.ts';
import { PayoutAccountEntity, SettlementEntity, TransferEntity, TransferReversalEntity } from './payouts.entities.ts';
import { REVERSAL_JOB, SettlementsService, TRANSFER_JOB } from './settlements.service.ts';
import { TransfersService } from './transfers.service.ts';

@Module({
  imports: [
    AccountsModule,
    MentorsModule,
    PaymentsModule,
    TypeOrmModule.forFeature([PayoutAccountEntity, SettlementEntity, TransferEntity, TransferReversalEntity]),
  ],
  controllers: [PayoutsController],
  providers: [ConnectGateway, EarningsService, PayoutAccountsService, SettlementsService, TransfersService],
  exports: [SettlementsService],
})
export class PayoutsModule implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly sweeps: Sweeps,
    private readonly accounts: PayoutAccountsService,
    private readonly settlements: SettlementsService,
    private readonly transfers: TransfersService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ eventId: string }>(THIN_EVENT_JOB, ({ eventId }) => this.accounts.onThinEvent(eventId));
    this.jobs.handle<{ transferId: string }>(TRANSFER_JOB, ({ transferId }) => this.transfers.send(transferId));
    this.jobs.handle<{ reversalId: string }>(REVERSAL_JOB, ({ reversalId }) => this.transfers.fetch(reversalId));
    this.sweeps.register('payout accounts to look at', 300, () => this.accounts.pollDue());
    this.sweeps.register('settlements due', 30, () => this.settlements.settleDue());
    this.sweeps.register('transfers to try again', 60, () => this.transfers.retryDue());
    this.events.on(ShareChanged, (tx, { allocationId }) => this.settlements.rebalance(tx, allocationId));
    this.events.on(DisputeChanged, (tx, { allocationIds, state }) =>
      state === 'open'
        ? this.settlements.holdParts(tx, allocationIds, 'dispute')
        : this.settlements.releaseParts(tx, allocationIds, 'dispute'),
    );
  }
}

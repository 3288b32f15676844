import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Database, rows } from '#libs/platform';
import { DisputeEntity } from './dispute.entity.ts';
import { balanceName, expectedBalances } from './domain/rebuild.ts';
import { disputeShares } from './domain/shares.ts';
import { PaymentAllocationEntity, PaymentEntity, RefundEntity } from './payments.entities.ts';
import { figuresOf } from './payments.repository.ts';
import { StripeGateway } from './stripe.gateway.ts';

/** One balance that is not what Stripe's objects say it should be. Minor units. */
export interface RebuildDifference {
  /** A part of a payment, or an object of Stripe that we do not know. */
  subject: string;
  account: string;
  expected: number;
  actual: number;
}

const NONE: ReadonlyMap<string, number> = new Map();

interface AtStripe {
  captured: Map<string, number>;
  refunds: Map<string, number>;
  transfers: Map<string, number>;
  lost: Map<string, Stripe.Dispute[]>;
}

/** Recomputes what the ledger should be from Stripe's objects, and says where it is not so. Changes nothing. */
@Injectable()
export class RebuildService {
  constructor(
    private readonly database: Database,
    private readonly gateway: StripeGateway,
  ) {}

  /** @throws StripeOutcomeUnknown when Stripe cannot be asked */
  async differences(): Promise<{ parts: number; differences: RebuildDifference[] }> {
    const atStripe = await this.atStripe();
    const actual = await this.actual();
    const differences = await this.foreign(atStripe);
    const payments = await this.database.manager.find(PaymentEntity, {
      where: { state: 'succeeded' },
      order: { id: 'ASC' },
    });
    let count = 0;
    for (const payment of payments) {
      const parts = await this.database.manager.find(PaymentAllocationEntity, {
        where: { paymentId: payment.id },
        order: { id: 'ASC' },
      });
      const expected = await this.expected(payment, parts, atStripe);
      for (const { id } of parts) {
        differences.push(...differencesOf(id, expected.get(id) ?? NONE, actual.get(id) ?? NONE));
        count++;
      }
    }
    return { parts: count, differences };
  }

  private async expected(payment: PaymentEntity, parts: PaymentAllocationEntity[], atStripe: AtStripe) {
    const tx = this.database.manager;
    const refunds = await tx.find(RefundEntity, { where: { paymentId: payment.id }, order: { id: 'ASC' } });
    const disputes = await tx.find(DisputeEntity, { where: { paymentId: payment.id } });
    const lost = atStripe.lost.get(payment.stripeChargeId ?? '') ?? [];
    const isPaid = payment.method === 'balance' || atStripe.captured.has(payment.stripeChargeId ?? '');
    const shares = lost.flatMap(({ amount }) =>
      disputeShares(
        payment,
        parts.map((part) => ({ ...part, lostAmount: 0 })),
        amount,
      ),
    );
    const expected = new Map<string, Map<string, number>>();
    for (const part of parts) {
      const returned = refunds
        .filter(({ allocationId, destination, state, stripeRefundId }) => {
          const isDone = destination === 'card' ? atStripe.refunds.has(stripeRefundId ?? '') : state === 'succeeded';
          return allocationId === part.id && isDone;
        })
        .map(({ amount, taxAmount, destination }) => ({ amount, tax: taxAmount, to: destination }));
      const share = shares.find((one) => one.part.id === part.id);
      expected.set(
        part.id,
        expectedBalances({
          figures: figuresOf(payment, part),
          isPaid,
          returned: [...returned, ...(share ? [{ amount: share.amount, tax: share.tax, to: 'dispute' as const }] : [])],
          sent: await this.sent(part.id, atStripe),
          isWaived: disputes.some(({ waivedAt }) => waivedAt !== null),
        }),
      );
    }
    return expected;
  }

  private async sent(allocationId: string, { transfers }: AtStripe): Promise<number> {
    const ours = await rows<{ id: string | null }>(
      this.database.manager,
      'SELECT stripe_transfer_id AS id FROM transfers WHERE allocation_id = $1',
      [allocationId],
    );
    return ours.reduce((sum, { id }) => sum + (transfers.get(id ?? '') ?? 0), 0);
  }

  /** Money that moved at Stripe for something we do not know. */
  private async foreign({ captured, refunds, transfers }: AtStripe): Promise<RebuildDifference[]> {
    const known = await rows<{ id: string }>(
      this.database.manager,
      `SELECT stripe_charge_id AS id FROM payments WHERE stripe_charge_id IS NOT NULL UNION SELECT stripe_refund_id FROM refunds WHERE stripe_refund_id IS NOT NULL
       UNION SELECT stripe_transfer_id FROM transfers WHERE stripe_transfer_id IS NOT NULL`,
    );
    const ids = new Set(known.map(({ id }) => id));
    return [...captured, ...refunds, ...transfers]
      .filter(([id, amount]) => !ids.has(id) && amount !== 0)
      .map(([id, amount]) => ({ subject: id, account: 'stripe_clearing', expected: amount, actual: 0 }));
  }

  private async atStripe(): Promise<AtStripe> {
    const [charges, refunds, transfers, disputes] = await this.gateway.everything();
    const lost = Map.groupBy(
      disputes.filter(({ status }) => status === 'lost'),
      ({ charge }) => (typeof charge === 'string' ? charge : charge.id),
    );
    return {
      lost,
      captured: new Map(
        charges.filter(({ status }) => status === 'succeeded').map((one) => [one.id, one.amount_captured]),
      ),
      refunds: new Map(refunds.filter(({ status }) => status === 'succeeded').map((one) => [one.id, one.amount])),
      transfers: new Map(transfers.map((one) => [one.id, one.amount - one.amount_reversed])),
    };
  }

  private async actual(): Promise<Map<string, Map<string, number>>> {
    const sums = await rows<{ part: string; account: string; amount: string }>(
      this.database.manager,
      `SELECT e.allocation_id AS part, l.account, sum(l.amount)::text AS amount FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id
       WHERE e.allocation_id IS NOT NULL AND e.kind NOT IN ('dispute_opened', 'dispute_won') AND l.account NOT IN ('disputes', 'platform_costs')
       GROUP BY 1, 2`,
    );
    const balances = new Map<string, Map<string, number>>();
    for (const { part, account, amount } of sums) {
      const ofPart = balances.get(part) ?? new Map<string, number>();
      ofPart.set(balanceName(account), (ofPart.get(balanceName(account)) ?? 0) + Number(amount));
      balances.set(part, ofPart);
    }
    return balances;
  }
}

function differencesOf(
  subject: string,
  expected: ReadonlyMap<string, number>,
  actual: ReadonlyMap<string, number>,
): RebuildDifference[] {
  return [...new Set([...expected.keys(), ...actual.keys()])]
    .map((account) => ({ subject, account, expected: expected.get(account) ?? 0, actual: actual.get(account) ?? 0 }))
    .filter((one) => one.expected !== one.actual);
}

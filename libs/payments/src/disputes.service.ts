import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Database, invalidField, notFound, Problem } from '#libs/platform';
import { DisputeEntity } from './dispute.entity.ts';
import { DisputeBook } from './dispute-book.ts';
import { StripeRefusal } from './stripe.client.ts';
import { StripeGateway } from './stripe.gateway.ts';
import { SyncService } from './sync.service.ts';

/** What a bank is told, by Stripe's names (object `dispute`, `evidence`). */
export const EVIDENCE_FIELDS = [
  'product_description',
  'service_date',
  'customer_name',
  'customer_email_address',
  'access_activity_log',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'uncategorized_text',
] as const;
export type Evidence = Partial<Record<(typeof EVIDENCE_FIELDS)[number], string>>;

/** Disputes: seen by the webhook, answered by an admin, decided by a bank. */
@Injectable()
export class DisputesService {
  constructor(
    private readonly database: Database,
    private readonly gateway: StripeGateway,
    private readonly sync: SyncService,
    private readonly book: DisputeBook,
    private readonly clock: Clock,
  ) {}

  /** Disputes in a state, oldest first, after the one with the id `after`. */
  list(state: DisputeEntity['state'] | undefined, after: string | null, limit: number): Promise<DisputeEntity[]> {
    const query = this.database.manager.createQueryBuilder(DisputeEntity, 'd').orderBy('d.id').limit(limit);
    if (state !== undefined) query.andWhere('d.state = :state', { state });
    if (after !== null) query.andWhere('d.id > :after', { after });
    return query.getMany();
  }

  async find(id: string): Promise<DisputeEntity> {
    const dispute = await this.database.manager.findOneBy(DisputeEntity, { id });
    if (!dispute) throw notFound('dispute');
    return dispute;
  }

  /** Sends evidence to the bank; once sent it cannot be changed. @throws Problem `not_found`, `invalid_state`, `payment_provider_error` */
  async answer(id: string, evidence: Evidence): Promise<DisputeEntity> {
    const dispute = await this.find(id);
    if (Object.keys(evidence).length === 0) throw invalidField('evidence', 'must say something');
    if (dispute.state !== 'open') throw new Problem('invalid_state', `This dispute is ${dispute.state} already.`);
    await this.gateway.submitEvidence(dispute.stripeDisputeId, evidence).catch((error: unknown) => {
      throw error instanceof StripeRefusal
        ? new Problem('invalid_state', 'The bank takes no evidence any more.')
        : error;
    });
    await this.database.manager.update(DisputeEntity, { id }, { evidence, evidenceSentAt: this.clock.now() });
    await this.sync.payment(dispute.paymentId);
    return this.find(id);
  }

  /** The platform bears the loss instead of the mentor, inside the admin's transaction. @throws Problem `not_found`, `invalid_state` */
  async waive(tx: EntityManager, id: string): Promise<DisputeEntity> {
    const found = await tx.findOneBy(DisputeEntity, { id });
    if (!found) throw notFound('dispute');
    const locked = await this.sync.lock(tx, found.paymentId);
    const dispute = await tx.findOneByOrFail(DisputeEntity, { id });
    if (dispute.state === 'won' || dispute.waivedAt !== null)
      throw new Problem('invalid_state', 'There is nothing to waive.');
    await this.book.waive(tx, locked, dispute);
    return dispute;
  }
}

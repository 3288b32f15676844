import type Stripe from 'stripe';
import { makeId, type Plain } from './stripe-objects.ts';

/** Connect's objects as Stripe answers them, checked by the compiler against the SDK's own types. */

export type V2Account = Plain<Stripe.V2.Core.Account>;
export type Transfer = Plain<Stripe.Transfer>;
export type Reversal = Plain<Stripe.TransferReversal>;

const WANTED = [
  'identity.individual.given_name',
  'identity.individual.address',
  'configuration.recipient.default_outbound_destination',
];

/** A new account: nothing is known of its person, so it cannot receive anything yet. */
export function makeAccount(params: Stripe.V2.Core.AccountCreateParams, now: Date): V2Account {
  return {
    id: makeId('acct'),
    object: 'v2.core.account',
    applied_configurations: ['recipient'],
    closed: false,
    configuration: {
      recipient: {
        applied: true,
        capabilities: {
          stripe_balance: {
            stripe_transfers: {
              status: 'restricted',
              status_details: [{ code: 'requirements_past_due', resolution: 'provide_info' }],
            },
          },
        },
      },
    },
    contact_email: params.contact_email,
    created: now.toISOString(),
    dashboard: params.dashboard,
    display_name: params.display_name,
    identity: { country: params.identity?.country },
    livemode: false,
    metadata: (params.metadata as Stripe.Metadata | undefined) ?? {},
    requirements: {
      entries: WANTED.map((description) => ({
        awaiting_action_from: 'user' as const,
        description,
        errors: [],
        impact: {
          restricts_capabilities: [
            {
              capability: 'stripe_balance.stripe_transfers',
              configuration: 'recipient',
              deadline: { status: 'currently_due' as const },
            },
          ],
        },
        minimum_deadline: { status: 'currently_due' as const },
        requested_reasons: [{ code: 'routine_onboarding' as const }],
      })),
    },
  };
}

const LINK_MINUTES = 10;

export function makeAccountLink(
  account: string,
  params: Stripe.V2.Core.AccountLinkCreateParams,
  now: Date,
  url: string,
): Plain<Stripe.V2.Core.AccountLink> {
  return {
    object: 'v2.core.account_link',
    account,
    created: now.toISOString(),
    expires_at: new Date(now.getTime() + LINK_MINUTES * 60_000).toISOString(),
    livemode: false,
    url,
    use_case: params.use_case,
  };
}

export function makeTransfer(params: Record<string, unknown>, amount: number, created: number): Transfer {
  const id = makeId('tr');
  return {
    id,
    object: 'transfer',
    amount,
    amount_reversed: 0,
    balance_transaction: null,
    created,
    currency: String(params.currency),
    description: null,
    destination: String(params.destination),
    destination_payment: makeId('py'),
    livemode: false,
    metadata: (params.metadata as Stripe.Metadata | undefined) ?? {},
    reversals: { object: 'list', data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: (params.source_transaction as string | undefined) ?? null,
    source_type: 'card',
    transfer_group: (params.transfer_group as string | undefined) ?? null,
  };
}

export function makeReversal(transfer: Transfer, amount: number, metadata: Stripe.Metadata, created: number): Reversal {
  return {
    id: makeId('trr'),
    object: 'transfer_reversal',
    amount,
    balance_transaction: null,
    created,
    currency: transfer.currency,
    destination_payment_refund: null,
    metadata,
    source_refund: null,
    transfer: transfer.id,
  };
}

export type Dispute = Plain<Stripe.Dispute>;

const DISPUTE_DAYS = 9;

export function makeDispute(charge: Plain<Stripe.Charge>, amount: number, created: number): Dispute {
  return {
    id: makeId('dp'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: {
      access_activity_log: null,
      billing_address: null,
      cancellation_policy: null,
      cancellation_policy_disclosure: null,
      cancellation_rebuttal: null,
      customer_communication: null,
      customer_email_address: null,
      customer_name: null,
      customer_purchase_ip: null,
      customer_signature: null,
      duplicate_charge_documentation: null,
      duplicate_charge_explanation: null,
      duplicate_charge_id: null,
      enhanced_evidence: {},
      product_description: null,
      receipt: null,
      refund_policy: null,
      refund_policy_disclosure: null,
      refund_refusal_explanation: null,
      service_date: null,
      service_documentation: null,
      shipping_address: null,
      shipping_carrier: null,
      shipping_date: null,
      shipping_documentation: null,
      shipping_tracking_number: null,
      uncategorized_file: null,
      uncategorized_text: null,
    },
    evidence_details: {
      due_by: created + DISPUTE_DAYS * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: 'card',
      card: { brand: 'visa', case_type: 'chargeback', network: 'visa', network_reason_code: '10.4' },
    },
    reason: 'fraudulent',
    status: 'needs_response',
  };
}

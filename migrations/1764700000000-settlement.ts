import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Money to its end: what funds a part, Stripe's fees and taxes, disputes, refunds that fail, mentors' accounts, settlements,
 * transfers with their reversals, refund cases, and the daily comparison with Stripe.
 */
export class Settlement1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE payments
        ADD method text NOT NULL DEFAULT 'checkout', ADD tax_amount integer NOT NULL DEFAULT 0, ADD stripe_fee_amount integer,
        ADD settled_currency text, ADD stripe_invoice_id text,
        ADD CONSTRAINT payments_method_known CHECK (method IN ('checkout', 'invoice', 'balance')),
        DROP CONSTRAINT payments_amounts_sane,
        ADD CONSTRAINT payments_amounts_sane CHECK ((method = 'balance') = (amount = 0) AND amount >= 0 AND tax_amount >= 0
          AND captured_amount BETWEEN 0 AND amount AND (state = 'succeeded') = (captured_amount IS NOT NULL));
      CREATE UNIQUE INDEX payments_charge ON payments (stripe_charge_id);
      CREATE UNIQUE INDEX payments_invoice ON payments (stripe_invoice_id);
      CREATE INDEX payments_payer_id ON payments (payer_id, created_at);

      ALTER TABLE payment_allocations
        ALTER mentor_id DROP NOT NULL,
        ADD credit_amount integer NOT NULL DEFAULT 0, ADD promo_amount integer NOT NULL DEFAULT 0, ADD prepaid_amount integer NOT NULL DEFAULT 0,
        ADD prepaid_id uuid, ADD tax_amount integer NOT NULL DEFAULT 0, ADD lost_amount integer NOT NULL DEFAULT 0,
        DROP CONSTRAINT payment_allocations_amounts_sane,
        ADD CONSTRAINT payment_allocations_amounts_sane CHECK (amount > 0 AND fee_amount <= amount
          AND refunded_amount BETWEEN 0 AND refund_requested_amount AND refund_requested_amount <= amount
          AND lost_amount >= 0 AND refunded_amount + lost_amount <= amount),
        ADD CONSTRAINT payment_allocations_funding_sane CHECK (credit_amount >= 0 AND promo_amount >= 0 AND prepaid_amount >= 0 AND tax_amount >= 0
          AND credit_amount + promo_amount + prepaid_amount <= amount AND (prepaid_amount > 0) = (prepaid_id IS NOT NULL));

      ALTER TABLE refunds
        ADD destination text NOT NULL DEFAULT 'card', ADD attempt integer NOT NULL DEFAULT 1, ADD tax_amount integer NOT NULL DEFAULT 0,
        ADD pending_reason text, ADD failure_reason text,
        DROP CONSTRAINT refunds_state_known,
        ADD CONSTRAINT refunds_state_known CHECK (state IN ('requested', 'pending', 'succeeded', 'failed', 'abandoned')),
        ADD CONSTRAINT refunds_destination_known CHECK (destination IN ('card', 'credit', 'prepaid', 'promo'));
      CREATE INDEX refunds_allocation_id ON refunds (allocation_id);
      CREATE INDEX refunds_unfinished ON refunds (id) WHERE state IN ('pending', 'failed');

      CREATE TABLE disputes (
        id uuid PRIMARY KEY,
        payment_id uuid NOT NULL,
        stripe_dispute_id text NOT NULL,
        amount integer NOT NULL,
        currency text NOT NULL,
        reason text NOT NULL,
        state text NOT NULL,
        stripe_status text NOT NULL,
        refundable boolean NOT NULL,
        evidence_due_by timestamptz,
        evidence jsonb,
        evidence_sent_at timestamptz,
        waived_at timestamptz,
        opened_at timestamptz NOT NULL,
        closed_at timestamptz,
        CONSTRAINT disputes_payment FOREIGN KEY (payment_id) REFERENCES payments (id),
        CONSTRAINT disputes_stripe_unique UNIQUE (stripe_dispute_id),
        CONSTRAINT disputes_state_known CHECK (state IN ('open', 'won', 'lost'))
      );
      CREATE INDEX disputes_payment_id ON disputes (payment_id);
      CREATE INDEX disputes_state ON disputes (state, id);

      ALTER TABLE ledger_entries ALTER payment_id DROP NOT NULL, ADD allocation_id uuid, ADD stripe_object text,
        ADD CONSTRAINT ledger_entries_allocation FOREIGN KEY (allocation_id) REFERENCES payment_allocations (id),
        DROP CONSTRAINT ledger_entries_kind_known,
        ADD CONSTRAINT ledger_entries_kind_known CHECK (kind IN ('payment', 'refund', 'refund_reversal', 'moved_out', 'moved_in', 'stripe_fee',
          'dispute_opened', 'dispute_won', 'dispute_lost', 'dispute_lost_undone', 'dispute_waived', 'transfer', 'transfer_reversal',
          'debt_incurred', 'debt_recovered', 'debt_waived', 'credit_granted', 'prepaid_moved', 'prepaid_ended'));
      CREATE INDEX ledger_entries_allocation_id ON ledger_entries (allocation_id);
      CREATE INDEX ledger_entries_stripe_object ON ledger_entries (stripe_object) WHERE stripe_object IS NOT NULL;
      CREATE INDEX ledger_entries_at ON ledger_entries (at);
      ALTER TABLE ledger_entries DISABLE TRIGGER ledger_entries_append_only;
      UPDATE ledger_entries e SET allocation_id = a.id FROM payment_allocations a
        WHERE a.payment_id = e.payment_id AND (e.effect = 'payment:' || a.id OR a.subject_id = e.subject_id OR starts_with(e.effect, 'moved_out:' || a.id) OR starts_with(e.effect, 'moved_in:' || a.id));
      UPDATE ledger_entries e SET stripe_object = p.stripe_charge_id FROM payments p WHERE p.id = e.payment_id AND e.kind = 'payment';
      UPDATE ledger_entries e SET stripe_object = r.stripe_refund_id FROM refunds r WHERE e.effect IN ('refund:' || r.id, 'refund_reversal:' || r.id);
      ALTER TABLE ledger_entries ENABLE TRIGGER ledger_entries_append_only;

      ALTER TABLE ledger_lines DROP CONSTRAINT ledger_lines_account_known,
        ADD CONSTRAINT ledger_lines_account_known CHECK (account ~
          '^(stripe_clearing|platform_revenue|platform_costs|stripe_fees|disputes|tax_payable|(mentor_payable|mentor_debt|candidate_credit|prepaid):.+)$');

      CREATE TABLE payout_accounts (
        mentor_id uuid PRIMARY KEY,
        stripe_account_id text,
        country text NOT NULL,
        transfers_status text NOT NULL,
        requirements jsonb NOT NULL DEFAULT '[]',
        next_poll_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT payout_accounts_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id)
      );
      CREATE UNIQUE INDEX payout_accounts_stripe ON payout_accounts (stripe_account_id);
      CREATE INDEX payout_accounts_poll ON payout_accounts (next_poll_at) WHERE next_poll_at IS NOT NULL;

      CREATE TABLE settlements (
        allocation_id uuid PRIMARY KEY,
        mentor_id uuid NOT NULL,
        currency text NOT NULL,
        state text NOT NULL,
        due_at timestamptz NOT NULL,
        holds text[] NOT NULL DEFAULT '{}',
        waiting_for text,
        next_try_at timestamptz,
        transfers integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT settlements_allocation FOREIGN KEY (allocation_id) REFERENCES payment_allocations (id),
        CONSTRAINT settlements_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id),
        CONSTRAINT settlements_state_known CHECK (state IN ('accrued', 'waiting', 'transferable', 'transferred', 'nothing_owed'))
      );
      CREATE INDEX settlements_due ON settlements (next_try_at) WHERE next_try_at IS NOT NULL;
      CREATE INDEX settlements_mentor_id ON settlements (mentor_id, state);

      CREATE TABLE transfers (
        id uuid PRIMARY KEY,
        allocation_id uuid NOT NULL,
        mentor_id uuid NOT NULL,
        attempt integer NOT NULL,
        amount integer NOT NULL,
        currency text NOT NULL,
        destination text NOT NULL,
        source_charge text,
        transfer_group text NOT NULL,
        state text NOT NULL,
        reversed_amount integer NOT NULL DEFAULT 0,
        stripe_transfer_id text,
        failure text,
        tries integer NOT NULL DEFAULT 0,
        next_try_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT transfers_allocation FOREIGN KEY (allocation_id) REFERENCES payment_allocations (id),
        CONSTRAINT transfers_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id),
        CONSTRAINT transfers_attempt_unique UNIQUE (allocation_id, attempt),
        CONSTRAINT transfers_state_known CHECK (state IN ('requested', 'succeeded', 'failed')),
        CONSTRAINT transfers_amounts_sane CHECK (amount > 0 AND reversed_amount BETWEEN 0 AND amount)
      );
      CREATE UNIQUE INDEX transfers_one_open ON transfers (allocation_id) WHERE state = 'requested';
      CREATE UNIQUE INDEX transfers_stripe ON transfers (stripe_transfer_id);
      CREATE INDEX transfers_due ON transfers (next_try_at) WHERE next_try_at IS NOT NULL;
      CREATE INDEX transfers_mentor_id ON transfers (mentor_id, created_at);

      CREATE TABLE transfer_reversals (
        id uuid PRIMARY KEY,
        transfer_id uuid NOT NULL,
        allocation_id uuid NOT NULL,
        amount integer NOT NULL,
        reversed_amount integer NOT NULL DEFAULT 0,
        state text NOT NULL,
        stripe_reversal_id text,
        tries integer NOT NULL DEFAULT 0,
        next_try_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT transfer_reversals_transfer FOREIGN KEY (transfer_id) REFERENCES transfers (id),
        CONSTRAINT transfer_reversals_allocation FOREIGN KEY (allocation_id) REFERENCES payment_allocations (id),
        CONSTRAINT transfer_reversals_state_known CHECK (state IN ('requested', 'done')),
        CONSTRAINT transfer_reversals_amounts_sane CHECK (amount > 0 AND reversed_amount BETWEEN 0 AND amount)
      );
      CREATE INDEX transfer_reversals_allocation_id ON transfer_reversals (allocation_id);
      CREATE INDEX transfer_reversals_transfer_id ON transfer_reversals (transfer_id);
      CREATE INDEX transfer_reversals_due ON transfer_reversals (next_try_at) WHERE next_try_at IS NOT NULL;

      CREATE TABLE refund_cases (
        id uuid PRIMARY KEY,
        subject_kind text NOT NULL,
        subject_id uuid NOT NULL,
        candidate_id uuid NOT NULL,
        mentor_account_id uuid NOT NULL,
        reason text NOT NULL,
        state text NOT NULL,
        answer_by timestamptz NOT NULL,
        refund_amount integer,
        currency text NOT NULL,
        decided_by uuid,
        decided_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT refund_cases_candidate FOREIGN KEY (candidate_id) REFERENCES accounts (id),
        CONSTRAINT refund_cases_reason_known CHECK (reason IN ('quality', 'not_delivered', 'other')),
        CONSTRAINT refund_cases_state_known CHECK (state IN ('open', 'escalated', 'agreed', 'decided', 'withdrawn'))
      );
      CREATE UNIQUE INDEX refund_cases_one_open ON refund_cases (subject_id) WHERE state IN ('open', 'escalated');
      CREATE INDEX refund_cases_subject_id ON refund_cases (subject_id);
      CREATE INDEX refund_cases_candidate_id ON refund_cases (candidate_id, id);
      CREATE INDEX refund_cases_mentor ON refund_cases (mentor_account_id, id);
      CREATE INDEX refund_cases_queue ON refund_cases (state, id);
      CREATE INDEX refund_cases_to_answer ON refund_cases (answer_by) WHERE state = 'open';

      CREATE TABLE refund_case_steps (
        id uuid PRIMARY KEY,
        case_id uuid NOT NULL,
        at timestamptz NOT NULL,
        by text NOT NULL,
        step text NOT NULL,
        text text NOT NULL,
        CONSTRAINT refund_case_steps_case FOREIGN KEY (case_id) REFERENCES refund_cases (id),
        CONSTRAINT refund_case_steps_by_known CHECK (by IN ('candidate', 'mentor', 'admin', 'clock'))
      );
      CREATE INDEX refund_case_steps_case_id ON refund_case_steps (case_id, id);

      CREATE TABLE ledger_comparisons (
        id uuid PRIMARY KEY,
        since timestamptz NOT NULL,
        until timestamptz NOT NULL,
        compared integer NOT NULL,
        differences jsonb NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX ledger_comparisons_until ON ledger_comparisons (until);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE ledger_comparisons, refund_case_steps, refund_cases, transfer_reversals, transfers, settlements, payout_accounts, disputes;
      ALTER TABLE ledger_lines DROP CONSTRAINT ledger_lines_account_known,
        ADD CONSTRAINT ledger_lines_account_known CHECK (account ~ '^(stripe_clearing|platform_revenue|stripe_fees|disputes|mentor_payable:.+|candidate_credit:.+)$');
      ALTER TABLE ledger_entries DROP COLUMN allocation_id, DROP COLUMN stripe_object, ALTER payment_id SET NOT NULL, DROP CONSTRAINT ledger_entries_kind_known,
        ADD CONSTRAINT ledger_entries_kind_known CHECK (kind IN ('payment', 'refund', 'refund_reversal', 'moved_out', 'moved_in'));
      DROP INDEX ledger_entries_at;
      DROP INDEX refunds_unfinished, refunds_allocation_id;
      ALTER TABLE refunds DROP COLUMN destination, DROP COLUMN attempt, DROP COLUMN tax_amount, DROP COLUMN pending_reason, DROP COLUMN failure_reason,
        DROP CONSTRAINT refunds_state_known, ADD CONSTRAINT refunds_state_known CHECK (state IN ('requested', 'pending', 'succeeded', 'failed'));
      ALTER TABLE payment_allocations DROP CONSTRAINT payment_allocations_funding_sane, DROP CONSTRAINT payment_allocations_amounts_sane,
        DROP COLUMN credit_amount, DROP COLUMN promo_amount, DROP COLUMN prepaid_amount, DROP COLUMN prepaid_id, DROP COLUMN tax_amount, DROP COLUMN lost_amount,
        ALTER mentor_id SET NOT NULL,
        ADD CONSTRAINT payment_allocations_amounts_sane CHECK (
          amount > 0 AND fee_amount <= amount AND refunded_amount BETWEEN 0 AND refund_requested_amount AND refund_requested_amount <= amount);
      DROP INDEX payments_payer_id, payments_charge;
      ALTER TABLE payments DROP CONSTRAINT payments_amounts_sane, DROP COLUMN method, DROP COLUMN tax_amount, DROP COLUMN stripe_fee_amount,
        DROP COLUMN settled_currency, DROP COLUMN stripe_invoice_id,
        ADD CONSTRAINT payments_amounts_sane CHECK (amount > 0 AND captured_amount BETWEEN 1 AND amount AND (state = 'succeeded') = (captured_amount IS NOT NULL));
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money (payments, refunds, Stripe's events, the ledger) and bookings with their history. */
export class PaymentsAndBookings1764000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE payments (
        id uuid PRIMARY KEY,
        subject_kind text NOT NULL,
        subject_id uuid NOT NULL,
        attempt integer NOT NULL,
        payer_id uuid NOT NULL,
        description text NOT NULL,
        amount integer NOT NULL,
        currency text NOT NULL,
        capture text NOT NULL,
        decision text,
        captured_amount integer,
        state text NOT NULL,
        success_url text NOT NULL,
        cancel_url text NOT NULL,
        session_expires_at timestamptz NOT NULL,
        stripe_session_id text,
        stripe_payment_intent_id text,
        stripe_charge_id text,
        checkout_url text,
        receipt_url text,
        polls integer NOT NULL DEFAULT 0,
        next_poll_at timestamptz,
        succeeded_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT payments_attempt_unique UNIQUE (subject_kind, subject_id, attempt),
        CONSTRAINT payments_payer FOREIGN KEY (payer_id) REFERENCES accounts (id),
        CONSTRAINT payments_state_known CHECK (state IN ('created', 'pending', 'authorized', 'succeeded', 'failed', 'voided')),
        CONSTRAINT payments_capture_known CHECK (capture IN ('automatic', 'manual') AND decision IN ('capture', 'void')),
        CONSTRAINT payments_amounts_sane CHECK (amount > 0 AND captured_amount BETWEEN 1 AND amount
          AND (state = 'succeeded') = (captured_amount IS NOT NULL))
      );
      CREATE UNIQUE INDEX payments_one_live ON payments (subject_kind, subject_id) WHERE state IN ('created', 'pending', 'authorized');
      CREATE UNIQUE INDEX payments_session ON payments (stripe_session_id);
      CREATE UNIQUE INDEX payments_intent ON payments (stripe_payment_intent_id);
      CREATE INDEX payments_poll ON payments (next_poll_at) WHERE next_poll_at IS NOT NULL;
      CREATE INDEX payments_subject_id ON payments (subject_id);

      CREATE TABLE payment_allocations (
        id uuid PRIMARY KEY,
        payment_id uuid NOT NULL,
        subject_kind text NOT NULL,
        subject_id uuid NOT NULL,
        mentor_id uuid NOT NULL,
        amount integer NOT NULL,
        fee_amount integer NOT NULL,
        refund_requested_amount integer NOT NULL DEFAULT 0,
        refunded_amount integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        CONSTRAINT payment_allocations_payment FOREIGN KEY (payment_id) REFERENCES payments (id),
        CONSTRAINT payment_allocations_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id),
        CONSTRAINT payment_allocations_amounts_sane CHECK (
          amount > 0 AND fee_amount <= amount AND refunded_amount BETWEEN 0 AND refund_requested_amount AND refund_requested_amount <= amount)
      );
      CREATE INDEX payment_allocations_payment_id ON payment_allocations (payment_id);
      CREATE INDEX payment_allocations_subject_id ON payment_allocations (subject_id);
      CREATE INDEX payment_allocations_mentor_id ON payment_allocations (mentor_id);

      CREATE TABLE refunds (
        id uuid PRIMARY KEY,
        payment_id uuid NOT NULL,
        allocation_id uuid NOT NULL,
        amount integer NOT NULL,
        currency text NOT NULL,
        reason text NOT NULL,
        state text NOT NULL,
        stripe_refund_id text,
        tries integer NOT NULL DEFAULT 0,
        next_try_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT refunds_payment FOREIGN KEY (payment_id) REFERENCES payments (id),
        CONSTRAINT refunds_allocation FOREIGN KEY (allocation_id) REFERENCES payment_allocations (id),
        CONSTRAINT refunds_state_known CHECK (state IN ('requested', 'pending', 'succeeded', 'failed')),
        CONSTRAINT refunds_amount_positive CHECK (amount > 0)
      );
      CREATE UNIQUE INDEX refunds_stripe ON refunds (stripe_refund_id, allocation_id);
      CREATE INDEX refunds_payment_id ON refunds (payment_id);
      CREATE INDEX refunds_due ON refunds (next_try_at) WHERE next_try_at IS NOT NULL;

      CREATE TABLE stripe_events (
        id text PRIMARY KEY,
        type text NOT NULL,
        object_id text,
        livemode boolean NOT NULL,
        payload jsonb NOT NULL,
        received_at timestamptz NOT NULL,
        processed_at timestamptz,
        outcome text
      );
      CREATE INDEX stripe_events_open ON stripe_events (received_at) WHERE processed_at IS NULL;

      CREATE TABLE ledger_entries (
        id uuid PRIMARY KEY,
        effect text NOT NULL,
        kind text NOT NULL,
        payment_id uuid NOT NULL,
        subject_kind text NOT NULL,
        subject_id uuid NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT ledger_entries_effect_unique UNIQUE (effect),
        CONSTRAINT ledger_entries_payment FOREIGN KEY (payment_id) REFERENCES payments (id),
        CONSTRAINT ledger_entries_kind_known CHECK (kind IN ('payment', 'refund', 'refund_reversal', 'moved_out', 'moved_in'))
      );
      CREATE INDEX ledger_entries_subject ON ledger_entries (subject_kind, subject_id);
      CREATE INDEX ledger_entries_payment_id ON ledger_entries (payment_id);

      CREATE TABLE ledger_lines (
        entry_id uuid NOT NULL,
        position integer NOT NULL,
        account text NOT NULL,
        currency text NOT NULL,
        amount bigint NOT NULL,
        PRIMARY KEY (entry_id, position),
        CONSTRAINT ledger_lines_entry FOREIGN KEY (entry_id) REFERENCES ledger_entries (id),
        CONSTRAINT ledger_lines_account_known CHECK (account ~ '^(stripe_clearing|platform_revenue|stripe_fees|disputes|mentor_payable:.+|candidate_credit:.+)$'),
        CONSTRAINT ledger_lines_not_zero CHECK (amount <> 0)
      );
      CREATE INDEX ledger_lines_account ON ledger_lines (account);

      CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the ledger is append-only: book a reversing entry instead';
      END $$;
      CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
      CREATE TRIGGER ledger_lines_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_lines FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();

      CREATE FUNCTION ledger_entry_balances() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT count(*) < 2 FROM ledger_lines WHERE entry_id = NEW.id)
          OR EXISTS (SELECT 1 FROM ledger_lines WHERE entry_id = NEW.id GROUP BY currency HAVING sum(amount) <> 0) THEN
          RAISE EXCEPTION 'ledger entry % does not balance', NEW.id;
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER ledger_entries_balance AFTER INSERT ON ledger_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_balances();

      CREATE TABLE bookings (
        id uuid PRIMARY KEY,
        mentor_id uuid NOT NULL,
        mentor_account_id uuid NOT NULL,
        candidate_id uuid NOT NULL,
        offering_id uuid NOT NULL,
        offering_kind text NOT NULL,
        offering jsonb NOT NULL,
        join_room text NOT NULL,
        duration_minutes integer NOT NULL,
        state text NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        time_zone text NOT NULL,
        gap_minutes integer NOT NULL,
        hold_expires_at timestamptz,
        releasing_at timestamptz,
        price_amount integer NOT NULL,
        currency text NOT NULL,
        fee_percent integer NOT NULL,
        policy text NOT NULL,
        intake_id uuid,
        goals text,
        request_key text,
        sequence integer NOT NULL DEFAULT 0,
        cancelled_by text,
        cancel_reason text,
        cancel_refund_amount integer,
        confirmed_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT bookings_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id),
        CONSTRAINT bookings_candidate FOREIGN KEY (candidate_id) REFERENCES accounts (id),
        CONSTRAINT bookings_offering FOREIGN KEY (offering_id) REFERENCES offerings (id),
        CONSTRAINT bookings_state_known CHECK (state IN ('held', 'awaiting_mentor', 'confirmed', 'completed', 'no_show', 'cancelled', 'declined', 'expired')),
        CONSTRAINT bookings_forwards CHECK (starts_at < ends_at),
        CONSTRAINT bookings_hold_has_deadline CHECK (state <> 'held' OR hold_expires_at IS NOT NULL),
        CONSTRAINT bookings_not_with_oneself CHECK (mentor_account_id <> candidate_id),
        CONSTRAINT bookings_policy_known CHECK (policy IN ('flexible', 'standard', 'strict'))
      );
      CREATE UNIQUE INDEX bookings_request ON bookings (candidate_id, request_key) WHERE request_key IS NOT NULL;
      CREATE UNIQUE INDEX bookings_one_intro ON bookings (candidate_id, mentor_id)
        WHERE offering_kind = 'intro' AND state IN ('held', 'awaiting_mentor', 'confirmed', 'completed', 'no_show');
      CREATE INDEX bookings_by_candidate ON bookings (candidate_id, starts_at DESC, id DESC);
      CREATE INDEX bookings_by_mentor ON bookings (mentor_account_id, starts_at DESC, id DESC);
      CREATE INDEX bookings_holds ON bookings (hold_expires_at) WHERE state = 'held';
      CREATE INDEX bookings_open_holds ON bookings (candidate_id) WHERE state = 'held';
      CREATE INDEX bookings_to_complete ON bookings (ends_at) WHERE state = 'confirmed';

      CREATE TABLE booking_history (
        id uuid PRIMARY KEY,
        booking_id uuid NOT NULL,
        at timestamptz NOT NULL,
        from_state text,
        to_state text NOT NULL,
        event text NOT NULL,
        by text NOT NULL,
        reason text,
        CONSTRAINT booking_history_booking FOREIGN KEY (booking_id) REFERENCES bookings (id)
      );
      CREATE INDEX booking_history_booking_id ON booking_history (booking_id, at, id);

      CREATE TABLE cancellation_quotes (
        id uuid PRIMARY KEY,
        booking_id uuid NOT NULL,
        account_id uuid NOT NULL,
        refund_amount integer NOT NULL,
        penalty_amount integer NOT NULL,
        valid_until timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT cancellation_quotes_booking FOREIGN KEY (booking_id) REFERENCES bookings (id)
      );
      CREATE INDEX cancellation_quotes_booking_id ON cancellation_quotes (booking_id);

      -- A live booking always owns the time of both people. A hold past its deadline may have lost it to a newer one.
      CREATE FUNCTION live_booking_has_time() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT count(*) FROM occupied_time WHERE subject_id = NEW.id AND kind = 'session') <> 2
          AND EXISTS (SELECT 1 FROM bookings WHERE id = NEW.id AND state IN ('held', 'awaiting_mentor', 'confirmed', 'completed', 'no_show')) THEN
          RAISE EXCEPTION 'live booking % has no time of its own', NEW.id USING CONSTRAINT = 'bookings_live_has_time';
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER bookings_live_has_time AFTER INSERT OR UPDATE OF state, starts_at ON bookings
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (NEW.state IN ('held', 'awaiting_mentor', 'confirmed', 'completed', 'no_show')) EXECUTE FUNCTION live_booking_has_time();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE cancellation_quotes, booking_history, bookings;
      DROP FUNCTION live_booking_has_time;
      DROP TABLE ledger_lines, ledger_entries, stripe_events, refunds, payment_allocations, payments;
      DROP FUNCTION ledger_entry_balances; DROP FUNCTION ledger_is_append_only;
    `);
  }
}

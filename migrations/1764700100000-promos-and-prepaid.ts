import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Promo codes, and what is paid before it is booked: packages and plans. */
export class PromosAndPrepaid1764700100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE promo_codes (
        id uuid PRIMARY KEY,
        code text NOT NULL,
        kind text NOT NULL,
        value integer NOT NULL,
        currency text,
        starts_at timestamptz,
        ends_at timestamptz,
        total_limit integer,
        per_candidate_limit integer,
        minimum_price integer NOT NULL DEFAULT 0,
        mentor_id uuid,
        offering_id uuid,
        used_count integer NOT NULL DEFAULT 0,
        active boolean NOT NULL DEFAULT true,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        CONSTRAINT promo_codes_code_unique UNIQUE (code),
        CONSTRAINT promo_codes_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id),
        CONSTRAINT promo_codes_offering FOREIGN KEY (offering_id) REFERENCES offerings (id),
        CONSTRAINT promo_codes_kind_known CHECK ((kind = 'percent' AND value BETWEEN 1 AND 100) OR (kind = 'amount' AND value > 0 AND currency IS NOT NULL)),
        CONSTRAINT promo_codes_limits_kept CHECK (used_count BETWEEN 0 AND coalesce(total_limit, used_count))
      );
      CREATE TABLE promo_uses (
        subject_id uuid PRIMARY KEY,
        promo_code_id uuid NOT NULL,
        candidate_id uuid NOT NULL,
        amount integer NOT NULL,
        released boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL,
        CONSTRAINT promo_uses_code FOREIGN KEY (promo_code_id) REFERENCES promo_codes (id),
        CONSTRAINT promo_uses_candidate FOREIGN KEY (candidate_id) REFERENCES accounts (id)
      );
      CREATE INDEX promo_uses_candidate_id ON promo_uses (promo_code_id, candidate_id);

      ALTER TABLE offerings ADD trial boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT offerings_sessions_sane CHECK ((kind IN ('package', 'plan')) = (sessions IS NOT NULL) AND (sessions IS NULL OR sessions BETWEEN 1 AND 50)),
        ADD CONSTRAINT offerings_trial_of_plans CHECK (NOT trial OR kind = 'plan');

      ALTER TABLE bookings ADD discount_amount integer NOT NULL DEFAULT 0, ADD promo_code_id uuid, ADD entitlement_id uuid;
      CREATE INDEX bookings_entitlement_id ON bookings (entitlement_id) WHERE entitlement_id IS NOT NULL;

      CREATE TABLE plans (
        id uuid PRIMARY KEY,
        candidate_id uuid NOT NULL,
        mentor_id uuid NOT NULL,
        mentor_account_id uuid NOT NULL,
        offering_id uuid NOT NULL,
        state text NOT NULL,
        text text,
        sessions integer NOT NULL,
        duration_minutes integer NOT NULL,
        price_amount integer NOT NULL,
        currency text NOT NULL,
        fee_percent integer NOT NULL,
        trial boolean NOT NULL,
        promo_code_id uuid,
        discount_amount integer NOT NULL DEFAULT 0,
        stripe_coupon_id text,
        trial_ends_at timestamptz,
        period_ends_at timestamptz,
        cancel_at_period_end boolean NOT NULL DEFAULT false,
        paused_by text,
        wanted text,
        stripe_session_id text,
        stripe_subscription_id text,
        checkout_url text,
        success_url text NOT NULL,
        cancel_url text NOT NULL,
        session_expires_at timestamptz,
        attempt integer NOT NULL DEFAULT 0,
        question_at timestamptz,
        next_poll_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT plans_candidate FOREIGN KEY (candidate_id) REFERENCES accounts (id),
        CONSTRAINT plans_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id),
        CONSTRAINT plans_offering FOREIGN KEY (offering_id) REFERENCES offerings (id),
        CONSTRAINT plans_state_known CHECK (state IN ('applied', 'declined', 'checkout', 'trialing', 'active', 'past_due', 'paused', 'cancelled')),
        CONSTRAINT plans_paused_by_known CHECK (paused_by IN ('candidate', 'unanswered'))
      );
      CREATE UNIQUE INDEX plans_one_live ON plans (candidate_id, mentor_id) WHERE state NOT IN ('declined', 'cancelled');
      CREATE UNIQUE INDEX plans_subscription ON plans (stripe_subscription_id);
      CREATE INDEX plans_candidate_id ON plans (candidate_id, id);
      CREATE INDEX plans_mentor_id ON plans (mentor_account_id, id);
      CREATE INDEX plans_poll ON plans (next_poll_at) WHERE next_poll_at IS NOT NULL;
      CREATE INDEX plans_offering_id ON plans (offering_id);

      CREATE TABLE plan_check_ins (
        id uuid PRIMARY KEY,
        plan_id uuid NOT NULL,
        by text NOT NULL,
        text text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT plan_check_ins_plan FOREIGN KEY (plan_id) REFERENCES plans (id),
        CONSTRAINT plan_check_ins_by_known CHECK (by IN ('candidate', 'mentor'))
      );
      CREATE INDEX plan_check_ins_plan_id ON plan_check_ins (plan_id, id);

      CREATE TABLE entitlements (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        candidate_id uuid NOT NULL,
        mentor_id uuid NOT NULL,
        mentor_account_id uuid NOT NULL,
        offering_id uuid NOT NULL,
        plan_id uuid,
        stripe_invoice_id text,
        state text NOT NULL,
        duration_minutes integer NOT NULL,
        sessions integer NOT NULL,
        sessions_left integer NOT NULL,
        price_amount integer NOT NULL,
        value_left integer NOT NULL,
        single_price integer NOT NULL,
        currency text NOT NULL,
        fee_percent integer NOT NULL,
        offered integer NOT NULL DEFAULT 0,
        moved_from uuid,
        paid_at timestamptz,
        starts_at timestamptz,
        ends_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT entitlements_candidate FOREIGN KEY (candidate_id) REFERENCES accounts (id),
        CONSTRAINT entitlements_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id),
        CONSTRAINT entitlements_offering FOREIGN KEY (offering_id) REFERENCES offerings (id),
        CONSTRAINT entitlements_plan FOREIGN KEY (plan_id) REFERENCES plans (id),
        CONSTRAINT entitlements_kind_known CHECK ((kind = 'package' AND plan_id IS NULL) OR (kind = 'plan_period' AND plan_id IS NOT NULL)),
        CONSTRAINT entitlements_state_known CHECK (state IN ('pending', 'active', 'refunded', 'moved', 'ended')),
        CONSTRAINT entitlements_left_sane CHECK (sessions_left BETWEEN 0 AND sessions AND value_left BETWEEN 0 AND price_amount)
      );
      CREATE UNIQUE INDEX entitlements_invoice ON entitlements (stripe_invoice_id);
      CREATE INDEX entitlements_candidate_id ON entitlements (candidate_id, id);
      CREATE INDEX entitlements_plan_id ON entitlements (plan_id) WHERE plan_id IS NOT NULL;
      CREATE INDEX entitlements_to_end ON entitlements (ends_at) WHERE state = 'active' AND ends_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE entitlements, plan_check_ins, plans, promo_uses, promo_codes;
      DROP INDEX bookings_entitlement_id;
      ALTER TABLE bookings DROP COLUMN discount_amount, DROP COLUMN promo_code_id, DROP COLUMN entitlement_id;
      ALTER TABLE offerings DROP CONSTRAINT offerings_sessions_sane, DROP CONSTRAINT offerings_trial_of_plans, DROP COLUMN trial;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Candidates' goals, mails to send, and the audit log of admins. */
export class IntakeAndNotifications1764000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE intakes (
        id uuid PRIMARY KEY,
        account_id uuid,
        access_token_hash text NOT NULL,
        given jsonb NOT NULL,
        answers jsonb NOT NULL,
        inferred jsonb NOT NULL,
        rubric_version text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT intakes_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
      );
      CREATE INDEX intakes_unclaimed ON intakes (created_at) WHERE account_id IS NULL;
      CREATE INDEX intakes_account_id ON intakes (account_id);

      CREATE TABLE mails (
        id uuid PRIMARY KEY,
        effect text NOT NULL,
        kind text NOT NULL,
        recipient text NOT NULL,
        subject text NOT NULL,
        text text NOT NULL,
        html text NOT NULL,
        calendar text,
        calendar_method text,
        created_at timestamptz NOT NULL,
        sending_at timestamptz,
        sent_at timestamptz,
        CONSTRAINT mails_effect_unique UNIQUE (effect)
      );
      CREATE INDEX mails_unsent ON mails (created_at) WHERE sent_at IS NULL;

      CREATE TABLE audit_log (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL,
        admin_id uuid NOT NULL,
        action text NOT NULL,
        subject_kind text NOT NULL,
        subject_id text NOT NULL,
        before jsonb,
        after jsonb,
        reason text NOT NULL,
        CONSTRAINT audit_log_admin FOREIGN KEY (admin_id) REFERENCES accounts (id)
      );
      CREATE INDEX audit_log_at ON audit_log (at DESC, id DESC);
      CREATE FUNCTION audit_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the audit log is append-only';
      END $$;
      CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_append_only();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_log, mails, intakes; DROP FUNCTION audit_log_is_append_only;');
  }
}

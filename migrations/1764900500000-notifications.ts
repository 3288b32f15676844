import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people are told inside the product, and a log of what open pages should know at once. */
export class Notifications1764900500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notifications (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        effect text NOT NULL,
        kind text NOT NULL,
        title text NOT NULL,
        text text NOT NULL,
        url text,
        subject_kind text,
        subject_id uuid,
        created_at timestamptz NOT NULL,
        read_at timestamptz,
        CONSTRAINT notifications_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
        CONSTRAINT notifications_effect_unique UNIQUE (account_id, effect)
      );
      CREATE INDEX notifications_of_account ON notifications (account_id, id);
      CREATE INDEX notifications_unread ON notifications (account_id) WHERE read_at IS NULL;
      CREATE INDEX notifications_subject_id ON notifications (subject_id);
      CREATE INDEX notifications_created_at ON notifications (created_at);

      ALTER TABLE accounts ADD COLUMN welcome_due boolean NOT NULL DEFAULT false;
      CREATE INDEX accounts_to_welcome ON accounts (id) WHERE welcome_due;
      CREATE INDEX intakes_interview_date ON intakes ((answers ->> 'interviewDate')) WHERE account_id IS NOT NULL;
      CREATE INDEX webhook_deliveries_ended ON webhook_deliveries (next_at) WHERE state <> 'pending';
      ALTER TABLE mails ADD COLUMN unsubscribe text;

      -- Read by place (transaction, number): a reader goes no further than the oldest open transaction, so it misses nothing.
      CREATE TABLE live_events (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        account_id uuid NOT NULL,
        type text NOT NULL,
        data jsonb NOT NULL,
        happened_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
        at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX live_events_of_account ON live_events (account_id, happened_in, id);
      CREATE INDEX live_events_at ON live_events (at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP INDEX webhook_deliveries_ended; DROP TABLE live_events; DROP TABLE notifications; ALTER TABLE mails DROP COLUMN unsubscribe; ALTER TABLE accounts DROP COLUMN welcome_due; DROP INDEX intakes_interview_date',
    );
  }
}

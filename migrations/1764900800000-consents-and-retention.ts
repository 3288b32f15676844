import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people agreed to and when, and indexes for what is forgotten by age. */
export class ConsentsAndRetention1764900800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE consents (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        purpose text NOT NULL,
        version text NOT NULL,
        given boolean NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT consents_account FOREIGN KEY (account_id) REFERENCES accounts (id),
        CONSTRAINT consents_purpose_known CHECK (purpose IN ('terms', 'privacy'))
      );
      CREATE INDEX consents_of_account ON consents (account_id, id);
      CREATE FUNCTION consents_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'what was agreed to is not rewritten';
      END $$;
      CREATE TRIGGER consents_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consents FOR EACH STATEMENT EXECUTE FUNCTION consents_are_append_only();
      CREATE INDEX mails_sent_at ON mails (sent_at) WHERE sent_at IS NOT NULL;
      CREATE INDEX stripe_events_done ON stripe_events (processed_at) WHERE processed_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX stripe_events_done; DROP INDEX mails_sent_at;
      DROP TABLE consents; DROP FUNCTION consents_are_append_only;
    `);
  }
}

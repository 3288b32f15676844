import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Figures of past days, kept so that looking at a year is quick, and keys for programs that act for admins. */
export class MetricsAndKeys1764900700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE metric_days (
        day date NOT NULL,
        metric text NOT NULL,
        key text NOT NULL,
        value bigint NOT NULL,
        PRIMARY KEY (day, metric, key)
      );
      -- History is only added, in the order of time: a few pages of summary find a day.
      CREATE INDEX booking_history_at ON booking_history USING brin (at) WITH (pages_per_range = 32, autosummarize = on);
      ALTER TABLE intakes ADD COLUMN matched_at timestamptz, ADD COLUMN wanted_specialties text[] NOT NULL DEFAULT '{}', ADD COLUMN wanted_rounds text[] NOT NULL DEFAULT '{}';
      CREATE INDEX intakes_created_at ON intakes (created_at);
      CREATE INDEX intakes_matched_at ON intakes (matched_at) WHERE matched_at IS NOT NULL;

      CREATE TABLE api_keys (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        name text NOT NULL,
        secret_hash text NOT NULL,
        shown text NOT NULL,
        scopes text[] NOT NULL,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz,
        expires_at timestamptz,
        revoked_at timestamptz,
        CONSTRAINT api_keys_account FOREIGN KEY (account_id) REFERENCES accounts (id),
        CONSTRAINT api_keys_secret_unique UNIQUE (secret_hash)
      );
      CREATE INDEX api_keys_account_id ON api_keys (account_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE api_keys;
      DROP INDEX intakes_created_at;
      ALTER TABLE intakes DROP COLUMN matched_at, DROP COLUMN wanted_specialties, DROP COLUMN wanted_rounds;
      DROP INDEX booking_history_at;
      DROP TABLE metric_days;
    `);
  }
}

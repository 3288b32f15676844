import { getConstructionPlans } from 'pg-boss';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Extensions, platform tables, the job queue's schema, accounts and sign-in. */
export class PlatformAndAccounts1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;
      CREATE EXTENSION IF NOT EXISTS pg_trgm;

      CREATE TABLE idempotency_keys (
        scope text NOT NULL, key text NOT NULL, request_hash text NOT NULL,
        created_at timestamptz NOT NULL, started_at timestamptz NOT NULL,
        status integer, body jsonb, problem jsonb,
        PRIMARY KEY (scope, key)
      );
      CREATE INDEX idempotency_keys_created ON idempotency_keys (created_at);

      CREATE TABLE test_clock (id integer PRIMARY KEY, offset_ms bigint NOT NULL);

      CREATE TABLE accounts (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        email text NOT NULL,
        email_verified boolean NOT NULL DEFAULT false,
        image text,
        roles text[] NOT NULL DEFAULT '{candidate}',
        time_zone text NOT NULL DEFAULT 'UTC',
        locale text NOT NULL DEFAULT 'en',
        preferences jsonb NOT NULL DEFAULT '{}',
        banned_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT accounts_email_unique UNIQUE (email),
        CONSTRAINT accounts_roles_known CHECK (roles <@ ARRAY['candidate', 'mentor', 'admin'] AND 'candidate' = ANY (roles))
      );

      CREATE TABLE auth_sessions (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        token text NOT NULL,
        expires_at timestamptz NOT NULL,
        ip_address text,
        user_agent text,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT auth_sessions_token_unique UNIQUE (token),
        CONSTRAINT auth_sessions_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
      );
      CREATE INDEX auth_sessions_account_id ON auth_sessions (account_id);

      CREATE TABLE auth_identities (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        account_id text NOT NULL,
        provider_id text NOT NULL,
        access_token text, refresh_token text, id_token text,
        access_token_expires_at timestamptz, refresh_token_expires_at timestamptz,
        scope text, password text,
        created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL
      );
      CREATE INDEX auth_identities_user ON auth_identities (user_id);

      CREATE TABLE auth_verifications (
        id uuid PRIMARY KEY,
        identifier text NOT NULL,
        value text NOT NULL,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL
      );
      CREATE INDEX auth_verifications_identifier ON auth_verifications (identifier);
    `);
    await runner.query(getConstructionPlans('jobs'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP SCHEMA jobs CASCADE;
      DROP TABLE auth_verifications, auth_identities, auth_sessions, accounts, test_clock, idempotency_keys;
      DROP EXTENSION pg_trgm; DROP EXTENSION btree_gist;
    `);
  }
}

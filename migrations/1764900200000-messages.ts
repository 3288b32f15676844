import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Threads of candidates and mentors. */
export class Messages1764900200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE threads (
        id uuid PRIMARY KEY,
        candidate_id uuid NOT NULL,
        mentor_id uuid NOT NULL,
        mentor_account_id uuid NOT NULL,
        candidate_read_at timestamptz NOT NULL,
        mentor_read_at timestamptz NOT NULL,
        blocked_by text,
        last_message_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT threads_candidate FOREIGN KEY (candidate_id) REFERENCES accounts (id),
        CONSTRAINT threads_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id),
        CONSTRAINT threads_blocked_by_known CHECK (blocked_by IN ('candidate', 'mentor'))
      );
      CREATE UNIQUE INDEX threads_pair ON threads (candidate_id, mentor_id);
      CREATE INDEX threads_of_candidate ON threads (candidate_id, last_message_at);
      CREATE INDEX threads_of_mentor ON threads (mentor_account_id, last_message_at);
      CREATE INDEX threads_mentor_id ON threads (mentor_id);
      CREATE TABLE messages (
        id uuid PRIMARY KEY,
        thread_id uuid NOT NULL,
        by text NOT NULL,
        text text NOT NULL,
        links text[] NOT NULL,
        masked boolean NOT NULL,
        reported_at timestamptz,
        report_reason text,
        created_at timestamptz NOT NULL,
        CONSTRAINT messages_thread FOREIGN KEY (thread_id) REFERENCES threads (id),
        CONSTRAINT messages_by_known CHECK (by IN ('candidate', 'mentor'))
      );
      CREATE INDEX messages_of_thread ON messages (thread_id, id);
      CREATE INDEX messages_reported ON messages (id) WHERE reported_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE messages; DROP TABLE threads');
  }
}

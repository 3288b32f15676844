import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reviews of both sides; ratings mentors have already count as brought along. */
export class Reviews1764900100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reviews (
        id uuid PRIMARY KEY,
        booking_id uuid NOT NULL,
        by text NOT NULL,
        author_id uuid NOT NULL,
        mentor_id uuid NOT NULL,
        rating smallint NOT NULL,
        text text NOT NULL,
        tags text[] NOT NULL,
        private_rating smallint,
        state text NOT NULL,
        published_at timestamptz,
        hidden_reason text,
        reply text,
        replied_at timestamptz,
        reported_at timestamptz,
        report_reason text,
        created_at timestamptz NOT NULL,
        CONSTRAINT reviews_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
        CONSTRAINT reviews_author FOREIGN KEY (author_id) REFERENCES accounts (id),
        CONSTRAINT reviews_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id),
        CONSTRAINT reviews_by_known CHECK (by IN ('candidate', 'mentor')),
        CONSTRAINT reviews_state_known CHECK (state IN ('blind', 'published', 'hidden')),
        CONSTRAINT reviews_rating CHECK (rating BETWEEN 1 AND 5 AND (private_rating IS NULL OR private_rating BETWEEN 1 AND 5))
      );
      CREATE UNIQUE INDEX reviews_one_each ON reviews (booking_id, by);
      CREATE INDEX reviews_of_mentor ON reviews (mentor_id, id) WHERE by = 'candidate' AND state = 'published';
      CREATE INDEX reviews_to_publish ON reviews (created_at) WHERE state = 'blind';
      CREATE INDEX reviews_reported ON reviews (id) WHERE reported_at IS NOT NULL;
      CREATE INDEX reviews_author_id ON reviews (author_id);
      ALTER TABLE mentors ADD COLUMN carried_rating_count integer NOT NULL DEFAULT 0, ADD COLUMN carried_rating_sum integer NOT NULL DEFAULT 0;
      UPDATE mentors SET carried_rating_count = rating_count, carried_rating_sum = rating_sum WHERE rating_count > 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE mentors DROP COLUMN carried_rating_count, DROP COLUMN carried_rating_sum;
      DROP TABLE reviews;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Slugs mentors had before, so that links to them keep working. */
export class MentorSlugs1764900400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mentor_slugs (
        slug text PRIMARY KEY,
        mentor_id uuid NOT NULL,
        CONSTRAINT mentor_slugs_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id) ON DELETE CASCADE
      );
      CREATE INDEX mentor_slugs_mentor_id ON mentor_slugs (mentor_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mentor_slugs');
  }
}

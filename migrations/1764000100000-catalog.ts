import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The taxonomy and the rubric's tables as versioned data. */
export class Catalog1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE catalog_entries (
        kind text NOT NULL,
        slug text NOT NULL,
        name text NOT NULL,
        description text NOT NULL DEFAULT '',
        position integer NOT NULL DEFAULT 0,
        data jsonb NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 1,
        PRIMARY KEY (kind, slug),
        CONSTRAINT catalog_entries_kind_known CHECK (kind IN ('specialty', 'round', 'segment', 'region', 'level', 'language', 'company', 'option', 'practice'))
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE catalog_entries');
  }
}

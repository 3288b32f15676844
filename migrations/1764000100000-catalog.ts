import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CATALOG } from '#libs/catalog';

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
    await runner.query(
      `INSERT INTO catalog_entries (kind, slug, name, description, position, data)
       SELECT kind, slug, name, description, position, data
       FROM jsonb_to_recordset($1::jsonb) AS entry (kind text, slug text, name text, description text, position integer, data jsonb)`,
      [JSON.stringify(CATALOG.filter(({ kind }) => kind !== 'fact'))], // facts come with the kind, in a later migration
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE catalog_entries');
  }
}

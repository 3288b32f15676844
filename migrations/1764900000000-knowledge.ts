import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CATALOG, RUBRIC_VERSION } from '#libs/catalog';

/** The rubric in versions, outcomes of interviews, and what the index of mentors follows. */
export class Knowledge1764900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE catalog_entries ADD COLUMN retired boolean NOT NULL DEFAULT false;
      ALTER TABLE catalog_entries DROP CONSTRAINT catalog_entries_kind_known;
      ALTER TABLE catalog_entries ADD CONSTRAINT catalog_entries_kind_known
        CHECK (kind IN ('specialty', 'round', 'segment', 'region', 'level', 'language', 'company', 'option', 'practice', 'fact'));
      CREATE TABLE catalog_versions (
        number integer PRIMARY KEY,
        name text NOT NULL,
        entries jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT catalog_versions_name_unique UNIQUE (name)
      );

      ALTER TABLE mentors ADD COLUMN conflict_companies text[] NOT NULL DEFAULT '{}';

      CREATE TABLE outcomes (
        intake_id uuid NOT NULL,
        round text NOT NULL,
        result text NOT NULL,
        weight real NOT NULL,
        confidence real NOT NULL,
        rubric_version text NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (intake_id, round),
        CONSTRAINT outcomes_intake FOREIGN KEY (intake_id) REFERENCES intakes (id) ON DELETE CASCADE,
        CONSTRAINT outcomes_result_known CHECK (result IN ('passed', 'failed', 'offer', 'withdrew'))
      );
      CREATE INDEX outcomes_round ON outcomes (round);
      CREATE INDEX bookings_intake_id ON bookings (intake_id) WHERE intake_id IS NOT NULL;

      -- Which mentors changed, by the transaction that changed them: rows are only added, so nobody waits for anybody.
      CREATE TABLE mentor_changes (changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(), mentor_id uuid NOT NULL, at timestamptz NOT NULL DEFAULT now());
      CREATE INDEX mentor_changes_changed_in ON mentor_changes (changed_in);
      CREATE INDEX mentor_changes_at ON mentor_changes (at);
      CREATE FUNCTION note_mentor_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' THEN INSERT INTO mentor_changes (mentor_id) VALUES ((to_jsonb(OLD) ->> TG_ARGV[0])::uuid);
        ELSE INSERT INTO mentor_changes (mentor_id) VALUES ((to_jsonb(NEW) ->> TG_ARGV[0])::uuid); END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER mentors_changed AFTER INSERT OR UPDATE OR DELETE ON mentors FOR EACH ROW EXECUTE FUNCTION note_mentor_change('id');
      CREATE TRIGGER offerings_changed AFTER INSERT OR UPDATE OR DELETE ON offerings FOR EACH ROW EXECUTE FUNCTION note_mentor_change('mentor_id');
      CREATE TRIGGER schedules_changed AFTER INSERT OR UPDATE OR DELETE ON schedules FOR EACH ROW EXECUTE FUNCTION note_mentor_change('mentor_id');
      CREATE TRIGGER schedule_overrides_changed AFTER INSERT OR UPDATE OR DELETE ON schedule_overrides FOR EACH ROW EXECUTE FUNCTION note_mentor_change('mentor_id');
      CREATE FUNCTION note_time_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO mentor_changes (mentor_id) SELECT DISTINCT m.id FROM touched t JOIN mentors m ON m.account_id = t.person_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER occupied_time_added AFTER INSERT ON occupied_time REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_time_change();
      CREATE TRIGGER occupied_time_moved AFTER UPDATE ON occupied_time REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_time_change();
      CREATE TRIGGER occupied_time_removed AFTER DELETE ON occupied_time REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_time_change();

      -- The words of all profiles, for correcting typing errors in a search.
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      ALTER TABLE mentors ADD COLUMN search_vector tsvector;
      CREATE TABLE search_words (word text PRIMARY KEY);
      CREATE INDEX search_words_nearest ON search_words USING gist (word gist_trgm_ops);
      CREATE FUNCTION index_mentor_text() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.search_vector := to_tsvector('english', NEW.search_text);
        INSERT INTO search_words SELECT DISTINCT lower(word) FROM regexp_split_to_table(NEW.search_text, '[^[:alnum:]]+') AS word WHERE length(word) BETWEEN 3 AND 40 ORDER BY 1
          ON CONFLICT DO NOTHING;
        RETURN NEW;
      END $$;
      CREATE TRIGGER mentors_text_added BEFORE INSERT ON mentors FOR EACH ROW EXECUTE FUNCTION index_mentor_text();
      CREATE TRIGGER mentors_text_changed BEFORE UPDATE OF search_text ON mentors FOR EACH ROW WHEN (OLD.search_text IS DISTINCT FROM NEW.search_text) EXECUTE FUNCTION index_mentor_text();
      UPDATE mentors SET search_vector = to_tsvector('english', search_text);
      INSERT INTO search_words SELECT DISTINCT lower(word) FROM mentors, regexp_split_to_table(search_text, '[^[:alnum:]]+') AS word WHERE length(word) BETWEEN 3 AND 40;
      DROP INDEX mentors_search, mentors_rating, mentors_specialties, mentors_rounds;
      CREATE INDEX mentors_search ON mentors USING gin (search_vector) WHERE state = 'published';
    `);
    await runner.query(
      `INSERT INTO catalog_entries (kind, slug, name, description, position, data)
       SELECT kind, slug, name, description, position, data
       FROM jsonb_to_recordset($1::jsonb) AS entry (kind text, slug text, name text, description text, position integer, data jsonb)
       ON CONFLICT (kind, slug) DO UPDATE SET data = excluded.data, name = excluded.name, description = excluded.description WHERE catalog_entries.version = 1`,
      [JSON.stringify(CATALOG)],
    );
    await runner.query(
      `INSERT INTO catalog_versions (number, name, entries, created_at)
       SELECT 1, $1, jsonb_agg(jsonb_build_object('kind', kind, 'slug', slug, 'name', name, 'description', description, 'position', position, 'data', data)
         ORDER BY kind, position, slug), now() FROM catalog_entries`,
      [RUBRIC_VERSION],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX mentors_search;
      DROP TRIGGER mentors_text_changed ON mentors;
      DROP TRIGGER mentors_text_added ON mentors;
      DROP FUNCTION index_mentor_text;
      DROP TABLE search_words;
      ALTER TABLE mentors DROP COLUMN search_vector;
      CREATE INDEX mentors_search ON mentors USING gin (to_tsvector('english', search_text));
      CREATE INDEX mentors_specialties ON mentors USING gin (specialties) WHERE state = 'published';
      CREATE INDEX mentors_rounds ON mentors USING gin (rounds) WHERE state = 'published';
      CREATE INDEX mentors_rating ON mentors (((rating_sum + 23)::numeric / (rating_count + 5)) DESC, id) WHERE state = 'published';
      DROP TRIGGER mentors_changed ON mentors;
      DROP TRIGGER offerings_changed ON offerings;
      DROP TRIGGER schedules_changed ON schedules;
      DROP TRIGGER schedule_overrides_changed ON schedule_overrides;
      DROP TRIGGER occupied_time_added ON occupied_time;
      DROP TRIGGER occupied_time_moved ON occupied_time;
      DROP TRIGGER occupied_time_removed ON occupied_time;
      DROP FUNCTION note_mentor_change;
      DROP FUNCTION note_time_change;
      DROP TABLE mentor_changes;
      DROP INDEX bookings_intake_id;
      DROP TABLE outcomes;
      ALTER TABLE mentors DROP COLUMN conflict_companies;
      DROP TABLE catalog_versions;
      DELETE FROM catalog_entries WHERE kind = 'fact';
      ALTER TABLE catalog_entries DROP CONSTRAINT catalog_entries_kind_known;
      ALTER TABLE catalog_entries ADD CONSTRAINT catalog_entries_kind_known
        CHECK (kind IN ('specialty', 'round', 'segment', 'region', 'level', 'language', 'company', 'option', 'practice'));
      ALTER TABLE catalog_entries DROP COLUMN retired;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Capacity that counts, reliability and standing of mentors, changes to published profiles that are looked at again. */
export class Standing1764900600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Nobody ever chose the default of ten, and nothing kept it: without a choice only the calendar limits.
      ALTER TABLE mentors ALTER COLUMN capacity DROP NOT NULL, ALTER COLUMN capacity DROP DEFAULT;
      UPDATE mentors SET capacity = NULL WHERE capacity = 10;
      ALTER TABLE mentors ADD COLUMN paused_until timestamptz, ADD COLUMN approved jsonb, ADD COLUMN changed_since timestamptz, ADD COLUMN photo_problem text;
      ALTER TABLE mentors ADD CONSTRAINT mentors_changes_whole CHECK ((approved IS NULL) = (changed_since IS NULL));
      CREATE INDEX mentors_paused_until ON mentors (paused_until) WHERE paused_until IS NOT NULL;
      CREATE INDEX mentors_changed_since ON mentors (changed_since) WHERE changed_since IS NOT NULL;
      CREATE INDEX bookings_active ON bookings (mentor_id, candidate_id) WHERE state IN ('held', 'awaiting_mentor', 'confirmed');
      -- A session that was missed ends an active candidate without touching anybody's time.
      CREATE TRIGGER bookings_missed AFTER UPDATE OF state ON bookings FOR EACH ROW WHEN (OLD.state = 'confirmed' AND NEW.state = 'no_show')
        EXECUTE FUNCTION note_mentor_change('mentor_id');

      ALTER TABLE messages ADD COLUMN settled_at timestamptz, ADD COLUMN hidden boolean NOT NULL DEFAULT false;
      DROP INDEX messages_reported;
      CREATE INDEX messages_reported ON messages (id) WHERE reported_at IS NOT NULL AND settled_at IS NULL;

      CREATE TABLE mentor_incidents (
        id uuid PRIMARY KEY,
        mentor_id uuid NOT NULL,
        booking_id uuid NOT NULL,
        kind text NOT NULL,
        at timestamptz NOT NULL,
        settled_at timestamptz,
        CONSTRAINT mentor_incidents_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id),
        CONSTRAINT mentor_incidents_once UNIQUE (booking_id, kind),
        CONSTRAINT mentor_incidents_kind_known CHECK (kind IN ('no_show', 'late_cancellation', 'lapsed_request'))
      );
      CREATE INDEX mentor_incidents_of_mentor ON mentor_incidents (mentor_id, at);
      CREATE TABLE standing_appeals (
        id uuid PRIMARY KEY,
        mentor_id uuid NOT NULL,
        text text NOT NULL,
        state text NOT NULL,
        decision text,
        created_at timestamptz NOT NULL,
        decided_at timestamptz,
        CONSTRAINT standing_appeals_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id),
        CONSTRAINT standing_appeals_state_known CHECK (state IN ('open', 'granted', 'declined'))
      );
      CREATE UNIQUE INDEX standing_appeals_open ON standing_appeals (mentor_id) WHERE state = 'open';
      CREATE INDEX standing_appeals_of_mentor ON standing_appeals (mentor_id, id);
      CREATE TABLE mentor_statistics (
        mentor_id uuid PRIMARY KEY,
        kept integer NOT NULL,
        cancelled integer NOT NULL,
        missed integer NOT NULL,
        response_minutes integer[] NOT NULL,
        CONSTRAINT mentor_statistics_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id)
      );
      INSERT INTO mentor_statistics (mentor_id, kept, cancelled, missed, response_minutes)
        SELECT mentor_id, count(*) FILTER (WHERE state = 'completed'), count(*) FILTER (WHERE state = 'cancelled' AND cancelled_by = 'mentor' AND confirmed_at IS NOT NULL),
          count(*) FILTER (WHERE state = 'no_show' AND absent IN ('mentor', 'both')), '{}' FROM bookings GROUP BY mentor_id;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE mentor_statistics; DROP TABLE standing_appeals; DROP TABLE mentor_incidents;
      DROP INDEX messages_reported;
      ALTER TABLE messages DROP COLUMN settled_at, DROP COLUMN hidden;
      CREATE INDEX messages_reported ON messages (id) WHERE reported_at IS NOT NULL;
      DROP TRIGGER bookings_missed ON bookings;
      DROP INDEX bookings_active;
      ALTER TABLE mentors DROP COLUMN paused_until, DROP COLUMN approved, DROP COLUMN changed_since, DROP COLUMN photo_problem;
      UPDATE mentors SET capacity = 10 WHERE capacity IS NULL;
      ALTER TABLE mentors ALTER COLUMN capacity SET NOT NULL, ALTER COLUMN capacity SET DEFAULT 10;
    `);
  }
}

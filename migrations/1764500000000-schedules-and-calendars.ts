import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Several schedules a mentor, calendars that block time, time that is only asked for, a mentor's own meeting link. */
export class SchedulesAndCalendars1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE schedules ADD name text NOT NULL DEFAULT 'Working hours', ADD is_default boolean NOT NULL DEFAULT true;
      ALTER TABLE schedules DROP CONSTRAINT schedules_mentor_unique;
      ALTER TABLE schedules ADD CONSTRAINT schedules_of_mentor UNIQUE (mentor_id, id);
      CREATE UNIQUE INDEX schedules_one_default ON schedules (mentor_id) WHERE is_default;

      ALTER TABLE offerings ADD schedule_id uuid;
      ALTER TABLE offerings ADD CONSTRAINT offerings_schedule FOREIGN KEY (mentor_id, schedule_id) REFERENCES schedules (mentor_id, id);
      CREATE INDEX offerings_schedule_id ON offerings (schedule_id) WHERE schedule_id IS NOT NULL;

      ALTER TABLE mentors ADD meeting_url text;

      ALTER TABLE occupied_time ADD schedule_id uuid;
      ALTER TABLE occupied_time DROP CONSTRAINT occupied_time_kind_known;
      ALTER TABLE occupied_time ADD CONSTRAINT occupied_time_kind_known
        CHECK (kind IN ('session', 'tentative', 'time_off', 'busy') AND role IN ('mentor', 'candidate'));

      CREATE TABLE busy_calendars (
        id uuid PRIMARY KEY,
        mentor_id uuid NOT NULL,
        account_id uuid NOT NULL,
        url text NOT NULL,
        content text,
        etag text,
        last_modified text,
        last_synced_at timestamptz,
        last_error text,
        next_sync_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT busy_calendars_url_unique UNIQUE (mentor_id, url),
        CONSTRAINT busy_calendars_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id) ON DELETE CASCADE
      );
      CREATE INDEX busy_calendars_due ON busy_calendars (next_sync_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE busy_calendars;
      DELETE FROM occupied_time WHERE kind = 'tentative';
      ALTER TABLE occupied_time DROP CONSTRAINT occupied_time_kind_known;
      ALTER TABLE occupied_time ADD CONSTRAINT occupied_time_kind_known
        CHECK (kind IN ('session', 'time_off', 'busy') AND role IN ('mentor', 'candidate'));
      ALTER TABLE occupied_time DROP COLUMN schedule_id;
      ALTER TABLE mentors DROP COLUMN meeting_url;
      ALTER TABLE offerings DROP CONSTRAINT offerings_schedule, DROP COLUMN schedule_id;
      DELETE FROM schedules WHERE NOT is_default;
      DROP INDEX schedules_one_default;
      ALTER TABLE schedules DROP CONSTRAINT schedules_of_mentor;
      ALTER TABLE schedules ADD CONSTRAINT schedules_mentor_unique UNIQUE (mentor_id);
      ALTER TABLE schedules DROP COLUMN name, DROP COLUMN is_default;
    `);
  }
}

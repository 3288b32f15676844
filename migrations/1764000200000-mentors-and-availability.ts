import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mentors, what they sell, when they work, and the one table that owns people's time. */
export class MentorsAndAvailability1764000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mentors (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        state text NOT NULL,
        state_reason text,
        slug text NOT NULL,
        display_name text NOT NULL,
        headline text NOT NULL DEFAULT '',
        bio text NOT NULL DEFAULT '',
        photo_url text,
        time_zone text NOT NULL,
        region text,
        languages text[] NOT NULL DEFAULT '{}',
        specialties text[] NOT NULL DEFAULT '{}',
        rounds text[] NOT NULL DEFAULT '{}',
        segments text[] NOT NULL DEFAULT '{}',
        history jsonb NOT NULL DEFAULT '[]',
        years_of_experience integer NOT NULL DEFAULT 0,
        links jsonb NOT NULL DEFAULT '[]',
        policy text NOT NULL DEFAULT 'standard',
        capacity integer NOT NULL DEFAULT 10,
        fee_percent integer,
        rating_count integer NOT NULL DEFAULT 0,
        rating_sum integer NOT NULL DEFAULT 0,
        sessions_completed integer NOT NULL DEFAULT 0,
        weekly_minutes integer NOT NULL DEFAULT 0,
        search_text text NOT NULL DEFAULT '',
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT mentors_account_unique UNIQUE (account_id),
        CONSTRAINT mentors_slug_unique UNIQUE (slug),
        CONSTRAINT mentors_account FOREIGN KEY (account_id) REFERENCES accounts (id),
        CONSTRAINT mentors_state_known CHECK (state IN ('draft', 'submitted', 'published', 'paused', 'rejected', 'suspended')),
        CONSTRAINT mentors_policy_known CHECK (policy IN ('flexible', 'standard', 'strict')),
        CONSTRAINT mentors_fee_sane CHECK (fee_percent BETWEEN 0 AND 100),
        CONSTRAINT mentors_ratings_sane CHECK (rating_count >= 0 AND rating_sum BETWEEN rating_count AND rating_count * 5)
      );
      CREATE INDEX mentors_search ON mentors USING gin (to_tsvector('english', search_text));
      CREATE INDEX mentors_specialties ON mentors USING gin (specialties) WHERE state = 'published';
      CREATE INDEX mentors_rounds ON mentors USING gin (rounds) WHERE state = 'published';
      CREATE INDEX mentors_rating ON mentors (((rating_sum + 23)::numeric / (rating_count + 5)) DESC, id) WHERE state = 'published';
      CREATE INDEX mentors_state ON mentors (state, id);

      CREATE TABLE offerings (
        id uuid PRIMARY KEY,
        mentor_id uuid NOT NULL,
        kind text NOT NULL,
        title text NOT NULL,
        description text NOT NULL DEFAULT '',
        duration_minutes integer NOT NULL,
        price_amount integer NOT NULL,
        currency text NOT NULL,
        sessions integer,
        requires_approval boolean NOT NULL DEFAULT false,
        active boolean NOT NULL DEFAULT true,
        archived_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        CONSTRAINT offerings_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id) ON DELETE CASCADE,
        CONSTRAINT offerings_kind_known CHECK (kind IN ('intro', 'session', 'package', 'plan')),
        CONSTRAINT offerings_price_sane CHECK (price_amount >= 0 AND (kind <> 'intro' OR price_amount = 0)),
        CONSTRAINT offerings_duration_sane CHECK (duration_minutes BETWEEN 15 AND 240 AND duration_minutes % 5 = 0)
      );
      CREATE INDEX offerings_mentor_id ON offerings (mentor_id, price_amount) WHERE archived_at IS NULL;

      CREATE TABLE schedules (
        id uuid PRIMARY KEY,
        mentor_id uuid NOT NULL,
        time_zone text NOT NULL,
        weekly_hours jsonb NOT NULL,
        slot_increment_minutes integer NOT NULL DEFAULT 30,
        slot_placement text NOT NULL DEFAULT 'grid',
        travel jsonb NOT NULL DEFAULT '[]',
        minimum_notice_minutes integer NOT NULL DEFAULT 1440,
        booking_horizon_days integer NOT NULL DEFAULT 60,
        buffer_before_minutes integer NOT NULL DEFAULT 0,
        buffer_after_minutes integer NOT NULL DEFAULT 10,
        max_sessions_per_day integer,
        max_sessions_per_week integer,
        version integer NOT NULL DEFAULT 1,
        updated_at timestamptz NOT NULL,
        CONSTRAINT schedules_mentor_unique UNIQUE (mentor_id),
        CONSTRAINT schedules_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id) ON DELETE CASCADE,
        CONSTRAINT schedules_settings_sane CHECK (
          slot_increment_minutes IN (5, 10, 15, 20, 30, 60) AND slot_placement IN ('grid', 'pack')
          AND minimum_notice_minutes BETWEEN 0 AND 43200 AND booking_horizon_days BETWEEN 1 AND 365
          AND buffer_before_minutes BETWEEN 0 AND 120 AND buffer_after_minutes BETWEEN 0 AND 120
          AND max_sessions_per_day BETWEEN 1 AND 50 AND max_sessions_per_week BETWEEN 1 AND 50)
      );

      CREATE TABLE schedule_overrides (
        mentor_id uuid NOT NULL,
        date date NOT NULL,
        intervals jsonb NOT NULL,
        PRIMARY KEY (mentor_id, date),
        CONSTRAINT schedule_overrides_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id) ON DELETE CASCADE
      );

      CREATE TABLE time_off (
        id uuid PRIMARY KEY,
        mentor_id uuid NOT NULL,
        from_date date NOT NULL,
        to_date date NOT NULL,
        reason text,
        created_at timestamptz NOT NULL,
        CONSTRAINT time_off_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id) ON DELETE CASCADE,
        CONSTRAINT time_off_forwards CHECK (from_date <= to_date)
      );
      CREATE INDEX time_off_mentor_id ON time_off (mentor_id, to_date);

      CREATE TABLE occupied_time (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL,
        role text NOT NULL,
        kind text NOT NULL,
        during tstzrange NOT NULL,
        session_end timestamptz,
        subject_id uuid NOT NULL,
        expires_at timestamptz,
        CONSTRAINT occupied_time_person FOREIGN KEY (person_id) REFERENCES accounts (id),
        CONSTRAINT occupied_time_kind_known CHECK (kind IN ('session', 'time_off', 'busy') AND role IN ('mentor', 'candidate')),
        CONSTRAINT occupied_time_not_empty CHECK (NOT isempty(during) AND (kind <> 'session' OR session_end IS NOT NULL)),
        CONSTRAINT occupied_time_no_overlap EXCLUDE USING gist (person_id WITH =, during WITH &&) WHERE (kind = 'session')
      );
      CREATE INDEX occupied_time_during ON occupied_time USING gist (person_id, during);
      CREATE INDEX occupied_time_subject ON occupied_time (subject_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE occupied_time, time_off, schedule_overrides, schedules, offerings, mentors');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rest of a booking's life: approval, moves, absence, rescue, groups, notes, the waiting list, calendar feeds. */
export class SessionLife1764500100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE bookings
        ADD schedule_id uuid CONSTRAINT bookings_schedule REFERENCES schedules (id) ON DELETE SET NULL, ADD series_id uuid, ADD request_id uuid, ADD priority boolean NOT NULL DEFAULT false,
        ADD respond_by timestamptz, ADD accepted_at timestamptz, ADD reschedules integer NOT NULL DEFAULT 0, ADD absent text,
        ADD rescue_until timestamptz, ADD replacement_for uuid,
        ADD candidate_attended_at timestamptz, ADD mentor_attended_at timestamptz,
        ADD CONSTRAINT bookings_absent_known CHECK (absent IS NULL OR (absent IN ('candidate', 'mentor', 'both') AND state = 'no_show')),
        ADD CONSTRAINT bookings_request_has_deadline CHECK (state <> 'awaiting_mentor' OR respond_by IS NOT NULL),
        ADD CONSTRAINT bookings_in_one_group CHECK (series_id IS NULL OR request_id IS NULL);
      CREATE INDEX bookings_schedule_id ON bookings (schedule_id) WHERE schedule_id IS NOT NULL;
      CREATE INDEX bookings_series ON bookings (series_id) WHERE series_id IS NOT NULL;
      CREATE INDEX bookings_request_group ON bookings (request_id) WHERE request_id IS NOT NULL;
      CREATE INDEX bookings_to_answer ON bookings (respond_by) WHERE state = 'awaiting_mentor';
      CREATE INDEX bookings_to_rescue ON bookings (rescue_until) WHERE rescue_until IS NOT NULL;
      CREATE UNIQUE INDEX bookings_one_replacement ON bookings (replacement_for) WHERE replacement_for IS NOT NULL;

      ALTER TABLE booking_history ADD moved_from timestamptz, ADD moved_to timestamptz;

      CREATE TABLE reschedule_proposals (
        id uuid PRIMARY KEY,
        booking_id uuid NOT NULL,
        starts_at timestamptz[] NOT NULL,
        state text NOT NULL,
        created_at timestamptz NOT NULL,
        decided_at timestamptz,
        CONSTRAINT reschedule_proposals_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
        CONSTRAINT reschedule_proposals_state_known CHECK (state IN ('open', 'accepted', 'declined', 'replaced'))
      );
      CREATE UNIQUE INDEX reschedule_proposals_one_open ON reschedule_proposals (booking_id) WHERE state = 'open';
      CREATE INDEX reschedule_proposals_booking_id ON reschedule_proposals (booking_id);

      CREATE TABLE absence_claims (
        id uuid PRIMARY KEY,
        booking_id uuid NOT NULL,
        by text NOT NULL,
        absent text NOT NULL,
        text text NOT NULL,
        evidence jsonb NOT NULL,
        state text NOT NULL,
        answer_by timestamptz NOT NULL,
        answer_text text,
        answered_at timestamptz,
        decide_by timestamptz,
        outcome text,
        decided_by uuid,
        decided_at timestamptz,
        decision_reason text,
        created_at timestamptz NOT NULL,
        CONSTRAINT absence_claims_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
        CONSTRAINT absence_claims_parties_known CHECK (by IN ('candidate', 'mentor') AND absent IN ('candidate', 'mentor') AND by <> absent),
        CONSTRAINT absence_claims_state_known CHECK (state IN ('open', 'contested', 'admitted', 'decided')),
        CONSTRAINT absence_claims_outcome_known CHECK (outcome IN ('candidate', 'mentor', 'both', 'none'))
      );
      CREATE UNIQUE INDEX absence_claims_one_open ON absence_claims (booking_id) WHERE state IN ('open', 'contested');
      CREATE INDEX absence_claims_booking_id ON absence_claims (booking_id);
      CREATE INDEX absence_claims_to_answer ON absence_claims (answer_by) WHERE state = 'open';
      CREATE INDEX absence_claims_queue ON absence_claims (decide_by, id) WHERE state = 'contested';

      CREATE TABLE session_joins (
        booking_id uuid NOT NULL,
        role text NOT NULL,
        joined_at timestamptz NOT NULL,
        PRIMARY KEY (booking_id, role),
        CONSTRAINT session_joins_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
        CONSTRAINT session_joins_role_known CHECK (role IN ('candidate', 'mentor'))
      );

      CREATE TABLE booking_notes (
        booking_id uuid NOT NULL,
        owner text NOT NULL,
        text text NOT NULL,
        version integer NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (booking_id, owner),
        CONSTRAINT booking_notes_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
        CONSTRAINT booking_notes_owner_known CHECK (owner IN ('shared', 'candidate', 'mentor'))
      );

      CREATE TABLE waiting_list (
        id uuid PRIMARY KEY,
        mentor_id uuid NOT NULL,
        mentor_account_id uuid NOT NULL,
        offering_id uuid NOT NULL,
        candidate_id uuid NOT NULL,
        from_date date NOT NULL,
        to_date date NOT NULL,
        hours jsonb NOT NULL,
        time_zone text NOT NULL,
        state text NOT NULL,
        booking_id uuid,
        offered_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT waiting_list_mentor FOREIGN KEY (mentor_id) REFERENCES mentors (id),
        CONSTRAINT waiting_list_offering FOREIGN KEY (offering_id) REFERENCES offerings (id),
        CONSTRAINT waiting_list_candidate FOREIGN KEY (candidate_id) REFERENCES accounts (id),
        CONSTRAINT waiting_list_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
        CONSTRAINT waiting_list_state_known CHECK (state IN ('waiting', 'offered', 'booked', 'missed', 'left')),
        CONSTRAINT waiting_list_forwards CHECK (from_date <= to_date)
      );
      CREATE UNIQUE INDEX waiting_list_once ON waiting_list (candidate_id, offering_id) WHERE state IN ('waiting', 'offered');
      CREATE INDEX waiting_list_queue ON waiting_list (mentor_account_id, created_at, id) WHERE state = 'waiting';
      CREATE INDEX waiting_list_candidate_id ON waiting_list (candidate_id, created_at DESC);
      CREATE UNIQUE INDEX waiting_list_booking_id ON waiting_list (booking_id);

      CREATE TABLE calendar_feeds (
        account_id uuid PRIMARY KEY,
        token_hash text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT calendar_feeds_token_unique UNIQUE (token_hash),
        CONSTRAINT calendar_feeds_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
      );

      -- A live booking owns the time of both people, and exactly the time it says.
      CREATE OR REPLACE FUNCTION live_booking_has_time() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM bookings b WHERE b.id = NEW.id AND b.state IN ('held', 'awaiting_mentor', 'confirmed', 'completed', 'no_show')
          AND (SELECT count(*) FROM occupied_time t WHERE t.subject_id = b.id AND t.kind IN ('session', 'tentative')
            AND lower(t.during) = b.starts_at AND t.session_end = b.ends_at) <> 2) THEN
          RAISE EXCEPTION 'live booking % has no time of its own', NEW.id USING CONSTRAINT = 'bookings_live_has_time';
        END IF;
        RETURN NULL;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE calendar_feeds, waiting_list, booking_notes, session_joins, absence_claims, reschedule_proposals;
      CREATE OR REPLACE FUNCTION live_booking_has_time() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT count(*) FROM occupied_time WHERE subject_id = NEW.id AND kind = 'session') <> 2
          AND EXISTS (SELECT 1 FROM bookings WHERE id = NEW.id AND state IN ('held', 'awaiting_mentor', 'confirmed', 'completed', 'no_show')) THEN
          RAISE EXCEPTION 'live booking % has no time of its own', NEW.id USING CONSTRAINT = 'bookings_live_has_time';
        END IF;
        RETURN NULL;
      END $$;
      ALTER TABLE booking_history DROP COLUMN moved_from, DROP COLUMN moved_to;
      ALTER TABLE bookings
        DROP CONSTRAINT bookings_absent_known, DROP CONSTRAINT bookings_request_has_deadline, DROP CONSTRAINT bookings_in_one_group,
        DROP COLUMN schedule_id, DROP COLUMN series_id, DROP COLUMN request_id, DROP COLUMN priority,
        DROP COLUMN respond_by, DROP COLUMN accepted_at, DROP COLUMN reschedules, DROP COLUMN absent,
        DROP COLUMN rescue_until, DROP COLUMN replacement_for, DROP COLUMN candidate_attended_at, DROP COLUMN mentor_attended_at;
    `);
  }
}

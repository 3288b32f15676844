import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountsService, type AuthMailWanted, type Person } from '#libs/accounts';
import { type CandidateRestricted, MISSED } from '#libs/bookings';
import type { ChangesReviewed, MentorDecided, StandingChanged } from '#libs/mentors';
import { changed, Clock, Config, Database, newId, rows, SWEEP_BATCH } from '#libs/platform';
import type { EndpointSwitchedOff } from '#libs/webhooks';
import { Mailer } from './mailer.ts';
import { Notifier } from './notifier.ts';
import * as words from './templates.ts';

interface DigestRow extends words.DigestFacts {
  mentorId: string;
  accountId: string;
  monday: string;
}

/** The mentor's local Monday, from 07:00 on; whoever slept through the day is not told on Tuesday. */
const MONDAY = `extract(isodow FROM $1::timestamptz AT TIME ZONE m.time_zone) = 1 AND extract(hour FROM $1::timestamptz AT TIME ZONE m.time_zone) BETWEEN 7 AND 18`;
/** Mentors for whom it is Monday morning, with what their week holds; those with nothing ahead are left out. */
const DIGESTS = `
  WITH due AS (
    SELECT m.id AS "mentorId", m.account_id AS "accountId", m.time_zone AS "timeZone", ($1::timestamptz AT TIME ZONE m.time_zone)::date::text AS monday
    FROM mentors m WHERE m.state IN ('published', 'paused') AND ${MONDAY}
      AND NOT EXISTS (SELECT FROM notifications n WHERE n.account_id = m.account_id AND n.effect = 'digest:' || m.id || ':' || ($1::timestamptz AT TIME ZONE m.time_zone)::date))
  SELECT d.*, b.*, u.*, r.* FROM due d
  CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE state = 'confirmed')::int AS sessions, min(starts_at) FILTER (WHERE state = 'confirmed') AS "firstAt", count(*) FILTER (WHERE state = 'awaiting_mentor')::int AS requests
    FROM bookings WHERE mentor_account_id = d."accountId" AND starts_at >= $1 AND (state = 'awaiting_mentor' OR (state = 'confirmed' AND starts_at < $1::timestamptz + interval '7 days'))) b
  CROSS JOIN LATERAL (SELECT count(*)::int AS unread FROM threads t JOIN messages x ON x.thread_id = t.id AND x.by = 'candidate' AND x.created_at > t.mentor_read_at WHERE t.mentor_account_id = d."accountId") u
  CROSS JOIN LATERAL (SELECT count(*)::int AS reviews FROM reviews WHERE mentor_id = d."mentorId" AND by = 'candidate' AND state = 'published' AND published_at > $1::timestamptz - interval '7 days') r
  WHERE b.sessions + b.requests + u.unread + r.reviews > 0 ORDER BY d."mentorId" LIMIT $2`;

/** What people are told about themselves: their account, their interviews, their profile as a mentor. */
@Injectable()
export class PeopleMails {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly notifier: Notifier,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Welcomes who has just signed up. */
  async welcome(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const fresh = await changed<{ id: string }>(
        tx,
        `UPDATE accounts SET welcome_due = false WHERE id IN (SELECT id FROM accounts WHERE welcome_due LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED) RETURNING id`,
        [SWEEP_BATCH],
      );
      for (const { id } of fresh)
        await this.toAccount(tx, id, (reader) => ({
          effect: `welcome:${id}`,
          kind: 'welcome',
          words: words.welcome({ name: reader.name, url: this.url('/intake') }),
        }));
      return fresh.length;
    });
  }

  /** Asks how the interviews went, from the day after their date on, once for each date. */
  async askForOutcomes(): Promise<number> {
    const due = await rows<{ id: string; accountId: string; date: string }>(
      this.database.manager,
      `SELECT i.id, i.account_id AS "accountId", i.answers ->> 'interviewDate' AS date FROM intakes i
       WHERE i.account_id IS NOT NULL AND i.answers ->> 'interviewDate' BETWEEN to_char($1::timestamptz - interval '30 days', 'YYYY-MM-DD') AND to_char($1::timestamptz - interval '1 day', 'YYYY-MM-DD')
         AND NOT EXISTS (SELECT FROM outcomes o WHERE o.intake_id = i.id)
         AND NOT EXISTS (SELECT FROM notifications n WHERE n.account_id = i.account_id AND n.effect = 'outcome-requested:' || i.id || ':' || (i.answers ->> 'interviewDate'))
       ORDER BY i.id LIMIT $2`,
      [this.clock.now(), SWEEP_BATCH],
    );
    for (const { id, accountId, date } of due)
      await this.toAccount(this.database.manager, accountId, () => ({
        ...{ effect: `outcome-requested:${id}:${date}`, kind: 'outcome_requested', about: { kind: 'intake', id } },
        words: words.outcomeRequested(this.url(`/intakes/${id}/outcomes`)),
      }));
    return due.length;
  }

  /** Tells mentors on Monday morning, where they live, what their week holds. */
  async sendDigests(): Promise<number> {
    const due = await rows<DigestRow>(this.database.manager, DIGESTS, [this.clock.now(), SWEEP_BATCH]);
    for (const facts of due)
      await this.toAccount(this.database.manager, facts.accountId, ({ locale }) => ({
        effect: `digest:${facts.mentorId}:${facts.monday}`,
        kind: 'digest',
        words: words.digest({ ...facts, locale, url: this.url('/mentors/me/bookings') }),
      }));
    return due.length;
  }

  /** A link that is a key: by mail only, and forgotten once it is sent. */
  async onAuthMail(tx: EntityManager, { what, accountId, url }: AuthMailWanted): Promise<void> {
    const reader = (await this.accounts.people(tx, [accountId])).get(accountId);
    if (!reader) return;
    await this.mailer.order(tx, {
      ...{ effect: `${what}:${newId()}`, kind: what, recipient: reader.email, unsubscribe: null },
      words: what === 'password_reset' ? words.passwordReset(url) : words.mailVerification(url),
    });
  }

  async onMentorDecided(tx: EntityManager, { mentorId, accountId, version, ...decided }: MentorDecided): Promise<void> {
    await this.toAccount(tx, accountId, () => ({
      ...{ effect: `mentor-${decided.event}:${mentorId}:${version}`, kind: 'mentor_application' },
      about: { kind: 'mentor', id: mentorId },
      words: words.mentorDecided({ ...decided, url: this.url('/mentors/me') }),
    }));
  }

  async onChangesReviewed(tx: EntityManager, { mentorId, accountId, version, reason }: ChangesReviewed): Promise<void> {
    await this.toAccount(tx, accountId, () => ({
      ...{ effect: `changes-reverted:${mentorId}:${version}`, kind: 'mentor_application' },
      about: { kind: 'mentor', id: mentorId },
      words: words.changesReverted({ reason, url: this.url('/mentors/me') }),
    }));
  }

  async onStanding(tx: EntityManager, { mentorId, accountId, mark, ...change }: StandingChanged): Promise<void> {
    await this.toAccount(tx, accountId, ({ locale, timeZone }) => ({
      ...{ effect: `standing-${change.what}:${mark}`, kind: 'standing', about: { kind: 'mentor', id: mentorId } },
      words: words.standing({ ...change, locale, timeZone, url: this.url('/mentors/me/standing') }),
    }));
  }

  async onRestricted(tx: EntityManager, { bookingId, candidateId }: CandidateRestricted): Promise<void> {
    await this.toAccount(tx, candidateId, () => ({
      ...{ effect: `restricted:${bookingId}`, kind: 'standing', about: { kind: 'booking', id: bookingId } },
      words: words.restricted({ ...MISSED, url: this.url('/bookings') }),
    }));
  }

  async onEndpointOff(tx: EntityManager, { endpointId, accountId, since }: EndpointSwitchedOff): Promise<void> {
    await this.toAccount(tx, accountId, ({ locale, timeZone }) => ({
      ...{ effect: `webhook-off:${endpointId}:${since.getTime()}`, kind: 'webhook_switched_off' },
      about: { kind: 'webhook_endpoint', id: endpointId },
      words: words.endpointOff({ since, locale, timeZone, url: this.url('/webhook-endpoints') }),
    }));
  }

  private async toAccount(
    tx: EntityManager,
    accountId: string,
    write: (reader: Person) => Omit<Parameters<Notifier['tell']>[1], 'reader'>,
  ): Promise<void> {
    const reader = (await this.accounts.people(tx, [accountId])).get(accountId);
    if (!reader) return;
    const told = { ...write(reader), reader };
    if (tx === this.database.manager) await this.database.transaction((own) => this.notifier.tell(own, told));
    else await this.notifier.tell(tx, told);
  }

  private url(path: string): string {
    return new URL(path, this.config.publicUrl).href;
  }
}

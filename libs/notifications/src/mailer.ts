import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import nodemailer, { type Transporter } from 'nodemailer';
import type { EntityManager } from 'typeorm';
import { changed, Clock, Config, Database, execute, Jobs, newId, row, rows, SWEEP_BATCH } from '#libs/platform';
import { MailEntity } from './mail.entity.ts';
import { type MailWords, toHtml, toText } from './templates.ts';

export const MAIL_JOB = 'notifications.mail';

/** A process that has not ended sending after this long is taken for dead. */
const LEASE_SECONDS = 60;
const KEPT_DAYS = 90;
/** Kinds whose links are keys: their words are gone once they are sent. */
const SECRET: ReadonlySet<string> = new Set(['password_reset', 'mail_verification']);

export interface MailOrder {
  /** What this mail is the one mail of, e.g. `confirmed:<booking>:candidate`. */
  effect: string;
  kind: string;
  recipient: string;
  words: MailWords;
  calendar?: { method: 'REQUEST' | 'CANCEL'; text: string };
  /** Where the reader ends mails of this kind; null: they cannot. */
  unsubscribe: string | null;
}

/** Mails: ordered in the transaction of the change, sent by a job, marked when sent. */
@Injectable()
export class Mailer {
  private readonly transport: Transporter;

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly logger: PinoLogger,
  ) {
    this.transport = nodemailer.createTransport({
      url: config.smtpUrl,
      connectionTimeout: 5_000,
      greetingTimeout: 5_000,
      socketTimeout: 10_000,
    });
  }

  /** Orders a mail; a second order of the same effect is none. */
  async order(tx: EntityManager, order: MailOrder): Promise<void> {
    const { effect, kind, recipient, words, calendar, unsubscribe } = order;
    const stored = await row<{ id: string }>(
      tx,
      `INSERT INTO mails (id, effect, kind, recipient, subject, text, html, calendar, calendar_method, unsubscribe, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (effect) DO NOTHING RETURNING id`,
      [
        newId(),
        effect,
        kind,
        recipient,
        words.subject,
        toText(words, unsubscribe),
        toHtml(words, unsubscribe),
        calendar?.text ?? null,
        calendar?.method ?? null,
        unsubscribe,
        this.clock.now(),
      ],
    );
    if (stored) await this.jobs.enqueue(tx, MAIL_JOB, { mailId: stored.id });
  }

  /**
   * Sends an ordered mail and marks it sent; a marked one is not sent again. One process at a time has the mail on lease.
   * When that process dies between the mail server's answer and the mark, the repeat carries the same Message-ID.
   */
  async send(mailId: string): Promise<void> {
    const tx = this.database.manager;
    const [leased] = await changed(
      tx,
      `UPDATE mails SET sending_at = clock_timestamp() WHERE id = $1 AND sent_at IS NULL
         AND (sending_at IS NULL OR sending_at < clock_timestamp() - make_interval(secs => $2)) RETURNING id`,
      [mailId, LEASE_SECONDS],
    );
    const mail = await tx.findOneBy(MailEntity, { id: mailId });
    if (!mail || mail.sentAt) return;
    if (!leased) throw new Error(`mail ${mailId} is being sent by another process`);
    try {
      await this.transport.sendMail(this.messageOf(mail));
    } catch (error) {
      await tx.update(MailEntity, { id: mailId }, { sendingAt: null });
      throw error;
    }
    const forgotten = SECRET.has(mail.kind) && { text: '', html: '' };
    await tx.update(MailEntity, { id: mailId }, { sentAt: this.clock.now(), ...forgotten });
  }

  /** Sends mails that no job has sent within ten minutes; one that fails keeps no other waiting. */
  async remindUnsent(): Promise<number> {
    const late = await rows<{ id: string }>(
      this.database.manager,
      `SELECT id FROM mails WHERE sent_at IS NULL AND created_at < $1::timestamptz - interval '10 minutes' ORDER BY created_at LIMIT $2`,
      [this.clock.now(), SWEEP_BATCH],
    );
    for (const { id } of late)
      await this.send(id).catch((error: unknown) => this.logger.warn({ err: error, mailId: id }, 'mail not sent yet'));
    return late.length;
  }

  /** Forgets mails three months after they were sent; that they were sent stands with the notifications. */
  async prune(): Promise<number> {
    return execute(
      this.database.manager,
      `DELETE FROM mails WHERE id IN (SELECT id FROM mails WHERE sent_at < $1::timestamptz - make_interval(days => $2) ORDER BY sent_at LIMIT 1000)`,
      [this.clock.now(), KEPT_DAYS],
    );
  }

  private messageOf(mail: MailEntity) {
    return {
      from: this.config.mailFrom,
      to: mail.recipient,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.id}@mentor-sessions>`,
      // RFC 8058: the mail program's own button ends these mails with one click.
      ...(mail.unsubscribe && {
        headers: {
          'List-Unsubscribe': `<${mail.unsubscribe}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      }),
      ...(mail.calendar &&
        mail.calendarMethod && {
          icalEvent: { method: mail.calendarMethod, filename: 'invite.ics', content: mail.calendar },
        }),
    };
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person, Preference } from '#libs/accounts';
import { Clock, newId, row, SignedLinks } from '#libs/platform';
import { type Kind, KINDS } from './kinds.ts';
import { LiveEvents } from './live-events.ts';
import { Mailer } from './mailer.ts';
import { NotificationEntity } from './notification.entity.ts';
import { toNotification } from './notifications.dto.ts';
import type { MailWords } from './templates.ts';

/** The page behind "unsubscribe". */
export const UNSUBSCRIBE = 'unsubscribe';

/** The addresses of people who deleted their accounts. */
const NOBODY = '@deleted.invalid';

/** What a person is told, once, in the product and by mail. */
export interface Told {
  /** What this is the one word of, e.g. `confirmed:<booking>:candidate`. */
  effect: string;
  kind: Kind;
  reader: Person;
  words: MailWords;
  about?: { kind: string; id: string };
  calendar?: { method: 'REQUEST' | 'CANCEL'; text: string };
}

/** Tells people of changes in the transaction of the change: nothing of what rolled back, everything once. */
@Injectable()
export class Notifier {
  constructor(
    private readonly mailer: Mailer,
    private readonly live: LiveEvents,
    private readonly links: SignedLinks,
    private readonly clock: Clock,
  ) {}

  /** A second word of the same effect is none; a mail the reader does not want is not sent. */
  async tell(tx: EntityManager, told: Told): Promise<void> {
    const { kind, reader, effect, words, calendar } = told;
    if (reader.email.endsWith(NOBODY) || !(await this.note(tx, told))) return;
    const preference: Preference | null = KINDS[kind];
    if (preference !== null && reader.preferences[preference] === false) return;
    const unsubscribe = preference === null ? null : this.links.urlOf(UNSUBSCRIBE, [reader.id, preference]);
    await this.mailer.order(tx, { effect, kind, recipient: reader.email, words, calendar, unsubscribe });
  }

  /** @returns false where it was told before */
  private async note(tx: EntityManager, { effect, kind, reader, words, about }: Told): Promise<boolean> {
    const notification = tx.create(NotificationEntity, {
      ...{ id: newId(), accountId: reader.id, effect, kind, title: words.heading, text: words.paragraphs.join('\n') },
      ...{ url: words.action?.url ?? null, subjectKind: about?.kind ?? null, subjectId: about?.id ?? null },
      ...{ createdAt: this.clock.now(), readAt: null },
    });
    const { id, accountId, title, text, url, subjectKind, subjectId, createdAt } = notification;
    const stored = await row(
      tx,
      `INSERT INTO notifications (id, account_id, effect, kind, title, text, url, subject_kind, subject_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (account_id, effect) DO NOTHING RETURNING id`,
      [id, accountId, effect, kind, title, text, url, subjectKind, subjectId, createdAt],
    );
    if (stored) await this.live.publish(tx, [accountId], 'notification', toNotification(notification));
    return stored !== undefined;
  }
}

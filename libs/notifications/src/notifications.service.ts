import { Injectable } from '@nestjs/common';
import { IsNull, LessThan } from 'typeorm';
import { AccountsService, isPreference } from '#libs/accounts';
import {
  changed,
  Clock,
  Database,
  decodeCursor,
  execute,
  notFound,
  type Principal,
  SignedLinks,
  toPage,
} from '#libs/platform';
import { LiveEvents } from './live-events.ts';
import { NotificationEntity } from './notification.entity.ts';
import {
  type MarkedRead,
  type NotificationPage,
  type NotificationsQuery,
  toNotification,
} from './notifications.dto.ts';
import { UNSUBSCRIBE } from './notifier.ts';

const KEPT_DAYS = 365;

/** What a person was told, read marks, and the end of mails they do not want. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly live: LiveEvents,
    private readonly links: SignedLinks,
    private readonly clock: Clock,
  ) {}

  /** Latest first. */
  async list({ accountId }: Principal, { unread, cursor, limit }: NotificationsQuery): Promise<NotificationPage> {
    const after = decodeCursor<[string]>(cursor, ['string']);
    const tx = this.database.manager;
    const found = await tx.find(NotificationEntity, {
      where: { accountId, ...(unread && { readAt: IsNull() }), ...(after && { id: LessThan(after[0]) }) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const page = toPage(found, limit, ({ id }) => [id], toNotification);
    return { ...page, unread: await tx.countBy(NotificationEntity, { accountId, readAt: IsNull() }) };
  }

  /** Marks one notification and all older ones read, or all; other open pages of the person hear of it. @throws Problem `not_found` */
  async markRead({ accountId }: Principal, upTo: string | undefined): Promise<MarkedRead> {
    return this.database.transaction(async (tx) => {
      if (upTo !== undefined && !(await tx.existsBy(NotificationEntity, { id: upTo, accountId })))
        throw notFound('notification');
      const read = await changed(
        tx,
        'UPDATE notifications SET read_at = $2 WHERE account_id = $1 AND read_at IS NULL AND ($3::uuid IS NULL OR id <= $3) RETURNING id',
        [accountId, this.clock.now(), upTo ?? null],
      );
      if (read.length > 0) await this.live.publish(tx, [accountId], 'notifications_read', { upTo: upTo ?? null });
      return { read: read.length };
    });
  }

  /** Which mails an unsubscribe link would end. @throws Problem `not_found` when the link is none of ours */
  readUnsubscribe(token: string) {
    const [accountId = '', preference = ''] = this.links.read(UNSUBSCRIBE, token) ?? [];
    if (!isPreference(preference)) throw notFound('link');
    return { accountId, preference };
  }

  /** Ends the mails an unsubscribe link is for (RFC 8058); a second time changes nothing. @throws Problem `not_found` */
  async unsubscribe(token: string): Promise<void> {
    const { accountId, preference } = this.readUnsubscribe(token);
    await this.accounts.update(accountId, { preferences: { [preference]: false } }, null);
  }

  /** Forgets what was told more than a year ago. */
  async prune(): Promise<number> {
    return execute(
      this.database.manager,
      `DELETE FROM notifications WHERE id IN (SELECT id FROM notifications WHERE created_at < $1::timestamptz - make_interval(days => $2) LIMIT 1000)`,
      [this.clock.now(), KEPT_DAYS],
    );
  }
}

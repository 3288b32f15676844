import { Transform } from 'class-transformer';
import { IsBoolean, IsUUID } from 'class-validator';
import { PageQuery, MayBeLeftOut } from '#libs/platform';
import type { NotificationEntity } from './notification.entity.ts';

export class NotificationsQuery extends PageQuery {
  /** Only what has not been read. */
  @MayBeLeftOut()
  @Transform(({ value }): unknown => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  unread?: boolean;
}

export class MarkRead {
  /** This one and all older ones; left out: all. */
  @MayBeLeftOut()
  @IsUUID()
  upTo?: string;
}

export class NotificationSubject {
  kind!: string;
  id!: string;
}

export class NotificationResponse {
  id!: string;
  /** `booking_confirmed`, `reminder`, `message`, … */
  kind!: string;
  title!: string;
  text!: string;
  /** Where to go from here. */
  url!: string | null;
  about!: NotificationSubject | null;
  createdAt!: string;
  readAt!: string | null;
}

export class NotificationPage {
  data!: NotificationResponse[];
  nextCursor!: string | null;
  /** How many are unread in all. */
  unread!: number;
}

export class MarkedRead {
  read!: number;
}

export const toNotification = (notification: NotificationEntity): NotificationResponse => {
  const { id, kind, title, text, url, subjectKind, subjectId, createdAt, readAt } = notification;
  return {
    ...{ id, kind, title, text, url },
    about: subjectKind !== null && subjectId !== null ? { kind: subjectKind, id: subjectId } : null,
    createdAt: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  };
};

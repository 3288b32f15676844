import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, LessThan, Not } from 'typeorm';
import { AccountsService } from '#libs/accounts';
import { BookingsRepository } from '#libs/bookings';
import { MentorsService } from '#libs/mentors';
import {
  Clock,
  Database,
  decodeCursor,
  Events,
  newId,
  notFound,
  type Page,
  type PageQuery,
  type Principal,
  Problem,
  rows,
  toPage,
} from '#libs/platform';
import { withoutContacts } from './domain/contacts.ts';
import { MessageEntity, type Side, ThreadEntity } from './message.entities.ts';
import type { BeginThread, MessageResponse, ThreadResponse, WriteMessage } from './messages.dto.ts';
import { MessageSent, MessageWaiting } from './messages.events.ts';

/** Messages between a candidate and a mentor; contact details are hidden until they have booked a paid session. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly mentors: MentorsService,
    private readonly bookings: BookingsRepository,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** A candidate writes to a mentor, for the first time or again. @throws Problem `not_found`, `policy_violation` (blocked, oneself) */
  async begin(candidate: Principal, { mentorId, ...wanted }: BeginThread): Promise<MessageResponse> {
    const mentor = await this.mentors.published(mentorId);
    if (mentor.accountId === candidate.accountId) throw new Problem('policy_violation', 'That is you.');
    const [id, now] = [newId(), this.clock.now()];
    return this.database.transaction(async (tx) => {
      await tx
        .createQueryBuilder()
        .insert()
        .into(ThreadEntity)
        .values({
          ...{ id, candidateId: candidate.accountId, mentorId: mentor.id, mentorAccountId: mentor.accountId },
          ...{ candidateReadAt: now, mentorReadAt: now, blockedBy: null, lastMessageAt: now, createdAt: now },
        })
        .orIgnore()
        .execute();
      const thread = await tx.findOneOrFail(ThreadEntity, {
        where: { candidateId: candidate.accountId, mentorId: mentor.id },
        lock: { mode: 'for_no_key_update' },
      });
      return this.add(tx, thread, 'candidate', wanted);
    });
  }

  /** @throws Problem `not_found`, `policy_violation` (blocked) */
  async write(person: Principal, threadId: string, wanted: WriteMessage): Promise<MessageResponse> {
    return this.database.transaction(async (tx) => {
      const { thread, side } = await this.own(tx, person, threadId, true);
      return this.add(tx, thread, side, wanted);
    });
  }

  /** My threads, the latest message first. */
  async threads({ accountId }: Principal, query: PageQuery): Promise<Page<ThreadResponse>> {
    const after = decodeCursor<[string, string]>(query.cursor, ['string', 'string']);
    const found = await rows<
      Omit<ThreadResponse, 'otherReadAt' | 'lastMessageAt'> & { otherReadAt: Date; lastMessageAt: Date }
    >(
      this.database.manager,
      `SELECT t.id, jsonb_build_object('id', m.id, 'displayName', m.display_name) AS mentor, jsonb_build_object('id', c.id, 'name', c.name) AS candidate, t.blocked_by AS "blockedBy",
         t.last_message_at AS "lastMessageAt", CASE WHEN t.candidate_id = $1 THEN t.mentor_read_at ELSE t.candidate_read_at END AS "otherReadAt",
         (SELECT count(*)::int FROM messages x WHERE x.thread_id = t.id AND (t.candidate_id = $1 AND x.by = 'mentor' AND x.created_at > t.candidate_read_at
            OR t.mentor_account_id = $1 AND x.by = 'candidate' AND x.created_at > t.mentor_read_at)) AS unread
       FROM threads t JOIN mentors m ON m.id = t.mentor_id JOIN accounts c ON c.id = t.candidate_id
       WHERE (t.candidate_id = $1 OR t.mentor_account_id = $1) AND ($2::timestamptz IS NULL OR (t.last_message_at, t.id) < ($2, $3::uuid))
       ORDER BY t.last_message_at DESC, t.id DESC LIMIT $4`,
      [accountId, after?.[0] ?? null, after?.[1] ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      ({ lastMessageAt, id }) => [lastMessageAt.toISOString(), id],
      (one) => ({ ...one, otherReadAt: one.otherReadAt.toISOString(), lastMessageAt: one.lastMessageAt.toISOString() }),
    );
  }

  /** Messages of a thread, the latest first. @throws Problem `not_found` */
  async messages(person: Principal, threadId: string, query: PageQuery): Promise<Page<MessageResponse>> {
    await this.own(this.database.manager, person, threadId);
    const after = decodeCursor<[string]>(query.cursor, ['string']);
    const found = await this.database.manager.find(MessageEntity, {
      where: { threadId, ...(after && { id: LessThan(after[0]) }) },
      order: { id: 'DESC' },
      take: query.limit + 1,
    });
    return toPage(found, query.limit, ({ id }) => [id], shown);
  }

  /** Everything so far is read. @throws Problem `not_found` */
  async read(person: Principal, threadId: string): Promise<void> {
    const { side } = await this.own(this.database.manager, person, threadId);
    const readAt = this.clock.now();
    await this.database.manager.update(
      ThreadEntity,
      { id: threadId },
      side === 'candidate' ? { candidateReadAt: readAt } : { mentorReadAt: readAt },
    );
  }

  /** One side wants no more messages, or does again; only who blocked may take it back. @throws Problem `not_found`, `policy_violation` */
  async block(person: Principal, threadId: string, isBlocked: boolean): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { thread, side } = await this.own(tx, person, threadId, true);
      if (thread.blockedBy !== null && thread.blockedBy !== side)
        throw new Problem('policy_violation', 'The other side has blocked this thread.');
      await tx.update(ThreadEntity, { id: threadId }, { blockedBy: isBlocked ? side : null });
    });
  }

  /** Tells admins of a message of the other side; the first complaint is kept. @throws Problem `not_found` */
  async report(person: Principal, messageId: string, reason: string): Promise<void> {
    const tx = this.database.manager;
    const message = await tx.findOneBy(MessageEntity, { id: messageId });
    const own = message && (await this.own(tx, person, message.threadId).catch(() => null));
    if (!message || !own || own.side === message.by) throw notFound('message');
    if (message.reportedAt === null)
      await tx.update(MessageEntity, { id: messageId }, { reportedAt: this.clock.now(), reportReason: reason });
  }

  /** Reported messages nobody has decided on, oldest first, each on its own: admins do not read threads. */
  reported(after: string | null, limit: number) {
    return rows<{
      id: string;
      threadId: string;
      by: Side;
      authorId: string;
      text: string;
      reportedAt: Date;
      reportReason: string;
    }>(
      this.database.manager,
      `SELECT m.id, m.thread_id AS "threadId", m.by, CASE m.by WHEN 'candidate' THEN t.candidate_id ELSE t.mentor_account_id END AS "authorId", m.text,
         m.reported_at AS "reportedAt", m.report_reason AS "reportReason"
       FROM messages m JOIN threads t ON t.id = m.thread_id
       WHERE m.reported_at IS NOT NULL AND m.settled_at IS NULL AND ($1::uuid IS NULL OR m.id > $1) ORDER BY m.id LIMIT $2`,
      [after, limit],
    );
  }

  /** Settles a complaint: the message is shown to nobody any more, or stays. @throws Problem `not_found` */
  async settleReport(tx: EntityManager, id: string, isHidden: boolean): Promise<void> {
    const { affected } = await tx.update(
      MessageEntity,
      { id, reportedAt: Not(IsNull()), settledAt: IsNull() },
      { settledAt: this.clock.now(), hidden: isHidden },
    );
    if (affected === 0) throw notFound('reported message');
  }

  private async add(
    tx: EntityManager,
    thread: ThreadEntity,
    by: Side,
    { text, links }: WriteMessage,
  ): Promise<MessageResponse> {
    if (thread.blockedBy !== null) throw new Problem('policy_violation', 'One of you wants no more messages here.');
    const mayShare = await this.bookings.hasPaid(tx, thread.candidateId, thread.mentorId);
    const masked = mayShare ? { text, isMasked: false } : withoutContacts(text);
    const shared = mayShare ? links : links.filter((link) => !withoutContacts(link).isMasked);
    const now = this.clock.now();
    const message = tx.create(MessageEntity, {
      ...{ id: newId(), threadId: thread.id, by, text: masked.text, links: shared, createdAt: now },
      ...{
        masked: masked.isMasked || shared.length < links.length,
        reportedAt: null,
        reportReason: null,
        settledAt: null,
        hidden: false,
      },
    });
    await tx.insert(MessageEntity, message);
    await tx.update(ThreadEntity, { id: thread.id }, { lastMessageAt: now });
    await this.events.publish(tx, new MessageSent(message.id, thread.id, [thread.candidateId, thread.mentorAccountId]));
    await this.tell(tx, thread, message);
    return shown(message);
  }

  /** The other side is told of the first message that waits for them, not of every one. */
  private async tell(tx: EntityManager, thread: ThreadEntity, { id, by, createdAt }: MessageEntity): Promise<void> {
    const [reader, readerId, readAt] =
      by === 'candidate'
        ? (['mentor', thread.mentorAccountId, thread.mentorReadAt] as const)
        : (['candidate', thread.candidateId, thread.candidateReadAt] as const);
    const [waiting] = await rows<{ count: number }>(
      tx,
      'SELECT count(*)::int AS count FROM messages WHERE thread_id = $1 AND by = $2 AND created_at > $3 AND created_at < $4',
      [thread.id, by, readAt, createdAt],
    );
    if ((waiting?.count ?? 0) > 0) return;
    const mentor = (await this.mentors.names(tx, [thread.mentorId])).get(thread.mentorId);
    const candidate = (await this.accounts.people(tx, [thread.candidateId])).get(thread.candidateId);
    const fromName = (by === 'candidate' ? candidate?.name : mentor?.displayName) ?? '';
    await this.events.publish(tx, new MessageWaiting(id, thread.id, readerId, reader, fromName));
  }

  private async own(
    tx: EntityManager,
    { accountId }: Principal,
    id: string,
    lock = false,
  ): Promise<{ thread: ThreadEntity; side: Side }> {
    const thread = await tx.findOne(ThreadEntity, {
      where: { id },
      ...(lock && { lock: { mode: 'for_no_key_update' } }),
    });
    const side =
      thread?.candidateId === accountId ? 'candidate' : thread?.mentorAccountId === accountId ? 'mentor' : null;
    if (!thread || !side) throw notFound('thread');
    return { thread, side };
  }
}

const shown = ({ id, threadId, by, text, links, masked, hidden, createdAt }: MessageEntity): MessageResponse => ({
  ...{ id, threadId, by, masked, hidden },
  ...(hidden ? { text: '', links: [] } : { text, links }),
  createdAt: createdAt.toISOString(),
});

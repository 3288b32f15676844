import { Injectable } from '@nestjs/common';
import { type EntityManager, type FindOptionsWhere, IsNull, LessThan, Not } from 'typeorm';
import { AccountsService } from '#libs/accounts';
import { BookingsRepository, partyOf } from '#libs/bookings';
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
  SWEEP_BATCH,
  toPage,
} from '#libs/platform';
import { blindUntil, initialOf, mayReview, REVIEW_DAYS } from './domain/review-rules.ts';
import { ReviewEntity } from './review.entity.ts';
import type {
  AdminReview,
  AdminReviewsQuery,
  BookingReviews,
  PublicReview,
  RatingCheck,
  RatingProblem,
  ReviewResponse,
  WriteReview,
} from './reviews.dto.ts';
import { ReviewPublished } from './reviews.events.ts';

/** Reviews: each side of a session writes one without seeing the other's; both appear together, or alone after 14 days. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly database: Database,
    private readonly bookings: BookingsRepository,
    private readonly mentors: MentorsService,
    private readonly accounts: AccountsService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `not_found`, `invalid_state` (not completed), `policy_violation` (too late), `already_exists` */
  async write(author: Principal, bookingId: string, wanted: WriteReview): Promise<ReviewResponse> {
    const [id, now] = [newId(), this.clock.now()];
    const written = await this.database.transaction(async (tx) => {
      const booking = await this.bookings.lock(tx, bookingId); // the two sides one after the other
      const by = booking && partyOf(booking, author.accountId);
      if (!by) throw notFound('booking');
      const may = mayReview(booking, now);
      if (may === 'not_completed') throw new Problem('invalid_state', 'A session is reviewed once it is completed.');
      if (may === 'too_late')
        throw new Problem('policy_violation', `A session is reviewed within ${REVIEW_DAYS} days.`);
      const review = tx.create(ReviewEntity, {
        ...{
          id,
          bookingId,
          by,
          authorId: author.accountId,
          mentorId: booking.mentorId,
          state: 'blind',
          createdAt: now,
        },
        ...{
          rating: wanted.rating,
          text: wanted.text.trim(),
          tags: wanted.tags,
          privateRating: wanted.privateRating ?? null,
        },
        ...{
          publishedAt: null,
          hiddenReason: null,
          reply: null,
          repliedAt: null,
          reportedAt: null,
          reportReason: null,
        },
      });
      await tx.insert(ReviewEntity, review);
      const both = await tx.findBy(ReviewEntity, { bookingId, state: 'blind' });
      if (both.length === 2) for (const one of both) await this.publish(tx, one);
      return tx.findOneByOrFail(ReviewEntity, { id });
    });
    return (await this.shown([written]))[0] as ReviewResponse;
  }

  /** Both sides' reviews of a session, for one of them. @throws Problem `not_found` */
  async ofBooking(reader: Principal, bookingId: string): Promise<BookingReviews> {
    const booking = await this.bookings.find(this.database.manager, bookingId);
    const side = booking && partyOf(booking, reader.accountId);
    if (!side) throw notFound('booking');
    const found = await this.database.manager.findBy(ReviewEntity, { bookingId });
    const [mine, theirs] = [
      found.find(({ by }) => by === side),
      found.find(({ by, state }) => by !== side && state === 'published'),
    ];
    const shown = await this.shown([mine, theirs].filter((one) => one !== undefined));
    const of = (review: ReviewEntity | undefined): ReviewResponse | null =>
      shown.find(({ id }) => id === review?.id) ?? null;
    return { mine: of(mine), theirs: of(theirs) };
  }

  /** Published reviews of a mentor, latest first. @throws Problem `not_found` */
  async ofMentor(idOrSlug: string, query: PageQuery): Promise<Page<PublicReview>> {
    const mentor = await this.mentors.published(idOrSlug);
    const page = await this.page({ mentorId: mentor.id, by: 'candidate', state: 'published' }, query);
    const shown = await this.shown(page.data);
    return {
      nextCursor: page.nextCursor,
      data: shown.map(({ bookingId: _, by: __, state: ___, ...open }) => open),
    };
  }

  /** The mentor's one answer to a published review. @throws Problem `not_found`, `already_exists` */
  async reply(mentor: Principal, id: string, text: string): Promise<ReviewResponse> {
    const replied = await this.database.transaction(async (tx) => {
      const review = await this.lock(tx, id);
      const own = review && (await this.mentors.own(mentor.accountId).catch(() => null));
      if (!review || own?.id !== review.mentorId || review.by !== 'candidate' || review.state !== 'published')
        throw notFound('review');
      if (review.reply !== null) throw new Problem('already_exists', 'You have answered this review already.');
      Object.assign(review, { reply: text.trim(), repliedAt: this.clock.now() });
      return tx.save(review);
    });
    return (await this.shown([replied]))[0] as ReviewResponse;
  }

  /** Anybody says that a published review breaks the rules; the first complaint is kept. @throws Problem `not_found` */
  async report(id: string, reason: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const review = await this.lock(tx, id);
      if (review?.state !== 'published') throw notFound('review');
      if (review.reportedAt === null)
        await tx.update(ReviewEntity, { id }, { reportedAt: this.clock.now(), reportReason: reason });
    });
  }

  /** Hides a review, or shows it again; the mentor's rating follows. Inside the admin's audited transaction. @throws Problem `not_found`, `invalid_state` */
  async moderate(
    tx: EntityManager,
    id: string,
    hide: boolean,
    reason: string,
  ): Promise<{ before: string; after: string }> {
    const review = await this.lock(tx, id);
    if (!review) throw notFound('review');
    const [before, after] = [review.state, hide ? ('hidden' as const) : ('published' as const)];
    const isPossible = hide ? before !== 'hidden' : before === 'hidden';
    if (!isPossible) throw new Problem('invalid_state', `This review is ${before} already.`);
    await tx.update(
      ReviewEntity,
      { id },
      { state: after, hiddenReason: hide ? reason : null, publishedAt: review.publishedAt ?? this.clock.now() },
    );
    const counted = Number(after === 'published') - Number(before === 'published');
    if (review.by === 'candidate' && counted !== 0)
      await this.mentors.countRating(tx, review.mentorId, review.rating, counted);
    return { before, after };
  }

  /** Reviews for admins, latest first. */
  async list({ state, ...query }: AdminReviewsQuery): Promise<Page<AdminReview>> {
    const page = await this.page(
      state === 'reported' ? { reportedAt: Not(IsNull()) } : { ...(state && { state }) },
      query,
    );
    const shown = await this.shown(page.data);
    return {
      nextCursor: page.nextCursor,
      data: page.data.map(({ mentorId, privateRating, hiddenReason, reportedAt, reportReason }, i) => ({
        ...(shown[i] as ReviewResponse),
        ...{ mentorId, privateRating, hiddenReason, reportReason, reportedAt: reportedAt?.toISOString() ?? null },
      })),
    };
  }

  /** Publishes what has been blind for 14 days; mentors in one order, as every batch that counts. */
  async publishDue(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const due = await tx
        .createQueryBuilder(ReviewEntity, 'r')
        .where(`r.state = 'blind' AND r.createdAt <= :until`, { until: blindUntil(this.clock.now()) })
        .orderBy('r.createdAt')
        .limit(SWEEP_BATCH)
        .setLock('for_no_key_update')
        .setOnLocked('skip_locked')
        .getMany();
      for (const review of due.toSorted((a, b) => (a.mentorId < b.mentorId ? -1 : 1))) await this.publish(tx, review);
      return due.length;
    });
  }

  /** Whether every mentor's rating is the sum of their published reviews and of those they brought along. */
  async check(): Promise<RatingCheck> {
    const problems = await rows<RatingProblem & { checked: number }>(
      this.database.manager,
      `SELECT m.id AS "mentorId", jsonb_build_object('count', m.carried_rating_count + coalesce(r.count, 0), 'sum', m.carried_rating_sum + coalesce(r.sum, 0)) AS expected,
         jsonb_build_object('count', m.rating_count, 'sum', m.rating_sum) AS actual
       FROM mentors m LEFT JOIN (SELECT mentor_id, count(*)::int AS count, sum(rating)::int AS sum FROM reviews WHERE by = 'candidate' AND state = 'published' GROUP BY mentor_id) r ON r.mentor_id = m.id
       WHERE m.rating_count <> m.carried_rating_count + coalesce(r.count, 0) OR m.rating_sum <> m.carried_rating_sum + coalesce(r.sum, 0)`,
    );
    const [all] = await rows<{ count: number }>(this.database.manager, 'SELECT count(*)::int AS count FROM mentors');
    return { ok: problems.length === 0, checked: all?.count ?? 0, problems };
  }

  private async publish(tx: EntityManager, { id, bookingId, by, mentorId, rating }: ReviewEntity): Promise<void> {
    await tx.update(ReviewEntity, { id }, { state: 'published', publishedAt: this.clock.now() });
    if (by === 'candidate') await this.mentors.countRating(tx, mentorId, rating, 1);
    await this.events.publish(tx, new ReviewPublished(id, bookingId, by));
  }

  private lock(tx: EntityManager, id: string): Promise<ReviewEntity | null> {
    return tx.findOne(ReviewEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  private async page(where: FindOptionsWhere<ReviewEntity>, query: PageQuery): Promise<Page<ReviewEntity>> {
    const after = decodeCursor<[string]>(query.cursor, ['string']);
    const found = await this.database.manager.find(ReviewEntity, {
      where: { ...where, ...(after && { id: LessThan(after[0]) }) },
      order: { id: 'DESC' },
      take: query.limit + 1,
    });
    return toPage(
      found,
      query.limit,
      ({ id }) => [id],
      (review) => review,
    );
  }

  private async shown(reviews: readonly ReviewEntity[]): Promise<ReviewResponse[]> {
    const people = await this.accounts.people(this.database.manager, [
      ...new Set(reviews.map(({ authorId }) => authorId)),
    ]);
    return reviews.map(
      ({ id, bookingId, by, authorId, rating, text, tags, state, publishedAt, createdAt, reply, repliedAt }) => ({
        ...{ id, bookingId, by, rating, text, tags, state, reply },
        author: initialOf(people.get(authorId)?.name ?? ''),
        publishedAt: (publishedAt ?? createdAt).toISOString(),
        repliedAt: repliedAt?.toISOString() ?? null,
      }),
    );
  }
}

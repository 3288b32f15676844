import { Injectable } from '@nestjs/common';
import { AvailabilityService, type Reason, TimeService } from '#libs/availability';
import { Clock, Database, invalidField, newId, notFound, type Principal, Problem } from '#libs/platform';
import { BookingStore } from './booking-store.ts';
import { BookingViews, partyOf } from './booking-views.ts';
import type { BookSeries, GroupResponse, RequestMentors } from './groups.dto.ts';
import type { BookingEntity } from './bookings.entities.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { BookingsService, checkAnswerable } from './bookings.service.ts';
import { REQUEST, SERIES } from './booking-subject.ts';
import { weeklyStarts } from './domain/series.ts';

/** Bookings that belong together: a weekly series, and a request to several mentors of whom the first to accept gets it. */
@Injectable()
export class GroupsService {
  constructor(
    private readonly database: Database,
    private readonly repository: BookingsRepository,
    private readonly store: BookingStore,
    private readonly bookings: BookingsService,
    private readonly views: BookingViews,
    private readonly availability: AvailabilityService,
    private readonly time: TimeService,
    private readonly clock: Clock,
  ) {}

  /**
   * Holds the same weekly time on the candidate's clock, all or nothing; paid on one page.
   * @throws Problem `slot_taken`, `slot_unavailable` (with `conflicts`), `policy_violation`, `too_many_holds`
   */
  async bookSeries(candidate: Principal, wanted: BookSeries, requestKey: string | null): Promise<GroupResponse> {
    const earlier = await this.earlier(candidate, requestKey, 'seriesId');
    if (earlier) return earlier;
    const offering = await this.bookings.bookable(candidate, wanted.offeringId);
    if (offering.kind !== 'session' || offering.requiresApproval)
      throw new Problem('policy_violation', 'Only sessions that need no approval can be booked as a series.');
    const seriesId = newId();
    const starts = weeklyStarts(new Date(wanted.startsAt), wanted.timeZone, wanted.count);
    const drafts = starts.map((startsAt, i) =>
      this.store.draft(
        { ...wanted, candidateId: candidate.accountId, offering, startsAt, requestKey: i === 0 ? requestKey : null },
        { seriesId },
      ),
    );
    await this.checkStarts(drafts);
    await this.database.transaction(async (tx) => {
      for (const draft of drafts)
        await this.store.insert(tx, draft).catch((error: unknown) => conflictAt(draft, error));
    });
    return this.view(candidate, seriesId);
  }

  /**
   * Asks up to three mentors at once. Their times are held; the largest price is authorized, the first to accept gets
   * the session and only their price is taken.
   * @throws Problem `slot_taken`, `slot_unavailable`, `policy_violation`, `too_many_holds`
   */
  async request(candidate: Principal, wanted: RequestMentors, requestKey: string | null): Promise<GroupResponse> {
    const earlier = await this.earlier(candidate, requestKey, 'requestId');
    if (earlier) return earlier;
    const requestId = newId();
    const drafts: BookingEntity[] = [];
    for (const [i, option] of wanted.options.entries()) {
      const offering = await this.bookings.bookable(candidate, option.offeringId);
      if (!offering.requiresApproval || offering.priceAmount === 0)
        throw invalidField(
          `options[${i}].offeringId`,
          'must be a paid offering whose mentor accepts each request first',
        );
      const [startsAt, key] = [new Date(option.startsAt), i === 0 ? requestKey : null];
      const draft = { ...wanted, candidateId: candidate.accountId, offering, startsAt, requestKey: key };
      drafts.push(this.store.draft(draft, { requestId }));
    }
    checkTogether(drafts);
    for (const draft of drafts) {
      const refused = await this.availability.refusal(draft, draft.startsAt);
      if (refused) throw refused;
      checkAnswerable(draft, this.clock.now());
    }
    const rivals = drafts.map(({ id }) => id);
    await this.database.transaction(async (tx) => {
      await this.time.lock(tx, [candidate.accountId, ...drafts.map(({ mentorAccountId }) => mentorAccountId)]);
      for (const draft of drafts)
        await this.store.insert(tx, draft, rivals).catch((error: unknown) => conflictAt(draft, error));
    });
    return this.view(candidate, requestId);
  }

  /** A series or request for its candidate and admins. @throws Problem `not_found` */
  async read(reader: Principal, id: string, kind: typeof SERIES | typeof REQUEST): Promise<GroupResponse> {
    const bookings = await this.repository.group(this.database.manager, id);
    const isOf = bookings.some(({ seriesId, requestId }) => (kind === SERIES ? seriesId : requestId) === id);
    const mayRead =
      bookings.some((one) => partyOf(one, reader.accountId) === 'candidate') || reader.roles.includes('admin');
    if (!isOf || !mayRead) throw notFound(kind === SERIES ? 'series' : 'request');
    return this.view(reader, id);
  }

  private async view(reader: Principal, id: string): Promise<GroupResponse> {
    const bookings = await this.repository.group(this.database.manager, id);
    const prices = bookings.map(({ priceAmount }) => priceAmount);
    const [first] = bookings;
    const amount = first?.requestId === id ? Math.max(...prices) : prices.reduce((sum, price) => sum + price, 0);
    return {
      id,
      price: { amount, currency: first?.currency ?? '' },
      holdExpiresAt: first?.state === 'held' ? (first.holdExpiresAt?.toISOString() ?? null) : null,
      bookings: await this.views.many(bookings, reader.accountId),
    };
  }

  private async earlier(
    candidate: Principal,
    requestKey: string | null,
    group: 'seriesId' | 'requestId',
  ): Promise<GroupResponse | null> {
    if (requestKey === null) return null;
    const found = await this.repository.byRequestKey(this.database.manager, candidate.accountId, requestKey);
    const id = found?.[group];
    return id ? this.view(candidate, id) : null;
  }

  /** Looks at every start before anything is taken, so that all conflicts can be told at once. */
  private async checkStarts(drafts: BookingEntity[]): Promise<void> {
    const [first] = drafts;
    if (!first) return;
    const reasons = await this.availability.reasons(
      first,
      drafts.map(({ startsAt }) => startsAt),
    );
    const conflicts = drafts.flatMap(({ startsAt }, i) => {
      const reason = reasons[i];
      return reason ? [{ startsAt: startsAt.toISOString(), reason }] : [];
    });
    if (conflicts.length > 0) throw conflictProblem(conflicts);
  }
}

interface Conflict {
  startsAt: string;
  reason: Reason;
}

function conflictProblem(conflicts: Conflict[]): Problem {
  const isTaken = conflicts.some(({ reason }) => reason === 'taken');
  const words = `${conflicts.length} of the weekly times cannot be booked, so none was.`;
  return new Problem(isTaken ? 'slot_taken' : 'slot_unavailable', words, { conflicts });
}

/** A group fails as a whole, and says where. */
function conflictAt({ startsAt }: BookingEntity, error: unknown): never {
  if (error instanceof Problem && (error.code === 'slot_taken' || error.code === 'slot_unavailable'))
    throw new Problem(error.code, error.detail, {
      conflicts: [
        { startsAt: startsAt.toISOString(), reason: error.code === 'slot_taken' ? 'taken' : 'outside_hours' },
      ],
    });
  throw error;
}

function checkTogether(drafts: BookingEntity[]): void {
  if (new Set(drafts.map(({ mentorId }) => mentorId)).size !== drafts.length)
    throw invalidField('options', 'must be of different mentors');
  if (new Set(drafts.map(({ currency }) => currency)).size > 1)
    throw invalidField('options', 'must be priced in one currency: one card is authorized for all of them');
}

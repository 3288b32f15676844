import { Injectable } from '@nestjs/common';
import { AvailabilityService } from '#libs/availability';
import { editDistance } from '#libs/intake';
import {
  type DirectoryQuery,
  type MentorPage,
  type MentorOutcomes,
  type PublicMentorProfile,
  MentorsRepository,
  MentorsService,
  type OfferingEntity,
  policyText,
  StandingService,
  toCard,
  toOffering,
  toRow,
} from '#libs/mentors';
import { Clock, Database, decodeCursor, row, toPage } from '#libs/platform';
import { type DirectoryWish, filterDirectory, ratingOf, topOf } from './domain/directory.ts';
import type { MentorIndex } from './domain/mentor-index.ts';
import { firstAtOrAfter } from './domain/times.ts';
import { AHEAD_DAYS, Market } from './market.service.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Of so many mentors, the best rated, free times are looked at where they decide. */
const MOST_BY_TIME = 20_000;
/** Of so many mentors at once free times further ahead than usual are computed. */
const FAR_AT_ONCE = 200;
/** Fewer outcomes than these are somebody's story, not a figure. */
const FEWEST_OUTCOMES = 5;
/** How much the text counts beside the rating: a rank of 0.1 as much as one star. */
const RELEVANCE_WEIGHT = 10;

/** The public directory: profiles from the index, with computed free times. */
@Injectable()
export class DirectoryService {
  constructor(
    private readonly database: Database,
    private readonly market: Market,
    private readonly repository: MentorsRepository,
    private readonly mentors: MentorsService,
    private readonly standing: StandingService,
    private readonly availability: AvailabilityService,
    private readonly clock: Clock,
  ) {}

  async search(query: DirectoryQuery): Promise<MentorPage> {
    const after = decodeCursor<[number, string]>(query.cursor, ['number', 'string']);
    const index = await this.market.mentorsNow();
    const text = query.q === undefined ? null : await this.textFit(index, query.q);
    const wish = wishOf(query, text?.relevance);
    const found = filterDirectory(index, wish);
    const next = isByTime(query) ? await this.startsWithin(index, query, found.rows) : null;
    const rows = next ? found.rows.filter((row) => next.has(row)) : found.rows;
    const top = topOf(index, rows, keyOf(index, query, wish, next), after, query.limit + 1);
    const page = toPage(
      top,
      query.limit,
      ({ key, row }) => [key, index.ids.idOf(row)],
      ({ row }) => row,
    );
    return {
      data: await this.cards(index, query, page.data, next),
      nextCursor: page.nextCursor,
      facets: found.facets,
      total: rows.length,
      ...(text && text.readAs !== query.q && { readAs: text.readAs }),
    };
  }

  /** Where a link to a slug of earlier leads. */
  movedTo(slug: string): Promise<string | null> {
    return this.mentors.movedTo(slug);
  }

  /** @throws Problem `not_found` */
  async profile(idOrSlug: string): Promise<PublicMentorProfile> {
    const mentor = await this.mentors.published(idOrSlug);
    const offerings = (await this.mentors.offeringsOf(mentor.id)).filter(({ active }) => active);
    const card = toRow(mentor, offerings, await this.mentors.activeCandidates(mentor.id));
    const index = await this.market.mentorsNow();
    const place = index.ids.find(mentor.id);
    const next = (await this.nextStarts(index, place < 0 ? [] : [place], undefined)).get(place);
    const { bio, history, yearsOfExperience, links, policy } = mentor;
    return {
      ...toCard(card, next === undefined ? null : new Date(next)),
      bio,
      history,
      yearsOfExperience,
      links,
      policy,
      policyText: policyText(policy),
      offerings: offerings.map(toOffering),
      reliability: await this.standing.reliability(mentor.id),
      outcomes: await this.outcomesOf(mentor.id, mentor.rounds),
    };
  }

  /** What candidates who had sessions with the mentor told of the rounds the mentor coaches; kept quiet while it is about few. */
  private async outcomesOf(mentorId: string, rounds: readonly string[]): Promise<MentorOutcomes | null> {
    const found = await row<MentorOutcomes>(
      this.database.manager,
      `SELECT count(*)::int AS told, (count(*) FILTER (WHERE o.result IN ('passed', 'offer')))::int AS passed
       FROM (SELECT DISTINCT b.intake_id FROM bookings b JOIN intakes i ON i.id = b.intake_id AND i.account_id = b.candidate_id
             WHERE b.mentor_id = $1 AND b.state = 'completed') coached
       JOIN outcomes o ON o.intake_id = coached.intake_id WHERE o.result <> 'withdrew' AND o.round = ANY ($2)`,
      [mentorId, rounds],
    );
    return found && found.told >= FEWEST_OUTCOMES ? found : null;
  }

  /** How well profiles fit a text, by row; where nothing does, typing errors are put right and it is searched again. */
  private async textFit(index: MentorIndex, q: string): Promise<{ relevance: Map<number, number>; readAs: string }> {
    const found = await this.repository.textSearch(q);
    const readAs = found.length > 0 ? q : await this.corrected(q);
    const better = readAs === q ? found : await this.repository.textSearch(readAs);
    const relevance = new Map(better.map(({ id, rank }) => [index.ids.find(id), rank]));
    relevance.delete(-1);
    return { relevance, readAs };
  }

  /** The text with words that no profile has replaced by the nearest one: begun alike, or with one or two typing errors. */
  private async corrected(q: string): Promise<string> {
    const words = q.toLowerCase().match(/[\p{L}\p{N}]{3,40}/gu) ?? [];
    const nearest = new Map((await this.repository.nearestWords(words)).map(({ word, near }) => [word, near]));
    return q.toLowerCase().replace(/[\p{L}\p{N}]{3,40}/gu, (word) => {
      const near = nearest.get(word) ?? [];
      if (near.length === 0 || near.includes(word)) return word;
      const most = word.length < 6 ? 1 : 2;
      const ranked = near
        .map((one) => ({ one, distance: editDistance(word, one, most) }))
        .sort((a, b) => a.distance - b.distance);
      const [best] = ranked;
      return best && best.distance <= most ? best.one : (near.find((one) => one.startsWith(word)) ?? word);
    });
  }

  /** The first free start in the wanted time, epoch ms, by row. */
  private async startsWithin(
    index: MentorIndex,
    { availableFrom, availableTo, currency }: DirectoryQuery,
    rows: readonly number[],
  ): Promise<Map<number, number>> {
    const now = this.clock.now().getTime();
    const from = availableFrom === undefined ? now : Math.max(now, Date.parse(availableFrom));
    const to = availableTo === undefined ? Math.max(now, from - DAY) + AHEAD_DAYS * DAY : Date.parse(availableTo);
    if (to <= from) return new Map();
    const looked =
      rows.length <= MOST_BY_TIME
        ? rows
        : topOf(index, rows, (row) => ratingOf(index, row), null, MOST_BY_TIME).map(({ row }) => row);
    return this.nextStarts(index, looked, currency, from, to);
  }

  /** The first free start of each row's cheapest session in `[from, to)`, epoch ms. */
  private async nextStarts(
    index: MentorIndex,
    rows: readonly number[],
    currency: string | undefined,
    from = 0,
    to = Infinity,
  ): Promise<Map<number, number>> {
    const suits = (offering: OfferingEntity): boolean => currency === undefined || offering.currency === currency;
    if (Number.isFinite(to) && to > this.clock.now().getTime() + AHEAD_DAYS * DAY)
      return this.farStarts(index, rows, suits, from, to);
    const [first, end] = [Math.ceil(from / MINUTE), to / MINUTE];
    const next = new Map<number, number>();
    for (const { row, starts, earliest } of await this.market.offersOf(rows, suits)) {
      const start = starts[firstAtOrAfter(starts, Math.max(first, earliest))];
      if (start !== undefined && start < end) next.set(row, start * MINUTE);
    }
    return next;
  }

  /** Further ahead than the market looks. */
  private async farStarts(
    index: MentorIndex,
    rows: readonly number[],
    suits: (offering: OfferingEntity) => boolean,
    from: number,
    to: number,
  ): Promise<Map<number, number>> {
    const sessions = await this.market.sessionsOf(rows);
    const wishes = rows.flatMap((row) => sessions.get(row)?.find(suits) ?? []);
    const found = new Map<number, number>();
    for (let i = 0; i < wishes.length; i += FAR_AT_ONCE) {
      const some = wishes.slice(i, i + FAR_AT_ONCE); // a year of each takes a while: others have their turn in between
      for (const [id, { starts }] of await this.availability.calendarsOf(some, from, to))
        if (starts[0] !== undefined) found.set(index.ids.find(id), starts[0]);
    }
    return found;
  }

  private async cards(
    index: MentorIndex,
    { currency, maxPrice }: DirectoryQuery,
    rows: readonly number[],
    next: Map<number, number> | null,
  ): Promise<MentorPage['data']> {
    if (rows.length === 0) return [];
    const ids = rows.map((row) => index.ids.idOf(row));
    const wanted = currency ?? (maxPrice === undefined ? undefined : 'USD');
    const found = await this.repository.cards(ids, wanted);
    const starts = next ?? (await this.nextStarts(index, rows, wanted));
    const byId = new Map(found.map((card) => [card.id, card]));
    return rows.flatMap((row, i) => {
      const [card, start] = [byId.get(ids[i] as string), starts.get(row)];
      return card ? [toCard(card, start === undefined ? null : new Date(start))] : [];
    });
  }
}

const isByTime = ({ sort, availableFrom, availableTo }: DirectoryQuery): boolean =>
  sort === 'soonest' || availableFrom !== undefined || availableTo !== undefined;

/** What the list is sorted by, greatest first. */
function keyOf(
  index: MentorIndex,
  { sort, q }: DirectoryQuery,
  { currency, relevance }: DirectoryWish,
  next: ReadonlyMap<number, number> | null,
): (row: number) => number {
  const place = currency === undefined ? null : index.currencies.place(currency);
  if (sort === 'soonest') return (row) => -(next?.get(row) ?? 0);
  if (sort === 'price') return (row) => -Math.min(2_000_000_000, index.priceOf(row, place));
  if (sort === 'rating' || q === undefined) return (row) => ratingOf(index, row);
  return (row) => (relevance?.get(row) ?? 0) * RELEVANCE_WEIGHT + ratingOf(index, row);
}

const wishOf = (
  { specialty, round, segment, language, region, maxPrice, currency, minRating }: DirectoryQuery,
  relevance: Map<number, number> | undefined,
): DirectoryWish => ({
  ...{ specialty, round, segment, language, region, maxPrice, minRating, relevance },
  currency: currency ?? (maxPrice === undefined ? undefined : 'USD'),
});

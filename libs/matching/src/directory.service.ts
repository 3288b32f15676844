import { Injectable } from '@nestjs/common';
import { AvailabilityService } from '#libs/availability';
import {
  type DirectoryQuery,
  type DirectorySearch,
  type MentorCard,
  type MentorProfile,
  type MentorRow,
  MentorsRepository,
  MentorsService,
  policyText,
  toCard,
  toOffering,
  toRow,
} from '#libs/mentors';
import { Clock, decodeCursor, type Page, toPage } from '#libs/platform';

const DAY = 86_400_000;
/** How far ahead the next free start is looked for. */
const AHEAD_DAYS = 60;
const MOST_MENTORS = 10_000;

/** The public directory: stored profiles with computed free times. */
@Injectable()
export class DirectoryService {
  constructor(
    private readonly repository: MentorsRepository,
    private readonly mentors: MentorsService,
    private readonly availability: AvailabilityService,
    private readonly clock: Clock,
  ) {}

  async search(query: DirectoryQuery): Promise<Page<MentorCard>> {
    const after = decodeCursor<[number, string]>(query.cursor, ['number', 'string']);
    const byTime = query.sort === 'soonest' || query.availableFrom !== undefined || query.availableTo !== undefined;
    return byTime ? this.searchByTime(query, after) : this.searchByProfile(query, after);
  }

  /** @throws Problem `not_found` */
  async profile(idOrSlug: string): Promise<MentorProfile> {
    const mentor = await this.mentors.published(idOrSlug);
    const offerings = (await this.mentors.offeringsOf(mentor.id)).filter(({ active }) => active);
    const row = toRow(mentor, offerings);
    const next = await this.nextStarts([row]);
    const { bio, history, yearsOfExperience, links, policy } = mentor;
    return {
      ...toCard(row, next.get(row.id) ?? null),
      bio,
      history,
      yearsOfExperience,
      links,
      policy,
      policyText: policyText(policy),
      offerings: offerings.map(toOffering),
    };
  }

  private async searchByProfile(query: DirectoryQuery, after: [number, string] | null): Promise<Page<MentorCard>> {
    const rows = await this.repository.search({
      ...filtersOf(query),
      sort: profileSort(query),
      after,
      limit: query.limit + 1,
    });
    const next = await this.nextStarts(rows.slice(0, query.limit));
    return toPage(
      rows,
      query.limit,
      ({ key, id }) => [key, id],
      (row) => toCard(row, next.get(row.id) ?? null),
    );
  }

  /** Free times are computed, not stored, so every fitting mentor's are looked at. */
  private async searchByTime(query: DirectoryQuery, after: [number, string] | null): Promise<Page<MentorCard>> {
    const rows = await this.repository.search({
      ...filtersOf(query),
      sort: profileSort(query),
      after: null,
      limit: MOST_MENTORS,
    });
    const now = this.clock.now().getTime();
    const from = query.availableFrom === undefined ? now : Math.max(now, Date.parse(query.availableFrom));
    const to = query.availableTo === undefined ? from + AHEAD_DAYS * DAY : Date.parse(query.availableTo);
    const next = to > from ? await this.nextStarts(rows, from, to) : new Map<string, Date>();
    const found = rows
      .flatMap((row) => {
        const start = next.get(row.id);
        return start === undefined
          ? []
          : [{ ...row, key: query.sort === 'soonest' ? -start.getTime() : row.key, start }];
      })
      .sort((a, b) => b.key - a.key || (a.id < b.id ? 1 : -1))
      .filter(({ key, id }) => after === null || key < after[0] || (key === after[0] && id < after[1]));
    return toPage(
      found.slice(0, query.limit + 1),
      query.limit,
      ({ key, id }) => [key, id],
      (row) => toCard(row, row.start),
    );
  }

  private async nextStarts(
    rows: MentorRow[],
    from = this.clock.now().getTime(),
    to = from + AHEAD_DAYS * DAY,
  ): Promise<Map<string, Date>> {
    const wishes = rows.flatMap(({ id: mentorId, cheapest }) => (cheapest ? [{ mentorId, ...cheapest }] : []));
    if (wishes.length === 0) return new Map();
    const starts = await this.availability.startsOfMany(wishes, from, to);
    return new Map(
      [...starts].flatMap(([id, [first]]) => (first === undefined ? [] : [[id, new Date(first)] as const])),
    );
  }
}

const profileSort = ({ sort, q }: DirectoryQuery): DirectorySearch['sort'] =>
  sort === 'price' || sort === 'rating' ? sort : q === undefined ? 'rating' : 'relevance';

const filtersOf = ({
  q,
  specialty,
  round,
  segment,
  language,
  region,
  maxPrice,
  currency,
  minRating,
}: DirectoryQuery): Omit<DirectorySearch, 'sort' | 'after' | 'limit'> => ({
  ...{ q, specialty, round, segment, language, region, minRating },
  ...{ maxPrice, currency: currency ?? (maxPrice === undefined ? undefined : 'USD') },
});

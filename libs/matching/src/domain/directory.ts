import { maskOf, type MentorIndex } from './mentor-index.ts';

/** Filters of the directory that name words, each with its column of bits. */
const FACETS = ['specialty', 'round', 'segment', 'language', 'region'] as const;
type Facet = (typeof FACETS)[number];

export interface DirectoryWish extends Partial<Record<Facet, readonly string[]>> {
  currency?: string;
  /** Minor units. */
  maxPrice?: number;
  /** Of the rating shown, 1 to 5. */
  minRating?: number;
  /** How well the text of each row fits; rows without a number do not. */
  relevance?: ReadonlyMap<number, number>;
}

export interface Found {
  /** Rows that fit everything. */
  rows: number[];
  facets: Record<Facet, { value: string; count: number }[]>;
}

/** The rating the directory shows and sorts by; see `bayesianRating`. */
export const ratingOf = (index: MentorIndex, row: number): number =>
  ((index.columns.ratingSum[row] as number) + 23) / ((index.columns.ratingCount[row] as number) + 5);

/** Filters all mentors in one pass. A facet counts mentors that fit all filters but its own, so that it shows what else there is. */
export function filterDirectory(index: MentorIndex, wish: DirectoryWish): Found {
  const facets = FACETS.map((facet) => facetOf(index, facet, wish[facet]));
  const fitsRest = restOf(index, wish);
  const rows: number[] = [];
  for (let row = 0; row < index.rows; row++) {
    if (index.columns.live[row] === 0 || !fitsRest(row)) continue;
    const failing = facets.filter(({ fits }) => !fits(row));
    if (failing.length === 0) {
      rows.push(row);
      for (const facet of facets) facet.count(row);
    } else if (failing.length === 1) failing[0]?.count(row);
  }
  return { rows, facets: Object.fromEntries(facets.map(({ facet, counts }) => [facet, counts()])) as Found['facets'] };
}

function restOf(
  index: MentorIndex,
  { currency, maxPrice, minRating, relevance }: DirectoryWish,
): (row: number) => boolean {
  const place = currency === undefined ? null : index.currencies.place(currency);
  const most = maxPrice ?? (currency === undefined ? Infinity : Number.MAX_SAFE_INTEGER);
  return (row) =>
    (relevance === undefined || relevance.has(row)) &&
    index.priceOf(row, place) <= most &&
    (minRating === undefined || ratingOf(index, row) >= minRating);
}

interface FacetColumn {
  facet: Facet;
  fits: (row: number) => boolean;
  count: (row: number) => void;
  counts: () => { value: string; count: number }[];
}

function facetOf(index: MentorIndex, facet: Facet, wanted: readonly string[] | undefined): FacetColumn {
  const { columns } = index;
  const tallies = new Uint32Array(256);
  const countBits = (mask: number, first: number): void => {
    for (let rest = mask; rest !== 0; rest &= rest - 1) (tallies[first + 31 - Math.clz32(rest & -rest)] as number)++;
  };
  const vocabulary = {
    specialty: index.specialties,
    round: index.rounds,
    segment: index.segments,
    language: index.languages,
    region: index.regions,
  }[facet];
  const counts = (): { value: string; count: number }[] =>
    [...vocabulary.words]
      .map((value) => ({ value, count: tallies[vocabulary.place(value)] as number }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  const isAny = wanted === undefined || wanted.length === 0;
  if (facet === 'region') {
    const places = new Set(vocabulary.known(wanted ?? []));
    return {
      ...{ facet, counts },
      fits: (row) => isAny || places.has(columns.region[row] as number),
      count: (row) => void (tallies[columns.region[row] as number] as number)++,
    };
  }
  const places = vocabulary.known(wanted ?? []);
  const [low, high] = [maskOf(places.filter((place) => place < 32)), maskOf(places.filter((place) => place >= 32))];
  if (facet === 'language')
    return {
      ...{ facet, counts },
      fits: (row) =>
        isAny ||
        ((columns.languagesLow[row] as number) & low) !== 0 ||
        ((columns.languagesHigh[row] as number) & high) !== 0,
      count: (row) => {
        countBits(columns.languagesLow[row] as number, 0);
        countBits(columns.languagesHigh[row] as number, 32);
      },
    };
  const column = { specialty: columns.specialties, round: columns.rounds, segment: columns.segments }[facet];
  return {
    ...{ facet, counts },
    fits: (row) => isAny || ((column[row] as number) & low) !== 0,
    count: (row) => countBits(column[row] as number, 0),
  };
}

/** The first `size` rows by key, greatest first (ties: the greater id first), after a cursor. */
export function topOf(
  index: MentorIndex,
  rows: readonly number[],
  keyOf: (row: number) => number,
  after: [key: number, id: string] | null,
  size: number,
): { row: number; key: number }[] {
  const top: { row: number; key: number }[] = [];
  const isBefore = (row: number, key: number, other: { row: number; key: number }): boolean =>
    key > other.key || (key === other.key && index.ids.compare(row, other.row) > 0);
  for (const row of rows) {
    const key = keyOf(row);
    if (after && (key > after[0] || (key === after[0] && index.ids.compareTo(row, after[1]) >= 0))) continue;
    const last = top.at(-1);
    if (top.length === size && last && !isBefore(row, key, last)) continue;
    let [low, high] = [0, top.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(row, key, top[middle] as { row: number; key: number })) high = middle;
      else low = middle + 1;
    }
    top.splice(low, 0, { row, key });
    if (top.length > size) top.pop();
  }
  return top;
}

import { impliedSpecialties, segmentsOf } from '#libs/intake';
import { maskOf, type MentorIndex } from './mentor-index.ts';
import { FULL_TIME_SLOTS, MAX_POINTS, type MatchWish, NEW_MENTOR_REVIEWS, priceTenths } from './score.ts';

/** Why a mentor is not among the matches; in the order they are looked at. */
export const FILTERS = ['capacity', 'language', 'discretion', 'budget', 'time'] as const;
export type Filter = (typeof FILTERS)[number];

/** Points are counted in tenths, so that parts add up exactly. */
const tenths = (points: number): number => Math.round(points * 10);
const TIME_TENTHS = tenths(MAX_POINTS.time);
/** Of the points for segment and companies: the segment known, a target company, one of its kind. */
const [SEGMENT_TENTHS, COMPANY_TENTHS, ALIKE_TENTHS] = [120, 80, 40];
/** Words of which a table of all combinations is made. */
const TABLE_BITS = 12;

/** The first thing that speaks against a mentor, or null; in the order of `FILTERS`. */
export function filterOf(index: MentorIndex, wish: MatchWish): (row: number) => Exclude<Filter, 'time'> | null {
  const { columns } = index;
  const { languages, avoidEmployers, targetCompanies, budget } = wish.answers;
  const places = index.languages.known(languages);
  const [low, high] = [maskOf(places.filter((place) => place < 32)), maskOf(places.filter((place) => place >= 32))];
  const [avoided, targets] = [index.flagsOf(avoidEmployers), index.flagsOf(targetCompanies)];
  const [isAvoiding, hasTargets] = [avoidEmployers.length > 0, targetCompanies.length > 0];
  const currency = budget ? index.currencies.place(budget.currency) : null;
  const most = wish.budgetPerSession ?? Number.MAX_SAFE_INTEGER;
  return (row) => {
    if (columns.full[row] === 1) return 'capacity';
    if (
      languages.length > 0 &&
      ((columns.languagesLow[row] as number) & low) === 0 &&
      ((columns.languagesHigh[row] as number) & high) === 0
    )
      return 'language';
    if ((isAvoiding && index.worksAt(row, avoided)) || (hasTargets && index.hasConflictWith(row, targets)))
      return 'discretion';
    return index.priceOf(row, currency) <= most ? null : 'budget';
  };
}

/** Points of a mentor in tenths, without those for free times; the same parts as `scoreOf`. */
function pointsOf(index: MentorIndex, wish: MatchWish): (row: number) => number {
  const {
    rounds,
    segments: known,
    specialties,
    reputation,
    companySegments,
    price: prices,
    currency: currencies,
  } = index.columns; // read once: this is hot
  const { answers, rubric, budgetPerSession } = wish;
  const { segments } = segmentsOf(answers, rubric);
  const segmentMask = maskOf(index.segments.known(segments));
  const targets = index.flagsOf(answers.targetCompanies);
  const currency = answers.budget ? index.currencies.place(answers.budget.currency) : null;
  const roundPoints = roundTable(index, wish);
  const specialtyPoints = specialtyTable(index, wish, segments);
  const hasTargets = targets.includes(1);
  const noBudget = tenths(MAX_POINTS.price / 2);
  const pricePoints = priceTenths(budgetPerSession ?? 0);
  const priceOf = (row: number): number => {
    if (budgetPerSession === null) return noBudget;
    return pricePoints(currencies[row] === currency ? (prices[row] as number) : index.priceOf(row, currency));
  };
  return (row) => {
    const isAlike = ((companySegments[row] as number) & segmentMask) !== 0;
    const company = hasTargets && index.hasWorkedAt(row, targets) ? COMPANY_TENTHS : isAlike ? ALIKE_TENTHS : 0;
    return (
      roundPoints(rounds[row] as number) +
      (((known[row] as number) & segmentMask) === 0 ? 0 : SEGMENT_TENTHS) +
      specialtyPoints(specialties[row] as number) +
      (reputation[row] as number) +
      company +
      priceOf(row)
    );
  };
}

/** Points for the rounds a mentor coaches, by the mask of them. */
function roundTable(index: MentorIndex, { readiness }: MatchWish): (mask: number) => number {
  const total = readiness.rounds.reduce((sum, { gap }) => sum + gap, 0);
  const gaps = readiness.rounds.map(({ round, gap }) => ({ bit: maskOf(index.rounds.known([round])), gap }));
  return tableOf(index.rounds.size, (mask) => {
    const coached = gaps.reduce((sum, { bit, gap }) => ((mask & bit) !== 0 ? sum + gap : sum), 0);
    return tenths(MAX_POINTS.rounds * (total === 0 ? 1 : coached / total));
  });
}

/** Points for specialties, by the mask of them. */
function specialtyTable(
  index: MentorIndex,
  { answers, rubric }: MatchWish,
  segments: readonly string[],
): (mask: number) => number {
  const wanted = answers.specialties.length > 0 ? answers.specialties : impliedSpecialties(segments, rubric);
  const wantedMask = maskOf(index.specialties.known(wanted));
  return tableOf(index.specialties.size, (mask) => {
    const share = wanted.length === 0 ? 0.5 : bitsOf(mask & wantedMask) / wanted.length;
    return tenths(MAX_POINTS.specialty * share);
  });
}

/** A function of a mask of so many bits, worked out once for each mask; of many bits only for those that are asked for. */
function tableOf(bits: number, of: (mask: number) => number): (mask: number) => number {
  if (bits <= TABLE_BITS) {
    const table = Int16Array.from({ length: 1 << bits }, (_, mask) => of(mask));
    return (mask) => table[mask] as number;
  }
  const kept = new Map<number, number>();
  return (mask) => {
    const points = kept.get(mask) ?? of(mask);
    kept.set(mask, points);
    return points;
  };
}

function bitsOf(mask: number): number {
  let [count, rest] = [0, mask];
  for (; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** One pass over all mentors for one candidate. */
interface Scan {
  /** By row the points that need no calendar, in tenths; -1: gone. */
  bases: Int16Array;
  /** How many rows have how many. */
  counts: Uint32Array;
  filter: ReturnType<typeof filterOf>;
}

function scan(index: MentorIndex, wish: MatchWish): Scan {
  const points = pointsOf(index, wish);
  const { live } = index.columns;
  const [bases, counts] = [new Int16Array(index.rows), new Uint32Array(1_001)];
  for (let row = 0; row < bases.length; row++) {
    const base = live[row] === 1 ? points(row) : -1;
    bases[row] = base;
    if (base >= 0) (counts[base] as number)++;
  }
  return { bases, counts, filter: filterOf(index, wish) };
}

/** Mentors that fit, best first, in batches of about `size` that never part equals; `next`: the most points of those left. */
function* bestFirst(
  { bases, counts, filter }: Scan,
  size: number,
  isWanted: (row: number) => boolean = () => true,
): Generator<{ batch: number[]; next: number }> {
  const [byBase, atOnce] = [
    (a: number, b: number): number => (bases[b] as number) - (bases[a] as number),
    Math.max(size, bases.length * GATHERED),
  ];
  for (let bound = counts.length; bound > 0;) {
    const before = bound;
    for (let gathered = 0; bound > 0 && gathered < atOnce;) gathered += counts[--bound] as number;
    const rows: number[] = [];
    for (let row = 0; row < bases.length; row++) {
      const base = bases[row] as number;
      if (base >= bound && base < before && isWanted(row) && filter(row) === null) rows.push(row);
    }
    rows.sort(byBase);
    for (let start = 0; start < rows.length;) {
      let end = Math.min(start + size, rows.length);
      while (end < rows.length && bases[rows[end] as number] === bases[rows[end - 1] as number]) end++;
      const following = rows[end];
      yield { batch: rows.slice(start, end), next: following === undefined ? bound - 1 : (bases[following] as number) };
      start = end;
    }
  }
}

export interface Placed {
  row: number;
  id: string;
  /** In tenths of a point. */
  score: number;
  isNew: boolean;
  /** Soonest free start, minutes since the epoch. */
  soonest: number;
}

/** What the calendars say of a mentor: the soonest start before the interview, and how many soon ones suit. */
export interface TimeFit {
  soonest: number;
  slots: number;
}

/** Joins the points for free times to the others. */
const timeTenths = (slots: number): number =>
  tenths((MAX_POINTS.time * Math.min(slots, FULL_TIME_SLOTS)) / FULL_TIME_SLOTS);

/** Best first; ties: the sooner start, then the id. */
const byPlace = (a: Placed, b: Placed): number =>
  b.score - a.score || a.soonest - b.soonest || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** How far below the fifth place, in tenths, a new mentor may be to be shown there. */
const NEWCOMER_TENTHS = 150;
const NEWCOMER_PLACE = 5;
/** How many mentors' calendars are looked at together. */
const BATCH = 100;
const NEWCOMER_BATCH = 30;
/** What part of all mentors is filtered at once. */
const GATHERED = 0.01;
/** Among so many mentors with the same points those looked at first are taken. */
const MOST_LOOKED_AT = 10_000;

/** Looks at the calendars of some rows; those without a free start before the interview are left out. */
export type LookAtTimes = (rows: readonly number[]) => Promise<ReadonlyMap<number, TimeFit>>;

/**
 * The best `limit` mentors. Calendars are looked at from the best points down, until nobody left could come before those
 * found even with every free time one can wish for.
 */
export async function rank(index: MentorIndex, wish: MatchWish, look: LookAtTimes, limit: number): Promise<Placed[]> {
  const wanted = Math.max(limit, NEWCOMER_PLACE);
  const scanned = scan(index, wish);
  let [best, looked]: [Placed[], number] = [[], 0];
  for (const { batch, next } of bestFirst(scanned, BATCH)) {
    best = [...best, ...(await placesOf(index, scanned, batch, look))].sort(byPlace).slice(0, wanted);
    looked += batch.length;
    const last = best[wanted - 1];
    if (last && (next + TIME_TENTHS < last.score || looked >= MOST_LOOKED_AT)) break;
  }
  return withNewcomer(best, await bestNewcomer(index, scanned, best, look)).slice(0, limit);
}

/** Those of a batch who are free before the interview, with all their points. */
async function placesOf(
  index: MentorIndex,
  { bases }: Scan,
  batch: readonly number[],
  look: LookAtTimes,
): Promise<Placed[]> {
  const fits = await look(batch);
  return batch.flatMap((row) => {
    const fit = fits.get(row);
    if (!fit) return [];
    const score = (bases[row] as number) + timeTenths(fit.slots);
    return [{ row, id: index.ids.idOf(row), score, isNew: isNewMentor(index, row), soonest: fit.soonest }];
  });
}

/** The best new mentor that may still have the fifth place; looked for only where the first five have none. */
async function bestNewcomer(
  index: MentorIndex,
  scanned: Scan,
  best: readonly Placed[],
  look: LookAtTimes,
): Promise<Placed | undefined> {
  const fifth = best[NEWCOMER_PLACE - 1];
  if (!fifth || best.slice(0, NEWCOMER_PLACE).some(({ isNew }) => isNew)) return undefined;
  let newcomer: Placed | undefined;
  for (const { batch, next } of bestFirst(scanned, NEWCOMER_BATCH, (row) => isNewMentor(index, row))) {
    newcomer = [...(newcomer ? [newcomer] : []), ...(await placesOf(index, scanned, batch, look))].sort(byPlace)[0];
    if (next + TIME_TENTHS < Math.max(newcomer?.score ?? 0, fifth.score - NEWCOMER_TENTHS)) break;
  }
  return newcomer;
}

/** How many mentors each filter removes, where nobody is left: who is not removed before has no free time. */
export function removedBy(index: MentorIndex, wish: MatchWish): Record<Filter, number> {
  const filter = filterOf(index, wish);
  const removed = { capacity: 0, language: 0, discretion: 0, budget: 0, time: 0 };
  for (let row = 0; row < index.rows; row++) if (index.columns.live[row] === 1) removed[filter(row) ?? 'time']++;
  return removed;
}

/** One of the first five places goes to the best new mentor where it is within 15 points of the fifth. */
export function withNewcomer(ranked: readonly Placed[], newcomer: Placed | undefined): Placed[] {
  const fifth = ranked[NEWCOMER_PLACE - 1];
  if (!newcomer || !fifth || fifth.score - newcomer.score > NEWCOMER_TENTHS) return [...ranked];
  if (ranked.slice(0, NEWCOMER_PLACE).some(({ isNew }) => isNew)) return [...ranked];
  const before = ranked.slice(0, NEWCOMER_PLACE - 1);
  return [...before, newcomer, ...ranked.slice(NEWCOMER_PLACE - 1).filter(({ id }) => id !== newcomer.id)];
}

const isNewMentor = (index: MentorIndex, row: number): boolean =>
  (index.columns.ratingCount[row] as number) < NEW_MENTOR_REVIEWS;

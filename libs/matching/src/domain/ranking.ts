import { impliedSpecialties, segmentsOf } from '#libs/intake';
import { maskOf, type MentorIndex } from './mentor-index.ts';
import { FULL_TIME_SLOTS, MAX_POINTS, type MatchWish, NEW_MENTOR_REVIEWS, reputationPoints } from './score.ts';

/** Why a mentor is not among the matches; in the order they are looked at. */
export const FILTERS = ['language', 'discretion', 'budget', 'time'] as const;
export type Filter = (typeof FILTERS)[number];

/** Points are counted in tenths, so that parts add up exactly. */
const tenths = (points: number): number => Math.round(points * 10);
const TIME_TENTHS = tenths(MAX_POINTS.time);
/** Rounds that fit a table of all their combinations. */
const TABLE_ROUNDS = 12;

/** Every published mentor with the points that need no calendar. */
export interface Scan {
  /** By row, in tenths; -1: does not fit. */
  bases: Int16Array;
  /** How many mentors have so many tenths. */
  counts: Uint32Array;
  considered: number;
  removed: Record<Exclude<Filter, 'time'>, number>;
}

/** Filters and scores all mentors of the index in one pass, free times left aside. */
export function scan(index: MentorIndex, wish: MatchWish): Scan {
  const { columns } = index;
  const filter = filterOf(index, wish);
  const base = baseOf(index, wish);
  const bases = new Int16Array(index.rows).fill(-1);
  const counts = new Uint32Array(1_001);
  const removed = { language: 0, discretion: 0, budget: 0 };
  for (let row = 0; row < bases.length; row++) {
    if (columns.live[row] === 0) continue;
    const filtered = filter(row);
    if (filtered !== null) {
      removed[filtered]++;
      continue;
    }
    const points = base(row);
    bases[row] = points;
    (counts[points] as number)++;
  }
  return { bases, counts, considered: index.size, removed };
}

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

/** Points of a mentor in tenths without those for free times; the same parts as `scoreOf`. */
function baseOf(index: MentorIndex, wish: MatchWish): (row: number) => number {
  const { columns } = index;
  const { answers, rubric, readiness, budgetPerSession } = wish;
  const { segments } = segmentsOf(answers, rubric);
  const specialties = answers.specialties.length > 0 ? answers.specialties : impliedSpecialties(segments, rubric);
  const [segmentMask, specialtyMask] = [
    maskOf(index.segments.known(segments)),
    maskOf(index.specialties.known(specialties)),
  ];
  const targets = index.flagsOf(answers.targetCompanies);
  const hasTargets = answers.targetCompanies.length > 0;
  const currency = answers.budget ? index.currencies.place(answers.budget.currency) : null;
  const rounds = roundsTable(index, readiness);
  const noSpecialty = specialties.length === 0;
  return (row) => {
    const known = ((columns.segments[row] as number) & segmentMask) !== 0 ? 120 : 0;
    const company =
      hasTargets && index.hasWorkedAt(row, targets)
        ? 80
        : ((columns.companySegments[row] as number) & segmentMask) !== 0
          ? 40
          : 0;
    const specialty = noSpecialty
      ? tenths(MAX_POINTS.specialty / 2)
      : tenths(
          (MAX_POINTS.specialty * bitsOf((columns.specialties[row] as number) & specialtyMask)) / specialties.length,
        );
    const reputation = tenths(
      reputationPoints(
        columns.ratingCount[row] as number,
        columns.ratingSum[row] as number,
        columns.sessions[row] as number,
      ),
    );
    const price =
      budgetPerSession === null
        ? tenths(MAX_POINTS.price / 2)
        : tenths(
            MAX_POINTS.price *
              Math.max(0, budgetPerSession === 0 ? 0 : 1 - index.priceOf(row, currency) / budgetPerSession),
          );
    return rounds(columns.rounds[row] as number) + known + company + specialty + reputation + price;
  };
}

/** Points for the rounds a mentor coaches, by the mask of them: each combination is worked out once. */
function roundsTable(index: MentorIndex, readiness: MatchWish['readiness']): (mask: number) => number {
  const total = readiness.rounds.reduce((sum, { gap }) => sum + gap, 0);
  const gaps = readiness.rounds.map(({ round, gap }) => ({ bit: maskOf(index.rounds.known([round])), gap }));
  const of = (mask: number): number => {
    const coached = gaps.reduce((sum, { bit, gap }) => ((mask & bit) !== 0 ? sum + gap : sum), 0);
    return tenths(MAX_POINTS.rounds * (total === 0 ? 1 : coached / total));
  };
  if ([...index.rounds.words].length > TABLE_ROUNDS) {
    const kept = new Map<number, number>();
    return (mask) => {
      const points = kept.get(mask) ?? of(mask);
      kept.set(mask, points);
      return points;
    };
  }
  const table = Int16Array.from({ length: 1 << TABLE_ROUNDS }, () => -1);
  return (mask) => {
    if (table[mask] === -1) table[mask] = of(mask);
    return table[mask] as number;
  };
}

function bitsOf(mask: number): number {
  let [count, rest] = [0, mask];
  for (; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Rows best first, in batches of at least `size` (fewer at the end) that never part rows with the same points. */
export function* bestFirst(
  { bases, counts }: Scan,
  size: number,
  isWanted: (row: number) => boolean = () => true,
): Generator<{ rows: number[]; next: number }> {
  let upper = counts.length;
  while (upper > 0) {
    let [lower, gathered] = [upper, 0];
    while (lower > 0 && gathered < size) gathered += counts[--lower] as number;
    const rows: number[] = [];
    if (gathered > 0)
      for (let row = 0; row < bases.length; row++) {
        const points = bases[row] as number;
        if (points >= lower && points < upper && isWanted(row)) rows.push(row);
      }
    upper = lower;
    if (rows.length > 0)
      yield { rows: rows.sort((a, b) => (bases[b] as number) - (bases[a] as number)), next: upper - 1 };
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
const BATCH = 200;
/** Among so many mentors with the same points those looked at first are taken. */
const MOST_LOOKED_AT = 10_000;

/** Looks at the calendars of some rows; those without a free start before the interview are left out. */
export type LookAtTimes = (rows: readonly number[]) => Promise<ReadonlyMap<number, TimeFit>>;

export interface Ranking {
  placed: Placed[];
  considered: number;
  /** How many mentors each filter removed; by time only among those looked at, which is everybody where nobody is left. */
  removed: Record<Filter, number>;
}

/**
 * The best `limit` mentors. Calendars are looked at from the best points down, until nobody left could come before those
 * found even with every free time one can wish for.
 */
export async function rank(index: MentorIndex, wish: MatchWish, look: LookAtTimes, limit: number): Promise<Ranking> {
  const scanned = scan(index, wish);
  const wanted = Math.max(limit, NEWCOMER_PLACE);
  const place = (rows: readonly number[], fits: ReadonlyMap<number, TimeFit>): Placed[] =>
    rows.flatMap((row) => {
      const fit = fits.get(row);
      if (!fit) return [];
      const score = (scanned.bases[row] as number) + timeTenths(fit.slots);
      return [{ row, id: index.ids.idOf(row), score, isNew: isNewMentor(index, row), soonest: fit.soonest }];
    });
  let [best, looked, timeless]: [Placed[], number, number] = [[], 0, 0];
  for (const { rows, next } of bestFirst(scanned, BATCH)) {
    const found = place(rows, await look(rows));
    best = [...best, ...found].sort(byPlace).slice(0, wanted);
    [looked, timeless] = [looked + rows.length, timeless + rows.length - found.length];
    const last = best[wanted - 1];
    if (last && (next + TIME_TENTHS < last.score || looked >= MOST_LOOKED_AT)) break;
  }
  const newcomer = await bestNewcomer(index, scanned, best, async (rows) => place(rows, await look(rows)));
  return {
    placed: withNewcomer(best, newcomer).slice(0, limit),
    considered: scanned.considered,
    removed: { ...scanned.removed, time: timeless },
  };
}

/** The best new mentor that may still have the fifth place; looked for only where the first five have none. */
async function bestNewcomer(
  index: MentorIndex,
  scanned: Scan,
  best: readonly Placed[],
  placesOf: (rows: readonly number[]) => Promise<Placed[]>,
): Promise<Placed | undefined> {
  const fifth = best[NEWCOMER_PLACE - 1];
  if (!fifth || best.slice(0, NEWCOMER_PLACE).some(({ isNew }) => isNew)) return undefined;
  let newcomer: Placed | undefined;
  for (const { rows, next } of bestFirst(scanned, BATCH, (row) => isNewMentor(index, row))) {
    newcomer = [...(newcomer ? [newcomer] : []), ...(await placesOf(rows))].sort(byPlace)[0];
    if (next + TIME_TENTHS < Math.max(newcomer?.score ?? 0, fifth.score - NEWCOMER_TENTHS)) break;
  }
  return newcomer;
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

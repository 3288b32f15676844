/** Somebody who could take over a session whose mentor dropped out; pure data. */
export interface StandIn {
  mentorId: string;
  rounds: string[];
  specialties: string[];
  segments: string[];
  /** Bayesian rating, 1 to 5. */
  rating: number;
  /** Free starts near the lost one, epoch ms. */
  starts: readonly number[];
}

export interface Lost {
  startsAt: number;
  rounds: string[];
  specialties: string[];
  segments: string[];
}

/** How far from the lost start a replacement may lie, in ms: a day earlier, two days later. */
export const EARLIER = 24 * 3_600_000;
export const LATER = 48 * 3_600_000;

const shared = (wanted: readonly string[], has: readonly string[]): number =>
  wanted.length === 0 ? 1 : wanted.filter((one) => has.includes(one)).length / wanted.length;

/** The free start nearest to the lost one; the earlier of two. */
export const nearestStart = (starts: readonly number[], wish: number): number | undefined =>
  [...starts].sort((a, b) => Math.abs(a - wish) - Math.abs(b - wish) || a - b)[0];

/**
 * The best stand-ins first: knowing what the lost mentor knows counts half, being free near the lost time a third, the
 * rating the rest. Ties: the nearer start, then the id.
 */
export function rankStandIns<T extends StandIn>(all: readonly T[], lost: Lost): (T & { start: number })[] {
  return all
    .flatMap((one) => {
      const start = nearestStart(one.starts, lost.startsAt);
      if (start === undefined) return [];
      const distance = Math.abs(start - lost.startsAt);
      const knows =
        (3 * shared(lost.rounds, one.rounds) +
          shared(lost.specialties, one.specialties) +
          shared(lost.segments, one.segments)) /
        5;
      const score = 50 * knows + 33 * (1 - distance / LATER) + 17 * ((one.rating - 1) / 4);
      return [{ ...one, start, distance, score }];
    })
    .sort((a, b) => b.score - a.score || a.distance - b.distance || a.mentorId.localeCompare(b.mentorId));
}

import { seeded } from '../apps/seeded.ts';
import { countWithin, FULL_TIME_SLOTS, MentorIndex, preferredStretches, rank } from '#libs/matching';
import type { PublishedMentor } from '#libs/mentors';
import { answersAt, mentorAt } from './people.ts';
import { lookFor, NOW, startsAt, wishOf } from './ranking.ts';

const MENTORS = 500;
const CANDIDATES = 150;
const TOP = 10;

export interface QualityRow {
  ranking: string;
  /** Mean NDCG@10 over all candidates, and its standard error. */
  ndcg: number;
  error: number;
}

/** What nobody sees: how good a mentor is, and how well that shows in the ratings. */
interface Hidden extends PublishedMentor {
  row: number;
  talent: number;
}

/**
 * Synthetic candidates and mentors with a hidden usefulness: how much of the true gap (told with an error of up to a point)
 * the mentor covers, times talent (ratings tell it with noise), times knowing such companies, times the chance that sessions
 * come about at all, less the price, and luck. The score adds points up; this multiplies, so that it is no copy of it.
 */
function usefulness(candidate: number, mentor: Hidden): number {
  const [answers, random] = [answersAt(candidate, NOW), seeded(candidate * 1_009 + mentor.row)];
  const { readiness, budgetPerSession } = wishOf(answers);
  const truth = seeded(candidate * 31 + 7);
  const needs = readiness.rounds.map(({ round, weight, confidence }) => {
    const felt = Math.min(5, Math.max(1, confidence + (truth() * 2 - 1)));
    return { round, need: weight * (5 - felt) };
  });
  const total = needs.reduce((sum, { need }) => sum + need, 0) || 1;
  const covered =
    needs.reduce((sum, { round, need }) => sum + (mentor.rounds.includes(round) ? need : 0.2 * need), 0) / total;
  const isInside = mentor.history.some(({ company }) => answers.targetCompanies.includes(company));
  const isAlike =
    mentor.history.some(({ segment }) => answers.segments.includes(segment)) ||
    mentor.segments.some((one) => answers.segments.includes(one));
  const suits = answers.specialties.length === 0 || mentor.specialties.some((one) => answers.specialties.includes(one));
  const domain = (isInside ? 1 : isAlike ? 0.75 : 0.45) * (suits ? 1 : 0.8);
  const slots = countWithin(startsAt(mentor.row), preferredStretches(answers, NOW, 14), FULL_TIME_SLOTS);
  const happens = 1 - Math.exp(-slots / 2);
  const price = budgetPerSession === null ? 0 : (0.1 * (mentor.prices[0]?.[1] ?? 0)) / budgetPerSession;
  return Math.max(
    0,
    covered * (0.5 + 0.5 * mentor.talent) * domain * (0.3 + 0.7 * happens) - price + 0.05 * (random() - 0.5),
  );
}

const gainOf = (values: readonly number[]): number =>
  values.slice(0, TOP).reduce((sum, value, place) => sum + value / Math.log2(place + 2), 0);

/** NDCG@10 of our ranking among mentors who pass the hard filters, against the simple ways to sort them. */
export async function benchQuality(): Promise<QualityRow[]> {
  const mentors = Array.from({ length: MENTORS }, (_, row): Hidden => {
    const [mentor, random] = [mentorAt(row), seeded(row * 17 + 9)];
    const talent = random();
    const stars = Math.min(5, 4 + 0.9 * talent + 0.2 * (random() - 0.5));
    return { ...mentor, row, talent, ratingSum: Math.round(mentor.ratingCount * stars) };
  });
  const index = new MentorIndex();
  for (const mentor of mentors) index.set(mentor);
  const byId = new Map(mentors.map((mentor) => [mentor.id, mentor]));
  const rating = ({ ratingCount, ratingSum }: Hidden): number => (ratingSum + 23) / (ratingCount + 5);
  const scores = new Map<string, number[]>();
  for (let candidate = 0; candidate < CANDIDATES; candidate++) {
    const answers = answersAt(candidate, NOW);
    const placed = await rank(index, wishOf(answers), lookFor(answers, startsAt), MENTORS);
    const ours = placed.flatMap(({ id }) => byId.get(id) ?? []);
    if (ours.length < TOP) continue;
    const random = seeded(candidate + 99);
    const orders: Record<string, Hidden[]> = {
      ours,
      random: ours
        .map((mentor) => ({ mentor, key: random() }))
        .sort((a, b) => a.key - b.key)
        .map(({ mentor }) => mentor),
      'rating only': [...ours].sort((a, b) => rating(b) - rating(a) || a.row - b.row),
      'price only': [...ours].sort((a, b) => (a.prices[0]?.[1] ?? 0) - (b.prices[0]?.[1] ?? 0) || a.row - b.row),
    };
    const values = new Map(ours.map((mentor) => [mentor, usefulness(candidate, mentor)]));
    const best = gainOf([...values.values()].sort((a, b) => b - a));
    for (const [name, order] of Object.entries(orders))
      scores.set(name, [...(scores.get(name) ?? []), gainOf(order.map((mentor) => values.get(mentor) ?? 0)) / best]);
  }
  return [...scores].map(([ranking, all]) => {
    const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
    const variance = all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (all.length - 1);
    return { ranking, ndcg: mean, error: Math.sqrt(variance / all.length) };
  });
}

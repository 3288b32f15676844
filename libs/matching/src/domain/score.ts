import { inSentence, type Rubric } from '#libs/catalog';
import { type Answers, impliedSpecialties, type Readiness, segmentsOf } from '#libs/intake';
import { bayesianRating, PLATFORM_MEAN } from '#libs/mentors';

/** What the score needs to know of a mentor; pure data. */
export interface ScoredMentor {
  id: string;
  rounds: string[];
  segments: string[];
  specialties: string[];
  companies: { company: string; segment: string }[];
  ratingCount: number;
  ratingSum: number;
  sessionsCompleted: number;
  /** Price of the cheapest suitable offering, minor units. */
  price: number;
}

export interface MatchWish {
  answers: Answers;
  readiness: Readiness;
  rubric: Rubric;
  /** What one session may cost, minor units; null: no limit told. */
  budgetPerSession: number | null;
}

interface MatchReason {
  factor: 'rounds' | 'segment' | 'specialty' | 'time' | 'reputation' | 'price';
  points: number;
  max: number;
  text: string;
}

export interface Score {
  score: number;
  reasons: MatchReason[];
  missing: string[];
}

/** Points each factor may give; together 100. */
export const MAX_POINTS = { rounds: 35, segment: 20, specialty: 15, time: 15, reputation: 10, price: 5 } as const;

/** Mentors with fewer reviews are new: credited with the platform mean, never punished. */
export const NEW_MENTOR_REVIEWS = 5;
/** So many free times are all one can wish for. */
export const FULL_TIME_SLOTS = 6;

const oneDecimal = (points: number): number => Math.round(points * 10) / 10;
const joinWords = (words: string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** How well a mentor fits, part by part; the points add up to the score. `preferredSlots`: free starts in preferred hours, next 14 days. */
export function scoreOf(mentor: ScoredMentor, wish: MatchWish, preferredSlots: number): Score {
  const { segments } = segmentsOf(wish.answers, wish.rubric);
  const parts = [
    roundsPart(mentor, wish),
    segmentPart(mentor, wish, segments),
    specialtyPart(mentor, wish, segments),
    timePart(wish, preferredSlots),
    reputationPart(mentor),
    pricePart(mentor, wish),
  ];
  const reasons = parts.map(({ factor, points, text }): MatchReason => ({
    factor,
    points: oneDecimal(points),
    max: MAX_POINTS[factor],
    text,
  }));
  return {
    score: oneDecimal(reasons.reduce((sum, { points }) => sum + points, 0)),
    reasons,
    missing: parts.flatMap(({ missing }) => missing ?? []),
  };
}

type Part = Omit<MatchReason, 'max'> & { missing?: string[] };

function roundsPart(mentor: ScoredMentor, { readiness, rubric }: MatchWish): Part {
  const total = readiness.rounds.reduce((sum, { gap }) => sum + gap, 0);
  const nameOf = (round: string): string => inSentence(rubric.rounds.find(({ slug }) => slug === round)?.name ?? round);
  const open = readiness.rounds.filter(({ gap }) => gap > 0);
  const coached = open.filter(({ round }) => mentor.rounds.includes(round));
  const share = total === 0 ? 1 : coached.reduce((sum, { gap }) => sum + gap, 0) / total;
  const text =
    coached.length === 0
      ? 'coaches none of the rounds you need most'
      : `coaches ${joinWords(coached.slice(0, 3).map(({ round }) => nameOf(round)))}, ${Math.round(share * 100)} % of your gap`;
  const missing = open.slice(0, 3).filter(({ round }) => !mentor.rounds.includes(round));
  return {
    factor: 'rounds',
    points: MAX_POINTS.rounds * share,
    text,
    missing: missing.map(({ round }) => `does not coach ${nameOf(round)}`),
  };
}

function segmentPart(mentor: ScoredMentor, { answers, rubric }: MatchWish, segments: string[]): Part {
  const known = segments.filter((segment) => mentor.segments.includes(segment));
  const targets = answers.targetCompanies.map((name) => name.toLowerCase());
  const worked = mentor.companies.find(({ company }) => targets.includes(company.toLowerCase()));
  const alike = worked ?? mentor.companies.find(({ segment }) => segments.includes(segment));
  const points = (known.length > 0 ? 12 : 0) + (worked ? 8 : alike ? 4 : 0);
  const names = known.map((slug) => inSentence(rubric.segments.find((one) => one.slug === slug)?.name ?? slug));
  const at = alike ? `worked at ${alike.company}` : '';
  const text =
    [names.length > 0 ? `knows ${joinWords(names)}` : '', at].filter(Boolean).join(' and ') ||
    'has not worked in this kind of company';
  return {
    factor: 'segment',
    points,
    text,
    missing:
      targets.length > 0 && !worked ? [`has not worked at ${joinWords(answers.targetCompanies.slice(0, 2))}`] : [],
  };
}

function specialtyPart(mentor: ScoredMentor, { answers, rubric }: MatchWish, segments: string[]): Part {
  const wanted = answers.specialties.length > 0 ? answers.specialties : impliedSpecialties(segments, rubric);
  const shared = wanted.filter((slug) => mentor.specialties.includes(slug));
  const name = (slug: string): string => inSentence(rubric.specialties.find((one) => one.slug === slug)?.name ?? slug);
  if (wanted.length === 0)
    return { factor: 'specialty', points: MAX_POINTS.specialty / 2, text: 'no specialty was asked for' };
  const text =
    shared.length > 0
      ? `specializes in ${joinWords(shared.map(name))}`
      : `specializes in other things than ${joinWords(wanted.map(name))}`;
  return { factor: 'specialty', points: (MAX_POINTS.specialty * shared.length) / wanted.length, text };
}

function timePart({ answers }: MatchWish, preferredSlots: number): Part {
  const points = (MAX_POINTS.time * Math.min(preferredSlots, FULL_TIME_SLOTS)) / FULL_TIME_SLOTS;
  const hours = answers.preferredHours.length > 0 ? ' in your hours' : '';
  const text =
    preferredSlots === 0
      ? `has no free time${hours} in the next 14 days`
      : `has ${preferredSlots >= FULL_TIME_SLOTS ? `${FULL_TIME_SLOTS} or more` : preferredSlots} free times${hours} in the next 14 days`;
  return {
    factor: 'time',
    points,
    text,
    missing: preferredSlots === 0 && hours ? ['is not free in the hours you prefer'] : [],
  };
}

function reputationPart({ ratingCount, ratingSum, sessionsCompleted }: ScoredMentor): Part {
  const isNew = ratingCount < NEW_MENTOR_REVIEWS;
  const text = isNew
    ? 'is new here'
    : `is rated ${bayesianRating(ratingCount, ratingSum).toFixed(1)} by ${ratingCount} candidates, ${sessionsCompleted} sessions`;
  return { factor: 'reputation', points: reputationPoints(ratingCount, ratingSum, sessionsCompleted), text };
}

/** Up to 7 for the rating (new mentors: the platform's mean) and 3 for completed sessions, saturating at many. */
export function reputationPoints(ratingCount: number, ratingSum: number, sessionsCompleted: number): number {
  const rating = ratingCount < NEW_MENTOR_REVIEWS ? PLATFORM_MEAN : bayesianRating(ratingCount, ratingSum);
  return 7 * Math.min(1, Math.max(0, (rating - 3.5) / 1.5)) + 3 * (sessionsCompleted / (sessionsCompleted + 20));
}

/** Points for a price within a budget, in tenths: all for nothing, none at the budget, linear between. */
export function priceTenths(budget: number): (price: number) => number {
  const slope = budget === 0 ? Infinity : (10 * MAX_POINTS.price) / budget;
  return (price) => (price >= budget ? 0 : Math.floor(10 * MAX_POINTS.price - price * slope + 0.5));
}

function pricePart({ price }: ScoredMentor, { budgetPerSession }: MatchWish): Part {
  if (budgetPerSession === null) return { factor: 'price', points: MAX_POINTS.price / 2, text: 'no budget was told' };
  return {
    factor: 'price',
    points: priceTenths(budgetPerSession)(price) / 10,
    text:
      price <= budgetPerSession / 2
        ? 'well within your budget'
        : price <= budgetPerSession
          ? 'within your budget'
          : 'above your budget',
  };
}

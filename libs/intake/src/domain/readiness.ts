import { inSentence, type Rubric } from '#libs/catalog';
import type { Answers } from './answers.ts';

export interface RoundReadiness {
  round: string;
  /** How much the round counts for this candidate, 0 to 5, one decimal. */
  weight: number;
  confidence: number;
  /** Whether the confidence was told or assumed. */
  assumed: boolean;
  /** weight x (5 - confidence) */
  gap: number;
  why: string;
}

export interface Readiness {
  /** 0 to 100. */
  overall: number;
  rounds: RoundReadiness[];
  /** Where the weights come from when no segment was named. */
  basis: string | null;
}

/** Confidence of a round nobody spoke of. */
const ASSUMED_CONFIDENCE = 3;
/** Rounds the region's factors apply to; the others stay as they are. */
const TECHNICAL = new Set(['system-design', 'sql-data', 'ai-building']);
const SOFT = new Set(['behavioral', 'strategy']);

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

/** The segments a candidate aims at: named ones, else of their target companies, else of their specialties, else big tech. */
export function segmentsOf(answers: Answers, rubric: Rubric): { segments: string[]; basis: string | null } {
  if (answers.segments.length > 0) return { segments: answers.segments, basis: null };
  const byName = new Map(rubric.companies.map(({ name, segment }) => [name.toLowerCase(), segment]));
  const ofCompanies = answers.targetCompanies.flatMap((name) => byName.get(name.toLowerCase()) ?? []);
  if (ofCompanies.length > 0) return { segments: [...new Set(ofCompanies)], basis: 'read from your target companies' };
  const ofSpecialties = answers.specialties.flatMap(
    (slug) => rubric.specialties.find((one) => one.slug === slug)?.segment ?? [],
  );
  if (ofSpecialties.length > 0) return { segments: [...new Set(ofSpecialties)], basis: 'read from your specialties' };
  return { segments: ['big-tech'], basis: 'assumed: big tech, until you name a kind of company' };
}

/** Specialties that go with a segment, for mentors to be matched by where the candidate named none. */
export const impliedSpecialties = (segments: readonly string[], rubric: Rubric): string[] => [
  ...new Set(rubric.segments.filter(({ slug }) => segments.includes(slug)).flatMap(({ specialties }) => specialties)),
];

/**
 * How much a round counts: the largest weight among the segments, times the region's factor (technical rounds; behavioral
 * and strategy), plus the level's addition; clamped to 0-5, one decimal.
 */
export function weightOf(
  round: string,
  segments: readonly string[],
  answers: Pick<Answers, 'region' | 'level'>,
  rubric: Rubric,
): number {
  const base = Math.max(
    0,
    ...rubric.segments.filter(({ slug }) => segments.includes(slug)).map(({ weights }) => weights[round] ?? 0),
  );
  const region = rubric.regions.find(({ slug }) => slug === answers.region);
  const factor = region === undefined ? 1 : TECHNICAL.has(round) ? region.technical : SOFT.has(round) ? region.soft : 1;
  const level = rubric.levels.find(({ slug }) => slug === answers.level);
  const technicalLead =
    round === 'system-design' && level?.technicalSegments.some((segment) => segments.includes(segment)) ? 1 : 0;
  return oneDecimal(Math.min(5, Math.max(0, base * factor + (level?.add[round] ?? 0) + technicalLead)));
}

/** Where the candidate stands, round by round, widest gap first. */
export function readinessOf(answers: Answers, rubric: Rubric): Readiness {
  const { segments, basis } = segmentsOf(answers, rubric);
  const names = rubric.segments.filter(({ slug }) => segments.includes(slug)).map(({ name }) => name);
  const rounds = rubric.rounds.map(({ slug, name }): RoundReadiness => {
    const weight = weightOf(slug, segments, answers, rubric);
    const told = answers.confidence[slug];
    const confidence = told ?? ASSUMED_CONFIDENCE;
    const gap = oneDecimal(weight * (5 - confidence));
    return {
      round: slug,
      weight,
      confidence,
      assumed: told === undefined,
      gap,
      why: whyOf(name, weight, told, names, answers, rubric),
    };
  });
  const possible = rounds.reduce((sum, { weight }) => sum + weight * 4, 0);
  const open = rounds.reduce((sum, { gap }) => sum + gap, 0);
  return {
    overall: possible === 0 ? 100 : Math.round(100 * (1 - open / possible)),
    rounds: rounds.sort((a, b) => b.gap - a.gap || a.round.localeCompare(b.round)),
    basis,
  };
}

function whyOf(
  name: string,
  weight: number,
  told: number | undefined,
  segments: string[],
  answers: Answers,
  rubric: Rubric,
): string {
  const where = segments.map(inSentence).join(' and ') || 'these companies';
  const region = rubric.regions.find(({ slug }) => slug === answers.region)?.name;
  const importance = weight >= 4 ? 'weighs heavily' : weight >= 2.5 ? 'counts' : 'counts little';
  const standing =
    told === undefined
      ? 'you have not said how it feels, so we assume the middle'
      : told <= 2
        ? `you put yourself at ${told} of 5`
        : told >= 4
          ? `you feel ready (${told} of 5)`
          : 'you are half-way';
  return `${name} ${importance} in ${where}${region ? ` in ${region}` : ''}; ${standing}.`;
}

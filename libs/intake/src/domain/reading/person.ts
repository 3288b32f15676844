import type { Rubric } from '#libs/catalog';
import type { Inference } from '../answers.ts';
import { LANGUAGE_WORDS, LEVEL_WORDS } from './lexicon.ts';
import type { Passage, Span } from './passage.ts';
import type { Place } from './time.ts';

const OTHER_JOB =
  /^ (?:software|engineer\w*|analysts?|consultants?|developers?|designers?|data|swe|sde|marketing|sales|account|project|program manager|year|backend|frontend|scientist|ops|business|leadership|people|stakeholders?|execs?|management at|folks|mentors?|of (?:engineering|design|marketing|sales|data))\b/;
const PRESENT =
  /\b(?:im an?|i am an?|currently(?: an?| work as an?)?|as an?|working as an?|was an?|been an?|years as an?|ex|from|current(?:ly)?|am an?|present(?:ly)?|today im an?|i was|promoted to|being an?)(?: \w+)? ?$/;
const WANTED =
  /\b(?:for|to|targeting|target|aiming for|aim for|become|becoming|into|next|interviewing for|role as|hired as|want an?|promotion to|loop for|apply(?:ing)? (?:for|to)|seeking|looking for|going for|as)(?: (?:a|an|the|my))? ?$/;
const WANTED_AFTER = /^(?: \w+)? ?(?:interviews?|loops?|roles?|onsite|positions?|rounds?|jobs?|openings?|at)\b/;
/** The ladders of the large companies, by their numbers. */
const GRADES = /\b(?:l|e|ic)([4-9])\b/g;
const LEVEL_OF_GRADE: Readonly<Record<string, string>> = {
  4: 'pm',
  5: 'pm',
  6: 'senior',
  7: 'lead',
  8: 'director',
  9: 'director',
};

/** The level aimed at; what the candidate is today counts only where nothing else is said. */
export function readLevel(passage: Passage): Inference[] {
  const { plain } = passage;
  const found: (Span & { level: string; rank: number })[] = [];
  for (const [level, pattern] of LEVEL_WORDS)
    for (const { index, 0: words } of plain.matchAll(pattern)) {
      const [start, end] = [index, index + words.length];
      if (OTHER_JOB.test(plain.slice(end, end + 24)) || found.some((one) => start < one.end && one.start < end))
        continue;
      const before = plain.slice(Math.max(0, start - 30), start);
      const isPresent = PRESENT.test(before) && !/\b(?:for|role|interview\w*|hired|loop) as an? $/.test(before);
      found.push({
        level,
        start,
        end,
        rank: isPresent ? 1 : WANTED.test(before) || WANTED_AFTER.test(plain.slice(end, end + 24)) ? 3 : 2,
      });
    }
  for (const { index, 0: words, 1: grade = '' } of plain.matchAll(GRADES))
    found.push({ level: LEVEL_OF_GRADE[grade] ?? 'pm', start: index, end: index + words.length, rank: 1.5 });
  const best = found.sort((a, b) => b.rank - a.rank || a.start - b.start)[0];
  if (!best) return [];
  return [
    { field: 'level', value: best.level, evidence: passage.words(best), certainty: best.rank >= 2 ? 0.85 : 0.55 },
  ];
}

/** Where the interview is: where they want to work, else a place just named, else where they live. */
export function readRegion(passage: Passage, places: readonly Place[]): Inference[] {
  const { plain } = passage;
  const usable = places
    .filter(({ end }) => !/^ time\b/.test(plain.slice(end, end + 6)))
    .filter(
      ({ region, end }) =>
        region !== 'remote-global' ||
        !/^ (?:interview|session|call|mentor|coaching|loop|onsite|round)/.test(plain.slice(end, end + 14)),
    );
  const rankOf = ({ isGoal, isHome, region }: Place): number =>
    isGoal ? 3 : region === 'remote-global' ? 1.5 : isHome ? 1 : 2;
  const best = [...usable].sort((a, b) => rankOf(b) - rankOf(a) || a.start - b.start)[0];
  return best
    ? [
        {
          field: 'region',
          value: best.region,
          evidence: passage.words(best),
          certainty: rankOf(best) >= 2 ? 0.85 : 0.6,
        },
      ]
    : [];
}

const LANGUAGE_BEFORE =
  /\b(?:in|speaks?|speaking|spoken|fluent(?: in)?|native|prefer(?:ably|red)?|language:?|languages:?|comfortable in|more comfortable with|conversational|mother tongue(?: is)?|also|knows|talk in|converse in|ideally) (?:is )?$/;
const LANGUAGE_AFTER =
  /^(?: (?:speaking|speakers?|preferred|bevorzugt|native|is (?:my|fine|ok|better|easier)|fluent|would be|please|if possible|works|only|language|mentors?|coach|sessions?|ok|fine))(?![\p{L}])/u;
const NO_LANGUAGE_AFTER =
  /^ (?:compan\w+|market|banks?|fintechs?|start ?ups?|firm|products?|citizen|nationals?|embassy|office|team|government|is not|isnt|not so|not my first|not very|not great|is (?:bad|weak|poor))\b/;

/** "German or English." */
const standsAlone = (passage: Passage, { start }: Span, all: readonly Span[]): boolean => {
  const clause = passage.clauseAt(start);
  let rest = '';
  for (let i = clause.start; i < clause.end; i++)
    if (!all.some((one) => one.start <= i && i < one.end)) rest += passage.plain[i] ?? '';
  return /^(?:\s|\/|,|\b(?:or|and|only|please|preferred|also|ok|fine|is|too|language|english)\b)*$/.test(rest);
};

/** Languages for the sessions, where the text asks for them; a nationality is no language. */
export function readLanguages(passage: Passage, rubric: Rubric): Inference[] {
  const { plain } = passage;
  const mentions = rubric.languages
    .flatMap(({ slug, name }) =>
      [
        ...plain.matchAll(
          new RegExp(
            `(?<![\\p{L}])(?:${[name.toLowerCase().replace(/[^\p{L} ]/gu, '.'), ...(LANGUAGE_WORDS[slug] ?? [])].join('|')})(?![\\p{L}])`,
            'gu',
          ),
        ),
      ].map(({ index, 0: words }) => ({ slug, start: index, end: index + words.length })),
    )
    .sort((a, b) => a.start - b.start);
  const asked = new Set<string>();
  const found: Inference[] = [];
  let last: Span | undefined;
  for (const one of mentions) {
    const [before, after] = [plain.slice(Math.max(0, one.start - 24), one.start), plain.slice(one.end, one.end + 24)];
    if (
      NO_LANGUAGE_AFTER.test(after) ||
      after.startsWith(':') ||
      /\b(?:not|my|weak|poor|bad|sorry for my|non native|improve my|not comfortable in|dont speak|no) $/.test(before)
    )
      continue;
    const joined =
      last !== undefined &&
      /^ ?(?:,|\/|or|and|&)(?: (?:or|and|also|some|a bit of|a little|basic))* ?$/.test(
        plain.slice(last.end, one.start),
      );
    const next = mentions.find(({ start }) => start > one.end);
    const leads =
      next !== undefined &&
      /^ ?(?:,|\/|or|and) ?$/.test(plain.slice(one.end, next.start)) &&
      LANGUAGE_AFTER.test(plain.slice(next.end, next.end + 24));
    if (
      !joined &&
      !leads &&
      !LANGUAGE_BEFORE.test(before) &&
      !LANGUAGE_AFTER.test(after) &&
      !standsAlone(passage, one, mentions)
    )
      continue;
    last = one;
    if (asked.has(one.slug)) continue;
    asked.add(one.slug);
    found.push({ field: 'languages', value: [one.slug], evidence: passage.words(one), certainty: 0.85 });
  }
  return found;
}

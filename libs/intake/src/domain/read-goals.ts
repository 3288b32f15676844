import * as chrono from 'chrono-node';
import type { Rubric } from '#libs/catalog';
import { decimalsOf } from '#libs/platform';
import type { Budget, Inference } from './answers.ts';
import {
  CONFIDENCE_CUES,
  HOURS_WORDS,
  LEVEL_WORDS,
  NOT_COMPANIES,
  ORDINARY_WORDS,
  REGION_WORDS,
  ROUND_WORDS,
  SEGMENT_WORDS,
  SPECIALTY_WORDS,
} from './lexicon.ts';

export interface ReadingContext {
  now: Date;
  /** The candidate's zone; relative dates are read in it. */
  timeZone: string;
  rubric: Rubric;
}

/** The longest text that is read; the rest is left. */
const LONGEST = 4_000;

/**
 * Reads goals in a candidate's own words. Local, deterministic; invents nothing: every inference carries its words.
 */
export function readGoals(text: string, context: ReadingContext): Inference[] {
  const clean = text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replace(/[\p{Cc}]/gu, ' ')
    .replace(/[’‘]/g, "'");
  const companies = readCompanies(clean, context.rubric);
  return [
    ...companies,
    ...readSegments(clean, companies, context.rubric),
    ...readAll('specialties', clean, SPECIALTY_WORDS),
    ...readFirst('level', clean, LEVEL_WORDS),
    ...readFirst('region', clean, REGION_WORDS),
    ...readConfidence(clean),
    ...readDate(clean, context),
    ...readHours(clean),
    ...readBudget(clean),
    ...readLanguages(clean, context.rubric),
    ...readPreferredHours(clean),
  ];
}

/** Two concrete questions for a text that says nothing usable; none when something was read. */
export const followUps = (inferred: readonly Inference[]): string[] =>
  inferred.length > 0
    ? []
    : [
        'Which companies or kind of company are you interviewing with, and when?',
        'Which interview rounds worry you most: system design, SQL, product sense, behavioral, or another?',
      ];

const firstMatch = (text: string, pattern: RegExp): string | undefined => text.match(pattern)?.[0];

function readAll(field: string, text: string, lexicon: readonly [string, RegExp][]): Inference[] {
  return lexicon.flatMap(([value, pattern]) => {
    const evidence = firstMatch(text, pattern);
    return evidence === undefined ? [] : [{ field, value: [value], evidence, certainty: 0.8 }];
  });
}

function readFirst(field: string, text: string, lexicon: readonly [string, RegExp][]): Inference[] {
  for (const [value, pattern] of lexicon) {
    const evidence = firstMatch(text, pattern);
    if (evidence !== undefined) return [{ field, value, evidence, certainty: 0.8 }];
  }
  return [];
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function readCompanies(text: string, rubric: Rubric): Inference[] {
  const known = rubric.companies.flatMap(({ name }) => {
    const evidence = firstMatch(
      text,
      new RegExp(`(?<![\\p{L}\\p{N}])${escapePattern(name)}(?![\\p{L}\\p{N}])`, ORDINARY_WORDS.has(name) ? 'u' : 'iu'),
    );
    return evidence === undefined ? [] : [{ field: 'targetCompanies', value: [name], evidence, certainty: 0.95 }];
  });
  const names = new Set(known.map(({ value }) => (value[0] ?? '').toLowerCase()));
  const shapes =
    /\b(?:at|for|with|join(?:ing)?)\s+([A-Z][\w&.-]{1,30})(?=[\s,.;!?)]|$)|\b([A-Z][\w&-]{1,30})\s+(?:PM\s+)?(?:loop|onsite|interviews?|final round)\b/g;
  const unknown = [...text.matchAll(shapes)].flatMap((match) => {
    const name = (match[1] ?? match[2] ?? '').replace(/[.-]+$/, '');
    if (
      name === '' ||
      NOT_COMPANIES.has(name) ||
      names.has(name.toLowerCase()) ||
      [...names].some((one) => one.includes(name.toLowerCase()))
    )
      return [];
    names.add(name.toLowerCase());
    return [{ field: 'targetCompanies', value: [name], evidence: match[0].trim(), certainty: 0.6 }];
  });
  return [...known, ...unknown];
}

function readSegments(text: string, companies: Inference[], rubric: Rubric): Inference[] {
  const segmentOf = new Map(rubric.companies.map(({ name, segment }) => [name, segment]));
  const byCompany = companies.flatMap(({ value, evidence }) => {
    const segment = segmentOf.get((value as string[])[0] ?? '');
    return segment === undefined ? [] : [{ field: 'segments', value: [segment], evidence, certainty: 0.9 }];
  });
  const named = readAll('segments', text, SEGMENT_WORDS).filter(
    ({ value }) => !byCompany.some((one) => one.value[0] === (value as string[])[0]),
  );
  const isVague = (one: Inference): boolean =>
    (one.value as string[])[0] === 'early-startup' && /^start/i.test(one.evidence);
  return [...byCompany, ...named.filter((one) => !isVague(one) || (byCompany.length === 0 && named.every(isVague)))];
}

/** Splits into clauses; a clause that names a round but says nothing of it takes the feeling of the one before. */
function readConfidence(text: string): Inference[] {
  const found = new Map<string, Inference>();
  let [carried, sentenceEnd]: [number | null, boolean] = [null, false];
  for (const piece of text.split(
    /([.;!?\n]+(?=\s|$)|,|\s[-–—]\s|\bbut\b|\balthough\b|\bthough\b|\bwhile\b|\bhowever\b|\bexcept\b)/i,
  )) {
    if (/^(?:[.;!?\n]+|but|although|though|while|however|except)$/i.test(piece.trim())) sentenceEnd = true;
    const rounds = ROUND_WORDS.filter(([, pattern]) => firstMatch(piece, pattern) !== undefined).map(
      ([round]) => round,
    );
    const level =
      scored(piece) ?? CONFIDENCE_CUES.find(([, pattern]) => firstMatch(piece, pattern) !== undefined)?.[0] ?? null;
    if (sentenceEnd && piece.trim().length > 3) [carried, sentenceEnd] = [null, false];
    const value = level ?? carried;
    if (value !== null)
      for (const round of rounds)
        found.set(round, {
          field: `confidence.${round}`,
          value,
          evidence: piece.trim(),
          certainty: level === null ? 0.6 : 0.8,
        });
    if (level !== null) carried = level;
  }
  return [...found.values()];
}

/** "4/5" as said. */
function scored(piece: string): number | null {
  const score = /\b([1-5])\s?(?:\/|out of)\s?5\b/i.exec(piece)?.[1];
  return score === undefined ? null : Number(score);
}

/** "6 hours a week", "5-7 hrs/wk": a rate, which a reader of dates would take for a date. */
const WEEKLY_HOURS =
  /\b(\d{1,2})(?:\s?(?:-|–|to)\s?(\d{1,2}))?\s?(?:\+\s?)?(?:hours?|hrs?|h)\s?(?:a|per|\/|each|every)\s?(?:week|wk)/i;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The earliest date ahead that the text names. */
function readDate(text: string, { now, timeZone }: ReadingContext): Inference[] {
  const zoned = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const today = zoned.toPlainDate();
  const readable = text
    .replace(WEEKLY_HOURS, ' ')
    .replace(/\bwks?\b/gi, (word) => (/s$/i.test(word) ? 'weeks' : 'week'));
  const dates: { date: Temporal.PlainDate; evidence: string }[] = [];
  for (const match of readable.matchAll(
    /\b(end|mid|middle|early|beginning|start|late)(?:\s|-)+(?:of\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b(?:\s+(20\d\d))?/gi,
  )) {
    const month = MONTHS.indexOf((match[2] ?? '').toLowerCase().slice(0, 3)) + 1;
    const base = Temporal.PlainDate.from({ year: Number(match[3] ?? today.year), month, day: 1 });
    const part = (match[1] ?? '').toLowerCase();
    const day = part === 'end' || part === 'late' ? base.daysInMonth : part.startsWith('mid') ? 15 : 5;
    const date = base.with({ day });
    dates.push({
      date: Temporal.PlainDate.compare(date, today) < 0 && match[3] === undefined ? date.add({ years: 1 }) : date,
      evidence: match[0],
    });
  }
  const instant = new Date(zoned.toInstant().epochMilliseconds);
  for (const result of dates.length > 0
    ? []
    : chrono.parse(readable, { instant, timezone: zoned.offsetNanoseconds / 6e10 }, { forwardDate: true })) {
    if (/^(?:a|an|one|per|each|every)\s(?:day|week|month|year)$/i.test(result.text)) continue; // a rate, not a date
    if (
      !/[a-z]{3}|\d{4}-\d|\d[/.]\d/i.test(result.text) ||
      /^(?:now|today|tonight|this (?:morning|evening)|per|every|last|yesterday)\b|ago\b/i.test(result.text)
    )
      continue;
    const start = result.start;
    const isDate =
      start.isCertain('day') ||
      start.isCertain('weekday') ||
      start.isCertain('month') ||
      /\b(?:in|within|next|weeks?|months?|days?)\b/i.test(result.text);
    if (!isDate) continue;
    dates.push({
      date: Temporal.PlainDate.from({
        year: start.get('year') ?? today.year,
        month: start.get('month') ?? today.month,
        day: start.get('day') ?? today.day,
      }),
      evidence: result.text,
    });
  }
  const ahead = dates.filter(
    ({ date }) => Temporal.PlainDate.compare(date, today) > 0 && today.until(date).days <= 730,
  );
  const [first] = ahead.sort((a, b) => Temporal.PlainDate.compare(a.date, b.date));
  return first
    ? [{ field: 'interviewDate', value: first.date.toString(), evidence: first.evidence, certainty: 0.85 }]
    : [];
}

function readHours(text: string): Inference[] {
  const match = WEEKLY_HOURS.exec(text);
  if (!match) return [];
  const hours = match[2] === undefined ? Number(match[1]) : (Number(match[1]) + Number(match[2])) / 2;
  return hours >= 1 && hours <= 80 ? [{ field: 'weeklyHours', value: hours, evidence: match[0], certainty: 0.95 }] : [];
}

const CURRENCY_WORDS: Readonly<Record<string, string>> = {
  $: 'USD',
  usd: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  buck: 'USD',
  bucks: 'USD',
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP',
  gbp: 'GBP',
  pound: 'GBP',
  pounds: 'GBP',
  quid: 'GBP',
  '₹': 'INR',
  inr: 'INR',
  rs: 'INR',
  'rs.': 'INR',
  rupees: 'INR',
  cad: 'CAD',
  c$: 'CAD',
  aud: 'AUD',
  a$: 'AUD',
  sgd: 'SGD',
  s$: 'SGD',
  chf: 'CHF',
  '¥': 'JPY',
  jpy: 'JPY',
  yen: 'JPY',
};
const MARK = '\\$|€|£|₹|¥|c\\$|a\\$|s\\$|usd|eur|gbp|inr|rs\\.?|cad|aud|sgd|chf|jpy';
const NAME = 'usd|dollars?|bucks?|eur|euros?|gbp|pounds?|quid|inr|rupees|cad|aud|sgd|chf|jpy|yen';
const AMOUNT = '(\\d{1,3}(?:,\\d{2,3})+|\\d{1,7})(?:\\.(\\d{1,2}))?\\s?(k|lakh)?';
const MONEY = new RegExp(`(?:(?<![a-z])(${MARK})\\s?${AMOUNT}|\\b${AMOUNT}\\s?(${NAME}|€|£)(?![a-z]))`, 'i');
const PER: readonly [Budget['per'], RegExp][] = [
  ['week', /^\s*(?:(?:a|per|each|every)\s|\/)\s?(?:week|wk)|^\s?weekly/i],
  ['month', /^\s*(?:(?:a|per|each|every)\s|\/)\s?(?:month|mo)|^\s?monthly/i],
  ['session', /^\s*(?:(?:a|per|each|every)\s|\/)\s?(?:session|hour|hr|call|mock)/i],
  ['total', /^.{0,12}\b(?:total|overall|in all|altogether|all[ -]in|for everything)\b/i],
];

function readBudget(text: string): Inference[] {
  const match =
    MONEY.exec(text) ??
    /\b(a couple(?: of)? hundred|a few hundred)(?: (dollars|bucks|euros|pounds|quid))?/i.exec(text) ??
    /\bbudget\D{0,15}(\d{2,6})/i.exec(text) ??
    /\b(\d{2,5})\s?\/\s?(?:wk|week|mo|month|session)/i.exec(text);
  if (!match) return [];
  const currency =
    CURRENCY_WORDS[
      (match[1] !== undefined && /^\D/.test(match[1])
        ? CURRENCY_WORDS[match[1].toLowerCase()]
          ? match[1]
          : (match[2] ?? '$')
        : (match[8] ?? '$')
      ).toLowerCase()
    ] ?? 'USD';
  const major = majorOf(match);
  const rest = text.slice(match.index + match[0].length).replace(/^\s?(?:tops|max|at most)/i, '');
  const inside = /\/\s?(wk|week|mo|month|session)$/i.exec(match[0])?.[1];
  const per =
    inside === undefined
      ? (PER.find(([, pattern]) => pattern.test(rest))?.[0] ?? 'month')
      : inside.startsWith('w')
        ? 'week'
        : inside.startsWith('m')
          ? 'month'
          : 'session';
  if (!Number.isFinite(major) || major <= 0) return [];
  const tail = PER.map(([, pattern]) => pattern.exec(rest)?.[0]).find((words) => words !== undefined) ?? '';
  const value: Budget = { amount: Math.min(99_999_999, Math.round(major * 10 ** decimalsOf(currency))), currency, per };
  return [
    {
      field: 'budget',
      value,
      evidence: (match[0] + tail).trim(),
      certainty: tail === '' && inside === undefined ? 0.7 : 0.9,
    },
  ];
}

function majorOf(match: RegExpExecArray): number {
  const said = match[0].toLowerCase();
  if (said.startsWith('a couple')) return 200;
  if (said.startsWith('a few')) return 300;
  const number = /\d[\d,]*(?:\.\d+)?/.exec(said)?.[0].replaceAll(',', '') ?? '';
  const scale = /\d\s?k\b/.test(said) ? 1_000 : /\d\s?lakh/.test(said) ? 100_000 : 1;
  return Number(number) * scale;
}

function readLanguages(text: string, rubric: Rubric): Inference[] {
  return rubric.languages.flatMap(({ slug, name }) => {
    const evidence = firstMatch(
      text,
      new RegExp(
        `\\b(?:in|speak(?:s|ing)?|native|fluent(?: in)?|prefer(?:ably)?)\\s${name}\\b|\\b${name}[ -]speaking\\b`,
        'i',
      ),
    );
    return evidence === undefined ? [] : [{ field: 'languages', value: [slug], evidence, certainty: 0.85 }];
  });
}

function readPreferredHours(text: string): Inference[] {
  return HOURS_WORDS.flatMap(([hours, pattern]) => {
    const evidence = firstMatch(text, pattern);
    return evidence === undefined ? [] : [{ field: 'preferredHours', value: [hours], evidence, certainty: 0.7 }];
  });
}

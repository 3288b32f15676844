import { decimalsOf } from '#libs/platform';
import type { Budget, Inference } from '../answers.ts';
import { NUMBER_PATTERN, NUMBER_WORDS } from './numbers.ts';
import type { Passage, Span } from './passage.ts';

interface Money extends Span {
  major: number;
  currency: string | null;
  per: Budget['per'] | null;
  /** Said to be the budget, in so many words. */
  isNamed: boolean;
}

const CURRENCY_WORDS: readonly [currency: string, words: string][] = [
  ['USD', '(?:us ?)?\\$|usd|(?:us )?dollars?|bucks?'],
  ['EUR', '€|eur|euros?'],
  ['GBP', '£|gbp|pounds?|quid'],
  ['INR', '₹|inr|rs\\.?|rupees?'],
  ['CAD', 'c(?:a|an)?\\$|cad|canadian dollars?'],
  ['AUD', 'au?\\$|aud|australian dollars?'],
  ['SGD', 's\\$|sgd|singapore dollars?'],
  ['JPY', '¥|jpy|yen'],
  ['CHF', 'chf|(?:swiss )?francs?'],
  ['BRL', 'r\\$|brl|reais'],
  ['AED', 'aed|dirhams?'],
  ['KRW', '₩|krw|won'],
];
const MARK = CURRENCY_WORDS.map(([, words]) => words).join('|');
const SCALES: readonly [scale: number, pattern: RegExp][] = [
  [100_000, /^(?:lakhs?|lacs?|l)$/],
  [1_000, /^(?:k|grand|thousand)$/],
  [100, /^(?:hundred|hundreds)$/],
];
const SCALE = '(?:k|grand|thousand|lakhs?|lacs?|l|hundreds?)';
const DIGITS =
  '(?:\\d{1,3}(?:,\\d{2,3})*,\\d{3}|\\d{1,3}(?:\\.\\d{3})+|\\d{1,3}(?: \\d{3})+(?!\\d)|\\d{1,7})(?:[.,]\\d{1,2}(?!\\d))?';
const IN_DIGITS = `${DIGITS}(?: ?${SCALE}(?![\\p{L}\\p{N}]))?`;
const IN_WORDS = `(?:(?:a )?(?:couple|few)(?: of)? |several |(?:${NUMBER_PATTERN}) )?${SCALE}(?:(?: and)? (?:fifty|twenty|\\d{2}))?|(?:${NUMBER_PATTERN})(?= (?:${MARK}))`;
const AMOUNT = `(?:${IN_DIGITS}|(?<![\\p{L}\\p{N}])(?:${IN_WORDS})(?![\\p{L}\\p{N}]))`;
/** "$100", "$100-150", "100 - 150 euros", "100 to 150 a week", "a couple hundred bucks". */
const MONEY = new RegExp(
  `(?<![\\p{L}\\p{N}.,:$€£₹¥])(?:(${MARK}) ?)?(${AMOUNT})(?: ?(?:-|to|or|and) ?(?:(?:${MARK}) ?)?(${IN_DIGITS}))?(?: ?(${MARK})(?![\\p{L}\\p{N}]))?`,
  'gu',
);

const UNIT: readonly [per: Budget['per'], words: string][] = [
  ['week', 'weeks?|wk'],
  ['month', 'months?|mo|mth'],
  [
    'session',
    'sessions?|hours?|hrs?|h|calls?|mocks?|class(?:es)?|meetings?|mock interviews?|interviews?|slots?|sit ?down|coaching session|one',
  ],
];
const MODIFIER =
  '(?: ?(?:max(?:imum)?|tops|at most|or so|ish|roughly|approx|is fine|is ok|budget|all in|each|only|,|usd|or less))?';
const PER_AFTER: readonly [per: Budget['per'], pattern: RegExp][] = [
  ...UNIT.map(([per, words]): [Budget['per'], RegExp] => [
    per,
    new RegExp(
      `^${MODIFIER} ?(?:/|a |an |per |each |every |for (?:a|an|one|each|every) |p/)(?:single )? ?(?:${words})(?![\\p{L}\\p{N}])`,
      'u',
    ),
  ]),
  ['session', /^ ?(?:each|apiece|a piece)\b(?! (?:week|month))/],
  ['week', new RegExp(`^${MODIFIER} ?(?:weekly|pw|p/w)(?![\\p{L}])`, 'u')],
  ['month', new RegExp(`^${MODIFIER} ?(?:monthly|pm|pcm|p/m)(?![\\p{L}])`, 'u')],
  ['session', new RegExp(`^${MODIFIER} ?(?:a pop|a go|an? hour|ph|hourly)(?![\\p{L}])`, 'u')],
  [
    'total',
    /^.{0,14}\b(?:total|overall|in all|altogether|all ?(?:-| )?in|for everything|for the (?:whole|entire|full) \w+|one ?time|to spend (?:in )?total|until the interview|for (?:all|all of it)|lump sum|all up|till (?:the )?interview|for the prep|on prep|over (?:the next )?(?:\w+ )?(?:weeks|months))\b/,
  ],
];
const PER_BEFORE: readonly [per: Budget['per'], pattern: RegExp][] = [
  ['week', /\b(?:weekly|per week|a week|each week|every week)\b[^.]{0,30}$/],
  ['month', /\b(?:monthly|per month|a month|each month|every month)\b[^.]{0,30}$/],
  ['session', /\b(?:per (?:session|hour|mock|call)|each (?:session|mock)|hourly|a session)\b[^.]{0,30}$/],
  ['total', /\b(?:total|overall|altogether|in all|all in)\b[^.]{0,30}$/],
];
const NAMES_BUDGET =
  /\b(?:budget|spend|spending|afford|pay(?: up to)?|can do|willing|max(?:imum)?|up ?to|set aside|allocate|put aside|not more than|no more than|under|below|less than|around|about|limit|cap|range|have)\b[^.]{0,28}$/;
const BUDGET_WORD = /\b(?:budget|spend|spending|afford|willing to pay|can pay|pay up to|set aside|allocate)\b/;
/** Money that is no budget. */
const OTHER_MONEY_BEFORE =
  /\b(?:salary|tc|comp|compensation|ctc|base|package|raised|raise|revenue|arr|mrr|gmv|valuation|valued|funding|offer(?:ed)? (?:of|me|is|at)?|earn(?:ing|s)?|mak(?:e|ing)|paid|costs?|costed|charged?|charging|saved|grew|from|generated|wasted|spent|worth|bonus|rent|loan)\b[^.,]{0,18}$/;
const OTHER_MONEY_AFTER =
  /^ ?(?:m|mn|million|b|bn|billion|cr|crores?|users?|people|customers?|employees?|salary|tc|ctc|base|in (?:revenue|arr|funding|salary)|arr|mrr|gmv|lpa|a year|per year|\/ ?(?:year|yr)|per annum|pa|yearly|annual(?:ly)?|(?:hours?|hrs?|h|days?|weeks?|wks?|months?|years?|yrs?|yoe|sessions?|mocks?|minutes?|mins?|rounds?|th|st|nd|rd|am|%|percent|times|x|companies|loops?|interviews?|stars?|resumes?)(?![\p{L}]))/u;

/** What the candidate means to spend; a later figure about the budget wins over an earlier one. */
export function readBudget(passage: Passage, placeCurrency: string | null): Inference[] {
  const found = [...passage.plain.matchAll(MONEY)].flatMap((match) => moneyOf(passage, match));
  const named = found.filter(({ isNamed, per }) => isNamed || per !== null);
  const usable = named.length > 0 ? named : found.filter(({ currency }) => currency !== null);
  const last = usable.at(-1);
  if (!last) return [];
  const earlier = usable.find((one) => one.major !== last.major && one.per === last.per);
  const currency = last.currency ?? usable.find((one) => one.currency !== null)?.currency ?? placeCurrency ?? 'USD';
  const amount = Math.min(99_999_999, Math.round(last.major * 10 ** decimalsOf(currency)));
  if (amount < 1) return [];
  const notes = [
    ...(earlier ? [`Earlier you said "${passage.words(earlier)}"; the later words count.`] : []),
    ...(last.per === null ? ['Taken as a month’s budget.'] : []),
    ...(last.currency === null ? [`Taken as ${currency}.`] : []),
  ];
  return [
    {
      field: 'budget',
      value: { amount, currency, per: last.per ?? 'month' } satisfies Budget,
      evidence: passage.words(last),
      certainty: last.per === null ? 0.6 : last.currency === null ? 0.75 : 0.9,
      ...(notes.length > 0 && { note: notes.join(' ') }),
    },
  ];
}

function moneyOf({ plain }: Passage, match: RegExpExecArray): Money[] {
  const { index, 0: all, 1: mark, 2: first = '', 3: second, 4: name } = match;
  const [before, after] = [
    plain.slice(Math.max(0, index - 48), index),
    plain.slice(index + all.length, index + all.length + 40),
  ];
  if (OTHER_MONEY_AFTER.test(after)) return [];
  if (OTHER_MONEY_BEFORE.test(before) && !BUDGET_WORD.test(before.slice(-30))) return [];
  const afterMatch = PER_AFTER.map(([per, pattern]) => ({ per, tail: pattern.exec(after)?.[0] })).find(
    ({ tail }) => tail !== undefined,
  );
  const per = afterMatch?.per ?? PER_BEFORE.find(([, pattern]) => pattern.test(sinceStop(before)))?.[0] ?? null;
  const said = mark ?? name ?? MARK_AFTER.exec(after.slice(afterMatch?.tail?.length ?? 0))?.[1];
  const currency = said === undefined ? null : currencyOf(said);
  const isNamed = NAMES_BUDGET.test(sinceStop(before)) || /^ ?(?:budget|max|tops)\b/.test(after);
  const major = Math.max(majorOf(first, second), second === undefined ? 0 : majorOf(second));
  if (currency === null && !isBudget(before, after, major, first, afterMatch !== undefined)) return [];
  if (!(major >= 5)) return []; // nobody's budget
  return [
    {
      major,
      currency,
      per,
      isNamed,
      start: index,
      end: index + all.trimEnd().length + (afterMatch?.tail?.length ?? 0),
    },
  ];
}

const MARK_AFTER = new RegExp(`^ ?(?:in )?(${MARK})(?![\\p{L}\\p{N}])`, 'u');
const sinceStop = (text: string): string =>
  text.slice(Math.max(text.lastIndexOf('. '), text.lastIndexOf('\n'), text.lastIndexOf('; ')) + 1);

/** A bare number is money only where a budget is spoken of, or by its rate ("150/wk"); small ones count sessions or hours. */
function isBudget(before: string, after: string, major: number, first: string, hasPer: boolean): boolean {
  if (/\bbudget\b[^.\d]{0,24}$/.test(before) || /^ ?(?:budget)\b/.test(after)) return major >= 10;
  if (/\b(?:spend|afford|pay)\b[^.\d]{0,20}$/.test(before)) return major >= 20;
  const isRound = /hundred|grand|k$/.test(first);
  return (
    (hasPer && major >= 30 && major < 1_000_000 && !/\b(?:hours?|hrs?|week|day)\s*$/.test(before)) ||
    (isRound && !/^k/.test(first) && /couple|few/.test(first))
  );
}

const currencyOf = (said: string): string =>
  CURRENCY_WORDS.find(([, words]) => new RegExp(`^(?:${words})$`, 'u').test(said.trim()))?.[0] ?? 'USD';

/** The number said, in major units; "10-15k" gives both ends the scale of the last. */
function majorOf(said: string, rangeEnd?: string): number {
  const words = said.trim();
  const scaleOf = (text: string): number =>
    SCALES.find(([, pattern]) =>
      pattern.test(/(k|grand|thousand|lakhs?|lacs?|l|hundreds?)(?: and .*| \w+| \d+)?$/.exec(text)?.[1] ?? ''),
    )?.[0] ?? 1;
  if (/^\d/.test(words)) {
    const digits = /^\d[\d.,]*(?: \d{3})*/.exec(words)?.[0].replaceAll(' ', '') ?? '';
    const scale = scaleOf(words);
    return plainNumber(digits) * (scale === 1 && rangeEnd !== undefined ? scaleOf(rangeEnd) : scale);
  }
  const [head = ''] = words.replace(/^a (?=couple|few)/, '').split(' ');
  const extra = /(fifty|twenty|\d{2})$/.exec(words)?.[1];
  return (
    (NUMBER_WORDS[head] ?? 1) * scaleOf(words) +
    (extra === undefined || scaleOf(words) === 1 ? 0 : (NUMBER_WORDS[extra] ?? Number(extra)))
  );
}

/** "1,500", "1.500", "1,00,000" and "1.5", "1,5" as numbers. */
function plainNumber(digits: string): number {
  const grouped = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(digits) ? digits.replaceAll('.', '').replace(',', '.') : digits;
  return Number(
    /,\d{1,2}$/.test(grouped) && !/,\d{2},/.test(grouped)
      ? grouped.replace(/,(\d{1,2})$/, '.$1').replaceAll(',', '')
      : grouped.replaceAll(',', ''),
  );
}

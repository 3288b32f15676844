import type { Inference, PreferredHours } from '../answers.ts';
import { PLACES, ZONE_WORDS } from './lexicon.ts';
import { NUMBER_PATTERN, numberOf } from './numbers.ts';
import type { Passage, Span } from './passage.ts';

const NUMBER = `(?:\\d{1,2}(?:\\.\\d)?|half(?: an)?|(?:a )?(?:couple|few)(?: of)?|${NUMBER_PATTERN})`;
const UNIT = '(?:hours?|hrs?|h|mins?|minutes?)';
const DURATION = new RegExp(
  `(?<![\\p{L}\\p{N}$€£₹.:/])(${NUMBER})(?: ?(?:-|to|or|/)? ?(${NUMBER}))?(?: ?\\+)? ?(${UNIT})( and a half)?(?![\\p{L}\\p{N}])`,
  'gu',
);
const RATE =
  '(?: ?(?:or so|max|tops|at most|maybe|only|of (?:prep|study|practice|time|studying)|for (?:prep|this|study|it)|to (?:prep|prepare|study|practi[cs]e)|free|available|total|,))? ?';
const DAYS_OF: readonly [times: number, words: string][] = [
  [1, '(?:/|a |per |each |every |in a |in the |this |p/)(?:week|wk|w)|weekly|pw|p/w|during the week'],
  [
    5,
    '(?:/|a |per |each |every |on (?:each )?)(?:weekdays?|work ?days?|working days?|evenings?|nights?|school night)|(?:on )?weekdays|after work(?: every day)?|mon(?:day)? ?(?:-|to) ?fri(?:day)?|in the (?:evenings?|mornings?)',
  ],
  [7, '(?:/|a |per |each |every )(?:single )?day|daily|everyday|per day|pd|every morning'],
  [2, '(?:/|a |per |each |every |on )(?:weekend day|saturdays? and sundays?)|per day on weekends'],
  [1, '(?:/|a |per |each |every |on (?:the )?|over the |at )weekends?|weekends'],
];
const RATES = DAYS_OF.map(([times, words], i): [number, RegExp, RegExp, isPart: boolean] => [
  times,
  new RegExp(`^${RATE}(?:${words})(?![\\p{L}\\p{N}])`, 'u'),
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${words})[ ,:]*(?:i (?:have|can (?:do|spend|spare|put in|manage)|could do|get|will have|study|spend)|i?ll have|have|for|about|around|roughly|maybe|only|just|is|at most|max|up to|can do|hours|:|=|,| )*$`,
    'u',
  ),
  i > 0 && i !== 2,
]);

/** Hours a week for preparation; parts of the week add up, a later total wins over an earlier one. */
export function readWeeklyHours(passage: Passage): Inference[] {
  const { plain } = passage;
  let [weekly, parts] = [[] as (Span & { hours: number })[], [] as (Span & { hours: number })[]];
  for (const { index, 0: all, 1: first = '', 2: second, 3: unit = '', 4: half } of plain.matchAll(DURATION)) {
    const end = index + all.length;
    const [after, before] = [
      plain.slice(end, end + 40),
      plain.slice(passage.sentenceAt(index).start, index).slice(-44),
    ];
    if (
      /^ ?(?:before|until|till|ago|later|away|each(?! (?:week|day|weekend|evening|morning|night))|mentor|session|mock|call|long|notice|onsite|loop|interview)/.test(
        after,
      ) ||
      /\$|€|£|₹/.test(before.slice(-2))
    )
      continue;
    const [low, high] = [numberOf(first), second === undefined ? null : numberOf(second)];
    const hours =
      ((high === null ? low : (low + high) / 2) + (half === undefined ? 0 : 0.5)) / (unit.startsWith('m') ? 60 : 1);
    const rate = RATES.map(([times, ahead, behind, isPart]) => ({
      times,
      isPart,
      tail: ahead.exec(after)?.[0],
      isBehind: behind.test(before),
    }));
    const chosen = rate.find(({ tail }) => tail !== undefined) ?? rate.find(({ isBehind }) => isBehind);
    if (!chosen || isAboutWork(before, after)) continue;
    const span = { hours: hours * chosen.times, start: index, end: end + (chosen.tail?.length ?? 0) };
    if (chosen.isPart) parts.push(span);
    else [weekly, parts] = [[...weekly, span], parts];
  }
  const byHeading =
    /\b(?:hours? (?:per|a|each|every|\/) ?week|weekly hours?|hours(?=:)|hrs?\/w(?:ee)?k)(?: available)? ?(?::|=|is|are|-)? ?(\d{1,2})(?! ?(?:\/|%|\$))\b/.exec(
      plain,
    );
  if (weekly.length === 0 && parts.length === 0 && byHeading)
    weekly = [{ hours: Number(byHeading[1]), start: byHeading.index, end: byHeading.index + byHeading[0].length }];
  const last = weekly.at(-1);
  if (last) {
    const earlier = weekly.find(({ hours }) => hours !== last.hours);
    return hoursInference(
      passage,
      last.hours,
      last,
      0.95,
      earlier && `Earlier you said "${passage.words(earlier)}"; the later words count.`,
    );
  }
  const [first] = parts;
  const sum = parts.reduce((total, { hours }) => total + hours, 0);
  if (first) return hoursInference(passage, sum, { start: first.start, end: parts.at(-1)?.end ?? first.end }, 0.8);
  const full =
    /\b(?:full ?time (?:on )?(?:prep\w*|study\w*|practi\w+)|(?:prep\w*|study\w*|practi\w+|available) full ?time|all day every day)\b/.exec(
      plain,
    );
  if (full)
    return hoursInference(
      passage,
      40,
      { start: full.index, end: full.index + full[0].length },
      0.6,
      'Full time is taken as 40 hours.',
    );
  const bare = new RegExp(
    `\\b(?:dedicate|put in|commit|spare|set aside|devote|can (?:do|spend|give))(?: (?:about|around|maybe|only|just|like|up to))? (${NUMBER})(?: ?(?:-|to) ?(${NUMBER}))? ?(?:hours|hrs)(?! (?:before|until|a day))`,
    'u',
  ).exec(plain);
  if (!bare) return [];
  const [low, high] = [numberOf(bare[1] ?? ''), bare[2] === undefined ? null : numberOf(bare[2])];
  return hoursInference(
    passage,
    high === null ? low : (low + high) / 2,
    { start: bare.index, end: bare.index + bare[0].length },
    0.5,
    'Taken as hours a week.',
  );
}

const isAboutWork = (before: string, after: string): boolean =>
  /\b(?:i work|working|work|job is|sleep|commute|meetings)(?: (?:about|around|like|for|is))? $/.test(before) ||
  /^ ?(?:a|per|each|every) ?week (?:job|at work|of meetings)/.test(after);

function hoursInference(passage: Passage, hours: number, span: Span, certainty: number, note?: string): Inference[] {
  const value = Math.round(hours * 2) / 2;
  return value >= 0.5 && value <= 80
    ? [{ field: 'weeklyHours', value, evidence: passage.words(span), certainty, ...(note !== undefined && { note }) }]
    : [];
}

const WORK_DAYS = [1, 2, 3, 4, 5];
const DAY =
  'mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';
const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const weekdayOf = (name: string): number => DAY_NAMES.indexOf(name.slice(0, 3)) + 1;

const TIMES: readonly [start: string, end: string, pattern: RegExp][] = [
  [
    '07:00',
    '10:00',
    /\b(?:early |in the |week ?day )?mornings?\b|\bbefore work\b|\bearly (?:bird|hours)\b|\bfirst thing\b/g,
  ],
  ['12:00', '14:00', /\b(?:over |during |at )?lunch(?: ?(?:times?|breaks?|hours?))?\b|\bnoon\b|\bmid ?day\b/g],
  ['13:00', '17:00', /\b(?:early |late |week ?day )?afternoons?\b/g],
  [
    '18:00',
    '21:00',
    /\b(?<!up at )(?:late |early |week ?day )?(?:evenings?|nights?)\b|\bafter (?:work|office(?: hours)?|the kids are in bed)\b|\b(?<!up )(?:late )?at night\b|\bpost work\b|\beves?\b/g,
  ],
];
const CLOCK = '(\\d{1,2})(?:[:.](\\d{2}))? ?(am|pm|a\\.m\\.?|p\\.m\\.?)?';
const RANGES = new RegExp(
  `(?:\\bbetween |\\bfrom )?(?<![\\d$€£₹/.])${CLOCK} ?(?:-|to|till|until|and) ?${CLOCK}(?![\\d/%]|\\p{L})`,
  'gu',
);
const AFTER = new RegExp(
  `\\b(?:after|from|past|post) ${CLOCK}(?![\\d/%]|\\p{L})(?! ?(?:-|to|till|until) ?\\d)(?: onwards?)?`,
  'gu',
);
const BEFORE = new RegExp(`\\bbefore ${CLOCK}(?![\\d/%]|\\p{L})`, 'gu');
const NEGATED =
  /\b(?:not|no|never|cant(?: do)?|cannot|cant make|except|avoid|avoiding|unavailable|dont (?:want|do|like|work)|busy|rather not|but not|nothing|wont work)\b[^,.]{0,14}$/;
const NEGATED_AFTER =
  /^[ \w]{0,8}\b(?:dont work|doesnt work|are out|is out|are bad|not possible|wont work|are busy|are impossible|not good)\b/;

/** When the candidate likes to meet, as days of the week with local times; "not mornings" is heeded. */
export function readPreferredHours(passage: Passage): Inference[] {
  const found: Inference[] = [];
  for (const sentence of passage.sentences()) {
    const days = daysIn(passage.plain, sentence);
    const all = timesIn(passage.plain, sentence);
    const times = all.filter((one) => one.isClock || !all.some((other) => other.isClock && distance(one, other) <= 4)); // "evenings after 6pm"

    const used = new Set<Span>();
    for (const time of times) {
      const near = days.filter(
        (day) =>
          distance(day, time) <= 22 &&
          !isApart(passage.plain, day, time) &&
          !times.some((other) => other !== time && distance(day, other) < distance(day, time)),
      );
      near.forEach((day) => used.add(day));
      const weekdays = [...new Set(near.flatMap((day) => day.weekdays))].sort();
      found.push(
        hoursOf(passage, { weekdays: weekdays.length > 0 ? weekdays : WORK_DAYS, start: time.from, end: time.to }, [
          time,
          ...near,
        ]),
      );
    }
    const isInterview = /\b(?:interview|loop|onsite|final|screen)\b/.test(
      passage.plain.slice(sentence.start, sentence.end),
    );
    for (const day of days.filter((one) => !used.has(one) && !(one.isBare && isInterview)))
      if (!day.needsTime)
        found.push(
          hoursOf(
            passage,
            {
              weekdays: day.weekdays,
              start: day.weekdays.some((n) => n < 6) ? '18:00' : '09:00',
              end: day.weekdays.some((n) => n < 6) ? '21:00' : '18:00',
            },
            [day],
          ),
        );
  }
  const unique = new Map(found.map((one) => [JSON.stringify(one.value), one]));
  return [...unique.values()].slice(0, 14);
}

/** "evenings, or weekends" are two wishes. */
function isApart(text: string, day: Days, time: Times): boolean {
  const between = day.start < time.start ? text.slice(day.end, time.start) : text.slice(time.end, day.start);
  return /\bor\b/.test(between) || (/\band\b|[,&+]/.test(between) && !day.needsTime);
}

const distance = (a: Span, b: Span): number => Math.max(0, Math.max(a.start, b.start) - Math.min(a.end, b.end));

function hoursOf(passage: Passage, value: PreferredHours, spans: Span[]): Inference {
  const span = { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
  return { field: 'preferredHours', value: [value], evidence: passage.words(span), certainty: 0.75 };
}

const isNegated = (text: string, { start, end }: Span): boolean =>
  NEGATED.test(text.slice(Math.max(0, start - 34), start)) || NEGATED_AFTER.test(text.slice(end, end + 26));

interface Days extends Span {
  weekdays: number[];
  isBare: boolean;
  /** One named day says nothing of the hour. */
  needsTime: boolean;
}

function daysIn(text: string, { start, end }: Span): Days[] {
  const piece = text.slice(start, end);
  const found: Days[] = [];
  const add = (pattern: RegExp, read: (match: RegExpExecArray) => Omit<Days, keyof Span>): void => {
    for (const match of piece.matchAll(pattern)) {
      const span = { start: start + match.index, end: start + match.index + match[0].length };
      if (!found.some((one) => span.start < one.end && one.start < span.end) && !isNegated(text, span))
        found.push({ ...read(match), ...span });
    }
  };
  add(/\bweekends?\b/g, () => ({ weekdays: [6, 7], isBare: false, needsTime: false }));
  add(new RegExp(`\\b(${DAY})s? ?(?:-|to|through|thru) ?(${DAY})s?\\b`, 'g'), ([, from = '', to = '']) => {
    const [first, last] = [weekdayOf(from), weekdayOf(to)];
    return {
      weekdays: DAY_NAMES.map((_, i) => i + 1).filter((n) =>
        first <= last ? n >= first && n <= last : n >= first || n <= last,
      ),
      isBare: true,
      needsTime: true,
    };
  });
  add(/\bweek ?days?\b/g, () => ({ weekdays: WORK_DAYS, isBare: true, needsTime: true }));
  add(
    new RegExp(`\\b(?:every |on )?((?:${DAY})s?(?:(?: ?(?:,|/|&|and|or) ?| )(?:${DAY})s?)+)\\b`, 'g'),
    ([, list = '']) => ({
      weekdays: [...list.matchAll(new RegExp(DAY, 'g'))].map(([name]) => weekdayOf(name)),
      isBare: false,
      needsTime: !/sat|sun/.test(list),
    }),
  );
  add(
    /\b(?:every )?(mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)\b|\bevery (monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/g,
    ([, many, one]) => ({
      weekdays: [weekdayOf(many ?? one ?? '')],
      isBare: false,
      needsTime: !/^s/.test(many ?? one ?? ''),
    }),
  );
  add(new RegExp(`\\b(${DAY})(?= (?:mornings?|evenings?|afternoons?|nights?|after \\d))`, 'g'), ([, name = '']) => ({
    weekdays: [weekdayOf(name)],
    isBare: true,
    needsTime: true,
  }));
  return found;
}

interface Times extends Span {
  from: string;
  to: string;
  /** By the clock, not by a part of the day. */
  isClock: boolean;
}

function timesIn(text: string, { start, end }: Span): Times[] {
  const piece = text.slice(start, end);
  const found: Times[] = [];
  const add = (match: RegExpExecArray, hours: [string, string] | null, isClock = true): void => {
    const span = { start: start + match.index, end: start + match.index + match[0].length };
    if (hours && !found.some((one) => span.start < one.end && one.start < span.end) && !isNegated(text, span))
      found.push({ ...span, from: hours[0], to: hours[1], isClock });
  };
  const isMeeting = /\b(?:interview|loop|onsite|screen)\b[^,]{0,30}$/;
  for (const match of piece.matchAll(RANGES))
    if (!isMeeting.test(piece.slice(0, match.index))) add(match, rangeOf(match));
  for (const match of piece.matchAll(AFTER)) add(match, afterOf(match));
  for (const match of piece.matchAll(BEFORE)) add(match, beforeOf(match));
  for (const [from, to, pattern] of TIMES)
    for (const match of piece.matchAll(pattern))
      if (
        !/\b(?:good|every|each|this|per|a)\s$/.test(piece.slice(0, match.index)) ||
        /\bevery\s$/.test(piece.slice(0, match.index))
      )
        add(match, [from, to], false);
  return found;
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

function minutesOf(hour: string | undefined, minute: string | undefined, half: string | undefined): number | null {
  let value = Number(hour);
  if (!(value <= 24) || Number(minute ?? 0) > 59) return null;
  if (half?.startsWith('p') === true && value < 12) value += 12;
  if (half?.startsWith('a') === true && value === 12) value = 0;
  return Math.min(1440, value * 60 + Number(minute ?? 0));
}

/** "6-9pm", "18:00 to 21:00": at least one end says what kind of hour it is. */
function rangeOf([, h1, m1, half1, h2, m2, half2]: RegExpExecArray): [string, string] | null {
  if (half1 === undefined && half2 === undefined && (m1 === undefined || m2 === undefined)) return null;
  const to = minutesOf(h2, m2, half2);
  let from = minutesOf(h1, m1, half1 ?? half2);
  if (from === null || to === null) return null;
  if (from >= to && half1 === undefined) from = minutesOf(h1, m1, half2?.startsWith('p') === true ? 'am' : half2);
  return from !== null && from < to ? [clock(from), clock(to)] : null;
}

function afterOf([, hour, minute, half]: RegExpExecArray): [string, string] | null {
  if (
    half === undefined &&
    minute === undefined &&
    Number(hour) > 12 === false &&
    !(Number(hour) >= 4 && Number(hour) <= 9)
  )
    return null;
  const from = minutesOf(hour, minute, half ?? (minute === undefined && Number(hour) <= 11 ? 'pm' : undefined));
  if (from === null || from >= 1_380) return null;
  return [
    clock(from),
    clock(from >= 1_020 ? Math.max(1_320, Math.min(1_440, from + 120)) : Math.max(1_080, from + 120)),
  ];
}

function beforeOf([, hour, minute, half]: RegExpExecArray): [string, string] | null {
  if (half === undefined && minute === undefined) return null;
  const to = minutesOf(hour, minute, half);
  if (to === null || to < 360) return null;
  return [clock(to <= 720 ? Math.min(420, to - 60) : 540), clock(to)];
}

/** The zone the candidate lives in: as named, by offset, or by where they are. */
export function readTimeZone(passage: Passage): Inference[] {
  const { plain, typed } = passage;
  const iana = /\b(?:Africa|America|Asia|Europe|Australia|Pacific)\/[A-Za-z_]+(?:\/[A-Za-z_]+)?/.exec(typed);
  if (iana && isZone(iana[0])) return [{ field: 'timeZone', value: iana[0], evidence: iana[0], certainty: 0.98 }];
  const offset = /\b(?:utc|gmt) ?([+-]) ?(\d{1,2})(?::?(\d{2}))?\b/.exec(plain);
  const byOffset = offset && zoneOfOffset(offset[1] === '-' ? -1 : 1, Number(offset[2]), offset[3]);
  if (offset && byOffset)
    return [
      {
        field: 'timeZone',
        value: byOffset,
        evidence: passage.words({ start: offset.index, end: offset.index + offset[0].length }),
        certainty: 0.8,
      },
    ];
  const named = ZONE_WORDS.flatMap(([zone, pattern]) =>
    [...plain.matchAll(pattern)]
      .map(({ index, 0: words }) => ({ zone, start: index, end: index + words.trimEnd().length }))
      .filter((span) => isZoneWord(passage, span)),
  ).sort((a, b) => a.start - b.start)[0];
  if (named) return [{ field: 'timeZone', value: named.zone, evidence: passage.words(named), certainty: 0.9 }];
  const home = placesIn(passage).find(({ zone, isHome }) => isHome && zone !== null);
  return home?.zone != null
    ? [{ field: 'timeZone', value: home.zone, evidence: passage.words(home), certainty: 0.7 }]
    : [];
}

/** "IST", "7pm ist", but not "sql ist okay". */
const isZoneWord = (passage: Passage, span: Span): boolean =>
  span.end - span.start > 4 ||
  /^\p{Lu}+$/u.test(passage.words(span)) ||
  /\b(?:am|pm|\d{1,2}|evenings?|mornings?|nights?|hours|time|zone|weekdays?|weekends?|in) ?\(?$/.test(
    passage.plain.slice(Math.max(0, span.start - 12), span.start),
  );

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function zoneOfOffset(sign: 1 | -1, hours: number, minutes: string | undefined): string | null {
  if (minutes === '30' && sign === 1 && hours === 5) return 'Asia/Kolkata';
  if (minutes !== undefined && minutes !== '00') return null;
  return hours <= 12 ? (hours === 0 ? 'UTC' : `Etc/GMT${sign === 1 ? '-' : '+'}${hours}`) : null;
}

export interface Place extends Span {
  region: string;
  zone: string | null;
  currency: string;
  /** Where the candidate lives. */
  isHome: boolean;
  /** Where they want to work. */
  isGoal: boolean;
}

const HOME =
  /(?:^in (?:the )?$|[.!?\n]\s*in (?:the )?$)|\b(?:(?:im|i am) an? [\w ]{0,24} in|based (?:out of|in)|living in|live in|located in|im in|i am in|from|here in|currently in|residing in|staying in|we are in|born in|base is|base:|location:?|working in|work in) (?:the )?$/;
const GOAL =
  /\b(?:roles? in|jobs? in|moving to|move to|relocat(?:e|ing) to|position in|positions in|pm in|loop in|onsite in|interview(?:s|ing)? in|opening in|openings in|office in|opportunit(?:y|ies) in|market in|targeting|target|companies in|startups in|hired in|work(?:ing)? in|firms in|manager in|transition to|switch to|shift to|goal is) (?:the )?$/;
const GOAL_AFTER =
  /^ (?:roles?|jobs?|offices?|loop|onsite|pm|product|market|positions?|companies|opening|interview|team|startups?|fintechs?|hq)\b/;

/** Places named, in their order. */
export function placesIn({ plain }: Passage): Place[] {
  const found: Place[] = [];
  for (const [region, zone, currency, pattern] of PLACES)
    for (const { index, 0: words } of plain.matchAll(pattern)) {
      const [start, end] = [index, index + words.length];
      if (found.some((one) => start < one.end && one.start < end)) continue;
      const before = plain.slice(Math.max(0, start - 40), start);
      const isHere = HOME.test(before) && /\b(?:im|i am) an? /.test(before);
      const isGoal =
        (GOAL.test(before) && !isHere && !/\bi (?:am )?work(?:ing)? in (?:the )?$/.test(before)) ||
        GOAL_AFTER.test(plain.slice(end, end + 20));
      found.push({
        region,
        zone,
        currency,
        start,
        end,
        isHome: (!isGoal && HOME.test(before)) || /^ (?:based|time)\b/.test(plain.slice(end, end + 8)),
        isGoal,
      });
    }
  return found.sort((a, b) => a.start - b.start);
}

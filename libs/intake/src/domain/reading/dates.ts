import * as chrono from 'chrono-node';
import type { Inference } from '../answers.ts';
import { NUMBER_PATTERN, numberOf } from './numbers.ts';
import type { Passage, Span } from './passage.ts';

interface Found extends Span {
  date: Temporal.PlainDate;
  /** 2: in a clause about the interview; 1: could be; 0: about something else. */
  rank: number;
}

const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const MONTH =
  '(jan(?=uary|\\b)|feb(?=ruary|\\b)|mar(?=ch|\\b)|apr(?=il|\\b)|may\\b|jun(?=e|\\b)|jul(?=y|\\b)|aug(?=ust|\\b)|sep(?=t|\\b)|oct(?=ober|\\b)|nov(?=ember|\\b)|dec(?=ember|\\b))[a-z]*';
const NUMBER = `(?:a couple(?: of)?|couple(?: of)?|a few|few|\\d{1,3}|${NUMBER_PATTERN})`;
const SPAN = new RegExp(
  `(?<![\\p{L}\\p{N}.])(?:(in|within|about|around|roughly|approx\\.?|next|after|over the next|have|got|only|just|under|less than|barely|exactly|maybe) )?(?:(?:about|around|like|maybe|only|just|another|the next|next|roughly|approximately|less than|under) )?(${NUMBER})(?: ?(?:-|to|or) ?(${NUMBER}))?[ -]?(hours?|hrs?|days?|weeks?|wks?|months?|fortnights?)\\b([ \\w]{0,28})`,
  'gu',
);
const ABOUT_INTERVIEW =
  /\b(?:interview\w*|loops?|onsites?|final|finals|rounds?|screens?|screening|panel|call|superday|scheduled|schedule|booked|set for|happening|assessment|drive|its on|its in|date|due|deadline|ready by|ready for|chat|bar raiser|meeting|virtual|starts?|kicks? off|lined up|coming up|upcoming|prepare|prep|d ?day|away|exam)\b/;
const ABOUT_OTHER =
  /\b(?:laid off|graduat\w+|since|joined|left|quit|until now|started|born|founded|vacation|holidays?|travel\w*|wedding|moving|relocat\w+|available|free on|start(?:ing)? (?:my )?prep\w*|begin\w*|salary|visa|expires?|ago|last|previous(?:ly)?|failed|bombed|rejected|notice period|back from|payday|baby|experience|apply|applying|applications?|job search|paid|bonus)\b/;
const MOVED =
  /\b(?:moved|pushed|postponed|rescheduled|shifted|changed|delayed|brought forward|now|actually|correction|sorry|wait)\b/;

/** The interview's date: the earliest still ahead, of those said about interviews; as a day in the candidate's zone; `dayFirst`: 5/2 is in February. */
export function readDate(passage: Passage, now: Date, timeZone: string, dayFirst: boolean): Inference[] {
  const zoned = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const today = zoned.toPlainDate();
  const found = withoutOverlaps([
    ...partsOfMonths(passage, today),
    ...spansOfTime(passage, today),
    ...daysOfMonth(passage, today),
    ...dottedDays(passage, today),
    ...byChrono(passage, zoned, dayFirst),
  ])
    .map((one) => ({ ...one, rank: rankOf(passage, one) }))
    .filter(
      ({ rank, date }) => rank > 0 && Temporal.PlainDate.compare(date, today) > 0 && today.until(date).days <= 730,
    );
  const best = Math.max(...found.map(({ rank }) => rank));
  const likely = withoutReplaced(
    passage,
    found.filter(({ rank }) => rank === best),
  );
  const [first, ...others] = likely.sort((a, b) => Temporal.PlainDate.compare(a.date, b.date));
  if (!first) return [];
  const later = others.filter(({ date }) => !date.equals(first.date));
  return [
    {
      field: 'interviewDate',
      value: first.date.toString(),
      evidence: passage.words(first),
      certainty: first.rank === 2 ? 0.9 : 0.65,
      ...(later.length > 0 && { note: `The earliest of ${later.length + 1} dates you named.` }),
    },
  ];
}

function withoutOverlaps(all: Omit<Found, 'rank'>[]): Omit<Found, 'rank'>[] {
  const kept: Omit<Found, 'rank'>[] = [];
  for (const one of all) if (!kept.some(({ start, end }) => one.start < end && start < one.end)) kept.push(one);
  return kept;
}

/** "moved from Jan 10 to Jan 20", "Jan 10. Actually Jan 20": the date that was replaced goes. */
function withoutReplaced(passage: Passage, found: Found[]): Found[] {
  const inOrder = found.sort((a, b) => a.start - b.start);
  return inOrder.filter((one, i) => {
    const next = inOrder[i + 1];
    if (!next) return true;
    const [before, between] = [
      passage.plain.slice(passage.sentenceAt(one.start).start, one.start),
      passage.plain.slice(one.end, next.start),
    ];
    const isMove =
      MOVED.test(between) || (MOVED.test(before) && /\bfrom\s*$/.test(before) && /^\s*(?:to\b|\|\|)/.test(between));
    return !isMove || /\band\b/.test(between);
  });
}

function rankOf(passage: Passage, { start, end }: Span): number {
  const clause = passage.clauseAt(start);
  const [before, after] = [passage.plain.slice(clause.start, start), passage.plain.slice(end, clause.end)];
  const sentence = passage.sentenceAt(start);
  if (ABOUT_INTERVIEW.test(before) && !ABOUT_OTHER.test(before)) return 2;
  if (ABOUT_OTHER.test(before) || /^ ?(?:ago|experience|of experience|notice)\b/.test(after)) return 0;
  if (ABOUT_INTERVIEW.test(before + after)) return 2;
  return ABOUT_INTERVIEW.test(passage.plain.slice(sentence.start, sentence.end)) ? 2 : 1;
}

/** "in three weeks", "2-3 wks out", "6 weeks to prepare": the shorter end of a range. */
function spansOfTime(passage: Passage, today: Temporal.PlainDate): Omit<Found, 'rank'>[] {
  const { plain } = passage;
  return [...plain.matchAll(SPAN)].flatMap(({ index, 0: all, 1: lead, 2: first = '', 4: unit = '', 5: rest = '' }) => {
    const tail =
      /^ ?(?:from (?:now|today)|away|out|left|to go|to prep\w*|to get ready|to study|until|till|before|from|time|of prep\w*|for prep\w*|later|hence|timeline|runway)\b/.exec(
        rest,
      )?.[0];
    const isAhead =
      lead !== undefined &&
      /^(?:in|within|next|have|got|only|just|under|less than|barely|over the next|exactly|after|about|around|roughly|maybe)$/.test(
        lead,
      );
    const clause = passage.clauseAt(index);
    const isAlone =
      /^\s*$/.test(plain.slice(clause.start, index)) &&
      /^\s*$/.test(plain.slice(index + all.length - rest.length, clause.end));
    if (!tail && !isAhead && !isAlone) return [];
    if (
      tail?.trim() === 'left' &&
      /(?:bucks|dollars|euros|pounds|quid|rupees|\d|hours|hrs|sessions?)\s$/.test(plain.slice(0, index))
    )
      return [];
    if (
      /^ ?(?:ago|of experience|experience|notice|plan|program|course|gap|old|per|a (?:week|month)|budget)/.test(rest) ||
      /\b(?:last|past|for|every|each|per|spent|took)\s$/.test(plain.slice(Math.max(0, index - 8), index))
    )
      return [];
    if (tail?.trim() === 'from' && !/^ from (?:now|today)/.test(rest)) return [];
    if (
      lead !== 'in' &&
      lead !== 'within' &&
      !tail &&
      !isAlone &&
      !(
        /^(?:have|got|only|just)$/.test(lead ?? '') &&
        /^\s*(?:$|[.,;!])/.test(plain.slice(index + all.length - rest.length))
      ) &&
      !/\b(?:loop|interview|onsite|final|prep)/.test(plain.slice(Math.max(0, index - 40), index))
    )
      return [];
    const isHours = unit.startsWith('h');
    if (isHours && lead !== 'in' && lead !== 'within') return [];
    const count = isHours ? Math.ceil(numberOf(first) / 24) : numberOf(first);
    if (!Number.isFinite(count) || count === 0) return [];
    const date =
      isHours || unit.startsWith('d')
        ? today.add({ days: count })
        : unit.startsWith('m')
          ? today.add({ months: count })
          : today.add({ weeks: count * (unit.startsWith('f') ? 2 : 1) });
    return [{ date, start: index, end: index + all.length - rest.length + (tail?.length ?? 0) }];
  });
}

/** "end of Jan", "mid-March", "second week of February", "end of next month", "end of this week". */
function partsOfMonths({ plain }: Passage, today: Temporal.PlainDate): Omit<Found, 'rank'>[] {
  const ofMonth = [
    ...plain.matchAll(
      new RegExp(
        `\\b(end|late|mid|middle|early|beginning|start|first half|second half|first week|second week|third week|fourth week|last week|1st week|2nd week|3rd week)[ -]+(?:of )?(?:the )?${MONTH}\\b(?: (20\\d\\d))?`,
        'g',
      ),
    ),
  ].map(({ index, 0: all, 1: part = '', 2: month = '', 3: year }) => {
    const base = Temporal.PlainDate.from({
      year: Number(year ?? today.year),
      month: MONTHS.split('|').indexOf(month) + 1,
      day: 1,
    });
    const date = base.with({ day: dayOf(part, base.daysInMonth) });
    return {
      date: year === undefined && Temporal.PlainDate.compare(date, today) < 0 ? date.add({ years: 1 }) : date,
      start: index,
      end: index + all.length,
    };
  });
  const relative = [
    ...plain.matchAll(
      /\b(end|late|mid|middle|early|beginning|start)[ -]+(?:of )?(?:the )?(this |next )?(month|week|year|quarter)\b/g,
    ),
  ].flatMap(({ index, 0: all, 1: part = '', 2: which = '', 3: unit = '' }) => {
    const span = { start: index, end: index + all.length };
    if (unit === 'week') {
      const monday = today.subtract({ days: today.dayOfWeek - 1 }).add({ weeks: which.trim() === 'next' ? 1 : 0 });
      return [{ date: monday.add({ days: /end|late/.test(part) ? 4 : /mid/.test(part) ? 2 : 0 }), ...span }];
    }
    if (unit === 'year')
      return [{ date: today.with({ month: 12, day: 31 }).add({ years: which.trim() === 'next' ? 1 : 0 }), ...span }];
    if (unit === 'quarter') return [];
    const base = today.with({ day: 1 }).add({ months: which.trim() === 'next' ? 1 : 0 });
    return [{ date: base.with({ day: dayOf(part, base.daysInMonth) }), ...span }];
  });
  return [...ofMonth, ...relative];
}

/** "17.12.", as written in the middle of Europe: the next one. */
function dottedDays({ plain }: Passage, today: Temporal.PlainDate): Omit<Found, 'rank'>[] {
  return [...plain.matchAll(/(?<![\d.])([0-3]?\d)\. ?([01]?\d)\.(?= |,|$|\))(?! ?\d)/g)].flatMap(
    ({ index, 0: all, 1: day = '', 2: month = '' }) => {
      if (Number(day) < 1 || Number(day) > 31 || Number(month) < 1 || Number(month) > 12) return [];
      const first = today.with({ month: Number(month), day: 1 });
      const date = first.with({ day: Math.min(Number(day), first.daysInMonth) });
      const ahead = Temporal.PlainDate.compare(date, today) > 0 ? date : date.add({ years: 1 });
      return [{ date: ahead, start: index, end: index + all.length }];
    },
  );
}

/** "on the 19th": the next one. */
function daysOfMonth({ plain }: Passage, today: Temporal.PlainDate): Omit<Found, 'rank'>[] {
  return [
    ...plain.matchAll(
      /\b(?:on|by) the (\d{1,2})(?:st|nd|rd|th)\b(?! (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/g,
    ),
  ].flatMap(({ index, 0: all, 1: day = '' }) => {
    if (Number(day) < 1 || Number(day) > 31) return [];
    const month = Number(day) > today.day ? today.with({ day: 1 }) : today.with({ day: 1 }).add({ months: 1 });
    return [
      { date: month.with({ day: Math.min(Number(day), month.daysInMonth) }), start: index, end: index + all.length },
    ];
  });
}

function dayOf(part: string, days: number): number {
  if (/^(?:end|late)/.test(part)) return days;
  if (/^mid/.test(part)) return 15;
  const week = ['first week', 'second week', 'third week', 'fourth week'].indexOf(
    part.replace('1st', 'first').replace('2nd', 'second').replace('3rd', 'third'),
  );
  if (week >= 0) return 1 + week * 7;
  if (part === 'last week') return days - 6;
  return part === 'second half' ? 16 : part === 'first half' ? 1 : 5;
}

/** Calendar dates and weekdays, read forwards; day before month where the reader's zone writes so. */
function byChrono(passage: Passage, zoned: Temporal.ZonedDateTime, dayFirst: boolean): Omit<Found, 'rank'>[] {
  const { plain } = passage;
  const readable = plain
    .replace(/[^\x20-\x7e\n]/g, ' ')
    .replace(/(?:[$€£₹¥] ?|rs\.? ?|inr ?)\d[\d.,]*k?/g, (money) => ' '.repeat(money.length));
  const reader = dayFirst ? chrono.en.GB : chrono.en.casual;
  const reference = { instant: new Date(zoned.epochMilliseconds), timezone: zoned.offsetNanoseconds / 6e10 };
  const ranged = readable.replace(
    /\b(\d{1,2}(?:st|nd|rd|th)?)(?: ?(?:-|to|or|and|\/) ?)\d{1,2}(?:st|nd|rd|th)? (?=(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/g,
    (all, day: string) => day + ' '.repeat(all.length - day.length),
  );
  const apart = ranged
    .replace(
      /(?<!\b(?:in|within|about|around|than|after|half|only|just) ?)\b(?:a|per|each|every) (?:day|week|month|year)\b/g,
      (rate) => '|'.padEnd(rate.length),
    )
    .replace(/\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* ?- ?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*/g, (days) =>
      '|'.padEnd(days.length),
    )
    .replace(/\((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\)/g, (day) => '|'.padEnd(day.length))
    .replace(
      /\b(?:moved|pushed|postponed|rescheduled|shifted|changed|delayed|brought forward)\b[^.;]{0,40}? to (?=[a-z\d])/g,
      (words) => `${words.slice(0, -3)}|| `,
    );
  return reader.parse(apart, reference, { forwardDate: true }).flatMap(({ text, index, start }) => {
    const words = text.trim();
    if (
      /^(?:now|today|tonight|this (?:morning|evening|afternoon)|per|every|last|yesterday|right now|currently)\b|\bago\b/.test(
        words,
      )
    )
      return [];
    if (
      /^(?:about |around |roughly |only )?\s*(?:a|an|one|per|each|every|\d+)\s(?:day|week|month|year)s?$/.test(words) ||
      !/[a-z]{3}|\d{4}-\d|\d[/.]\d/.test(words)
    )
      return [];
    if (
      /^(?:in |within )?(?:about |around )?[\w ]+ (?:hours?|minutes?|mins?|seconds?)\b/.test(words) ||
      /^(?:may|mar|sun|sat|second|march)$/.test(words)
    )
      return /^march$/.test(words) ? [dateOf(start, index, text)] : [];
    if (
      /^\d{1,2}[/.]\d{1,2}$/.test(words) &&
      (/[/.](?:5|10)$/.test(words) ||
        !/\b(?:on|by|interview|onsite|loop|date)\b[ \w]{0,14}$/.test(plain.slice(Math.max(0, index - 24), index)))
    )
      return [];
    if (/\b(?:\d|an? )? ?(?:hrs?|hours?|mins?|minutes?)\b/.test(words) && !new RegExp(`\\b(?:${MONTHS})`).test(words))
      return [];
    const [before, next] = [plain.slice(Math.max(0, index - 12), index), plain.slice(index + text.length)];
    if (/^\w+\s(?:day|week|month|year)s?$/.test(words) && /\b(?:over|for|last|past)\s*$/.test(before)) return [];
    if (
      /\bweekdays?\b/.test(words) ||
      /^(?:s\b| (?:mornings|evenings|afternoons|nights|works?\b|or |and (?:sun|sat)))/.test(next) ||
      /\b(?:every|each|over the|per)\s*$/.test(before)
    )
      return [];
    if (/\bweekend/.test(words) && !/\b(?:this|next|coming)\b/.test(words)) return [];
    if (/^\d+ days a week/.test(words + next)) return [];
    const isDate =
      start.isCertain('day') ||
      start.isCertain('weekday') ||
      start.isCertain('month') ||
      /\b(?:next|weeks?|months?|days?|tomorrow|fortnight|christmas)\b/.test(words);
    if (isDate && start.isCertain('weekday') && /^ week\b/.test(next))
      return [{ ...dateOf(start, index, text), date: dateOf(start, index, text).date.add({ weeks: 1 }) }]; // British: "Friday week"
    return isDate ? [dateOf(start, index, text)] : [];
  });
}

const dateOf = (start: chrono.ParsedComponents, index: number, text: string): Omit<Found, 'rank'> => ({
  date: Temporal.PlainDate.from({
    year: start.get('year') ?? 1970,
    month: start.get('month') ?? 1,
    day:
      start.isCertain('month') && !start.isCertain('day') && !start.isCertain('weekday') ? 1 : (start.get('day') ?? 1),
  }),
  start: index,
  end: index + text.length,
});

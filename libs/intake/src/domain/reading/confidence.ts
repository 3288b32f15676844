import type { Inference } from '../answers.ts';
import { CONFIDENCE_CUES, ROUND_WORDS } from './lexicon.ts';
import type { Passage, Span } from './passage.ts';

interface Cue extends Span {
  level: number;
  kind: 'feeling' | 'help' | 'score';
}

interface Mention extends Span {
  rounds: readonly string[];
  /** Who says how it feels; undefined while nobody does. */
  by?: Cue;
  certainty?: number;
}

/** What may stand between a feeling and the round it is about ("worried about my …"). */
const FILLER =
  /^(?:\s|:|-|=|\(|"|(?:on|in|at|with|about|for|around|of|to|like|is|are|was|were|would be|being|both|basic|mostly|mainly|especially|particularly|actually|probably|definitely|just|my|the|any|some|all|doing|own|answering|handling|when it comes to|regarding|kind of|how to|writing|advanced|any kind of|anything|do|it comes to|terms of|general|pm|and|also|only|stuff like|things like|topics like|areas like|prep|the whole|your|their|up|more|these|following|those|areas|, esp(?:ecially|\.)?|esp\.?|everything else|all the rest)(?![\p{L}]))*$/u;
/** A feeling followed by one of these looks ahead, not back. */
const AHEAD = /^ ?(?:on|in|at|with|about|for|when it comes to|regarding|:)(?![\p{L}])/u;
const TURN =
  /\b(?:but|although|though|however|whereas|yet|except|besides|apart from|other than|aside from|save for|bar|while|only|otherwise)\b/g;
/** "fine with everything except X": X is what is not. */
const EXCEPTION = /^(?:but|except|besides|apart from|other than|aside from|save for|bar)\b/;
const WHOLE = /\b(?:everything|all|anything|nothing|no rounds?|the rest|every round|most rounds|rounds)\b/;
/** A sentence that speaks of what was named before. */
const REFERS = /^\s*(?:that|thats|this|it|its|those|they|these|theyre|both)\b/;

/**
 * How the candidate feels about rounds, by what they say of each. A feeling is about the rounds after it ("weak on SQL and
 * strategy") or before it ("SQL and strategy scare me"); a later word about the same round wins, and the inference says so.
 */
export function readConfidence(passage: Passage): Inference[] {
  const found = new Map<string, Inference>();
  let carried: Cue | undefined;
  let waiting: Mention[] = [];
  for (const sentence of passage.sentences()) {
    const mentions = mentionsIn(passage.plain, sentence);
    const cues = cuesIn(passage.plain, sentence, mentions);
    const parts = partsOf(passage.plain, sentence);
    for (const [i, part] of parts.entries()) {
      attach(passage.plain, part, mentions, cues);
      except(passage.plain, part, parts[i - 1], mentions, cues);
    }
    const idle = mentions.filter(({ by }) => !by);
    const helps = cues.filter(({ kind }) => kind === 'help' && !mentions.some(({ by }) => by?.kind === 'help'));
    const said = passage.plain.slice(sentence.start, sentence.end);
    const answers =
      cues[0] !== undefined &&
      cues[0].start - sentence.start <= 2 &&
      /[?:]\s*$/.test(passage.plain.slice(0, sentence.start));
    const refers =
      mentions.length === 0 &&
      (REFERS.test(said) ||
        answers ||
        /\bthere\s*$/.test(said) ||
        (cues[0] !== undefined && pointsBack(passage.plain, cues[0])) ||
        /^\s*havent (?:\w+ )?it\b/.test(said));
    const help = helps[0] ?? (refers ? cues.find(({ kind }) => kind === 'feeling') : undefined);
    if (help) for (const mention of [...(mentions.length === 0 ? waiting : []), ...idle]) settle(mention, help, 0.55);
    else if (carried && cues.length === 0 && goesOn(passage.plain, sentence))
      idle.forEach((mention) => settle(mention, carried as Cue, 0.6));
    for (const mention of mentions.length === 0 && help ? waiting : mentions) note(passage, mention, found);
    carried = cues.findLast(({ kind }) => kind !== 'score') ?? carried;
    waiting = [...waiting, ...idle].filter(({ by }) => !by);
  }
  return [...found.values()];
}

const goesOn = (text: string, { start, end }: Span): boolean =>
  /^\s*(?:-|\*|•)?\s*(?:also|and|plus|same|as well as|likewise|ditto|then|both times|each time|every time|mostly|mainly|specifically|namely|because of|due to)\b/.test(
    text.slice(start, end),
  ) || /\b(?:too|as well|same)\s*$/.test(text.slice(start, end));

function settle(mention: Mention, cue: Cue, certainty: number): void {
  mention.by = cue;
  mention.certainty = certainty;
}

function mentionsIn(text: string, sentence: Span): Mention[] {
  const all = ROUND_WORDS.flatMap(([rounds, pattern]) =>
    [...text.slice(sentence.start, sentence.end).matchAll(pattern)].map(({ index, 0: words }): Mention => ({
      rounds,
      start: sentence.start + index,
      end: sentence.start + index + words.length,
    })),
  );
  return withoutOverlaps(all).filter(({ start, end }) => !isNoRound(text, start, end));
}

/** "strategy consultant", "analytics team", "design a strategy": words of a job, not of a round. */
const isNoRound = (text: string, start: number, end: number): boolean =>
  /^ (?:consult(?:ant|ing)|team|games?|manager|analyst|engineer|director|roles?|jobs?|firm|company|dashboard|intern)\b/.test(
    text.slice(end, end + 14),
  ) ||
  /\b(?:currently|head of|vp of|working (?:in|on)|work in|chief)\s$/.test(text.slice(Math.max(0, start - 14), start));

function cuesIn(text: string, sentence: Span, mentions: readonly Mention[]): Cue[] {
  const piece = text.slice(sentence.start, sentence.end);
  const cues = CONFIDENCE_CUES.flatMap(([level, kind, pattern]) =>
    [...piece.matchAll(pattern)].map(({ index, 0: words }): Cue => ({
      level,
      kind,
      start: sentence.start + index,
      end: sentence.start + index + words.length,
    })),
  );
  const scores = [...piece.matchAll(/(?<![\d$€£₹/])(\d{1,2})(?:\.5)? ?(?:\/|out of) ?(5|10)(?![\d/])/g)].flatMap(
    ({ index, 0: words, 1: value, 2: of }): Cue[] => {
      const level = Math.round((Number(value) * 5) / Number(of));
      const [start, end] = [sentence.start + index, sentence.start + index + words.length];
      return level >= 1 && level <= 5 ? [{ level, kind: 'score', start, end }] : [];
    },
  );
  const scale = /(?:out of|scale of (?:1|one) ?(?:-|to)|\/) ?(5|five|10|ten)\b/.exec(piece)?.[1];
  if (scale !== undefined)
    for (const { end } of mentions) {
      const told = /^ ?(?::|=|-|is|at|a)? ?(?:a )?(\d{1,2})(?![\d/]| ?(?:out|\/|years?|weeks?|hours?))/.exec(
        text.slice(end, end + 10),
      );
      const level = Math.round((Number(told?.[1]) * 5) / (/^(?:10|ten)$/.test(scale) ? 10 : 5));
      if (told && level >= 1 && level <= 5)
        scores.push({ level, kind: 'score', start: end, end: end + told[0].length });
    }
  const outside = [...scores, ...cues].filter(
    (cue) => !mentions.some((one) => one.start <= cue.start && cue.end <= one.end),
  );
  const kept = withoutOverlaps(outside);
  // "need help": a feeling that stands in a request is part of the request
  return kept.filter(
    (cue, i) =>
      !(
        cue.kind === 'help' &&
        kept.some(
          (other, j) =>
            j !== i &&
            other.kind !== 'help' &&
            other.start >= cue.start - 25 &&
            other.end <= cue.start &&
            /^ (?:and|so|to|i|need|,|\s)*$/.test(text.slice(other.end, cue.start)) &&
            !AHEAD.test(text.slice(cue.end)),
        )
      ),
  );
}

/** The first and longest of those that overlap. */
function withoutOverlaps<T extends Span>(spans: T[]): T[] {
  const kept: T[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start || b.end - a.end))
    if (!kept.some(({ end }) => span.start < end)) kept.push(span);
  return kept;
}

/** A sentence cut where it turns ("but …"): feelings do not reach over that. */
function partsOf(text: string, { start, end }: Span): Span[] {
  const turns = [...text.slice(start, end).matchAll(TURN)].map(({ index }) => start + index);
  return [start, ...turns].map((from, i) => ({ start: from, end: turns[i] ?? end }));
}

function attach(text: string, part: Span, mentions: Mention[], allCues: Cue[]): void {
  const rounds = mentions.filter(({ start }) => part.start <= start && start < part.end);
  const cues = allCues.filter(({ start }) => part.start <= start && start < part.end);
  const bound = bind(text, rounds, cues);
  for (const [i, cue] of cues.entries()) {
    const ahead = rounds.filter(
      (one) =>
        one.start >= cue.start && (bound.get(one) ?? cue) === cue && one.start < (cues[i + 1]?.start ?? part.end),
    );
    const [first] = ahead;
    const isAhead =
      first !== undefined && (AHEAD.test(text.slice(cue.end)) || FILLER.test(text.slice(cue.end, first.start)));
    const behind = cue.kind === 'help' ? [] : behindOf(text, cue, cues[i - 1], rounds);
    const last = rounds.findLast(({ end }) => end <= cue.start);
    if (!isAhead && last && isPronoun(text, cue) && cue.kind === 'feeling') settle(last, cue, 0.75);
    else if (isAhead) ahead.forEach((mention) => settle(mention, cue, 0.85));
    else if (behind.length > 0)
      behind.filter((one) => (bound.get(one) ?? cue) === cue).forEach((mention) => settle(mention, cue, 0.8));
    else if (pointsBack(text, cue) && cue.kind === 'feeling')
      rounds
        .filter(({ end }) => end <= cue.start)
        .slice(-1)
        .forEach((mention) => settle(mention, cue, 0.75));
    else if (cue.kind !== 'score') ahead.forEach((mention) => settle(mention, cue, 0.7));
  }
}

const LINK =
  /^ ?(?:as|is|are|=|:|-|was|were|feels?|remains?|still|\()? ?(?:(?:an?|my|really|very|pretty|quite|still|a bit|bit|kind of|kinda|so|just|mostly|definitely|always) )*$/;

/** Feelings said right after the name of a round belong to it: "behavioral as strong", "SQL terrible". */
function bind(text: string, rounds: readonly Mention[], cues: readonly Cue[]): ReadonlyMap<Mention, Cue> {
  const bound = new Map<Mention, Cue>();
  for (const cue of cues.filter(({ kind }) => kind !== 'help')) {
    const last = rounds.findLast(({ end }) => end <= cue.start);
    const gap = last && text.slice(last.end, cue.start);
    if (!last || gap === undefined || !LINK.test(gap) || bound.has(last)) continue;
    if (gap.trim() === '' && AHEAD.test(text.slice(cue.end))) continue;
    bound.set(last, cue);
    settle(last, cue, 0.9);
  }
  return bound;
}

/** "aced it". */
const pointsBack = (text: string, { start, end }: Span): boolean =>
  /\b(?:it|that|them|those)$/.test(text.slice(start, end)) ||
  /^ (?:it|that|them|those)\b(?! (?:is|was|are|comes))/.test(text.slice(end, end + 12));

/** "SQL used to be fine, it's rusty now". */
const isPronoun = (text: string, { start }: Span): boolean =>
  /\b(?:its|it is|it feels|it got|theyre|they are|it went)(?: (?:now|a bit|really|very|so|pretty|quite))? $/.test(
    text.slice(Math.max(0, start - 24), start),
  );

/** What is left out of "everything" feels the other way; what is left out of "nothing scares me" does. */
function except(text: string, part: Span, before: Span | undefined, mentions: Mention[], cues: Cue[]): void {
  if (!before || !EXCEPTION.test(text.slice(part.start, part.end)) || !WHOLE.test(text.slice(before.start, before.end)))
    return;
  const isIn =
    ({ start, end }: Span) =>
    (one: Span): boolean =>
      start <= one.start && one.start < end;
  const cue = cues.findLast(isIn(before));
  if (!cue || cue.kind !== 'feeling' || cues.some(isIn(part)) || mentions.some(isIn(before))) return;
  const level =
    /\b(?:nothing|no rounds?)\b/.test(text.slice(before.start, before.end)) && cue.level < 3 ? cue.level : 2;
  mentions.filter(isIn(part)).forEach((mention) => settle(mention, { ...cue, level }, 0.75));
}

/** The rounds before a feeling that it is about: those of its own clause, or else all that nobody has spoken for. */
function behindOf(text: string, cue: Cue, previous: Cue | undefined, rounds: Mention[]): Mention[] {
  const before = rounds.filter(({ end }) => end <= cue.start && (!previous || end > previous.end));
  const taken = previous ? before.findIndex(({ by, certainty = 0 }) => by === previous && certainty > 0.7) : -1;
  const comma = text.lastIndexOf(',', cue.start);
  const inClause = before.filter(({ start }) => start > comma);
  if (cue.kind === 'score') return before.slice(-1);
  if (taken === -1)
    return inClause.length > 0 && before.some(({ by }) => by) ? inClause : before.filter(({ by }) => !by);
  const afterFirst = before.slice(taken + 1);
  const own = afterFirst.filter(({ start }) => start > comma);
  if (own.length > 0) return comma > (before[taken]?.end ?? 0) ? own : own.slice(-1);
  return [];
}

function note(
  passage: Passage,
  { rounds, by, certainty = 0.5, start, end }: Mention,
  found: Map<string, Inference>,
): void {
  if (!by) return;
  const evidence = passage.words({ start: Math.min(start, by.start), end: Math.max(end, by.end) });
  for (const round of rounds) {
    const earlier = found.get(round);
    if (earlier && rounds.length > 1) continue; // "technical rounds" says less than the name of one
    if (earlier && by.kind === 'help' && earlier.value !== by.level) continue; // asking for help with it takes nothing back
    const contradicts = earlier !== undefined && earlier.value !== by.level;
    found.set(round, {
      field: `confidence.${round}`,
      value: by.level,
      evidence,
      certainty: rounds.length > 1 ? 0.6 : certainty,
      ...(contradicts && { note: `Earlier you said "${earlier.evidence}"; the later words count.` }),
    });
  }
}

import { FUZZY_WORDS, NEVER_CORRECTED, SPELLINGS } from './lexicon.ts';

/** The longest text that is read; the rest is left. */
const LONGEST = 4_000;
const LONGEST_WORD = 24;

/** A stretch of a passage, in places of its plain text. */
export interface Span {
  start: number;
  end: number;
}

/**
 * A candidate's words in a plain form for matching (lower case, no apostrophes, hyphens as blanks, typing errors in words
 * of the field put right), where each place knows the original words it stands for.
 */
export class Passage {
  private constructor(
    /** As typed, control characters blanked, cut to 4,000 characters. */
    readonly typed: string,
    readonly plain: string,
    private readonly from: readonly number[],
    private readonly to: readonly number[],
  ) {}

  /** `names`: words that are never taken for a typing error. */
  static of(text: string, names: ReadonlySet<string> = new Set()): Passage {
    const typed = oneToOne(text.slice(0, LONGEST));
    const [from, to]: [number[], number[]] = [[], []];
    let [plain, last] = ['', 0];
    const push = (chars: string, start: number, end: number): void => {
      plain += chars;
      for (let i = 0; i < chars.length; i++) {
        from.push(start);
        to.push(end);
      }
    };
    for (const match of typed.matchAll(/[\p{L}\p{N}]+(?:'\p{L}+)*|[^\s\p{L}\p{N}]/gu)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (start > last) push(typed.slice(last, start).includes('\n') ? '\n' : ' ', last, start);
      const between = match[0] === '-' && !/[\d$€£₹¥]/.test(typed[end] ?? '');
      if (
        between &&
        DAY_BEFORE.test(typed.slice(Math.max(0, start - 9), start)) &&
        DAY_AFTER.test(typed.slice(end, end + 4))
      )
        push('-', start, end);
      else if (between && /[\p{L}\p{N}]/u.test(typed[start - 1] ?? ' ') && /\p{L}/u.test(typed[end] ?? ' '))
        push(' ', start, end);
      else push(/[\p{L}\p{N}]/u.test(match[0]) ? plainWord(match[0], names) : match[0], start, end);
      last = end;
    }
    return new Passage(typed, plain, from, to);
  }

  /** The candidate's own words behind a stretch of the plain text. */
  words({ start, end }: Span): string {
    return this.typed.slice(this.from[start] ?? 0, this.to[end - 1] ?? this.typed.length).trim();
  }

  /** Where a place of the typed text lies in the plain one. */
  placeOf(typedIndex: number): number {
    let [low, high] = [0, this.from.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.to[middle] as number) <= typedIndex) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Sentences as stretches of the plain text. */
  sentences(): Span[] {
    const spans: Span[] = [];
    let start = 0;
    for (const { index, 0: mark } of this.plain.matchAll(/[.!?;]+(?=\s|$)|\n/g)) {
      if (
        mark === '.' &&
        /\b(?:sr|jr|rs|approx|esp|vs|dr|mr|ms|no|st|etc|e\.?g|i\.?e)$/.test(this.plain.slice(start, index))
      )
        continue;
      if (index > start) spans.push({ start, end: index });
      start = index + mark.length;
    }
    if (start < this.plain.length) spans.push({ start, end: this.plain.length });
    return spans;
  }

  /** The sentence a place lies in. */
  sentenceAt(place: number): Span {
    this.kept ??= this.sentences();
    return this.kept.find(({ start, end }) => start <= place && place < end) ?? { start: 0, end: this.plain.length };
  }

  /** The part of a sentence around a place, between commas, dashes and words that turn. */
  clauseAt(place: number): Span {
    const sentence = this.sentenceAt(place);
    let { start, end } = sentence;
    for (const { index, 0: mark } of this.plain.slice(start, end).matchAll(CLAUSE_MARK)) {
      const at = sentence.start + index;
      if (at < place) start = at + mark.length;
      else {
        end = at;
        break;
      }
    }
    return { start, end };
  }

  private kept: Span[] | undefined;
}

const DAY_BEFORE = /\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*$/i;
const DAY_AFTER = /^(?:mon|tue|wed|thu|fri|sat|sun)/i;
const CLAUSE_MARK = /,(?!\d)|\s-\s|[()]|\b(?:but|although|though|while|however|whereas|because|so)\b/g;

/** Same length, so that places stay: curly quotes straight, wide characters narrow, control characters blank. */
const oneToOne = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}’‘´`“”–—\uFF01-\uFF5E\u00A0]/gu, (char) => {
    if (char === '\n') return char;
    if (/[’‘´`]/.test(char)) return "'";
    if (/[“”]/.test(char)) return '"';
    if (/[–—]/.test(char)) return '-';
    const narrow = char.normalize('NFKC');
    return narrow.length === char.length && !/[\p{Cc}\p{Cf}]/u.test(narrow) ? narrow : ' '.repeat(char.length);
  });

function plainWord(word: string, names: ReadonlySet<string>): string {
  const plain = word.toLowerCase().replaceAll("'", '');
  const known = SPELLINGS.get(plain);
  if (known !== undefined) return known;
  if (
    plain.length < 5 ||
    plain.length > LONGEST_WORD ||
    FUZZY_WORDS.has(plain) ||
    NEVER_CORRECTED.has(plain) ||
    names.has(plain)
  )
    return plain;
  let best: [string, number] | undefined;
  for (const candidate of FUZZY_WORDS) {
    const most = candidate.length >= 8 ? 2 : 1;
    if (candidate[0] !== plain[0] || Math.abs(candidate.length - plain.length) > most) continue;
    if (candidate.length < 5 || plain.startsWith(candidate)) continue; // a longer word, no typing error
    const distance = editDistance(plain, candidate, most);
    if (distance <= most && distance < (best?.[1] ?? Infinity)) best = [candidate, distance];
  }
  return best?.[0] ?? plain;
}

/** Optimal string alignment: insertions, deletions, replacements, neighbours swapped. Anything above `most` is `most + 1`. */
export function editDistance(a: string, b: string, most: number): number {
  let [before, previous] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((previous[j] as number) + 1, (row[j - 1] as number) + 1, (previous[j - 1] as number) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (before[j - 2] as number) + 1);
      row.push(value);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, previous] = [previous, row];
  }
  return previous[b.length] as number;
}

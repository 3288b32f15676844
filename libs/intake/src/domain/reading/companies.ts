import type { Rubric } from '#libs/catalog';
import type { Inference } from '../answers.ts';
import { NOT_COMPANIES, ORDINARY_NAMES, PLACES, ROUND_WORDS, SEGMENT_WORDS, SPECIALTY_WORDS } from './lexicon.ts';
import { type Passage, Passage as Text, type Span } from './passage.ts';

interface Named extends Span {
  name: string;
  segment: string | null;
  /** Known from the table, or only by its place in the sentence. */
  isKnown: boolean;
}

/** Words before a company that say it is where the candidate works or worked, or has no more to do with. */
const PRESENT =
  /\b(?:currently|current|presently|working|work|works|employed|im|i am|been|as|day job|my (?:company|employer|team)|right now)\b/g;
const PAST =
  /\b(?:former|formerly|previous|previously|left|laid off|let go|years|yrs|(?<!\bin (?:about |a few |\d{1,2} ?)?)months at|coming from|come from|background|worked|was|were|graduated|interviewed|rejected|rejection|failed|bombed|flunked|dinged|didnt|got cut|not interested|dont want|except|other than|avoid|declined|turned down|started my career|spent|moved from|bad experience|moving away from|leaving|quit|intern(?:ed|ship)?)\b/g;
const TARGET =
  /\b(?:interview|interviews|interviewing|loop|loops|onsite|target|targets|targeting|aim|aiming|apply|applying|applied|prep|prepping|preparing|prepare|join|joining|moving to|move to|switch|switching|get into|getting into|break into|crack|cracking|offer|dream|goal|goals|hoping|want|wanting|role|roles|position|opening|job at|going for|round|rounds|final|screen|panel|upcoming|eyeing|looking at|shooting for|considering|recruiter|lined up|scheduled|shortlisted|transition|transitioning|land|landing|companies like|next|place like|ready for)\b/g;
const AFTER_TARGET =
  /^(?: ?(?:s|pm|apm|rpm|product|manager|senior|ai|tpm|group|growth|platform|new grad|director|lead|l\d|e\d|ic\d|uk|india|london|final|hiring|virtual)\b)* ?(?:loop|onsite|interview|interviews|final|finals|round|rounds|screen|panel|role|position|offer|recruiter|superday|assessment|phone|hm|pm|apm|rpm|product|bar raiser|on )/;

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

interface KnownNames {
  /** Every word of a name, in small letters. */
  words: ReadonlySet<string>;
  pattern: RegExp;
  byName: ReadonlyMap<string, { name: string; segment: string }>;
}
const patterns = new WeakMap<Rubric, KnownNames>();

/** One pattern for all names and aliases, longest first, made once for each version of the rubric. */
function namesOf(rubric: Rubric): KnownNames {
  const kept = patterns.get(rubric);
  if (kept) return kept;
  const all = rubric.companies.flatMap(({ name, aliases }) => [name, ...aliases]);
  const words = new Set(
    all.flatMap((name) =>
      name
        .toLowerCase()
        .replaceAll("'", '')
        .split(/[^\p{L}\p{N}]+/u),
    ),
  );
  const byName = new Map(
    rubric.companies.flatMap(({ name, segment, aliases }) =>
      [name, ...aliases].map((word) => [Text.of(word, words).plain, { name, segment }] as const),
    ),
  );
  const longestFirst = [...byName.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).map(escapePattern);
  const known = {
    words,
    byName,
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?:s|\\.com)?(?![\\p{L}\\p{N}])`, 'gu'),
  };
  patterns.set(rubric, known);
  return known;
}

/** The words of known names, which are no typing errors. */
export const nameWords = (rubric: Rubric): ReadonlySet<string> => namesOf(rubric).words;

/** Companies the candidate aims at; the one they work for is kept apart, because its people must not see them. */
export function readCompanies(
  passage: Passage,
  rubric: Rubric,
): { all: Named[]; targets: Named[]; employer: Named | undefined } {
  const known = knownIn(passage, rubric);
  const all = [...known, ...unknownIn(passage, known)].sort((a, b) => a.start - b.start);
  const seen = new Set<string>();
  const targets: Named[] = [];
  let employer: Named | undefined;
  for (const named of all) {
    const role = roleOf(passage, named);
    if (role === 'employer') employer ??= named;
    if (role !== 'target' || seen.has(named.name.toLowerCase())) continue;
    seen.add(named.name.toLowerCase());
    targets.push(named);
  }
  return { all, targets, employer: employer && !seen.has(employer.name.toLowerCase()) ? employer : undefined };
}

function knownIn(passage: Passage, rubric: Rubric): Named[] {
  const { pattern, byName } = namesOf(rubric);
  const matches = [...passage.plain.matchAll(pattern)];
  return matches.flatMap(({ index, 0: words }) => {
    const found = byName.get(words) ?? byName.get(words.replace(/(?:s|\.com)$/, ''));
    if (!found) return [];
    const span = { start: index, end: index + words.length };
    const typed = passage.words(span);
    if (
      ORDINARY_NAMES.has(words.replace(/s$/, '')) &&
      !standsForCompany(passage, span, typed) &&
      !isListed(passage, span, matches)
    )
      return [];
    return [{ ...found, ...span, isKnown: true }];
  });
}

/** "Cohere and Mistral": a name beside another one. */
const isListed = (passage: Passage, span: Span, matches: readonly RegExpExecArray[]): boolean =>
  matches.some(({ index, 0: { length } }) =>
    index > span.end
      ? JOINS.test(passage.plain.slice(span.end, index))
      : index + length < span.start && JOINS.test(passage.plain.slice(index + length, span.start)),
  );
const JOINS = /^ ?(?:,|\/|&|and|or|then)(?: (?:and|or))? ?$/;

/** Whether an ordinary word stands where a company would: capital inside a sentence, or between words that only go with one. */
function standsForCompany({ plain }: Passage, { start, end }: Span, typed: string): boolean {
  const before = plain.slice(Math.max(0, start - 40), start);
  const isCapital = /^\p{Lu}/u.test(typed);
  const follows = AFTER_TARGET.test(plain.slice(end, end + 30));
  const opensSentence = /(?:^|[.!?\n]\s*)$/.test(before);
  if (isCapital && opensSentence && (follows || /^ ?(?:[.,!;(]|$)/.test(plain.slice(end)))) return true;
  if (isCapital && !opensSentence)
    return !/^visa$/i.test(typed) || !/\b(?:h1b|work|o1|need(?:s)?|on a|tourist)\s$/.test(before);
  if (
    /\b(?:interview(?:ing)?|loop|onsite|join(?:ing)?|final|round|role|roles|pm|position|offer|recruiter|apply(?:ing)?|applied|targeting) (?:at|for|with|from)?\s?$/.test(
      before,
    )
  )
    return true;
  return (
    follows &&
    /^ ?(?:(?:[le]|ic)\d )?(?:pm|apm|rpm|loop|onsite|product manager|interview|interviews|final|recruiter|phone|panel)/.test(
      plain.slice(end, end + 20),
    )
  );
}

/** Names that are in no table, by their shape: capitals where a company stands, or a web address. */
function unknownIn(passage: Passage, known: readonly Named[]): Named[] {
  const { typed } = passage;
  const shapes = [
    /\b(?:[Aa]t|[Ff]or|[Ww]ith|w\/|[Tt]hen|[Ff]rom|[Jj]oin(?:ing)?|[Tt]argeting|[Tt]arget is|[Ii]nto|[Ll]ike|[Cc]ompany (?:is|called|named)|[Ss]tartup (?:called|named)|and|or|[Ee]x-|[Vv]s)\s*("?[\p{Lu}][\p{L}\p{N}&]*(?:[.-](?:ai|io|com|app|dev|co|tech|[\p{Lu}][\p{L}\p{N}]*))?(?:\s(?:\p{Lu}[\p{L}\p{N}&]+|AI|Labs|Bank|Health|Pay)){0,2})/gu,
    /(?<![\p{L}\p{N}.])([\p{Lu}][\p{L}\p{N}&]{1,30}(?:\.(?:ai|io|com))?(?:\s(?:AI|Labs|Health|Bank|Pay))?)(?='?s?\s+(?:[Ss]enior\s+|[Gg]rowth\s+|AI\s+|[Pp]latform\s+)?(?:PM\s+|APM\s+|product\s+manager\s+)?(?:loop|onsite|interview|final round|finals|recruiter|phone screen|panel)\b)/gu,
    /(?<![\p{L}\p{N}@.])([\p{L}\p{N}]{2,25}\.(?:ai|io|com|app|dev))(?![\p{L}\p{N}])/gu,
  ];
  return shapes.flatMap((shape) =>
    [...typed.matchAll(shape)].flatMap(({ index, 0: all, 1: words = '' }) => {
      const name = trimmed(words.replaceAll('"', ''));
      if (name === '') return [];
      const at = index + all.lastIndexOf(words.replaceAll('"', '').slice(0, 2));
      const start = passage.placeOf(at);
      const end = passage.placeOf(at + name.length - 1) + 1;
      const overlaps = known.some((one) => start < one.end && one.start < end);
      return overlaps ? [] : [{ name, segment: null, start, end, isKnown: false }];
    }),
  );
}

const PLACE_NAMES = PLACES.map(([, , , pattern]) => new RegExp(`^(?:${pattern.source})`, 'u'));

/** A name without words that are no names: "Zorbify PM" is Zorbify, "Senior Product" is nothing. */
function trimmed(words: string): string {
  const parts = words.split(/\s+/);
  while (parts.length > 0 && isNoName(parts.at(-1) ?? '')) parts.pop();
  const [first = ''] = parts;
  if (isNoName(first)) return '';
  const name = parts.join(' ');
  const plain = name.toLowerCase();
  const isOther =
    PLACE_NAMES.some((pattern) => pattern.test(plain)) ||
    [...SEGMENT_WORDS, ...SPECIALTY_WORDS, ...ROUND_WORDS].some(([, pattern]) => plain.match(pattern)?.[0] === plain);
  return isOther || name.length < 2 ? '' : name;
}
const isNoName = (word: string): boolean =>
  NOT_COMPANIES.has(word.toLowerCase()) ||
  /^\d+$/.test(word) ||
  word.length < 2 ||
  /^(?:L|E|IC)\d$/.test(word) ||
  /^(?:pm|tpm|apm)-/i.test(word);

/** What a company is to the candidate, by the last word before it that tells. */
function roleOf(passage: Passage, { start, end, isKnown }: Named): 'target' | 'employer' | 'other' {
  const { plain } = passage;
  const sentence = passage.sentenceAt(start);
  const before = plain.slice(Math.max(sentence.start, start - 90), start);
  const last = (pattern: RegExp): number => [...before.matchAll(pattern)].at(-1)?.index ?? -1;
  const [present, past, target] = [last(PRESENT), last(PAST), last(TARGET)];
  const after = plain.slice(end, end + 40);
  if (TITLE_AT.test(plain.slice(sentence.start, start)) && WANTS_MORE.test(plain.slice(end, sentence.end)))
    return 'employer';
  if (/\b(?:rejected|rejection|failed|bombed|dinged)\b/.test(before) && AGAIN.test(plain.slice(start))) return 'target';
  if (
    COMES_DIRECTLY.test(before) &&
    !/\b(?:offer|interview|call|email|mail|message|recruiter|mentor|someone|somebody|anyone|invite|invitation|heard back|heard) from \(?$/.test(
      before,
    )
  )
    return 'other';
  if (
    /\b(?:anyone|someone|somebody|mentors?|coach|people)(?: \w+){0,2} (?:who |that )?(?:has |have )?(?:work(?:s|ed|ing)?|been|is|are)(?: \w+)? (?:at|for|with) $/.test(
      before,
    )
  )
    return 'target';
  if (FLOPPED.test(plain.slice(end, end + 40))) return 'other';
  const turned = Math.max(before.lastIndexOf(' but '), before.lastIndexOf(', now'), before.lastIndexOf(';'));
  if (past > target && past > turned && past >= before.length - 45) return 'other';
  if (/^ ?(?:right now|now|today|at the moment|currently|as my (?:current )?employer)\b/.test(after)) return 'employer';
  if (AFTER_TARGET.test(after) && !/^ pm (?:for|with|at|and|looking|trying|who|here|targeting|now|since)/.test(after))
    return /\b(?:im|i am|as) an? [\w ]{0,20}$/.test(before) && !/loop|interview|onsite/.test(after)
      ? 'employer'
      : 'target';
  if (present > target && present > turned && /\b(?:at|for|with|in|@|a|an)\s?$/.test(before)) return 'employer';
  if (
    /^ (?:pm|product manager|apm)(?: (?:for|with|here|looking|trying|who|targeting|now|since))/.test(after) &&
    present >= 0
  )
    return 'employer';
  return isKnown || target >= 0 || /\b(?:at|with|join(?:ing)?|into)\s?$/.test(before) ? 'target' : 'other';
}

/** "PM at X looking to …": where somebody works today. */
const TITLE_AT =
  /^\s*(?:(?:current|currently|senior|sr|lead|staff|principal|group|associate|junior|an?|im|i am|am|i work as|product|growth|technical|mid level) )*(?:pm|apm|manager|owner|analyst|engineer|consultant|designer|director|tpm|spm|gpm|developer|swe|sde) (?:at|@|with|for|in) $/;
const WANTS_MORE =
  /\b(?:planning|here|happy|called|reached out|looking|want|wanting|trying|hoping|aiming|targeting|moving|move|switch\w*|transition\w*|interviewing|prepar\w+|next)\b/;
const COMES_DIRECTLY = /\b(?:ex (?:\w+ )?|(?:from|leaving) (?:\w+ ){0,2}\(?)$/;
const FLOPPED =
  /^(?: (?:\w+)){0,2} (?:flopped|bombed|went badly|went south|rejected me|turned me down|didnt work out|ghosted me|passed on me|was a disaster|last (?:year|month|week|time|spring|summer|fall|autumn|winter)|in 20(?:1\d|2[0-5]))\b/;
const AGAIN =
  /\b(?:again|once more|retry\w*|another (?:attempt|try|shot|go)|second (?:attempt|try|time)|re ?appl\w+|this time|comeback)\b/;

export const companyInferences = (
  passage: Passage,
  { targets, employer }: ReturnType<typeof readCompanies>,
): Inference[] => [
  ...targets.map((named) => ({
    field: 'targetCompanies',
    value: [named.name],
    evidence: passage.words(named),
    certainty: named.isKnown ? 0.95 : 0.6,
  })),
  ...(employer
    ? [{ field: 'avoidEmployers', value: [employer.name], evidence: passage.words(employer), certainty: 0.7 }]
    : []),
];

/** Kinds of company: of the targets first, then as said, unless it is said of where the candidate comes from. */
export function readSegments(passage: Passage, { all, targets }: ReturnType<typeof readCompanies>): Inference[] {
  const found = new Map<string, Inference>();
  for (const named of targets)
    if (named.segment !== null && !found.has(named.segment))
      found.set(named.segment, {
        field: 'segments',
        value: [named.segment],
        evidence: passage.words(named),
        certainty: 0.9,
      });
  const hasCompanies = found.size > 0;
  const named = wordsOf(passage, SEGMENT_WORDS, all);
  for (const { value, span } of named) {
    const isVague = value === 'early-startup' && /^start/.test(passage.plain.slice(span.start, span.end));
    const isQualified = isVague && named.some((other) => other.value !== value && other.span.end === span.start - 1);
    if (found.has(value) || (isVague && (hasCompanies || isQualified))) continue;
    found.set(value, {
      field: 'segments',
      value: [value],
      evidence: passage.words(span),
      certainty: isVague ? 0.65 : 0.8,
    });
  }
  return [...found.values()];
}

export const readSpecialties = (passage: Passage, { all }: ReturnType<typeof readCompanies>): Inference[] =>
  wordsOf(passage, SPECIALTY_WORDS, all).map(({ value, span }) => ({
    field: 'specialties',
    value: [value],
    evidence: passage.words(span),
    certainty: 0.8,
  }));

/** Values by their words, each once, at its first mention that is about where the candidate wants to go. */
function wordsOf(
  passage: Passage,
  lexicon: readonly [string, RegExp][],
  names: readonly Named[],
): { value: string; span: Span }[] {
  return lexicon.flatMap(([value, pattern]) => {
    const spans = [...passage.plain.matchAll(pattern)].map(({ index, 0: words }) => ({
      start: index,
      end: index + words.length,
    }));
    const span = spans.find(
      (one) => !isAboutThePast(passage, one) && !names.some(({ start, end }) => start < one.end && one.start < end),
    );
    return span ? [{ value, span }] : [];
  });
}

const COMES_FROM =
  /\b(?:(?:im|i am) an? (?:(?!moving|to |into|want|looking|aiming|target|for |prep|interview)\w+ ){0,3}|ex |former(?:ly)? |background (?:is )?(?:in |at )?|coming from |come from |worked (?:\w+ ){0,3}|working (?:at|in|for) (?:\w+ ){0,2}|work (?:at|in|for) (?:\w+ ){0,2}|years (?:at|in|of) (?:\w+ ){0,2}|currently (?:\w+ ){0,4}|(?:im|i am|come|coming) from (?:an? )?|from an? |spent (?:\w+ ){0,5}|was (?:at|in) (?:\w+ ){0,2}|not (?:interested in |looking for |into |really )?(?:a |an |any )?|no |experience (?:in|at|with) (?:\w+ ){0,2}|laid off from (?:\w+ ){0,2}|career in |my (?:current|present|last|previous) (?:\w+ ){0,4}|except |never (?:\w+ ){0,3}|dont want (?:\w+ ){0,2})$/;
const isAboutThePast = ({ plain }: Passage, { start }: Span): boolean =>
  COMES_FROM.test(plain.slice(Math.max(0, start - 45), start));

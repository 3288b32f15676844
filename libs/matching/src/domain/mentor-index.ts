import { IdTable } from './id-table.ts';
import { reputationPoints } from './score.ts';

/** What the index keeps of a published mentor. */
export interface IndexedMentor {
  id: string;
  rounds: string[];
  segments: string[];
  specialties: string[];
  languages: string[];
  region: string | null;
  history: { company: string; segment: string; to: unknown }[];
  /** Companies whose candidates the mentor must not coach. */
  conflictCompanies: string[];
  /** Takes no new candidates at the moment. */
  isFull: boolean;
  ratingCount: number;
  ratingSum: number;
  sessionsCompleted: number;
  /** The cheapest session in each currency, cheapest first. */
  prices: [currency: string, amount: number][];
}

/** Words as bits of one number. Where there are more words than bits, the last bit stands for all the others. */
class Vocabulary {
  private readonly places = new Map<string, number>();

  constructor(private readonly bits = 32) {}

  /** How many bits are in use. */
  get size(): number {
    return Math.min(this.places.size, this.bits);
  }

  get words(): IterableIterator<string> {
    return this.places.keys();
  }

  place(word: string): number {
    const known = this.places.get(word);
    if (known !== undefined) return known;
    const place = Math.min(this.places.size, this.bits - 1);
    this.places.set(word, place);
    return place;
  }

  mask(words: readonly string[]): number {
    return maskOf(words.map((word) => this.place(word)));
  }

  /** Places of those words that any mentor has used. */
  known(words: readonly string[]): number[] {
    return words.flatMap((word) => this.places.get(word) ?? []);
  }
}

const COMPANIES_KEPT = 4;
const NO_PRICE = 0xffff_ffff;
const MORE = { companies: 1, employers: 2, prices: 4, conflicts: 8 } as const;

/**
 * Published mentors as columns of numbers, so that a million of them are filtered and scored in one pass. A mentor is a row;
 * rows of mentors who left stay and are marked gone. No input or output here.
 */
export class MentorIndex {
  readonly ids = new IdTable();
  readonly rounds = new Vocabulary();
  readonly segments = new Vocabulary();
  readonly specialties = new Vocabulary();
  /** There are more than 32 languages: two words of bits. */
  readonly languages = new Vocabulary(64);
  readonly regions = new Vocabulary(255);
  readonly currencies = new Vocabulary(255);
  private readonly companyNumbers = new Map<string, number>();
  private published = 0;

  readonly columns = {
    /** 1 published, 0 gone. */
    live: new Uint8Array(1024),
    /** 1: takes no new candidates. */
    full: new Uint8Array(1024),
    rounds: new Uint32Array(1024),
    segments: new Uint32Array(1024),
    specialties: new Uint32Array(1024),
    languagesLow: new Uint32Array(1024),
    languagesHigh: new Uint32Array(1024),
    region: new Uint8Array(1024),
    /** Segments of all companies the mentor worked at. */
    companySegments: new Uint32Array(1024),
    companies: new Uint32Array(1024 * COMPANIES_KEPT),
    /** Where the mentor works today; 0: nowhere known. */
    employer: new Uint32Array(1024),
    ratingCount: new Uint32Array(1024),
    ratingSum: new Uint32Array(1024),
    /** Tenths of a point. */
    reputation: new Uint8Array(1024),
    price: new Uint32Array(1024),
    currency: new Uint8Array(1024),
    /** Which of `more` there is: bits of `MORE`. */
    more: new Uint8Array(1024),
  };
  /** What does not fit the columns: more companies and employers, other currencies, conflicts. Most mentors have none. */
  readonly more = {
    companies: new Map<number, Set<number>>(),
    employers: new Map<number, Set<number>>(),
    prices: new Map<number, Map<number, number>>(),
    conflicts: new Map<number, Set<number>>(),
  };

  /** How many mentors are published. */
  get size(): number {
    return this.published;
  }

  /** How many rows there are, those of mentors who left included. */
  get rows(): number {
    return this.ids.size;
  }

  /** Adds a mentor, or replaces what was kept of them; answers the row, which a mentor keeps. */
  set(mentor: IndexedMentor): number {
    const row = this.ids.findOrAdd(mentor.id);
    this.reserve(row);
    const { columns } = this;
    if (columns.live[row] === 0) this.published++;
    this.forgetMore(row);
    columns.live[row] = 1;
    columns.full[row] = mentor.isFull ? 1 : 0;
    columns.rounds[row] = this.rounds.mask(mentor.rounds);
    columns.segments[row] = this.segments.mask(mentor.segments);
    columns.specialties[row] = this.specialties.mask(mentor.specialties);
    const languages = mentor.languages.map((one) => this.languages.place(one));
    columns.languagesLow[row] = maskOf(languages.filter((place) => place < 32));
    columns.languagesHigh[row] = maskOf(languages.filter((place) => place >= 32));
    columns.region[row] = mentor.region === null ? 255 : this.regions.place(mentor.region);
    columns.ratingCount[row] = mentor.ratingCount;
    columns.ratingSum[row] = mentor.ratingSum;
    columns.reputation[row] = Math.round(
      10 * reputationPoints(mentor.ratingCount, mentor.ratingSum, mentor.sessionsCompleted),
    );
    this.setCompanies(row, mentor);
    this.setPrices(row, mentor.prices);
    return row;
  }

  delete(id: string): void {
    const row = this.ids.find(id);
    if (row < 0 || this.columns.live[row] === 0) return;
    this.columns.live[row] = 0;
    this.published--;
    this.forgetMore(row);
  }

  /** What the cheapest session costs, in a currency or (null) in the mentor's cheapest; Infinity where there is none. */
  priceOf(row: number, currency: number | null): number {
    const price = this.columns.price[row] as number;
    if (price === NO_PRICE) return Infinity;
    if (currency === null || this.columns.currency[row] === currency) return price;
    return this.hasMore(row, 'prices') ? (this.more.prices.get(row)?.get(currency) ?? Infinity) : Infinity;
  }

  /** One place for each company, 1 for those named; for the questions below. */
  flagsOf(names: readonly string[]): Uint8Array {
    const flags = new Uint8Array(this.companyNumbers.size + 1);
    for (const name of names) flags[this.companyNumbers.get(name.toLowerCase()) ?? 0] = 1;
    flags[0] = 0;
    return flags;
  }

  hasWorkedAt(row: number, flags: Uint8Array): boolean {
    for (let i = row * COMPANIES_KEPT; i < (row + 1) * COMPANIES_KEPT; i++)
      if (flags[this.columns.companies[i] as number] === 1) return true;
    return this.hasMore(row, 'companies') && isFlagged(this.more.companies.get(row), flags);
  }

  worksAt(row: number, flags: Uint8Array): boolean {
    if (flags[this.columns.employer[row] as number] === 1) return true;
    return this.hasMore(row, 'employers') && isFlagged(this.more.employers.get(row), flags);
  }

  hasConflictWith(row: number, flags: Uint8Array): boolean {
    return this.hasMore(row, 'conflicts') && isFlagged(this.more.conflicts.get(row), flags);
  }

  private setCompanies(row: number, { history, conflictCompanies }: IndexedMentor): void {
    const numbers = [...new Set(history.map(({ company }) => this.numberOf(company)))];
    for (let i = 0; i < COMPANIES_KEPT; i++) this.columns.companies[row * COMPANIES_KEPT + i] = numbers[i] ?? 0;
    if (numbers.length > COMPANIES_KEPT) this.keepMore(row, 'companies', new Set(numbers.slice(COMPANIES_KEPT)));
    this.columns.companySegments[row] = this.segments.mask(history.map(({ segment }) => segment));
    const [employer = 0, ...employers] = history
      .filter(({ to }) => to === null)
      .map(({ company }) => this.numberOf(company));
    this.columns.employer[row] = employer;
    if (employers.length > 0) this.keepMore(row, 'employers', new Set(employers));
    if (conflictCompanies.length > 0)
      this.keepMore(row, 'conflicts', new Set(conflictCompanies.map((name) => this.numberOf(name))));
  }

  private setPrices(row: number, prices: IndexedMentor['prices']): void {
    const [first, ...others] = prices;
    this.columns.price[row] = first?.[1] ?? NO_PRICE;
    this.columns.currency[row] = first ? this.currencies.place(first[0]) : 255;
    if (others.length > 0)
      this.keepMore(
        row,
        'prices',
        new Map(others.map(([currency, amount]) => [this.currencies.place(currency), amount])),
      );
  }

  /** From 1; 0 stands for no company. */
  private numberOf(company: string): number {
    const key = company.toLowerCase();
    const number = this.companyNumbers.get(key) ?? this.companyNumbers.size + 1;
    this.companyNumbers.set(key, number);
    return number;
  }

  private hasMore(row: number, kind: keyof typeof MORE): boolean {
    return ((this.columns.more[row] as number) & MORE[kind]) !== 0;
  }

  private keepMore<K extends keyof typeof MORE>(
    row: number,
    kind: K,
    what: MentorIndex['more'][K] extends Map<number, infer V> ? V : never,
  ): void {
    (this.more[kind] as Map<number, typeof what>).set(row, what);
    (this.columns.more[row] as number) |= MORE[kind];
  }

  private forgetMore(row: number): void {
    if (this.columns.more[row] === 0) return;
    for (const kept of Object.values(this.more)) kept.delete(row);
    this.columns.more[row] = 0;
  }

  private reserve(row: number): void {
    if (row < this.columns.live.length) return;
    const grown = Object.entries(this.columns).map(([name, column]) => {
      const larger = new (column.constructor as Uint32ArrayConstructor)(column.length * 2);
      larger.set(column);
      return [name, larger];
    });
    Object.assign(this.columns, Object.fromEntries(grown));
  }
}

const isFlagged = (numbers: ReadonlySet<number> | undefined, flags: Uint8Array): boolean =>
  numbers !== undefined && [...numbers].some((number) => flags[number] === 1);

export function maskOf(places: readonly number[]): number {
  let mask = 0;
  for (const place of places) mask |= 1 << (place & 31);
  return mask >>> 0;
}

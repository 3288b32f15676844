export const CATALOG_KINDS = [
  ...(['specialty', 'round', 'segment', 'region', 'level', 'language', 'company', 'option', 'practice'] as const),
  'fact',
] as const;
export type CatalogKind = (typeof CATALOG_KINDS)[number];

export interface CatalogEntry {
  kind: CatalogKind;
  slug: string;
  name: string;
  description: string;
  position: number;
  data: object;
}

/** Numbers per interview round, by the round's slug. */
type PerRound = Readonly<Record<string, number>>;

/** What the intake knows, as data: weights, modifiers, ways to prepare, companies. */
export interface Rubric {
  version: string;
  rounds: { slug: string; name: string; technical: boolean }[];
  /** `specialties`: what mentors for such companies are known for, where the candidate names none. */
  segments: { slug: string; name: string; asks: string; weights: PerRound; specialties: string[] }[];
  regions: { slug: string; name: string; technical: number; soft: number }[];
  levels: { slug: string; name: string; add: PerRound; technicalSegments: string[] }[];
  /** `segment`: the kind of company somebody who names only this specialty most likely aims at. */
  specialties: { slug: string; name: string; segment: string | null }[];
  languages: { slug: string; name: string }[];
  /** `aliases`: other names people write. */
  companies: { name: string; segment: string; aliases: string[] }[];
  options: {
    slug: string;
    name: string;
    gain: PerRound;
    costPerWeek: [number, number];
    feedback: number;
    accountability: number;
  }[];
  practice: Practice[];
  /** What the market looks like, each with its year. */
  facts: { slug: string; text: string }[];
}

/** How one prepares for a round alone, beside sessions. */
export interface Practice {
  round: string;
  name: string;
  description: string;
  /** One thing after the other; later weeks go further. */
  tasks: string[];
  /** What one can check at the end of the first and of later weeks. */
  milestones: string[];
  /** Needs weeks of steady work, so it begins early. */
  longLead: boolean;
  /** How long it takes, in words. */
  time: string;
  resources: { name: string; url?: string }[];
}

/** A name as it stands inside a sentence: "System design" is "system design", "SQL and data" and "AI-native" stay. */
export const inSentence = (name: string): string =>
  /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;

/** Reads the rubric out of the catalog's rows. */
export function rubricOf(version: string, entries: readonly CatalogEntry[]): Rubric {
  const of = <T>(kind: CatalogKind, map: (entry: CatalogEntry, data: T) => unknown): unknown[] =>
    entries.filter((entry) => entry.kind === kind).map((entry) => map(entry, entry.data as T));
  const named = ({ slug, name }: CatalogEntry) => ({ slug, name });
  return {
    version,
    rounds: of('round', (entry, data: object) => ({ ...named(entry), ...data })) as Rubric['rounds'],
    segments: of('segment', (entry, data: object) => ({
      specialties: [],
      ...named(entry),
      asks: entry.description,
      ...data,
    })) as Rubric['segments'],
    regions: of('region', (entry, data: object) => ({ ...named(entry), ...data })) as Rubric['regions'],
    levels: of('level', (entry, data: object) => ({
      technicalSegments: [],
      ...named(entry),
      ...data,
    })) as Rubric['levels'],
    specialties: of('specialty', (entry, data: object) => ({
      segment: null,
      ...named(entry),
      ...data,
    })) as Rubric['specialties'],
    languages: of('language', named) as Rubric['languages'],
    companies: of('company', ({ name }, data: object) => ({ aliases: [], ...data, name })) as Rubric['companies'],
    options: of('option', (entry, data: object) => ({ ...named(entry), ...data })) as Rubric['options'],
    practice: of('practice', ({ name, description }, data: object) => ({
      ...{ longLead: false, resources: [], time: '' },
      name,
      description,
      ...data,
    })) as Rubric['practice'],
    facts: of('fact', ({ slug, description }) => ({ slug, text: description })) as Rubric['facts'],
  };
}

export type CatalogKind =
  'specialty' | 'round' | 'segment' | 'region' | 'level' | 'language' | 'company' | 'option' | 'practice';

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
  segments: { slug: string; name: string; weights: PerRound }[];
  regions: { slug: string; name: string; technical: number; soft: number }[];
  levels: { slug: string; name: string; add: PerRound; technicalSegments: string[] }[];
  specialties: { slug: string; name: string }[];
  languages: { slug: string; name: string }[];
  companies: { name: string; segment: string }[];
  options: {
    slug: string;
    name: string;
    gain: PerRound;
    costPerWeek: [number, number];
    feedback: number;
    accountability: number;
  }[];
  practice: { round: string; name: string; description: string; milestone: string; longLead: boolean }[];
}

/** Reads the rubric out of the catalog's rows. */
export function rubricOf(version: string, entries: readonly CatalogEntry[]): Rubric {
  const of = <T>(kind: CatalogKind, map: (entry: CatalogEntry, data: T) => unknown): unknown[] =>
    entries.filter((entry) => entry.kind === kind).map((entry) => map(entry, entry.data as T));
  const named = ({ slug, name }: CatalogEntry) => ({ slug, name });
  return {
    version,
    rounds: of('round', (entry, data: object) => ({ ...named(entry), ...data })) as Rubric['rounds'],
    segments: of('segment', (entry, data: object) => ({ ...named(entry), ...data })) as Rubric['segments'],
    regions: of('region', (entry, data: object) => ({ ...named(entry), ...data })) as Rubric['regions'],
    levels: of('level', (entry, data: object) => ({
      technicalSegments: [],
      ...named(entry),
      ...data,
    })) as Rubric['levels'],
    specialties: of('specialty', named) as Rubric['specialties'],
    languages: of('language', named) as Rubric['languages'],
    companies: of('company', ({ name }, { segment }: { segment: string }) => ({
      name,
      segment,
    })) as Rubric['companies'],
    options: of('option', (entry, data: object) => ({ ...named(entry), ...data })) as Rubric['options'],
    practice: of('practice', ({ name, description }, data: object) => ({
      longLead: false,
      name,
      description,
      ...data,
    })) as Rubric['practice'],
  };
}

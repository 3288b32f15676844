import { z } from 'zod';
import { invalidField } from '#libs/platform';
import type { CatalogKind, Rubric } from './rubric.ts';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const text = z.string().min(1).max(300);
const perRound = (least: number, most: number) => z.record(slug, z.number().min(least).max(most));
const money = z.number().min(0).max(10_000);
const nothing = z.strictObject({});

/** What each kind of entry carries beside its name; unknown fields are refused. */
const DATA: Readonly<Record<CatalogKind, z.ZodType<object>>> = {
  specialty: z.strictObject({ segment: slug.nullable().optional() }),
  round: z.strictObject({ technical: z.boolean() }),
  segment: z.strictObject({ weights: perRound(0, 5), specialties: z.array(slug).max(10).optional() }),
  region: z.strictObject({ technical: z.number().min(0.5).max(2), soft: z.number().min(0.5).max(2) }),
  level: z.strictObject({ add: perRound(-2, 2), technicalSegments: z.array(slug).max(20).optional() }),
  language: nothing,
  company: z.strictObject({ segment: slug, aliases: z.array(text).max(20).optional() }),
  option: z.strictObject({
    gain: perRound(0, 5),
    costPerWeek: z.tuple([money, money]).refine(([low, high]) => low <= high, 'must go from low to high'),
    feedback: z.number().min(0).max(5),
    accountability: z.number().min(0).max(5),
  }),
  practice: z.strictObject({
    round: slug,
    tasks: z.array(text).min(1).max(10),
    milestones: z.array(text).min(1).max(5),
    longLead: z.boolean().optional(),
    time: text.optional(),
    resources: z
      .array(z.strictObject({ name: text, url: z.url({ protocol: /^https$/ }).optional() }))
      .max(20)
      .optional(),
  }),
  fact: nothing,
};

/** What an entry's data refers to, by the kind it must be an entry of. */
function references(
  kind: CatalogKind,
  data: object,
): [field: string, of: 'rounds' | 'segments' | 'specialties', slugs: string[]][] {
  const { segment, specialties, technicalSegments, round, weights, add, gain } = data as Record<string, never>;
  const list = (one: string | null | undefined): string[] => (one ? [one] : []);
  return [
    ['segment', 'segments', kind === 'segment' ? [] : list(segment)],
    ['specialties', 'specialties', specialties ?? []],
    ['technicalSegments', 'segments', technicalSegments ?? []],
    ['round', 'rounds', list(round)],
    ['weights', 'rounds', Object.keys(weights ?? {})],
    ['add', 'rounds', Object.keys(add ?? {})],
    ['gain', 'rounds', Object.keys(gain ?? {})],
  ];
}

/** The data of an entry as it may be stored. @throws Problem `validation_failed` naming the field that is wrong */
export function checkedData(kind: CatalogKind, data: unknown, rubric: Rubric): object {
  const parsed = DATA[kind].safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalidField(['data', ...(issue?.path ?? [])].join('.'), issue?.message ?? 'is not valid');
  }
  for (const [field, of, slugs] of references(kind, parsed.data)) {
    const known = rubric[of].map((entry) => entry.slug);
    const unknown = slugs.find((one) => !known.includes(one));
    if (unknown !== undefined) throw invalidField(`data.${field}`, `has no "${unknown}"; known: ${known.join(', ')}`);
  }
  return parsed.data;
}

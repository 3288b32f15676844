import { readFileSync } from 'node:fs';
import { CATALOG, RUBRIC_VERSION, rubricOf } from '#libs/catalog';
import { followUps, type Inference, readGoals } from '#libs/intake';
import { decimalsOf } from '#libs/platform';

/** Labelled texts are read as of this Tuesday, by somebody who gave no zone. */
const READ_AT = new Date('2026-11-24T12:00:00Z');

interface Score {
  right: number;
  wrong: number;
  missed: number;
}

export interface ReadingRow extends Score {
  set: string;
  field: string;
  precision: number;
  recall: number;
}

const FIELDS: Readonly<Record<string, string>> = {
  ...{
    targetCompanies: 'companies',
    interviewDate: 'date',
    weeklyHours: 'hours',
    preferredHours: 'times',
    timeZone: 'zone',
  },
};

/** Texts with the labels under them: blocks of two lines between blank ones, `#` for remarks. */
function labelled(file: string): { text: string; labels: Set<string> }[] {
  const blocks = readFileSync(file, 'utf8')
    .split(/\n\s*\n/)
    .map((block) => block.split('\n').filter((line) => line !== '' && !line.startsWith('#')));
  return blocks
    .filter(({ length }) => length >= 2)
    .map((lines) => ({
      text: lines.slice(0, -1).join('\n'),
      labels: new Set(lines.at(-1) === '-' ? [] : lines.at(-1)?.split('; ').flatMap(pairsOfLabel)),
    }));
}

function pairsOfLabel(label: string): string[] {
  const [field = '', value = ''] = label.split('=');
  if (field === 'budget') return [`budget ${value}`];
  if (field === 'times') return value.split('|').map((time) => `times ${time}`);
  if (field === 'confidence') return value.split(',').map((one) => `confidence ${one}`);
  return value.split(',').map((one) => `${field} ${one}`);
}

function pairsOf({ field, value }: Inference): string[] {
  const name = FIELDS[field] ?? field.split('.')[0] ?? field;
  if (field.startsWith('confidence.')) return [`confidence ${field.slice(11)}:${String(value)}`];
  if (field === 'budget') {
    const { amount, currency, per } = value as { amount: number; currency: string; per: string };
    return [`budget ${currency} ${amount / 10 ** decimalsOf(currency)} ${per}`];
  }
  if (field === 'preferredHours')
    return (value as { weekdays: number[]; start: string; end: string }[]).map(
      ({ weekdays, start, end }) => `times ${weekdays.join('')} ${start}-${end}`,
    );
  return [value].flat().map((one) => `${name} ${String(one)}`);
}

/** Precision and recall of the reader for each field, over the texts for developing and those kept aside. */
export function benchReading(onMiss?: (text: string, wrong: string[], missed: string[]) => void): ReadingRow[] {
  const rubric = rubricOf(RUBRIC_VERSION, CATALOG);
  return ['develop', 'holdout'].flatMap((set) => {
    const scores = new Map<string, Score>();
    const count = (field: string, kind: keyof Score): void => {
      const score = scores.get(field) ?? { right: 0, wrong: 0, missed: 0 };
      scores.set(field, { ...score, [kind]: score[kind] + 1 });
    };
    for (const { text, labels } of labelled(`bench/reading/${set}.txt`)) {
      const inferred = readGoals(text, { now: READ_AT, timeZone: undefined, rubric });
      const found = new Set(inferred.filter(({ field }) => field !== 'avoidEmployers').flatMap(pairsOf));
      const [wrong, missed] = [
        [...found].filter((pair) => !labels.has(pair)),
        [...labels].filter((pair) => !found.has(pair)),
      ];
      for (const pair of found) count(pair.split(' ')[0] ?? '', labels.has(pair) ? 'right' : 'wrong');
      for (const pair of missed) count(pair.split(' ')[0] ?? '', 'missed');
      const isEmpty = labels.size === 0;
      if (isEmpty) count('follow-ups', followUps(inferred).length === 2 ? 'right' : 'missed');
      if (wrong.length + missed.length > 0) onMiss?.(`${set}: ${text}`, wrong, missed);
    }
    const all = [...scores.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
    const total = all
      .filter(([field]) => field !== 'follow-ups')
      .reduce(
        (sum, [, score]) => ({
          right: sum.right + score.right,
          wrong: sum.wrong + score.wrong,
          missed: sum.missed + score.missed,
        }),
        { right: 0, wrong: 0, missed: 0 },
      );
    return [...all, ['all', total] as const].map(([field, score]) => ({
      ...{ set, field, ...score },
      precision: score.right / Math.max(1, score.right + score.wrong),
      recall: score.right / Math.max(1, score.right + score.missed),
    }));
  });
}

import type { Money } from '#libs/platform';

export interface Budget extends Money {
  per: 'week' | 'month' | 'session' | 'total';
}

export interface PreferredHours {
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  weekdays: number[];
  start: string;
  end: string;
}

/** What a candidate told us, in fields. Dates are `YYYY-MM-DD` in their own zone. */
export interface Answers {
  goals?: string;
  segments: string[];
  targetCompanies: string[];
  /** Employers whose people must not see the candidate: none of them is offered as a mentor. */
  avoidEmployers: string[];
  region?: string;
  level?: string;
  specialties: string[];
  interviewDate?: string;
  weeklyHours?: number;
  /** Round to confidence, 1 (none) to 5 (ready). */
  confidence: Record<string, number>;
  budget?: Budget;
  languages: string[];
  timeZone?: string;
  preferredHours: PreferredHours[];
}

/** One thing read out of the text, with the words it rests on and how sure we are, 0 to 1. */
export interface Inference {
  field: string;
  value: unknown;
  evidence: string;
  certainty: number;
  /** What was decided where the text leaves a choice: a contradiction, an assumption. */
  note?: string;
}

export const emptyAnswers = (): Answers => ({
  segments: [],
  targetCompanies: [],
  avoidEmployers: [],
  specialties: [],
  confidence: {},
  languages: [],
  preferredHours: [],
});

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** Explicit fields win over text; only what they leave out is filled in and listed as inferred. Confidence is merged round by round. */
export function merge(given: Partial<Answers>, read: Inference[]): { answers: Answers; inferred: Inference[] } {
  const answers: Answers = { ...emptyAnswers(), ...given, confidence: { ...given.confidence } };
  const inferred: Inference[] = [];
  for (const one of read) {
    const [field, round] = one.field.split('.') as [keyof Answers, string?];
    if (round !== undefined) {
      if (given.confidence?.[round] !== undefined) continue;
      answers.confidence[round] = one.value as number;
    } else {
      if (!isEmpty(given[field])) continue;
      const present = answers[field];
      const value =
        Array.isArray(present) && Array.isArray(one.value)
          ? [...new Set([...(present as unknown[]), ...(one.value as unknown[])])]
          : one.value;
      Object.assign(answers, { [field]: value });
    }
    inferred.push(one);
  }
  return { answers, inferred };
}

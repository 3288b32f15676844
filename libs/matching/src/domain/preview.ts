import { inSentence, type Practice, type Rubric } from '#libs/catalog';
import { type Answers, type Readiness, sessionsWithin } from '#libs/intake';
import { firstAtOrAfter, type Stretches } from './times.ts';

/** Everything the first month is planned from. */
export interface PreviewFacts {
  answers: Answers;
  readiness: Readiness;
  rubric: Rubric;
  /** Rounds the mentor coaches. */
  coached: readonly string[];
  /** The session that is planned with. */
  offering: { id: string; durationMinutes: number; price: number };
  /** Its free starts before the interview, minutes since the epoch, sorted. */
  starts: Uint32Array;
  /** The candidate's preferred hours of the four weeks. */
  preferred: Stretches;
  /** Minutes since the epoch. */
  now: number;
  /** Days until the interview; null where there is no date. */
  daysLeft: number | null;
}

export interface PreviewWeek {
  week: number;
  focus: string[];
  /** `startsAt`: a free time that would suit, minutes since the epoch. */
  sessions: { offeringId: string; minutes: number; round: string; purpose: string; startsAt: number }[];
  practice: { task: string; hours: number; round: string }[];
  milestone: string;
}

export const PREVIEW_WEEKS = 4;
const SESSIONS_A_WEEK = 2;
const ROUNDS_A_WEEK = 2;
const DEFAULT_HOURS = 5;
const [WEEK, DAY, HALF_HOUR] = [7 * 1_440, 1_440, 0.5];
/** Between two sessions of a plan, in minutes: time to practise what came out of the first. */
const APART = 2 * DAY;

/** The first month with one mentor: within budget, weekly hours and free times; the final week before the date is mocks and rest. */
export function previewOf(facts: PreviewFacts): { weeks: PreviewWeek[]; totalCost: number; totalHours: number } {
  const { daysLeft, offering } = facts;
  const count = daysLeft === null ? PREVIEW_WEEKS : Math.max(1, Math.min(PREVIEW_WEEKS, Math.ceil(daysLeft / 7)));
  const final = daysLeft === null || daysLeft > count * 7 ? null : count;
  const plan = focusOf(facts, count, final);
  const seen = new Map<string, number>();
  const weeks: PreviewWeek[] = [];
  let [booked, last] = [0, -Infinity];
  for (const [i, focus] of plan.entries()) {
    const week = i + 1;
    const times = timesOf(facts, week, sessionsOf(facts, week, count, booked), last);
    weeks.push(weekOf(facts, { week, focus, times, isFinal: week === final, seen }));
    [booked, last] = [booked + times.length, times.at(-1) ?? last];
  }
  const spent = weeks.flatMap(({ practice }) => practice).reduce((sum, { hours }) => sum + hours, 0);
  return {
    weeks,
    totalCost: booked * offering.price,
    totalHours: Math.round((spent + (booked * offering.durationMinutes) / 60) * 10) / 10,
  };
}

/** Two rounds for each week: long lead times first, behavioral last, in between the widest gap first; at the end the widest gaps of all. */
function focusOf({ readiness, rubric }: PreviewFacts, count: number, final: number | null): string[][] {
  const long = new Set(rubric.practice.filter(({ longLead }) => longLead).map(({ round }) => round));
  const open = readiness.rounds.filter(({ gap, weight }) => gap > 0 && weight >= 1).map(({ round }) => round);
  const working = final === null ? count : Math.max(1, count - 1);
  const place = (round: string): number => (round === 'behavioral' ? 2 : long.has(round) ? 0 : 1);
  const order = open.slice(0, working * ROUNDS_A_WEEK).sort((a, b) => place(a) - place(b));
  return Array.from({ length: count }, (_, i) => {
    if (order.length === 0) return [];
    if (i + 1 === final && count > 1) return open.slice(0, ROUNDS_A_WEEK);
    const at = (n: number): string => order[(i * ROUNDS_A_WEEK + n) % order.length] as string;
    return [...new Set([at(0), at(1)])];
  });
}

/** How many sessions a week may have: two, what the hours allow, and an even share of what the budget still pays for. */
function sessionsOf({ answers, offering }: PreviewFacts, week: number, count: number, booked: number): number {
  const byHours = Math.floor(((answers.weeklyHours ?? DEFAULT_HOURS) * 60) / offering.durationMinutes);
  const most = Math.min(SESSIONS_A_WEEK, byHours);
  if (answers.budget?.per === 'week')
    return Math.min(most, sessionsWithin(answers.budget, offering.price, week) - booked);
  const left = sessionsWithin(answers.budget, offering.price, PREVIEW_WEEKS) - booked;
  return Math.max(0, Math.min(most, Math.ceil(left / (count - week + 1))));
}

/** Free starts for a week's sessions, some days apart, in preferred hours where there are any; the day before the interview is for rest. */
function timesOf(
  { starts, preferred, now, daysLeft }: PreviewFacts,
  week: number,
  wanted: number,
  last: number,
): number[] {
  const from = now + (week - 1) * WEEK;
  const to = Math.min(from + WEEK, daysLeft === null || daysLeft < 2 ? Infinity : now + (daysLeft - 1) * DAY);
  const free = [...starts.subarray(firstAtOrAfter(starts, from), firstAtOrAfter(starts, to))];
  const suits = (start: number): boolean => preferred.some(([begin, end]) => begin <= start && start < end);
  const [liked, others] = [free.filter(suits), free.filter((start) => !suits(start))];
  const chosen: number[] = [];
  for (const start of [...liked, ...others]) {
    if (chosen.length >= wanted) break;
    if ([last, ...chosen].every((other) => Math.abs(start - other) >= APART)) chosen.push(start);
  }
  return chosen.sort((a, b) => a - b);
}

interface WeekFacts {
  week: number;
  focus: string[];
  times: number[];
  isFinal: boolean;
  /** How often each round has been worked on before. */
  seen: Map<string, number>;
}

function weekOf(facts: PreviewFacts, { week, focus, times, isFinal, seen }: WeekFacts): PreviewWeek {
  const { offering, rubric, answers } = facts;
  const rounds = roundsFor(facts, focus, times.length);
  const sessions = times.map((startsAt, i) => {
    const round = rounds[i] ?? 'behavioral';
    const purpose = purposeOf(nameOf(round, rubric), seen.get(round) ?? 0, isFinal);
    return { offeringId: offering.id, minutes: offering.durationMinutes, round, purpose, startsAt };
  });
  const alone = (answers.weeklyHours ?? DEFAULT_HOURS) - (times.length * offering.durationMinutes) / 60;
  const each = focus.length === 0 ? 0 : Math.floor(((isFinal ? alone / 2 : alone) / focus.length) * 2) * HALF_HOUR;
  const practice =
    each <= 0
      ? []
      : focus.map((round) => ({
          task: taskOf(practiceOf(round, rubric), round, seen.get(round) ?? 0, isFinal, rubric),
          hours: each,
          round,
        }));
  const milestone = isFinal
    ? 'walks into the interview rested, with one page of notes'
    : milestoneOf(focus, seen, rubric);
  for (const round of new Set([...focus, ...rounds])) seen.set(round, (seen.get(round) ?? 0) + 1);
  return { week, focus, sessions, practice, milestone };
}

/** What the sessions are for: the week's rounds that the mentor coaches, else the widest gap they do coach. */
function roundsFor({ coached, readiness }: PreviewFacts, focus: readonly string[], count: number): string[] {
  const ours = focus.filter((round) => coached.includes(round));
  const others = readiness.rounds
    .filter(({ round, gap }) => gap > 0 && coached.includes(round))
    .map(({ round }) => round);
  const choice = ours.length > 0 ? ours : others.length > 0 ? others : [...focus];
  return choice.length === 0 ? [] : Array.from({ length: count }, (_, i) => choice[i % choice.length] as string);
}

const PURPOSES: readonly ((round: string) => string)[] = [
  (round) => `Find where your ${round} breaks, and fix the first thing`,
  (round) => `One ${round} case against the clock, with feedback on the two weakest minutes`,
  (round) => `A harder ${round} case, with the follow-up questions interviewers ask`,
];
const purposeOf = (round: string, times: number, isFinal: boolean): string =>
  isFinal
    ? `Full ${round} mock as on the day, then what to leave alone`
    : (PURPOSES[Math.min(times, PURPOSES.length - 1)]?.(round) ?? round);

function taskOf(
  practice: Practice | undefined,
  round: string,
  times: number,
  isFinal: boolean,
  rubric: Rubric,
): string {
  if (isFinal) return `One timed ${nameOf(round, rubric)} mock, then rest`;
  if (!practice) return `Practise ${nameOf(round, rubric)}`;
  const task = practice.tasks[times % practice.tasks.length] ?? practice.name;
  const names = practice.resources.map(({ name }) => name);
  return times === 0 && names.length > 0 && practice.longLead ? `${task} (${names.slice(0, 2).join(', ')})` : task;
}

function milestoneOf([first]: readonly string[], seen: ReadonlyMap<string, number>, rubric: Rubric): string {
  const milestones = (first === undefined ? undefined : practiceOf(first, rubric)?.milestones) ?? [];
  return milestones[Math.min(seen.get(first ?? '') ?? 0, milestones.length - 1)] ?? 'keeps every round warm';
}

const practiceOf = (round: string, rubric: Rubric): Practice | undefined =>
  rubric.practice.find((one) => one.round === round);
const nameOf = (round: string, rubric: Rubric): string =>
  inSentence(rubric.rounds.find(({ slug }) => slug === round)?.name ?? round);

import type { Rubric } from '#libs/catalog';
import { type Answers, type Readiness, sessionsWithin } from '#libs/intake';

export interface PreviewOffering {
  id: string;
  durationMinutes: number;
  price: number;
  currency: string;
}

export interface PreviewWeek {
  week: number;
  focus: string[];
  sessions: { offeringId: string; minutes: number; purpose: string }[];
  practice: { task: string; hours: number; round: string }[];
  milestone: string;
}

const WEEKS = 4;
const SESSIONS_A_WEEK = 2;
const DEFAULT_HOURS = 5;

/** Long lead times first, behavioral last; between them the widest gap first. */
function orderRounds(readiness: Readiness, rubric: Rubric): string[] {
  const longLead = new Set(rubric.practice.filter((one) => one.longLead).map(({ round }) => round));
  const open = readiness.rounds.filter(({ gap, weight }) => gap > 0 && weight >= 1).map(({ round }) => round);
  const place = (round: string): number => (round === 'behavioral' ? 2 : longLead.has(round) ? 0 : 1);
  return open.sort((a, b) => place(a) - place(b));
}

/** The first month with one mentor: four weeks within budget and weekly hours; the final week before the date is mocks and rest. */
export function previewOf(
  answers: Answers,
  readiness: Readiness,
  rubric: Rubric,
  offering: PreviewOffering,
  daysLeft: number | null,
): { weeks: PreviewWeek[]; totalCost: number; totalHours: number } {
  const hours = answers.weeklyHours ?? DEFAULT_HOURS;
  const order = orderRounds(readiness, rubric);
  const most = Math.floor((hours * 60) / offering.durationMinutes);
  let left = Math.min(sessionsWithin(answers.budget, offering.price, WEEKS), WEEKS * Math.min(SESSIONS_A_WEEK, most));
  const weeks: PreviewWeek[] = [];
  const count = daysLeft === null ? WEEKS : Math.max(1, Math.min(WEEKS, Math.ceil(daysLeft / 7)));
  for (let week = 1; week <= count; week++) {
    const isFinal = daysLeft !== null && week === Math.ceil(daysLeft / 7);
    const focus =
      order.length === 0
        ? []
        : [
            ...new Set([
              order[(2 * (week - 1)) % order.length],
              order[(2 * (week - 1) + 1) % order.length],
            ] as string[]),
          ];
    const planned = Math.min(SESSIONS_A_WEEK, most, Math.ceil(left / (count - week + 1)));
    left -= planned;
    weeks.push(planWeek({ week, focus, planned, isFinal, hours, offering, rubric }));
  }
  const sessions = weeks.reduce((sum, one) => sum + one.sessions.length, 0);
  const practice = weeks.reduce((sum, one) => sum + one.practice.reduce((all, { hours: spent }) => all + spent, 0), 0);
  return {
    weeks,
    totalCost: sessions * offering.price,
    totalHours: Math.round((practice + (sessions * offering.durationMinutes) / 60) * 10) / 10,
  };
}

function planWeek({
  week,
  focus,
  planned,
  isFinal,
  hours,
  offering,
  rubric,
}: {
  week: number;
  focus: string[];
  planned: number;
  isFinal: boolean;
  hours: number;
  offering: PreviewOffering;
  rubric: Rubric;
}): PreviewWeek {
  const name = (round: string): string => rubric.rounds.find(({ slug }) => slug === round)?.name ?? round;
  const taskOf = (round: string) => rubric.practice.find((one) => one.round === round);
  const purpose = (round: string): string =>
    isFinal
      ? `Full mock of ${name(round)}, then a plan for the day itself`
      : week === 1
        ? `Find the gaps in ${name(round)} and fix the first one`
        : `Work through one ${name(round)} case, with feedback`;
  const sessions = Array.from({ length: planned }, (_, i) => ({
    offeringId: offering.id,
    minutes: offering.durationMinutes,
    purpose: purpose(focus[i % Math.max(1, focus.length)] ?? 'behavioral'),
  }));
  const alone = Math.max(0, hours - (planned * offering.durationMinutes) / 60) * (isFinal ? 0.5 : 1);
  const each = focus.length === 0 ? 0 : Math.floor((alone / focus.length) * 10) / 10;
  const practice =
    each > 0
      ? focus.map((round) => ({
          task: isFinal
            ? `One timed ${name(round)} mock, then rest`
            : (taskOf(round)?.name ?? `Practise ${name(round)}`),
          hours: each,
          round,
        }))
      : [];
  const milestone = isFinal
    ? 'walks into the interview rested, with one page of notes'
    : `${taskOf(focus[0] ?? '')?.milestones[0] ?? 'keeps every round warm'}`;
  return { week, focus, sessions, practice, milestone };
}

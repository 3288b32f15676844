import { inSentence, type Rubric } from '#libs/catalog';
import { decimalsOf, formatMoney, type Money } from '#libs/platform';
import type { Answers, Budget } from './answers.ts';
import type { Readiness, RoundReadiness } from './readiness.ts';

interface FitOption {
  option: string;
  /** 0 to 100: where it would take the candidate, and how well it tells and keeps them at it. */
  score: number;
  cost: { from: Money; to: Money; per: 'week' };
  /** Weeks until readiness 75 at this candidate's hours; null when not within half a year. */
  weeksToReady: number | null;
  feedback: number;
  accountability: number;
  why: string;
}

export interface Fit {
  verdict: 'strong' | 'partial' | 'not_now';
  summary: string;
  options: FitOption[];
  /** What the market looks like, each with its year. */
  market: string[];
}

export interface FitFacts {
  answers: Answers;
  readiness: Readiness;
  rubric: Rubric;
  /** Days until the interview; null when there is no date. */
  daysLeft: number | null;
  /** Real prices of one session on the platform in the candidate's currency, low and typical; null when there are none. */
  prices: { low: number; typical: number; currency: string } | null;
}

/** Readiness at which one is ready, and at which one need not prepare any more. */
const READY = 75;
const AT_HOME = 80;
const DEFAULT_WEEKS = 8;
const DEFAULT_HOURS = 5;
const LONGEST_WEEKS = 26;
/** By how many points mentoring must beat the next way to prepare to be clearly worth its price. */
const CLEARLY_BETTER = 10;
const WEEKS_A_MONTH = 365 / 12 / 7;

/** Readiness after some weeks of one way to prepare: every round gains its rate, which is told for five hours a week. */
export function readinessAfter(
  rounds: readonly RoundReadiness[],
  gain: Readonly<Record<string, number>>,
  hours: number,
  weeks: number,
): number {
  let [open, possible] = [0, 0];
  for (const { round, weight, confidence } of rounds) {
    const reached = Math.min(5, confidence + (gain[round] ?? 0) * (hours / 5) * weeks);
    open += weight * (5 - reached);
    possible += weight * 4;
  }
  return possible === 0 ? 100 : 100 * (1 - open / possible);
}

/** Sessions of a price that a budget pays for in a number of weeks; a month that has begun is a month's money. */
export function sessionsWithin(budget: Budget | undefined, price: number, weeks: number): number {
  if (!budget || price === 0) return Infinity;
  if (budget.per === 'session') return price <= budget.amount ? Infinity : 0;
  const times = { total: 1, week: weeks, month: Math.ceil(weeks / WEEKS_A_MONTH - 1e-9) }[budget.per];
  return Math.floor((budget.amount * times) / price);
}

/** Compares the ways to prepare for this candidate, and says honestly whether mentoring is worth it now. */
export function fitOf(facts: FitFacts): Fit {
  const situation = situationOf(facts);
  return {
    ...verdictOf(facts, situation),
    options: situation.options,
    market: facts.rubric.facts.map(({ text }) => text),
  };
}

/** Everything the verdict is made of. */
interface Situation {
  hours: number;
  /** Weeks until the interview; eight where there is no date. */
  weeks: number;
  options: FitOption[];
  mentoring: FitOption | undefined;
  /** The best other way to prepare that the budget pays for. */
  next: FitOption | undefined;
  /** Sessions the budget pays for until the interview. */
  affordable: number;
  /** Sessions until readiness 75, one a week; null where that is out of reach. */
  needed: number | null;
}

function situationOf(facts: FitFacts): Situation {
  const { answers, readiness, rubric, daysLeft, prices } = facts;
  const hours = answers.weeklyHours ?? DEFAULT_HOURS;
  const weeks = daysLeft === null ? DEFAULT_WEEKS : Math.max(0, daysLeft / 7);
  const end = Math.min(weeks, LONGEST_WEEKS);
  const fastest = Math.min(
    ...rubric.options.map(({ gain }) => weeksUntilReady(readiness.rounds, gain, hours) ?? LONGEST_WEEKS),
  );
  const options = rubric.options
    .map((option) => optionOf(option, facts, hours, { end, early: Math.min(end / 2, fastest) }))
    .sort((a, b) => b.score - a.score || (a.option < b.option ? -1 : 1));
  const mentoring = options.find(({ option }) => option === 'mentoring');
  const others = options.filter(({ option }) => option !== 'mentoring');
  return {
    ...{ hours, weeks, options, mentoring },
    next: others.find(({ cost }) => isAffordable(cost, answers.budget, weeks)) ?? others[0],
    affordable: sessionsWithin(answers.budget, prices?.low ?? 0, Math.max(1, weeks)),
    needed: mentoring?.weeksToReady == null ? null : Math.max(1, mentoring.weeksToReady),
  };
}

/** Whether a budget pays for it week by week until the interview; other currencies than the option's are taken to do. */
function isAffordable({ from }: FitOption['cost'], budget: Budget | undefined, weeks: number): boolean {
  if (!budget || from.amount === 0 || from.currency !== budget.currency) return true;
  const share = { session: 1, week: 1, month: 1 / WEEKS_A_MONTH, total: 1 / Math.max(1, weeks) }[budget.per];
  return budget.amount * share >= from.amount;
}

function optionOf(option: Rubric['options'][number], facts: FitFacts, hours: number, at: Looks): FitOption {
  const { readiness, rubric } = facts;
  const weeksToReady = weeksUntilReady(readiness.rounds, option.gain, hours);
  return {
    option: option.slug,
    score: scoreOf(option, readiness.rounds, hours, at),
    cost: costOf(option, facts),
    weeksToReady,
    feedback: option.feedback,
    accountability: option.accountability,
    why: whyOf(option, readiness, weeksToReady, rubric),
  };
}

/** When readiness is looked at, in weeks from now: at the interview, and early. */
interface Looks {
  end: number;
  /** Half-way, or when the fastest way gets one ready if that is sooner: interviews are moved forward. */
  early: number;
}

/**
 * How good a way to prepare is for this candidate, 0 to 100: readiness at the end (40) and early (30), and how well it tells
 * mistakes and keeps one at it (3 for each point of feedback and accountability: 30).
 */
function scoreOf(
  option: Rubric['options'][number],
  rounds: readonly RoundReadiness[],
  hours: number,
  { end, early }: Looks,
): number {
  const after = (weeks: number): number => readinessAfter(rounds, option.gain, hours, weeks);
  return Math.round(after(end) * 0.4 + after(early) * 0.3 + (option.feedback + option.accountability) * 3);
}

function weeksUntilReady(
  rounds: readonly RoundReadiness[],
  gain: Readonly<Record<string, number>>,
  hours: number,
): number | null {
  for (let weeks = 0; weeks <= LONGEST_WEEKS; weeks++)
    if (readinessAfter(rounds, gain, hours, weeks) >= READY) return weeks;
  return null;
}

/** Mentoring at the platform's real prices, one low-priced to two typical sessions a week; the others as the rubric says. */
function costOf(option: Rubric['options'][number], { prices, answers }: FitFacts): FitOption['cost'] {
  if (option.slug === 'mentoring' && prices) {
    return {
      from: { amount: prices.low, currency: prices.currency },
      to: { amount: prices.typical * 2, currency: prices.currency },
      per: 'week',
    };
  }
  const currency = option.slug === 'mentoring' ? (answers.budget?.currency ?? 'USD') : 'USD';
  const minor = (major: number): Money => ({ amount: major * 10 ** decimalsOf(currency), currency });
  return { from: minor(option.costPerWeek[0]), to: minor(option.costPerWeek[1]), per: 'week' };
}

function whyOf(
  option: Rubric['options'][number],
  readiness: Readiness,
  weeksToReady: number | null,
  rubric: Rubric,
): string {
  const best = Math.max(...Object.values(option.gain));
  const helps = readiness.rounds.filter(({ round, gap }) => gap > 0 && (option.gain[round] ?? 0) === best).slice(0, 2);
  const moves =
    helps.length === 0
      ? 'Keeps what you have'
      : `Moves ${listOf(helps.map(({ round }) => nameOf(round, rubric)))} most`;
  const when =
    weeksToReady === null
      ? 'at your hours it does not get you ready within half a year'
      : weeksToReady === 0
        ? 'you are ready already'
        : `about ${plural(weeksToReady, 'week')} to readiness ${READY}`;
  const tells =
    option.feedback >= 4
      ? 'somebody tells you what went wrong and expects you next week'
      : option.accountability >= 3
        ? 'somebody waits for you, but nobody who has hired'
        : 'nobody tells you what went wrong';
  return `${moves}; ${when}; ${tells}.`;
}

const nameOf = (round: string, rubric: Rubric): string =>
  inSentence(rubric.rounds.find(({ slug }) => slug === round)?.name ?? round);
const listOf = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

function verdictOf(facts: FitFacts, situation: Situation): Pick<Fit, 'verdict' | 'summary'> {
  const reason = whyNotNow(facts, situation);
  if (reason !== null) return { verdict: 'not_now', summary: reason };
  return isStrong(situation)
    ? { verdict: 'strong', summary: strongText(facts, situation) }
    : { verdict: 'partial', summary: partialText(facts, situation) };
}

/** Ready in time, within budget, and clearly better than what comes next. */
function isStrong({ mentoring, next, weeks, affordable, needed }: Situation): boolean {
  const inTime = mentoring?.weeksToReady != null && mentoring.weeksToReady <= weeks;
  return inTime && needed !== null && affordable >= needed && mentoring.score - (next?.score ?? 0) >= CLEARLY_BETTER;
}

/** Why mentoring is not worth it now, with the better way and when to come back; null where nothing speaks against it. */
function whyNotNow(
  { readiness, daysLeft, prices, rubric }: FitFacts,
  { hours, next, affordable }: Situation,
): string | null {
  const instead = (rubric.options.find(({ slug }) => slug === next?.option)?.name ?? 'self-study').toLowerCase();
  if (readiness.overall >= AT_HOME)
    return `You stand at ${readiness.overall} of 100: you are ready. Stay warm with ${instead}, and come back if a round surprises you.`;
  if (affordable < 1) {
    const price = formatMoney({ amount: prices?.low ?? 0, currency: prices?.currency ?? 'USD' });
    return `The cheapest session here costs ${price}, more than you want to spend. Begin with ${instead}, and come back when one session fits: one good mock near the end is worth most.`;
  }
  if (daysLeft !== null && daysLeft > 16 * 7 && hours < 2)
    return `Your interview is ${plural(Math.round(daysLeft / 7), 'week')} away and you have under two hours a week: a mentor would wait for you most of the time. Begin with ${instead}, and come back eight weeks before the date.`;
  if (
    daysLeft !== null &&
    daysLeft < 3 &&
    readiness.rounds.every(({ weight, confidence }) => weight < 2.5 || confidence <= 3)
  )
    return 'Under three days are left and every round that counts is open. Reread your stories and the job post, sleep, and go: what you learn there makes a mentor worth it for the next loop.';
  return null;
}

function strongText({ readiness, rubric, daysLeft }: FitFacts, { mentoring, needed, weeks }: Situation): string {
  const widest = openRounds(readiness, rubric).slice(0, 2).join(', then ');
  const room = Math.floor(weeks - (mentoring?.weeksToReady ?? 0));
  const spare =
    daysLeft === null ? '' : room >= 1 ? `, ${plural(room, 'week')} before your interview` : ', just in time';
  return `You stand at ${readiness.overall} of 100. With a mentor, ${plural(needed ?? 1, 'session')} in about ${plural(mentoring?.weeksToReady ?? 1, 'week')} get you to ${READY}${spare}. Begin with ${widest}.`;
}

/** Which rounds to buy sessions for and which to study alone, and how far the money goes. */
function partialText({ answers, readiness, rubric }: FitFacts, { affordable, needed }: Situation): string {
  const gainAlone = rubric.options.find(({ slug }) => slug === 'self-study')?.gain ?? {};
  const best = Math.max(0, ...Object.values(gainAlone));
  const isForAlone = (round: string): boolean => (gainAlone[round] ?? 0) === best;
  const open = readiness.rounds.filter(({ gap }) => gap > 0);
  const [alone, bought] = [
    open.filter(({ round }) => isForAlone(round)),
    open.filter(({ round }) => !isForAlone(round)),
  ].map((rounds) => listOf(rounds.slice(0, 2).map(({ round }) => nameOf(round, rubric))));
  const count =
    answers.budget && Number.isFinite(affordable)
      ? ` Your budget covers about ${plural(affordable, 'session')} until then${needed !== null && affordable < needed ? `; the whole way would take ${needed}` : ''}.`
      : '';
  return `You stand at ${readiness.overall} of 100. Buy sessions for ${bought || alone}${bought && alone ? ` and study ${alone} alone` : ''}.${count}`;
}

const openRounds = ({ rounds }: Readiness, rubric: Rubric): string[] =>
  rounds.filter(({ gap }) => gap > 0).map(({ round }) => nameOf(round, rubric));

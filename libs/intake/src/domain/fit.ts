import type { Rubric } from '#libs/catalog';
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

const READY = 75;
const DEFAULT_WEEKS = 8;
const DEFAULT_HOURS = 5;
const LONGEST_WEEKS = 26;
/** How many rounds one can work on at a time without thinning out. */
const ROUNDS_AT_A_TIME = 3;

/** Readiness after some weeks of one way to prepare: each round gains its rate, as far as it gets attention. */
export function readinessAfter(
  rounds: readonly RoundReadiness[],
  gain: Readonly<Record<string, number>>,
  hours: number,
  weeks: number,
): number {
  const totalGap = rounds.reduce((sum, { gap }) => sum + gap, 0) || 1;
  let [open, possible] = [0, 0];
  for (const { round, weight, confidence, gap } of rounds) {
    const attention = Math.min(1, (ROUNDS_AT_A_TIME * gap) / totalGap);
    const reached = Math.min(5, confidence + (gain[round] ?? 0) * (hours / 5) * attention * weeks);
    open += weight * (5 - reached);
    possible += weight * 4;
  }
  return possible === 0 ? 100 : 100 * (1 - open / possible);
}

/** Sessions of a price that a budget pays for in a number of weeks. */
export function sessionsWithin(budget: Budget | undefined, price: number, weeks: number): number {
  if (!budget) return Infinity;
  if (budget.per === 'session') return price <= budget.amount ? Infinity : 0;
  const whole =
    budget.per === 'total'
      ? budget.amount
      : budget.per === 'week'
        ? budget.amount * weeks
        : (budget.amount * weeks) / (365 / 12 / 7);
  return price === 0 ? Infinity : Math.floor(whole / price);
}

/** Compares the ways to prepare for this candidate, and says honestly whether mentoring is worth it now. */
export function fitOf(facts: FitFacts): Fit {
  const { answers, readiness, rubric, daysLeft } = facts;
  const hours = answers.weeklyHours ?? DEFAULT_HOURS;
  const weeks = daysLeft === null ? DEFAULT_WEEKS : Math.max(0, daysLeft / 7);
  const options = rubric.options
    .map((option): FitOption => {
      const score = scoreOf(option, readiness.rounds, hours, Math.min(weeks, LONGEST_WEEKS));
      const weeksToReady = weeksUntilReady(readiness.rounds, option.gain, hours);
      return {
        option: option.slug,
        score,
        cost: costOf(option, facts),
        weeksToReady,
        feedback: option.feedback,
        accountability: option.accountability,
        why: whyOf(option, readiness, weeksToReady, rubric),
      };
    })
    .sort((a, b) => b.score - a.score || a.option.localeCompare(b.option));
  return { ...verdictOf(facts, options, hours, weeks), options };
}

/**
 * How good a way to prepare is for this candidate: readiness at the end (half), readiness half-way, because interviews
 * are moved forward (three tenths), and how well it tells mistakes and keeps one at it (one fifth).
 */
function scoreOf(
  option: Rubric['options'][number],
  rounds: readonly RoundReadiness[],
  hours: number,
  weeks: number,
): number {
  const [end, middle] = [
    readinessAfter(rounds, option.gain, hours, weeks),
    readinessAfter(rounds, option.gain, hours, weeks / 2),
  ];
  return Math.round(end * 0.5 + middle * 0.3 + (option.feedback + option.accountability) * 2);
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
  const names = helps.map(({ round }) => nameOf(round, rubric)).join(' and ') || 'keeping what you have';
  const when =
    weeksToReady === null
      ? 'does not get you ready within half a year at your hours'
      : weeksToReady === 0
        ? 'you are ready already'
        : `about ${weeksToReady} weeks to readiness ${READY}`;
  return `Moves ${names} most; ${when}.`;
}

const nameOf = (round: string, rubric: Rubric): string =>
  rubric.rounds.find(({ slug }) => slug === round)?.name ?? round;

function verdictOf(
  { answers, readiness, rubric, daysLeft, prices }: FitFacts,
  options: FitOption[],
  hours: number,
  weeks: number,
): Pick<Fit, 'verdict' | 'summary'> {
  const [mentoring, other] = [
    options.find(({ option }) => option === 'mentoring'),
    options.find(({ option }) => option !== 'mentoring'),
  ];
  const otherName = rubric.options.find(({ slug }) => slug === other?.option)?.name ?? 'Self-study';
  const widest = readiness.rounds
    .filter(({ gap }) => gap > 0)
    .slice(0, 2)
    .map(({ round }) => nameOf(round, rubric));
  const price = prices?.low ?? 0;
  const affordable = sessionsWithin(answers.budget, price, Math.max(1, weeks));
  const notNow = (summary: string) => ({ verdict: 'not_now' as const, summary });
  if (readiness.overall >= 80)
    return notNow(
      `You stand at ${readiness.overall} of 100: you are ready. Keep warm with ${otherName.toLowerCase()}, and come back if a round surprises you.`,
    );
  if (affordable < 1)
    return notNow(
      `One session costs ${formatMoney({ amount: price, currency: prices?.currency ?? 'USD' })} or more, above what you want to spend. Start with ${otherName.toLowerCase()} and come back when one session fits.`,
    );
  if (daysLeft !== null && daysLeft > 16 * 7 && hours < 2)
    return notNow(
      `Your interview is over 16 weeks away and you have under two hours a week. Start with ${otherName.toLowerCase()}; come back eight weeks before the date.`,
    );
  if (
    daysLeft !== null &&
    daysLeft < 3 &&
    readiness.rounds.every(({ weight, confidence }) => weight < 2.5 || confidence <= 3)
  ) {
    return notNow(
      'Under three days are left and most rounds are open. Sleep, reread your stories and the job post; a mentor helps more if there is a next loop.',
    );
  }
  const needed = Math.ceil((mentoring?.weeksToReady ?? weeks) || 1);
  const inTime =
    mentoring?.weeksToReady !== null && mentoring !== undefined && (mentoring.weeksToReady ?? Infinity) <= weeks;
  if (inTime && affordable >= Math.min(needed, 4) && (mentoring?.score ?? 0) - (other?.score ?? 0) >= 10) {
    return {
      verdict: 'strong',
      summary: `You stand at ${readiness.overall} of 100; with a mentor about ${mentoring?.weeksToReady} weeks get you to ${READY}. Begin with ${widest.join(' and ')}.`,
    };
  }
  const alone = readiness.rounds
    .filter(
      ({ round, gap }) =>
        gap > 0 && (rubric.options.find(({ slug }) => slug === 'self-study')?.gain[round] ?? 0) >= 0.35,
    )
    .slice(0, 2)
    .map(({ round }) => nameOf(round, rubric));
  const bought = readiness.rounds
    .filter(({ round, gap }) => gap > 0 && !alone.includes(nameOf(round, rubric)))
    .slice(0, 2)
    .map(({ round }) => nameOf(round, rubric));
  const count = Number.isFinite(affordable)
    ? ` Your budget covers about ${affordable} session${affordable === 1 ? '' : 's'} until then.`
    : '';
  return {
    verdict: 'partial',
    summary: `You stand at ${readiness.overall} of 100. Buy sessions for ${bought.join(' and ') || widest.join(' and ')}${alone.length > 0 ? ` and study ${alone.join(' and ')} alone` : ''}.${count}`,
  };
}

import type { Rubric } from '#libs/catalog';

/** Results of rounds; `offer` is a pass, `withdrew` says nothing. */
export const RESULTS = ['passed', 'failed', 'offer', 'withdrew'] as const;
export type Result = (typeof RESULTS)[number];

/** What candidates told about one round, those who withdrew left out. */
export interface RoundOutcomes {
  round: string;
  outcomes: number;
  failed: number;
  /** Of the weights the candidates' rubrics gave the round. */
  meanWeight: number;
  /** Confidence, 1 to 5, of those who failed and of those who passed; null where there are none. */
  confidenceWhenFailed: number | null;
  confidenceWhenPassed: number | null;
}

interface RoundReport extends RoundOutcomes {
  name: string;
  /** Per cent of outcomes that failed. */
  failureRate: number | null;
  /** The round's part of all weight, and of all failures, in per cent. */
  weightShare: number | null;
  failureShare: number | null;
  /** Whether outcomes speak for more or less weight; null while there are fewer than ten of the round. */
  lean: 'more' | 'less' | 'as is' | null;
}

export interface OutcomeReport {
  rubricVersion: string;
  outcomes: number;
  rounds: RoundReport[];
}

const ENOUGH = 10;
/** How far the shares of failures and weight may lie apart. */
const [MUCH_MORE, MUCH_LESS] = [1.25, 0.75];

/**
 * Holds weights against failures: a round that fails people more often than its part of the weight decides more than the
 * rubric says.
 */
export function reportOf(found: readonly RoundOutcomes[], rubric: Rubric): OutcomeReport {
  const sum = (of: (one: RoundOutcomes) => number): number => found.reduce((total, one) => total + of(one), 0);
  const weighed = sum(({ meanWeight, outcomes }) => meanWeight * outcomes);
  const failures = sum(({ failed }) => failed);
  const rounds = rubric.rounds.map(({ slug, name }): RoundReport => {
    const told = found.find(({ round }) => round === slug);
    if (!told)
      return {
        ...{
          round: slug,
          name,
          outcomes: 0,
          failed: 0,
          meanWeight: 0,
          confidenceWhenFailed: null,
          confidenceWhenPassed: null,
        },
        ...{ failureRate: null, weightShare: null, failureShare: null, lean: null },
      };
    const weightShare = weighed === 0 ? null : percent((told.meanWeight * told.outcomes) / weighed);
    const failureShare = failures === 0 ? null : percent(told.failed / failures);
    return {
      ...told,
      ...{ name, failureRate: percent(told.failed / told.outcomes), weightShare, failureShare },
      lean: told.outcomes < ENOUGH ? null : leanOf(weightShare, failureShare),
    };
  });
  return { rubricVersion: rubric.version, outcomes: sum(({ outcomes }) => outcomes), rounds };
}

function leanOf(weightShare: number | null, failureShare: number | null): RoundReport['lean'] {
  if (weightShare === null || failureShare === null) return null;
  if (failureShare > weightShare * MUCH_MORE) return 'more';
  return failureShare < weightShare * MUCH_LESS ? 'less' : 'as is';
}

const percent = (share: number): number => Math.round(share * 1_000) / 10;

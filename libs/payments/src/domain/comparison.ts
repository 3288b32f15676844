/** One of Stripe's objects whose movements are not what the ledger says. Minor units. */
export interface LedgerDifference {
  /** ch_…, re_…, tr_…, trr_…, dp_… */
  object: string;
  currency: string;
  /** What Stripe's balance transactions of the object come to, after fees. */
  atStripe: number;
  /** What the ledger has on `stripe_clearing` for it. */
  inLedger: number;
}

export interface Movement {
  object: string;
  currency: string;
  amount: number;
}

/** Movements of our balance that no entry stands for: money to and from our own bank, and what Stripe moves by itself. */
const OURS_ALONE: readonly string[] = [
  'payout',
  'payout_cancel',
  'payout_failure',
  'topup',
  'topup_reversal',
  'reserve_transaction',
  'payout_minimum_balance_hold',
  'payout_minimum_balance_release',
];
export const isCompared = (type: string): boolean => !OURS_ALONE.includes(type);

/** Compares sums object by object; the order of movements means nothing. */
export function differencesBetween(atStripe: readonly Movement[], inLedger: readonly Movement[]): LedgerDifference[] {
  const differences = new Map<string, LedgerDifference>();
  const of = ({ object, currency }: Movement): LedgerDifference => {
    const key = `${object} ${currency}`;
    const known = differences.get(key) ?? { object, currency, atStripe: 0, inLedger: 0 };
    differences.set(key, known);
    return known;
  };
  for (const movement of atStripe) of(movement).atStripe += movement.amount;
  for (const movement of inLedger) of(movement).inLedger += movement.amount;
  return [...differences.values()].filter((one) => one.atStripe !== one.inLedger);
}

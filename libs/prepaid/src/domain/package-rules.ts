import { shareOf, stepOf } from '#libs/platform';

const DAY = 86_400_000;
const REFUND_DAYS = 30;

export interface PackageFacts {
  priceAmount: number;
  valueLeft: number;
  sessions: number;
  sessionsLeft: number;
  singlePrice: number;
  currency: string;
  paidAt: Date | null;
}

/** What the next session of what is left is worth: an even share, so that the last one takes the rest exactly. */
export const nextSessionValue = ({
  valueLeft,
  sessionsLeft,
  currency,
}: Pick<PackageFacts, 'valueLeft' | 'sessionsLeft' | 'currency'>): number =>
  sessionsLeft <= 1 ? valueLeft : shareOf(valueLeft, 1, sessionsLeft, stepOf(currency));

/**
 * What a package gives back, minor units: within 30 days of paying, its price less the used sessions at the price of a
 * single one. Null when it is too late, or nothing is left.
 */
export function packageRefund(facts: PackageFacts, now: Date): number | null {
  if (facts.paidAt === null || now.getTime() - facts.paidAt.getTime() > REFUND_DAYS * DAY || facts.sessionsLeft === 0)
    return null;
  const used = facts.sessions - facts.sessionsLeft;
  return Math.max(0, Math.min(facts.valueLeft, facts.priceAmount - used * facts.singlePrice));
}

/** How many sessions of another mentor a value buys, and what is left over as credit. */
export const movedSessions = (valueLeft: number, price: number): { sessions: number; rest: number } => {
  const sessions = Math.floor(valueLeft / price);
  return { sessions, rest: valueLeft - sessions * price };
};

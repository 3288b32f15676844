/** `accrued`: owed, not due yet; `waiting`: due, but something is missing; `transferable`: on its way. */
export type SettlementState = 'accrued' | 'waiting' | 'transferable' | 'transferred' | 'nothing_owed';
export type TransferState = 'requested' | 'succeeded' | 'failed';
/** What a due settlement waits for. */
export type WaitingFor = 'account' | 'currency' | 'funds' | 'stripe';

/** Hours between a session's end and the transfer of the mentor's share. */
export const SETTLE_HOURS = 72;

export interface TransferFacts {
  /** Booked as owed for this part, less what is about to be refunded; minor units. */
  owed: number;
  /** What the mentor owes us from elsewhere, in this currency. */
  debt: number;
  canReceive: boolean;
  currency: string;
  /** In which currency the charge reached our balance; null for what no charge paid. */
  settledCurrency: string | null;
}

export type TransferDecision =
  | { kind: 'nothing' }
  | { kind: 'wait'; for: WaitingFor }
  /** `recover` settles debt, `send` goes to the account; both may be 0, not both at once. */
  | { kind: 'pay'; recover: number; send: number };

/** What to do about a settlement whose time has come: debts first, then the account, if it can receive. */
export function decideTransfer({ owed, debt, canReceive, currency, settledCurrency }: TransferFacts): TransferDecision {
  if (owed <= 0) return { kind: 'nothing' };
  const recover = Math.min(owed, Math.max(0, debt));
  const send = owed - recover;
  if (send > 0 && !canReceive) return { kind: 'wait', for: 'account' };
  if (send > 0 && settledCurrency !== null && settledCurrency !== currency) return { kind: 'wait', for: 'currency' };
  return { kind: 'pay', recover, send };
}

/** A transfer as far as fetching something back from it needs it. */
export interface Reversible {
  id: string;
  amount: number;
  reversedAmount: number;
  /** Being fetched back already. */
  pendingAmount: number;
}

/**
 * How to fetch back what a mentor has too much of: from the latest transfers first, up to what is left of each.
 * @returns amounts by transfer, and the rest that no transfer covers: it becomes debt at once
 */
export function planReversals(
  overpaid: number,
  latestFirst: readonly Reversible[],
): { reversals: { transferId: string; amount: number }[]; debt: number } {
  const reversals: { transferId: string; amount: number }[] = [];
  let left = overpaid - latestFirst.reduce((sum, { pendingAmount }) => sum + pendingAmount, 0);
  for (const { id, amount, reversedAmount, pendingAmount } of latestFirst) {
    const fetched = Math.min(left, amount - reversedAmount - pendingAmount);
    if (fetched <= 0) continue;
    reversals.push({ transferId: id, amount: fetched });
    left -= fetched;
  }
  return { reversals, debt: Math.max(0, left) };
}

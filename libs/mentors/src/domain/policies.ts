import type { Policy } from '../mentor.entity.ts';

export interface PolicyTerms {
  /** Hours before the start until which the whole price comes back. */
  fullRefundHours: number;
  /** Hours before the start until which half comes back; null: no such tier. */
  halfRefundHours: number | null;
}

/** The one table of cancellation terms. Every text and every refund is made from it. */
export const POLICIES: Readonly<Record<Policy, PolicyTerms>> = {
  flexible: { fullRefundHours: 24, halfRefundHours: null },
  standard: { fullRefundHours: 48, halfRefundHours: 24 },
  strict: { fullRefundHours: 7 * 24, halfRefundHours: 48 },
};

const span = (hours: number): string => (hours > 48 && hours % 24 === 0 ? `${hours / 24} days` : `${hours} hours`);

/** The terms in words, made from the table, so that no page can contradict the code. */
export function policyText(policy: Policy): string {
  const { fullRefundHours, halfRefundHours } = POLICIES[policy];
  const half = halfRefundHours === null ? '' : ` Half of the price until ${span(halfRefundHours)} before.`;
  return `Full refund until ${span(fullRefundHours)} before the session.${half} Nothing later, except when the mentor cancels or does not come: then everything.`;
}

import type { Preference } from '#libs/accounts';

/**
 * Everything people are told, and the preference that switches its mail off; null: always sent, because money, a session or
 * the account hangs on it. What is switched off as a mail still stands in the list of notifications.
 */
export const KINDS = {
  welcome: null,
  booking_confirmed: null,
  booking_requested: null,
  booking_declined: null,
  booking_rescheduled: null,
  booking_cancelled: null,
  booking_expired_but_paid: null,
  reschedule_proposed: null,
  absence_claimed: null,
  absence_decided: null,
  replacements_found: null,
  waiting_list_offer: null,
  payment_receipt: null,
  payment_failed: null,
  refund: null,
  refund_failed: null,
  refund_case: null,
  plan: null,
  payout_sent: null,
  payout_account_incomplete: null,
  mentor_application: null,
  standing: null,
  webhook_switched_off: null,
  reminder: 'reminders',
  review_requested: 'reviewRequests',
  review_published: 'reviews',
  outcome_requested: 'outcomeRequests',
  message: 'messages',
  digest: 'digest',
} as const satisfies Record<string, Preference | null>;

export type Kind = keyof typeof KINDS;

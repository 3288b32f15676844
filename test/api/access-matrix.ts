/** Who may call each operation. A new operation without a row here fails access.spec.ts. */
export const ACCESS: Readonly<Record<string, 'public' | 'account' | 'mentor' | 'admin'>> = {
  'GET /health/live': 'public',
  'GET /health/ready': 'public',
  'POST /v1/auth/sign-up/email': 'public',
  'POST /v1/auth/sign-in/email': 'public',
  'POST /v1/auth/sign-out': 'account',
  'GET /v1/me': 'account',
  'PATCH /v1/me': 'account',
  'GET /v1/me/export': 'account',
  'GET /v1/webhook-endpoints': 'account',
  'POST /v1/webhook-endpoints': 'account',
  'PATCH /v1/webhook-endpoints/{id}': 'account', // one's own: webhooks.spec.ts
  'DELETE /v1/webhook-endpoints/{id}': 'account', // likewise
  'GET /v1/webhook-endpoints/{id}/deliveries': 'account', // likewise
  'POST /v1/webhook-deliveries/{id}/resend': 'account', // likewise
  'GET /v1/notifications': 'account',
  'POST /v1/notifications/read': 'account',
  'GET /v1/events': 'account',
  'POST /v1/threads': 'account',
  'GET /v1/threads': 'account',
  'GET /v1/threads/{id}/messages': 'account', // its two people: messages.spec.ts
  'POST /v1/threads/{id}/messages': 'account', // likewise
  'POST /v1/threads/{id}/read': 'account', // likewise
  'POST /v1/threads/{id}/block': 'account', // likewise
  'POST /v1/threads/{id}/unblock': 'account', // likewise
  'POST /v1/messages/{id}/report': 'account', // of the other side
  'DELETE /v1/me': 'account',
  'GET /v1/catalog': 'public',
  'POST /v1/intakes': 'public',
  'POST /v1/intakes/interpret': 'public',
  'GET /v1/intakes/{id}': 'public', // with its token, its owner, an admin: intake.spec.ts
  'PATCH /v1/intakes/{id}': 'public', // likewise
  'POST /v1/intakes/{id}/reread': 'public', // likewise
  'POST /v1/intakes/{id}/outcomes': 'public', // likewise
  'POST /v1/intakes/{id}/claim': 'account',
  'GET /v1/intakes/{id}/matches': 'public', // likewise
  'GET /v1/intakes/{id}/matches/{mentorId}': 'public', // likewise
  'GET /v1/intakes/{id}/preview': 'public', // likewise
  'GET /v1/mentors': 'public',
  'GET /v1/mentors/{idOrSlug}': 'public',
  'GET /v1/mentors/{id}/slots': 'public',
  'GET /v1/mentors/{idOrSlug}/reviews': 'public',
  'POST /v1/bookings/{id}/review': 'account', // its two parties: reviews.spec.ts
  'GET /v1/bookings/{id}/reviews': 'account', // likewise
  'POST /v1/reviews/{id}/reply': 'mentor', // of the mentor it is about
  'POST /v1/reviews/{id}/report': 'account',
  'POST /v1/mentors': 'account',
  'GET /v1/mentors/me': 'mentor',
  'PATCH /v1/mentors/me': 'mentor',
  'POST /v1/mentors/me/submit': 'mentor',
  'POST /v1/mentors/me/pause': 'mentor',
  'POST /v1/mentors/me/resume': 'mentor',
  'GET /v1/mentors/me/standing': 'mentor',
  'POST /v1/mentors/me/standing/appeals': 'mentor',
  'GET /v1/mentors/me/offerings': 'mentor',
  'POST /v1/mentors/me/offerings': 'mentor',
  'PATCH /v1/mentors/me/offerings/{id}': 'mentor',
  'DELETE /v1/mentors/me/offerings/{id}': 'mentor',
  'GET /v1/mentors/me/schedule': 'mentor',
  'PUT /v1/mentors/me/schedule': 'mentor',
  'GET /v1/mentors/me/schedules': 'mentor',
  'POST /v1/mentors/me/schedules': 'mentor',
  'GET /v1/mentors/me/schedules/{id}': 'mentor',
  'PUT /v1/mentors/me/schedules/{id}': 'mentor',
  'POST /v1/mentors/me/schedules/{id}/make-default': 'mentor',
  'DELETE /v1/mentors/me/schedules/{id}': 'mentor',
  'GET /v1/mentors/me/busy-calendars': 'mentor',
  'POST /v1/mentors/me/busy-calendars': 'mentor',
  'DELETE /v1/mentors/me/busy-calendars/{id}': 'mentor',
  'GET /v1/mentors/me/overrides': 'mentor',
  'PUT /v1/mentors/me/overrides/{date}': 'mentor',
  'DELETE /v1/mentors/me/overrides/{date}': 'mentor',
  'GET /v1/mentors/me/time-off': 'mentor',
  'POST /v1/mentors/me/time-off': 'mentor',
  'DELETE /v1/mentors/me/time-off/{id}': 'mentor',
  'GET /v1/mentors/me/bookings': 'mentor',
  'POST /v1/bookings': 'account',
  'GET /v1/bookings': 'account',
  'GET /v1/bookings/{id}': 'account', // its parties and admins: bookings.spec.ts
  'POST /v1/bookings/{id}/checkout': 'account', // its candidate
  'GET /v1/bookings/{id}/cancellation-quote': 'account', // its parties
  'POST /v1/bookings/{id}/cancellation-quotes': 'account', // its parties
  'POST /v1/bookings/{id}/cancel': 'account', // its parties
  'GET /v1/bookings/{id}/money': 'account', // its parties and admins
  'POST /v1/bookings/{id}/accept': 'account', // its mentor: life-cycle.spec.ts
  'POST /v1/bookings/{id}/decline': 'account', // its mentor
  'POST /v1/bookings/{id}/reschedule': 'account', // its candidate
  'POST /v1/bookings/{id}/reschedule-proposals': 'account', // its mentor
  'POST /v1/bookings/{id}/reschedule-proposals/{proposalId}/accept': 'account', // its candidate
  'POST /v1/bookings/{id}/reschedule-proposals/{proposalId}/decline': 'account', // its candidate
  'POST /v1/bookings/{id}/claims': 'account', // its parties
  'POST /v1/claims/{id}/answer': 'account', // the party it is about
  'POST /v1/bookings/{id}/attended': 'account', // its parties
  'POST /v1/bookings/{id}/join': 'account', // its parties
  'GET /v1/bookings/{id}/notes': 'account', // its parties
  'PUT /v1/bookings/{id}/notes': 'account', // its parties
  'GET /v1/bookings/{id}/replacements': 'account', // its candidate
  'POST /v1/bookings/{id}/replacements': 'account', // its candidate
  'POST /v1/bookings/{id}/replacements/decline': 'account', // its candidate
  'POST /v1/bookings/series': 'account',
  'GET /v1/bookings/series/{id}': 'account', // its candidate and admins
  'POST /v1/bookings/series/{id}/checkout': 'account', // its candidate
  'POST /v1/booking-requests': 'account',
  'GET /v1/booking-requests/{id}': 'account', // its candidate and admins
  'POST /v1/booking-requests/{id}/checkout': 'account', // its candidate
  'POST /v1/waiting-list': 'account',
  'GET /v1/waiting-list': 'account',
  'DELETE /v1/waiting-list/{id}': 'account', // whoever waits
  'GET /v1/bookings/{id}/calendar.ics': 'account', // its parties
  'GET /v1/calendar/{file}': 'public', // with the feed's token
  'GET /v1/me/calendar-feed': 'account',
  'POST /v1/me/calendar-feed': 'account',
  'DELETE /v1/me/calendar-feed': 'account',
  'POST /v1/webhooks/stripe': 'public', // with Stripe's signature: payments.spec.ts
  'POST /v1/webhooks/stripe/events': 'public', // likewise: payouts.spec.ts
  'POST /v1/mentors/me/payout-account': 'mentor',
  'GET /v1/mentors/me/payout-account': 'mentor',
  'GET /v1/mentors/me/earnings': 'mentor',
  'GET /v1/mentors/me/earnings/statement': 'mentor',
  'POST /v1/refund-cases': 'account', // of one's own booking: refund-cases.spec.ts
  'GET /v1/refund-cases': 'account',
  'GET /v1/refund-cases/{id}': 'account', // its two sides and admins
  'POST /v1/refund-cases/{id}/answer': 'account', // its mentor
  'POST /v1/refund-cases/{id}/evidence': 'account', // its two sides
  'POST /v1/refund-cases/{id}/withdraw': 'account', // its candidate
  'GET /v1/admin/reports/outcomes': 'admin',
  'GET /v1/admin/accounts': 'admin',
  'POST /v1/admin/accounts/{id}/ban': 'admin',
  'POST /v1/admin/accounts/{id}/unban': 'admin',
  'POST /v1/admin/accounts/{id}/roles': 'admin',
  'GET /v1/admin/bookings': 'admin',
  'GET /v1/admin/jobs': 'admin',
  'POST /v1/admin/jobs/{id}/retry': 'admin',
  'GET /v1/admin/metrics': 'admin',
  'GET /v1/admin/api-keys': 'admin',
  'POST /v1/admin/api-keys': 'admin',
  'DELETE /v1/admin/api-keys/{id}': 'admin',
  'GET /v1/admin/standing-appeals': 'admin',
  'POST /v1/admin/mentors/{id}/lift-standing': 'admin',
  'POST /v1/admin/mentors/{id}/decline-appeal': 'admin',
  'POST /v1/admin/mentors/{id}/approve-changes': 'admin',
  'POST /v1/admin/mentors/{id}/revert-changes': 'admin',
  'GET /v1/admin/messages': 'admin',
  'POST /v1/admin/messages/{id}/hide': 'admin',
  'POST /v1/admin/messages/{id}/keep': 'admin',
  'POST /v1/admin/bookings/{id}/mark': 'admin',
  'GET /v1/admin/reviews': 'admin',
  'GET /v1/admin/reviews/check': 'admin',
  'POST /v1/admin/reviews/{id}/hide': 'admin',
  'POST /v1/admin/reviews/{id}/unhide': 'admin',
  'GET /v1/admin/catalog/{kind}': 'admin',
  'POST /v1/admin/catalog/{kind}': 'admin',
  'PATCH /v1/admin/catalog/{kind}/{slug}': 'admin',
  'GET /v1/admin/mentors': 'admin',
  'POST /v1/admin/mentors/{id}/publish': 'admin',
  'POST /v1/admin/mentors/{id}/reject': 'admin',
  'POST /v1/admin/mentors/{id}/suspend': 'admin',
  'POST /v1/admin/mentors/{id}/reinstate': 'admin',
  'POST /v1/admin/bookings/{id}/cancel': 'admin',
  'POST /v1/admin/bookings/{id}/refund': 'admin',
  'GET /v1/admin/claims': 'admin',
  'POST /v1/admin/claims/{id}/decide': 'admin',
  'GET /v1/me/credit': 'account',
  'GET /v1/receipts/{token}': 'public', // with the receipt's own link: currencies-and-receipts.spec.ts
  'GET /v1/receipts/{token}/pdf': 'public', // likewise
  'POST /v1/packages': 'account',
  'GET /v1/packages': 'account',
  'GET /v1/packages/{id}': 'account', // its candidate: prepaid.spec.ts
  'POST /v1/packages/{id}/refund': 'account', // its candidate
  'POST /v1/packages/{id}/move': 'account', // its candidate
  'POST /v1/plans': 'account',
  'GET /v1/plans': 'account',
  'GET /v1/plans/{id}': 'account', // its two people: plans.spec.ts
  'POST /v1/plans/{id}/checkout': 'account', // its candidate
  'POST /v1/plans/{id}/accept': 'account', // its mentor
  'POST /v1/plans/{id}/decline': 'account', // its mentor
  'POST /v1/plans/{id}/pause': 'account', // its candidate
  'POST /v1/plans/{id}/resume': 'account', // its candidate
  'POST /v1/plans/{id}/cancel': 'account', // its candidate
  'POST /v1/plans/{id}/extend-trial': 'account', // its mentor
  'POST /v1/plans/{id}/check-ins': 'account', // its two people
  'GET /v1/admin/promo-codes': 'admin',
  'POST /v1/admin/promo-codes': 'admin',
  'PATCH /v1/admin/promo-codes/{id}': 'admin',
  'GET /v1/admin/payments': 'admin',
  'GET /v1/admin/refunds': 'admin',
  'POST /v1/admin/refunds/{id}/retry': 'admin',
  'GET /v1/admin/disputes': 'admin',
  'POST /v1/admin/disputes/{id}/evidence': 'admin',
  'POST /v1/admin/disputes/{id}/waive': 'admin',
  'GET /v1/admin/refund-cases': 'admin',
  'POST /v1/admin/refund-cases/{id}/decide': 'admin',
  'POST /v1/admin/mentors/{id}/fee': 'admin',
  'POST /v1/admin/mentors/{id}/waive-debt': 'admin',
  'POST /v1/admin/accounts/{id}/credit': 'admin',
  'GET /v1/admin/ledger': 'admin',
  'GET /v1/admin/ledger/trial-balance': 'admin',
  'GET /v1/admin/ledger/comparisons': 'admin',
  'POST /v1/admin/ledger/compare': 'admin',
  'GET /v1/admin/ledger/check': 'admin',
  'POST /v1/admin/reconcile': 'admin',
  'GET /v1/admin/audit-log': 'admin',
};

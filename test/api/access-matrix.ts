/** Who may call each operation. A new operation without a row here fails access.spec.ts. */
export const ACCESS: Readonly<Record<string, 'public' | 'account' | 'mentor' | 'admin'>> = {
  'GET /health/live': 'public',
  'GET /health/ready': 'public',
  'POST /v1/auth/sign-up/email': 'public',
  'POST /v1/auth/sign-in/email': 'public',
  'POST /v1/auth/sign-out': 'account',
  'GET /v1/me': 'account',
  'PATCH /v1/me': 'account',
  'GET /v1/catalog': 'public',
  'POST /v1/intakes': 'public',
  'POST /v1/intakes/interpret': 'public',
  'GET /v1/intakes/{id}': 'public', // with its token, its owner, an admin: intake.spec.ts
  'PATCH /v1/intakes/{id}': 'public', // likewise
  'POST /v1/intakes/{id}/claim': 'account',
  'GET /v1/intakes/{id}/matches': 'public', // likewise
  'GET /v1/intakes/{id}/preview': 'public', // likewise
  'GET /v1/mentors': 'public',
  'GET /v1/mentors/{idOrSlug}': 'public',
  'GET /v1/mentors/{id}/slots': 'public',
  'POST /v1/mentors': 'account',
  'GET /v1/mentors/me': 'mentor',
  'PATCH /v1/mentors/me': 'mentor',
  'POST /v1/mentors/me/submit': 'mentor',
  'POST /v1/mentors/me/pause': 'mentor',
  'POST /v1/mentors/me/resume': 'mentor',
  'GET /v1/mentors/me/offerings': 'mentor',
  'POST /v1/mentors/me/offerings': 'mentor',
  'PATCH /v1/mentors/me/offerings/{id}': 'mentor',
  'DELETE /v1/mentors/me/offerings/{id}': 'mentor',
  'GET /v1/mentors/me/schedule': 'mentor',
  'PUT /v1/mentors/me/schedule': 'mentor',
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
  'POST /v1/webhooks/stripe': 'public', // with Stripe's signature: payments.spec.ts
  'GET /v1/admin/mentors': 'admin',
  'POST /v1/admin/mentors/{id}/publish': 'admin',
  'POST /v1/admin/mentors/{id}/reject': 'admin',
  'POST /v1/admin/mentors/{id}/suspend': 'admin',
  'POST /v1/admin/mentors/{id}/reinstate': 'admin',
  'POST /v1/admin/bookings/{id}/cancel': 'admin',
  'POST /v1/admin/bookings/{id}/refund': 'admin',
  'GET /v1/admin/ledger/check': 'admin',
  'POST /v1/admin/reconcile': 'admin',
  'GET /v1/admin/audit-log': 'admin',
};

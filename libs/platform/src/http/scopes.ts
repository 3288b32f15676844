/** What a key may do. Reading is one scope; changes are split by what they touch. */
export const SCOPES = [
  'admin:read',
  'mentors:write',
  'accounts:write',
  'bookings:write',
  'money:write',
  'catalog:write',
  'moderation:write',
  'jobs:write',
] as const;
export type Scope = (typeof SCOPES)[number];

/** Which scope a change needs, by its path; the first that fits counts. What is not here can be changed by people only. */
const WRITES: readonly [RegExp, Scope][] = [
  [/^\/(mentors\/:id\/(fee|waive-debt)|accounts\/:id\/credit|bookings\/:id\/refund)$/, 'money:write'],
  [/^\/(payments|refunds|disputes|refund-cases|promo-codes|ledger|reconcile)\b/, 'money:write'],
  [/^\/mentors\/:id\/(lift-standing|decline-appeal|approve-changes|revert-changes)$/, 'moderation:write'],
  [/^\/(reviews|messages|claims)\b/, 'moderation:write'],
  [/^\/mentors\b/, 'mentors:write'],
  [/^\/accounts\b/, 'accounts:write'],
  [/^\/bookings\b/, 'bookings:write'],
  [/^\/catalog\b/, 'catalog:write'],
  [/^\/jobs\b/, 'jobs:write'],
];

/** The scope a key needs for an operation, by method and route; null: no key may, only a person. */
export function scopeFor(method: string, route: string): Scope | null {
  const path = /^\/v1\/admin(\/.*)$/.exec(route)?.[1];
  if (path === undefined || path.startsWith('/api-keys')) return null;
  if (method === 'GET') return 'admin:read';
  return WRITES.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

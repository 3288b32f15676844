import { scopeFor } from './scopes.ts';

describe('scopes of keys', () => {
  it.each([
    ['GET', '/v1/admin/metrics', 'admin:read'],
    ['POST', '/v1/admin/mentors/:id/publish', 'mentors:write'],
    ['POST', '/v1/admin/mentors/:id/waive-debt', 'money:write'],
    ['POST', '/v1/admin/mentors/:id/revert-changes', 'moderation:write'],
    ['POST', '/v1/admin/bookings/:id/cancel', 'bookings:write'],
    ['POST', '/v1/admin/bookings/:id/refund', 'money:write'],
    ['POST', '/v1/admin/accounts/:id/credit', 'money:write'],
    ['POST', '/v1/admin/accounts/:id/ban', 'accounts:write'],
    ['GET', '/v1/admin/api-keys', null],
    ['POST', '/v1/admin/api-keys', null],
    ['POST', '/v1/admin/something-new', null],
    ['GET', '/v1/bookings', null],
  ])('%s %s needs %s', (method, route, scope) => {
    expect(scopeFor(method, route)).toBe(scope);
  });
});

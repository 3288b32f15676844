import { blindUntil, initialOf, mayReview } from './review-rules.ts';

describe('reviews', () => {
  const endsAt = new Date('2027-01-01T10:00:00Z');

  it.each([
    ['completed', '2027-01-01T10:15:00Z', 'yes'],
    ['completed', '2027-01-31T10:00:00Z', 'yes'],
    ['completed', '2027-01-31T10:00:01Z', 'too_late'],
    ['confirmed', '2027-01-01T10:15:00Z', 'not_completed'],
    ['no_show', '2027-01-02T10:15:00Z', 'not_completed'],
  ])('of a %s session at %s: %s', (state, now, may) => {
    expect(mayReview({ state, endsAt }, new Date(now))).toBe(may);
  });

  it('stay blind for 14 days', () => {
    expect(blindUntil(new Date('2027-01-15T10:00:00Z'))).toEqual(endsAt);
  });

  it('name their author by an initial', () => {
    expect(['casey Candidate', ' Émile', '', '𝒜da'].map(initialOf)).toEqual(['C.', 'É.', '?.', '𝒜.']);
  });
});

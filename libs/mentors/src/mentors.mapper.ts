import type { Money } from '#libs/platform';
import { bayesianRating } from './domain/rating.ts';
import type { MentorEntity } from './mentor.entity.ts';
import type { MentorCard, OfferingDto } from './mentors.dto.ts';
import type { MentorRow } from './mentors.repository.ts';
import type { OfferingEntity } from './offering.entity.ts';

const round2 = (value: number): number => Math.round(value * 100) / 100;

/** The card every list of mentors shows. */
export const toCard = (mentor: MentorRow, nextSlot: Date | null): MentorCard => ({
  id: mentor.id,
  slug: mentor.slug,
  displayName: mentor.displayName,
  headline: mentor.headline,
  photoUrl: mentor.photoUrl,
  accepting: mentor.accepting,
  region: mentor.region,
  timeZone: mentor.timeZone,
  languages: mentor.languages,
  specialties: mentor.specialties,
  rounds: mentor.rounds,
  segments: mentor.segments,
  companies: [...new Set(mentor.history.map(({ company }) => company))],
  rating: { average: round2(bayesianRating(mentor.ratingCount, mentor.ratingSum)), count: mentor.ratingCount },
  sessionsCompleted: mentor.sessionsCompleted,
  priceFrom: mentor.cheapest && { amount: mentor.cheapest.priceAmount, currency: mentor.cheapest.currency },
  nextSlot: nextSlot?.toISOString() ?? null,
});

export const toOffering = (offering: OfferingEntity): OfferingDto => ({
  id: offering.id,
  kind: offering.kind,
  title: offering.title,
  description: offering.description,
  durationMinutes: offering.durationMinutes,
  price: priceOf(offering),
  sessions: offering.sessions,
  trial: offering.trial,
  requiresApproval: offering.requiresApproval,
  active: offering.active,
  scheduleId: offering.scheduleId,
  version: offering.version,
});

const priceOf = (offering: { priceAmount: number; currency: string }): Money => ({
  amount: offering.priceAmount,
  currency: offering.currency,
});

/** A stored mentor with its offerings, as a row of the directory; `active`: candidates with something booked ahead. */
export function toRow(mentor: MentorEntity, offerings: OfferingEntity[], active: number): MentorRow {
  const cheapest = offerings
    .filter(({ kind, active }) => kind === 'session' && active)
    .sort((a, b) => a.priceAmount - b.priceAmount)[0];
  const accepting = mentor.state === 'published' && (mentor.capacity === null || active < mentor.capacity);
  return { ...mentor, accepting, cheapest: cheapest ?? null };
}

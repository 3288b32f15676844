import type { TimeClaim } from '#libs/availability';
import { type Allocation, feeOf, type Subject } from '#libs/payments';
import type { BookingEntity } from './bookings.entities.ts';

/** What a payment of this module is for: one session, a series of them, or a request to several mentors. */
export const BOOKING = 'booking';
export const SERIES = 'booking_series';
export const REQUEST = 'booking_request';

/** What is paid for when this booking is paid. */
export function payerOf({ id, seriesId, requestId }: Pick<BookingEntity, 'id' | 'seriesId' | 'requestId'>): Subject {
  if (seriesId !== null) return { kind: SERIES, id: seriesId };
  return requestId !== null ? { kind: REQUEST, id: requestId } : { kind: BOOKING, id };
}

/** The booking's part of a payment. */
export function allocationOf(booking: BookingEntity): Allocation {
  const { id, mentorId, priceAmount, discountAmount, entitlementId, feePercent, currency } = booking;
  const amount = priceAmount + discountAmount;
  return {
    subject: { kind: BOOKING, id },
    mentorId,
    amount,
    feeAmount: feeOf(amount, feePercent, currency),
    promoAmount: discountAmount,
    ...(entitlementId !== null && { prepaidAmount: priceAmount, prepaidId: entitlementId }),
  };
}

/** The booking's wish for time. */
export const claimOf = (booking: BookingEntity): TimeClaim => ({
  subjectId: booking.id,
  mentorId: booking.mentorId,
  mentorAccountId: booking.mentorAccountId,
  candidateId: booking.candidateId,
  scheduleId: booking.scheduleId,
  startsAt: booking.startsAt,
  durationMinutes: booking.durationMinutes,
  expiresAt: booking.holdExpiresAt,
});

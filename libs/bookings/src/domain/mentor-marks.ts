import type { Absence, Actor, BookingEvent, BookingState } from './booking-state.ts';

/** A mentor who cancels later than that counts as unreliable. */
const LATE_HOURS = 24;

export interface MovedBooking {
  from: BookingState;
  event: BookingEvent;
  by: Actor;
  startsAt: Date;
  absent: Absence | null;
  /** Until when a request may be answered, if it is one. */
  respondBy: Date | null;
  now: Date;
}

/** What a booking's move says about its mentor: figures to count, and an incident that weighs on their standing. */
export function marksOf({ from, event, by, startsAt, absent, respondBy, now }: MovedBooking) {
  if (event === 'complete') return { figures: { kept: 1 }, incident: null };
  if (event === 'cancel' && by === 'mentor' && from === 'confirmed') {
    const isLate = startsAt.getTime() - now.getTime() < LATE_HOURS * 3_600_000;
    return { figures: { cancelled: 1 }, incident: isLate ? ('late_cancellation' as const) : null };
  }
  if (event === 'no_show') {
    const [missed, kept] = [absent === 'candidate' ? 0 : 1, from === 'completed' ? -1 : 0];
    return { figures: { missed, kept }, incident: missed === 1 ? ('no_show' as const) : null };
  }
  const isLapsed = event === 'decline' && by === 'clock' && respondBy !== null && respondBy <= now;
  return { figures: null, incident: isLapsed ? ('lapsed_request' as const) : null };
}

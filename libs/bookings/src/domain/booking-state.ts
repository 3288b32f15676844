export type BookingState =
  'held' | 'awaiting_mentor' | 'confirmed' | 'completed' | 'no_show' | 'cancelled' | 'declined' | 'expired';
export type BookingEvent = 'pay' | 'expire' | 'cancel' | 'complete';
export type Actor = 'candidate' | 'mentor' | 'admin' | 'clock' | 'stripe';

interface Transition {
  from: BookingState;
  event: BookingEvent;
  by: readonly Actor[];
  to: BookingState;
}

/** The booking state machine. What is not a row here cannot happen. */
export const TRANSITIONS: readonly Transition[] = [
  { from: 'held', event: 'pay', by: ['stripe'], to: 'confirmed' },
  { from: 'held', event: 'expire', by: ['clock'], to: 'expired' },
  { from: 'held', event: 'cancel', by: ['candidate', 'admin'], to: 'cancelled' },
  { from: 'expired', event: 'pay', by: ['stripe'], to: 'confirmed' },
  { from: 'confirmed', event: 'cancel', by: ['candidate', 'mentor', 'admin'], to: 'cancelled' },
  { from: 'confirmed', event: 'complete', by: ['clock'], to: 'completed' },
];

/** States in which a booking owns the time of both people. */
export const LIVE: readonly BookingState[] = ['held', 'awaiting_mentor', 'confirmed', 'completed', 'no_show'];

/** The state after `event` by `actor`, or null when the table has no such row. */
export function nextState(from: BookingState, event: BookingEvent, actor: Actor): BookingState | null {
  return TRANSITIONS.find((row) => row.from === from && row.event === event && row.by.includes(actor))?.to ?? null;
}

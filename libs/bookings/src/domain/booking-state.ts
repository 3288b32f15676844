export type BookingState =
  'held' | 'awaiting_mentor' | 'confirmed' | 'completed' | 'no_show' | 'cancelled' | 'declined' | 'expired';
export type BookingEvent =
  'pay' | 'authorize' | 'accept' | 'decline' | 'expire' | 'cancel' | 'reschedule' | 'complete' | 'no_show';
/** The two people of a session. */
export type Party = 'candidate' | 'mentor';
export type Actor = Party | 'admin' | 'clock' | 'stripe';
/** Who was not there. */
export type Absence = Party | 'both';

interface Transition {
  from: BookingState;
  event: BookingEvent;
  by: readonly Actor[];
  to: BookingState;
}

/** The booking state machine. What is not a row here cannot happen. */
export const TRANSITIONS: readonly Transition[] = [
  { from: 'held', event: 'pay', by: ['stripe'], to: 'confirmed' },
  { from: 'held', event: 'authorize', by: ['stripe'], to: 'awaiting_mentor' },
  { from: 'held', event: 'expire', by: ['clock'], to: 'expired' },
  { from: 'held', event: 'cancel', by: ['candidate', 'admin'], to: 'cancelled' },
  { from: 'expired', event: 'pay', by: ['stripe'], to: 'confirmed' },
  { from: 'expired', event: 'authorize', by: ['stripe'], to: 'awaiting_mentor' },
  { from: 'awaiting_mentor', event: 'accept', by: ['mentor', 'stripe'], to: 'confirmed' },
  { from: 'awaiting_mentor', event: 'decline', by: ['mentor', 'clock', 'stripe'], to: 'declined' },
  { from: 'awaiting_mentor', event: 'cancel', by: ['candidate', 'admin'], to: 'cancelled' },
  { from: 'confirmed', event: 'cancel', by: ['candidate', 'mentor', 'admin'], to: 'cancelled' },
  { from: 'confirmed', event: 'reschedule', by: ['candidate', 'mentor'], to: 'confirmed' },
  { from: 'confirmed', event: 'complete', by: ['clock', 'candidate', 'mentor', 'admin'], to: 'completed' },
  { from: 'confirmed', event: 'no_show', by: ['candidate', 'mentor', 'clock', 'admin'], to: 'no_show' },
  { from: 'completed', event: 'no_show', by: ['candidate', 'mentor', 'clock', 'admin'], to: 'no_show' },
];

/** States in which a booking owns the time of both people. */
export const LIVE: readonly BookingState[] = ['held', 'awaiting_mentor', 'confirmed', 'completed', 'no_show'];

/** The state after `event` by `actor`, or null when the table has no such row. */
export function nextState(from: BookingState, event: BookingEvent, actor: Actor): BookingState | null {
  return TRANSITIONS.find((row) => row.from === from && row.event === event && row.by.includes(actor))?.to ?? null;
}

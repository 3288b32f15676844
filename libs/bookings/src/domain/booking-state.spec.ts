import { type Actor, type BookingEvent, type BookingState, LIVE, nextState, TRANSITIONS } from './booking-state.ts';

const STATES: BookingState[] = [
  'held',
  'awaiting_mentor',
  'confirmed',
  'completed',
  'no_show',
  'cancelled',
  'declined',
  'expired',
];
const EVENTS: BookingEvent[] = [
  'pay',
  'authorize',
  'accept',
  'decline',
  'expire',
  'cancel',
  'reschedule',
  'complete',
  'no_show',
];
const ACTORS: Actor[] = ['candidate', 'mentor', 'admin', 'clock', 'stripe'];

describe('the booking state machine', () => {
  it('allows exactly the rows of its table', () => {
    const allowed = STATES.flatMap((from) =>
      EVENTS.flatMap((event) =>
        ACTORS.filter((by) => nextState(from, event, by) !== null).map((by) => `${from} ${event} ${by}`),
      ),
    );
    const rows = TRANSITIONS.flatMap(({ from, event, by }) => by.map((actor) => `${from} ${event} ${actor}`));
    expect(allowed.sort()).toEqual(rows.sort());
  });

  it('never lets a mentor cancel a hold they cannot see, nor anyone but the clock end it', () => {
    expect(nextState('held', 'cancel', 'mentor')).toBeNull();
    expect(nextState('held', 'expire', 'candidate')).toBeNull();
  });

  it('changes nothing of what is over, but for a session that somebody missed', () => {
    const over: BookingState[] = ['completed', 'no_show', 'cancelled', 'declined'];
    const possible = over.flatMap((from) =>
      EVENTS.filter((event) => ACTORS.some((by) => nextState(from, event, by) !== null)).map((e) => `${from} ${e}`),
    );
    expect(possible).toEqual(['completed no_show']);
  });

  it('lets nobody but the mentor, or the money itself, accept a request', () => {
    expect(ACTORS.filter((by) => nextState('awaiting_mentor', 'accept', by) !== null)).toEqual(['mentor', 'stripe']);
  });

  it('counts a state as live when it owns time', () => {
    expect(STATES.filter((state) => !LIVE.includes(state))).toEqual(['cancelled', 'declined', 'expired']);
  });
});

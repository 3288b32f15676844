import { marksOf, type MovedBooking } from './mentor-marks.ts';

const NOW = new Date('2027-01-20T12:00:00Z');
const inHours = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);
const of = (moved: Partial<MovedBooking>) =>
  marksOf({
    ...{
      from: 'confirmed',
      event: 'cancel',
      by: 'mentor',
      startsAt: inHours(48),
      absent: null,
      respondBy: null,
      now: NOW,
    },
    ...moved,
  });

describe('what counts for and against a mentor', () => {
  it('counts a cancellation, and less than a day before weighs', () => {
    expect(of({})).toEqual({ figures: { cancelled: 1 }, incident: null });
    expect(of({ startsAt: inHours(24) }).incident).toBeNull();
    expect(of({ startsAt: inHours(23.9) }).incident).toBe('late_cancellation');
    expect(of({ startsAt: inHours(1), by: 'candidate' })).toEqual({ figures: null, incident: null });
    expect(of({ startsAt: inHours(1), by: 'admin' })).toEqual({ figures: null, incident: null });
  });

  it('counts a missed session, also one that had counted as kept', () => {
    const missed = { event: 'no_show', absent: 'mentor', by: 'clock' } as const;
    expect(of(missed)).toEqual({ figures: { missed: 1, kept: 0 }, incident: 'no_show' });
    expect(of({ ...missed, absent: 'both' }).incident).toBe('no_show');
    expect(of({ ...missed, absent: 'candidate', from: 'completed' })).toEqual({
      figures: { missed: 0, kept: -1 },
      incident: null,
    });
  });

  it('counts a request that ran out, not one that another mentor took', () => {
    const declined = { from: 'awaiting_mentor', event: 'decline', by: 'clock' } as const;
    expect(of({ ...declined, respondBy: inHours(-1) }).incident).toBe('lapsed_request');
    expect(of({ ...declined, respondBy: inHours(1) }).incident).toBeNull();
    expect(of({ ...declined, by: 'mentor', respondBy: inHours(-1) }).incident).toBeNull();
  });
});

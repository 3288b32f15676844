import { type Lost, nearestStart, rankStandIns, type StandIn } from './stand-in.ts';

const HOUR = 3_600_000;
const lost: Lost = {
  startsAt: 100 * HOUR,
  rounds: ['system-design', 'sql-data'],
  specialties: ['fintech'],
  segments: [],
};
const one = (mentorId: string, more: Partial<StandIn> = {}): StandIn => ({
  mentorId,
  rounds: lost.rounds,
  specialties: lost.specialties,
  segments: [],
  rating: 4.5,
  starts: [100 * HOUR],
  ...more,
});
const order = (...all: StandIn[]): string[] => rankStandIns(all, lost).map(({ mentorId }) => mentorId);

describe('stand-ins', () => {
  it('who know what the lost mentor knows come before those who are merely free', () => {
    expect(order(one('b', { rounds: ['behavioral'] }), one('a', { starts: [110 * HOUR] }))).toEqual(['a', 'b']);
  });

  it('alike in knowledge, the nearer start comes first, then the better rating', () => {
    expect(order(one('far', { starts: [130 * HOUR] }), one('near'))).toEqual(['near', 'far']);
    expect(order(one('good', { rating: 4 }), one('better', { rating: 5 }))).toEqual(['better', 'good']);
  });

  it('without a free start is left out; equal ones keep the order of their ids', () => {
    expect(order(one('c'), one('b', { starts: [] }), one('a'))).toEqual(['a', 'c']);
  });

  it('get the start nearest to the lost one, the earlier of two', () => {
    expect(nearestStart([90 * HOUR, 101 * HOUR, 99 * HOUR], lost.startsAt)).toBe(99 * HOUR);
    expect(nearestStart([], lost.startsAt)).toBeUndefined();
  });
});

import { BookingClockwork } from '../../libs/bookings/src/booking-clockwork.ts';
import { Marketplace } from '../support/marketplace.ts';

describe('processes that complete ended sessions at once', () => {
  it('never deadlock over the mentors’ figures, and count each session once', async () => {
    const market = await Marketplace.start({ worker: false });
    try {
      const [people, mentors] = [
        await market.crowd(8),
        await Promise.all(Array.from({ length: 8 }, () => market.mentor())),
      ];
      for (const [p, person] of people.entries())
        await Promise.all(
          mentors.map(async (mentor, m) => {
            const wanted = {
              offeringId: mentor.introId,
              startsAt: await market.startIn(2, 9 + ((p + m) % 8)),
              timeZone: 'UTC',
            };
            const { status } = await market.post('/v1/bookings', wanted, person.token);
            expect(status).toBe(201);
          }),
        );
      await market.sql(
        `INSERT INTO test_clock (id, offset_ms) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET offset_ms = excluded.offset_ms`,
        [5 * 86_400_000],
      );
      await new Promise((seen) => setTimeout(seen, 400));
      const clockwork = market.api.get(BookingClockwork, { strict: false });
      const deadlocks = async () =>
        Number(
          (
            await market.sql<{ count: string }>(
              'SELECT deadlocks AS count FROM pg_stat_database WHERE datname = current_database()',
            )
          )[0]?.count,
        );
      await Promise.all(Array.from({ length: 6 }, () => clockwork.completeEnded()));
      await clockwork.completeEnded();
      const counted = await market.sql<{ sessions: number }>(
        'SELECT sessions_completed AS sessions FROM mentors WHERE id = ANY ($1)',
        [mentors.map(({ mentorId }) => mentorId)],
      );
      expect(counted.map(({ sessions }) => sessions)).toEqual(mentors.map(() => 8));
      expect(await deadlocks()).toBe(0);
    } finally {
      await market.close();
    }
  }, 60_000);
});

import { seeded } from '../../apps/seeded.ts';
import { type BookingBody, Marketplace, type Person, type TestMentor, until } from '../support/marketplace.ts';

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start();
});
afterAll(() => market.close());

const OPERATIONS = 10_000;
const CLIENTS = 50;
const MENTORS = 20;

interface Own {
  id: string;
  mentor: TestMentor;
}

/** One client: books, pays, cancels, moves, answers, reads, in no particular order, as fast as it is answered. */
class Client {
  private readonly own: Own[] = [];
  readonly tally: Record<string, number> = {};

  constructor(
    private readonly person: Person,
    private readonly mentors: TestMentor[],
    private readonly starts: string[],
    private readonly random: () => number,
  ) {}

  async operate(): Promise<void> {
    const roll = this.random();
    const own = this.pick(this.own.slice(-6)); // what is recent is mostly alive
    if (roll < 0.4 || !own) return this.book();
    if (roll < 0.56) return this.pay(own);
    if (roll < 0.66) return this.note('cancel', await this.act(own, this.person, 'cancel', { reason: 'load' }));
    if (roll < 0.7) return this.note('cancel', await this.act(own, own.mentor, 'cancel', { reason: 'load' }));
    if (roll < 0.82)
      return this.note(
        'reschedule',
        await this.act(own, this.person, 'reschedule', { startsAt: this.pick(this.starts) }),
      );
    if (roll < 0.94) return this.note('accept', await this.act(own, own.mentor, 'accept', {}));
    return this.note('read', await market.get<BookingBody>(`/v1/bookings/${own.id}`, this.person.token));
  }

  private async book(): Promise<void> {
    const mentor = this.pick(this.mentors) as TestMentor;
    const answer = await market.book(this.person, mentor, this.pick(this.starts) as string);
    if (answer.status === 201) this.own.push({ id: answer.body.id, mentor });
    this.note('book', answer);
  }

  private async pay(own: Own): Promise<void> {
    const answer = await this.act<{ checkoutUrl?: string; code?: string }>(own, this.person, 'checkout', {});
    if (answer.body.checkoutUrl) await market.pay(answer.body.checkoutUrl);
    this.note('pay', answer);
  }

  private act<T = BookingBody>({ id }: Own, who: Person, action: string, body: object) {
    return market.post<T>(`/v1/bookings/${id}/${action}`, body, who.token);
  }

  private note(what: string, { status, body }: { status: number; body: { code?: string } }): void {
    const key = `${what} ${status}${body.code ? ` ${body.code}` : ''}`;
    this.tally[key] = (this.tally[key] ?? 0) + 1;
  }

  private pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.random() * from.length)];
  }
}

describe('10,000 operations by 50 clients on 20 mentors', () => {
  it('leave no overlap, no lost state and no cent unexplained, seen by SQL from outside', async () => {
    const mentors = await Promise.all(Array.from({ length: MENTORS }, () => market.mentor()));
    const approving = mentors.slice(0, 8).map(({ offeringId }) => offeringId);
    await market.sql('UPDATE offerings SET requires_approval = true WHERE id = ANY ($1)', [approving]);
    const starts: string[] = [];
    for (const day of [5, 6, 7, 8, 9, 10])
      for (const hour of [9, 11, 13, 15]) starts.push(await market.startIn(day, hour));
    const people = await market.crowd(CLIENTS);
    const clients = people.map((person, i) => new Client(person, mentors, starts, seeded(i + 1)));
    let left = OPERATIONS;
    await Promise.all(
      clients.map(async (client) => {
        while (left-- > 0) await client.operate();
      }),
    );
    const tally: Record<string, number> = {};
    for (const client of clients)
      for (const [key, count] of Object.entries(client.tally)) tally[key] = (tally[key] ?? 0) + count;
    expect(Object.entries(tally).filter(([key]) => / 5\d\d/.test(key))).toEqual([]);
    for (const key of ['book 201', 'book 409 slot_taken', 'pay 200', 'cancel 200', 'reschedule 200', 'accept 200'])
      expect([key, (tally[key] ?? 0) > 20]).toEqual([key, true]);
    await settled();
    await everythingAddsUp();
  }, 300_000);
});

/** Holds run out, events are understood, refunds and releases are done. */
async function settled(): Promise<void> {
  await market.advance(16 * 60);
  const open = `SELECT (SELECT count(*) FROM bookings WHERE state = 'held') + (SELECT count(*) FROM stripe_events WHERE processed_at IS NULL)
    + (SELECT count(*) FROM refunds WHERE state IN ('requested', 'pending')) + (SELECT count(*) FROM payments WHERE state = 'authorized' AND decision IS NOT NULL) AS open`;
  await until(
    async () => {
      await market.advance(65);
      return Number((await market.sql<{ open: string }>(open))[0]?.open);
    },
    (count) => count === 0,
    120,
  );
}

async function everythingAddsUp(): Promise<void> {
  const overlaps = `SELECT a.id FROM occupied_time a JOIN occupied_time b ON a.person_id = b.person_id AND a.id < b.id AND a.during && b.during
    WHERE a.kind = 'session' AND b.kind = 'session'`;
  const withoutTime = `SELECT b.id, b.state FROM bookings b WHERE b.state IN ('held', 'awaiting_mentor', 'confirmed', 'completed', 'no_show')
    AND (SELECT count(*) FROM occupied_time t WHERE t.subject_id = b.id AND lower(t.during) = b.starts_at AND t.session_end = b.ends_at) <> 2`;
  const timeOfNobody = `SELECT t.id FROM occupied_time t LEFT JOIN bookings b ON b.id = t.subject_id
    AND b.state IN ('held', 'awaiting_mentor', 'confirmed', 'completed', 'no_show') WHERE t.kind = 'session' AND b.id IS NULL`;
  const lostState = `SELECT b.id, b.state, h.to_state FROM bookings b CROSS JOIN LATERAL
    (SELECT to_state FROM booking_history h WHERE h.booking_id = b.id ORDER BY at DESC, id DESC LIMIT 1) h WHERE h.to_state <> b.state`;
  const brokenChain = `SELECT booking_id FROM (SELECT booking_id, from_state, lag(to_state) OVER (PARTITION BY booking_id ORDER BY at, id) AS before FROM booking_history) h
    WHERE from_state IS DISTINCT FROM before`;
  const kept = `SELECT b.id, b.state FROM payment_allocations a JOIN payments p ON p.id = a.payment_id AND p.state = 'succeeded' JOIN bookings b ON b.id = a.subject_id
    WHERE b.state NOT IN ('confirmed', 'completed') AND a.refunded_amount < a.amount AND b.rescue_until IS NULL AND b.cancelled_by <> 'candidate'`;
  for (const wrong of [overlaps, withoutTime, timeOfNobody, lostState, brokenChain, kept])
    expect(await market.sql(wrong)).toEqual([]);
  expect(await market.ledgerProblems()).toEqual([]);
  const [ours] = await market.sql<{ paid: string; refunded: string }>(
    `SELECT coalesce(sum(a.amount) FILTER (WHERE p.state = 'succeeded'), 0) AS paid, coalesce(sum(a.refunded_amount), 0) AS refunded
     FROM payment_allocations a JOIN payments p ON p.id = a.payment_id`,
  );
  const { movements } = await market.sandboxState();
  const theirs = Object.values(movements);
  expect([Number(ours?.paid), Number(ours?.refunded)]).toEqual([
    theirs.reduce((sum, { paid }) => sum + paid, 0),
    theirs.reduce((sum, { refunded }) => sum + refunded, 0),
  ]);
}

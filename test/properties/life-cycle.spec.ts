import fc from 'fast-check';
import { type BookingBody, Marketplace, type Person, type TestMentor } from '../support/marketplace.ts';

/**
 * The whole life of bookings as a model: random commands over HTTP against the real database and the sandbox, with the
 * model's own picture of what must come out, and the invariants of time and money checked from outside after each.
 */

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start({ worker: false });
});
afterAll(() => market.close());

const HOUR = 3_600_000;

interface Slot {
  mentor: number;
  start: number;
}
interface Modelled extends Slot {
  id: string;
  person: number;
  state: string;
  needsApproval: boolean;
  paid: boolean;
  reschedules: number;
}
interface Model {
  bookings: Modelled[];
}
interface Real {
  mentors: TestMentor[];
  people: Person[];
  starts: string[];
  admin: Person;
}
type Command = fc.AsyncCommand<Model, Real>;

const LIVE = ['held', 'awaiting_mentor', 'confirmed'];
const live = (model: Model): Modelled[] => model.bookings.filter(({ state }) => LIVE.includes(state));
const isTaken = (model: Model, { mentor, start }: Slot, person: number, except?: string): boolean =>
  live(model).some(
    (one) => one.id !== except && one.start === start && (one.mentor === mentor || one.person === person),
  );
const holdsOf = (model: Model, person: number): number =>
  model.bookings.filter((one) => one.person === person && one.state === 'held').length;
/** Mostly one of those the command is meant for, now and then any. */
const pick = (model: Model, index: number, state: string): Modelled | undefined => {
  const meant = model.bookings.filter((one) => one.state === state);
  const from = index % 4 === 0 || meant.length === 0 ? model.bookings : meant;
  return from[index % from.length];
};
const call = (who: Person, booking: Modelled, action: string, body: object = {}) =>
  market.post<BookingBody & { checkoutUrl?: string }>(`/v1/bookings/${booking.id}/${action}`, body, who.token);
/** What Stripe did is looked at as a poll would, because no worker runs here. */
const settle = (real: Real) => market.post('/v1/admin/reconcile', {}, real.admin.token);

async function invariants(model: Model, real: Real): Promise<void> {
  const overlaps = await market.sql(
    `SELECT a.id FROM occupied_time a JOIN occupied_time b ON a.person_id = b.person_id AND a.id < b.id AND a.during && b.during
     WHERE a.kind IN ('session', 'tentative') AND b.kind IN ('session', 'tentative')`,
  );
  expect(overlaps).toEqual([]);
  const rows = await market.sql<{ id: string; state: string; starts_at: Date }>(
    'SELECT id, state, starts_at FROM bookings WHERE id = ANY ($1)',
    [model.bookings.map(({ id }) => id)],
  );
  for (const booking of model.bookings) {
    const row = rows.find(({ id }) => id === booking.id);
    expect([row?.state, row?.starts_at.toISOString()]).toEqual([booking.state, real.starts[booking.start]]);
  }
  const ledger = await market.get<{ problems: unknown[] }>('/v1/admin/ledger/check', real.admin.token);
  expect(ledger.body.problems).toEqual([]);
}

const command = (
  name: string,
  check: (model: Model) => boolean,
  run: (model: Model, real: Real) => Promise<void>,
): Command => ({
  check: (model) => check(model),
  run: async (model, real) => {
    await run(model, real);
    await invariants(model, real);
  },
  toString: () => name,
});

const book = (person: number, slot: Slot): Command =>
  command(
    `book(${person}, mentor ${slot.mentor}, start ${slot.start})`,
    () => true,
    async (model, real) => {
      const mentor = real.mentors[slot.mentor] as TestMentor;
      const { status, body } = await market.book(real.people[person] as Person, mentor, real.starts[slot.start] ?? '');
      if (isTaken(model, slot, person)) return expect([status, body.code]).toEqual([409, 'slot_taken']);
      if (holdsOf(model, person) >= 3) return expect(body.code).toBe('too_many_holds');
      expect(status).toBe(201);
      const needsApproval = slot.mentor === 1;
      const { id, state } = body;
      model.bookings.push({ ...slot, id, person, state, needsApproval, paid: false, reschedules: 0 });
    },
  );

const pay = (index: number): Command =>
  command(
    `pay(${index})`,
    (model) => pick(model, index, 'held')?.state === 'held',
    async (model, real) => {
      const booking = pick(model, index, 'held') as Modelled;
      const { body } = await call(real.people[booking.person] as Person, booking, 'checkout');
      expect((await market.pay(body.checkoutUrl ?? '')).status).toBe(303);
      await settle(real);
      booking.state = booking.needsApproval ? 'awaiting_mentor' : 'confirmed';
      booking.paid = !booking.needsApproval;
    },
  );

const answer = (index: number, accepts: boolean): Command =>
  command(
    `${accepts ? 'accept' : 'decline'}(${index})`,
    (model) => model.bookings.length > 0,
    async (model, real) => {
      const booking = pick(model, index, 'awaiting_mentor') as Modelled;
      const mentor = real.mentors[booking.mentor] as TestMentor;
      const { status } = await call(mentor, booking, accepts ? 'accept' : 'decline', accepts ? {} : { reason: 'x' });
      if (booking.state !== 'awaiting_mentor') return expect(status).toBe(409);
      expect(status).toBe(200);
      booking.state = accepts ? 'confirmed' : 'declined';
      booking.paid = accepts;
      await settle(real);
    },
  );

const cancel = (index: number, byMentor: boolean): Command =>
  command(
    `cancel(${index}, by ${byMentor ? 'mentor' : 'candidate'})`,
    (model) => model.bookings.length > 0,
    async (model, real) => {
      const booking = pick(model, index, 'confirmed') as Modelled;
      const who = byMentor ? (real.mentors[booking.mentor] as TestMentor) : (real.people[booking.person] as Person);
      const { status, body } = await call(who, booking, 'cancel', { reason: 'x' });
      const allowed = booking.state === 'confirmed' || (!byMentor && LIVE.includes(booking.state));
      if (!allowed) return expect(status).toBe(409);
      expect([status, body.cancellation?.refund.amount]).toEqual([200, booking.paid ? 12000 : 0]);
      booking.state = 'cancelled';
      await settle(real);
    },
  );

const reschedule = (index: number, start: number): Command =>
  command(
    `reschedule(${index}, start ${start})`,
    (model) => model.bookings.length > 0,
    async (model, real) => {
      const booking = pick(model, index, 'confirmed') as Modelled;
      const person = real.people[booking.person] as Person;
      const { status } = await call(person, booking, 'reschedule', { startsAt: real.starts[start] });
      if (booking.state !== 'confirmed') return expect(status).toBe(409);
      if (booking.reschedules >= 2 || booking.start === start) return expect(status).toBe(422);
      if (isTaken(model, { mentor: booking.mentor, start }, booking.person, booking.id))
        return expect(status).toBe(409);
      expect(status).toBe(200);
      Object.assign(booking, { start, reschedules: booking.reschedules + 1 });
    },
  );

const letHoldsEnd: Command = command(
  'letHoldsEnd',
  (model) => model.bookings.some(({ state }) => state === 'held'),
  async (model) => {
    await market.advance(15 * 60 + 5);
    for (const booking of model.bookings) if (booking.state === 'held') booking.state = 'expired';
  },
);

const commands = fc.commands(
  [
    fc
      .tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 }), fc.nat({ max: 5 }))
      .map(([person, mentor, start]) => book(person, { mentor, start })),
    fc
      .tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 }), fc.nat({ max: 5 }))
      .map(([person, mentor, start]) => book(person, { mentor, start })),
    fc.nat({ max: 20 }).map(pay),
    fc.nat({ max: 20 }).map(pay),
    fc.tuple(fc.nat({ max: 20 }), fc.boolean()).map(([index, accepts]) => answer(index, accepts)),
    fc.tuple(fc.nat({ max: 20 }), fc.boolean()).map(([index, byMentor]) => cancel(index, byMentor)),
    fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 5 })).map(([index, start]) => reschedule(index, start)),
    fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 5 })).map(([index, start]) => reschedule(index, start)),
    fc.constant(letHoldsEnd),
  ],
  { maxCommands: 40, size: '+2' },
);

describe('the life of bookings', () => {
  it('comes out as modelled for any sequence of commands, with time and money right after each', async () => {
    const admin = await market.admin();
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        const mentors = await Promise.all([0, 1, 2].map(() => market.mentor()));
        await market.sql('UPDATE offerings SET requires_approval = true WHERE id = $1', [mentors[1]?.offeringId]);
        const people = await market.crowd(3);
        const day = new Date((await market.startIn(9, 0)).slice(0, 10)).getTime();
        const starts = [9, 10, 11, 12, 13, 14].map((hour) => new Date(day + hour * HOUR).toISOString());
        await fc.asyncModelRun(() => ({ model: { bookings: [] }, real: { mentors, people, starts, admin } }), sequence);
      }),
      { numRuns: Number(process.env.MODEL_RUNS ?? 14) },
    );
  }, 240_000);
});

import { type Answer, type BookingBody, Marketplace, type Person, type TestMentor } from '../support/marketplace.ts';

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start({ worker: false });
});
afterAll(() => market.close());

const deadlocks = async (): Promise<number> =>
  Number(
    (
      await market.sql<{ deadlocks: string }>(
        'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
      )
    )[0]?.deadlocks,
  );
const overlaps = () =>
  market.sql(
    `SELECT a.id FROM occupied_time a JOIN occupied_time b ON a.person_id = b.person_id AND a.id < b.id AND a.during && b.during WHERE a.kind = 'session' AND b.kind = 'session'`,
  );
const outcome = ({ status, body }: Answer<BookingBody>): string => (status === 201 ? '201' : `${status} ${body.code}`);
const tally = (answers: Answer<BookingBody>[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(answers, outcome)].map(([name, list]) => [name, list.length]));
const rush = (people: Person[], mentor: TestMentor, startsAt: string) =>
  Promise.all(people.map((person) => market.book(person, mentor, startsAt)));

describe('many people, one slot', () => {
  it('200 at once: one 201, the others 409 with three alternatives', async () => {
    const [mentor, people, startsAt] = [await market.mentor(), await market.crowd(200), await market.startIn(5)];
    const answers = await rush(people, mentor, startsAt);
    expect(tally(answers)).toEqual({ '201': 1, '409 slot_taken': 199 });
    expect(answers.filter(({ status }) => status === 409).every(({ body }) => body.alternatives?.length === 3)).toBe(
      true,
    );
    expect(await overlaps()).toEqual([]);
  });

  it('also when half of the winners roll back: still sold exactly once, nothing deadlocks, no 5xx', async () => {
    const [mentor, people] = [await market.mentor(), await market.crowd(200)];
    await market.sql(`
      CREATE SEQUENCE winners;
      CREATE FUNCTION roll_back_half() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_sleep(0.02);
        IF nextval('winners') % 2 = 1 THEN RAISE EXCEPTION 'made to fail' USING ERRCODE = '55P03'; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER roll_back_half BEFORE INSERT ON bookings FOR EACH ROW EXECUTE FUNCTION roll_back_half();`);
    const before = await deadlocks();
    for (const day of [5, 6, 7, 8]) {
      const startsAt = await market.startIn(day);
      const counts = tally(await rush(people.slice((day - 5) * 50, (day - 4) * 50), mentor, startsAt));
      expect(counts['201']).toBe(1);
      expect((counts['409 slot_taken'] ?? 0) + (counts['409 busy'] ?? 0)).toBe(49);
    }
    await market.sql('DROP TRIGGER roll_back_half ON bookings');
    expect(await deadlocks()).toBe(before);
    expect(await overlaps()).toEqual([]);
  });

  it('crossing: candidates who want several mentors at once get one each, and nothing deadlocks', async () => {
    const mentors = await Promise.all([market.mentor(), market.mentor(), market.mentor(), market.mentor()]);
    const before = await deadlocks();
    for (const day of [5, 6, 7]) {
      const [people, startsAt] = [await market.crowd(3), await market.startIn(day)];
      const wishes = people
        .flatMap((person) => mentors.map((mentor) => ({ person, mentor })))
        .sort(() => Math.random() - 0.5);
      const answers = await Promise.all(wishes.map(({ person, mentor }) => market.book(person, mentor, startsAt)));
      expect(tally(answers)).toEqual({ '201': 3, '409 slot_taken': 9 });
    }
    expect(await deadlocks()).toBe(before);
    expect(await overlaps()).toEqual([]);
  });

  it('the constraint is the judge: rows written past the service cannot overlap', async () => {
    const [mentor, person] = [await market.mentor(), await market.signUp()];
    const held = await market.book(person, mentor, await market.startIn(5));
    const steal = market.sql(
      `INSERT INTO occupied_time (id, person_id, role, kind, during, session_end, subject_id)
       SELECT gen_random_uuid(), person_id, role, kind, during, session_end, gen_random_uuid() FROM occupied_time WHERE subject_id = $1`,
      [held.body.id],
    );
    await expect(steal).rejects.toMatchObject({ constraint: 'occupied_time_no_overlap' });
    const bare = market
      .sql('DELETE FROM occupied_time WHERE subject_id = $1', [held.body.id])
      .then(() => market.sql(`UPDATE bookings SET state = 'confirmed' WHERE id = $1`, [held.body.id]));
    await expect(bare).rejects.toMatchObject({ constraint: 'bookings_live_has_time' });
  });
});

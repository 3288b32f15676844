import { Marketplace, type TestMentor } from '../support/marketplace.ts';

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start({ worker: false });
});
afterAll(() => market.close());

interface Slots {
  timeZone: string;
  days: { date: string; slots: { startsAt: string; endsAt: string }[] }[];
}
const slots = async (mentor: TestMentor, from: string, to: string, timeZone = 'UTC') =>
  market.get<Slots & { code: string; errors?: { field: string }[] }>(
    `/v1/mentors/${mentor.mentorId}/slots?offeringId=${mentor.offeringId}&from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}&timeZone=${encodeURIComponent(timeZone)}`,
  );
const starts = (body: Slots): string[] => body.days.flatMap((day) => day.slots.map(({ startsAt }) => startsAt));
const put = (mentor: TestMentor, path: string, body: object, headers: Record<string, string> = {}) =>
  market.call<{ version: number; code: string }>('PUT', path, { token: mentor.token, body, headers });

describe('slots', () => {
  it("come grouped by the viewer's date, for dates in the viewer's zone or for instants", async () => {
    const mentor = await market.mentor();
    const day = (await market.startIn(5)).slice(0, 10);
    const tokyo = await slots(mentor, day, (await market.startIn(6)).slice(0, 10), 'Asia/Tokyo');
    expect(tokyo.body.timeZone).toBe('Asia/Tokyo');
    expect(tokyo.body.days[0]?.date).toBe(day);
    expect(starts(tokyo.body)[0]).toBe(await market.startIn(4, 15)); // midnight in Tokyo
    expect(starts(tokyo.body).at(-1)).toBe(`${day}T14:30:00.000Z`); // 23:30 there; the rest of the day is tomorrow's
    const exact = await slots(mentor, await market.startIn(5, 10), await market.startIn(5, 11));
    expect(starts(exact.body)).toEqual([await market.startIn(5, 10), `${day}T10:30:00.000Z`]);
  });

  it('leave out what is held, and show it again when the hold is gone', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    const at = await market.startIn(5, 10);
    const free = async () => starts((await slots(mentor, at, await market.startIn(5, 12))).body).includes(at);
    const held = await market.book(candidate, mentor, at);
    expect(await free()).toBe(false);
    await market.post(`/v1/bookings/${held.body.id}/cancel`, { reason: 'changed my mind' }, candidate.token);
    expect(await free()).toBe(true);
  });

  it.each([
    ['a range over 62 days', '2027-01-01', '2027-03-05', 'UTC', 'to'],
    ['a range backwards', '2027-01-02', '2027-01-01', 'UTC', 'to'],
    ['an unknown zone', '2027-01-01', '2027-01-02', 'Nowhere/Else', 'timeZone'],
    ['no date at all', 'tomorrow', '2027-01-02', 'UTC', 'from'],
  ])('%s is 400', async (_, from, to, zone, field) => {
    const answer = await slots(await market.mentor(), from, to, zone);
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([400, field]);
  });

  it("of another mentor's offering do not exist", async () => {
    const [one, other] = [await market.mentor(), await market.mentor()];
    expect((await slots({ ...one, offeringId: other.offeringId }, '2027-01-01', '2027-01-02')).status).toBe(404);
  });
});

describe('the schedule', () => {
  it('is read, replaced and protected by its version', async () => {
    const mentor = await market.mentor();
    const read = await market.get<{ version: number; weeklyHours: object; timeZone: string }>(
      '/v1/mentors/me/schedule',
      mentor.token,
    );
    expect(read.body).toMatchObject({
      timeZone: 'UTC',
      slotIncrementMinutes: 30,
      slotPlacement: 'grid',
      bookingHorizonDays: 60,
      maxSessionsPerDay: null,
      travel: [],
    });
    const body = { timeZone: 'Europe/Berlin', weeklyHours: { monday: [{ start: '10:00', end: '24:00' }] } };
    const replaced = await put(mentor, '/v1/mentors/me/schedule', body, { 'if-match': `"${read.body.version}"` });
    expect([replaced.status, replaced.body.version]).toEqual([200, read.body.version + 1]);
    expect(
      (await put(mentor, '/v1/mentors/me/schedule', body, { 'if-match': `"${read.body.version}"` })).body.code,
    ).toBe('version_conflict');
    expect((await put(mentor, '/v1/mentors/me/schedule', { ...read.body, ...body })).status).toBe(200); // what was read may be sent back
  });

  it.each([
    [
      'overlapping hours',
      {
        weeklyHours: {
          monday: [
            { start: '09:00', end: '12:00' },
            { start: '11:00', end: '13:00' },
          ],
        },
      },
    ],
    ['hours backwards', { weeklyHours: { monday: [{ start: '12:00', end: '09:00' }] } }],
    ['an increment that is none', { slotIncrementMinutes: 25 }],
    ['a notice of more than 30 days', { minimumNoticeMinutes: 43_201 }],
    ['a horizon of no day', { bookingHorizonDays: 0 }],
    ['a buffer of three hours', { bufferAfterMinutes: 180 }],
    ['a cap of nothing', { maxSessionsPerDay: 0 }],
    ['a trip backwards', { travel: [{ from: '2027-01-05', to: '2027-01-01', timeZone: 'UTC' }] }],
  ])('refuses %s', async (_, change) => {
    const mentor = await market.mentor();
    const answer = await put(mentor, '/v1/mentors/me/schedule', { timeZone: 'UTC', weeklyHours: {}, ...change });
    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
  });

  it('opens and closes single dates', async () => {
    const mentor = await market.mentor();
    const [from, to] = [await market.startIn(5, 0), await market.startIn(6, 0)];
    const date = from.slice(0, 10);
    expect(
      (await put(mentor, `/v1/mentors/me/overrides/${date}`, { intervals: [{ start: '20:00', end: '21:00' }] })).status,
    ).toBe(200);
    expect(starts((await slots(mentor, from, to)).body)).toEqual([`${date}T20:00:00.000Z`]);
    await put(mentor, `/v1/mentors/me/overrides/${date}`, { intervals: [] });
    expect((await slots(mentor, from, to)).body.days).toEqual([]);
    const list = await market.get<{ data: object[] }>('/v1/mentors/me/overrides', mentor.token);
    expect(list.body.data).toEqual([{ date, intervals: [] }]);
    expect((await market.call('DELETE', `/v1/mentors/me/overrides/${date}`, { token: mentor.token })).status).toBe(204);
    expect((await slots(mentor, from, to)).body.days).toHaveLength(1);
    expect((await put(mentor, '/v1/mentors/me/overrides/2027-02-30', { intervals: [] })).status).toBe(400);
  });

  it('takes days off; booked sessions stay and are listed; days keep their dates in a new zone', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    const booked = (await market.book(candidate, mentor, await market.startIn(5, 10))).body.id;
    const date = (await market.startIn(5)).slice(0, 10);
    const off = await market.post<{ id: string; collisions: { bookingId: string }[] }>(
      '/v1/mentors/me/time-off',
      { from: date, to: date, reason: 'holiday' },
      mentor.token,
    );
    expect(off.body.collisions.map(({ bookingId }) => bookingId)).toEqual([booked]);
    expect((await slots(mentor, date, (await market.startIn(6)).slice(0, 10))).body.days).toEqual([]);
    expect((await market.booking(candidate, booked)).state).toBe('held');

    const always = Object.fromEntries(
      ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
        day,
        [{ start: '09:00', end: '17:00' }],
      ]),
    );
    await put(mentor, '/v1/mentors/me/schedule', {
      timeZone: 'Asia/Tokyo',
      weeklyHours: always,
      minimumNoticeMinutes: 0,
    });
    expect((await slots(mentor, date, (await market.startIn(6)).slice(0, 10), 'Asia/Tokyo')).body.days).toEqual([]);
    expect(
      (await market.call('DELETE', `/v1/mentors/me/time-off/${off.body.id}`, { token: mentor.token })).status,
    ).toBe(204);
    expect((await slots(mentor, date, (await market.startIn(6)).slice(0, 10), 'Asia/Tokyo')).body.days).toHaveLength(1);
    expect(
      (await market.post('/v1/mentors/me/time-off', { from: '2027-01-02', to: '2027-01-01' }, mentor.token)).status,
    ).toBe(400);
  });
});

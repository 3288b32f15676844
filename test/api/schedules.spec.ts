import { type BookingBody, Marketplace, type Person, type TestMentor } from '../support/marketplace.ts';

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start({ worker: false });
});
afterAll(() => market.close());

const EVERY_DAY = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const hours = (start: string, end: string): object =>
  Object.fromEntries(EVERY_DAY.map((day) => [day, [{ start, end }]]));

interface Schedule {
  id: string;
  name: string;
  isDefault: boolean;
  version: number;
  code?: string;
  outside: { bookingId: string; startsAt: string }[];
}
const call = <T = Schedule>(method: string, mentor: Person, path: string, body?: object, version?: number) =>
  market.call<T>(method, `/v1/mentors/me/${path}`, {
    token: mentor.token,
    body,
    headers: version === undefined ? {} : { 'if-match': `"${version}"` },
  });
const starts = async (mentor: TestMentor, offeringId: string, from: string, to: string): Promise<string[]> => {
  const { body } = await market.get<{ days: { slots: { startsAt: string }[] }[] }>(
    `/v1/mentors/${mentor.mentorId}/slots?offeringId=${offeringId}&from=${from}&to=${to}&timeZone=UTC`,
  );
  return body.days.flatMap(({ slots }) => slots.map(({ startsAt }) => startsAt.slice(11, 16)));
};
/** Paid and confirmed without a worker: an admin's reconciliation asks the sandbox. */
async function confirm(person: Person, mentor: TestMentor, startsAt: string): Promise<BookingBody> {
  const { body } = await market.book(person, mentor, startsAt);
  await market.pay(await market.checkoutUrl(person, body.id));
  await market.post('/v1/admin/reconcile', {}, (await market.admin()).token);
  return market.booking(person, body.id);
}

describe('several schedules', () => {
  it('let an offering follow one of its own, while the others follow the default one', async () => {
    const mentor = await market.mentor();
    const evenings = await call('POST', mentor, 'schedules', {
      name: 'Evenings',
      timeZone: 'UTC',
      weeklyHours: hours('18:00', '20:00'),
      slotIncrementMinutes: 60,
      minimumNoticeMinutes: 0,
      bufferAfterMinutes: 0,
    });
    expect(evenings.status).toBe(201);
    expect(evenings.body).toMatchObject({ name: 'Evenings', isDefault: false, version: 1 });
    const offering = await call<{ id: string; scheduleId: string }>('POST', mentor, 'offerings', {
      kind: 'session',
      title: 'Evening mock',
      durationMinutes: 60,
      price: { amount: 9000, currency: 'USD' },
      scheduleId: evenings.body.id,
    });
    expect(offering.body.scheduleId).toBe(evenings.body.id);
    const [from, to] = [(await market.startIn(5)).slice(0, 10), (await market.startIn(6)).slice(0, 10)];
    expect(await starts(mentor, offering.body.id, from, to)).toEqual(['18:00', '19:00']);
    expect((await starts(mentor, mentor.offeringId, from, to))[0]).toBe('09:00');
    const evening = await market.startIn(5, 18);
    const person = await market.signUp();
    expect((await market.book(person, { ...mentor, offeringId: offering.body.id }, evening)).status).toBe(201);
    expect((await market.book(person, mentor, await market.startIn(5, 19))).body.code).toBe('slot_unavailable');
    expect(await starts(mentor, offering.body.id, from, to)).toEqual(['19:00']);
  });

  it('are read, replaced by version, made the default and removed, but not while an offering follows them', async () => {
    const mentor = await market.mentor();
    const body = {
      name: 'Weekend',
      timeZone: 'Asia/Kolkata',
      weeklyHours: { saturday: [{ start: '10:00', end: '12:00' }] },
    };
    const made = (await call('POST', mentor, 'schedules', body)).body;
    const list = await call<{ data: Schedule[] }>('GET', mentor, 'schedules');
    expect(list.body.data.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['Working hours', true],
      ['Weekend', false],
    ]);
    expect((await call('PUT', mentor, `schedules/${made.id}`, { ...body, name: 'Saturdays' }, 1)).body).toMatchObject({
      name: 'Saturdays',
      version: 2,
    });
    expect((await call('PUT', mentor, `schedules/${made.id}`, body, 1)).body.code).toBe('version_conflict');
    const read = (await call('GET', mentor, `schedules/${made.id}`)).body;
    expect((await call('PUT', mentor, `schedules/${made.id}`, read)).status).toBe(200); // what was read may be sent back
    await call('PATCH', mentor, `offerings/${mentor.offeringId}`, { scheduleId: made.id });
    expect((await call('DELETE', mentor, `schedules/${made.id}`)).body.code).toBe('invalid_state');
    await call('PATCH', mentor, `offerings/${mentor.offeringId}`, { scheduleId: null });
    expect((await call('POST', mentor, `schedules/${made.id}/make-default`)).body.isDefault).toBe(true);
    expect((await call<{ timeZone: string }>('GET', mentor, 'schedule')).body.timeZone).toBe('Asia/Kolkata');
    expect((await call('DELETE', mentor, `schedules/${made.id}`)).body.code).toBe('invalid_state');
    const former = list.body.data[0]?.id ?? '';
    expect((await call('DELETE', mentor, `schedules/${former}`)).status).toBe(204);
    expect((await call('GET', mentor, `schedules/${former}`)).status).toBe(404);
  });

  it('of somebody else do not exist, neither to read nor for an offering to follow', async () => {
    const [one, other] = [await market.mentor(), await market.mentor()];
    const theirs = (await call<{ data: Schedule[] }>('GET', other, 'schedules')).body.data[0]?.id ?? '';
    for (const [method, path] of [
      ['GET', `schedules/${theirs}`],
      ['DELETE', `schedules/${theirs}`],
      ['POST', `schedules/${theirs}/make-default`],
    ] as const)
      expect((await call(method, one, path)).status).toBe(404);
    const stolen = await call('PATCH', one, `offerings/${one.offeringId}`, { scheduleId: theirs });
    expect([stolen.status, stolen.body.code]).toEqual([400, 'validation_failed']);
  });

  it('end at ten', async () => {
    const mentor = await market.mentor();
    const body = { name: 'One more', timeZone: 'UTC', weeklyHours: {} };
    for (let i = 0; i < 9; i++) expect((await call('POST', mentor, 'schedules', body)).status).toBe(201);
    expect((await call('POST', mentor, 'schedules', body)).body.code).toBe('policy_violation');
  });
});

describe('caps', () => {
  it('of a week count the whole ISO week of the mentor, also sessions later in it', async () => {
    const mentor = await market.mentor({ schedule: { maxSessionsPerWeek: 2, minimumNoticeMinutes: 0 } });
    const now = await market.now();
    const toMonday = ((8 - now.getUTCDay()) % 7) + 7;
    const on = async (weekday: number) => market.startIn(toMonday + weekday);
    for (const weekday of [5, 6])
      expect((await market.book(await market.signUp(), mentor, await on(weekday))).status).toBe(201);
    for (const weekday of [0, 3]) {
      const refused = await market.book(await market.signUp(), mentor, await on(weekday));
      expect([refused.status, refused.body.code]).toEqual([422, 'slot_unavailable']);
    }
    const week = await starts(mentor, mentor.offeringId, (await on(0)).slice(0, 10), (await on(6)).slice(0, 10));
    expect(week).toEqual([]);
    expect((await market.book(await market.signUp(), mentor, await on(7))).status).toBe(201);
  });

  it('of a day count days on the mentor’s clock', async () => {
    const mentor = await market.mentor({
      schedule: {
        timeZone: 'Pacific/Auckland',
        weeklyHours: hours('00:00', '24:00'),
        maxSessionsPerDay: 1,
        slotIncrementMinutes: 60,
      },
    });
    const local = (startsAt: string): string =>
      new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: 'Pacific/Auckland' }).format(new Date(startsAt));
    const first = await market.startIn(5, 8);
    await market.book(await market.signUp(), mentor, first);
    const tries = await Promise.all(
      [6, 9, 10, 12, 14].map(async (hour) => {
        const startsAt = await market.startIn(5, hour);
        const { status } = await market.book(await market.signUp(), { ...mentor }, startsAt);
        return { sameDay: local(startsAt) === local(first), free: status === 201 };
      }),
    );
    expect(tries.filter(({ sameDay, free }) => sameDay && free)).toEqual([]);
    expect(tries.filter(({ sameDay, free }) => !sameDay && free)).toHaveLength(1);
  });
});

describe('a change of hours', () => {
  it('tells which sessions now lie outside; they stay', async () => {
    const [person, mentor] = [await market.signUp(), await market.mentor()];
    const [early, late] = [
      await confirm(person, mentor, await market.startIn(5, 9)),
      await confirm(person, mentor, await market.startIn(6, 15)),
    ];
    const put = (more: object) =>
      call('PUT', mentor, 'schedule', { timeZone: 'UTC', weeklyHours: hours('12:00', '17:00'), ...more });
    expect((await put({})).body.outside.map(({ bookingId }) => bookingId)).toEqual([early.id]);
    expect((await put({ weeklyHours: hours('09:00', '17:00') })).body.outside).toEqual([]);
    // The same wall-clock hours in another zone are other instants.
    const moved = await put({ weeklyHours: hours('09:00', '17:00'), timeZone: 'America/Los_Angeles' });
    expect(moved.body.outside.map(({ bookingId }) => bookingId)).toEqual([early.id, late.id]);
    expect((await market.booking(person, early.id)).state).toBe('confirmed');
    const [from, to] = [(await market.startIn(8)).slice(0, 10), (await market.startIn(9)).slice(0, 10)];
    const first = (await starts(mentor, mentor.offeringId, `${from}T12:00:00Z`, `${to}T12:00:00Z`))[0];
    expect(['16:00', '17:00']).toContain(first);
  });

  it('on one date opens or closes it', async () => {
    const mentor = await market.mentor();
    const date = (await market.startIn(5)).slice(0, 10);
    const next = (await market.startIn(6)).slice(0, 10);
    const override = (intervals: object[]) => call('PUT', mentor, `overrides/${date}`, { intervals });
    await override([{ start: '20:00', end: '22:00' }]);
    expect(await starts(mentor, mentor.offeringId, date, next)).toEqual(['20:00', '20:30', '21:00']);
    await override([]);
    expect(await starts(mentor, mentor.offeringId, date, next)).toEqual([]);
    await call('DELETE', mentor, `overrides/${date}`);
    expect((await starts(mentor, mentor.offeringId, date, next))[0]).toBe('09:00');
  });
});

describe('every setting of a schedule', () => {
  it.each([
    ['slotIncrementMinutes', [5, 60], [0, 7, 90]],
    ['minimumNoticeMinutes', [0, 43_200], [-1, 43_201]],
    ['bookingHorizonDays', [1, 365], [0, 366]],
    ['bufferBeforeMinutes', [0, 120], [-5, 121]],
    ['bufferAfterMinutes', [0, 120], [-5, 121]],
    ['maxSessionsPerDay', [1, 50, null], [0, 51]],
    ['maxSessionsPerWeek', [1, 50, null], [0, 51]],
    ['slotPlacement', ['grid', 'pack'], ['free']],
    [
      'travel',
      [[{ from: '2027-01-01', to: '2027-01-05', timeZone: 'Asia/Tokyo' }]],
      [[{ from: '2027-01-05', to: '2027-01-01', timeZone: 'Asia/Tokyo' }]],
    ],
  ] as [string, unknown[], unknown[]][])(
    '%s takes what is allowed and refuses the rest by name',
    async (setting, good, bad) => {
      const mentor = await market.mentor();
      const put = (value: unknown) =>
        call<{ errors?: { field: string }[] }>('PUT', mentor, 'schedule', {
          timeZone: 'UTC',
          weeklyHours: hours('09:00', '17:00'),
          [setting]: value,
        });
      for (const value of good) expect((await put(value)).status).toBe(200);
      for (const value of bad) {
        const { status, body } = await put(value);
        expect([status, body.errors?.[0]?.field.startsWith(setting)]).toEqual([400, true]);
      }
    },
  );

  it('reaches the slots: travel reads the hours elsewhere, packing fills the gaps, buffers are shared', async () => {
    const mentor = await market.mentor({ schedule: { slotIncrementMinutes: 60, bufferAfterMinutes: 0 } });
    const [date, next] = [(await market.startIn(5)).slice(0, 10), (await market.startIn(6)).slice(0, 10)];
    const put = (more: object) =>
      call('PUT', mentor, 'schedule', {
        timeZone: 'UTC',
        weeklyHours: hours('09:00', '13:00'),
        slotIncrementMinutes: 60,
        ...more,
      });
    const free = () => starts(mentor, mentor.offeringId, date, next);
    await put({ bufferAfterMinutes: 0, travel: [{ from: date, to: date, timeZone: 'Asia/Tokyo' }] });
    expect(await free()).toEqual(['00:00', '01:00', '02:00', '03:00']);
    await put({ bufferAfterMinutes: 15 });
    await market.book(await market.signUp(), mentor, await market.startIn(5, 10));
    expect(await free()).toEqual(['12:00']);
    await put({ bufferAfterMinutes: 15, slotPlacement: 'pack' });
    expect(await free()).toEqual(['11:15']);
    await put({ bufferAfterMinutes: 0, minimumNoticeMinutes: 43_200 });
    expect(await free()).toEqual([]);
    await put({ bufferAfterMinutes: 0, bookingHorizonDays: 3 });
    expect(await free()).toEqual([]);
  });
});

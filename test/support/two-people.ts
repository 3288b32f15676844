import { randomUUID } from 'node:crypto';
import { type Marketplace, type Person, type TestMentor, until } from './marketplace.ts';

/** By path of the API: the id of an object of one candidate and one mentor. */
export type Objects = Readonly<Record<string, string>>;

/** A candidate and a mentor with one of everything between them, and a second candidate and mentor who have no part in it. */
export interface TwoPeople {
  candidate: Person;
  mentor: TestMentor;
  otherCandidate: Person;
  otherMentor: TestMentor;
  admin: Person;
  objects: Objects;
}

export async function twoPeople(market: Marketplace): Promise<TwoPeople> {
  const schedule = { bookingHorizonDays: 365, minimumNoticeMinutes: 0 };
  const [candidate, mentor] = [await market.signUp(), await market.mentor({ schedule })];
  const [otherCandidate, otherMentor, admin] = [await market.signUp(), await market.mentor(), await market.admin()];
  const make = async (path: string, body: object, person: Person): Promise<string> => {
    const { status, body: made } = await market.post<{ id: string }>(path, body, person.token);
    if (status !== 201 && status !== 200) throw new Error(`${path} answered ${status} ${JSON.stringify(made)}`);
    return made.id;
  };
  const offering = (kind: string, sessions: number) =>
    make(
      '/v1/mentors/me/offerings',
      { kind, title: `A ${kind}`, durationMinutes: 60, sessions, price: { amount: 40_000, currency: 'USD' } },
      mentor,
    );

  const past = await market.bookAndPay(candidate, mentor, await market.startIn(1, 10));
  const missed = await market.bookAndPay(candidate, mentor, await market.startIn(1, 12));
  await market.advance(Math.ceil((Date.parse(missed.endsAt) - (await market.now()).getTime()) / 1000) + 1_200);
  await until(
    () => market.booking(candidate, past.id),
    ({ state }) => state === 'completed',
  );
  const [byCandidate] = [
    await make(`/v1/bookings/${past.id}/review`, { rating: 5, text: 'Very clear.', tags: [] }, candidate),
    await make(`/v1/bookings/${past.id}/review`, { rating: 5, text: 'Well prepared.', tags: [] }, mentor),
  ];
  const ahead = await market.bookAndPay(candidate, mentor, await market.startIn(5, 10));
  const proposal = await market.post<{ rescheduleProposal: { id: string } }>(
    `/v1/bookings/${ahead.id}/reschedule-proposals`,
    { startsAt: [await market.startIn(6, 10)] },
    mentor.token,
  );
  const begun = await market.post<{ id: string; threadId: string }>(
    '/v1/threads',
    { mentorId: mentor.mentorId, text: 'Hello.', links: [] },
    candidate.token,
  );
  const endpoint = await make(
    '/v1/webhook-endpoints',
    { url: 'https://example.com/hooks', events: ['booking.confirmed'] },
    candidate,
  );
  const delivery = randomUUID();
  await market.sql(
    `INSERT INTO webhook_deliveries (id, endpoint_id, event_id, type, body, state, attempts, next_at, created_at) VALUES ($1, $2, $1, 'booking.confirmed', '{}', 'delivered', 1, now(), now())`,
    [delivery, endpoint],
  );
  const span = { from: (await market.startIn(20)).slice(0, 10), to: (await market.startIn(21)).slice(0, 10) };
  const wanted = { offeringId: mentor.offeringId, timeZone: 'UTC' };
  const approval = await market.mentor();
  await market.call('PATCH', `/v1/mentors/me/offerings/${approval.offeringId}`, {
    token: approval.token,
    body: { requiresApproval: true },
  });
  const full = { weeklyHours: {}, timeZone: 'UTC' };
  const waitedFor = await market.mentor();
  await market.call('PUT', '/v1/mentors/me/schedule', { token: waitedFor.token, body: full });
  const plan = await market.post<{ id: string }>(
    '/v1/plans',
    { offeringId: await offering('plan', 4) },
    candidate.token,
  );
  return {
    ...{ candidate, mentor, otherCandidate, otherMentor, admin },
    objects: {
      '/v1/bookings/{id}': ahead.id,
      '/v1/bookings/{id}/review': past.id,
      '/v1/bookings/{id}/reviews': past.id,
      '{proposalId}': proposal.body.rescheduleProposal.id,
      '/v1/claims/{id}': await make(
        `/v1/bookings/${missed.id}/claims`,
        { absent: 'mentor', text: 'Nobody.' },
        candidate,
      ),
      '/v1/refund-cases/{id}': await make(
        '/v1/refund-cases',
        { bookingId: past.id, reason: 'quality', text: 'Ten minutes only.' },
        candidate,
      ),
      '/v1/bookings/series/{id}': await make(
        '/v1/bookings/series',
        { ...wanted, startsAt: await market.startIn(9, 14), count: 2 },
        candidate,
      ),
      '/v1/booking-requests/{id}': await make(
        '/v1/booking-requests',
        { options: [{ offeringId: approval.offeringId, startsAt: await market.startIn(8, 10) }], timeZone: 'UTC' },
        candidate,
      ),
      '/v1/waiting-list/{id}': await make(
        '/v1/waiting-list',
        { ...span, offeringId: waitedFor.offeringId, timeZone: 'UTC' },
        candidate,
      ),
      '/v1/packages/{id}': await make('/v1/packages', { offeringId: await offering('package', 5) }, candidate),
      '/v1/plans/{id}': plan.body.id,
      '/v1/threads/{id}': begun.body.threadId,
      '/v1/messages/{id}': await make(
        `/v1/threads/${begun.body.threadId}/messages`,
        { text: 'Hi.', links: [] },
        mentor,
      ),
      '/v1/reviews/{id}': byCandidate,
      '/v1/intakes/{id}': await make(
        '/v1/intakes',
        { segments: ['fintech'], confidence: { 'sql-data': 1 } },
        candidate,
      ),
      '{mentorId}': mentor.mentorId,
      '/v1/mentors/{id}': mentor.mentorId,
      '/v1/mentors/{idOrSlug}': mentor.mentorId,
      '/v1/mentors/me/offerings/{id}': mentor.introId,
      '/v1/mentors/me/schedules/{id}': await make('/v1/mentors/me/schedules', { name: 'Evenings', ...full }, mentor),
      '/v1/mentors/me/time-off/{id}': await make('/v1/mentors/me/time-off', span, mentor),
      '/v1/mentors/me/busy-calendars/{id}': await make(
        '/v1/mentors/me/busy-calendars',
        { url: 'https://calendar.example.com/a.ics' },
        mentor,
      ),
      // What admins do is done to people who have no part in the rest.
      '/v1/admin/mentors/{id}': approval.mentorId,
      '/v1/admin/accounts/{id}': waitedFor.id,
      '/v1/admin/bookings/{id}': ahead.id,
      '/v1/admin/reviews/{id}': byCandidate,
      '/v1/webhook-endpoints/{id}': endpoint,
      '/v1/webhook-deliveries/{id}': delivery,
    },
  };
}

/** A path with the ids of the two people's objects; of what they have none, an id nobody has. */
export function addressOf(world: TwoPeople, path: string): string {
  const known = Object.entries(world.objects)
    .filter(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))
    .sort(([a], [b]) => b.length - a.length)[0];
  return path
    .replace('{id}', known?.[1] ?? randomUUID())
    .replace('{idOrSlug}', world.mentor.mentorId)
    .replaceAll(/\{(?:mentorId|proposalId)\}/g, (name) => world.objects[name] ?? '')
    .replace('{date}', '2027-01-20')
    .replaceAll(/\{[^}]+\}/g, 'unknown');
}

/** An example's offering is one of this world, so that a 404 speaks of the object in the path. */
export const withOwnIds = (world: TwoPeople, body: object): object =>
  'offeringId' in body ? { ...body, offeringId: world.objects['/v1/mentors/me/offerings/{id}'] } : body;

import { Marketplace } from '../support/marketplace.ts';

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start();
});
afterAll(() => market.close());

describe('the main job', () => {
  it('goes from goals to a paid and confirmed session with mail and calendar', async () => {
    const mentor = await market.mentor();
    const goals = 'I have a Stripe PM loop in three weeks, weak on SQL and system design, about $150 a week';
    const intake = await market.post<{ id: string; accessToken: string }>('/v1/intakes', { goals, timeZone: 'UTC' });
    expect(intake.status).toBe(201);

    const matches = await market.get<{
      data: { mentor: { id: string }; nextSlots: string[]; offering: { id: string } }[];
      considered: number;
    }>(`/v1/intakes/${intake.body.id}/matches?token=${intake.body.accessToken}`);
    expect(matches.body.data.map((match) => match.mentor.id)).toContain(mentor.mentorId);
    const match = matches.body.data[0];
    expect(match?.nextSlots).toHaveLength(3);

    const candidate = await market.signUp('Kim Doe');
    const startsAt = await market.startIn(4, 10);
    const slots = await market.get<{ days: { slots: { startsAt: string }[] }[] }>(
      `/v1/mentors/${mentor.mentorId}/slots?offeringId=${mentor.offeringId}&from=${startsAt.slice(0, 10)}&to=${(await market.startIn(5)).slice(0, 10)}&timeZone=UTC`,
    );
    expect(slots.body.days.flatMap((day) => day.slots.map((slot) => slot.startsAt))).toContain(startsAt);

    const held = await market.book(candidate, mentor, startsAt, { goals: 'secret goals about Stripe' });
    expect(held.status).toBe(201);
    expect(held.body).toMatchObject({
      state: 'held',
      startsAt,
      price: { amount: 12000, currency: 'USD' },
      policy: 'standard',
      payment: null,
      version: 1,
    });

    const checkoutUrl = await market.checkoutUrl(candidate, held.body.id);
    expect(await market.checkoutUrl(candidate, held.body.id)).toBe(checkoutUrl);
    expect((await market.pay(checkoutUrl, '4000000000000002')).status).not.toBe(303);
    expect((await market.pay(checkoutUrl)).status).toBe(303);
    const confirmed = await market.untilBooking(candidate, held.body.id, ({ state }) => state === 'confirmed');
    expect(confirmed.payment).toMatchObject({ state: 'succeeded', amount: { amount: 12000 } });
    expect(confirmed.joinUrl).toBeNull(); // until 24 hours before: life-cycle.spec.ts
    expect(confirmed.history.map(({ to, by }) => `${to} by ${by}`)).toEqual([
      'held by candidate',
      'confirmed by stripe',
    ]);

    const [mail] = await market.untilMails(candidate.email, 1);
    expect(mail?.subject).toBe('Confirmed: Session with M.');
    expect(mail?.text).toContain('10:00 AM (UTC');
    expect(mail?.html).toContain('<h1');
    const calendar = mail?.attachments.map(({ content }) => content).join('\n') ?? '';
    expect(calendar).toContain('METHOD:REQUEST');
    expect(calendar).toContain(`UID:${held.body.id}@mentor-sessions`);
    await market.untilMails(mentor.email, 1);
    expect(await market.ledgerProblems()).toEqual([]);
  });

  it('keeps goals and companies out of mails and lists', async () => {
    const [candidate, mentor] = [await market.signUp(), await market.mentor()];
    const held = await market.book(candidate, mentor, await market.startIn(6), { goals: 'leave Initech for Stripe' });
    await market.pay(await market.checkoutUrl(candidate, held.body.id));
    const mails = [...(await market.untilMails(candidate.email, 1)), ...(await market.untilMails(mentor.email, 1))];
    expect(JSON.stringify(mails)).not.toMatch(/Initech|leave/);
    const list = await market.get('/v1/bookings', mentor.token);
    expect(JSON.stringify(list.body)).not.toContain('Initech');
    expect((await market.booking(mentor, held.body.id)).goals).toBe('leave Initech for Stripe');
  });

  it('confirms a free intro at once, one for each mentor', async () => {
    const [candidate, mentor] = [await market.signUp(), await market.mentor()];
    const intro = (startsAt: string) =>
      market.post<{ state: string; code: string }>(
        '/v1/bookings',
        { offeringId: mentor.introId, startsAt, timeZone: 'UTC' },
        candidate.token,
      );
    expect((await intro(await market.startIn(3))).body.state).toBe('confirmed');
    const second = await intro(await market.startIn(4));
    expect([second.status, second.body.code]).toEqual([422, 'policy_violation']);
  });
});

import { randomUUID } from 'node:crypto';
import { Marketplace } from '../support/marketplace.ts';

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start({ worker: false });
});
afterAll(() => market.close());

interface Card {
  id: string;
  slug: string;
  displayName: string;
  rating: { average: number; count: number };
  priceFrom: { amount: number };
  nextSlot: string | null;
}
const search = async (query: string) =>
  (await market.get<{ data: Card[]; nextCursor: string | null }>(`/v1/mentors?${query}`)).body;

describe('the way into the directory', () => {
  it('goes from a draft with what is missing, over submission, to a decision of an admin with its reason', async () => {
    const person = await market.signUp('Ada Okafor');
    const draft = await market.post<{ id: string; slug: string; state: string; missing: string[] }>(
      '/v1/mentors',
      { timeZone: 'Europe/London' },
      person.token,
    );
    expect([draft.status, draft.body.state]).toEqual([201, 'draft']);
    expect(draft.body.missing).toHaveLength(6);
    expect(draft.body.slug).toMatch(/^ada-okafor-/);
    const early = await market.post<{ code: string; detail: string }>('/v1/mentors/me/submit', {}, person.token);
    expect([early.status, early.body.code]).toEqual([422, 'policy_violation']);
    expect(early.body.detail).toContain('a bio of 200 characters');
    expect((await market.get(`/v1/mentors/${draft.body.id}`)).status).toBe(404);

    const mentor = await market.mentor();
    await market.sql(`UPDATE mentors SET state = 'submitted' WHERE id = $1`, [mentor.mentorId]);
    const admin = await market.admin();
    const published = await market.post(
      '/v1/admin/mentors/' + mentor.mentorId + '/publish',
      { reason: 'Checked.' },
      admin.token,
    );
    expect(published.body).toEqual({ id: mentor.mentorId, before: 'submitted', after: 'published' });
    const twice = await market.post<{ code: string }>(
      '/v1/admin/mentors/' + mentor.mentorId + '/publish',
      { reason: 'Checked.' },
      admin.token,
    );
    expect(twice.body.code).toBe('invalid_state');
    const log = await market.get<{ data: { action: string; reason: string; before: object }[] }>(
      '/v1/admin/audit-log',
      admin.token,
    );
    expect(log.body.data[0]).toMatchObject({
      action: 'mentor.publish',
      reason: 'Checked.',
      before: { state: 'submitted' },
    });
  });

  it('adds the role at once and allows one profile', async () => {
    const person = await market.signUp();
    expect((await market.get('/v1/mentors/me', person.token)).status).toBe(403);
    await market.post('/v1/mentors', {}, person.token);
    expect((await market.get('/v1/mentors/me', person.token)).status).toBe(200);
    const second = await market.post<{ code: string }>('/v1/mentors', {}, person.token);
    expect([second.status, second.body.code]).toEqual([409, 'already_exists']);
  });

  it('knows only words of the catalog', async () => {
    const mentor = await market.mentor();
    const answer = await market.call<{ code: string; errors: { field: string }[] }>('PATCH', '/v1/mentors/me', {
      token: mentor.token,
      body: { specialties: ['astrology'] },
    });
    expect([answer.body.code, answer.body.errors[0]?.field]).toEqual(['validation_failed', 'specialties']);
  });
});

describe('offerings', () => {
  it('keep intros free and short, and archive instead of deleting', async () => {
    const mentor = await market.mentor();
    const post = (body: object) =>
      market.post<{ id: string; code?: string }>(
        '/v1/mentors/me/offerings',
        { kind: 'intro', title: 'Hello', durationMinutes: 20, price: { amount: 0, currency: 'USD' }, ...body },
        mentor.token,
      );
    expect((await post({ price: { amount: 100, currency: 'USD' } })).status).toBe(400);
    expect((await post({ durationMinutes: 45 })).status).toBe(400);
    expect((await post({ durationMinutes: 22 })).status).toBe(400);
    expect((await post({ price: { amount: 0, currency: 'XXX' } })).status).toBe(400);
    const made = await post({});
    expect(
      (await market.call('DELETE', `/v1/mentors/me/offerings/${made.body.id}`, { token: mentor.token })).status,
    ).toBe(204);
    const list = await market.get<{ data: { id: string }[] }>('/v1/mentors/me/offerings', mentor.token);
    expect(list.body.data.map(({ id }) => id)).not.toContain(made.body.id);
    expect(await market.sql('SELECT id FROM offerings WHERE id = $1', [made.body.id])).toHaveLength(1);
  });

  it('belong to their mentor only', async () => {
    const [mine, theirs] = [await market.mentor(), await market.mentor()];
    expect(
      (
        await market.call('PATCH', `/v1/mentors/me/offerings/${theirs.offeringId}`, {
          token: mine.token,
          body: { title: 'Stolen' },
        })
      ).status,
    ).toBe(404);
    expect(
      (await market.call('DELETE', `/v1/mentors/me/offerings/${theirs.offeringId}`, { token: mine.token })).status,
    ).toBe(404);
  });
});

describe('the directory', () => {
  it('filters by what is known of a mentor', async () => {
    const grace = await market.mentor({
      price: 9000,
      profile: {
        displayName: 'Grace Healthfield',
        specialties: ['healthcare'],
        languages: ['de', 'en'],
        region: 'europe',
        segments: ['non-tech'],
        rounds: ['behavioral', 'strategy'],
      },
    });
    for (const query of [
      'specialty=healthcare',
      'specialty=healthcare&specialty=infra',
      'language=de',
      'region=europe',
      'segment=non-tech',
      'round=strategy',
      'q=healthfield',
      'specialty=healthcare&maxPrice=9000',
      'specialty=healthcare&minRating=4.5',
    ]) {
      expect((await search(query)).data.map(({ id }) => id)).toEqual([grace.mentorId]);
    }
    expect((await search('specialty=healthcare&maxPrice=8999')).data).toEqual([]);
    expect((await search('specialty=healthcare&currency=EUR')).data).toEqual([]);
    expect((await search("q='; DROP TABLE mentors; --")).data).toEqual([]);
  });

  it('shows the same mentor by id and by slug, with offerings and policy in words', async () => {
    const mentor = await market.mentor();
    const byId = await market.get<Card & { offerings: { id: string }[]; policyText: string; bio: string }>(
      `/v1/mentors/${mentor.mentorId}`,
    );
    const bySlug = await market.get(`/v1/mentors/${byId.body.slug}`);
    expect(bySlug.body).toEqual(byId.body);
    expect(byId.body.offerings.map(({ id }) => id).sort()).toEqual([mentor.introId, mentor.offeringId].sort());
    expect(byId.body.policyText).toContain('48 hours');
    expect((await market.get(`/v1/mentors/${randomUUID()}`)).status).toBe(404);
    expect((await market.get('/v1/mentors/no-such-slug')).status).toBe(404);
  });

  it('leads links to an earlier slug to the present one, and gives it to nobody else', async () => {
    const [mentor, other] = [await market.mentor(), await market.mentor()];
    const rename = (person: { token: string }, slug: string) =>
      market.call<{ code?: string; slug: string }>('PATCH', '/v1/mentors/me', { token: person.token, body: { slug } });
    await rename(mentor, 'ada-first');
    await rename(mentor, 'ada-second');
    const moved = await fetch(`${market.url}/v1/mentors/ada-first`, { redirect: 'manual' });
    expect([moved.status, moved.headers.get('location')]).toEqual([308, '/v1/mentors/ada-second']);
    expect((await market.get<Card>('/v1/mentors/ada-first')).body.id).toBe(mentor.mentorId); // followed
    expect((await rename(other, 'ada-first')).body.code).toBe('already_exists');
    expect((await rename(mentor, 'ada-first')).body.slug).toBe('ada-first');
    expect((await market.get<Card>('/v1/mentors/ada-second')).body.slug).toBe('ada-first');
  });

  it('sorts by price, by rating and by the soonest free time, page by page', async () => {
    for (const price of [3000, 2000, 1000])
      await market.mentor({
        price,
        profile: { specialties: ['marketplace'] },
        schedule: { minimumNoticeMinutes: price },
      });
    const walk = async (sort: string): Promise<Card[]> => {
      const cards: Card[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: { data: Card[]; nextCursor: string | null } = await search(
          `specialty=marketplace&sort=${sort}&limit=1${cursor}`,
        );
        cards.push(...page.data);
        cursor = page.nextCursor === null ? null : `&cursor=${page.nextCursor}`;
      }
      return cards;
    };
    expect((await walk('price')).map(({ priceFrom }) => priceFrom.amount)).toEqual([1000, 2000, 3000]);
    expect((await walk('soonest')).map(({ priceFrom }) => priceFrom.amount)).toEqual([1000, 2000, 3000]);
    expect(await walk('rating')).toHaveLength(3);
  });

  it('finds who is really free between two dates', async () => {
    const mentor = await market.mentor({ profile: { specialties: ['devtools'] } });
    const [from, to] = [(await market.startIn(5)).slice(0, 10), (await market.startIn(6)).slice(0, 10)];
    const query = `specialty=devtools&availableFrom=${from}&availableTo=${to}`;
    expect((await search(query)).data.map(({ id }) => id)).toEqual([mentor.mentorId]);
    await market.post('/v1/mentors/me/time-off', { from, to: from }, mentor.token);
    expect((await search(query)).data).toEqual([]);
  });

  it('hides a mentor who pauses, and their times', async () => {
    const mentor = await market.mentor({ profile: { specialties: ['growth'] } });
    await market.post('/v1/mentors/me/pause', {}, mentor.token);
    expect((await search('specialty=growth')).data).toEqual([]);
    const slots = await market.get(
      `/v1/mentors/${mentor.mentorId}/slots?offeringId=${mentor.offeringId}&from=2027-01-01&to=2027-01-02&timeZone=UTC`,
    );
    expect(slots.status).toBe(404);
    const booking = await market.book(await market.signUp(), mentor, await market.startIn(3));
    expect(booking.status).toBe(404);
  });
});

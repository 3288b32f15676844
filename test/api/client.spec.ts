import { dataOf, type MarketplaceClient, openClient, Refused } from '#libs/client';
import { Marketplace, type TestMentor } from '../support/marketplace.ts';

let market: Marketplace;
let mentor: TestMentor;
beforeAll(async () => {
  market = await Marketplace.start({ worker: false });
  mentor = await market.mentor();
});
afterAll(() => market.close());

const signedIn = async (): Promise<MarketplaceClient> => {
  const { token } = await market.signUp();
  return openClient({ baseUrl: market.url, token: () => token });
};

describe('the typed client', () => {
  it('books, reads and pages with what the document says', async () => {
    const client = await signedIn();
    const startsAt = await market.startIn(2);
    const booking = await dataOf(
      client.POST('/v1/bookings', { body: { offeringId: mentor.offeringId, startsAt, timeZone: 'Asia/Tokyo' } }),
    );
    expect(booking).toMatchObject({ state: 'held', startsAt, price: { amount: 12_000, currency: 'USD' } });
    const page = await dataOf(client.GET('/v1/bookings', { params: { query: { state: ['held'], limit: 1 } } }));
    expect(page.data.map(({ id }) => id)).toEqual([booking.id]);
    const facets = await dataOf(client.GET('/v1/mentors', { params: { query: { specialty: ['fintech'] } } }));
    expect(facets.facets.specialty[0]?.value).toBe('fintech');
  });

  it('throws a refusal with its problem, or hands it over, as the caller likes', async () => {
    const [client, other] = [await signedIn(), await signedIn()];
    const body = { offeringId: mentor.offeringId, startsAt: await market.startIn(3), timeZone: 'UTC' };
    await dataOf(client.POST('/v1/bookings', { body }));
    const refused = await dataOf(other.POST('/v1/bookings', { body })).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect((refused as Refused).problem).toMatchObject({ code: 'slot_taken', status: 409 });
    expect((refused as Refused).message).toMatch(/^\/v1\/bookings answered 409 slot_taken: /);
    const { error } = await other.POST('/v1/bookings', { body });
    expect(error?.alternatives).toHaveLength(3);
  });

  it('makes each POST safe to repeat with the caller’s key', async () => {
    const client = await signedIn();
    const body = { offeringId: mentor.offeringId, startsAt: await market.startIn(4), timeZone: 'UTC' };
    const headers = { 'idempotency-key': 'my-own-key' };
    const first = await client.POST('/v1/bookings', { body, headers });
    const again = await client.POST('/v1/bookings', { body, headers });
    expect(again.data).toEqual(first.data);
    expect(again.response.headers.get('idempotency-replayed')).toBe('true');
    const { response } = await client.POST('/v1/bookings', { body });
    expect(response.status).toBe(409); // a key of its own: asked afresh
  });
});

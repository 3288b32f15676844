import { type BookingBody, Marketplace, type Person, type TestMentor } from '../support/marketplace.ts';
import { goPast, moneyOf, onboard, untilMoney } from '../support/money.ts';

let market: Marketplace;
let admin: Person;
beforeAll(async () => {
  market = await Marketplace.start();
  admin = await market.admin();
});
afterAll(() => market.close());

interface Case {
  id: string;
  state: string;
  code?: string;
  refund: { amount: number } | null;
  steps: { by: string; step: string; text: string }[];
}
async function ended(): Promise<{ person: Person; mentor: TestMentor; booking: BookingBody }> {
  const [person, mentor] = [await market.signUp(), await market.mentor()];
  const booking = await market.bookAndPay(person, mentor, await market.startIn(2));
  await goPast(market, booking.endsAt);
  return { person, mentor, booking };
}
const open = (person: Person, bookingId: string) =>
  market.post<Case>('/v1/refund-cases', { bookingId, reason: 'quality', text: 'Ten minutes only.' }, person.token);
const act = (person: Person, id: string, what: string, body: object) =>
  market.post<Case>(`/v1/refund-cases/${id}/${what}`, body, person.token);
const read = (person: Person, id: string) => market.get<Case>(`/v1/refund-cases/${id}`, person.token);

describe('a refund case', () => {
  it('is answered by the mentor first: agreed, everything goes back', async () => {
    const { person, mentor, booking } = await ended();
    const opened = await open(person, booking.id);
    expect([opened.status, opened.body.state]).toEqual([201, 'open']);
    expect((await act(person, opened.body.id, 'answer', { agree: true })).status).toBe(404);
    const agreed = await act(mentor, opened.body.id, 'answer', { agree: true, text: 'Fair enough.' });
    expect(agreed.body).toMatchObject({ state: 'agreed', refund: { amount: 12_000 } });
    await market.untilBooking(person, booking.id, ({ payment }) => payment?.refundedAmount.amount === 12_000);
    expect((await act(mentor, opened.body.id, 'answer', { agree: false, text: 'No.' })).status).toBe(409);
  });

  it('declined goes to an admin with every step and its evidence readable by both; the money is frozen until they decide', async () => {
    const { person, mentor, booking } = await ended();
    await onboard(market, mentor);
    const { body } = await open(person, booking.id);
    expect((await act(mentor, body.id, 'answer', { agree: false, text: ' ' })).status).toBe(400);
    await act(mentor, body.id, 'answer', { agree: false, text: 'We spoke for an hour.' });
    await act(person, body.id, 'evidence', { text: 'Here is the recording.' });
    await act(mentor, body.id, 'evidence', { text: 'Here are my notes.' });
    for (const side of [person, mentor, admin])
      expect((await read(side, body.id)).body.steps.map(({ by, step }) => `${by} ${step}`)).toEqual([
        'candidate opened',
        'mentor declined',
        'candidate evidence',
        'mentor evidence',
      ]);
    expect((await read(await market.signUp(), body.id)).status).toBe(404);
    await goPast(market, booking.endsAt, 73);
    expect(await moneyOf(market, mentor, booking.id)).toMatchObject({ owed: 9600, transferred: 0 });
    const queue = await market.get<{ data: Case[] }>('/v1/admin/refund-cases', admin.token);
    expect(queue.body.data.map(({ id }) => id)).toContain(body.id);
    const decided = await market.post<Case>(
      `/v1/admin/refund-cases/${body.id}/decide`,
      { amount: 3000, reason: 'A quarter of it.' },
      admin.token,
    );
    expect(decided.body).toMatchObject({ state: 'decided', refund: { amount: 3000 } });
    await market.advance(31);
    expect(await untilMoney(market, mentor, booking.id, ({ owed }) => owed === 0)).toMatchObject({
      refunded: 3000,
      transferred: 7200,
      fee: 1800,
    });
    const mails = await market.untilMails(mentor.email, 2);
    expect(mails.map(({ text }) => text).join()).toMatch(/asks for money back[^]*|refund is decided/);
  });

  it('that the mentor lets lie for 72 hours goes to an admin by itself', async () => {
    const { person, mentor, booking } = await ended();
    const { body } = await open(person, booking.id);
    await market.advance(72 * 3600 + 61);
    expect((await read(mentor, body.id)).body).toMatchObject({ state: 'escalated' });
    expect((await read(person, body.id)).body.steps.at(-1)).toMatchObject({ by: 'clock', step: 'escalated' });
  });

  it('is one at a time, can be taken back, and is not opened about what was not paid, is not over, or was long ago', async () => {
    const { person, mentor, booking } = await ended();
    const { body } = await open(person, booking.id);
    expect((await open(person, booking.id)).body.code).toBe('already_exists');
    expect((await act(person, body.id, 'withdraw', {})).body.state).toBe('withdrawn');
    expect((await open(person, booking.id)).status).toBe(201);
    expect((await open(mentor, booking.id)).status).toBe(404);
    const ahead = await market.bookAndPay(person, mentor, await market.startIn(5));
    expect((await open(person, ahead.id)).body.code).toBe('policy_violation');
    await goPast(market, ahead.endsAt, 31 * 24);
    expect((await open(person, ahead.id)).body.code).toBe('policy_violation');
    const neither = await market.post<Case>('/v1/refund-cases', { reason: 'quality', text: 'x' }, person.token);
    expect([neither.status, neither.body.code]).toEqual([400, 'validation_failed']);
  });
});

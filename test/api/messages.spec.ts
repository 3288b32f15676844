import { Marketplace, type Person } from '../support/marketplace.ts';

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start();
});
afterAll(() => market.close());

interface Message {
  id: string;
  threadId: string;
  code?: string;
  by: string;
  text: string;
  links: string[];
  masked: boolean;
}
interface Thread {
  id: string;
  unread: number;
  candidate: { name: string };
  blockedBy: string | null;
}
const begin = (person: Person, mentorId: string, text: string, links: string[] = []) =>
  market.post<Message>('/v1/threads', { mentorId, text, links }, person.token);
const write = (person: Person, threadId: string, text: string) =>
  market.post<Message>(`/v1/threads/${threadId}/messages`, { text }, person.token);
const threadsOf = async (person: Person) =>
  (await market.get<{ data: Thread[] }>('/v1/threads', person.token)).body.data;
const messagesOf = (person: Person, threadId: string, query = '') =>
  market.get<{ data: Message[]; nextCursor: string | null }>(`/v1/threads/${threadId}/messages?${query}`, person.token);

describe('messages', () => {
  it('go between a candidate and a mentor in one thread, with what is unread', async () => {
    const [mentor, candidate, other] = [await market.mentor(), await market.signUp(), await market.signUp()];
    const [first] = await Promise.all([
      begin(candidate, mentor.mentorId, 'Which rounds do you mock?'),
      begin(candidate, mentor.mentorId, 'And when?'),
    ]);
    expect(first.status).toBe(201);
    const [thread] = await threadsOf(mentor);
    expect(thread).toMatchObject({ id: first.body.threadId, unread: 2, candidate: { name: 'Casey Candidate' } });
    expect(await threadsOf(candidate)).toHaveLength(1);
    await write(mentor, first.body.threadId, 'System design, any evening.');
    expect((await threadsOf(candidate))[0]?.unread).toBe(1);
    expect((await market.post(`/v1/threads/${first.body.threadId}/read`, {}, candidate.token)).status).toBe(204);
    expect((await threadsOf(candidate))[0]?.unread).toBe(0);
    const page = await messagesOf(candidate, first.body.threadId, 'limit=2');
    const rest = await messagesOf(candidate, first.body.threadId, `limit=2&cursor=${page.body.nextCursor}`);
    expect([...page.body.data, ...rest.body.data].map(({ by }) => by)).toEqual(['mentor', 'candidate', 'candidate']);
    expect((await messagesOf(other, first.body.threadId)).status).toBe(404);
    expect((await write(other, first.body.threadId, 'hi')).status).toBe(404);
    expect((await begin(mentor, mentor.mentorId, 'me')).body.code).toBe('policy_violation');
  });

  it('hide contact details until a paid session is booked', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    const before = await begin(candidate, mentor.mentorId, 'Write to casey@example.com or +44 20 7946 0958', [
      'https://t.me/casey',
      'https://example.com/cv.pdf',
    ]);
    expect(before.body).toMatchObject({ masked: true, links: ['https://example.com/cv.pdf'] });
    expect(before.body.text).not.toMatch(/casey|7946/);
    expect((await market.sql(`SELECT 1 FROM messages WHERE text LIKE '%7946%'`)).length).toBe(0);
    await market.bookAndPay(candidate, mentor, await market.startIn(3));
    const after = await write(candidate, before.body.threadId, 'Now: casey@example.com');
    expect(after.body).toMatchObject({ masked: false, text: 'Now: casey@example.com' });
  });

  it('tell the reader once by a neutral mail until they have read', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    const { body } = await begin(candidate, mentor.mentorId, 'my secret goal');
    await write(candidate, body.threadId, 'second');
    const [mail, ...more] = await market.untilMails(mentor.email, 1);
    expect([mail?.subject, more]).toEqual(['A message is waiting for you', []]);
    expect(JSON.stringify(mail)).not.toContain('secret');
    await market.post(`/v1/threads/${body.threadId}/read`, {}, mentor.token);
    await write(candidate, body.threadId, 'third');
    await market.untilMails(mentor.email, 2);
  });

  it('end when one side blocks; only that side opens again', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    const { body } = await begin(candidate, mentor.mentorId, 'hello');
    const path = `/v1/threads/${body.threadId}`;
    expect((await market.post(`${path}/block`, {}, mentor.token)).status).toBe(204);
    expect((await write(candidate, body.threadId, 'hello?')).body.code).toBe('policy_violation');
    expect((await begin(candidate, mentor.mentorId, 'hello?')).body.code).toBe('policy_violation');
    expect((await market.post<{ code: string }>(`${path}/unblock`, {}, candidate.token)).body.code).toBe(
      'policy_violation',
    );
    await market.post(`${path}/unblock`, {}, mentor.token);
    expect((await write(candidate, body.threadId, 'thanks')).status).toBe(201);
  });

  it('of the other side can be reported, one’s own not', async () => {
    const [mentor, candidate] = [await market.mentor(), await market.signUp()];
    const { body } = await begin(candidate, mentor.mentorId, 'pay me outside');
    const report = (person: Person) =>
      market.post(`/v1/messages/${body.id}/report`, { reason: 'Asks me to pay outside.' }, person.token);
    expect((await report(candidate)).status).toBe(404);
    expect((await report(mentor)).status).toBe(204);
    expect(
      (await market.sql(`SELECT 1 FROM messages WHERE id = $1 AND report_reason IS NOT NULL`, [body.id])).length,
    ).toBe(1);
  });
});

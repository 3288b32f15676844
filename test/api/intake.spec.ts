import { Marketplace } from '../support/marketplace.ts';

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start({ worker: false });
});
afterAll(() => market.close());

interface Intake {
  id: string;
  accessToken?: string;
  code?: string;
  answers: { interviewDate?: string; weeklyHours?: number; confidence: Record<string, number> };
  inferred: { field: string; evidence: string }[];
  readiness: {
    overall: number;
    rounds: { round: string; weight: number; confidence: number; gap: number; why: string }[];
  };
  fit: { verdict: string; options: { option: string }[] };
  followUps: string[];
  version: number;
}
const tell = (body: object, token?: string) => market.post<Intake>('/v1/intakes', body, token);

describe('an intake', () => {
  it('answers with readiness, fit and what was inferred from which words', async () => {
    const { status, body } = await tell({
      goals: 'Stripe loop in three weeks, weak on SQL',
      confidence: { 'system-design': 2 },
      timeZone: 'UTC',
    });
    expect(status).toBe(201);
    expect(body.accessToken).toHaveLength(32);
    expect(body.answers.confidence).toEqual({ 'system-design': 2, 'sql-data': 2 });
    expect(body.inferred.find(({ field }) => field === 'interviewDate')?.evidence).toBe('in three weeks');
    expect(body.readiness.rounds[0]).toMatchObject({ round: 'system-design', weight: 5, confidence: 2, gap: 15 });
    expect(body.fit.options.map(({ option }) => option).sort()).toEqual([
      'bootcamp',
      'course',
      'mentoring',
      'peer-mocks',
      'self-study',
    ]);
  });

  it('is read with its token, by its owner and by admins, and by nobody else', async () => {
    const { body } = await tell({ segments: ['fintech'] });
    const read = (query = '', token?: string) => market.get<Intake>(`/v1/intakes/${body.id}${query}`, token);
    expect((await read(`?token=${body.accessToken}`)).status).toBe(200);
    expect((await read(`?token=${body.accessToken}`)).body.accessToken).toBeUndefined();
    const [owner, other, admin] = [await market.signUp(), await market.signUp(), await market.admin()];
    expect((await read()).status).toBe(404);
    expect((await read('?token=wrong')).status).toBe(404);
    expect((await read('', other.token)).status).toBe(404);
    expect((await read('', admin.token)).status).toBe(200);
    expect((await market.post(`/v1/intakes/${body.id}/claim`, { token: 'wrong' }, owner.token)).status).toBe(404);
    expect((await market.post(`/v1/intakes/${body.id}/claim`, { token: body.accessToken }, owner.token)).status).toBe(
      200,
    );
    expect((await read('', owner.token)).status).toBe(200);
    expect((await market.post(`/v1/intakes/${body.id}/claim`, { token: body.accessToken }, other.token)).status).toBe(
      404,
    );
    expect(await market.sql(`SELECT 1 FROM intakes WHERE access_token_hash = $1`, [body.accessToken])).toEqual([]);
  });

  it('takes new answers and derives everything anew', async () => {
    const { body } = await tell({ segments: ['fintech'], confidence: { 'sql-data': 1 } });
    const url = `/v1/intakes/${body.id}?token=${body.accessToken}`;
    const patched = await market.call<Intake>('PATCH', url, {
      body: { confidence: { 'sql-data': 5 }, weeklyHours: 8 },
    });
    expect(patched.body.version).toBe(2);
    expect(patched.body.readiness.overall).toBeGreaterThan(body.readiness.overall);
    expect((await market.call<Intake>('PATCH', url, { body: {}, headers: { 'if-match': '"1"' } })).body.code).toBe(
      'version_conflict',
    );
  });

  it('asks back where a text says nothing, and reads without storing', async () => {
    const { body } = await tell({ goals: 'hello there' });
    expect(body.followUps).toHaveLength(2);
    const interpreted = await market.post<{ answers: { targetCompanies: string[] } }>('/v1/intakes/interpret', {
      text: 'onsite at Datadog in two weeks',
    });
    expect([interpreted.status, interpreted.body.answers.targetCompanies]).toEqual([200, ['Datadog']]);
  });

  it.each([
    ['nothing', {}],
    ['4,001 characters', { goals: 'x'.repeat(4001) }],
    ['an unknown segment', { segments: ['gambling'] }],
    ['an unknown round', { segments: ['fintech'], confidence: { chess: 3 } }],
    ['confidence 6', { segments: ['fintech'], confidence: { 'sql-data': 6 } }],
    ['a date in the past', { segments: ['fintech'], interviewDate: '2020-01-01' }],
    ['a budget without currency', { segments: ['fintech'], budget: { amount: 100 } }],
    ['weekday 8', { segments: ['fintech'], preferredHours: [{ weekdays: [8], start: '18:00', end: '21:00' }] }],
  ])('refuses %s with field errors', async (_, body) => {
    const answer = await tell(body);
    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
  });
});

describe('matches', () => {
  interface Matches {
    data: {
      mentor: { id: string };
      score: number;
      reasons: { points: number; max: number }[];
      missing: string[];
      nextSlots: string[];
      offering: { id: string; price: { amount: number } };
    }[];
    considered: number;
  }
  const matches = async (told: object) => {
    const { body } = await tell(told);
    return (await market.get<Matches>(`/v1/intakes/${body.id}/matches?limit=100&token=${body.accessToken}`)).body;
  };
  const ids = ({ data }: Matches): string[] => data.map(({ mentor }) => mentor.id);

  it('pass hard filters: language, budget in its currency, a free time before the interview', async () => {
    const cheap = await market.mentor({ price: 5000 });
    const german = await market.mentor({ price: 20000, profile: { languages: ['de'] } });
    const slow = await market.mentor({ price: 5000, schedule: { minimumNoticeMinutes: 20 * 1440 } });
    const told = {
      segments: ['fintech'],
      languages: ['en'],
      budget: { amount: 10000, currency: 'USD', per: 'session' },
    };
    expect(ids(await matches(told))).toEqual(expect.arrayContaining([cheap.mentorId, slow.mentorId]));
    expect(ids(await matches(told))).not.toContain(german.mentorId);
    expect(ids(await matches({ segments: ['fintech'], languages: ['de'] }))).toEqual([german.mentorId]);
    const soon = (await market.startIn(7)).slice(0, 10);
    expect(ids(await matches({ ...told, interviewDate: soon }))).not.toContain(slow.mentorId);
    expect(ids(await matches({ ...told, budget: { amount: 10000, currency: 'EUR', per: 'session' } }))).toEqual([]);
  });

  it('say why in points that add up, and give bookable next times of the cheapest suitable offering', async () => {
    const mentor = await market.mentor({ price: 7000, profile: { languages: ['ja'] } });
    const { data, considered } = await matches({
      segments: ['fintech'],
      languages: ['ja'],
      confidence: { 'sql-data': 1 },
    });
    const [match] = data;
    expect(considered).toBeGreaterThan(0);
    expect(match?.reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(match?.score ?? -1, 5);
    expect(match?.offering).toMatchObject({ id: mentor.offeringId, price: { amount: 7000 } });
    const booked = await market.book(await market.signUp(), mentor, match?.nextSlots[0] ?? '');
    expect(booked.status).toBe(201);
  });

  it('are the same for the same input', async () => {
    const told = { segments: ['fintech'], goals: 'weak on SQL' };
    expect(ids(await matches(told))).toEqual(ids(await matches(told)));
  });

  it('preview the first month with one mentor', async () => {
    const mentor = await market.mentor({ price: 5000 });
    const { body } = await tell({
      segments: ['fintech'],
      weeklyHours: 5,
      budget: { amount: 20000, currency: 'USD', per: 'month' },
    });
    const preview = await market.get<{
      weeks: { sessions: { offeringId: string }[] }[];
      totalCost: { amount: number; currency: string };
    }>(`/v1/intakes/${body.id}/preview?mentorId=${mentor.mentorId}&token=${body.accessToken}`);
    const sessions = preview.body.weeks.flatMap((week) => week.sessions);
    expect(preview.body.weeks).toHaveLength(4);
    expect(preview.body.totalCost).toEqual({ amount: sessions.length * 5000, currency: 'USD' });
    expect(preview.body.totalCost.amount).toBeLessThanOrEqual(20000);
  });
});

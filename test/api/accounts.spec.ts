import { Marketplace, until } from '../support/marketplace.ts';

let market: Marketplace;
beforeAll(async () => {
  market = await Marketplace.start();
});
afterAll(() => market.close());

describe('accounts', () => {
  it('sign up, sign in, sign out; the token ends with the session', async () => {
    const person = await market.signUp('Kim Doe');
    const me = await market.get('/v1/me', person.token);
    expect(me.body).toMatchObject({
      id: person.id,
      name: 'Kim Doe',
      email: person.email,
      roles: ['candidate'],
      timeZone: 'UTC',
      locale: 'en',
      preferences: {},
    });
    const again = await market.post<{ token: string }>('/v1/auth/sign-in/email', {
      email: person.email.toUpperCase(),
      password: 'a-long-test-password',
    });
    expect(again.headers.get('set-auth-token')).toContain(again.body.token);
    expect((await market.get('/v1/me', again.headers.get('set-auth-token') ?? '')).status).toBe(200);
    expect((await market.post('/v1/auth/sign-out', {}, again.body.token)).status).toBe(200);
    expect((await market.get('/v1/me', again.body.token)).status).toBe(401);
    expect((await market.get('/v1/me', person.token)).status).toBe(200);
  });

  it('do not say which part of a sign-in was wrong', async () => {
    const person = await market.signUp();
    const wrong = await market.post<{ detail: string; code: string }>('/v1/auth/sign-in/email', {
      email: person.email,
      password: 'something-else',
    });
    const unknown = await market.post<{ detail: string; code: string }>('/v1/auth/sign-in/email', {
      email: 'nobody@test.example',
      password: 'something-else',
    });
    expect([wrong.status, wrong.body.code, wrong.body.detail]).toEqual([
      unknown.status,
      'unauthenticated',
      unknown.body.detail,
    ]);
  });

  it('refuse a second account with the same address and a weak password', async () => {
    const person = await market.signUp();
    const second = await market.post<{ code: string }>('/v1/auth/sign-up/email', {
      name: 'X Y',
      email: person.email,
      password: 'a-long-test-password',
    });
    expect([second.status, second.body.code]).toEqual([409, 'already_exists']);
    const weak = await market.post<{ code: string }>('/v1/auth/sign-up/email', {
      name: 'X Y',
      email: 'weak@test.example',
      password: 'short',
    });
    expect([weak.status, weak.body.code]).toEqual([400, 'validation_failed']);
  });

  it('keep roles out of reach: no request field makes an admin', async () => {
    const attempt = await market.post('/v1/auth/sign-up/email', {
      name: 'Eve',
      email: 'eve@test.example',
      password: 'a-long-test-password',
      roles: ['admin'],
    });
    expect(attempt.status).toBe(400);
    const person = await market.signUp();
    expect((await market.call('PATCH', '/v1/me', { token: person.token, body: { roles: ['admin'] } })).status).toBe(
      400,
    );
    expect((await market.post('/v1/auth/update-user', { roles: ['admin'] }, person.token)).status).not.toBe(500);
    expect((await market.get<{ roles: string[] }>('/v1/me', person.token)).body.roles).toEqual(['candidate']);
  });

  it('keep a zone, a locale and preferences', async () => {
    const person = await market.signUp();
    const patched = await market.call('PATCH', '/v1/me', {
      token: person.token,
      body: { timeZone: 'Asia/Tokyo', preferences: { reminders: false } },
    });
    expect(patched.body).toMatchObject({ timeZone: 'Asia/Tokyo', preferences: { reminders: false }, version: 2 });
    expect(
      (await market.call('PATCH', '/v1/me', { token: person.token, body: { preferences: { everything: true } } }))
        .status,
    ).toBe(400);
  });

  it('lose their session at once when banned', async () => {
    const person = await market.signUp();
    await market.sql('UPDATE accounts SET banned_at = now() WHERE id = $1', [person.id]);
    expect((await market.get('/v1/me', person.token)).status).toBe(401);
  });

  it('refuse a change that a foreign page asks for with a cookie', async () => {
    const person = await market.signUp();
    const cookie = `better-auth.session_token=${encodeURIComponent(`${person.token}.signature`)}`;
    const patch = (origin: string) =>
      market.call('PATCH', '/v1/me', { body: { locale: 'de' }, headers: { cookie, origin } });
    expect((await patch('https://evil.example')).status).toBe(403);
    expect((await patch('https://app.example.com')).status).toBe(200);
  });

  it('keep a record of what was agreed to and when; the latest word counts, nothing is rewritten', async () => {
    const person = await market.signUp();
    const list = async () =>
      (
        await market.get<{ data: { purpose: string; given: boolean; version: string }[]; missing: string[] }>(
          '/v1/me/consents',
          person.token,
        )
      ).body;
    expect(await list()).toEqual({ data: [], nextCursor: null, missing: ['terms', 'privacy'] });
    for (const [purpose, given] of [
      ['terms', true],
      ['privacy', true],
      ['privacy', false],
    ])
      expect((await market.post('/v1/me/consents', { purpose, given }, person.token)).status).toBe(201);
    const { data, missing } = await list();
    expect(data.map(({ purpose, given }) => [purpose, given])).toEqual([
      ['privacy', false],
      ['privacy', true],
      ['terms', true],
    ]);
    expect(missing).toEqual(['privacy']);
    await expect(market.sql('UPDATE consents SET given = true')).rejects.toThrow('not rewritten');
    expect((await market.post('/v1/me/consents', { purpose: 'everything', given: true }, person.token)).status).toBe(
      400,
    );
  });

  it('get a new password by a link in a mail, which works once, ends all sessions and is kept nowhere', async () => {
    const person = await market.signUp();
    const ask = (email: string) => market.post('/v1/auth/request-password-reset', { email });
    const known = await ask(person.email);
    const unknown = await ask('nobody@test.example');
    expect([known.status, unknown.status]).toEqual([200, 200]);
    expect(known.body).toEqual(unknown.body); // who has an account is not told
    const [mail] = await market.untilMails(person.email, 1);
    expect(mail?.subject).toBe('Set a new password');
    const token = /reset-password\?token=(\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
    expect(token.length).toBeGreaterThan(20);
    const kept = await until(
      () =>
        market.sql<{ text: string }>(`SELECT text FROM mails WHERE kind = 'password_reset' AND sent_at IS NOT NULL`),
      (rows) => rows.length === 1,
    );
    expect(kept[0]?.text).toBe('');
    const reset = (newPassword: string) => market.post('/v1/auth/reset-password', { newPassword, token });
    expect((await reset('short')).status).toBe(400);
    expect((await reset('a-new-password-1')).status).toBe(200);
    expect((await reset('a-new-password-2')).status).toBe(400);
    expect((await market.get('/v1/me', person.token)).status).toBe(401);
    const signIn = (password: string) => market.post('/v1/auth/sign-in/email', { email: person.email, password });
    expect((await signIn('a-new-password-1')).status).toBe(200);
    expect((await signIn('a-new-password-2')).status).toBe(401);
  });

  it('show that a mail address is theirs', async () => {
    const person = await market.signUp();
    const asked = await market.post('/v1/auth/send-verification-email', { email: person.email }, person.token);
    expect(asked.status).toBe(200);
    const [mail] = await market.untilMails(person.email, 1);
    const url = /Yes, it is mine: (\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
    const answer = await fetch(url, { redirect: 'manual' });
    expect(answer.status).toBeLessThan(400);
    const [row] = await market.sql<{ verified: boolean }>(
      'SELECT email_verified AS verified FROM accounts WHERE id = $1',
      [person.id],
    );
    expect(row?.verified).toBe(true);
  });
});

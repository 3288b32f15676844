import { randomUUID } from 'node:crypto';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import fc from 'fast-check';
import { Marketplace } from '../support/marketplace.ts';
import { ACCESS } from './access-matrix.ts';

interface Operation {
  summary?: string;
  description?: string;
  'x-audience'?: string;
  parameters?: { name: string }[];
  'x-idempotency'?: string;
  'x-problem-codes'?: string[];
  requestBody?: { content: Record<string, { schema?: { $ref?: string }; examples?: object }> };
  responses: Record<string, { content?: Record<string, { example?: unknown; examples?: object }> }>;
}
interface Schema {
  properties?: Record<string, { type?: string; enum?: string[]; $ref?: string; items?: object; format?: string }>;
  required?: string[];
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

let market: Marketplace;
let document: Document;
let operations: { name: string; method: string; path: string; operation: Operation }[];
beforeAll(async () => {
  market = await Marketplace.start({ worker: false });
  document = (await market.get<Document>('/openapi.json')).body;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
});
afterAll(() => market.close());

const concrete = (path: string): string => path.replace('{date}', '2027-01-20').replaceAll(/\{[^}]+\}/g, randomUUID());

describe('the OpenAPI document', () => {
  it('is version 3.1 and shown at /docs', async () => {
    expect(document.openapi).toBe('3.1.0');
    expect((await market.get('/docs')).status).toBe(200);
  });

  it('passes a linter: whole references, unique names, examples that their schemas allow', async () => {
    const config = await createConfig({
      extends: ['recommended'],
      // `/bookings/{id}/checkout` beside `/bookings/series/{id}`: ids are UUIDs, so `series` is none.
      rules: { 'no-ambiguous-paths': 'off' },
    });
    const problems = await lintFromString({
      ...{ source: JSON.stringify(document), absoluteRef: '/openapi.json', config },
    });
    expect(problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)).toEqual(
      [],
    );
  });

  it('gives every operation a summary, an audience, an idempotency rule, problem codes and examples', () => {
    const lacking = operations.flatMap(({ name, operation, method }) => {
      const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1];
      const hasExample =
        operation.responses['204'] !== undefined ||
        Object.values(success?.content ?? {}).some(({ example }) => example !== undefined);
      const problems = Object.values(operation.responses).some(
        ({ content }) => content?.['application/problem+json']?.examples,
      );
      const body = Object.values(operation.requestBody?.content ?? {});
      const rules: [boolean, string][] = [
        [Boolean(operation.summary), 'summary'],
        [Boolean(operation['x-audience']), 'audience'],
        [Boolean(operation['x-idempotency']), 'idempotency'],
        [method !== 'GET' || operation['x-idempotency'] === 'safe', 'a GET that changes something'],
        [problems && (operation['x-problem-codes']?.length ?? 0) > 0, 'problem codes'],
        [hasExample, 'response example'],
        [body.every(({ examples, schema }) => schema?.$ref === undefined || examples !== undefined), 'request example'],
      ];
      return rules.filter(([met]) => !met).map(([, what]) => `${name}: ${what}`);
    });
    expect(lacking).toEqual([]);
  });

  it('honours an Idempotency-Key on every POST that is ours to repeat', () => {
    const others = operations.filter(
      ({ method, operation }) => method === 'POST' && operation['x-idempotency'] !== 'key',
    );
    // Sign-in is the auth library's, and no token or key is kept to be replayed; Stripe's events have ids; an onboarding
    // link is made afresh for the one account there is.
    expect(others.map(({ path }) => path).sort()).toEqual([
      '/v1/admin/api-keys',
      '/v1/auth/sign-in/email',
      '/v1/auth/sign-out',
      '/v1/auth/sign-up/email',
      '/v1/mentors/me/payout-account',
      '/v1/webhooks/stripe',
      '/v1/webhooks/stripe/events',
    ]);
  });

  it('takes If-Match on every edit of something that has versions', () => {
    const without = operations.filter(
      ({ method, operation }) =>
        ['PATCH', 'PUT'].includes(method) && !operation.parameters?.some(({ name }) => name === 'If-Match'),
    );
    // A day's hours are replaced whole: there is nothing in them to overwrite unseen.
    expect(without.map(({ path }) => path)).toEqual(['/v1/mentors/me/overrides/{date}']);
  });

  it('describes every body: no schema without properties', () => {
    const empty = Object.entries(document.components.schemas).filter(
      ([, schema]) => Object.keys(schema.properties ?? {}).length === 0,
    );
    expect(empty.map(([name]) => name)).toEqual([]);
  });
});

describe('hostile bodies', () => {
  const hostile = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      -1,
      0,
      1e308,
      99_999_999_999,
      '',
      ' ',
      '\u0000',
      "'; DROP TABLE accounts; --",
      '<script>alert(1)</script>',
      '../../etc/passwd',
      '💥'.repeat(50),
      [],
      {},
      [[]],
      { $gt: '' },
      'NaN',
      '2027-13-45',
      '9999-12-31T23:59:59Z',
      '0001-01-01T00:00:00Z',
      'UTC',
      'USD',
      'session',
    ),
    fc.string({ maxLength: 40 }),
    fc.integer(),
    fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 4 }),
    fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 4 }),
  );

  it('never bring a 5xx, a leak or a code that is not documented', async () => {
    const [mentor, admin] = [await market.mentor(), await market.admin()];
    const found: string[] = [];
    for (const { name, method, path, operation } of operations.filter(({ method }) => method !== 'GET')) {
      if (name === 'POST /v1/auth/sign-out') continue;
      const reference = Object.values(operation.requestBody?.content ?? {})[0]?.schema?.$ref ?? '';
      const fields = Object.keys(
        document.components.schemas[reference.split('/').at(-1) ?? '']?.properties ?? { anything: {} },
      );
      const bodies = fc.sample(
        fc.record(Object.fromEntries(fields.map((field) => [field, hostile])), { requiredKeys: [] }),
        { numRuns: 25, seed: 42 },
      );
      for (const body of bodies) {
        const token = ACCESS[name]?.audience === 'admin' ? admin.token : mentor.token;
        const answer = await market.call<{ code?: string }>(method, concrete(path), { token, body });
        const text = JSON.stringify(answer.body) ?? '';
        const isKnown = answer.status < 400 || (operation['x-problem-codes'] ?? []).includes(answer.body.code ?? '');
        if (answer.status >= 500 || !isKnown || /stack|node_modules|SELECT |QueryFailed/.test(text))
          found.push(`${name} ${JSON.stringify(body).slice(0, 200)} -> ${answer.status} ${text.slice(0, 200)}`);
      }
    }
    expect(found).toEqual([]);
  }, 120_000);

  it('nor do hostile queries', async () => {
    const found: string[] = [];
    const values = ['', '0', '-1', '1e9', 'a', "'", '%00', '%ff', '[]', 'null', '2027-02-31', 'x'.repeat(3000)];
    for (const path of [
      '/v1/mentors',
      `/v1/mentors/${randomUUID()}/slots`,
      '/v1/mentors/%00',
      '/v1/mentors/%F0%9F',
      `/v1/intakes/${randomUUID()}/matches`,
    ]) {
      for (const key of [
        'q',
        'limit',
        'cursor',
        'specialty',
        'maxPrice',
        'availableFrom',
        'from',
        'to',
        'timeZone',
        'offeringId',
        'token',
        '__proto__',
        'constructor',
      ]) {
        for (const value of values) {
          const { status } = await market.get(`${path}?${key}=${value}`);
          if (status >= 500) found.push(`${path}?${key}=${value.slice(0, 20)} -> ${status}`);
        }
      }
    }
    expect(found).toEqual([]);
  }, 60_000);
});

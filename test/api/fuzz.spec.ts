import { seeded } from '../../apps/seeded.ts';
import { Marketplace, type Person } from '../support/marketplace.ts';

/** Each operation is called so often by each kind of person. */
const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 8);
const AT_ONCE = 8;
const SLOWEST_MS = 2_000;
/** They would end the run: moving everybody's clock, signing out, a stream that stays open (notifications.spec.ts). */
const LEFT_OUT = new Set(['POST /v1/testing/clock', 'POST /v1/auth/sign-out', 'GET /v1/events']);

interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  minimum?: number;
}
interface OperationDoc {
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
interface Document {
  paths: Record<string, Record<string, OperationDoc>>;
  components: { schemas: Record<string, Schema> };
}
interface Target {
  name: string;
  method: string;
  path: string;
  operation: OperationDoc;
}

const HOSTILE: unknown[] = [
  ...[
    null,
    true,
    -1,
    0,
    1e308,
    2 ** 53,
    0.1,
    '',
    ' ',
    '\u0000',
    '\ud800',
    'a'.repeat(5_000),
    "'; DROP TABLE mentors; --",
  ],
  ...[
    '<script>alert(1)</script>',
    '{{7*7}}',
    '../../etc/passwd',
    '%00',
    '0197f0a1-0000-7000-8000-000000000000',
    '2027-02-30',
    '9999-12-31T23:59:60Z',
  ],
  ...[
    'Mars/Olympus',
    [],
    {},
    [[[]]],
    { $ne: null },
    { __proto__: { admin: true } },
    [null],
    '𝕏'.repeat(300),
    'NaN',
    '-0',
    '1e400',
  ],
];

const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
const random = seeded(seed);
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

/** A value of a schema, now and then a hostile one instead. */
function valueOf(schema: Schema | undefined, depth = 0): unknown {
  if (!schema || random() < 0.2) return pick(HOSTILE);
  if (schema.$ref) return valueOf(api.components.schemas[schema.$ref.split('/').at(-1) ?? ''], depth);
  if (schema.enum) return pick(schema.enum);
  const of = schema.allOf?.[0] ?? schema.oneOf?.[0];
  if (of) return valueOf(of, depth);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object' || schema.properties) return depth > 4 ? {} : objectOf(schema, depth);
  if (type === 'array') return Array.from({ length: Math.floor(random() * 4) }, () => valueOf(schema.items, depth + 1));
  if (type === 'integer' || type === 'number') return Math.floor(random() * 100) + (schema.minimum ?? 0);
  if (type === 'boolean') return random() < 0.5;
  return pick([
    '2027-03-01T10:00:00Z',
    '2027-03-01',
    'Europe/Berlin',
    'USD',
    'some words',
    'a-slug',
    '0197f0a1-0000-7000-8000-000000000000',
    '09:00',
  ]);
}

function objectOf({ properties = {}, required = [] }: Schema, depth: number): Record<string, unknown> {
  const names = Object.keys(properties).filter((name) => required.includes(name) || random() < 0.5);
  const value = Object.fromEntries(names.map((name) => [name, valueOf(properties[name], depth + 1)]));
  return random() < 0.1 ? { ...value, unheardOf: pick(HOSTILE) } : value;
}

let market: Marketplace;
let api: Document;
let operations: Target[];
let people: (Person | null)[];
let ids: string[];
beforeAll(async () => {
  market = await Marketplace.start();
  api = (await market.get<Document>('/openapi.json')).body;
  operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...{ name: `${method.toUpperCase()} ${path}`, method: method.toUpperCase(), path, operation },
    })),
  );
  const [candidate, mentor, admin] = [await market.signUp(), await market.mentor(), await market.admin()];
  people = [null, candidate, mentor, admin];
  const booking = await market.book(candidate, mentor, await market.startIn(3));
  const intake = await market.post<{ id: string }>('/v1/intakes', { segments: ['fintech'] }, candidate.token);
  ids = [
    mentor.mentorId,
    mentor.offeringId,
    booking.body.id,
    intake.body.id,
    candidate.id,
    '0197f0a1-0000-7000-8000-000000000000',
    'x',
    '%27',
    '..%2f..',
    'company',
    'stripe',
  ];
});
afterAll(() => market.close());

/** What no answer may tell: places in our code, SQL, the driver. */
const LEAKS =
  /\bat .+\.(?:js|ts):\d+|node_modules|QueryFailedError|SELECT .+ FROM|syntax error at|duplicate key value|PostgresQueryRunner/;

async function attack({ name, method, path, operation }: Target, person: Person | null): Promise<string | null> {
  const parameters = operation.parameters ?? [];
  const url = path.replaceAll(/\{\w+\}/g, () => encodeURI(pick(ids)));
  const query = new URLSearchParams();
  for (const one of parameters.filter((parameter) => parameter.in === 'query'))
    if (one.required || random() < 0.5)
      query.append(one.name, String(valueOf(one.schema)).replaceAll(/[\ud800-\udfff]/g, '?'));
  const body =
    operation.requestBody && JSON.stringify(valueOf(Object.values(operation.requestBody.content)[0]?.schema));
  const started = performance.now();
  const answer = await fetch(`${market.url}${url}?${query.toString()}`, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(person && { authorization: `Bearer ${person.token}` }),
    },
    ...(body !== undefined && method !== 'GET' && { body }),
    redirect: 'manual',
  });
  const text = await answer.text();
  const took = performance.now() - started;
  const wrong = [
    answer.status >= 500 && !(answer.status === 502 || answer.status === 503) ? `answered ${answer.status}` : '',
    took > SLOWEST_MS ? `took ${Math.round(took)} ms` : '',
    LEAKS.test(text) ? 'told of its insides' : '',
  ].filter(Boolean);
  return wrong.length === 0
    ? null
    : `${name} ${wrong.join(', ')}: ${url}?${query.toString().slice(0, 200)} ${body?.slice(0, 300) ?? ''} -> ${text.slice(0, 300)}`;
}

describe('every operation', () => {
  it('answers hostile requests of anybody with a problem, soon, and without telling of its insides', async () => {
    const calls = operations
      .filter(({ name }) => !LEFT_OUT.has(name))
      .flatMap((operation) =>
        people.flatMap((person) => Array.from({ length: ROUNDS }, () => ({ operation, person }))),
      );
    const wrong: string[] = [];
    const next = calls[Symbol.iterator]();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const { operation, person } of next) {
          const found = await attack(operation, person);
          if (found !== null) wrong.push(found);
        }
      }),
    );
    process.stderr.write(`fuzz seed ${seed}: ${calls.length} calls of ${operations.length} operations\n`);
    expect(wrong).toEqual([]);
    expect((await market.get('/health/ready')).status).toBe(200);
  });
});

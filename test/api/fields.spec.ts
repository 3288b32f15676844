import { Marketplace } from '../support/marketplace.ts';
import { addressOf, type TwoPeople, twoPeople, withOwnIds } from '../support/two-people.ts';
import { ACCESS, type Who } from './access-matrix.ts';

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  allOf?: Schema[];
  items?: Schema;
}
interface Document {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: { name: string; in: string }[];
        requestBody?: {
          content: Record<string, { schema?: Schema; examples?: { example?: { value: Record<string, unknown> } } }>;
        };
      }
    >
  >;
  components: { schemas: Record<string, Schema> };
}

/** One at a time in an otherwise good body, where a hostile body as a whole is refused for its first field. */
const STRANGE: readonly unknown[] = [
  ...[null, '', 0, -1, 0.5, 2 ** 40, true, [], {}, [null], [[]], { a: null }, 'x'.repeat(5_000), '2027-02-30'],
  ...['2000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', 'Mars/Olympus', '0197f0a1-0000-7000-8000-000000000000', '\u0000'],
];
/** They would end the session or the account that goes on asking. */
const LEFT_OUT = new Set(['POST /v1/auth/sign-out', 'POST /v1/auth/sign-up/email', 'POST /v1/auth/sign-in/email']);
const LEAKS = /\bat .+\.(?:js|ts):\d+|node_modules|QueryFailedError|SELECT .+ FROM|violates|PostgresQueryRunner/;

let market: Marketplace;
let world: TwoPeople;
let document: Document;
beforeAll(async () => {
  market = await Marketplace.start();
  world = await twoPeople(market);
  document = (await market.get<Document>('/openapi.json')).body;
}, 120_000);
afterAll(() => market.close());

function propertiesOf(schema: Schema | undefined): Record<string, Schema> {
  if (!schema) return {};
  if (schema.$ref) return propertiesOf(document.components.schemas[schema.$ref.split('/').at(-1) ?? '']);
  return Object.assign({}, schema.properties, ...(schema.allOf ?? []).map(propertiesOf)) as Record<string, Schema>;
}

/** Bodies with one field made strange, those inside of objects and lists included. */
function* variants(body: Record<string, unknown>, schema: Schema | undefined): Generator<Record<string, unknown>> {
  for (const [name, inner] of Object.entries(propertiesOf(schema))) {
    for (const value of STRANGE) yield { ...body, [name]: value };
    const isList = inner.items !== undefined;
    const given = (isList ? (body[name] as unknown[] | undefined)?.[0] : body[name]) as
      Record<string, unknown> | undefined;
    if (typeof given !== 'object' || given === null) continue;
    for (const varied of variants(given, inner.items ?? inner)) yield { ...body, [name]: isList ? [varied] : varied };
  }
}

const actorOf = (name: string): Exclude<Who, 'anonymous'> => {
  const row = ACCESS[name];
  const first = row?.may?.find((who) => who !== 'anonymous');
  if (first) return first;
  return row?.audience === 'mentor' || row?.audience === 'admin' ? row.audience : 'candidate';
};

interface Call {
  name: string;
  method: string;
  path: string;
  query?: string;
  body?: Record<string, unknown>;
}

/** Makes the calls, eight at a time, each as somebody who may; what went wrong with any of them. */
async function troubleWith(calls: readonly Call[]): Promise<string[]> {
  const wrong: string[] = [];
  const queue = calls.values();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const { name, method, path, query = '', body } of queue) {
        const started = performance.now();
        const { token } = world[actorOf(name)];
        const answer = await market.call(method.toUpperCase(), addressOf(world, path) + query, { token, body });
        const took = performance.now() - started;
        const text = JSON.stringify(answer.body) ?? '';
        const isOurs = answer.status >= 500 && answer.status !== 502 && answer.status !== 503;
        if (isOurs || took > 2_000 || LEAKS.test(text))
          wrong.push(
            `${name}${query} ${(JSON.stringify(body) ?? '').slice(0, 200)} -> ${answer.status} in ${Math.round(took)} ms ${text.slice(0, 200)}`,
          );
      }
    }),
  );
  return wrong;
}

const cursor = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');
const STRANGE_TEXTS: readonly string[] = [
  ...['', '0', '-1', '1e9', '0.5', 'NaN', 'null', 'true', '[]', '{}', "'", '%00', '\u{1f600}', 'x'.repeat(3_000)],
  ...['2027-02-31', '0001-01-01', '9999-12-31T23:59:59Z', 'Mars/Olympus', '0197f0a1-0000-7000-8000-000000000000'],
  ...[cursor(['x']), cursor([null]), cursor([1]), cursor(['2027-01-01', 'x']), cursor(['x', 'y', 'z']), cursor({})],
];

describe('each field of each request', () => {
  it('may be anything in a query', async () => {
    const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { parameters = [] }]) =>
        parameters
          .filter(({ in: place }) => place === 'query')
          .flatMap((parameter) =>
            STRANGE_TEXTS.map((value) => ({
              ...{ name: `${method.toUpperCase()} ${path}`, method, path },
              query: `?${new URLSearchParams({ mentorId: world.mentor.mentorId, [parameter.name]: value }).toString()}`,
            })),
          ),
      ),
    );
    // `mentorId` is of the one operation that needs it; where it is unknown it would be refused first.
    const isPreview = ({ path }: Call): boolean => path.endsWith('/preview');
    const own = calls.map((call) =>
      isPreview(call) ? call : { ...call, query: call.query.replace(/mentorId=[^&]*&?/, '') },
    );
    expect(await troubleWith(own)).toEqual([]);
    expect(calls.length).toBeGreaterThan(1_500);
  }, 180_000);

  it('may hold anything: the answer is a problem or a success, never an error of ours', async () => {
    const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { requestBody }]) => {
        const name = `${method.toUpperCase()} ${path}`;
        const content = Object.values(requestBody?.content ?? {})[0];
        if (!content || LEFT_OUT.has(name)) return [];
        const body = withOwnIds(world, content.examples?.example?.value ?? {}) as Record<string, unknown>;
        return [...variants(body, content.schema)].map((varied) => ({ name, method, path, body: varied }));
      }),
    );
    expect(await troubleWith(calls)).toEqual([]);
    process.stderr.write(`${calls.length} requests with one strange field\n`);
    expect(calls.length).toBeGreaterThan(4_000);
  }, 180_000);

  it('counts as left out where it is null, unless null is a value', async () => {
    const [mentor, otherCandidate] = [await market.mentor(), await market.signUp()];
    const nothing = { intakeId: null, goals: null, promoCode: null, entitlementId: null };
    const booked = await market.book(otherCandidate, mentor, await market.startIn(40), nothing);
    expect(booked.status).toBe(201);
    const edit = (body: object) => market.call('PATCH', '/v1/mentors/me', { token: mentor.token, body });
    expect((await edit({ headline: null, capacity: 7 })).body).toMatchObject({
      headline: 'Fintech PM, ex-Stripe',
      capacity: 7,
    });
    expect((await edit({ capacity: null })).body).toMatchObject({ capacity: null });
  });
});

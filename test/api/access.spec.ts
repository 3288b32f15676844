import { Marketplace } from '../support/marketplace.ts';
import { addressOf, type TwoPeople, twoPeople, withOwnIds } from '../support/two-people.ts';
import { ACCESS, type Row, type Who } from './access-matrix.ts';

interface Operation {
  name: string;
  method: string;
  path: string;
  audience: string;
  body: object | undefined;
}
interface Document {
  paths: Record<
    string,
    Record<
      string,
      {
        'x-audience': string;
        requestBody?: { content: Record<string, { examples?: { example?: { value: object } } }> };
      }
    >
  >;
}

const EVERYBODY: readonly Who[] = ['anonymous', 'candidate', 'otherCandidate', 'mentor', 'otherMentor', 'admin'];
const ROLES: Readonly<Record<Who, readonly string[]>> = {
  ...{ anonymous: [], candidate: ['account'], otherCandidate: ['account'] },
  ...{ mentor: ['account', 'mentor'], otherMentor: ['account', 'mentor'], admin: ['account', 'admin'] },
};
/** They end an account or a session; that nobody else can is all there is to ask. */
const ENDING = new Set(['DELETE /v1/me', 'POST /v1/auth/sign-out']);
/** Its 401 says that the password is wrong. */
const SIGN_IN = 'POST /v1/auth/sign-in/email';

let market: Marketplace;
let world: TwoPeople;
let operations: Operation[];
beforeAll(async () => {
  market = await Marketplace.start({ outgoingAllowed: ['https://calendar.example.com'] });
  world = await twoPeople(market);
  await market.stopWorker(); // nothing changes but by what is asked here
  const { body } = await market.get<Document>('/openapi.json');
  operations = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...{ name: `${method.toUpperCase()} ${path}`, method: method.toUpperCase(), path },
      audience: operation['x-audience'],
      body: Object.values(operation.requestBody?.content ?? {})[0]?.examples?.example?.value,
    })),
  );
}, 120_000);
afterAll(() => market.close());

async function statusFor(who: Who, { method, path, body }: Operation): Promise<{ status: number; text: string }> {
  const token = who === 'anonymous' ? undefined : world[who].token;
  const hasBody = method !== 'GET' && method !== 'DELETE';
  const query = path.endsWith('/preview') ? `?mentorId=${world.mentor.mentorId}` : '';
  const response = await fetch(market.url + addressOf(world, path) + query, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(hasBody && { 'content-type': 'application/json' }),
    },
    ...(hasBody && { body: JSON.stringify(withOwnIds(world, body ?? {})) }),
  });
  if (response.headers.get('content-type') === 'text/event-stream') {
    await response.body?.cancel();
    return { status: response.status, text: '' };
  }
  return { status: response.status, text: await response.text() };
}

/** What somebody must be answered; `through`: anything that says neither who nor whose. */
function expected(who: Who, { audience, may }: Row): number | 'through' {
  if (audience !== 'public' && who === 'anonymous') return 401;
  if (audience !== 'public' && !ROLES[who].includes(audience)) return 403;
  return may && !may.includes(who) ? 404 : 'through';
}

const isAsExpected = (status: number, wanted: number | 'through', hasObject: boolean): boolean =>
  wanted === 'through' ? ![401, 403, ...(hasObject ? [404] : [])].includes(status) && status < 500 : status === wanted;

const row = ({ name }: Operation): Row => ACCESS[name] ?? { audience: 'admin', may: [] };

/** Everything of the two people, as one text. */
const everything = async (): Promise<string> => {
  const tables = [
    'bookings',
    'threads',
    'messages',
    'plans',
    'entitlements',
    'refund_cases',
    'absence_claims',
    'reviews',
    'intakes',
  ];
  const sums = await Promise.all(
    [...tables, 'webhook_endpoints', 'offerings', 'schedules', 'time_off', 'waiting_list', 'booking_notes'].map(
      (table) =>
        market.sql<{ sum: string }>(
          `SELECT '${table}' || md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), '')) AS sum FROM ${table} t`,
        ),
    ),
  );
  return sums.map(([found]) => found?.sum).join(' ');
};

describe('the access matrix', () => {
  it('has a row for every operation of the OpenAPI document, and no row too many', () => {
    const documented = Object.fromEntries(operations.map(({ name, audience }) => [name, audience]));
    const rows = Object.fromEntries(Object.entries(ACCESS).map(([name, { audience }]) => [name, audience]));
    expect(documented).toEqual(rows);
  });

  it('says whose objects they are wherever a path names an object', () => {
    const without = operations.filter(
      (operation) =>
        /\{(?:id|proposalId)\}/.test(operation.path) &&
        row(operation).audience !== 'admin' &&
        row(operation).may === undefined,
    );
    // Mentors and reviews are public; an intake is claimed with its token.
    expect(without.map(({ name }) => name).sort()).toEqual([
      'GET /v1/mentors/{id}/slots',
      'POST /v1/intakes/{id}/claim',
      'POST /v1/reviews/{id}/report',
    ]);
  });

  it('keeps everybody out who has no part in it, on every operation, and nothing changes by their asking', async () => {
    const before = await everything();
    const wrong: string[] = [];
    let cells = 0;
    for (const operation of operations)
      for (const who of EVERYBODY) {
        const wanted = expected(who, row(operation));
        if (wanted === 'through') continue;
        cells++;
        const { status, text } = await statusFor(who, operation);
        if (status !== wanted)
          wrong.push(`${operation.name} for ${who}: ${status} instead of ${wanted} ${text.slice(0, 160)}`);
      }
    expect(wrong).toEqual([]);
    expect(await everything()).toBe(before);
    expect(cells).toBeGreaterThan(600);
  }, 120_000);

  it('shows strangers nothing of the two in any list', async () => {
    const ids = Object.entries(world.objects)
      .filter(
        ([path, id]) => !path.startsWith('/v1/admin/') && ![world.mentor.mentorId, world.mentor.introId].includes(id),
      )
      .map(([, id]) => id);
    const leaks: string[] = [];
    for (const operation of operations.filter(({ method, path }) => method === 'GET' && !path.includes('{')))
      for (const who of ['anonymous', 'otherCandidate', 'otherMentor'] as const) {
        const { text } = await statusFor(who, operation);
        if (ids.some((id) => text.includes(id)) || text.includes(world.candidate.email))
          leaks.push(`${operation.name} to ${who}`);
      }
    expect(leaks).toEqual([]);
  });

  it('lets everybody in whom it names, on every operation', async () => {
    const wrong: string[] = [];
    const asked = operations.filter(({ name }) => !ENDING.has(name) && name !== SIGN_IN);
    const isObject = (operation: Operation): boolean => row(operation).may !== undefined;
    // Objects first, their ends last; then what people do with themselves.
    const ordered = [
      ...asked.filter((one) => isObject(one) && one.method !== 'DELETE'),
      ...asked.filter((one) => isObject(one) && one.method === 'DELETE'),
      ...asked.filter((one) => !isObject(one)),
    ];
    for (const operation of ordered)
      for (const who of EVERYBODY) {
        const wanted = expected(who, row(operation));
        if (wanted !== 'through') continue;
        const { status, text } = await statusFor(who, operation);
        if (!isAsExpected(status, wanted, isObject(operation)))
          wrong.push(`${operation.name} for ${who}: ${status} ${text.slice(0, 200)}`);
      }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('finds each change of an admin in the audit log, with its reason', async () => {
    const admin = await market.admin();
    const logged = async (): Promise<number> =>
      (
        await market.sql<{ count: number }>(
          `SELECT count(*)::int AS count FROM audit_log WHERE admin_id = $1 AND length(reason) > 2`,
          [admin.id],
        )
      )[0]?.count ?? 0;
    const [done, silent]: [string[], string[]] = [[], []];
    for (const operation of operations.filter(({ method, audience }) => audience === 'admin' && method !== 'GET')) {
      const before = await logged();
      const { status } = await market.call(operation.method, addressOf(world, operation.path), {
        token: admin.token,
        ...(operation.method !== 'DELETE' && { body: operation.body ?? {} }),
      });
      if (status >= 300) continue;
      done.push(operation.name);
      if ((await logged()) === before) silent.push(operation.name);
    }
    expect(silent).toEqual([]);
    expect(done.length).toBeGreaterThanOrEqual(12);
  });
});

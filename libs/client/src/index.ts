import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema.ts';

/** The API's objects by name, as its OpenAPI document describes them. */
export type Schemas = components['schemas'];
export type MarketplaceClient = Client<paths>;

/** The API has refused; `problem.code` says why, `problem.detail` what to do. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Schemas['Problem'],
    what: string,
  ) {
    super(`${what} answered ${status} ${problem.code}: ${problem.detail}`);
  }
}

/**
 * A typed client of the API: `client.GET('/v1/bookings/{id}', { params: { path: { id } } })`. Paths, parameters, bodies and
 * answers are checked by the compiler. Each POST carries a fresh `Idempotency-Key` unless it is given one, so that sending
 * the same request again after a lost answer is the caller's choice: pass the same key.
 * @param token asked before each call; null while nobody is signed in
 */
export function openClient({ baseUrl, token }: { baseUrl: string; token?: () => string | null }): MarketplaceClient {
  const client = createClient<paths>({ baseUrl });
  client.use({
    onRequest({ request }) {
      const present = token?.() ?? null;
      if (present !== null) request.headers.set('authorization', `Bearer ${present}`);
      if (request.method === 'POST' && !request.headers.has('idempotency-key'))
        request.headers.set('idempotency-key', crypto.randomUUID());
      return request;
    },
  });
  return client;
}

/** What a call answered. @throws Refused with the problem */
export async function dataOf<T>(
  call: Promise<{ data?: T; error?: Schemas['Problem']; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (error !== undefined) throw new Refused(response.status, error, new URL(response.url).pathname);
  return data as T;
}

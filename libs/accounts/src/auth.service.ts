import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config, Database, Events, Problem, type ProblemCode } from '#libs/platform';
import { AuthMailWanted } from './accounts.events.ts';
import { type Auth, createAuth } from './auth.ts';

/** What the auth library's refusals are in our API's codes; anything else is a validation error. */
const CODES: Readonly<Record<string, [ProblemCode, string]>> = {
  INVALID_EMAIL_OR_PASSWORD: ['unauthenticated', 'Mail address or password is wrong.'],
  USER_ALREADY_EXISTS: ['already_exists', 'There is an account with this mail address: sign in instead.'],
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: [
    'already_exists',
    'There is an account with this mail address: sign in instead.',
  ],
};

/** Hands `/v1/auth/*` to better-auth and turns its errors into problems. */
@Injectable()
export class AuthService implements OnApplicationShutdown {
  private readonly auth: Auth;
  private readonly pool: pg.Pool;

  constructor(config: Config, database: Database, events: Events) {
    this.pool = new pg.Pool({ connectionString: config.databaseUrl, max: 4 });
    this.pool.on('error', () => undefined); // an idle connection died; the pool makes a new one
    this.auth = createAuth({
      pool: this.pool,
      secret: config.authSecret,
      publicUrl: config.publicUrl,
      trustedOrigins: config.webOrigins,
      secureCookies: config.env === 'production',
      onMail: (what, accountId, url) =>
        database.transaction((tx) => events.publish(tx, new AuthMailWanted(what, accountId, url))),
    });
  }

  /** The library's handler for one request of the routes under `/v1/auth`. */
  async handle(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const url = new URL(request.url, `http://${request.headers.host ?? 'localhost'}`);
    const headers = headersOf(request);
    const hasBody = request.method !== 'GET' && request.body !== undefined && request.body !== null;
    const response = await this.auth.handler(
      new Request(url, { method: request.method, headers, ...(hasBody && { body: JSON.stringify(request.body) }) }),
    );
    response.headers.forEach((value, name) => void reply.header(name, value));
    void reply.status(response.status);
    if (response.status >= 400) this.refuse(await response.text(), response.status);
    else void reply.send(await response.text());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }

  private refuse(text: string, status: number): never {
    const body = parse(text);
    if (status >= 500)
      throw new Problem('unavailable', 'Sign-in cannot be reached. Try again shortly.', { retryAfterSeconds: 2 });
    const known = CODES[body.code ?? ''];
    if (known) throw new Problem(...known);
    if (status === 401) throw new Problem('unauthenticated', 'Sign in first.');
    if (status === 403) throw new Problem('forbidden', 'This origin may not sign in here.');
    if (status === 404) throw new Problem('not_found', 'There is nothing at this address.');
    throw new Problem('validation_failed', body.message ?? 'The request is not valid.');
  }
}

/**
 * The request's headers for the library. Browsers always say where a POST comes from; a program without an Origin that
 * still sends fetch metadata (Node's own fetch does) is no foreign page, so the metadata is left out.
 */
function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  const fromBrowser = request.headers.origin !== undefined;
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || name === 'content-length' || (!fromBrowser && name.startsWith('sec-fetch-'))) continue;
    headers.append(name, String(value));
  }
  return headers;
}

function parse(text: string): { code?: string; message?: string } {
  try {
    return JSON.parse(text) as { code?: string; message?: string };
  } catch {
    return {};
  }
}

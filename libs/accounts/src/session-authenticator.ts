import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authenticator, Config, Database, type Principal, Problem, row } from '#libs/platform';
import { ApiKeysService } from './api-keys.service.ts';

const COOKIE = /(?:^|;\s*)(?:__Secure-)?better-auth\.session_token=([^;]+)/;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Finds the session behind a bearer token or session cookie, or whom an API key acts for, in one indexed query, so that
 * sign-out, a ban or a new role counts from the next request on.
 */
@Injectable()
export class SessionAuthenticator extends Authenticator {
  constructor(
    private readonly database: Database,
    private readonly keys: ApiKeysService,
    private readonly config: Config,
  ) {
    super();
  }

  async authenticate(request: FastifyRequest): Promise<Principal | null> {
    const key = request.headers['x-api-key'];
    if (typeof key === 'string') return this.keys.principalOf(key);
    const token = bearerOf(request) ?? this.cookieOf(request);
    if (!token) return null;
    const found = await row<Principal>(
      this.database.manager,
      `SELECT a.id AS "accountId", a.name, a.email, a.roles
       FROM auth_sessions s JOIN accounts a ON a.id = s.account_id
       WHERE s.token = $1 AND s.expires_at > clock_timestamp() AND a.banned_at IS NULL`,
      [token],
    );
    return found ?? null;
  }

  /** Cookies travel by themselves, so a change asked for from a foreign page is refused. */
  private cookieOf(request: FastifyRequest): string | undefined {
    const value = COOKIE.exec(request.headers.cookie ?? '')?.[1];
    if (value === undefined) return undefined;
    const origin = request.headers.origin;
    if (!SAFE.has(request.method) && origin !== undefined && !this.config.webOrigins.includes(origin)) {
      throw new Problem('forbidden', 'This origin may not act with your session.');
    }
    return unsigned(decodeURIComponent(value));
  }
}

const bearerOf = (request: FastifyRequest): string | undefined => {
  const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return token === undefined ? undefined : unsigned(decodeURIComponent(token.replace(/%(?![0-9a-f]{2})/gi, '%25')));
};

/** The auth library hands out `token.signature`; the token alone has 128 bits and more, and is what the session row holds. */
const unsigned = (token: string): string => (token.split('.')[0] ?? '').slice(0, 200).replaceAll('\0', '');

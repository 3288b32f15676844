import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import type { Scope } from './scopes.ts';

export type Role = 'candidate' | 'mentor' | 'admin';

/** Who is asking. No request field ever names the acting person; only the session does. */
export interface Principal {
  accountId: string;
  name: string;
  email: string;
  roles: Role[];
  /** Of an API key: all that it may do. People have none. */
  scopes?: readonly Scope[];
}

export interface AppRequest extends FastifyRequest {
  principal?: Principal;
}

/** Finds the principal behind a request's credentials; the accounts module provides it. */
export abstract class Authenticator {
  /** Answers null where there are no credentials or they are not (or no longer) good. */
  abstract authenticate(request: FastifyRequest): Promise<Principal | null>;
}

/** The signed-in account of this request; use on operations that require one. */
export const CurrentAccount = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const principal = context.switchToHttp().getRequest<AppRequest>().principal;
  if (!principal) throw new Error('CurrentAccount used on an operation that requires nobody');
  return principal;
});

/** The signed-in account, or null on public operations. */
export const MaybeAccount = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal | null =>
    context.switchToHttp().getRequest<AppRequest>().principal ?? null,
);

export const isAdmin = (principal: Principal | null): boolean => principal?.roles.includes('admin') ?? false;

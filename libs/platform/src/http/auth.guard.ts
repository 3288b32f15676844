import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Problem } from '../problems.ts';
import { OPERATION, type OperationOptions } from './operation.ts';
import { type AppRequest, Authenticator } from './principal.ts';
import { type Scope, scopeFor } from './scopes.ts';

/** The one global guard, default deny: an operation that declares no audience is open to nobody. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = this.reflector.get<OperationOptions | undefined>(OPERATION, context.getHandler());
    if (!operation) throw new Problem('forbidden', 'This operation is open to nobody.');
    const request = context.switchToHttp().getRequest<AppRequest>();
    const { authorization, cookie, 'x-api-key': key } = request.headers;
    const hasCredentials = authorization !== undefined || cookie !== undefined || key !== undefined;
    if (hasCredentials) request.principal = (await this.authenticator.authenticate(request)) ?? undefined;
    if (operation.audience === 'public') return true;
    if (!request.principal)
      throw new Problem('unauthenticated', 'Send a valid bearer token: `Authorization: Bearer …`.');
    if (request.principal.scopes) checkScope(request, request.principal.scopes);
    const needed = operation.audience;
    if (needed !== 'account' && !request.principal.roles.includes(needed)) {
      throw new Problem('forbidden', `Only accounts with the role ${needed} may do this.`);
    }
    return true;
  }
}

/** A key does what its scopes say, and nothing else. @throws Problem `forbidden` */
function checkScope(request: AppRequest, scopes: readonly Scope[]): void {
  const scope = scopeFor(request.method === 'HEAD' ? 'GET' : request.method, request.routeOptions.url ?? '');
  if (scope === null) throw new Problem('forbidden', 'No API key may do this, only a person.');
  if (!scopes.includes(scope)) throw new Problem('forbidden', `This API key needs the scope ${scope} for that.`);
}

import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { problemOfDatabase } from '../database.ts';
import { Problem, PROBLEMS, type ProblemCode } from '../problems.ts';
import type { AppRequest } from './principal.ts';

const BY_STATUS: Readonly<Record<number, [ProblemCode, string]>> = {
  400: ['validation_failed', 'The request could not be read: check its JSON, headers and path.'],
  401: ['unauthenticated', 'Sign in first.'],
  403: ['forbidden', 'This is not allowed.'],
  404: ['not_found', 'There is nothing at this address.'],
  413: ['payload_too_large', 'The body may have at most 100 kB.'],
  414: ['validation_failed', 'The address is too long.'],
  415: ['unsupported_media_type', 'Send the body as application/json.'],
  431: ['validation_failed', 'The headers are too large.'],
};

/** Whatever was thrown, as the problem a client may see. */
export function toProblem(thrown: unknown): Problem {
  const error = problemOfDatabase(thrown);
  if (error instanceof Problem) return error;
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number } | null)?.statusCode;
  const known = status === undefined ? undefined : BY_STATUS[status];
  if (known) return new Problem(...known);
  return new Problem('internal_error', 'Please try again; if it stays, tell us the requestId.');
}

/** The body of a problem response (RFC 9457). */
function problemBody(problem: Problem, instance: string, requestId: string): Record<string, unknown> {
  const { errors, alternatives, conflicts } = problem.extras;
  return {
    type: `/problems/${problem.code}`,
    title: PROBLEMS[problem.code][1],
    status: problem.status,
    code: problem.code,
    detail: problem.detail,
    instance,
    requestId,
    ...(errors && { errors }),
    ...(alternatives && { alternatives }),
    ...(conflicts && { conflicts }),
  };
}

/** The one place where errors become responses: problem+json, never a stack, SQL or library text. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: PinoLogger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<AppRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(thrown);
    if (problem.status >= 500)
      this.logger.error({ err: thrown, requestId: request.id, code: problem.code }, 'request failed');
    if (problem.extras.retryAfterSeconds !== undefined)
      void reply.header('Retry-After', String(problem.extras.retryAfterSeconds));
    void reply
      .status(problem.status)
      .header('Content-Type', 'application/problem+json; charset=utf-8')
      .send(problemBody(problem, request.url.split('?')[0] ?? '/', request.id));
  }
}

import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiHeader, ApiOperation } from '@nestjs/swagger';
import type { ProblemCode } from '../problems.ts';

/** Who may call: anyone, anyone signed in, or holders of a role. */
type Audience = 'public' | 'account' | 'mentor' | 'admin';

/** Which allowance an operation draws on; see rate-limit.guard.ts. */
export type RateClass = 'read' | 'write' | 'sign-in' | 'sign-up' | 'booking' | 'intake' | 'message' | 'none';

export interface OperationOptions {
  summary: string;
  audience: Audience;
  /** Problem codes beyond those every operation of its kind can answer. */
  errors?: ProblemCode[];
  /** Worked examples, shown in /docs. */
  example: { request?: unknown; response?: unknown };
  rate?: RateClass;
  /** `key`: Idempotency-Key honoured (every POST); `safe`: changes nothing; `natural`: repeating it changes nothing more; `own`: by its own rule. */
  idempotency: 'key' | 'safe' | 'natural' | 'own';
}

export const OPERATION = 'operation';

const ALWAYS: ProblemCode[] = ['validation_failed', 'rate_limited', 'unavailable'];

function codesOf(options: OperationOptions): ProblemCode[] {
  const codes = new Set<ProblemCode>([...ALWAYS, ...(options.errors ?? [])]);
  if (options.audience !== 'public') codes.add('unauthenticated');
  if (options.audience === 'mentor' || options.audience === 'admin') codes.add('forbidden');
  if (options.idempotency === 'key') codes.add('idempotency_key_reused').add('request_in_progress');
  if (options.example.request !== undefined) codes.add('payload_too_large').add('unsupported_media_type');
  return [...codes];
}

/**
 * Declares one HTTP operation: who may call it, what it answers, which problems it knows, how a repeat behaves. The
 * auth guard, the rate limiter, the idempotency interceptor and the OpenAPI document all read this one declaration.
 */
export function Operation(options: OperationOptions): MethodDecorator {
  const decorators: MethodDecorator[] = [
    SetMetadata(OPERATION, options),
    ApiOperation({ summary: options.summary }),
    ApiExtension('x-audience', options.audience),
    ApiExtension('x-idempotency', options.idempotency),
    ApiExtension('x-problem-codes', codesOf(options)),
    ApiExtension('x-examples', options.example),
  ];
  if (options.audience !== 'public') decorators.push(ApiBearerAuth());
  if (options.idempotency === 'key') {
    decorators.push(
      ApiHeader({
        name: 'Idempotency-Key',
        required: false,
        description: 'Any text up to 255 characters; a repeat within 24 h replays the first answer.',
      }),
    );
  }
  if (options.errors?.includes('version_conflict'))
    decorators.push(
      ApiHeader({
        name: 'If-Match',
        required: false,
        description: 'The version the edit is based on, in quotes: `"3"`. A newer one is not overwritten: 409.',
      }),
    );
  return applyDecorators(...decorators);
}

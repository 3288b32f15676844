import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { invalidField, versionConflict } from '../problems.ts';
import type { AppRequest } from './principal.ts';

/** The version a client's edit is based on (`If-Match: "3"`), or null where it does not say. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number | null => {
  const header = context.switchToHttp().getRequest<AppRequest>().headers['if-match'];
  if (header === undefined || header === '*') return null;
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)?.[1];
  if (version === undefined) throw invalidField('If-Match', 'must be the version in quotes, for example "3"');
  return Number(version);
});

/** @throws Problem `version_conflict` when an edit is based on an older version than the present one. */
export function checkVersion(expected: number | null, present: number): void {
  if (expected !== null && expected !== present) throw versionConflict(present);
}

import { invalidField } from '../problems.ts';

export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

/** The sort key of the last row, as an opaque text. */
const encodeCursor = (key: (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * The sort key in a cursor.
 * @throws Problem `validation_failed` when the text is no cursor of this list (`types`: each part's type, in order).
 */
export function decodeCursor<T extends (string | number | null)[]>(
  cursor: string | undefined,
  types: readonly ('string' | 'number')[],
): T | null {
  if (cursor === undefined) return null;
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    const fits =
      Array.isArray(key) &&
      key.length === types.length &&
      key.every((part, i) => part === null || typeof part === types[i]);
    if (fits) return key as T;
  } catch {
    // falls through to the one answer for every cursor that is not ours
  }
  throw invalidField('cursor', 'is not a cursor of this list');
}

/** Cuts `limit + 1` fetched rows to a page; `keyOf` names the sort key of a row. */
export function toPage<R, T>(
  fetched: R[],
  limit: number,
  keyOf: (row: R) => (string | number | null)[],
  map: (row: R) => T,
): Page<T> {
  const shown = fetched.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map(map),
    nextCursor: fetched.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null,
  };
}

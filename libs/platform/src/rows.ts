import type { EntityManager } from 'typeorm';

/** Rows of a statement, typed by the caller; for SELECT and INSERT … RETURNING. */
export const rows = <T>(tx: EntityManager, sql: string, parameters: unknown[] = []): Promise<T[]> =>
  tx.query<T[]>(sql, parameters);

/** The first row of a statement, if there is one. */
export const row = async <T>(tx: EntityManager, sql: string, parameters: unknown[] = []): Promise<T | undefined> =>
  (await rows<T>(tx, sql, parameters))[0];

/** Runs an UPDATE or DELETE and answers how many rows it touched. */
export async function execute(tx: EntityManager, sql: string, parameters: unknown[] = []): Promise<number> {
  const [, count] = await tx.query<[unknown[], number]>(sql, parameters);
  return count;
}

/** The rows an `UPDATE … RETURNING` or `DELETE … RETURNING` touched. */
export async function changed<T>(tx: EntityManager, sql: string, parameters: unknown[] = []): Promise<T[]> {
  const [touched] = await tx.query<[T[], number]>(sql, parameters);
  return touched;
}

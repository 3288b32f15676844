import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The sandbox's own small store: documents by kind and id, in order of creation; a restart loses nothing. */
export class Store {
  private readonly db: DatabaseSync;

  /** @param file a path, or `:memory:` */
  constructor(file: string) {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    this.db = new DatabaseSync(file);
    this.db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS documents (seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL, parent TEXT, json TEXT NOT NULL, UNIQUE (kind, id));
      CREATE INDEX IF NOT EXISTS documents_parent ON documents (kind, parent);`);
  }

  /** @param parent what it belongs to, so that `children` finds it; kept when left out */
  put(kind: string, id: string, document: object, parent: string | null = null): void {
    this.db
      .prepare(
        `INSERT INTO documents (kind, id, parent, json) VALUES (?, ?, ?, ?)
         ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json, parent = coalesce(excluded.parent, parent)`,
      )
      .run(kind, id, parent, JSON.stringify(document));
  }

  get<T>(kind: string, id: string): T | undefined {
    const row = this.db.prepare('SELECT json FROM documents WHERE kind = ? AND id = ?').get(kind, id);
    return row ? (JSON.parse(String(row.json)) as T) : undefined;
  }

  /** Every document of a kind, newest first. */
  all<T>(kind: string): T[] {
    return this.db
      .prepare('SELECT json FROM documents WHERE kind = ? ORDER BY seq DESC')
      .all(kind)
      .map((row) => JSON.parse(String(row.json)) as T);
  }

  /** Every document of a kind that belongs to one parent, newest first. */
  children<T>(kind: string, parent: string): T[] {
    return this.db
      .prepare('SELECT json FROM documents WHERE kind = ? AND parent = ? ORDER BY seq DESC')
      .all(kind, parent)
      .map((row) => JSON.parse(String(row.json)) as T);
  }

  remove(kind: string, id: string): void {
    this.db.prepare('DELETE FROM documents WHERE kind = ? AND id = ?').run(kind, id);
  }

  /** Runs `work` all or nothing. */
  atomically<T>(work: () => T): T {
    if (this.db.isTransaction) return work();
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      this.db.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.db.close();
  }
}

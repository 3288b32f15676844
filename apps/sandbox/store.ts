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
      CREATE TABLE IF NOT EXISTS documents (seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, UNIQUE (kind, id));`);
  }

  put(kind: string, id: string, document: object): void {
    this.db
      .prepare(
        'INSERT INTO documents (kind, id, json) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json',
      )
      .run(kind, id, JSON.stringify(document));
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

  remove(kind: string, id: string): void {
    this.db.prepare('DELETE FROM documents WHERE kind = ? AND id = ?').run(kind, id);
  }

  /** Runs `work` all or nothing. */
  atomically<T>(work: () => T): T {
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

import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { RUBRIC_VERSION } from './catalog.data.ts';
import { CatalogEntryEntity } from './catalog.entity.ts';
import { type CatalogKind, type Rubric, rubricOf } from './rubric.ts';

/** How old a process's copy of the catalog may be, in milliseconds. */
const FRESH_MS = 10_000;

/** The taxonomy and the rubric, read from the database and kept for a few seconds. */
@Injectable()
export class CatalogService {
  private kept: { at: number; rubric: Promise<Rubric>; entries: Promise<CatalogEntryEntity[]> } | undefined;

  constructor(private readonly database: Database) {}

  /** The rubric in its present version. */
  rubric(): Promise<Rubric> {
    return this.load().rubric;
  }

  /** Entries of some kinds, in their order. */
  async entries(kind: CatalogKind): Promise<CatalogEntryEntity[]> {
    return (await this.load().entries).filter((entry) => entry.kind === kind);
  }

  private load() {
    if (this.kept && Date.now() - this.kept.at < FRESH_MS) return this.kept;
    const entries = this.database.manager.find(CatalogEntryEntity, {
      order: { kind: 'ASC', position: 'ASC', slug: 'ASC' },
    });
    const rubric = entries.then((all) => rubricOf(RUBRIC_VERSION, all));
    this.kept = { at: Date.now(), entries, rubric };
    rubric.catch(() => (this.kept = undefined));
    return this.kept;
  }
}

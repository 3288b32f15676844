import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { checkVersion, Clock, Database, notFound, Problem, row } from '#libs/platform';
import { RUBRIC_VERSION } from './catalog.data.ts';
import { checkedData } from './catalog-rules.ts';
import { CatalogEntryEntity, CatalogVersionEntity } from './catalog.entity.ts';
import { type CatalogEntry, type CatalogKind, type Rubric, rubricOf } from './rubric.ts';

/** How old a process's copy of the catalog may be, in milliseconds. */
const FRESH_MS = 2_000;

/** What an admin writes of an entry. */
export type CatalogChange = Partial<
  Pick<CatalogEntry, 'name' | 'description' | 'position' | 'data'> & { retired: boolean }
>;

/** The taxonomy and the rubric, as versioned data: read from the database, kept for two seconds, changed by admins. */
@Injectable()
export class CatalogService {
  private kept: { at: number; present: Promise<{ rubric: Rubric; entries: CatalogEntry[] }> } | undefined;
  private readonly earlier = new Map<string, Promise<Rubric>>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The rubric in its present version. */
  async rubric(): Promise<Rubric> {
    return (await this.present()).rubric;
  }

  /** The rubric as it was in a version; the present one where that version is not known. */
  async rubricOfVersion(name: string): Promise<Rubric> {
    const { rubric } = await this.present();
    if (rubric.version === name) return rubric;
    const known = this.earlier.get(name) ?? this.readVersion(name);
    this.earlier.set(name, known);
    known.catch(() => this.earlier.delete(name));
    return (await known) ?? rubric;
  }

  /** Entries of a kind that are on offer, in their order. */
  async entries(kind: CatalogKind): Promise<CatalogEntry[]> {
    return (await this.present()).entries.filter((entry) => entry.kind === kind);
  }

  /** Every entry of a kind, retired ones included, as stored now. */
  all(kind: CatalogKind): Promise<CatalogEntryEntity[]> {
    return this.database.manager.find(CatalogEntryEntity, { where: { kind }, order: { position: 'ASC', slug: 'ASC' } });
  }

  /** Adds an entry and begins a new version of the rubric. @throws Problem `already_exists`, `validation_failed` */
  async add(
    tx: EntityManager,
    kind: CatalogKind,
    slug: string,
    { name = slug, description = '', position = 0, data = {} }: CatalogChange,
  ): Promise<CatalogEntryEntity> {
    await this.lock(tx);
    if (await tx.existsBy(CatalogEntryEntity, { kind, slug }))
      throw new Problem('already_exists', `There is a ${kind} "${slug}" already.`);
    const checked = checkedData(kind, data, await this.rubric());
    const entry = { kind, slug, name, description, position, data: checked, retired: false, version: 1 };
    await tx.insert(CatalogEntryEntity, entry);
    await this.beginVersion(tx);
    return entry;
  }

  /** Changes an entry and begins a new version of the rubric. @throws Problem `not_found`, `version_conflict`, `validation_failed` */
  async change(
    tx: EntityManager,
    kind: CatalogKind,
    slug: string,
    change: CatalogChange,
    expected: number | null,
  ): Promise<{ before: CatalogEntryEntity; after: CatalogEntryEntity }> {
    await this.lock(tx);
    const before = await tx.findOneBy(CatalogEntryEntity, { kind, slug });
    if (!before) throw notFound(kind);
    checkVersion(expected, before.version);
    const defined = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const after = Object.assign(new CatalogEntryEntity(), before, defined, { version: before.version + 1 });
    if (change.data !== undefined) after.data = checkedData(kind, change.data, await this.rubric());
    await tx.save(after);
    await this.beginVersion(tx);
    return { before, after };
  }

  /** Has the next reader of this process read the catalog anew; after an edit has been committed. */
  forget(): void {
    this.kept = undefined;
  }

  private lock(tx: EntityManager): Promise<unknown> {
    return tx.query('LOCK TABLE catalog_versions IN SHARE ROW EXCLUSIVE MODE'); // one edit after the other
  }

  private async beginVersion(tx: EntityManager): Promise<void> {
    const last = await row<{ number: number }>(tx, 'SELECT max(number) AS number FROM catalog_versions');
    const number = (last?.number ?? 0) + 1;
    const entries = (await tx.find(CatalogEntryEntity)).filter(({ retired }) => !retired);
    await tx.insert(CatalogVersionEntity, {
      ...{ number, name: `${RUBRIC_VERSION}.${number - 1}`, createdAt: this.clock.now() },
      entries: sorted(entries).map(({ kind, slug, name, description, position, data }) => ({
        ...{ kind, slug, name, description, position, data },
      })),
    });
  }

  private async readVersion(name: string): Promise<Rubric> {
    const found = await this.database.manager.findOneBy(CatalogVersionEntity, { name });
    return found ? rubricOf(name, found.entries) : this.rubric();
  }

  private present() {
    if (this.kept && Date.now() - this.kept.at < FRESH_MS) return this.kept.present;
    const present = this.read();
    this.kept = { at: Date.now(), present };
    present.catch(() => (this.kept = undefined));
    return present;
  }

  /** One row holds everything, so that no reader sees half an edit. */
  private async read(): Promise<{ rubric: Rubric; entries: CatalogEntry[] }> {
    const version = await row<CatalogVersionEntity>(
      this.database.manager,
      'SELECT name, entries FROM catalog_versions ORDER BY number DESC LIMIT 1',
    );
    if (!version) throw new Error('the catalog is empty: run the migrations');
    return { entries: version.entries, rubric: rubricOf(version.name, version.entries) };
  }
}

const sorted = <T extends CatalogEntry>(entries: T[]): T[] =>
  entries.sort((a, b) => a.kind.localeCompare(b.kind) || a.position - b.position || (a.slug < b.slug ? -1 : 1));

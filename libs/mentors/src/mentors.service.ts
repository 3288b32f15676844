import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountsService } from '#libs/accounts';
import { CatalogService, type Rubric } from '#libs/catalog';
import {
  checkVersion,
  Clock,
  Database,
  Events,
  execute,
  formatMoney,
  invalidField,
  isId,
  minimumCharge,
  newId,
  notFound,
  Problem,
  row,
  SharedLook,
  stepOf,
  definedOf,
} from '#libs/platform';
import { type MentorEvent, missingToSubmit, nextMentorState } from './domain/mentor-state.ts';
import { ESSENTIALS, type Essentials, MentorEntity, MentorSlugEntity } from './mentor.entity.ts';
import type { ApplyAsMentor, CreateOffering, EditMentor, EditOffering, OfferingDto } from './mentors.dto.ts';
import { toOffering } from './mentors.mapper.ts';
import { type BookableOffering, MentorsRepository } from './mentors.repository.ts';
import { ChangesReviewed, MentorDecided, MentorPublished } from './mentors.events.ts';
import { PhotoCheck } from './photo-check.ts';
import { OfferingEntity } from './offering.entity.ts';

/** Default share of a session's price that stays with the platform, in percent. */
export const PLATFORM_FEE_PERCENT = 20;

/** A mentor as the other party of a session knows them. */
export interface MentorNames {
  id: string;
  slug: string;
  displayName: string;
  timeZone: string;
  /** Their own meeting room, if they have one. */
  meetingUrl: string | null;
}

@Injectable()
export class MentorsService {
  private readonly offeringLooks = new SharedLook<BookableOffering | undefined>();

  constructor(
    private readonly database: Database,
    private readonly repository: MentorsRepository,
    private readonly accounts: AccountsService,
    private readonly catalog: CatalogService,
    private readonly photos: PhotoCheck,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** Creates the account's draft profile and gives it the role mentor. @throws Problem `already_exists` */
  async apply(accountId: string, name: string, wanted: ApplyAsMentor): Promise<MentorEntity> {
    checkWords(await this.catalog.rubric(), wanted);
    if (wanted.photoUrl) this.photos.checkForm(wanted.photoUrl);
    const [id, now] = [newId(), this.clock.now()];
    const displayName = wanted.displayName ?? name;
    const mentor: Partial<MentorEntity> = {
      timeZone: 'UTC',
      ...definedOf(wanted),
      id,
      accountId,
      state: 'draft',
      displayName,
      slug: wanted.slug ?? `${slugOf(displayName)}-${id.slice(-6)}`,
      createdAt: now,
      updatedAt: now,
    };
    mentor.searchText = searchTextOf(mentor);
    await this.database.transaction(async (tx) => {
      await tx.insert(MentorEntity, mentor);
      if (await tx.existsBy(MentorSlugEntity, { slug: mentor.slug }))
        throw new Problem('already_exists', 'This slug is taken.');
      await this.accounts.addRole(tx, accountId, 'mentor');
      if (wanted.photoUrl) await this.photos.order(tx, id, wanted.photoUrl);
    });
    return this.own(accountId);
  }

  /** The profile of this account. @throws Problem `not_found` */
  async own(accountId: string): Promise<MentorEntity> {
    const mentor = await this.repository.byAccount(this.database.manager, accountId);
    if (!mentor) throw notFound('mentor profile');
    return mentor;
  }

  /** The profile of an account, if it has one. */
  ofAccount(tx: EntityManager, accountId: string): Promise<MentorEntity | null> {
    return this.repository.byAccount(tx, accountId);
  }

  async offeringsOf(mentorId: string): Promise<OfferingEntity[]> {
    return this.repository.offerings(this.database.manager, mentorId);
  }

  /** A published mentor by id or slug; paused ones stay readable so that links keep working. */
  async published(idOrSlug: string): Promise<MentorEntity> {
    const by = isId(idOrSlug) ? { id: idOrSlug } : { slug: idOrSlug };
    const mentor = await this.database.manager.findOneBy(MentorEntity, by);
    if (!mentor || !['published', 'paused'].includes(mentor.state)) throw notFound('mentor');
    return mentor;
  }

  /** The present slug of a mentor who had this one before, as far as the profile may be read. */
  async movedTo(slug: string): Promise<string | null> {
    const found = await row<{ slug: string }>(
      this.database.manager,
      `SELECT m.slug FROM mentor_slugs s JOIN mentors m ON m.id = s.mentor_id WHERE s.slug = $1 AND m.state IN ('published', 'paused')`,
      [slug],
    );
    return found?.slug ?? null;
  }

  async edit(accountId: string, change: EditMentor, expected: number | null): Promise<MentorEntity> {
    checkWords(await this.catalog.rubric(), change);
    if (change.photoUrl) this.photos.checkForm(change.photoUrl);
    return this.database.transaction(async (tx) => {
      const mentor = await this.lockOwn(tx, accountId);
      checkVersion(expected, mentor.version);
      const { slug } = mentor;
      this.markChanged(mentor, change);
      await this.change(tx, mentor, definedOf(change));
      const saved = await tx.save(mentor); // waits for whoever is just giving this slug up
      if (saved.slug !== slug) await this.moveSlug(tx, saved, slug);
      return saved;
    });
  }

  /**
   * An admin has looked at the changes of a published profile: they stay, or the profile says again what it said before.
   * @returns what it said before and says now @throws Problem `not_found`, `invalid_state` where nothing waits
   */
  async reviewChanges(
    tx: EntityManager,
    id: string,
    outcome: 'approve' | 'revert',
    reason: string,
  ): Promise<{ before: Essentials; after: Essentials }> {
    const mentor = await this.repository.lock(tx, id);
    if (!mentor) throw notFound('mentor');
    if (mentor.approved === null)
      throw new Problem('invalid_state', 'No changes of this profile wait to be looked at.');
    const before = essentialsOf(mentor);
    await this.change(tx, mentor, {
      ...(outcome === 'revert' && mentor.approved),
      ...{ approved: null, changedSince: null },
    });
    const saved = await tx.save(mentor);
    if (outcome === 'revert')
      await this.events.publish(tx, new ChangesReviewed(id, mentor.accountId, saved.version, reason));
    return { before, after: essentialsOf(saved) };
  }

  /** Candidates of a mentor with something booked ahead. */
  activeCandidates(id: string): Promise<number> {
    return this.repository.activeCandidates(this.database.manager, id);
  }

  /** Submit, pause or resume one's own profile. @throws Problem `invalid_state`, `policy_violation` with what is missing */
  async moveOwn(accountId: string, event: 'submit' | 'pause' | 'resume'): Promise<MentorEntity> {
    return this.database.transaction(async (tx) => {
      const mentor = await this.lockOwn(tx, accountId);
      if (event === 'resume' && mentor.pausedUntil !== null && mentor.pausedUntil > this.clock.now())
        throw new Problem('policy_violation', 'Your standing keeps the profile paused. You can appeal.');
      if (event === 'submit') {
        const missing = await this.missing(tx, mentor);
        if (missing.length > 0) throw new Problem('policy_violation', `Before you submit, add ${missing.join(', ')}.`);
      }
      return this.move(tx, mentor, event, null);
    });
  }

  /** An admin's decision on a profile, inside the admin's transaction. */
  async decide(
    tx: EntityManager,
    id: string,
    event: MentorEvent,
    reason: string,
  ): Promise<{ before: string; after: string }> {
    const mentor = await this.repository.lock(tx, id);
    if (!mentor) throw notFound('mentor');
    const before = mentor.state;
    const { state, accountId, version } = await this.move(tx, mentor, event, reason);
    if (event === 'publish' || event === 'reject' || event === 'suspend' || event === 'reinstate')
      await this.events.publish(tx, new MentorDecided(id, accountId, version, event, reason));
    return { before, after: state };
  }

  async missing(tx: EntityManager, mentor: MentorEntity): Promise<string[]> {
    const offerings = await this.repository.offerings(tx, mentor.id);
    return missingToSubmit({
      ...mentor,
      pricedOfferings: offerings.filter(({ priceAmount, active }) => priceAmount > 0 && active).length,
    });
  }

  async createOffering(accountId: string, wanted: CreateOffering): Promise<OfferingDto> {
    const mentor = await this.own(accountId);
    const offering = {
      id: newId(),
      mentorId: mentor.id,
      kind: wanted.kind,
      title: wanted.title,
      description: wanted.description ?? '',
      durationMinutes: wanted.durationMinutes,
      priceAmount: wanted.price.amount,
      currency: wanted.price.currency,
      sessions: wanted.sessions ?? null,
      trial: wanted.trial ?? false,
      scheduleId: wanted.scheduleId ?? null,
      requiresApproval: wanted.requiresApproval ?? false,
      active: wanted.active ?? true,
      archivedAt: null,
      version: 1,
      createdAt: this.clock.now(),
    };
    checkOffering(offering);
    await this.database.manager.insert(OfferingEntity, offering);
    return toOffering(offering);
  }

  async editOffering(
    accountId: string,
    id: string,
    change: EditOffering,
    expected: number | null,
  ): Promise<OfferingDto> {
    return this.database.transaction(async (tx) => {
      const offering = await this.lockOffering(tx, accountId, id);
      checkVersion(expected, offering.version);
      const { price, ...rest } = change;
      Object.assign(offering, definedOf(rest), price && { priceAmount: price.amount, currency: price.currency }, {
        version: offering.version + 1,
      });
      checkOffering(offering);
      return toOffering(await tx.save(offering));
    });
  }

  /** Archives an offering: bookings that used it keep it, nobody can book it again. */
  async archiveOffering(accountId: string, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const offering = await this.lockOffering(tx, accountId, id);
      await tx.update(
        OfferingEntity,
        { id: offering.id },
        { active: false, archivedAt: this.clock.now(), version: offering.version + 1 },
      );
    });
  }

  /** The offering and mentor behind a booking. @throws Problem `not_found` when there is no such offering on sale */
  async bookable(offeringId: string): Promise<BookableOffering & { feePercent: number }> {
    const found = await this.offeringLooks.ask(offeringId, () =>
      this.repository.bookable(this.database.manager, offeringId),
    );
    if (!found || !found.offered || found.mentorState !== 'published') throw notFound('offering');
    return { ...found, feePercent: found.feePercent ?? PLATFORM_FEE_PERCENT };
  }

  /** What one session of a length costs with a mentor in a currency: the cheapest on sale; null when there is none. */
  async singlePrice(
    tx: EntityManager,
    mentorId: string,
    durationMinutes: number,
    currency: string,
  ): Promise<number | null> {
    const found = await tx.query<{ price: number | null }[]>(
      `SELECT min(price_amount) AS price FROM offerings WHERE mentor_id = $1 AND kind = 'session' AND duration_minutes = $2 AND currency = $3 AND active AND archived_at IS NULL`,
      [mentorId, durationMinutes, currency],
    );
    return found[0]?.price ?? null;
  }

  /** Titles of the offerings that follow a schedule of their own. */
  async titlesFollowing(tx: EntityManager, scheduleId: string): Promise<string[]> {
    const found = await tx.findBy(OfferingEntity, { scheduleId });
    return found.filter(({ archivedAt }) => archivedAt === null).map(({ title }) => title);
  }

  /** Notes how many minutes a week a mentor's schedule opens: part of what a profile needs. */
  async noteWeeklyMinutes(tx: EntityManager, mentorId: string, minutes: number): Promise<void> {
    await execute(tx, 'UPDATE mentors SET weekly_minutes = $2 WHERE id = $1', [mentorId, minutes]);
  }

  /** Counts a completed session in the mentor's figures, in the transaction that completes it. */
  async countCompleted(tx: EntityManager, mentorId: string): Promise<void> {
    await execute(tx, 'UPDATE mentors SET sessions_completed = sessions_completed + 1 WHERE id = $1', [mentorId]);
  }

  /** Counts a published rating (`times` 1), or takes one back out (-1). */
  async countRating(tx: EntityManager, mentorId: string, rating: number, times: number): Promise<void> {
    await execute(
      tx,
      'UPDATE mentors SET rating_count = rating_count + $3, rating_sum = rating_sum + $2 * $3 WHERE id = $1',
      [mentorId, rating, times],
    );
  }

  /** Takes a completed session back out of the figures: it turned out that somebody was absent. */
  async uncountCompleted(tx: EntityManager, mentorId: string): Promise<void> {
    await execute(tx, 'UPDATE mentors SET sessions_completed = sessions_completed - 1 WHERE id = $1', [mentorId]);
  }

  /**
   * Sets a mentor's own share for the platform, percent; null: the usual one. Bookings made before keep theirs.
   * @returns what it was
   */
  async setFee(tx: EntityManager, mentorId: string, feePercent: number | null): Promise<number | null> {
    const mentor = await tx.findOne(MentorEntity, { where: { id: mentorId }, lock: { mode: 'for_no_key_update' } });
    if (!mentor) throw notFound('mentor');
    await tx.update(MentorEntity, { id: mentorId }, { feePercent, updatedAt: this.clock.now() });
    return mentor.feePercent;
  }

  /** What the other party, mails and lists may know of each mentor. */
  async names(tx: EntityManager, ids: string[]): Promise<Map<string, MentorNames>> {
    const found = await tx.query<MentorNames[]>(
      'SELECT id, slug, display_name AS "displayName", time_zone AS "timeZone", meeting_url AS "meetingUrl" FROM mentors WHERE id = ANY ($1)',
      [ids],
    );
    return new Map(found.map((mentor) => [mentor.id, mentor]));
  }

  /** Keeps the old slug for links; one that leads to somebody else is taken. @throws Problem `already_exists` */
  private async moveSlug(tx: EntityManager, { id, slug }: MentorEntity, old: string): Promise<void> {
    const owner = await tx.findOneBy(MentorSlugEntity, { slug });
    if (owner && owner.mentorId !== id) throw new Problem('already_exists', 'This slug is taken.');
    await tx.delete(MentorSlugEntity, { slug });
    await tx.upsert(MentorSlugEntity, { slug: old, mentorId: id }, ['slug']);
  }

  /** What an admin has read of a published profile is kept until an admin has read what it says now. */
  private markChanged(mentor: MentorEntity, change: EditMentor): void {
    const isOut = ['published', 'paused', 'suspended'].includes(mentor.state); // or will be again, without another look
    const differs = (name: (typeof ESSENTIALS)[number]): boolean =>
      change[name] !== undefined && !isDeepStrictEqual(plain(change[name]), plain(mentor[name]));
    if (isOut && mentor.approved === null && ESSENTIALS.some(differs))
      Object.assign(mentor, { approved: essentialsOf(mentor), changedSince: this.clock.now() });
  }

  /** Puts changes on a profile, which is saved by the caller; another photo is looked at anew. */
  private async change(
    tx: EntityManager,
    mentor: MentorEntity,
    changes: Partial<MentorEntity> | Partial<EditMentor>,
  ): Promise<void> {
    const { photoUrl } = mentor;
    Object.assign(mentor, changes, { version: mentor.version + 1, updatedAt: this.clock.now() });
    mentor.searchText = searchTextOf(mentor);
    if (mentor.photoUrl === photoUrl) return;
    mentor.photoProblem = null;
    if (mentor.photoUrl !== null) await this.photos.order(tx, mentor.id, mentor.photoUrl);
  }

  private async move(
    tx: EntityManager,
    mentor: MentorEntity,
    event: MentorEvent,
    reason: string | null,
  ): Promise<MentorEntity> {
    const next = nextMentorState(mentor.state, event);
    if (!next) throw new Problem('invalid_state', `A ${mentor.state} profile cannot ${event}.`);
    Object.assign(mentor, {
      state: next,
      stateReason: reason,
      version: mentor.version + 1,
      updatedAt: this.clock.now(),
    });
    const saved = await tx.save(mentor);
    if (event === 'publish') await this.events.publish(tx, new MentorPublished(mentor.id, mentor.accountId));
    return saved;
  }

  /** The profile of this account, locked: what a mentor may have only so many of is counted under it. */
  async lockOwn(tx: EntityManager, accountId: string): Promise<MentorEntity> {
    const mentor = await tx.findOne(MentorEntity, { where: { accountId }, lock: { mode: 'for_no_key_update' } });
    if (!mentor) throw notFound('mentor profile');
    return mentor;
  }

  private async lockOffering(tx: EntityManager, accountId: string, id: string): Promise<OfferingEntity> {
    const mentor = await this.repository.byAccount(tx, accountId);
    const offering =
      mentor &&
      (await tx.findOne(OfferingEntity, { where: { id, mentorId: mentor.id }, lock: { mode: 'for_no_key_update' } }));
    if (!offering || offering.archivedAt) throw notFound('offering');
    return offering;
  }
}

const essentialsOf = (mentor: MentorEntity): Essentials =>
  Object.fromEntries(ESSENTIALS.map((name) => [name, mentor[name]])) as unknown as Essentials;

/** Objects of a request have classes, stored ones have not. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50) || 'mentor';

/** The words directory search looks in. */
export const searchTextOf = (mentor: Partial<MentorEntity>): string =>
  [
    mentor.displayName,
    mentor.headline,
    mentor.bio,
    ...(mentor.specialties ?? []),
    ...(mentor.segments ?? []),
    ...(mentor.rounds ?? []),
    ...(mentor.history ?? []).flatMap(({ company, title }) => [company, title]),
  ].join(' ');

/** @throws Problem `validation_failed` naming the first word the catalog does not hold */
function checkWords(rubric: Rubric, profile: EditMentor): void {
  const known: [keyof EditMentor, string[] | undefined, { slug: string }[]][] = [
    ['specialties', profile.specialties, rubric.specialties],
    ['rounds', profile.rounds, rubric.rounds],
    ['segments', profile.segments, rubric.segments],
    ['languages', profile.languages, rubric.languages],
    ['region', profile.region === undefined ? undefined : [profile.region], rubric.regions],
    ['history', profile.history?.map(({ segment }) => segment), rubric.segments],
  ];
  for (const [field, used, words] of known) {
    const slugs = words.map(({ slug }) => slug);
    const unknown = used?.find((slug) => !slugs.includes(slug));
    if (unknown !== undefined) throw invalidField(field, `has no "${unknown}"; known: ${slugs.join(', ')}`);
  }
}

type Checked = Pick<OfferingEntity, 'kind' | 'durationMinutes' | 'priceAmount' | 'currency' | 'sessions' | 'trial'>;

function checkOffering({ kind, durationMinutes, priceAmount, currency, sessions, trial }: Checked): void {
  if (durationMinutes % 5 !== 0) throw invalidField('durationMinutes', 'must be a multiple of 5');
  if (kind === 'intro' && priceAmount > 0) throw invalidField('price', 'of an intro must be 0: intros are free');
  if (kind === 'intro' && durationMinutes > 30) throw invalidField('durationMinutes', 'of an intro must be 15 to 30');
  const isPrepaid = kind === 'package' || kind === 'plan';
  if (isPrepaid !== (sessions !== null))
    throw invalidField('sessions', 'is said for a package or plan, and only for those');
  if (trial && kind !== 'plan') throw invalidField('trial', 'is for plans only');
  if ((isPrepaid || priceAmount > 0) && priceAmount < minimumCharge(currency))
    throw invalidField(
      'price',
      `must be at least ${formatMoney({ amount: minimumCharge(currency), currency })}: cards cannot be charged less`,
    );
  if (priceAmount % stepOf(currency) !== 0)
    throw invalidField(
      'price',
      `in ${currency} must be a multiple of ${stepOf(currency)}: cards cannot be charged otherwise`,
    );
}

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CatalogService, type Rubric } from '#libs/catalog';
import {
  checkVersion,
  Clock,
  Database,
  execute,
  invalidField,
  isAdmin,
  newId,
  notFound,
  type Principal,
  row,
  definedOf,
} from '#libs/platform';
import { type Answers, emptyAnswers, type Inference, merge } from './domain/answers.ts';
import { fitOf, type FitFacts } from './domain/fit.ts';
import { followUps } from './domain/reading/read-goals.ts';
import { impliedSpecialties, type Readiness, readinessOf, segmentsOf } from './domain/readiness.ts';
import { GoalReader } from './goal-reader.ts';
import type { InterpretResponse, IntakeResponse, TellGoals } from './intake.dto.ts';
import { IntakeEntity } from './intake.entity.ts';

/** How long an intake without an account is kept, in days. */
const UNCLAIMED_DAYS = 30;
/** So many of the widest gaps count as what a candidate wants. */
const WANTED_ROUNDS = 3;

/** An intake with everything derived from it. */
export interface OpenIntake {
  id: string;
  answers: Answers;
  readiness: Readiness;
  rubric: Rubric;
  /** Was answered with matches before. */
  isMatched: boolean;
}

/** Goals in a candidate's words and fields, and what follows from them. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly database: Database,
    private readonly catalog: CatalogService,
    private readonly reader: GoalReader,
    private readonly clock: Clock,
  ) {}

  /** Reads a text without storing anything. */
  async interpret(text: string, timeZone?: string): Promise<InterpretResponse> {
    const rubric = await this.catalog.rubric();
    const read = await this.reader.read(text, { now: this.clock.now(), timeZone, rubric });
    const { answers, inferred } = merge({ ...(timeZone !== undefined && { timeZone }) }, read);
    return { answers, inferred, followUps: followUps(inferred) };
  }

  /** Stores an intake; its access token is told this once. @throws Problem `validation_failed` */
  async create(told: TellGoals, account: Principal | null): Promise<IntakeResponse> {
    if (!told.goals?.trim() && !told.segments?.length)
      throw invalidField('goals', 'or segments is needed: tell us what you prepare for');
    const accessToken = randomBytes(24).toString('base64url');
    const now = this.clock.now();
    const intake = Object.assign(new IntakeEntity(), {
      id: newId(),
      accountId: account?.accountId ?? null,
      accessTokenHash: hashOf(accessToken),
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
    await this.derive(intake, told);
    await this.database.manager.save(intake);
    return { ...(await this.respond(intake)), accessToken };
  }

  async read(id: string, reader: Principal | null, token: string | undefined): Promise<IntakeResponse> {
    return this.respond(await this.find(id, reader, token));
  }

  /** New answers over the old ones; everything derived is computed anew, with the present rubric. */
  async update(
    id: string,
    change: TellGoals,
    reader: Principal | null,
    token: string | undefined,
    expected: number | null,
  ): Promise<IntakeResponse> {
    const intake = await this.find(id, reader, token);
    checkVersion(expected, intake.version);
    await this.derive(intake, { ...intake.given, ...definedOf(change) });
    Object.assign(intake, { version: intake.version + 1, updatedAt: this.clock.now() });
    await this.database.manager.save(intake);
    return this.respond(intake);
  }

  /** Attaches an anonymous intake to an account. @throws Problem `not_found` for a wrong token or another's intake */
  async claim(id: string, account: Principal, token: string): Promise<IntakeResponse> {
    const intake = await this.find(id, null, token);
    if (intake.accountId !== null && intake.accountId !== account.accountId) throw notFound('intake');
    await this.database.manager.update(IntakeEntity, { id }, { accountId: account.accountId });
    return this.respond(intake);
  }

  /** Deletes intakes that nobody claimed within 30 days. */
  async forgetUnclaimed(): Promise<number> {
    return execute(
      this.database.manager,
      `DELETE FROM intakes WHERE id IN (SELECT id FROM intakes WHERE account_id IS NULL AND created_at < $1::timestamptz - make_interval(days => $2) LIMIT 500)`,
      [this.clock.now(), UNCLAIMED_DAYS],
    );
  }

  /** The intake with what follows from it, for ranking. */
  async open(id: string, reader: Principal | null, token: string | undefined): Promise<OpenIntake> {
    const intake = await this.find(id, reader, token);
    const rubric = await this.catalog.rubricOfVersion(intake.rubricVersion);
    return {
      id,
      answers: intake.answers,
      readiness: readinessOf(intake.answers, rubric),
      rubric,
      isMatched: intake.matchedAt !== null,
    };
  }

  /** Notes that an intake was answered with matches, the first time. */
  async noteMatched({ id, isMatched }: OpenIntake): Promise<void> {
    if (!isMatched)
      await execute(this.database.manager, 'UPDATE intakes SET matched_at = $2 WHERE id = $1 AND matched_at IS NULL', [
        id,
        this.clock.now(),
      ]);
  }

  private async find(id: string, reader: Principal | null, token: string | undefined): Promise<IntakeEntity> {
    const intake = await this.database.manager.findOneBy(IntakeEntity, { id });
    const isOwner = reader !== null && intake?.accountId === reader.accountId;
    const mayRead =
      intake &&
      (isOwner || isAdmin(reader) || (token !== undefined && sameHash(hashOf(token), intake.accessTokenHash)));
    if (!mayRead) throw notFound('intake');
    intake.answers = { ...emptyAnswers(), ...intake.answers }; // fields that came later than the intake
    return intake;
  }

  private async derive(intake: IntakeEntity, fields: Partial<Answers>): Promise<void> {
    const told = definedOf(fields);
    const rubric = await this.catalog.rubric();
    const now = this.clock.now();
    checkWords(told, rubric);
    const timeZone = told.timeZone ?? 'UTC';
    if (
      told.interviewDate !== undefined &&
      told.interviewDate !== intake.given?.interviewDate &&
      told.interviewDate < todayIn(timeZone, now)
    )
      throw invalidField('interviewDate', 'must not be in the past');
    const read: Inference[] =
      told.goals === undefined ? [] : await this.reader.read(told.goals, { now, timeZone: told.timeZone, rubric });
    Object.assign(intake, { given: told, ...merge(told, read), rubricVersion: rubric.version });
    Object.assign(intake, wantedOf(intake.answers, rubric));
  }

  private async respond(intake: IntakeEntity): Promise<IntakeResponse> {
    const rubric = await this.catalog.rubricOfVersion(intake.rubricVersion);
    const readiness = readinessOf(intake.answers, rubric);
    const fit = fitOf(await this.facts(intake.answers, readiness, rubric));
    const { id, answers, inferred, rubricVersion, version } = intake;
    return {
      id,
      answers,
      inferred,
      readiness,
      fit,
      followUps: hasFields(intake) ? [] : followUps(inferred),
      rubricVersion,
      version,
    };
  }

  private async facts(answers: Answers, readiness: Readiness, rubric: Rubric): Promise<FitFacts> {
    const daysLeft =
      answers.interviewDate === undefined
        ? null
        : daysBetween(todayIn(answers.timeZone ?? 'UTC', this.clock.now()), answers.interviewDate);
    return { answers, readiness, rubric, daysLeft, prices: await this.prices(answers.budget?.currency ?? 'USD') };
  }

  private async prices(currency: string): Promise<FitFacts['prices']> {
    const found = await row<{ low: number | null; typical: number | null }>(
      this.database.manager,
      `SELECT min(o.price_amount) AS low, percentile_disc(0.5) WITHIN GROUP (ORDER BY o.price_amount) AS typical
       FROM offerings o JOIN mentors m ON m.id = o.mentor_id AND m.state = 'published'
       WHERE o.kind = 'session' AND o.active AND o.archived_at IS NULL AND o.price_amount > 0 AND o.currency = $1`,
      [currency],
    );
    return found?.low == null || found.typical == null ? null : { low: found.low, typical: found.typical, currency };
  }
}

/** The rounds whose gaps weigh most, and the specialties asked for or implied. */
function wantedOf(answers: Answers, rubric: Rubric): Pick<IntakeEntity, 'wantedSpecialties' | 'wantedRounds'> {
  const rounds = readinessOf(answers, rubric)
    .rounds.filter(({ gap }) => gap > 0)
    .sort((a, b) => b.gap - a.gap);
  const specialties =
    answers.specialties.length > 0
      ? answers.specialties
      : impliedSpecialties(segmentsOf(answers, rubric).segments, rubric);
  return { wantedSpecialties: specialties, wantedRounds: rounds.slice(0, WANTED_ROUNDS).map(({ round }) => round) };
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
const sameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
const hasFields = ({ given }: IntakeEntity): boolean =>
  Object.keys(given).some((field) => !['goals', 'timeZone'].includes(field));
const todayIn = (timeZone: string, now: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

function checkWords(told: Partial<Answers>, rubric: Rubric): void {
  const known: [string, string[] | undefined, { slug: string }[]][] = [
    ['segments', told.segments, rubric.segments],
    ['specialties', told.specialties, rubric.specialties],
    ['languages', told.languages, rubric.languages],
    ['region', told.region === undefined ? undefined : [told.region], rubric.regions],
    ['level', told.level === undefined ? undefined : [told.level], rubric.levels],
    ['confidence', told.confidence === undefined ? undefined : Object.keys(told.confidence), rubric.rounds],
  ];
  for (const [field, used, words] of known) {
    const slugs = words.map(({ slug }) => slug);
    const unknown = used?.find((slug) => !slugs.includes(slug));
    if (unknown !== undefined) throw invalidField(field, `has no "${unknown}"; known: ${slugs.join(', ')}`);
  }
}

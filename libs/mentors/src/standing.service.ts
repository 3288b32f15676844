import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, MoreThan } from 'typeorm';
import { changed, Clock, Database, Events, execute, newId, notFound, Problem, rows, SWEEP_BATCH } from '#libs/platform';
import { consequenceOf, type IncidentKind, reliabilityOf, STANDING, type Statistics } from './domain/standing.ts';
import { MentorEntity } from './mentor.entity.ts';
import type { AppealResponse, StandingResponse } from './mentors.dto.ts';
import { StandingChanged } from './mentors.events.ts';
import { MentorIncidentEntity, MentorStatisticsEntity, StandingAppealEntity } from './standing.entities.ts';

const DAY = 86_400_000;
/** The state's reason of a profile that a pause by standing took down; a pause by the mentor has none. */
const BY_STANDING = 'Paused after four incidents.';

/** What changes in a mentor's statistics, by how much. */
export interface StatisticsChange {
  kept?: number;
  cancelled?: number;
  missed?: number;
  responseMinutes?: number | null;
}

/** How reliable mentors are: what is counted, what follows from it, and how they get out of it. */
@Injectable()
export class StandingService {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** Counts in the transaction of what is counted. */
  async count(tx: EntityManager, mentorId: string, change: StatisticsChange): Promise<void> {
    const { kept = 0, cancelled = 0, missed = 0, responseMinutes = null } = change;
    await tx.query(
      `INSERT INTO mentor_statistics AS s (mentor_id, kept, cancelled, missed, response_minutes) VALUES ($1, $2, $3, $4, array_remove(ARRAY[$5::int], NULL))
       ON CONFLICT (mentor_id) DO UPDATE SET kept = s.kept + excluded.kept, cancelled = s.cancelled + excluded.cancelled, missed = s.missed + excluded.missed,
         response_minutes = (s.response_minutes || excluded.response_minutes)[greatest(1, cardinality(s.response_minutes) + cardinality(excluded.response_minutes) - 99):]`,
      [mentorId, kept, cancelled, missed, responseMinutes],
    );
  }

  async reliability(mentorId: string): Promise<ReturnType<typeof reliabilityOf>> {
    const found = await this.database.manager.findOneBy(MentorStatisticsEntity, { mentorId });
    const none: Statistics = { kept: 0, cancelled: 0, missed: 0, responseMinutes: [] };
    return reliabilityOf(found ?? none);
  }

  /** Notes an incident, once for each booking, with its consequence. */
  async note(tx: EntityManager, mentorId: string, bookingId: string, kind: IncidentKind): Promise<void> {
    const mentor = await this.lock(tx, mentorId);
    const at = this.clock.now();
    const incident = { id: newId(), mentorId, bookingId, kind, at, settledAt: null };
    const inserted = await tx
      .createQueryBuilder()
      .insert()
      .into(MentorIncidentEntity)
      .values(incident)
      .orIgnore()
      .returning('id')
      .execute();
    if ((inserted.raw as unknown[]).length === 0) return;
    const consequence = consequenceOf((await this.counting(tx, mentorId)).length);
    if (consequence === 'paused') await this.pause(tx, mentor, incident.id);
    if (consequence === 'warned') await this.tell(tx, mentor, 'warned', incident.id);
  }

  /** Why a mentor stands where they stand. */
  async of(mentor: MentorEntity): Promise<StandingResponse> {
    const tx = this.database.manager;
    const [appeal] = await tx.find(StandingAppealEntity, {
      where: { mentorId: mentor.id },
      order: { id: 'DESC' },
      take: 1,
    });
    const incidents = await this.counting(tx, mentor.id);
    return {
      incidents: incidents.map(({ bookingId, kind, at }) => ({ bookingId, kind, at: at.toISOString() })),
      rules: STANDING,
      pausedUntil: mentor.pausedUntil?.toISOString() ?? null,
      appeal: appeal ? shownAppeal(appeal) : null,
    };
  }

  /** Asks a person to look at it. @throws Problem `invalid_state` where nothing counts, `already_exists` */
  async appeal(mentorId: string, text: string): Promise<AppealResponse> {
    return this.database.transaction(async (tx) => {
      await this.lock(tx, mentorId);
      if ((await this.counting(tx, mentorId)).length === 0)
        throw new Problem('invalid_state', 'No incident counts against you.');
      if (await tx.existsBy(StandingAppealEntity, { mentorId, state: 'open' }))
        throw new Problem('already_exists', 'Your appeal is waiting to be decided already.');
      const appeal = tx.create(StandingAppealEntity, {
        ...{ id: newId(), mentorId, text, state: 'open' as const, decision: null },
        ...{ createdAt: this.clock.now(), decidedAt: null },
      });
      return shownAppeal(await tx.save(appeal));
    });
  }

  /** Open appeals, oldest first. */
  openAppeals(after: string | null, limit: number): Promise<StandingAppealEntity[]> {
    return this.database.manager.find(StandingAppealEntity, {
      where: { state: 'open', ...(after !== null && { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit,
    });
  }

  /**
   * An admin lifts what counts: incidents no longer do, a pause ends, an open appeal is granted.
   * @returns how many incidents it settled @throws Problem `not_found`, `invalid_state`
   */
  async lift(tx: EntityManager, mentorId: string, reason: string): Promise<number> {
    const mentor = await this.lock(tx, mentorId);
    const settled = await this.settle(tx, mentorId);
    if (settled === 0 && mentor.pausedUntil === null)
      throw new Problem('invalid_state', 'Nothing counts against this mentor.');
    await this.decide(tx, mentorId, 'granted', reason);
    await this.unpause(tx, mentor);
    await this.tell(tx, mentor, 'lifted', newId(), reason);
    return settled;
  }

  /** An admin leaves it as it is. @throws Problem `not_found`, `invalid_state` where no appeal is open */
  async declineAppeal(tx: EntityManager, mentorId: string, reason: string): Promise<void> {
    const mentor = await this.lock(tx, mentorId);
    if (!(await this.decide(tx, mentorId, 'declined', reason)))
      throw new Problem('invalid_state', 'This mentor has no open appeal.');
    await this.tell(tx, mentor, 'appeal_declined', newId(), reason);
  }

  /** Ends pauses that were served; what they were for counts no longer. */
  async endPauses(): Promise<number> {
    const due = await rows<{ id: string }>(
      this.database.manager,
      'SELECT id FROM mentors WHERE paused_until <= $1 ORDER BY paused_until LIMIT $2',
      [this.clock.now(), SWEEP_BATCH],
    );
    for (const { id } of due)
      await this.database.transaction(async (tx) => {
        const mentor = await this.lock(tx, id);
        if (mentor.pausedUntil === null || mentor.pausedUntil > this.clock.now()) return;
        await this.settle(tx, id);
        await this.unpause(tx, mentor);
        await this.tell(tx, mentor, 'resumed', newId());
      });
    return due.length;
  }

  private counting(tx: EntityManager, mentorId: string): Promise<MentorIncidentEntity[]> {
    const since = new Date(this.clock.now().getTime() - STANDING.windowDays * DAY);
    return tx.find(MentorIncidentEntity, {
      where: { mentorId, at: MoreThan(since), settledAt: IsNull() },
      order: { at: 'ASC', id: 'ASC' },
    });
  }

  private async pause(tx: EntityManager, mentor: MentorEntity, mark: string): Promise<void> {
    mentor.pausedUntil = new Date(this.clock.now().getTime() + STANDING.pauseDays * DAY);
    if (mentor.state === 'published') Object.assign(mentor, { state: 'paused', stateReason: BY_STANDING });
    await this.save(tx, mentor);
    await this.tell(tx, mentor, 'paused', mark);
  }

  /** A profile its mentor had paused themselves stays so. */
  private async unpause(tx: EntityManager, mentor: MentorEntity): Promise<void> {
    if (mentor.pausedUntil === null) return;
    mentor.pausedUntil = null;
    if (mentor.state === 'paused' && mentor.stateReason === BY_STANDING)
      Object.assign(mentor, { state: 'published', stateReason: null });
    await this.save(tx, mentor);
  }

  private async save(tx: EntityManager, mentor: MentorEntity): Promise<void> {
    await tx.save(Object.assign(mentor, { version: mentor.version + 1, updatedAt: this.clock.now() }));
  }

  private settle(tx: EntityManager, mentorId: string): Promise<number> {
    return execute(tx, 'UPDATE mentor_incidents SET settled_at = $2 WHERE mentor_id = $1 AND settled_at IS NULL', [
      mentorId,
      this.clock.now(),
    ]);
  }

  private async decide(
    tx: EntityManager,
    mentorId: string,
    state: 'granted' | 'declined',
    decision: string,
  ): Promise<boolean> {
    const decided = await changed(
      tx,
      `UPDATE standing_appeals SET state = $2, decision = $3, decided_at = $4 WHERE mentor_id = $1 AND state = 'open' RETURNING id`,
      [mentorId, state, decision, this.clock.now()],
    );
    return decided.length > 0;
  }

  private async tell(
    tx: EntityManager,
    { id, accountId, pausedUntil }: MentorEntity,
    what: StandingChanged['what'],
    mark: string,
    reason: string | null = null,
  ): Promise<void> {
    await this.events.publish(tx, new StandingChanged(id, accountId, mark, what, pausedUntil, reason));
  }

  private async lock(tx: EntityManager, id: string): Promise<MentorEntity> {
    const mentor = await tx.findOne(MentorEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!mentor) throw notFound('mentor');
    return mentor;
  }
}

const shownAppeal = ({ text, state, decision, createdAt }: StandingAppealEntity): AppealResponse => ({
  ...{ text, state, decision, createdAt: createdAt.toISOString() },
});

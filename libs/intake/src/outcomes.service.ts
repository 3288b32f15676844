import { Injectable } from '@nestjs/common';
import { CatalogService } from '#libs/catalog';
import { Clock, Database, invalidField, type Principal, row, rows } from '#libs/platform';
import { type OutcomeReport, type RoundOutcomes, reportOf } from './domain/outcomes.ts';
import type { OutcomeResponse, TellOutcome } from './intake.dto.ts';
import { IntakeService } from './intake.service.ts';

/** How interviews went, round by round: what candidates tell afterwards, so that weights and mentors' figures can be held against it. */
@Injectable()
export class OutcomesService {
  constructor(
    private readonly database: Database,
    private readonly intakes: IntakeService,
    private readonly catalog: CatalogService,
    private readonly clock: Clock,
  ) {}

  /** Tells how one round went; told again, the later word counts. @throws Problem `not_found`, `validation_failed` */
  async tell(
    intakeId: string,
    { round, result }: TellOutcome,
    reader: Principal | null,
    token: string | undefined,
  ): Promise<OutcomeResponse> {
    const { id, readiness, rubric } = await this.intakes.open(intakeId, reader, token);
    const asked = readiness.rounds.find((one) => one.round === round);
    if (!asked)
      throw invalidField('round', `has no "${round}"; known: ${rubric.rounds.map(({ slug }) => slug).join(', ')}`);
    const told = await row<OutcomeResponse>(
      this.database.manager,
      `INSERT INTO outcomes (intake_id, round, result, weight, confidence, rubric_version, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
       ON CONFLICT (intake_id, round) DO UPDATE SET result = excluded.result, updated_at = excluded.updated_at
       RETURNING round, result, updated_at AS "toldAt"`,
      [id, round, result, asked.weight, asked.confidence, rubric.version, this.clock.now()],
    );
    return told as OutcomeResponse;
  }

  /** Weights of the rubric beside what candidates told, for the rounds of the present rubric. */
  async report(): Promise<OutcomeReport> {
    const found = await rows<RoundOutcomes>(
      this.database.manager,
      `SELECT round, count(*)::int AS outcomes, (count(*) FILTER (WHERE result = 'failed'))::int AS failed,
         avg(weight)::float8 AS "meanWeight", avg(confidence) FILTER (WHERE result = 'failed')::float8 AS "confidenceWhenFailed",
         avg(confidence) FILTER (WHERE result <> 'failed')::float8 AS "confidenceWhenPassed"
       FROM outcomes WHERE result <> 'withdrew' GROUP BY round`,
    );
    return reportOf(found, await this.catalog.rubric());
  }
}

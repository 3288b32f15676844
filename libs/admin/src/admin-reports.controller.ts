import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OutcomesService } from '#libs/intake';
import { Operation } from '#libs/platform';
import { OutcomeReportResponse } from './admin-reports.dto.ts';

const SQL = {
  ...{ round: 'sql-data', name: 'SQL and data', outcomes: 20, failed: 10, meanWeight: 4, failureRate: 50 },
  ...{ weightShare: 38.5, failureShare: 62.5, confidenceWhenFailed: 2.1, confidenceWhenPassed: 3.8, lean: 'more' },
};

/** What the marketplace learns about itself, for admins. */
@ApiTags('Admin')
@Controller('v1/admin/reports')
export class AdminReportsController {
  constructor(private readonly outcomes: OutcomesService) {}

  @Get('outcomes')
  @Operation({
    summary: 'Weights of the rubric beside how rounds went',
    audience: 'admin',
    idempotency: 'safe',
    example: { response: { rubricVersion: '2026-11', outcomes: 54, rounds: [SQL] } },
  })
  report(): Promise<OutcomeReportResponse> {
    return this.outcomes.report();
  }
}

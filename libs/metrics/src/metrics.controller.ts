import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation } from '#libs/platform';
import { MetricsQuery, MetricsResponse } from './metrics.dto.ts';
import { MetricsService } from './metrics.service.ts';

const USD = (amount: number) => [{ amount, currency: 'USD' }];

@ApiTags('Admin')
@Controller('v1/admin/metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  @Get()
  @Operation({
    summary: 'How the marketplace does, by days, weeks or months (UTC), and what is wanted beside what is on offer',
    audience: 'admin',
    idempotency: 'safe',
    example: {
      response: {
        ...{ from: '2027-01-01', to: '2027-01-02', interval: 'day' },
        data: [
          {
            ...{ from: '2027-01-01', bookings: { held: 40, confirmed: 31, completed: 25 }, rescheduled: 2 },
            ...{ grossVolume: USD(372_000), take: USD(74_400), refunds: USD(12_000), fillRate: 0.21 },
            funnel: { intakes: 90, matched: 71, booked: 40, paid: 31, completed: 25 },
            hoursToFirstSession: 62.5,
          },
        ],
        specialties: [{ slug: 'ai-pm', mentors: 4, wanted: 31, gap: 0.18 }],
        rounds: [{ slug: 'sql-data', mentors: 12, wanted: 40, gap: 0.07 }],
      },
    },
  })
  read(@Query() query: MetricsQuery): Promise<MetricsResponse> {
    return this.metrics.report(query);
  }
}

import { IsIn } from 'class-validator';
import { IsDateOnly, MayBeLeftOut } from '#libs/platform';

export class MetricsQuery {
  /** First day, UTC; 30 days ago when left out. @example '2027-01-01' */
  @MayBeLeftOut()
  @IsDateOnly()
  from?: string;

  /** The day after the last one; tomorrow when left out. @example '2027-02-01' */
  @MayBeLeftOut()
  @IsDateOnly()
  to?: string;

  @MayBeLeftOut()
  @IsIn(['day', 'week', 'month'])
  interval: 'day' | 'week' | 'month' = 'day';
}

export class MetricMoney {
  amount!: number;
  currency!: string;
}

export class Funnel {
  intakes!: number;
  /** Intakes that were shown matches for the first time. */
  matched!: number;
  /** Bookings made, free ones included. */
  booked!: number;
  /** Confirmed by a payment. */
  paid!: number;
  completed!: number;
}

export class MetricInterval {
  /** First day. */
  from!: string;
  /** Bookings that came into each state. */
  bookings!: Record<string, number>;
  rescheduled!: number;
  /** Paid by card, tax included, for each currency. */
  grossVolume!: MetricMoney[];
  /** The platform's share, less what went back with refunds. */
  take!: MetricMoney[];
  /** Refunded to cards. */
  refunds!: MetricMoney[];
  /** Minutes of sessions that were due, as a share of the minutes mentors offered; null where they offered none. */
  fillRate!: number | null;
  funnel!: Funnel;
  /** Mean hours from signing up to the first session, of those who had theirs; null: nobody. */
  hoursToFirstSession!: number | null;
}

export class SupplyOf {
  slug!: string;
  /** Published mentors at present. */
  mentors!: number;
  /** Intakes of the whole span that want it. */
  wanted!: number;
  /** Its share of all wishes less its share of all that is on offer: above 0, more is wanted than there is. */
  gap!: number;
}

export class MetricsResponse {
  from!: string;
  to!: string;
  interval!: 'day' | 'week' | 'month';
  data!: MetricInterval[];
  specialties!: SupplyOf[];
  rounds!: SupplyOf[];
}

import { Injectable } from '@nestjs/common';
import {
  DataSource,
  DefaultNamingStrategy,
  type DataSourceOptions,
  type EntityManager,
  QueryFailedError,
} from 'typeorm';
import { Problem, type ProblemCode } from './problems.ts';

/** `holdExpiresAt` in code is `hold_expires_at` in the database. */
class SnakeCase extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined, prefixes: string[]): string {
    return custom ?? [...prefixes, property].join('_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

/** Option for the app's own data source; migrations may take as long as they need. */
export const STATEMENT_TIMEOUT_MS = 60_000;

/** Options every data source of ours shares: the app's, the migrations', the drift test's. */
export const dataSourceOptions = (
  url: string,
  poolSize = 10,
  timeouts: { statement_timeout?: number } = {},
): Extract<DataSourceOptions, { type: 'postgres' }> => ({
  type: 'postgres',
  url,
  poolSize,
  applicationName: 'mentors',
  namingStrategy: new SnakeCase(),
  migrationsTableName: 'migrations',
  metadataTableName: 'typeorm_metadata',
  uuidExtension: 'pgcrypto',
  installExtensions: false,
  synchronize: false,
  // No statement of ours takes long; one that hangs gives its connection back.
  extra: { connectionTimeoutMillis: 5_000, idleTimeoutMillis: 30_000, ...timeouts },
});

/** Constraints of the database that stand for a rule of the product, and the code a client gets for each. */
const CONSTRAINTS: Readonly<Record<string, [ProblemCode, string]>> = {
  occupied_time_no_overlap: ['slot_taken', 'One of the two people has another session at that time.'],
  bookings_request: ['request_in_progress', 'The first request with this key is just ending.'],
  bookings_one_intro: ['policy_violation', 'One intro per mentor: you have had yours.'],
  mentors_account_unique: ['already_exists', 'You have applied already: edit your profile instead.'],
  mentors_slug_unique: ['already_exists', 'This slug is taken.'],
  offerings_schedule: ['validation_failed', 'scheduleId: you have no such schedule.'],
  busy_calendars_url_unique: ['already_exists', 'This calendar is imported already.'],
  waiting_list_once: ['already_exists', 'You are on the waiting list for this already.'],
  absence_claims_one_open: ['already_exists', 'There is an open claim about this session already: answer that one.'],
  bookings_one_replacement: ['invalid_state', 'A replacement was chosen already.'],
  reschedule_proposals_one_open: ['busy', 'Another proposal is being made just now.'],
  refund_cases_one_open: ['already_exists', 'There is an open refund case about this already.'],
  reviews_one_each: ['already_exists', 'You have reviewed this session already.'],
  promo_codes_code_unique: ['already_exists', 'There is a promo code of this name already.'],
  promo_codes_mentor: ['not_found', 'There is no such mentor.'],
  promo_codes_offering: ['not_found', 'There is no such offering.'],
  plans_one_live: ['already_exists', 'You have a plan with this mentor already.'],
  payments_one_live: ['busy', 'Another request is opening the payment just now.'],
};

const RETRYABLE = new Set(['40001', '40P01']);
const LOCK_TIMEOUT = '55P03';
/** Text PostgreSQL cannot hold (NUL), numbers and dates out of its range: the client's mistake. */
const CLIENT_DATA = new Set(['22021', '22P05', '22003', '22007', '22008', '22P02']);
const DOWN = /^(08...|57P0[1-3]|53300|25006|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

interface DriverError extends Error {
  code?: string;
  constraint?: string;
  errors?: DriverError[];
}

const driverErrorOf = (error: unknown): DriverError =>
  (error instanceof QueryFailedError ? error.driverError : error) as DriverError;

/** Turns a database error into the problem it stands for; any other error is handed back as it is. */
export function problemOfDatabase(error: unknown): unknown {
  const cause = driverErrorOf(error);
  const code = cause?.code ?? cause?.errors?.[0]?.code ?? '';
  const rule = cause?.constraint ? CONSTRAINTS[cause.constraint] : undefined;
  if (rule) return new Problem(...rule);
  if (code === LOCK_TIMEOUT || RETRYABLE.has(code)) {
    return new Problem('busy', 'Others are changing the same thing. Try again in a moment.', { retryAfterSeconds: 1 });
  }
  if (CLIENT_DATA.has(code))
    return new Problem('validation_failed', 'A value holds characters or a size that cannot be stored.');
  if (DOWN.test(code) || /Connection terminated|timeout exceeded when trying to connect/.test(cause?.message ?? '')) {
    return new Problem('unavailable', 'The database cannot be reached. Try again shortly.', { retryAfterSeconds: 2 });
  }
  return error;
}

/** The door to PostgreSQL: transactions opened by services, plain SQL for what is hot. */
@Injectable()
export class Database {
  constructor(readonly dataSource: DataSource) {}

  get manager(): EntityManager {
    return this.dataSource.manager;
  }

  /**
   * Runs `work` in one transaction. A serialization failure or deadlock is tried twice more, so `work` must make its ids
   * outside. No network call belongs inside.
   */
  async transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.dataSource.transaction(work);
      } catch (error) {
        if (attempt >= 2 || !RETRYABLE.has(driverErrorOf(error)?.code ?? '')) throw error;
      }
    }
  }
}

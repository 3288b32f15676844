export { Clock } from './clock.ts';
export { Config, ConfigError, loadConfig } from './config.ts';
export { Database, dataSourceOptions } from './database.ts';
export { definedOf } from './defined.ts';
export { Events } from './events.ts';
export { serveDocs } from './http/openapi.ts';
export { Operation } from './http/operation.ts';
export { button, showPage } from './http/page.ts';
export { PageQuery } from './http/page-query.dto.ts';
export { decodeCursor, type Page, toPage } from './http/pagination.ts';
export { Authenticator, CurrentAccount, isAdmin, MaybeAccount, type Principal, type Role } from './http/principal.ts';
export { toProblem } from './http/problem.filter.ts';
export { RateLimits } from './http/rate-limit.guard.ts';
export { type Scope, SCOPES } from './http/scopes.ts';
export { createHttpApp, httpProviders } from './http/server.ts';
export {
  DatePipe,
  IdPipe,
  IsDateOnly,
  IsDateOrInstant,
  IsInstant,
  IsNested,
  IsTimeZoneName,
  MayBeLeftOut,
} from './http/validation.ts';
export { checkVersion, IfMatch } from './http/version.ts';
export { isId, newId } from './ids.ts';
export { Jobs } from './jobs.ts';
export { Metrics } from './metrics.ts';
export { CURRENCIES, decimalsOf, formatMoney, minimumCharge, type Money, shareOf, stepOf } from './money.ts';
export { OperationsController } from './operations.controller.ts';
export { OutgoingHttp, OutgoingRefused } from './outgoing.ts';
export { PlatformModule } from './platform.module.ts';
export { invalidField, notFound, Problem, type ProblemCode } from './problems.ts';
export { changed, execute, row, rows } from './rows.ts';
export { SharedLook } from './shared-look.ts';
export { SignedLinks } from './signed-links.ts';
export { SWEEP_BATCH, Sweeps } from './sweeps.ts';
export { Turns } from './turns.ts';

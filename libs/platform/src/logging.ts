import { LoggerModule, type Params } from 'nestjs-pino';
import { newId } from './ids.ts';
import { Config } from './config.ts';

/** Never in a log: credentials, mail bodies, what a candidate wrote in confidence. */
const REDACTED = [
  'req.headers.authorization',
  'req.headers.cookie',
  'req.headers["stripe-signature"]',
  'req.headers["x-api-key"]',
  'res.headers["set-cookie"]',
  'res.headers["set-auth-token"]',
  '*.password',
  '*.token',
  '*.goals',
  '*.text',
  '*.html',
  'err.parameters',
  'err.query',
  'err.raw',
  'err.headers',
];

/** Secret and restricted keys, and the secrets of webhooks (Stripe documentation "API keys"). */
const STRIPE_KEY = /\b(?:sk|rk)_(?:live|test)_\w+|\bwhsec_\w+/g;

/** The framework's own account of each module and route it wires: noise at every start. */
const FRAMEWORK = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication']);
const INFO = 30;

const REQUEST_ID = /^[\w.:-]{1,100}$/;

/** A request's id: the caller's `X-Request-Id` when it is a plain text of up to 100 characters, else a new one. */
export const requestIdOf = (header: string | string[] | undefined): string =>
  typeof header === 'string' && REQUEST_ID.test(header) ? header : newId();

const loggerParams = (config: Config, process: string): Params => ({
  pinoHttp: {
    level: config.logLevel,
    base: { process },
    redact: { paths: REDACTED, censor: '[redacted]' },
    hooks: {
      // Whatever a library puts into a message: no key of Stripe's leaves the process.
      streamWrite: (line) => line.replaceAll(STRIPE_KEY, '[key]'),
      logMethod(args, method, level) {
        const context = (args[0] as { context?: string } | undefined)?.context;
        if (level > INFO || context === undefined || !FRAMEWORK.has(context)) method.apply(this, args);
      },
    },
    autoLogging: false, // requests are logged where they are measured, see http/server.ts
    ...(config.env === 'development' && {
      transport: { target: 'pino-pretty', options: { singleLine: true, ignore: 'pid,hostname' } },
    }),
  },
});

/** Structured logs with redaction; readable lines in development. */
export const loggingModule = (process: string) =>
  LoggerModule.forRootAsync({ inject: [Config], useFactory: (config: Config) => loggerParams(config, process) });

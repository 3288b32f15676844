import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const wholeNumber = (min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number(message).int(message).min(min, message).max(max, message);
};
const port = wholeNumber(1, 65535);
const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be a URL that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  });

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(3000),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_DIRECT_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_POOL_SIZE: wholeNumber(2, 200).default(10),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, 'must look like sk_test_…, rk_test_…, sk_live_… or rk_live_…')
    .optional(),
  STRIPE_WEBHOOK_SECRET: z.string().min(8).optional(),
  STRIPE_EVENTS_SECRET: z.string().min(8).optional(),
  STRIPE_TAX: z.enum(['on', 'off']).default('off'),
  STRIPE_API_BASE: url('http:', 'https:').optional(),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  PUBLIC_URL: url('http:', 'https:').optional(),
  WEB_ORIGINS: z.string().optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  MAIL_FROM: z.string().min(3).default('Mentor Sessions <sessions@mentors.test>'),
  SEED_DEMO: flag.optional(),
  TEST_CLOCK: flag.default(false),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  MEETING_BASE_URL: url('https:').default('https://meet.jit.si'),
  OUTGOING_ALLOW: z
    .string()
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .refine((origins) => origins.every((one) => URL.canParse(one) && new URL(one).origin === one), {
      message: 'must be origins like http://127.0.0.1:4000, separated by commas',
    })
    .default([]),
  GOALS_MODEL_URL: url('http:', 'https:').optional(),
  GOALS_MODEL_KEY: z.string().min(1).optional(),
  GOALS_MODEL: z.string().min(1).default('default'),
  METRICS_TOKEN: z.string().min(16).optional(),
  SANDBOX_PORT: port.default(3100),
  SANDBOX_SMTP_PORT: port.default(3125),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** A configuration that cannot be used; the message names each variable and what is allowed. */
export class ConfigError extends Error {}

/** What the process was told by its environment, checked and completed. See "Process contract" in the API contract. */
export class Config {
  readonly env!: 'development' | 'production' | 'test';
  readonly host!: string;
  readonly port!: number;
  readonly dataDir!: string;
  readonly databaseUrl!: string;
  readonly databaseDirectUrl!: string;
  readonly databasePoolSize!: number;
  readonly stripe!: {
    secretKey: string;
    webhookSecret: string;
    /** Of the second endpoint, for the thin events of API v2. */
    eventsSecret: string;
    apiBase: string | null;
    /** Whether Stripe Tax adds tax to what candidates pay. */
    tax: boolean;
  };
  readonly authSecret!: string;
  readonly publicUrl!: string;
  readonly webOrigins!: string[];
  readonly smtpUrl!: string;
  readonly mailFrom!: string;
  readonly seedDemo!: boolean;
  readonly testClock!: boolean;
  readonly rateLimits!: boolean;
  /** Where limits are counted for all processes together; null: in the memory of each. */
  readonly redisUrl!: string | null;
  /** Where sessions meet unless the mentor has a link of their own. */
  readonly meetingBaseUrl!: string;
  /** Origins that may be fetched although they are private or not https; for development. */
  readonly outgoingAllowed!: string[];
  /** A language model that helps to read goals, by the chat completions protocol; null: they are read locally only. */
  readonly goalsModel!: { url: string; key: string | null; model: string } | null;
  readonly metricsToken!: string | null;
  readonly sandbox!: { port: number; smtpPort: number };
  readonly logLevel!: string;

  constructor(values: Config) {
    Object.assign(this, values);
  }
}

type Environment = z.infer<typeof schema>;

/**
 * Reads and checks the environment.
 * @throws ConfigError naming every wrong variable and what it may be.
 */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const env = parsed.data;
  refuseUnsafeProduction(env);
  if (!env.DATABASE_URL) throw new ConfigError('DATABASE_URL: must be set (npm start brings its own database).');
  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  return new Config({
    env: env.NODE_ENV,
    host: env.HOST,
    port: env.PORT,
    dataDir: resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL,
    databaseDirectUrl: env.DATABASE_DIRECT_URL ?? env.DATABASE_URL,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    stripe: stripeSettings(env),
    authSecret: env.AUTH_SECRET ?? keptSecret(env.DATA_DIR, 'auth-secret'),
    publicUrl,
    webOrigins: env.WEB_ORIGINS?.split(',').map((origin) => origin.trim()) ?? [new URL(publicUrl).origin],
    smtpUrl: env.SMTP_URL ?? `smtp://127.0.0.1:${env.SANDBOX_SMTP_PORT}`,
    mailFrom: env.MAIL_FROM,
    seedDemo: env.SEED_DEMO ?? env.NODE_ENV === 'development',
    testClock: env.TEST_CLOCK,
    rateLimits: env.RATE_LIMITS === 'on',
    redisUrl: env.REDIS_URL ?? null,
    meetingBaseUrl: env.MEETING_BASE_URL.replace(/\/$/, ''),
    outgoingAllowed: env.OUTGOING_ALLOW,
    goalsModel: env.GOALS_MODEL_URL
      ? { url: env.GOALS_MODEL_URL, key: env.GOALS_MODEL_KEY ?? null, model: env.GOALS_MODEL }
      : null,
    metricsToken: env.METRICS_TOKEN ?? null,
    sandbox: { port: env.SANDBOX_PORT, smtpPort: env.SANDBOX_SMTP_PORT },
    logLevel: env.LOG_LEVEL,
  });
}

function refuseUnsafeProduction(env: Environment): void {
  if (env.NODE_ENV !== 'production') return;
  const wrong = [
    env.TEST_CLOCK && 'TEST_CLOCK: must be false in production',
    env.RATE_LIMITS === 'off' && 'RATE_LIMITS: must be on in production',
    env.OUTGOING_ALLOW.length > 0 && 'OUTGOING_ALLOW: must be empty in production',
    !env.AUTH_SECRET && 'AUTH_SECRET: is required in production (32 random characters or more)',
    !env.STRIPE_SECRET_KEY && 'STRIPE_SECRET_KEY: is required in production (the sandbox is for development)',
    !env.STRIPE_WEBHOOK_SECRET && 'STRIPE_WEBHOOK_SECRET: is required in production',
    !env.STRIPE_EVENTS_SECRET && 'STRIPE_EVENTS_SECRET: is required in production (of the endpoint for thin events)',
    !env.SMTP_URL && 'SMTP_URL: is required in production',
    !env.PUBLIC_URL && 'PUBLIC_URL: is required in production',
    !env.METRICS_TOKEN && 'METRICS_TOKEN: is required in production (/metrics asks for it as a bearer token)',
  ].filter((message) => typeof message === 'string');
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
}

/** The sandbox's key and secret stand in where no Stripe key is given; both sides read the same kept secret. */
function stripeSettings(env: Environment): Config['stripe'] {
  if (env.STRIPE_SECRET_KEY) {
    if (!env.STRIPE_WEBHOOK_SECRET) {
      throw new ConfigError(
        'STRIPE_WEBHOOK_SECRET: must be set together with STRIPE_SECRET_KEY (whsec_… of the endpoint)',
      );
    }
    return {
      secretKey: env.STRIPE_SECRET_KEY,
      webhookSecret: env.STRIPE_WEBHOOK_SECRET,
      eventsSecret: env.STRIPE_EVENTS_SECRET ?? keptSecret(env.DATA_DIR, 'events-secret'),
      apiBase: env.STRIPE_API_BASE ?? null,
      tax: env.STRIPE_TAX === 'on',
    };
  }
  return {
    secretKey: 'sk_test_sandbox',
    webhookSecret: env.STRIPE_WEBHOOK_SECRET ?? keptSecret(env.DATA_DIR, 'webhook-secret'),
    eventsSecret: env.STRIPE_EVENTS_SECRET ?? keptSecret(env.DATA_DIR, 'events-secret'),
    apiBase: env.STRIPE_API_BASE ?? `http://127.0.0.1:${env.SANDBOX_PORT}`,
    tax: env.STRIPE_TAX === 'on',
  };
}

/** A random secret made once and kept in the data directory, readable by its owner only. Development only. */
function keptSecret(dataDir: string, name: string): string {
  const file = join(resolve(dataDir), name);
  if (!existsSync(file)) {
    mkdirSync(resolve(dataDir), { recursive: true, mode: 0o700 });
    try {
      writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another process of ours was first
    }
  }
  return readFileSync(file, 'utf8').trim();
}

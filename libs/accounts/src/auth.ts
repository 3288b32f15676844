import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { bearer } from 'better-auth/plugins';
import type pg from 'pg';
import { newId } from '#libs/platform';

interface AuthSettings {
  pool: pg.Pool;
  secret: string;
  publicUrl: string;
  trustedOrigins: string[];
  secureCookies: boolean;
  /** Has a mail with a link sent; the link is a key. */
  onMail: (what: AuthMail, accountId: string, url: string) => Promise<void>;
}

export type AuthMail = 'password_reset' | 'mail_verification';

const timestamps = { createdAt: 'created_at', updatedAt: 'updated_at' };

/** better-auth's options: its tables are ours (made by our migration), ids are UUIDv7, mail and password sign-in. */
export function authOptions(settings: AuthSettings) {
  return {
    database: settings.pool,
    secret: settings.secret,
    baseURL: settings.publicUrl,
    basePath: '/v1/auth',
    trustedOrigins: settings.trustedOrigins,
    telemetry: { enabled: false },
    logger: { disabled: true },
    onAPIError: { throw: true }, // what is no refusal of the library goes to our own error filter
    rateLimit: { enabled: false }, // ours counts, see RateLimits
    emailAndPassword: {
      ...{ enabled: true, minPasswordLength: 8, maxPasswordLength: 128 },
      revokeSessionsOnPasswordReset: true,
      // Without a page named by the client, the link leads to the web app's own.
      sendResetPassword: ({ user, url, token }) =>
        settings.onMail(
          'password_reset',
          user.id,
          new URL(url).searchParams.get('callbackURL') ? url : `${settings.publicUrl}/reset-password?token=${token}`,
        ),
    },
    emailVerification: {
      sendVerificationEmail: ({ user, url }) => settings.onMail('mail_verification', user.id, url),
    },
    plugins: [bearer()],
    advanced: { database: { generateId: () => newId() }, useSecureCookies: settings.secureCookies },
    user: {
      modelName: 'accounts',
      fields: { emailVerified: 'email_verified', ...timestamps },
      // Written with the account, so that nobody who signed up is left without a welcome.
      additionalFields: {
        welcomeDue: { type: 'boolean', fieldName: 'welcome_due', defaultValue: true, input: false, returned: false },
      },
    },
    session: {
      modelName: 'auth_sessions',
      fields: {
        userId: 'account_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...timestamps,
      },
      expiresIn: 30 * 86_400,
    },
    account: {
      modelName: 'auth_identities',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...timestamps,
      },
    },
    verification: { modelName: 'auth_verifications', fields: { expiresAt: 'expires_at', ...timestamps } },
  } satisfies BetterAuthOptions;
}

export const createAuth = (settings: AuthSettings) => betterAuth(authOptions(settings));
export type Auth = ReturnType<typeof createAuth>;

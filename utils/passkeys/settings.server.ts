import type { IncomingHttpHeaders } from 'node:http';

import type { Awaitable, User } from 'next-auth';

/** One event for your log: codes and ids, never a token, an address or the text of an error. */
export interface PasskeyEvent {
  event:
    | 'action_tracked'
    | `authsignal_${'failed' | 'unguarded'}`
    | 'confirmation_accepted'
    | `${'confirmation' | 'enrolment' | 'sign_in'}_refused`
    | `on_${'added' | 'removed'}_failed`
    | `passkey_${'added' | 'removed' | 'renamed'}`
    | `${'route' | 'sign_in'}_unavailable`;
  level: 'info' | 'warn' | 'error';
  method?: 'passkey';
  userId?: string | undefined;
  action?: string;
  /** Why: see check-result.server.ts and sign-in.server.ts. */
  reason?: string;
  /** The call to Authsignal that failed, and what it answered. */
  operation?: string;
  statusCode?: number | undefined;
  errorCode?: string | undefined;
  /** The name of an error that your code has thrown. */
  error?: string;
}

/** A token that a browser brings: to sign in, or to confirm a new passkey. */
export interface Attempt {
  kind: 'sign_in' | 'confirm';
  headers: IncomingHttpHeaders;
  /** The signed-in user, for `confirm`. */
  userId?: string;
}

/** What every part of this folder takes. All of it is optional. */
export interface CoreSettings {
  /**
   * Runs each attempt. `run` resolves to whether the token was good. To refuse, throw
   * `new PasskeyError('too_many_requests')` before you call it.
   */
  limit?: ((attempt: Attempt, run: () => Promise<boolean>) => Promise<boolean>) | undefined;
  log?: ((event: PasskeyEvent) => void) | undefined;
  /** How many milliseconds a call to Authsignal may take, if fewer than 4,000. */
  timeLeft?: (() => number) | undefined;
  /** The action codes in the Authsignal Portal. The defaults are those of Authsignal's guide. */
  actions?: { signIn?: string; enrol?: string } | undefined;
}

/** A passkey challenge that is about to open a session, or to confirm a new passkey. */
export interface PasskeyUse {
  userId: string;
  /** Authsignal's idempotency key of the challenge, unique per user. */
  key: string;
  at: Date;
}

export interface SignInSettings extends CoreSettings {
  /**
   * Records that a challenge is used: true the first time, false after that. A unique INSERT decides. It runs
   * last, so it may open a session of your own in the same statement. Then answer with facts instead of true:
   * `callbacks.jwt` and `events.signIn` find them on their `user`. Null says that there is no such user.
   */
  spend: (
    use: PasskeyUse,
    context: { headers: IncomingHttpHeaders },
  ) => Promise<boolean | Partial<User> | null>;
  /** Finds the user of a passkey, as a plain object. By default the adapter's `getUser`. */
  findUser?: ((id: string) => Awaitable<User | null>) | undefined;
  /** NextAuth's id for this way in. By default `credentials`, as in Authsignal's guide. */
  provider?: string | undefined;
}

/** All that may be logged of an error that other code has thrown: its text may hold a secret. */
export const errorName = (error: unknown) => (error instanceof Error ? error.name : 'unknown');

export const ENROL_ACTION = 'enroll-passkey';
export const SIGN_IN_ACTION = 'sign-in-with-passkey';

/** The Authsignal tenant. Throws if a variable is missing. */
export function tenantEnvironment() {
  // Destructured, because Next.js replaces the name `process.env.NEXT_PUBLIC_…` when it builds.
  const { NEXT_PUBLIC_AUTHSIGNAL_API_HOST: host, AUTHSIGNAL_TENANT_SECRET_KEY: secretKey } =
    process.env;
  if (!host || !secretKey) throw new Error('Passkeys need the variables that their README names.');
  return { secretKey, baseUrl: host.replace(/(\/v1)?\/*$/, '/v1') };
}

/**
 * The site's origin, read as NextAuth does (utils/parse-url.js), or its host if NextAuth was told of no
 * address. What a proxy says counts if NextAuth believes it (utils/detect-origin.js).
 */
export function siteAddress({ host, 'x-forwarded-host': forwarded = host }: IncomingHttpHeaders) {
  const { NEXTAUTH_URL: url, VERCEL, AUTH_TRUST_HOST } = process.env;
  if (url) return new URL(url.startsWith('http') ? url : `https://${url}`).origin;
  return (VERCEL ?? AUTH_TRUST_HOST) ? forwarded : host;
}

import { Authsignal } from '@authsignal/node';
import axios from 'axios';
import type { z } from 'zod';

import {
  failureSchema,
  trackedSchema,
  validationSchema,
  type Validation,
} from '@/utils/passkey-list/answers';
import { env } from '@/utils/base/env.server';
import { AppError } from '@/utils/base/errors';
import { log } from '@/utils/base/log.server';
import { timeLeft } from '@/utils/base/current-request.server';

/** How long a call may take in all, name lookup and a slow body included. */
const DEADLINE_MS = 4_000;
const MAX_ANSWER_BYTES = 1_000_000;

// The SDK has no setting for any of this, and calls the default axios instance, as other code of a site
// may. A redirect is never followed, because the secret key would travel with it.
axios.interceptors.request.use((config) => {
  if (!config.url?.startsWith(env().NEXT_PUBLIC_AUTHSIGNAL_API_HOST)) return config;
  return Object.assign(config, {
    signal: AbortSignal.timeout(Math.min(DEADLINE_MS, timeLeft())),
    maxRedirects: 0,
    maxContentLength: MAX_ANSWER_BYTES,
  });
});

let client: Authsignal | undefined;

function authsignal(): Authsignal {
  // No retries: a call whose answer was lost may have done its work.
  return (client ??= new Authsignal({
    apiSecretKey: env().AUTHSIGNAL_TENANT_SECRET_KEY,
    apiUrl: env().NEXT_PUBLIC_AUTHSIGNAL_API_HOST,
    retries: 0,
  }));
}

/** The error codes that speak of the token and not of Authsignal's or our own condition. */
const TOKEN_REFUSALS = new Set(['expired_token', 'invalid_token', 'invalid_request']);

/**
 * Calls Authsignal and checks the shape of the answer. Throws `passkeys_unavailable` where it is
 * out, slow, or talks nonsense. The SDK's error carries the secret key, so its code alone is logged.
 */
export async function ask<T>(
  operation: string,
  call: (authsignal: Authsignal) => Promise<unknown>,
  schema: z.ZodType<T>,
): Promise<T> {
  const answer = await call(authsignal()).catch((error: unknown) => {
    const failure = failureSchema.safeParse(error).data;
    log.error({ event: 'authsignal_failed', operation, ...failure });
    throw new AppError('passkeys_unavailable');
  });

  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  log.error({ event: 'authsignal_failed', operation, errorCode: 'unexpected_answer' });
  throw new AppError('passkeys_unavailable');
}

interface TrackedAction {
  userId: string;
  action: string;
  email: string;
  ipAddress?: string;
  userAgent?: string;
  /** The id that Authsignal's browser SDK gave this browser. */
  deviceId?: string;
}

/**
 * Starts an action that may add a passkey to the person's account, and returns the short-lived
 * token with which their browser carries it out. Throws `passkey_blocked` where a rule says BLOCK.
 */
export async function trackEnrolment({ userId, action, email, ...context }: TrackedAction) {
  const attributes = { ...context, email, username: email, scope: 'add:authenticators' };
  const tracked = await ask(
    'track',
    (sdk) => sdk.track({ userId, action, attributes }),
    trackedSchema,
  );

  if (tracked.state === 'BLOCK') throw new AppError('passkey_blocked');
  return tracked.token;
}

/** What Authsignal says of a result token. A token that it refuses to read is merely not valid. */
export function validateChallenge(request: {
  token: string;
  action: string;
  userId?: string;
}): Promise<Validation> {
  const call = (sdk: Authsignal) =>
    sdk.validateChallenge(request).catch((error: unknown) => {
      const { errorCode = '' } = failureSchema.safeParse(error).data ?? {};
      if (TOKEN_REFUSALS.has(errorCode)) return { isValid: false };
      throw error;
    });

  return ask('validate', call, validationSchema);
}

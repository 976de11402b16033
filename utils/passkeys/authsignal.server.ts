import { Authsignal } from '@authsignal/node';
import axios from 'axios';
import { z } from 'zod/v4';

import { PasskeyError } from './codes';
import {
  type CoreSettings,
  ENROL_ACTION,
  type PasskeyEvent,
  tenantEnvironment,
} from './settings.server';

/** How long a call may take in all, name lookup and a slow body included. */
const DEADLINE_MS = 4_000;
const MAX_ANSWER_BYTES = 1_000_000;

let client: Authsignal | undefined;
let isGuarded = false;

/** Made on first use, so that importing this file changes nothing and a build needs no environment. */
function authsignal(): Authsignal {
  if (client) return client;
  const { baseUrl, secretKey } = tenantEnvironment();
  // The SDK has no setting for any of this. It calls axios' default instance, as other code of a site may.
  axios.interceptors.request.use((config) => {
    if (!config.url?.startsWith(`${baseUrl}/`)) return config;
    isGuarded = true;
    return Object.assign(config, {
      signal: AbortSignal.timeout(DEADLINE_MS),
      // A redirect would let another host answer for Authsignal.
      maxRedirects: 0,
      maxContentLength: MAX_ANSWER_BYTES,
    });
  });
  // No retries, because a call whose answer was lost may have done its work.
  client = new Authsignal({ apiSecretKey: secretKey, apiUrl: baseUrl, retries: 0 });
  return client;
}

/** What the SDK throws, without the request in it, which holds the secret key. */
const failureSchema = z.object({
  statusCode: z.number(),
  errorCode: z
    .string()
    .regex(/^\w{1,64}$/)
    .optional()
    .catch(undefined),
});

/** The codes of an error that the SDK has thrown: all of it that may be logged. */
export const failureOf = (error: unknown): Partial<z.infer<typeof failureSchema>> =>
  failureSchema.safeParse(error).data ?? {};

/**
 * Calls Authsignal and checks the shape of the answer. Throws `passkeys_unavailable` if Authsignal is out,
 * slow, or answers with something else.
 */
export async function callAuthsignal<T>(
  operation: string,
  call: (sdk: Authsignal) => Promise<unknown>,
  schema: z.ZodType<T>,
  { log, timeLeft }: CoreSettings,
): Promise<T> {
  const fail = (failure: Pick<PasskeyEvent, 'statusCode' | 'errorCode'>) => {
    log?.({ event: 'authsignal_failed', level: 'error', operation, ...failure });
    return new PasskeyError('passkeys_unavailable');
  };
  const deadline = Math.min(DEADLINE_MS, timeLeft?.() ?? DEADLINE_MS);
  const answer = await within(deadline, call(authsignal())).catch((error: unknown) => {
    throw fail(failureOf(error));
  });
  if (!isGuarded) log?.({ event: 'authsignal_unguarded', level: 'warn', operation });

  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw fail({ errorCode: 'unexpected_answer' });
}

/** A second deadline: the interceptor sees nothing if the SDK uses another copy of axios. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The deadline has passed.')), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** A user's id as one segment of a path: the SDK puts it there unencoded. Throws if it cannot be one. */
export function pathSegment(id: string): string {
  if (/^\.{0,2}$/.test(id)) throw new PasskeyError('invalid_request');
  return encodeURIComponent(id);
}

/** The browser that asks: the rules in the Authsignal Portal look at it. */
export interface Device {
  ipAddress?: string | undefined;
  userAgent?: string | undefined;
  /** The id that Authsignal's browser SDK gave this browser. */
  deviceId?: string | undefined;
}

const trackedSchema = z.object({ state: z.string(), token: z.string().min(1) });

/**
 * Starts an action that may add a passkey to the user, and returns the short-lived token for the browser.
 * Throws `passkey_blocked` if a rule in the Portal says BLOCK.
 */
export async function trackEnrolment(
  user: { id: string; email?: string | null | undefined },
  device: Device,
  settings: CoreSettings,
): Promise<string> {
  const userId = pathSegment(user.id);
  const action = settings.actions?.enrol ?? ENROL_ACTION;
  const names = user.email ? { email: user.email, username: user.email } : {};
  const attributes = { ...device, ...names, scope: 'add:authenticators' };
  const { state, token } = await callAuthsignal(
    'track',
    (sdk) => sdk.track({ userId, action, attributes }),
    trackedSchema,
    settings,
  );
  if (state === 'BLOCK') throw new PasskeyError('passkey_blocked');
  return token;
}

const validationSchema = z.object({
  isValid: z.boolean(),
  state: z.string().optional(),
  stateUpdatedAt: z.string().optional(),
  userId: z.string().optional(),
  action: z.string().optional(),
  idempotencyKey: z.string().optional(),
  verificationMethod: z.string().optional(),
});

/** The error codes that speak of the token, and not of Authsignal's or our own condition. */
const TOKEN_REFUSALS = ['expired_token', 'invalid_token', 'invalid_request'];

/** What Authsignal says of a result token. A token that it refuses to read is not valid. */
export function validateChallenge(
  request: { token: string; action: string; userId?: string | undefined },
  settings: CoreSettings,
) {
  const call = (sdk: Authsignal) =>
    sdk.validateChallenge(request).catch((error: unknown) => {
      if (TOKEN_REFUSALS.includes(failureOf(error).errorCode ?? '')) return { isValid: false };
      throw error;
    });
  return callAuthsignal('validate', call, validationSchema, settings);
}

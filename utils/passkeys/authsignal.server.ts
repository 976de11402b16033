import { Authsignal } from '@authsignal/node';
import axios from 'axios';
import { z } from 'zod/v4';

import { PasskeyError } from './codes';
import { type CoreSettings, type PasskeyEvent, tenantEnvironment } from './settings.server';

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
      maxRedirects: 0, // guard: no-redirects
      maxContentLength: MAX_ANSWER_BYTES,
    });
  });
  // No retries, because a call whose answer was lost may have done its work.
  client = new Authsignal({ apiSecretKey: secretKey, apiUrl: baseUrl, retries: 0 });
  return client;
}

/** What the SDK throws, without the request in it, which holds the secret key. */
const errorCode = z
  .string()
  .regex(/^\w{1,64}$/)
  .optional()
  .catch(undefined);
const failureSchema = z.object({ statusCode: z.number(), errorCode });

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

/**
 * An id without dots alone, separators, escapes and control characters: a proxy that decodes them would read
 * another path (RFC 3986, section 6.2.2). Longer ones than OpenID Connect's (Core, section 2) are refused.
 */
const ID = /^(?!\.+$)[^/\\?#%;\p{C}]{1,255}$/u;

/** A user's id as one segment of a path: the SDK puts it there unencoded. Throws if it cannot be one. */
export function pathSegment(id: string): string {
  if (typeof id !== 'string' || !ID.test(id)) throw new PasskeyError('invalid_request'); // guard: one-segment
  return encodeURIComponent(id);
}

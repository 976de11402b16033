import type { IncomingHttpHeaders } from 'node:http';

import { z } from 'zod/v4';

import { callAuthsignal, pathSegment } from './authsignal.server';
import { checkPasskeyResult } from './check-result.server';
import { PasskeyError } from './codes';
import { type CoreSettings, ENROL_ACTION, errorName, type PasskeyUse } from './settings.server';

/** The signed-in user who creates a passkey. */
export interface PasskeyOwner {
  id: string;
  /** The name that Authsignal shows for the user. Some OAuth providers tell none. */
  email?: string | null | undefined;
}

/** The browser that asks: the rules in the Authsignal Portal look at it. */
export interface Device {
  ipAddress?: string | undefined;
  userAgent?: string | undefined;
  /** The id that Authsignal's browser SDK gave this browser. */
  deviceId?: string | undefined;
}

export interface EnrolmentSettings extends CoreSettings {
  /**
   * Records a confirmation, and answers as `spend` does; the same function will do. If it answers false, the
   * user gets the same answer again, and neither the log nor `onAdded` hears of it.
   */
  record?: ((use: PasskeyUse) => Promise<boolean>) | undefined;
  /** Runs after a passkey was added, to mail its owner for example. If it throws, the passkey stays. */
  onAdded?: ((user: PasskeyOwner) => Promise<void> | void) | undefined;
}

const trackedSchema = z.object({ state: z.string(), token: z.string().min(1) });

/**
 * Starts an enrolment and returns the short-lived token for the user's browser. Check before that the user
 * may add a passkey. Throws `passkeys_unavailable`, or `passkey_blocked` unless the Portal's rules allow it.
 */
export async function startEnrolment(
  user: PasskeyOwner,
  device: Device,
  settings: CoreSettings = {},
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
  const isOpen = state === 'ALLOW' || state === 'CHALLENGE_REQUIRED';
  if (!isOpen) throw new PasskeyError('passkey_blocked'); // guard: blocked
  return token;
}

/**
 * Confirms with Authsignal that this user has just added a passkey. Throws `invalid_request`,
 * `passkeys_unavailable`, what your `limit` throws, or `passkey_not_confirmed`, which does not say whose
 * token it is.
 */
export async function confirmEnrolment(
  token: unknown,
  user: PasskeyOwner,
  headers: IncomingHttpHeaders,
  settings: EnrolmentSettings = {},
): Promise<void> {
  const { id: userId } = user;
  const { log, onAdded, record, limit = (_attempt, run) => run() } = settings;
  if (typeof token !== 'string') throw new PasskeyError('invalid_request');

  let key = '';
  const isConfirmed = await limit({ kind: 'confirm', headers, userId }, async () => {
    const action = settings.actions?.enrol ?? ENROL_ACTION;
    const result = await checkPasskeyResult(token, { action, userId }, settings);
    if (result.accepted) key = result.key;
    else log?.({ event: 'enrolment_refused', level: 'warn', userId, reason: result.reason });
    return result.accepted;
  });
  if (!isConfirmed) throw new PasskeyError('passkey_not_confirmed');
  if ((await record?.({ userId, key, at: new Date() })) === false) return; // guard: recorded-once
  log?.({ event: 'passkey_added', level: 'info', userId });
  try {
    await onAdded?.(user);
  } catch (error) {
    log?.({ event: 'on_added_failed', level: 'error', userId, error: errorName(error) });
  }
}

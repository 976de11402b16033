import type { IncomingHttpHeaders } from 'node:http';

import { type Device, trackEnrolment } from './authsignal.server';
import { checkPasskeyResult } from './check-result.server';
import { PasskeyError } from './codes';
import { type CoreSettings, ENROL_ACTION } from './settings.server';

// The two steps of an enrolment, for any router. routes.server.ts makes Pages Router handlers of them.

/** The signed-in user who creates a passkey. */
export interface PasskeyOwner {
  id: string;
  /** The name that Authsignal shows for the user. Some OAuth providers tell none. */
  email?: string | null | undefined;
}

export interface EnrolmentSettings extends CoreSettings {
  /** Runs after a passkey was added, to mail its owner for example. */
  onAdded?: ((user: PasskeyOwner) => Promise<void> | void) | undefined;
}

/**
 * Starts an enrolment and returns the token for the user's browser. Check before that the user may add a
 * passkey. Throws `passkeys_unavailable` or `passkey_blocked`.
 */
export const startEnrolment = (
  user: PasskeyOwner,
  device: Device,
  settings: CoreSettings = {},
): Promise<string> => trackEnrolment(user, device, settings);

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
  const { log, onAdded, limit = (_attempt, run) => run() } = settings;
  if (typeof token !== 'string') throw new PasskeyError('invalid_request');

  const isConfirmed = await limit({ kind: 'confirm', headers, userId }, async () => {
    const action = settings.actions?.enrol ?? ENROL_ACTION;
    const result = await checkPasskeyResult(token, { action, userId }, settings);
    if (!result.accepted) {
      log?.({ event: 'enrolment_refused', level: 'warn', userId, reason: result.reason });
    }
    return result.accepted;
  });
  if (!isConfirmed) throw new PasskeyError('passkey_not_confirmed');
  log?.({ event: 'passkey_added', level: 'info', userId });
  await onAdded?.(user);
}

import type { Authsignal } from '@authsignal/node';
import { z } from 'zod/v4';

import { callAuthsignal, failureOf, pathSegment } from '../passkeys/authsignal.server';
import type { CoreSettings } from '../passkeys/settings.server';
import { type Authenticator, authenticatorSchema } from './answers';

// What Authsignal holds for a user. Each function throws `passkeys_unavailable` as callAuthsignal does.

/** The user's passkeys and other authenticators. */
export async function getAuthenticators(
  id: string,
  settings: CoreSettings,
): Promise<Authenticator[]> {
  const userId = pathSegment(id);
  const get = (sdk: Authsignal) => sdk.getAuthenticators({ userId });
  return callAuthsignal('get_authenticators', get, z.array(authenticatorSchema), settings);
}

/**
 * Deletes a passkey. False if it was gone already. Its id comes from getAuthenticators, safe for a path.
 */
export async function deleteAuthenticator(
  id: string,
  userAuthenticatorId: string,
  settings: CoreSettings,
): Promise<boolean> {
  const request = { userId: pathSegment(id), userAuthenticatorId };
  const remove = (sdk: Authsignal) => isThere(sdk.deleteAuthenticator(request));
  return callAuthsignal('delete_authenticator', remove, z.boolean(), settings);
}

/** Deletes the user with all their passkeys, if Authsignal has the user. */
export async function deleteUser(id: string, settings: CoreSettings): Promise<void> {
  const userId = pathSegment(id);
  const remove = (sdk: Authsignal) => isThere(sdk.deleteUser({ userId }));
  await callAuthsignal('delete_user', remove, z.boolean(), settings);
}

/** Whether Authsignal had what it was to delete. A 404 without a code of its own may come from a proxy. */
function isThere(deletion: Promise<unknown>): Promise<boolean> {
  return deletion.then(
    () => true,
    (error: unknown) => {
      const { statusCode, errorCode } = failureOf(error);
      if (statusCode !== 404 || !errorCode) throw error; // guard: gone-for-certain
      return false;
    },
  );
}

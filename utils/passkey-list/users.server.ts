import { z } from 'zod';

import {
  actionSchema,
  authenticatorSchema,
  type Authenticator,
} from '@/utils/passkey-list/answers';
import { callAuthsignal, failureOf, pathSegment } from '@/utils/passkeys/authsignal.server';
import { passkeySettings } from '@/utils/base/passkey-settings.server';

// What Authsignal holds for a person. Everything here throws `passkeys_unavailable` as `ask` does.

/**
 * Lets a removal pass of what is gone already. A 404 says so in Authsignal's own words alone: it may
 * also be a proxy's page, or come from a host where no API is.
 */
function unlessGone(error: unknown): void {
  const { statusCode, errorCode } = failureOf(error);
  if (statusCode !== 404 || !errorCode) throw error; // guard: gone-for-certain
}

/** Removes the person with all their passkeys, also where that has been done before. */
export async function deleteUser(userId: string): Promise<void> {
  await callAuthsignal(
    'delete_user',
    (sdk) => sdk.deleteUser({ userId: pathSegment(userId) }).catch(unlessGone),
    z.unknown(),
    passkeySettings,
  );
}

/** Everything that Authsignal holds for the person, passkeys and other methods. */
export function getAuthenticators(userId: string): Promise<Authenticator[]> {
  return callAuthsignal(
    'get_authenticators',
    (sdk) => sdk.getAuthenticators({ userId: pathSegment(userId) }),
    z.array(authenticatorSchema),
    passkeySettings,
  );
}

/**
 * Removes a passkey; one that is gone already counts as removed. The SDK writes the id into a URL as
 * it comes: `userAuthenticatorId` stands in what getAuthenticators has answered for this person.
 */
export async function deleteAuthenticator(
  userId: string,
  userAuthenticatorId: string,
): Promise<void> {
  await callAuthsignal(
    'delete_authenticator',
    (sdk) =>
      sdk
        .deleteAuthenticator({ userId: pathSegment(userId), userAuthenticatorId })
        .catch(unlessGone),
    z.unknown(),
    passkeySettings,
  );
}

/** The person's challenges of this action since then, each with the passkey that has answered it. */
export function getPasskeyActions(userId: string, action: string, since: Date) {
  const request = {
    userId: pathSegment(userId),
    actionCodes: [action],
    fromDate: since.toISOString(),
  };
  return callAuthsignal(
    'query_actions',
    (sdk) => sdk.queryUserActions(request),
    z.array(actionSchema),
    passkeySettings,
  );
}

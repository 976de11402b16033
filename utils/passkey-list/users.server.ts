import type { Authsignal } from '@authsignal/node';
import { z } from 'zod';

import { passkeySettings } from '@/utils/base/passkey-settings.server';
import {
  actionSchema,
  type Authenticator,
  authenticatorSchema,
} from '@/utils/passkey-list/answers';
import { callAuthsignal, failureOf, pathSegment } from '@/utils/passkeys/authsignal.server';

// What Authsignal holds for a user. Each function throws `passkeys_unavailable` as callAuthsignal does.

const ask = <T>(
  operation: string,
  schema: z.ZodType<T>,
  call: (sdk: Authsignal) => Promise<unknown>,
): Promise<T> => callAuthsignal(operation, call, schema, passkeySettings);

/** Ignores "not found" when deleting. A 404 without a code of Authsignal's may come from a proxy. */
function ignoreNotFound(error: unknown): void {
  const { statusCode, errorCode } = failureOf(error);
  if (statusCode !== 404 || !errorCode) throw error; // guard: gone-for-certain
}

/** Deletes the user with all their passkeys, if Authsignal has the user. */
export async function deleteUser(id: string): Promise<void> {
  const userId = pathSegment(id);
  await ask('delete_user', z.unknown(), (sdk) => sdk.deleteUser({ userId }).catch(ignoreNotFound));
}

/** The user's passkeys and other authenticators. */
export async function getAuthenticators(id: string): Promise<Authenticator[]> {
  const userId = pathSegment(id);
  return ask('get_authenticators', z.array(authenticatorSchema), (sdk) =>
    sdk.getAuthenticators({ userId }),
  );
}

/** Deletes a passkey, if it is still there. Its id comes from getAuthenticators, safe for a path. */
export async function deleteAuthenticator(id: string, userAuthenticatorId: string): Promise<void> {
  const request = { userId: pathSegment(id), userAuthenticatorId };
  await ask('delete_authenticator', z.unknown(), (sdk) =>
    sdk.deleteAuthenticator(request).catch(ignoreNotFound),
  );
}

/** The user's challenges of this action since then, each with the passkey that answered it. */
export async function getPasskeyActions(id: string, action: string, since: Date) {
  const fromDate = since.toISOString();
  const request = { userId: pathSegment(id), actionCodes: [action], fromDate };
  return ask('query_actions', z.array(actionSchema), (sdk) => sdk.queryUserActions(request));
}

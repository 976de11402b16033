import { getAuthenticators } from '@/utils/authsignal.server';
import type { Authenticator } from '@/utils/authsignal-answers';

/** A passkey as its owner sees it. Times are ISO 8601. */
export interface Passkey {
  id: string;
  name: string;
  /** The password manager or device maker that keeps it, where that is known. */
  provider: string | null;
  createdAt: string;
  lastUsedAt: string | null;
  /** True where it is copied to the person's other devices; null where nobody said. */
  synced: boolean | null;
}

/** The person's own passkeys, newest first. Throws `passkeys_unavailable`. */
export async function listPasskeys(userId: string): Promise<Passkey[]> {
  const authenticators = await getAuthenticators(userId);
  return authenticators
    .filter(({ verificationMethod }) => verificationMethod === 'PASSKEY')
    .map(toPasskey)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

function toPasskey(authenticator: Authenticator): Passkey {
  const { webauthnCredential: credential } = authenticator;
  const provider = credential?.aaguidMapping?.name ?? null;
  const { browser, os } = credential?.parsedUserAgent ?? {};
  const device = [browser?.name, os?.name].filter(Boolean).join(' on ');

  return {
    id: authenticator.userAuthenticatorId,
    name: provider ?? (device || 'Passkey'),
    provider,
    createdAt: authenticator.createdAt,
    lastUsedAt: authenticator.lastVerifiedAt ?? null,
    synced: credential?.credentialBackedUp ?? null,
  };
}

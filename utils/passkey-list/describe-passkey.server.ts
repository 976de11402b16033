import type { Authenticator } from '@/utils/passkey-list/answers';

/** A passkey as its owner sees it. Times are ISO 8601. */
export interface Passkey {
  id: string;
  /** The WebAuthn credential id. */
  credentialId: string | null;
  /** The owner's name for it, else its provider's, else where it was made. */
  name: string;
  /** The password manager or device maker that keeps it. */
  provider: string | null;
  /** Images of the provider, as `data:` URLs. */
  icon: { light: string; dark: string } | null;
  /** The browser and system that it was made with. */
  madeWith: string | null;
  createdAt: string;
  lastUsedAt: string | null;
  /** Whether the user's other devices have it too; null if unknown. */
  synced: boolean | null;
  openedThisSession: boolean;
}

/** `names`: the owner's names, by id. `opener`: the passkey that opened the session of this request. */
export function describePasskey(
  { userAuthenticatorId: id, webauthnCredential: credential, ...authenticator }: Authenticator,
  names: Map<string, string>,
  opener: string | null,
): Passkey {
  const { name: provider = null, svgIconLight, svgIconDark } = credential?.aaguidMapping ?? {};
  const { browser, os } = credential?.parsedUserAgent ?? {};
  const madeWith = [browser?.name, os?.name].filter(Boolean).join(' on ') || null;
  return {
    id,
    credentialId: credential?.credentialId ?? null,
    name: names.get(id) ?? provider ?? madeWith ?? 'Passkey',
    provider,
    icon: svgIconLight ? { light: svgIconLight, dark: svgIconDark ?? svgIconLight } : null,
    madeWith,
    createdAt: authenticator.createdAt,
    lastUsedAt: authenticator.lastVerifiedAt ?? null,
    synced: credential?.credentialBackedUp ?? null,
    openedThisSession: id === opener,
  };
}

import type { Authenticator } from '@/utils/passkey-list/answers';

/** A passkey as its owner sees it. Times are ISO 8601. */
export interface Passkey {
  id: string;
  /** By which browsers and authenticators know it. */
  credentialId: string | null;
  /** What its owner calls it or, until then, its provider or the browser it was made with. */
  name: string;
  /** The password manager or device maker that keeps it, where that is known. */
  provider: string | null;
  /** Images of the provider, as `data:` URLs. */
  icon: { light: string; dark: string } | null;
  /** The browser and system that it was made with, where that is known. */
  madeWith: string | null;
  createdAt: string;
  lastUsedAt: string | null;
  /** True where it is copied to the person's other devices; null where nobody said. */
  synced: boolean | null;
  /** True where it opened the session that asks. */
  openedThisSession: boolean;
}

/** `names`: what its owner calls their passkeys. `opener`: the passkey of the session that asks. */
export function describePasskey(
  { userAuthenticatorId: id, webauthnCredential: credential, ...authenticator }: Authenticator,
  names: Map<string, string>,
  opener: string | null,
): Passkey {
  const {
    name: provider = null,
    svgIconLight: light,
    svgIconDark,
  } = credential?.aaguidMapping ?? {};
  const { browser, os } = credential?.parsedUserAgent ?? {};
  const madeWith = [browser?.name, os?.name].filter(Boolean).join(' on ') || null;

  return {
    id,
    credentialId: credential?.credentialId ?? null,
    name: names.get(id) ?? provider ?? madeWith ?? 'Passkey',
    provider,
    icon: light ? { light, dark: svgIconDark ?? light } : null,
    madeWith,
    createdAt: authenticator.createdAt,
    lastUsedAt: authenticator.lastVerifiedAt ?? null,
    synced: credential?.credentialBackedUp ?? null,
    openedThisSession: id === opener,
  };
}

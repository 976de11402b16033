import type { Authenticator } from '@/utils/passkey-list/answers';

/** A passkey as its owner sees it. Times are ISO 8601. */
export type Passkey = ReturnType<typeof describePasskey>;

/** `names`: the owner's names, by id. `opener`: the passkey that opened the session of this request. */
export function describePasskey(
  { userAuthenticatorId: id, webauthnCredential: credential, ...authenticator }: Authenticator,
  names: Map<string, string>,
  opener: string | null,
) {
  const { name: provider = null, svgIconLight, svgIconDark } = credential?.aaguidMapping ?? {};
  const { browser, os } = credential?.parsedUserAgent ?? {};
  const madeWith = [browser?.name, os?.name].filter(Boolean).join(' on ') || null;
  return {
    id,
    credentialId: credential?.credentialId ?? null,
    name: names.get(id) ?? provider ?? madeWith ?? 'Passkey',
    /** The password manager or device maker that keeps it. */
    provider,
    icon: svgIconLight ? { light: svgIconLight, dark: svgIconDark ?? svgIconLight } : null,
    madeWith,
    createdAt: authenticator.createdAt,
    lastUsedAt: authenticator.lastVerifiedAt ?? null,
    /** Whether the user's other devices have it too; null if unknown. */
    synced: credential?.credentialBackedUp ?? null,
    openedThisSession: id === opener,
  };
}

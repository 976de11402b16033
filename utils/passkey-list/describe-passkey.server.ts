import type { Authenticator } from './answers';

/** A passkey as its owner sees it. Times are ISO 8601. */
export type Passkey = ReturnType<typeof describePasskey>;

/** The passkeys among a user's authenticators, newest first. `names`: the owner's names, by id. */
export const describePasskeys = (
  authenticators: Authenticator[],
  names: ReadonlyMap<string, string>,
): Passkey[] =>
  authenticators
    .filter(({ verificationMethod }) => verificationMethod === 'PASSKEY')
    .map((authenticator) => describePasskey(authenticator, names))
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));

function describePasskey(
  { userAuthenticatorId: id, webauthnCredential: credential, ...authenticator }: Authenticator,
  names: ReadonlyMap<string, string>,
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
  };
}

import type { UserAuthenticator } from '@authsignal/node';

import { describeProvider } from './describe-provider';
import { parseUserAgent } from './parse-user-agent';
import type { Passkey } from './records';
import type { Wire } from './tenant';

type PasskeyJson = Wire<UserAuthenticator> & { isDefault: boolean };

/** Converts a passkey to the JSON of both APIs (UserAuthenticator in @authsignal/node, types.d.ts). */
export function toPasskeyJson(passkey: Passkey, position: number): PasskeyJson {
  const { browser, os, ua } = parseUserAgent(passkey.userAgent);
  const provider = describeProvider(passkey.aaguid);
  const device = [browser?.name, os?.name].filter(Boolean).join(' on ');

  return {
    userId: passkey.userId,
    userAuthenticatorId: passkey.userAuthenticatorId,
    verificationMethod: 'PASSKEY',
    createdAt: passkey.createdAt,
    verifiedAt: passkey.createdAt,
    lastVerifiedAt: passkey.lastVerifiedAt,
    username: passkey.username,
    displayName: passkey.displayName,
    // Inferred: the oldest passkey is the default.
    isDefault: position === 0,
    webauthnCredential: {
      credentialId: passkey.credentialId,
      deviceId: passkey.deviceId,
      // Inferred: the name if the provider is unknown.
      name: provider?.name ?? (device || 'Passkey'),
      aaguid: passkey.aaguid,
      aaguidMapping: provider,
      credentialBackedUp: passkey.backedUp,
      credentialDeviceType: passkey.deviceType,
      authenticatorAttachment: passkey.attachment,
      parsedUserAgent: { ua, browser, os },
    },
  };
}

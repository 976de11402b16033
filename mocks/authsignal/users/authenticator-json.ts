import type { UserAuthenticator } from '@authsignal/node';

import { describeProvider } from './describe-provider';
import { findDefault } from './enrollment';
import { describeDevice, parseUserAgent } from './parse-user-agent';
import type { Authenticator, Passkey } from '../store/records';
import type { Store } from '../store/store';
import type { Wire } from '../http/wire';

type AuthenticatorJson = Wire<UserAuthenticator> & { isDefault: boolean };

/** Converts an authenticator to the JSON of both APIs (UserAuthenticator in @authsignal/node, types.d.ts). */
export function toAuthenticatorJson(store: Store, each: Authenticator): AuthenticatorJson {
  const { userAuthenticatorId } = each;
  const isDefault = findDefault(store, each.userId)?.userAuthenticatorId === userAuthenticatorId;
  if (each.verificationMethod !== 'PASSKEY')
    return { ...each, verifiedAt: each.createdAt, isDefault };

  return {
    userId: each.userId,
    userAuthenticatorId: each.userAuthenticatorId,
    verificationMethod: 'PASSKEY',
    createdAt: each.createdAt,
    verifiedAt: each.createdAt,
    lastVerifiedAt: each.lastVerifiedAt,
    username: each.username,
    displayName: each.displayName,
    isDefault,
    webauthnCredential: toCredentialJson(each),
  };
}

/** A passkey's own name, else its provider's, else the browser and the system in which it was created. */
export function nameOf({ name, aaguid, userAgent }: Passkey): string {
  return name ?? describeProvider(aaguid)?.name ?? (describeDevice(userAgent) || 'Passkey');
}

function toCredentialJson(passkey: Passkey) {
  const { browser, os, ua } = parseUserAgent(passkey.userAgent);

  return {
    credentialId: passkey.credentialId,
    deviceId: passkey.deviceId,
    name: nameOf(passkey),
    aaguid: passkey.aaguid,
    aaguidMapping: describeProvider(passkey.aaguid),
    credentialBackedUp: passkey.backedUp,
    credentialDeviceType: passkey.deviceType,
    authenticatorAttachment: passkey.attachment,
    parsedUserAgent: { ua, browser, os },
  };
}

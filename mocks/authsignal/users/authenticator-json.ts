import type { UserAuthenticator } from '@authsignal/node';

import { describeProvider } from './describe-provider';
import { findDefault } from './enrollment';
import { parseUserAgent } from './parse-user-agent';
import type { Authenticator, Passkey } from '../store/records';
import type { Store } from '../store/store';
import type { Wire } from '../tenant';

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

function toCredentialJson(passkey: Passkey) {
  const { browser, os, ua } = parseUserAgent(passkey.userAgent);
  const provider = describeProvider(passkey.aaguid);
  const device = [browser?.name, os?.name].filter(Boolean).join(' on ');

  return {
    credentialId: passkey.credentialId,
    deviceId: passkey.deviceId,
    name: passkey.name ?? provider?.name ?? (device || 'Passkey'),
    aaguid: passkey.aaguid,
    aaguidMapping: provider,
    credentialBackedUp: passkey.backedUp,
    credentialDeviceType: passkey.deviceType,
    authenticatorAttachment: passkey.attachment,
    parsedUserAgent: { ua, browser, os },
  };
}

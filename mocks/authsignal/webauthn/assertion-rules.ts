import type { Requirement } from './check';
import type { AuthenticationFacts } from './facts';
import { toBytes } from './read';
import { isSignedBy } from './signature';

export const PASSKEY_WAS_ASKED_FOR: Requirement<AuthenticationFacts> = {
  name: 'allowed credentials',
  failureReason: 'The passkey is not one of those that were asked for.',
  passes: ({ ceremony: { allowedIds = [] }, credential }) =>
    allowedIds.length === 0 || allowedIds.includes(credential.id),
};

/** If the ceremony starts without a known user, only the user handle names one. */
export const NAMES_A_USER: Requirement<AuthenticationFacts> = {
  name: 'user handle',
  failureReason: 'The response names no user.',
  passes: ({ response, ceremony }) =>
    response.userHandle !== undefined || ceremony.userId !== undefined,
};

/** A passkey that was enrolled by its public key has the user handle of another system, which is not known here. */
export const NAMES_THE_OWNER: Requirement<AuthenticationFacts> = {
  name: 'owner',
  failureReason: 'The response names another user.',
  passes: ({ response: { userHandle }, owner, passkey }) =>
    passkey.isForeign ||
    userHandle === undefined ||
    (owner !== undefined && handlesOf(owner.handle).includes(userHandle)),
};

/** Of a passkey that was created elsewhere, nothing is known to compare with. */
export const BACKUP_ELIGIBILITY_IS_UNCHANGED: Requirement<AuthenticationFacts> = {
  name: 'backup eligibility',
  failureReason: 'Whether the passkey can be backed up has changed since it was created.',
  passes: ({ authenticatorData, passkey }) =>
    passkey.deviceType === undefined ||
    authenticatorData?.flags.be === (passkey.deviceType === 'multiDevice'),
};

export const SIGNATURE_IS_VALID: Requirement<AuthenticationFacts> = {
  name: 'signature',
  failureReason: 'The signature is not valid.',
  passes: ({ passkey, response, signedData }) =>
    isSignedBy(toBytes(passkey.publicKey), toBytes(response.signature), {
      authenticatorData: signedData,
      clientDataJSON: response.clientDataJSON,
    }),
};

/**
 * The forms in which a client sends a user handle. Authsignal's iOS SDK takes the handle in the options for
 * text: it stores the bytes of that text in the passkey, and sends the stored bytes as text. So a browser
 * sends a handle that the iOS SDK has stored encoded twice, and the iOS SDK one that a browser has stored decoded.
 */
function handlesOf(handle: string) {
  const storedByIos = Buffer.from(handle).toString('base64url');
  const readByIos = Buffer.from(handle, 'base64url').toString();
  return [handle, storedByIos, readByIos];
}

import type { RelyingParty } from '../index';
import * as assertion from './assertion-rules';
import * as authenticator from './authenticator-rules';
import { findFailure, type Check } from './check';
import * as client from './client-rules';
import {
  authenticationFacts,
  type Asked,
  type AuthenticationFacts,
  type Owner,
  type StoredPasskey,
} from './facts';
import type { AuthenticationResponse } from './schemas';

/**
 * WebAuthn Level 3, §7.2: https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion
 * Step 22, that the counter has risen, is in verify-passkey.ts. Extensions (step 23) are ignored.
 */
export const AUTHENTICATION_CHECKS: readonly Check<AuthenticationFacts>[] = [
  { step: 3, ...client.IS_PUBLIC_KEY },
  { step: 3, ...client.HAS_ONE_ID },
  { step: 5, ...assertion.PASSKEY_WAS_ASKED_FOR },
  { step: 6, ...assertion.NAMES_A_USER },
  { step: 6, ...assertion.NAMES_THE_OWNER },
  { step: 9, ...client.CLIENT_DATA_IS_READABLE },
  { step: 10, ...client.IS_OF_THIS_CEREMONY },
  { step: 11, ...client.ANSWERS_THE_CHALLENGE },
  { step: 12, ...client.ORIGIN_IS_EXPECTED },
  { step: 13, ...client.IS_SAME_ORIGIN },
  { step: 14, ...client.HAS_NO_TOP_ORIGIN },
  { step: 15, ...authenticator.AUTHENTICATOR_DATA_IS_READABLE },
  { step: 15, ...authenticator.IS_FOR_THIS_RELYING_PARTY },
  { step: 16, ...authenticator.USER_IS_PRESENT },
  { step: 17, ...authenticator.USER_IS_VERIFIED },
  { step: 18, ...authenticator.BACKUP_IS_POSSIBLE },
  { step: 19, ...assertion.BACKUP_ELIGIBILITY_IS_UNCHANGED },
  { step: 21, ...assertion.SIGNATURE_IS_VALID },
];

type Result =
  | { verified: true; counter: number; backedUp: boolean }
  | { verified: false; reason: string };

/** Changes nothing: it returns what the response says of the stored passkey. */
export async function verifyAuthentication(
  relyingParty: RelyingParty,
  ceremony: Asked,
  passkey: StoredPasskey,
  owner: Owner | undefined,
  response: AuthenticationResponse,
): Promise<Result> {
  const facts = authenticationFacts(relyingParty, ceremony, passkey, owner, response);
  const failure = await findFailure(AUTHENTICATION_CHECKS, facts);
  if (failure) return { verified: false, reason: failure.failureReason };

  const data = facts.authenticatorData;
  if (!data) throw new Error('The checks passed on nothing.');
  return { verified: true, counter: data.counter, backedUp: data.flags.bs };
}

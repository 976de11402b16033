import { createHash } from 'node:crypto';

import type { Requirement } from './check';
import type { CommonFacts } from './facts';

export const AUTHENTICATOR_DATA_IS_READABLE: Requirement<CommonFacts> = {
  name: 'authenticator data',
  failureReason: 'The authenticator data is cut off, or has bytes after its end.',
  passes: ({ authenticatorData }) => authenticatorData !== undefined,
};

export const IS_FOR_THIS_RELYING_PARTY: Requirement<CommonFacts> = {
  name: 'relying party id',
  failureReason: 'The passkey is for another relying party id.',
  passes: ({ authenticatorData, relyingParty: { id } }) =>
    authenticatorData !== undefined &&
    createHash('sha256').update(id).digest().equals(authenticatorData.rpIdHash),
};

export const USER_IS_PRESENT: Requirement<CommonFacts> = {
  name: 'user presence',
  failureReason: 'The user was not present.',
  passes: ({ authenticatorData, presenceRequired }) =>
    !presenceRequired || authenticatorData?.flags.up === true,
};

export const USER_IS_VERIFIED: Requirement<CommonFacts> = {
  name: 'user verification',
  failureReason: 'The user was not verified.',
  passes: ({ authenticatorData, verificationRequired }) =>
    !verificationRequired || authenticatorData?.flags.uv === true,
};

export const BACKUP_IS_POSSIBLE: Requirement<CommonFacts> = {
  name: 'backup state',
  failureReason: 'The passkey is marked as backed up, but not as one that can be.',
  passes: ({ authenticatorData: data }) => data?.flags.be === true || data?.flags.bs === false,
};

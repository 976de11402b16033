import type { Requirement } from './check';
import type { CommonFacts } from './facts';

const TYPES = { registration: 'webauthn.create', authentication: 'webauthn.get' };

export const IS_PUBLIC_KEY: Requirement<CommonFacts> = {
  name: 'credential type',
  failureReason: 'The credential is not a public key.',
  passes: ({ credential }) => credential.type === 'public-key',
};

export const HAS_ONE_ID: Requirement<CommonFacts> = {
  name: 'credential id',
  failureReason: 'id and rawId differ.',
  passes: ({ credential }) => credential.id === credential.rawId,
};

export const CLIENT_DATA_IS_READABLE: Requirement<CommonFacts> = {
  name: 'client data',
  failureReason: 'The client data cannot be read.',
  passes: ({ clientData }) => clientData !== undefined,
};

export const IS_OF_THIS_CEREMONY: Requirement<CommonFacts> = {
  name: 'type',
  failureReason: 'The response is of the other ceremony.',
  passes: ({ clientData, ceremony }) => clientData?.type === TYPES[ceremony.kind],
};

export const ANSWERS_THE_CHALLENGE: Requirement<CommonFacts> = {
  name: 'challenge',
  failureReason: 'The response answers another challenge.',
  passes: ({ clientData, ceremony }) => clientData?.challenge === ceremony.challenge,
};

/** Compared as text, because the origin of an Android app is no URL: `android:apk-key-hash:…`. */
export const ORIGIN_IS_EXPECTED: Requirement<CommonFacts> = {
  name: 'origin',
  failureReason: 'The origin is not one of the expected origins.',
  passes: ({ clientData, relyingParty: { origins } }) =>
    clientData !== undefined && origins.includes(clientData.origin),
};

/** The emulated relying party is in no frame of another site, so no such ceremony is expected. */
export const IS_SAME_ORIGIN: Requirement<CommonFacts> = {
  name: 'cross origin',
  failureReason: 'The ceremony ran in a frame on a page of another origin.',
  passes: ({ clientData }) => clientData?.crossOrigin !== true,
};

export const HAS_NO_TOP_ORIGIN: Requirement<CommonFacts> = {
  name: 'top origin',
  failureReason: 'The ceremony names the origin of a page around it, and none is expected.',
  passes: ({ clientData }) => clientData?.topOrigin === undefined,
};

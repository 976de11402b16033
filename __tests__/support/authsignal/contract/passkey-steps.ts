import type { WebAuthnEmulator } from 'nid-webauthn-emulator';
import { z } from 'zod';

import { createAuthenticator } from '../../user/software-authenticator';
import * as actionAnswers from './action-answers';
import * as ceremonies from './ceremony-answers';
import { at } from './differences';
import { ACTION, textAt, type Stage } from './play';
import { track } from './steps';

/** A name that Authsignal knows: https://github.com/passkeydeveloper/passkey-authenticator-aaguids */
export const PROVIDER = {
  aaguid: 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd',
  name: 'iCloud Keychain',
};

export const CHROME =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36';

export const createDevice = () =>
  createAuthenticator({
    aaguid: Uint8Array.from(Buffer.from(PROVIDER.aaguid.replaceAll('-', ''), 'hex')),
  });

/** The page that a relying party's passkeys are for. A real tenant must expect this origin. */
export const originOf = (rpId: string) =>
  rpId === 'localhost' ? 'http://localhost:3000' : `https://${rpId}`;

const cookies = (isWeb: boolean) => (isWeb ? '/web' : '');

/** The user creates a passkey on the device. Returns the answer, and the credential that the browser sent. */
export async function createPasskey(stage: Stage, device: WebAuthnEmulator, isWeb = false) {
  const tracked = await track(stage, { scope: 'add:authenticators' });
  const page = { method: 'POST', caller: { token: textAt(tracked, 'token') } } as const;
  const path = '/client/user-authenticators/passkey';
  const started = await stage.ask({
    ...page,
    path: `${path}/registration-options${cookies(isWeb)}`,
    body: { username: `${stage.userId}@example.com` },
    answer: ceremonies.startedCreation.extend({
      options: ceremonies.creationOptions.loose().extend({
        user: z.looseObject({ name: z.literal(`${stage.userId}@example.com`) }),
      }),
    }),
  });
  const options = ceremonies.creationOptions.parse(at(started, ['options']));
  const credential = device.createJSON(originOf(options.rp.id), options);
  const answer = await stage.ask({
    ...page,
    path,
    userAgent: CHROME,
    body: {
      challengeId: textAt(started, 'challengeId'),
      registrationCredential: credential,
      conditionalCreate: false,
    },
    answer: ceremonies.createdPasskey,
  });
  return { answer, credential, options };
}

type SignIn = {
  device: WebAuthnEmulator;
  isWeb?: boolean;
  token?: string;
  /** How the sign-in ends, if not with a token. */
  refusal?: { status: number; answer: z.ZodType };
};

/** The device signs in, or answers the challenge of a token. Returns the options, and the last answer. */
export async function signIn(
  { ask, userId }: Stage,
  { device, isWeb = false, token, refusal }: SignIn,
) {
  const page = { method: 'POST', caller: token ? { token } : 'page' } as const;
  const begun = token
    ? undefined
    : await ask({
        ...page,
        path: `/client/challenge${cookies(isWeb)}`,
        body: { action: ACTION },
        answer: ceremonies.startedSignIn,
      });
  const started = await ask({
    ...page,
    path: `/client/user-authenticators/passkey/authentication-options${cookies(isWeb)}`,
    body: begun ? { challengeId: textAt(begun, 'challengeId') } : {},
    answer: ceremonies.startedRequest,
  });
  const options = ceremonies.requestOptions.parse(at(started, ['options']));
  const answer = await ask({
    ...page,
    path: '/client/verify/passkey',
    body: {
      challengeId: textAt(started, 'challengeId'),
      authenticationCredential: device.getJSON(originOf(options.rpId), options),
      deviceId: 'device-1',
    },
    answer: ceremonies.verifiedPasskey.extend({ userId: z.literal(userId) }),
    ...refusal,
  });
  return { options, answer };
}

/** The app's server learns that the user has answered the challenge with a passkey. */
export const expectSuccess = ({ ask, userId }: Stage, finished: unknown) =>
  ask({
    method: 'POST',
    path: '/validate',
    body: { token: textAt(finished, 'accessToken'), action: ACTION },
    answer: actionAnswers.validation.extend({
      isValid: z.literal(true),
      state: z.literal('CHALLENGE_SUCCEEDED'),
      userId: z.literal(userId),
      action: z.literal(ACTION),
      verificationMethod: z.literal('PASSKEY'),
    }),
  });

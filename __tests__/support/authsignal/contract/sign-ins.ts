import { z } from 'zod';

import * as answers from './answers';
import { createDevice, createPasskey, expectSuccess, signIn } from './passkey-steps';
import { textAt, type Case } from './play';
import { track } from './steps';

export const signIns: Case[] = [
  ...[false, true].map(
    (isWeb): Case => ({
      operation: isWeb ? 'challengeWeb' : 'challenge',
      fact: 'a sign-in is a success of the action that it began with',
      async play(stage) {
        const device = createDevice();
        await createPasskey(stage, device);
        const { answer } = await signIn(stage, { device, isWeb });
        await expectSuccess(stage, answer);
      },
    }),
  ),
  {
    operation: 'authenticationOptions',
    fact: 'a token’s challenge is for the passkeys of its user',
    async play(stage) {
      const device = createDevice();
      const { credential } = await createPasskey(stage, device);
      const tracked = await track(stage, {}, { state: z.literal('CHALLENGE_REQUIRED') });
      const { options, answer } = await signIn(stage, { device, token: textAt(tracked, 'token') });
      const allowed = options.allowCredentials?.map(({ id }) => id);
      if (allowed?.join() !== credential.id) throw new Error(`allowed are ${allowed}`);
      await expectSuccess(stage, answer);
    },
  },
  {
    operation: 'authenticationOptionsWeb',
    fact: 'anybody may sign in, so no passkey is named',
    async play(stage) {
      const device = createDevice();
      await createPasskey(stage, device);
      const { options } = await signIn(stage, { device, isWeb: true });
      if (options.allowCredentials?.length) throw new Error('passkeys are named');
    },
  },
  {
    operation: 'verifyPasskey',
    fact: 'a passkey that was deleted is not known',
    async play(stage) {
      const device = createDevice();
      const { answer } = await createPasskey(stage, device);
      await signIn(stage, { device });
      const id = textAt(answer, 'userAuthenticatorId');
      const path = `/users/${stage.userId}/authenticators/${id}`;
      await stage.ask({ method: 'DELETE', path, answer: answers.success });

      const unknown = answers.refusal.extend({ errorCode: z.literal('unknown_credential') });
      await signIn(stage, { device, refusal: { status: 400, answer: unknown } });
    },
  },
];

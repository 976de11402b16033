import { z } from 'zod';

import * as answers from './answers';
import { makeForeignPasskey } from './make-foreign-passkey';
import { createDevice, expectSuccess, signIn } from './passkey-steps';
import type { Case } from './play';

/** Passkeys that were made without Authsignal, and are enrolled by their public keys. */
export const foreignPasskeys: Case[] = [
  {
    operation: 'enrollAuthenticator',
    fact: 'a passkey that is enrolled by its public key signs its user in',
    async play(stage) {
      const device = createDevice();
      const body = await makeForeignPasskey(stage, device);
      const webauthnCredential = answers.passkey.shape.webauthnCredential.extend({
        credentialId: z.literal(body.credentialId),
        name: z.literal(body.name),
      });
      await stage.ask({
        method: 'POST',
        path: `/users/${stage.userId}/authenticators`,
        body,
        answer: answers.enrolled.extend({
          authenticator: answers.passkey.extend({ webauthnCredential }),
        }),
      });
      const { answer } = await signIn(stage, { device });
      await expectSuccess(stage, answer);
    },
  },
  {
    operation: 'enrollAuthenticators',
    fact: 'many are enrolled at once, twice is as once, and another user’s credential fails alone',
    async play(stage) {
      const { ask, userId, otherUserId } = stage;
      const [device, other] = [createDevice(), createDevice()];
      const first = await makeForeignPasskey(stage, device);
      const second = await makeForeignPasskey(stage, other);
      const counted = (succeeded: number, failed: number) =>
        answers.enrolledMany.extend({
          total: z.literal(2),
          succeeded: z.literal(succeeded),
          failed: z.literal(failed),
        });

      const enroll = (owner: string, answer: z.ZodType) =>
        ask({
          method: 'POST',
          path: '/users/authenticators',
          body: {
            authenticators: [
              { userId, ...first },
              { userId: owner, ...second },
            ],
          },
          answer,
        });
      await enroll(otherUserId, counted(2, 0));
      await enroll(otherUserId, counted(2, 0));
      const refused = { userId: z.literal(userId), errorCode: z.literal('conflict') };
      const failure = answers.enrolledMany.shape.failures.element.extend(refused);
      await enroll(userId, counted(1, 1).extend({ failures: z.tuple([failure]) }));
      await signIn(stage, { device });
      await signIn({ ...stage, userId: otherUserId }, { device: other });
    },
  },
];

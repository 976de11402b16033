import { z } from 'zod';

import * as answers from './answers';
import type { Case, Stage } from './play';
import { enrollPhone } from './steps';

const EMAIL = 'not-a-real-address@example.com';
const pathOf = ({ userId }: Stage) => `/users/${userId}/authenticators`;

const refused = answers.refusal.extend({ errorCode: z.literal('invalid_request') });

export const authenticators: Case[] = [
  ...(['EMAIL_OTP', 'EMAIL_MAGIC_LINK'] as const).map(
    (verificationMethod): Case => ({
      operation: 'enrollAuthenticator',
      fact: `a verified address is enrolled for ${verificationMethod}, and listed`,
      async play(stage) {
        const expected = answers.authenticator.extend({
          userId: z.literal(stage.userId),
          verificationMethod: z.literal(verificationMethod),
          email: z.literal(EMAIL),
        });
        await stage.ask({
          method: 'POST',
          path: pathOf(stage),
          body: { verificationMethod, email: EMAIL },
          answer: answers.enrolled.extend({ authenticator: expected }),
        });
        await stage.ask({ method: 'GET', path: pathOf(stage), answer: z.tuple([expected]) });
      },
    }),
  ),
  {
    operation: 'enrollAuthenticator',
    fact: 'an address, or a number, is needed for what is sent there',
    async play(stage) {
      for (const verificationMethod of ['EMAIL_OTP', 'SMS']) {
        const body = { verificationMethod };
        await stage.ask({
          method: 'POST',
          path: pathOf(stage),
          body,
          status: 400,
          answer: refused,
        });
      }
      await enrollPhone(stage);
    },
  },
  {
    operation: 'listAuthenticators',
    fact: 'the list of a user without any is empty',
    play: async (stage) => {
      await stage.ask({ method: 'GET', path: pathOf(stage), answer: z.tuple([]) });
    },
  },
  {
    operation: 'deleteAuthenticator',
    fact: 'a deleted authenticator is gone from the list, also if it was the last one',
    async play(stage) {
      const id = await enrollPhone(stage);
      const path = `${pathOf(stage)}/${id}`;
      await stage.ask({ method: 'DELETE', path, answer: answers.success });
      await stage.ask({ method: 'GET', path: pathOf(stage), answer: z.tuple([]) });
    },
  },
];

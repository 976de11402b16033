import { z } from 'zod';

import * as answers from './answers';
import * as ceremonies from './ceremony-answers';
import { createDevice, createPasskey, CHROME, expectSuccess, PROVIDER } from './passkey-steps';
import { textAt, type Case } from './play';

const own = answers.passkey.omit({ userId: true }).extend({ userId: z.string().optional() });

export const passkeys: Case[] = [
  ...[false, true].map(
    (isWeb): Case => ({
      operation: isWeb ? 'registrationOptionsWeb' : 'registrationOptions',
      fact: 'a further passkey is made where the user has none yet',
      async play(stage) {
        const first = await createPasskey(stage, createDevice(), isWeb);
        const second = await createPasskey(stage, createDevice(), isWeb);
        const excluded = second.options.excludeCredentials?.map(({ id }) => id);
        if (excluded?.join() !== first.credential.id) throw new Error(`excluded are ${excluded}`);
      },
    }),
  ),
  {
    operation: 'addPasskey',
    fact: 'a new passkey succeeds its action',
    async play(stage) {
      const { answer } = await createPasskey(stage, createDevice());
      await expectSuccess(stage, answer);
    },
  },
  {
    operation: 'listAuthenticators',
    fact: 'a passkey is listed with its provider and the browser that made it',
    async play(stage) {
      const { credential } = await createPasskey(stage, createDevice());
      const { webauthnCredential } = answers.passkey.shape;
      const answer = z.tuple([
        answers.passkey.extend({
          webauthnCredential: webauthnCredential.extend({
            credentialId: z.literal(credential.id),
            aaguid: z.literal(PROVIDER.aaguid),
            aaguidMapping: z.looseObject({ name: z.literal(PROVIDER.name) }),
            parsedUserAgent: z.looseObject({
              ua: z.literal(CHROME),
              browser: z.looseObject({ name: z.literal('Chrome') }),
            }),
          }),
        }),
      ]);
      const path = `/users/${stage.userId}/authenticators`;
      await stage.ask({ method: 'GET', path, answer });
    },
  },
  {
    operation: 'listOwnAuthenticators',
    fact: 'a page sees the passkeys of its user',
    async play(stage) {
      const { answer } = await createPasskey(stage, createDevice());
      await stage.ask({
        method: 'GET',
        path: '/client/user-authenticators',
        caller: { token: textAt(answer, 'accessToken') },
        answer: z.tuple([own]),
      });
    },
  },
  {
    operation: 'findPasskey',
    fact: 'a page learns which of these passkeys exists, and a refusal if none does',
    async play(stage) {
      const { credential } = await createPasskey(stage, createDevice());
      const path = '/client/user-authenticators/passkey?credentialIds=';
      const found = { credentialId: z.literal(credential.id) };
      await stage.ask({
        method: 'GET',
        path: `${path}AAAA,${credential.id}`,
        caller: 'page',
        answer: ceremonies.foundPasskey.extend(found),
      });
      const refusal = answers.refusal.extend({ errorCode: z.literal('invalid_credential') });
      await stage.ask({
        method: 'GET',
        path: `${path}AAAA`,
        caller: 'page',
        status: 400,
        answer: refusal,
      });
    },
  },
];

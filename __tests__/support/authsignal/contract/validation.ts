import { z } from 'zod';

import * as actionAnswers from './action-answers';
import * as answers from './answers';
import { ACTION, textAt, type Case, type Stage } from './play';
import { enrollPhone, track } from './steps';

const WRONG_KEY =
  'The request is unauthorized. Check that your API key and region base URL are correctly configured.';

/** The token of an action that nobody has answered the challenge of. */
async function open(stage: Stage) {
  await enrollPhone(stage);
  const tracked = await track(stage, {});
  const answer = actionAnswers.validation.extend({
    isValid: z.literal(false),
    state: z.literal('CHALLENGE_REQUIRED'),
    userId: z.literal(stage.userId),
    action: z.literal(ACTION),
    idempotencyKey: z.literal(textAt(tracked, 'idempotencyKey')),
  });
  return { token: textAt(tracked, 'token'), answer };
}

const unauthorized = answers.refusal.extend({
  error: z.literal('unauthorized'),
  errorCode: z.literal('unauthorized'),
  errorDescription: z.literal(WRONG_KEY),
});

export const validation: Case[] = [
  {
    operation: 'validateChallenge',
    fact: 'a token before its challenge is not valid, and says whose it is and how far',
    async play(stage) {
      const { token, answer } = await open(stage);
      await stage.ask({ method: 'POST', path: '/validate', body: { token }, answer });
    },
  },
  {
    operation: 'validateChallenge',
    fact: 'a token says the same when its user and action are asked for',
    async play(stage) {
      const { token, answer } = await open(stage);
      const body = { token, userId: stage.userId, action: ACTION };
      await stage.ask({ method: 'POST', path: '/validate', body, answer });
    },
  },
  {
    operation: 'validateChallenge',
    fact: 'a token of another user is not valid',
    async play(stage) {
      const { token } = await open(stage);
      const body = { token, userId: stage.otherUserId };
      const answer = actionAnswers.validation.extend({
        isValid: z.literal(false),
        error: z.string(),
      });
      await stage.ask({ method: 'POST', path: '/validate', body, answer });
    },
  },
  ...(['getUser', 'getAction'] as const).map(
    (operation): Case => ({
      operation,
      fact: 'a wrong secret key is refused, in Authsignal’s words',
      play: async ({ ask, userId }) => {
        const path = `/users/${userId}${operation === 'getAction' ? `/actions/${ACTION}/key` : ''}`;
        const caller = { secretKey: 'invalid_secret' };
        await ask({ method: 'GET', path, caller, status: 401, answer: unauthorized });
      },
    }),
  ),
];

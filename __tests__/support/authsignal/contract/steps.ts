import { z } from 'zod';

import * as actionAnswers from './action-answers';
import * as answers from './answers';
import { ACTION, textAt, type Stage } from './play';

export const PHONE_NUMBER = '+6427000000';

/** The user gets a verified phone number to answer challenges with. Returns the authenticator's id. */
export async function enrollPhone({ ask, userId }: Stage): Promise<string> {
  const answer = await ask({
    method: 'POST',
    path: `/users/${userId}/authenticators`,
    body: { verificationMethod: 'SMS', phoneNumber: PHONE_NUMBER },
    answer: answers.enrolled.extend({
      authenticator: answers.authenticator.extend({
        userId: z.literal(userId),
        verificationMethod: z.literal('SMS'),
        phoneNumber: z.literal(PHONE_NUMBER),
      }),
    }),
  });
  return textAt(answer, 'authenticator', 'userAuthenticatorId');
}

/** The user begins an action. Returns the answer, of which the shape has been compared. */
export const track = (
  { ask, userId }: Stage,
  body: object,
  fields: z.ZodRawShape = {},
): Promise<unknown> =>
  ask({
    method: 'POST',
    path: `/users/${userId}/actions/${ACTION}`,
    body,
    answer: actionAnswers.tracked.extend(fields),
  });

/** The path of the action that an answer to `track` is about. */
export const pathOf = ({ userId }: Stage, tracked: unknown) =>
  `/users/${userId}/actions/${ACTION}/${textAt(tracked, 'idempotencyKey')}`;

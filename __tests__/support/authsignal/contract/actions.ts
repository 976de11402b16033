import { z } from 'zod';

import * as actionAnswers from './action-answers';
import { ACTION, textAt, type Case } from './play';
import { enrollPhone, pathOf, track } from './steps';

const attributes = {
  redirectUrl: 'http://localhost:3000',
  redirectToSettings: true,
  email: 'not-a-real-address@example.com',
  phoneNumber: '1234567890',
  ipAddress: '127.0.0.1',
  userAgent: 'Contract/1.0',
  deviceId: 'device-1',
  custom: { hello: 'world', level: 1 },
};

const challenged = { state: z.literal('CHALLENGE_REQUIRED') };

export const actions: Case[] = [
  {
    operation: 'trackAction',
    fact: 'an enrolled user is to answer a challenge',
    async play(stage) {
      await enrollPhone(stage);
      await track(stage, attributes, {
        ...challenged,
        isEnrolled: z.literal(true),
        enrolledVerificationMethods: z.tuple([z.literal('SMS')]),
        defaultVerificationMethod: z.literal('SMS'),
      });
    },
  },
  {
    operation: 'trackAction',
    fact: 'an action needs no attributes',
    async play(stage) {
      await enrollPhone(stage);
      await track(stage, {}, challenged);
    },
  },
  {
    operation: 'trackAction',
    fact: 'a user without an authenticator is let through',
    play: async (stage) => {
      await track(stage, {}, { state: z.literal('ALLOW'), isEnrolled: z.literal(false) });
    },
  },
  {
    operation: 'getAction',
    fact: 'an action has its state, its times and what the rules gave out',
    async play(stage) {
      await enrollPhone(stage);
      const tracked = await track(stage, attributes, challenged);
      const answer = actionAnswers.action.extend(challenged);
      await stage.ask({ method: 'GET', path: pathOf(stage, tracked), answer });
    },
  },
  ...(['BLOCK', 'REVIEW_REQUIRED'] as const).map(
    (state): Case => ({
      operation: 'updateAction',
      fact: `an action that is set to ${state} is in that state from then on`,
      async play(stage) {
        await enrollPhone(stage);
        const path = pathOf(stage, await track(stage, {}, challenged));
        const expected = { state: z.literal(state) };
        await stage.ask({
          method: 'PATCH',
          path,
          body: { state },
          answer: actionAnswers.changedAction.extend(expected),
        });
        await stage.ask({ method: 'GET', path, answer: actionAnswers.action.extend(expected) });
      },
    }),
  ),
  {
    operation: 'listActions',
    fact: 'the actions of a user say where they came from',
    async play(stage) {
      const tracked = await track(stage, attributes);
      const answer = z.tuple([
        actionAnswers.listedAction.extend({
          actionCode: z.literal(ACTION),
          idempotencyKey: z.literal(textAt(tracked, 'idempotencyKey')),
          userAgent: z.literal(attributes.userAgent),
          ipAddress: z.literal(attributes.ipAddress),
        }),
      ]);
      await stage.ask({ method: 'GET', path: `/users/${stage.userId}/actions`, answer });
    },
  },
  {
    operation: 'listActions',
    fact: 'the list can be narrowed to codes, a state and a date',
    async play(stage) {
      await track(stage, {});
      const path = `/users/${stage.userId}/actions`;
      const [one, none] = [z.tuple([actionAnswers.listedAction]), z.tuple([])];
      const tomorrow = new Date(Date.now() + 24 * 3_600_000).toISOString();
      const queries = [
        [`codes=other,${ACTION}&state=ALLOW`, one],
        ['codes=other', none],
        ['state=BLOCK', none],
        [`fromDate=${tomorrow}`, none],
      ] as const;
      for (const [query, answer] of queries) {
        await stage.ask({ method: 'GET', path: `${path}?${query}`, answer });
      }
    },
  },
];

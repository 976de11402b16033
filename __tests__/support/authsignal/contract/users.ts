import { z } from 'zod';

import * as actionAnswers from './action-answers';
import * as answers from './answers';
import type { Case } from './play';
import { enrollPhone, PHONE_NUMBER, track } from './steps';
import { attributesOf, changeUser, exactly, getUser, isSame } from './user-steps';

const custom = { foo: 'bar', level: 3, flags: [true, null, { deep: 'yes' }], nothing: null };

export const users: Case[] = [
  {
    operation: 'getUser',
    fact: 'a user who was never named is not enrolled',
    play: async (stage) => {
      await getUser(stage, { isEnrolled: z.literal(false) });
    },
  },
  {
    operation: 'getUser',
    fact: 'a user with a verified phone number is enrolled, and has no e-mail address',
    async play(stage) {
      await enrollPhone(stage);
      await getUser(stage, {
        isEnrolled: z.literal(true),
        email: z.undefined().optional(),
        enrolledVerificationMethods: z.tuple([z.literal('SMS')]),
      });
    },
  },
  {
    operation: 'getUser',
    fact: 'the default method is the first that was enrolled, until another is set',
    async play(stage) {
      await enrollPhone(stage);
      await stage.ask({
        method: 'POST',
        path: `/users/${stage.userId}/authenticators`,
        body: { verificationMethod: 'EMAIL_OTP', email: 'ada@example.com' },
        answer: answers.enrolled,
      });
      await getUser(stage, { defaultVerificationMethod: z.literal('SMS') });
      await changeUser(stage, 'PATCH', { defaultVerificationMethod: 'EMAIL_OTP' });
      await getUser(stage, { defaultVerificationMethod: z.literal('EMAIL_OTP') });
    },
  },
  {
    operation: 'updateUser',
    fact: 'changed attributes come back, and are found afterwards',
    async play(stage) {
      const attributes = attributesOf(stage.userId);
      await changeUser(stage, 'PATCH', attributes);
      await getUser(stage, exactly(attributes));
    },
  },
  {
    operation: 'updateUser',
    fact: 'attributes that are not sent stay as they are',
    async play(stage) {
      await changeUser(stage, 'PATCH', { displayName: 'Ada' });
      await changeUser(stage, 'PATCH', { phoneNumber: PHONE_NUMBER });
      await getUser(stage, exactly({ displayName: 'Ada', phoneNumber: PHONE_NUMBER }));
    },
  },
  {
    operation: 'updateUser',
    fact: 'custom data is any JSON object',
    async play(stage) {
      await changeUser(stage, 'PATCH', { custom });
      await getUser(stage, { custom: z.json().refine(isSame(custom), 'sent') });
    },
  },
  {
    operation: 'updateUser',
    fact: 'a verified address becomes that of the e-mail authenticator',
    async play(stage) {
      const path = `/users/${stage.userId}/authenticators`;
      const answerWith = (email: string) =>
        z.tuple([answers.authenticator.extend({ email: z.literal(email) })]);
      const body = { verificationMethod: 'EMAIL_OTP', email: 'old@example.com' };
      await stage.ask({ method: 'POST', path, body, answer: answers.enrolled });
      await changeUser(stage, 'PATCH', { email: 'unverified@example.com' });
      await stage.ask({ method: 'GET', path, answer: answerWith('old@example.com') });
      await changeUser(stage, 'PATCH', { email: 'new@example.com', emailVerified: true });
      await stage.ask({ method: 'GET', path, answer: answerWith('new@example.com') });
    },
  },
  {
    operation: 'updateUserByPost',
    fact: 'POST changes a user as PATCH does',
    async play(stage) {
      const attributes = attributesOf(stage.userId);
      await changeUser(stage, 'POST', { ...attributes, custom });
      await getUser(stage, exactly(attributes));
    },
  },
  {
    operation: 'deleteUser',
    fact: 'a deleted user is not enrolled, and has no authenticators and attributes',
    async play(stage) {
      const { ask, userId } = stage;
      await enrollPhone(stage);
      await changeUser(stage, 'PATCH', { email: 'ada@example.com' });
      await ask({ method: 'DELETE', path: `/users/${userId}`, answer: answers.success });
      await getUser(stage, { isEnrolled: z.literal(false), email: z.undefined().optional() });
      const list = `/users/${userId}/authenticators`;
      await ask({ method: 'GET', path: list, answer: z.tuple([]) });
    },
  },
  {
    operation: 'deleteUser',
    fact: 'the actions of a user are kept, unless they are to go too',
    async play(stage) {
      const { ask, userId } = stage;
      const actions = `/users/${userId}/actions`;
      await track(stage, {});
      await ask({ method: 'DELETE', path: `/users/${userId}`, answer: answers.success });
      await ask({ method: 'GET', path: actions, answer: z.tuple([actionAnswers.listedAction]) });
      const path = `/users/${userId}?actions=true`;
      await ask({ method: 'DELETE', path, answer: answers.success });
      await ask({ method: 'GET', path: actions, answer: z.tuple([]) });
    },
  },
];

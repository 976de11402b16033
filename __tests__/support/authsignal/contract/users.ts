import { z } from 'zod';

import * as answers from './answers';
import { textAt, type Case, type Stage } from './play';
import { enrollPhone, PHONE_NUMBER, track } from './steps';

const OTHER_NUMBER = '+6427123456';
const custom = { foo: 'bar', level: 3, flags: [true, null, { deep: 'yes' }], nothing: null };

const attributesOf = (userId: string) => ({
  email: `${userId}@example.com`,
  emailVerified: true,
  phoneNumber: OTHER_NUMBER,
  phoneNumberVerified: false,
  username: `${userId}@example.com`,
  displayName: 'Test User',
});

/** The shape with these fields of exactly these values. */
const exactly = (fields: Record<string, string | boolean>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, z.literal(value)]));

const getUser = ({ ask, userId }: Stage, fields: z.ZodRawShape) =>
  ask({ method: 'GET', path: `/users/${userId}`, answer: answers.user.extend(fields) });

const changeUser = ({ ask, userId }: Stage, method: 'PATCH' | 'POST', body: object) =>
  ask({
    method,
    path: `/users/${userId}`,
    body,
    answer: answers.attributes.extend(
      Object.fromEntries(
        Object.entries(body).map(([name, value]) => [name, z.json().refine(isSame(value), 'sent')]),
      ),
    ),
  });

const isSame = (sent: unknown) => (found: unknown) =>
  JSON.stringify(found) === JSON.stringify(sent);

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
      await ask({ method: 'GET', path: actions, answer: z.tuple([answers.listedAction]) });
      const path = `/users/${userId}?actions=true`;
      await ask({ method: 'DELETE', path, answer: answers.success });
      await ask({ method: 'GET', path: actions, answer: z.tuple([]) });
    },
  },
  {
    operation: 'queryUsers',
    fact: 'a user is found by e-mail address, by name and by phone number',
    async play(stage) {
      const { ask, userId } = stage;
      const phoneNumber = `+64${Date.now()}`;
      const { email, username } = attributesOf(userId);
      await changeUser(stage, 'PATCH', { email, username, phoneNumber });
      const found = answers.foundUsers.extend({
        users: z.tuple([
          answers.foundUsers.shape.users.element.extend(
            exactly({ userId, email, username, phoneNumber }),
          ),
        ]),
      });
      for (const [name, value] of Object.entries({ email, username, phoneNumber })) {
        const path = `/users?${name}=${encodeURIComponent(value)}`;
        await ask({ method: 'GET', path, answer: found });
      }
    },
  },
  {
    operation: 'queryUsers',
    fact: 'the user of a token is found by it',
    async play(stage) {
      const tracked = await track(stage, {});
      const found = answers.foundUsers.shape.users.element.extend(
        exactly({ userId: stage.userId }),
      );
      await stage.ask({
        method: 'GET',
        path: `/users?token=${textAt(tracked, 'token')}`,
        answer: answers.foundUsers.extend({
          users: z.tuple([found]),
          tokenPayload: z.looseObject({ sub: z.literal(stage.userId) }),
        }),
      });
    },
  },
  {
    operation: 'queryUsers',
    fact: 'a long list comes in pages, and nobody is an empty list',
    async play(stage) {
      const { ask, userId, otherUserId } = stage;
      const username = `both-${userId}`;
      for (const id of [userId, otherUserId])
        await changeUser({ ...stage, userId: id }, 'PATCH', { username });

      const page = answers.foundUsers.extend({
        users: z.tuple([answers.foundUsers.shape.users.element]),
      });
      const path = `/users?username=${username}&limit=1`;
      const first = await ask({
        method: 'GET',
        path,
        answer: page.required({ lastEvaluatedUserId: true }),
      });
      const last = textAt(first, 'lastEvaluatedUserId');
      const rest = await ask({
        method: 'GET',
        path: `${path}&lastEvaluatedUserId=${last}`,
        answer: page,
      });
      const seen = [textAt(first, 'users', 0, 'userId'), textAt(rest, 'users', 0, 'userId')];
      if (new Set(seen).size < 2) throw new Error('both pages have the same user');

      const nobody = answers.foundUsers.extend({ users: z.tuple([]) });
      await ask({ method: 'GET', path: `/users?username=nobody-${userId}`, answer: nobody });
    },
  },
];

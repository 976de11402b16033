import { z } from 'zod';

import * as answers from './answers';
import { textAt, type Case } from './play';
import { track } from './steps';
import { attributesOf, changeUser, exactly } from './user-steps';

export const queries: Case[] = [
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

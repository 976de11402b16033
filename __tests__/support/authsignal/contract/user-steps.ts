import { z } from 'zod';

import * as answers from './answers';
import type { Stage } from './play';

const OTHER_NUMBER = '+6427123456';
/** Attributes of a user, such as no other has. */
export const attributesOf = (userId: string) => ({
  email: `${userId}@example.com`,
  emailVerified: true,
  phoneNumber: OTHER_NUMBER,
  phoneNumberVerified: false,
  username: `${userId}@example.com`,
  displayName: 'Test User',
});

/** The shape with these fields of exactly these values. */
export const exactly = (fields: Record<string, string | boolean>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, z.literal(value)]));

/** Reads the user, who has to have these fields. */
export const getUser = ({ ask, userId }: Stage, fields: z.ZodRawShape) =>
  ask({ method: 'GET', path: `/users/${userId}`, answer: answers.user.extend(fields) });

/** Changes attributes. What is sent has to come back. */
export const changeUser = ({ ask, userId }: Stage, method: 'PATCH' | 'POST', body: object) =>
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

/** Whether a value is that which was sent, also deep inside. */
export const isSame = (sent: unknown) => (found: unknown) =>
  JSON.stringify(found) === JSON.stringify(sent);

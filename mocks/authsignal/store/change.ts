import { z } from 'zod';

import { actionSchema, authenticatorSchema, ceremonySchema, userSchema } from './records';
import { settingsSchema } from './settings';

/** One change of a tenant's data, as it is applied in memory and appended to the file. */
export const changeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('user'), value: userSchema }),
  z.object({ type: z.literal('user-removed'), userId: z.string(), actionsToo: z.boolean() }),
  z.object({ type: z.literal('authenticator'), value: authenticatorSchema }),
  z.object({
    type: z.literal('authenticator-removed'),
    userId: z.string(),
    userAuthenticatorId: z.string(),
  }),
  z.object({ type: z.literal('action'), value: actionSchema }),
  z.object({ type: z.literal('ceremony'), value: ceremonySchema }),
  z.object({ type: z.literal('ceremony-ended'), challengeId: z.string() }),
  z.object({ type: z.literal('settings'), value: settingsSchema }),
  z.object({ type: z.literal('cleared') }),
]);

export type Change = z.infer<typeof changeSchema>;

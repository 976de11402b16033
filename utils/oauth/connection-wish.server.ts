import type { ServerResponse } from 'node:http';

import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';

import { oauthIds } from '@/utils/base/oauth-names';
import type { RequestWithCookies } from '@/utils/base/current-request.server';
import { presentSecret, readWithSecrets } from '@/utils/base/env.server';
import { cookieName, OAUTH_S, setCookie } from '@/utils/http/cookies.server';

const NAME = 'oauth-wish';

const wishSchema = z.object({ sid: z.string(), provider: z.enum(oauthIds) });

/** That a session wants to connect the account with which its user comes back from the provider. */
export type ConnectionWish = z.infer<typeof wishSchema>;

/** Remembers it in an encrypted cookie, for as long as the user may stay at the provider. */
export async function rememberWish(res: ServerResponse, token: ConnectionWish): Promise<void> {
  const value = await encode({ secret: presentSecret(), salt: NAME, token, maxAge: OAUTH_S });
  setCookie(res, cookieName(NAME), value, OAUTH_S);
}

export const forgetWish = (res: ServerResponse): void => setCookie(res, cookieName(NAME), '', 0);

/** What this browser wished for last. Undefined if it last wanted to sign in. */
export async function recallWish({
  cookies,
}: RequestWithCookies): Promise<ConnectionWish | undefined> {
  const token = cookies[cookieName(NAME)];
  const read = (secret: string) => decode({ secret, salt: NAME, token });
  return wishSchema.safeParse(await readWithSecrets(read).catch(() => null)).data;
}

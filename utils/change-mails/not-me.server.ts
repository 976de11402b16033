import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';

import { env, presentSecret, readWithSecrets } from '@/utils/base/env.server';

const LIFE_S = 24 * 60 * 60;
const SALT = 'not-me';

const claims = z.object({ sub: z.string(), sid: z.string() });

/** The address of the page that ends this session of the user. It is good for 24 hours. */
export async function notMeUrl(userId: string, sid: string): Promise<string> {
  const token = { sub: userId, sid };
  const value = await encode({ secret: presentSecret(), salt: SALT, token, maxAge: LIFE_S });
  return `${env().NEXTAUTH_URL}/signin/not-me?${new URLSearchParams({ token: value })}`;
}

/** Whose session the token of such an address may end. Undefined if it is none of ours, or too old. */
export async function readNotMe(token: string) {
  const read = (secret: string) => decode({ secret, salt: SALT, token });
  const { data } = claims.safeParse(await readWithSecrets(read).catch(() => null));
  return data && { userId: data.sub, sid: data.sid };
}

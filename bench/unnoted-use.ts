import { decode, encode } from 'next-auth/jwt';

/** The cookies of a session as they are when its use was last noted long ago: a read notes it again. */
export async function withUnnotedUse(cookies: string, secret = ''): Promise<string> {
  const [, token = ''] = /session-token=([^;]+)/.exec(cookies) ?? [];
  const claims = await decode({ token, secret });
  if (!claims) throw new Error('There is no session.');
  return cookies.replace(token, await encode({ token: { ...claims, seenAt: 0 }, secret }));
}

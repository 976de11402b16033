import { z } from 'zod';

import type { Answer, Client } from './client';

const session = z.object({ user: z.object({ email: z.string() }).optional() });

/** The cookie of the session that an answer has opened, or undefined. */
export const sessionOf = ({ cookies }: Answer): string | undefined =>
  cookies.find((cookie) => /^session-token=./.test(cookie));

/** Whose session it is. */
export async function ownerOf(cookie: string, client: Client): Promise<string | undefined> {
  const { body } = await client.get('/api/auth/session', cookie);
  return session.parse(JSON.parse(body)).user?.email;
}

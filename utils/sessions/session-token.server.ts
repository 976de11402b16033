import { hkdfSync } from 'node:crypto';

import { EncryptJWT, jwtDecrypt } from 'jose';
import type { JWTDecodeParams, JWTEncodeParams } from 'next-auth/jwt';
import { z } from 'zod';

import type { RequestWithCookies } from '@/utils/base/current-request.server';
import { readWithSecrets } from '@/utils/base/env.server';
import { joinedCookie, sessionCookie } from '@/utils/http/cookies.server';

// The tokens are those of next-auth/jwt, which derives the key anew for each. Here each secret's key is kept.

/** What a session's token says. NextAuth makes tokens with the same key that lack it: GHSA-v64w-49xw-qq89. */
export const claimsSchema = z.object({
  sub: z.string(),
  email: z.string(),
  sid: z.string(),
  method: z.enum(['email', 'passkey', 'github', 'google']),
  authenticatedAt: z.number(),
  seenAt: z.number(),
});

export type Claims = z.infer<typeof claimsSchema>;

const keys = new Map<string, Uint8Array>();

function keyOf(secret: string): Uint8Array {
  const info = 'NextAuth.js Generated Encryption Key';
  const key = keys.get(secret) ?? new Uint8Array(hkdfSync('sha256', secret, '', info, 32));
  keys.set(secret, key);
  return key;
}

const DECODING = {
  clockTolerance: 15,
  // Others would cost more to refuse.
  keyManagementAlgorithms: ['dir'],
  contentEncryptionAlgorithms: ['A256GCM'],
};

/** With each of our secrets. Throws if the token is damaged, too old or no session's. */
export const decode = ({ token = '' }: Pick<JWTDecodeParams, 'token'>): Promise<Claims> =>
  readWithSecrets(async (secret) => {
    const { payload } = await jwtDecrypt(token, keyOf(secret), DECODING);
    return claimsSchema.parse(payload);
  });

/** `maxAge` is in seconds. */
export async function encode({ token = {}, secret, maxAge = 0 }: JWTEncodeParams): Promise<string> {
  return new EncryptJWT(token)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + maxAge)
    .setJti(crypto.randomUUID())
    .encrypt(keyOf(String(secret)));
}

/** What the request's session cookie says. Null if there is none, or it is no good. */
export async function readClaims(req: RequestWithCookies): Promise<Claims | null> {
  const token = joinedCookie(req, sessionCookie());
  return token ? decode({ token }).catch(() => null) : null;
}

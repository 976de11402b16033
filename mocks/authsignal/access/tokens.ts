import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

import { TOKEN_LIFETIME } from '../inferred';

const claimsSchema = z.object({
  sub: z.string(),
  aud: z.string(),
  exp: z.number(),
  scope: z.string(),
  other: z.object({ actionCode: z.string(), idempotencyKey: z.string() }),
});

export type Claims = z.infer<typeof claimsSchema>;
export type Tokens = ReturnType<typeof createTokens>;

const HEADER = encode({ alg: 'HS256', typ: 'JWT' });

/**
 * Issues and reads the tokens of `track` and of finished ceremonies. Both name a user and an action, and
 * they differ in scope. A token proves nothing by itself: the state of the action decides.
 */
export function createTokens(tenantId: string, secretKey: string, now: () => number) {
  const sign = (content: string) =>
    createHmac('sha256', secretKey).update(content).digest('base64url');

  return {
    issue(userId: string, other: Claims['other'], scope: string) {
      const iat = Math.floor(now() / 1000);
      const claims: Claims = {
        sub: userId,
        aud: tenantId,
        exp: iat + TOKEN_LIFETIME / 1000,
        scope,
        other,
      };
      const content = `${HEADER}.${encode({ ...claims, iat, jti: randomUUID() })}`;
      return `${content}.${sign(content)}`;
    },

    read(token: string): Claims | 'invalid_token' | 'expired_token' {
      const [header, payload, signature, ...rest] = token.split('.');
      if (header !== HEADER || !payload || !signature || rest.length > 0) return 'invalid_token';
      if (!isSameText(signature, sign(`${header}.${payload}`))) return 'invalid_token';

      const claims = claimsSchema.safeParse(decode(payload));
      if (!claims.success || claims.data.aud !== tenantId) return 'invalid_token';
      return claims.data.exp * 1000 > now() ? claims.data : 'expired_token';
    },
  };
}

/** For those who set none. */
export const DEFAULT_SECRET_KEY = 'local-secret-key';

/** Compares secrets in constant time. */
export function isSameText(left: string, right: string) {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function encode(value: object) {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}

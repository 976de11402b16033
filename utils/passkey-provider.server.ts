import CredentialsProvider from 'next-auth/providers/credentials';

import { attempt } from '@/utils/bad-attempts.server';
import { AppError } from '@/utils/errors';
import { log, nameOf } from '@/utils/log.server';
import { SIGN_IN_ACTION } from '@/utils/passkey-actions';
import { checkPasskeyResult } from '@/utils/passkey-result.server';
import { spendOnSession } from '@/utils/spent-tokens.server';

/**
 * Spends a sign-in token on a session of the user for whom it stands. Returns the user with the session's
 * id, or null with the reason in the log.
 */
async function signInByToken(signInToken: unknown, userAgent: string | null) {
  const refuse = (reason: string) => {
    log.warn({ event: 'sign_in_refused', method: 'passkey', reason });
    return null;
  };

  const result = await checkPasskeyResult(signInToken, { action: SIGN_IN_ACTION });
  if (!result.accepted) return refuse(result.reason);

  const { userId, idempotencyKey } = result;
  const owner = await spendOnSession({
    userId,
    action: SIGN_IN_ACTION,
    idempotencyKey,
    userAgent,
  });
  if (!owner) return refuse('unknown_user');
  if (!owner.isFirst) return refuse('spent');
  const { id, email, sid } = owner;
  return { id, email, sid };
}

/**
 * NextAuth's way in for a passkey: `signIn('credentials', { signInToken, redirect: false })`.
 *
 * `authorize` never throws, because NextAuth writes the text of what is thrown into a URL.
 * `onUndecided` is called where the null means that nobody could say, or would look, so that the
 * caller can answer 503 or 429 and the page does not blame the passkey.
 */
export function passkeyProvider({
  client,
  userAgent,
  onUndecided,
}: {
  client: string;
  userAgent: string | null;
  onUndecided: (refusal: AppError) => void;
}) {
  return CredentialsProvider({
    name: 'Passkey',
    credentials: { signInToken: { type: 'text' } },
    async authorize(credentials) {
      try {
        const token = credentials?.signInToken;
        return await attempt('bad_tokens_per_client', client, () =>
          signInByToken(token, userAgent),
        );
      } catch (error) {
        const refusal = error instanceof AppError ? error : new AppError('service_unavailable');
        if (refusal.code !== 'too_many_requests') {
          const name = nameOf(error);
          log.error({ event: 'sign_in_unavailable', error: name });
        }
        onUndecided(refusal);
        return null;
      }
    },
  });
}

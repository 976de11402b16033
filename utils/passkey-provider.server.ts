import CredentialsProvider from 'next-auth/providers/credentials';

import { attempt } from '@/utils/bad-attempts.server';
import { AppError } from '@/utils/errors';
import { log, nameOf } from '@/utils/log.server';
import { SIGN_IN_ACTION } from '@/utils/passkey-actions';
import { checkPasskeyResult } from '@/utils/passkey-result.server';
import { spendToken, unspendToken } from '@/utils/spent-tokens.server';
import type { UsedProof } from '@/utils/used-proof.server';

/** The user whom a sign-in token stands for, or null with the reason in the log. Spends the token. */
async function userOfToken(signInToken: unknown, proof: UsedProof) {
  const refuse = (reason: string) => {
    log.warn({ event: 'sign_in_refused', method: 'passkey', reason });
    return null;
  };

  const result = await checkPasskeyResult(signInToken, { action: SIGN_IN_ACTION });
  if (!result.accepted) return refuse(result.reason);

  const { userId, idempotencyKey } = result;
  const spent = { userId, action: SIGN_IN_ACTION, idempotencyKey };
  const owner = await spendToken(spent);
  if (!owner) return refuse('unknown_user');
  if (!owner.isFirst) return refuse('spent');
  proof.giveBack = () => unspendToken(spent);
  return { ...owner, challengeKey: idempotencyKey };
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
  onUndecided,
  proof,
}: {
  client: string;
  proof: UsedProof;
  onUndecided: (refusal: AppError) => void;
}) {
  return CredentialsProvider({
    name: 'Passkey',
    credentials: { signInToken: { type: 'text' } },
    async authorize(credentials) {
      try {
        const token = credentials?.signInToken;
        return await attempt('bad_tokens_per_client', client, () => userOfToken(token, proof));
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

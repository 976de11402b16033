import CredentialsProvider from 'next-auth/providers/credentials';

import { attempt } from '@/utils/bad-attempts.server';
import { AppError } from '@/utils/errors';
import { log, nameOf } from '@/utils/log.server';
import { SIGN_IN_ACTION } from '@/utils/passkey-actions';
import { checkPasskeyResult } from '@/utils/passkey-result.server';
import { spendOnSession } from '@/utils/spent-tokens.server';

/**
 * Spends a sign-in token on a session of the user for whom it stands. Returns the user with the session's
 * id, or null with the reason in the log; nothing is spent where somebody else was to confirm that it is
 * them, of which `onUndecided` hears.
 */
async function signInByToken(
  { signInToken, confirms }: Partial<Record<string, unknown>>,
  userAgent: string | null,
  onUndecided: (refusal: AppError) => void,
) {
  const refuse = (reason: string) => {
    log.warn({ event: 'sign_in_refused', method: 'passkey', reason });
    return null;
  };

  const result = await checkPasskeyResult(signInToken, { action: SIGN_IN_ACTION });
  if (!result.accepted) return refuse(result.reason);

  const { userId, idempotencyKey } = result;
  if (confirms !== undefined && confirms !== userId) {
    onUndecided(new AppError('passkey_of_another'));
    return refuse('another_person');
  }
  const owner = await spendOnSession({ userId, idempotencyKey, userAgent });
  if (!owner) return refuse('unknown_user');
  if (!owner.isFirst) return refuse('spent');
  const { id, email, sid } = owner;
  return { id, email, sid };
}

/**
 * NextAuth's way in for a passkey: `signIn('credentials', { signInToken, redirect: false })`, with the
 * id of whom the page shows in `confirms` where somebody is signed in already.
 *
 * `authorize` never throws, because NextAuth writes the text of what is thrown into a URL.
 * `onUndecided` is called where the null means something else than a bad passkey, so that the caller can
 * answer 503, 429 or 409, and the page can say what it is.
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
    credentials: { signInToken: { type: 'text' }, confirms: { type: 'text' } },
    async authorize(credentials) {
      try {
        return await attempt('bad_tokens_per_client', client, () =>
          signInByToken(credentials ?? {}, userAgent, onUndecided),
        );
      } catch (error) {
        const refusal = error instanceof AppError ? error : new AppError('service_unavailable');
        if (refusal.status >= 500)
          log.error({ event: 'sign_in_unavailable', error: nameOf(error) });
        onUndecided(refusal);
        return null;
      }
    },
  });
}

import CredentialsProvider from 'next-auth/providers/credentials';

import { AppError } from '@/utils/base/errors';
import { log, nameOf } from '@/utils/base/log.server';
import { SIGN_IN_ACTION } from '@/utils/passkeys/actions';
import { checkPasskeyResult } from '@/utils/passkeys/check-result.server';

/** What a token that proves something is spent on. */
interface Spending {
  userId: string;
  idempotencyKey: string;
  userAgent: string | null;
}

/** Who is signed in by it. */
interface Owner {
  id: string;
  email: string;
  /** False for all but one of the requests that bring the token, on whichever instance they arrive. */
  isFirst: boolean;
  /** The id of the session that was opened, where the site keeps a register of them. */
  sid?: string;
}

/** Spends a token: once, whoever brings it. Resolves to its owner, or to nothing where that user is gone. */
export type Spend = (spending: Spending) => Promise<Owner | undefined>;

/**
 * Spends a sign-in token on a session of the user for whom it stands. Returns the user with the session's
 * id, or null with the reason in the log. Throws `passkey_of_another`, with nothing spent, where somebody
 * else was to confirm that it is them.
 */
async function signInByToken(
  { signInToken, confirms }: Partial<Record<string, unknown>>,
  userAgent: string | null,
  spend: Spend,
) {
  const refuse = (reason: string) => {
    log.warn({ event: 'sign_in_refused', method: 'passkey', reason });
    return null;
  };

  const result = await checkPasskeyResult(signInToken, { action: SIGN_IN_ACTION });
  if (!result.accepted) return refuse(result.reason);

  const { userId, idempotencyKey } = result;
  if (confirms !== undefined && confirms !== userId) {
    refuse('another_person');
    throw new AppError('passkey_of_another');
  }
  const owner = await spend({ userId, idempotencyKey, userAgent });
  if (!owner) return refuse('unknown_user');
  if (!owner.isFirst) return refuse('spent');
  const { id, email, sid } = owner;
  return { id, email, sid };
}

/**
 * NextAuth's way in for a passkey: `signIn('credentials', { signInToken, redirect: false })`, with the
 * id of whom the page shows in `confirms` where somebody is signed in already.
 *
 * What `authorize` throws becomes the `error` of `signIn`: NextAuth writes its text into a URL. So it is
 * a code of our catalogue, and nothing else.
 */
export const passkeyProvider = ({ spend }: { spend: Spend }) =>
  CredentialsProvider({
    name: 'Passkey',
    credentials: { signInToken: { type: 'text' }, confirms: { type: 'text' } },
    async authorize(credentials, { headers }) {
      try {
        return await signInByToken(credentials ?? {}, headers?.['user-agent'] ?? null, spend);
      } catch (error) {
        const refusal = error instanceof AppError ? error : new AppError('service_unavailable');
        if (refusal.status >= 500)
          log.error({ event: 'sign_in_unavailable', error: nameOf(error) });
        throw new Error(refusal.code);
      }
    },
  });

import type { NextApiRequest } from 'next';
import type { Session } from 'next-auth';

import { spendOnce } from '@/utils/account/spend-once.server';
import { clientAddress } from '@/utils/base/client-address.server';
import { presentSecret } from '@/utils/base/env.server';
import { AppError } from '@/utils/base/errors';
import { passkeySettings } from '@/utils/base/passkey-settings.server';
import { PasskeyError } from '@/utils/passkeys/codes';
import { consume } from '@/utils/limits/rate-limits.server';
import { isRecent, requireRecentSignIn } from '@/utils/sessions/recent-sign-in.server';
import type { Operation } from '@/utils/step-up/binding.server';
import { requirePasskey } from '@/utils/step-up/require-passkey.server';

type ConfirmedAction = 'delete-account' | 'download-data' | 'end-sessions' | 'remove-passkey';

/**
 * Asks for the user's passkey before `action`, each time. If the user has none, or Authsignal's rules ask for none,
 * a recent sign-in is needed. Throws a StepUpError, `reauthentication_required`, `too_many_requests` or
 * `passkeys_unavailable`.
 */
export async function requireConfirmation(
  req: NextApiRequest,
  session: Session,
  action: ConfirmedAction,
  operation: Operation = {},
): Promise<void> {
  const { user, sid } = session;
  await consume('step_ups_per_session', sid); // guard: limit-step-ups
  const outcome = await requirePasskey(
    req,
    {
      action,
      operation,
      userId: user.id,
      sessionId: sid,
      address: clientAddress(req),
      otherwise: () => requireRecentSignIn(session),
    },
    { ...passkeySettings, secret: presentSecret(), spend: spendOnce(action) },
  );
  // So says Authsignal of an action that is not set up in the Portal.
  if (outcome === 'allowed') requireRecentSignIn(session); // guard: allowed-unasked
}

/** The same, unless the user has signed in within the last ten minutes. */
export async function requireRecentOrConfirmed(
  ...asked: Parameters<typeof requireConfirmation>
): Promise<void> {
  const [, session] = asked;
  if (!isRecent(session)) await requireConfirmation(...asked); // guard: recent-or-confirmed
}

/** Asks before the newer session with this id ends, or all. If Authsignal is out, another way is left. */
export async function confirmSessionEnd(
  req: NextApiRequest,
  session: Session,
  id = 'all',
): Promise<void> {
  await requireConfirmation(req, session, 'end-sessions', { session: id }).catch((error) => {
    const isOut = error instanceof PasskeyError && error.code === 'passkeys_unavailable';
    throw isOut ? new AppError('reauthentication_required') : error;
  });
}

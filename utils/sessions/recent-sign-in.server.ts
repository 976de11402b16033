import type { Session } from 'next-auth';

import { AppError } from '@/utils/base/errors';

/** How long after a sign-in the user may add or remove a passkey or delete the account, in seconds. */
const RECENT_S = 10 * 60;

export const isRecent = ({ authenticatedAt }: Session): boolean =>
  Date.now() / 1000 - authenticatedAt <= RECENT_S;

/** Throws `reauthentication_required` unless the user has signed in within the last ten minutes. */
export function requireRecentSignIn(session: Session): void {
  if (!isRecent(session)) throw new AppError('reauthentication_required'); // guard: recent-sign-in
}

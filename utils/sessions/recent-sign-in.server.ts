import type { Session } from 'next-auth';

import { AppError } from '@/utils/base/errors';
import { isOAuthId } from '@/utils/base/oauth-names';

/** How long after a sign-in the user may add or remove a passkey or delete the account, in seconds. */
const RECENT_S = 10 * 60;

/** Whether the session began within the last ten minutes, by whatever means. */
export const hasJustBegun = ({ authenticatedAt }: Session): boolean =>
  Date.now() / 1000 - authenticatedAt <= RECENT_S;

/**
 * Whether the user has proved so within the last ten minutes, by a passkey or the mailbox. GitHub and Google sign in
 * whoever sits at a browser that they know, without a question.
 */
export function isRecent(session: Session): boolean {
  if (isOAuthId(session.method)) return false; // guard: proved-recently
  return hasJustBegun(session);
}

/** Throws `reauthentication_required` unless the user has signed in so within the last ten minutes. */
export function requireRecentSignIn(session: Session): void {
  if (!isRecent(session)) throw new AppError('reauthentication_required'); // guard: recent-sign-in
}
